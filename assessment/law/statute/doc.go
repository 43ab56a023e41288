// Package statute holds the words of the articles that this project cites (条文), so that a reader can open an
// article where it is cited. It is an aid to reading: no rule, date or paper is made from it, and what it says
// of itself (Source) goes with every text that is shown.
//
// The package is pure: it reads its own embedded data, imports assessment/law for citations and dates alone, and
// keeps no state that changes after loading.
package statute
