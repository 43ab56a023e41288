// Package whatif judges ended cases a second time, under a scoring table, pack or calendar that is not in force, and
// says what would have come out otherwise and why (试算). It is for those who must decide on a publication: a draft that
// looks harmless may fail families who were found fit.
//
// What is replayed: the scores of every phase whose sheets are all in (table, mode of consolidation), the statutory
// conditions, and the legal clocks (length, grounds on which they stand still, rest days). What people found on the sheets
// stands where the other law asks for it too: a ruling on a disagreement, an outcome that a supervisor stated because the
// table leaves it to a person. Nothing else that people decided is replayed. An answer that nobody gave is not invented,
// so that a table which asks something new leaves a case undetermined; and which acts a longer or shorter term would have
// brought about, nobody knows.
//
// The package changes no case and knows no store: it is given a case and two laws. It must not decide anything; a
// difference is a matter for people.
package whatif
