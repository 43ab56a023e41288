// Package check verifies a dossier (案卷), or a single paper, that somebody hands
// over: without a server, without a database, with nothing but the file and a
// trust file. It says what holds, what does not, and what it could not check.
//
// Each layer is checked by itself, so that a file without a signature or from
// before there was a log is still checked as far as it can be: the form of the
// file, its seals, the attachments, the chain of entries, the payloads, the log,
// the papers against the entries, and the pages against the attachments, by
// setting them again.
//
// The package may import reports, reports/finish, reports/seal, reports/dossier
// and its reader, and workflow/ledger. It does no I/O and is told the time.
package check
