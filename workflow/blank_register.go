package workflow

import "github.com/anjia-project/anjia/assessment/law"

// BlankLine is one line of the printed register of blanks: one blank, or a run of them
// that lie in stock together.
type BlankLine struct {
	Series      BlankSeries
	Numbers     string
	Count       int64
	ReceivedOn  law.Date
	Holder      string
	IssuedOn    law.Date
	State       BlankState
	EndedOn     law.Date
	EndedBy     string
	Certificate string
	Note        string // reason, recall
}

// BlankTotal is the count of a series in one state.
type BlankTotal struct {
	Series BlankSeries
	State  BlankState
	Count  int64
}

// BlankSheet is the register of an office for one year, as it is printed and put on file
// (证书领用登记表).
type BlankSheet struct {
	Authority string
	Year      int
	On        law.Date // as of
	By        string   // who had it printed
	Lines     []BlankLine
	Totals    []BlankTotal // of the whole register, not of the year
	Gaps      []string     // runs that were never received
	Sandbox   bool
}
