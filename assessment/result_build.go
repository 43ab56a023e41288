package assessment

import (
	"cmp"
	"slices"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// build makes the result of checked sheets, which are in the order of their evaluators.
func build(table *instrument.Instrument, sheets []Sheet, how Consolidation) Result {
	applicants := slices.Clone(sheets[0].Applicants)
	slices.SortFunc(applicants, func(a, b Person) int { return cmp.Compare(a.ID, b.ID) })
	values := table.NewValues()
	given := make([][]Given, table.Len())
	for item := range table.Items() {
		answers := collect(item, sheets, applicants)
		if len(answers) > 0 {
			merge(item, answers, how, values)
		}
		given[item.Index()] = answers
	}
	tally := table.Tally(values)
	result := head(table, sheets, applicants, how)
	conclude(&result, table, tally)
	result.Vetoes = vetoes(table, values, given)
	result.Tree = rows(table.Roots(), tally, values, given)
	return result
}

func head(table *instrument.Instrument, sheets []Sheet, applicants []Person, how Consolidation) Result {
	result := Result{
		Instrument: table.Ref(), Title: table.Title(), Status: table.Status(), Citation: table.Citation(), Phase: table.Phase(),
		CaseID: sheets[0].CaseID, Mode: how.Mode, Applicants: applicants, Vetoes: []Veto{},
	}
	if how.Mode == Lead {
		result.Lead = how.Lead
	}
	if result.Applicants == nil {
		result.Applicants = []Person{}
	}
	for _, sheet := range sheets {
		result.Sheets = append(result.Sheets, SheetRef{ID: sheet.ID, Evaluator: sheet.Evaluator, Revision: sheet.Revision, SubmittedAt: sheet.SubmittedAt})
	}
	return result
}

// collect gathers what all sheets say at an item; nothing where an optional text was left out.
func collect(item *instrument.Node, sheets []Sheet, applicants []Person) []Given {
	given := make([]Given, 0, len(sheets)*max(1, len(applicants)))
	for _, sheet := range sheets {
		answer := sheet.Answers[item.Code()]
		if !item.PerApplicant() {
			given = appendGiven(given, item, sheet, "", answer)
			continue
		}
		for _, applicant := range applicants {
			given = appendGiven(given, item, sheet, applicant.ID, answer.ByApplicant[applicant.ID])
		}
	}
	return given
}

func appendGiven(given []Given, item *instrument.Node, sheet Sheet, applicant string, answer Answer) []Given {
	if !answer.chosen() {
		return given
	}
	one := Given{
		Sheet: sheet.ID, Evaluator: sheet.Evaluator.ID, Name: sheet.Evaluator.Name, Applicant: applicant,
		Option: answer.Option, Text: answer.Text, Comment: answer.Comment, Evidence: slices.Clone(answer.Evidence),
	}
	if answer.Value != nil {
		one.Value = new(*answer.Value)
	}
	if choice, known := item.Choice(answer.Option); known {
		one.OptionTitle = &choice.Title
	}
	if points, scored := pointsOf(item, answer); scored {
		one.Points = &points
	}
	return append(given, one)
}

func conclude(result *Result, table *instrument.Instrument, tally instrument.Tally) {
	if table.Method() != instrument.NoTotal {
		_, highest := table.Bounds()
		result.Total, result.TotalExact, result.Highest = tally.Total.Value.Printed(), &tally.Total.Value, &highest
		if tally.Total.Capped() {
			result.TotalUncut = &tally.Total.Before
		}
	}
	decision := tally.Decision()
	result.Conclusion, result.ConclusionEN = decision.Conclusion().ZH, decision.Conclusion().EN
	result.Outcome, result.Passed, result.DecidedBy = decision.Outcome(), decision.Outcome() == instrument.Pass, decision.Code()
	result.Gates = make([]GateResult, 0, len(tally.Gates))
	for _, check := range tally.Gates {
		gate := GateResult{
			Code: check.Gate.Code(), Condition: check.Gate.Chinese(), Compared: check.Compared, Codes: check.Codes,
			Applies: check.Applies, Outcome: check.Gate.Outcome(), Citation: check.Gate.Citation(),
		}
		if mark, compares := check.Gate.Mark(); compares {
			gate.Mark = &mark
		}
		result.Gates = append(result.Gates, gate)
	}
}

func vetoes(table *instrument.Instrument, values instrument.Values, given [][]Given) []Veto {
	found := []Veto{}
	for item := range table.Items() {
		if item.Kind() != instrument.KindVeto || !values.Found[item.Index()] {
			continue
		}
		veto := Veto{Code: item.Code(), Title: item.Title(), Citation: item.Citation()}
		for _, one := range given[item.Index()] {
			if one.Counts {
				veto.FoundBy = append(veto.FoundBy, one)
			}
		}
		found = append(found, veto)
	}
	return found
}

func rows(nodes func(func(*instrument.Node) bool), tally instrument.Tally, values instrument.Values, given [][]Given) []Row {
	var list []Row
	for node := range nodes {
		row := Row{Code: node.Code(), Type: node.Kind(), Title: node.Title(), Answers: given[node.Index()]}
		if node.HasOwnCitation() {
			row.Citation = new(node.Citation())
		}
		if node.Scored() {
			scoreRow(&row, node, tally.Amounts[node.Index()], values.Points[node.Index()])
		}
		if node.IsGroup() {
			row.Rows = rows(node.Children(), tally, values, given)
		}
		list = append(list, row)
	}
	return list
}

func scoreRow(row *Row, node *instrument.Node, amount instrument.Amount, consolidated instrument.Exact) {
	_, highest := node.Bounds()
	row.Points, row.Printed, row.Max = &amount.Value, amount.Value.Printed(), &highest
	if amount.Capped() {
		row.Uncut = &amount.Before
	}
	if node.Kind() == instrument.KindRating {
		row.Rating, row.Weight = &consolidated, new(node.Weight())
	}
}
