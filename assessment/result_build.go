package assessment

import (
	"cmp"
	"iter"
	"slices"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// build makes the result of checked sheets, which are in the order of their evaluators.
func build(table *instrument.Instrument, sheets []Sheet, how Consolidation) Result {
	applicants := slices.Clone(sheets[0].Applicants)
	slices.SortFunc(applicants, func(a, b Person) int { return cmp.Compare(a.ID, b.ID) })
	b := newBuilder(table, sheets, applicants)
	for item := range table.Items() {
		answers := b.collect(item)
		if len(answers) > 0 {
			merge(item, answers, how, b.values)
		}
		b.given[item.Index()] = answers
	}
	b.tally = table.Tally(b.values)
	result := head(table, sheets, applicants, how)
	conclude(&result, table, b.tally)
	result.Vetoes = b.vetoes(table)
	result.Tree = b.rows(table.Roots())
	return result
}

// builder gathers what a result is made of. The rows point into a few large slices instead of one small object per
// number: a result has hundreds of them.
type builder struct {
	sheets     []Sheet
	applicants []Person
	values     instrument.Values
	tally      instrument.Tally
	given      [][]Given // by Node.Index
	allGiven   []Given
	numbers    []instrument.Exact
	evidence   []EvidenceRef
}

func newBuilder(table *instrument.Instrument, sheets []Sheet, applicants []Person) *builder {
	answers, files := 0, 0
	for item := range table.Items() {
		if item.PerApplicant() {
			answers += len(sheets) * len(applicants)
		} else {
			answers += len(sheets)
		}
	}
	for _, sheet := range sheets {
		for _, answer := range sheet.Answers {
			files += len(answer.Evidence)
		}
	}
	return &builder{
		sheets: sheets, applicants: applicants, values: table.NewValues(), given: make([][]Given, table.Len()),
		allGiven: make([]Given, 0, answers), numbers: make([]instrument.Exact, 0, answers+2*table.Len()), evidence: make([]EvidenceRef, 0, files),
	}
}

// keep stores a number and gives its place. Places stay valid when the slice grows: the old array then lives on.
func (b *builder) keep(x instrument.Exact) *instrument.Exact {
	b.numbers = append(b.numbers, x)
	return &b.numbers[len(b.numbers)-1]
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
func (b *builder) collect(item *instrument.Node) []Given {
	from := len(b.allGiven)
	for at := range b.sheets {
		sheet := &b.sheets[at]
		answer := sheet.Answers[item.Code()]
		if !item.PerApplicant() {
			b.add(item, sheet, "", answer)
			continue
		}
		for _, applicant := range b.applicants {
			b.add(item, sheet, applicant.ID, answer.ByApplicant[applicant.ID])
		}
	}
	if len(b.allGiven) == from {
		return nil
	}
	return b.allGiven[from:len(b.allGiven):len(b.allGiven)]
}

func (b *builder) add(item *instrument.Node, sheet *Sheet, applicant string, answer Answer) {
	if !answer.chosen() {
		return
	}
	one := Given{
		Sheet: sheet.ID, Evaluator: sheet.Evaluator.ID, Name: sheet.Evaluator.Name, Applicant: applicant,
		Option: answer.Option, Text: answer.Text, Comment: answer.Comment,
	}
	if len(answer.Evidence) > 0 {
		from := len(b.evidence)
		b.evidence = append(b.evidence, answer.Evidence...)
		one.Evidence = b.evidence[from:len(b.evidence):len(b.evidence)]
	}
	if answer.Value != nil {
		one.Value = new(*answer.Value)
	}
	if choice, known := item.Choice(answer.Option); known {
		one.OptionTitle = choice.Title
	}
	if points, scored := pointsOf(item, answer); scored {
		one.Points = b.keep(points)
	}
	b.allGiven = append(b.allGiven, one)
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

func (b *builder) vetoes(table *instrument.Instrument) []Veto {
	found := []Veto{}
	for item := range table.Items() {
		if item.Kind() != instrument.KindVeto || !b.values.Found[item.Index()] {
			continue
		}
		veto := Veto{Code: item.Code(), Title: item.Title(), Citation: item.Citation()}
		for _, one := range b.given[item.Index()] {
			if one.Counts {
				veto.FoundBy = append(veto.FoundBy, one)
			}
		}
		found = append(found, veto)
	}
	return found
}

func (b *builder) rows(nodes iter.Seq[*instrument.Node]) []Row {
	count := 0
	for range nodes {
		count++
	}
	list := make([]Row, 0, count)
	for node := range nodes {
		row := Row{Code: node.Code(), Type: node.Kind(), Title: node.Title(), Answers: b.given[node.Index()]}
		if node.HasOwnCitation() {
			row.Citation = new(node.Citation())
		}
		if node.Scored() {
			b.score(&row, node)
		}
		if node.IsGroup() {
			row.Rows = b.rows(node.Children())
		}
		list = append(list, row)
	}
	return list
}

func (b *builder) score(row *Row, node *instrument.Node) {
	amount := &b.tally.Amounts[node.Index()]
	_, highest := node.Bounds()
	row.Points, row.Printed, row.Max = &amount.Value, amount.Value.Printed(), b.keep(highest)
	if amount.Capped() {
		row.Uncut = &amount.Before
	}
	if node.Kind() == instrument.KindRating {
		row.Rating, row.Weight = b.keep(b.values.Points[node.Index()]), b.keep(node.Weight())
	}
}
