package assessment

import (
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// Trial scores bare answers, for trying a table out and for programs that score many cases (试算): the sheets need no case,
// no submission, no words and none of the evidence that the table demands, and one sheet is enough; its result says so
// with Mode Single, whatever the mode of how. Everything else is as in Consolidate. It makes no result for a case.
//
// It fails with *InvalidError like Consolidate. An empty box of a veto is a gap here as everywhere; FillUntickedIn fills it.
func Trial(table *instrument.Instrument, sheets []Sheet, how Consolidation, rulings ...Ruling) (Result, error) {
	var problems []Problem
	least := max(1, how.AtLeast)
	how.AtLeast = least
	if len(sheets) == 1 && least == 1 && how.known() {
		how.Mode, how.Tolerance = Single, Tolerance{}
	} else {
		problems = how.checkHead(sheets, least)
	}
	for at := range sheets {
		c := checker{sheet: sheets[at], bare: true}
		c.applicants(table)
		c.answers(table)
		for _, problem := range c.problems {
			problem.Pointer = "/sheets/" + strconv.Itoa(at) + problem.Pointer
			problems = append(problems, problem)
		}
		problems = append(problems, againstOthers(sheets, at)...)
	}
	if len(problems) > 0 {
		return Result{}, refuse(problems...)
	}
	ordered := sheets
	if !slices.IsSortedFunc(sheets, compareEvaluators) {
		ordered = byEvaluator(sheets)
	}
	dispute, problems := findDispute(table, ordered, how, rulings)
	if problems = append(problems, openProblems(dispute, ordered[0].Applicants)...); len(problems) > 0 {
		return Result{}, refuse(problems...)
	}
	return build(table, ordered, how, dispute), nil
}
