package assessment

import "github.com/anjia-project/anjia/assessment/instrument"

// Trial scores bare answers, for trying a table out and for programs that score many cases (试算): the sheets need no case,
// no submission, no words and none of the evidence that the table demands, and one sheet is enough; its result says so
// with Mode Single, whatever the mode of how. Everything else is as in Consolidate. It makes no result for a case.
//
// It fails with *InvalidError like Consolidate. An empty box of a veto is a gap here as everywhere; FillUntickedIn fills it.
func Trial(table *instrument.Instrument, sheets []Sheet, how Consolidation, rulings ...Ruling) (Result, error) {
	run := scoring{table: table, sheets: sheets, how: how, least: max(1, how.AtLeast), trial: true}
	if len(sheets) == 1 && run.least == 1 && how.known() {
		run.alone, run.how.Mode, run.how.Tolerance = true, Single, Tolerance{}
	}
	return run.run(rulings)
}
