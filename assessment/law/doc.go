// Package law holds what the statutes and local rules fix as data: civil dates, citations, dated parameters in
// packs (national, province, city, sandbox overlay), the working calendar, and the legal clocks built from them.
// Every value names the article that sets it, the day it came into force and its status; every date that is
// derived explains itself.
//
// The package is pure. It must not import another room of this module, read the wall clock, touch the network or
// a database, or keep state that changes after loading. It reads files only through the fs.FS it is handed and
// its own embedded data.
package law
