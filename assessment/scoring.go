package assessment

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// scoring is one run over the sheets of a case.
type scoring struct {
	table  *instrument.Instrument
	sheets []Sheet // as they were handed in
	how    Consolidation
	least  int  // sheets
	trial  bool // bare answers are scored, of no case
	alone  bool // one sheet for itself; nothing is joined
}

// run makes the result. Answers are checked while they are taken in, in one pass over all sheets; only when one of them
// is wrong the sheets are gone through again, one after the other, for the list.
func (s *scoring) run(rulings []Ruling) (Result, error) {
	if len(s.problems(false)) > 0 {
		return Result{}, refuse(s.problems(true)...)
	}
	ordered := byEvaluator(s.sheets)
	b := newBuilder(s.table, ordered, sortedApplicants(ordered[0]))
	checks := make([]checker, len(ordered))
	for at := range ordered {
		checks[at] = checker{sheet: &ordered[at], bare: s.trial}
	}
	if !b.collect(s.table, checks) {
		return Result{}, refuse(s.problems(true)...)
	}
	dispute, problems := findDispute(s.table, ordered, s.how, rulings)
	if problems = append(problems, openProblems(dispute, ordered[0].Applicants)...); len(problems) > 0 {
		return Result{}, refuse(problems...)
	}
	return b.result(s.table, s.how, dispute), nil
}

// problems lists everything that is wrong with the sheets; without their answers, only what stands around them.
func (s *scoring) problems(answers bool) []Problem {
	var problems []Problem
	if !s.alone {
		problems = s.how.checkHead(s.sheets, s.least)
	}
	for at := range s.sheets {
		base := "/sheets/" + strconv.Itoa(at)
		for _, problem := range s.within(&s.sheets[at], answers) {
			problem.Pointer = base + problem.Pointer
			problems = append(problems, problem)
		}
		if !s.trial {
			problems = append(problems, asOneCase(s.sheets, at, base)...)
		}
		problems = append(problems, againstOthers(s.sheets, at, base)...)
	}
	return problems
}

// within lists what is wrong in a sheet for itself.
func (s *scoring) within(sheet *Sheet, answers bool) []Problem {
	c := checker{sheet: sheet, bare: s.trial}
	if s.trial {
		c.applicants(s.table)
	} else {
		c.head(s.table)
	}
	if answers {
		c.answers(s.table)
	}
	return c.problems
}
