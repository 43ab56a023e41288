package assessment

import (
	"cmp"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// result makes the result of what was collected, and of a dispute without open items.
func (b *builder) result(table *instrument.Instrument, how Consolidation, dispute Dispute) Result {
	b.merge(table, how, dispute.Items)
	result := head(table, b.sheets, b.applicants, how)
	result.Spread = dispute.Total
	b.conclude(&result, table)
	result.Vetoes = b.vetoes(table)
	result.Tree = b.tree(table)
	return result
}

func sortedApplicants(sheet Sheet) []Person {
	applicants := slices.Clone(sheet.Applicants)
	slices.SortFunc(applicants, func(a, b Person) int { return cmp.Compare(a.ID, b.ID) })
	return applicants
}

// builder gathers what a result is made of, from sheets in the order of their evaluators. The rows point into a few large
// slices instead of one small object per number: a result has hundreds of them.
type builder struct {
	sheets     []Sheet
	applicants []Person
	values     instrument.Values
	tally      instrument.Tally
	given      [][]Given // by Node.Index
	ruled      [][]Ruled // by Node.Index; nil when nothing was ruled
	how        Consolidation
	allGiven   []Given
	numbers    []instrument.Exact
	spare      []Row
	text       strings.Builder // printed points; strings are cut out of it
}

func newBuilder(table *instrument.Instrument, sheets []Sheet, applicants []Person) *builder {
	const around, printedBytes = 4, 8 // numbers that are no row's; bytes of most printed points
	answers, scored, ratings := 0, 0, 0
	for node := range table.Nodes() {
		switch {
		case node.IsGroup():
		case node.PerApplicant():
			answers += len(sheets) * len(applicants)
		default:
			answers += len(sheets)
		}
		if node.Scored() {
			scored++
		}
		if node.Kind() == instrument.KindRating {
			ratings++
		}
	}
	b := &builder{
		sheets: sheets, applicants: applicants, values: table.NewValues(), given: make([][]Given, table.Len()), spare: make([]Row, table.Len()),
		allGiven: make([]Given, 0, answers), numbers: make([]instrument.Exact, 0, answers+scored+2*ratings+around),
	}
	b.text.Grow(printedBytes * scored)
	return b
}

// merge makes one value of each item of what was collected, with the rulings of a dispute where there are any, and adds up.
func (b *builder) merge(table *instrument.Instrument, how Consolidation, settled []Disagreement) {
	b.how = how
	if len(settled) > 0 {
		b.ruled = make([][]Ruled, table.Len())
		for i := range settled {
			b.rule(&settled[i])
		}
	}
	for item := range table.Items() {
		m := merging{item: item, given: b.given[item.Index()], how: how}
		if b.ruled != nil {
			m.ruled = b.ruled[item.Index()]
		}
		if len(m.given) > 0 {
			m.into(b.values)
		}
	}
	b.tally = table.Tally(b.values)
}

// rule takes a ruling in; the disagreements come by applicant.
func (b *builder) rule(settled *Disagreement) {
	if settled.Ruling == nil {
		return
	}
	ruling := settled.Ruling
	by := Sheet{Evaluator: ruling.By}
	from := len(b.allGiven)
	b.add(settled.item, &by, ruling.Applicant, &ruling.Answer)
	one := Ruled{
		Answer: b.allGiven[from], Reason: ruling.Reason, At: ruling.At, Ground: settled.Ground, Spread: settled.Spread, Allowed: settled.Allowed,
	}
	for at := range b.sheets {
		if ruling.Joint() {
			one.AgreedBy = append(one.AgreedBy, b.sheets[at].Evaluator)
		}
	}
	b.ruled[settled.item.Index()] = append(b.ruled[settled.item.Index()], one)
}

// keep stores a number and gives its place. Places stay valid when the slice grows: the old array then lives on.
func (b *builder) keep(x instrument.Exact) *instrument.Exact {
	b.numbers = append(b.numbers, x)
	return &b.numbers[len(b.numbers)-1]
}

// printed cuts what x.Printed gives out of the one text that the builder writes.
func (b *builder) printed(x instrument.Exact) string {
	var room [24]byte
	from := b.text.Len()
	b.text.Write(x.AppendPrinted(room[:0]))
	return b.text.String()[from:]
}

func head(table *instrument.Instrument, sheets []Sheet, applicants []Person, how Consolidation) Result {
	result := Result{
		Instrument: table.Ref(), Title: table.Title(), Status: table.Status(), Citation: table.Citation(), Phase: table.Phase(),
		CaseID: sheets[0].CaseID, Mode: how.Mode, Applicants: applicants, Vetoes: []Veto{}, Sheets: make([]SheetRef, 0, len(sheets)),
	}
	if how.Mode == Lead {
		result.Lead = how.Lead
	}
	if !how.Tolerance.IsZero() {
		result.Tolerance = &how.Tolerance
	}
	if result.Applicants == nil {
		result.Applicants = []Person{}
	}
	for at := range sheets {
		sheet := &sheets[at]
		result.Sheets = append(result.Sheets, SheetRef{ID: sheet.ID, Evaluator: sheet.Evaluator, Revision: sheet.Revision, SubmittedAt: sheet.SubmittedAt})
	}
	return result
}

// collect gathers what all sheets say, item by item, and checks each answer on the way where there are checkers, one for
// each sheet. It fails when one of them found something.
func (b *builder) collect(table *instrument.Instrument, checks []checker) bool {
	known := make([]int, len(checks))
	for item := range table.Items() {
		from := len(b.allGiven)
		for at := range b.sheets {
			answer, answered := b.sheets[at].Answers[item.Code()]
			if len(checks) > 0 {
				checks[at].whole(item, &answer)
				if answered {
					known[at]++
				}
			}
			b.addWhole(item, &b.sheets[at], &answer)
		}
		if len(b.allGiven) > from { // nothing where an optional text was left out
			b.given[item.Index()] = b.allGiven[from:len(b.allGiven):len(b.allGiven)]
		}
	}
	found := 0
	for at := range checks {
		checks[at].strangers(table, known[at])
		found += len(checks[at].problems)
	}
	return found == 0
}

// addWhole takes in what a sheet says at an item, of the family or of every applicant.
func (b *builder) addWhole(item *instrument.Node, sheet *Sheet, answer *Answer) {
	if !item.PerApplicant() {
		b.add(item, sheet, "", answer)
		return
	}
	for i := range b.applicants {
		inner := answer.ByApplicant[b.applicants[i].ID]
		b.add(item, sheet, b.applicants[i].ID, &inner)
	}
}

// add takes one answer in. What the answer points to is shared with the sheet, which is never changed once submitted.
func (b *builder) add(item *instrument.Node, sheet *Sheet, applicant string, answer *Answer) {
	if !answer.chosen() {
		return
	}
	b.allGiven = append(b.allGiven, Given{})
	one := &b.allGiven[len(b.allGiven)-1]
	one.Sheet, one.Evaluator, one.Name, one.Applicant = sheet.ID, sheet.Evaluator.ID, sheet.Evaluator.Name, applicant
	one.Option, one.Value, one.Text = answer.Option, answer.Value, answer.Text
	one.Initial, one.Mitigation, one.Final = answer.Initial, answer.Mitigation, answer.Final
	one.Comment, one.Evidence = answer.Comment, slices.Clip(answer.Evidence)
	var points instrument.Exact
	var scored bool
	if item.Kind() == instrument.KindOption {
		var choice instrument.Choice
		choice, points, scored = chosenOf(item, answer)
		one.OptionTitle = choice.Title
	} else {
		points, scored = pointsOf(item, answer)
	}
	if scored {
		one.Points = b.keep(points)
	}
}

func (b *builder) conclude(result *Result, table *instrument.Instrument) {
	tally := &b.tally
	if table.Method() != instrument.NoTotal {
		_, highest := table.Bounds()
		total := &tally.Total
		result.Total, result.TotalExact, result.Highest = b.printed(total.Value), &total.Value, b.keep(highest)
		if total.Capped() {
			result.TotalUncut = &total.Before
		}
	}
	decision := tally.Decision()
	result.Conclusion, result.ConclusionEN = decision.Conclusion().ZH, decision.Conclusion().EN
	result.Outcome, result.Passed, result.DecidedBy = decision.Outcome(), decision.Outcome() == instrument.Pass, decision.Code()
	result.Gates = make([]GateResult, 0, len(tally.Gates))
	for at := range tally.Gates {
		check := &tally.Gates[at]
		gate := GateResult{
			Code: check.Gate.Code(), Condition: check.Gate.Chinese(), Compared: check.Compared, Codes: check.Codes,
			Applies: check.Applies, Outcome: check.Gate.Outcome(), Citation: check.Gate.Citation(),
		}
		if mark, compares := check.Gate.Mark(); compares {
			gate.Mark = b.keep(mark)
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

// tree makes the rows of the whole table.
func (b *builder) tree(table *instrument.Instrument) []Row {
	count := 0
	for range table.Roots() {
		count++
	}
	list, at := b.take(count), 0
	for node := range table.Roots() {
		b.row(&list[at], node)
		at++
	}
	return list
}

// below makes the rows of a group.
func (b *builder) below(group *instrument.Node) []Row {
	count := 0
	for range group.Children() {
		count++
	}
	list, at := b.take(count), 0
	for node := range group.Children() {
		b.row(&list[at], node)
		at++
	}
	return list
}

// take cuts rows out of the spare ones, which are as many as the table has nodes.
func (b *builder) take(count int) []Row {
	list := b.spare[:count:count]
	b.spare = b.spare[count:]
	return list
}

func (b *builder) row(row *Row, node *instrument.Node) {
	row.Code, row.Type, row.Title, row.Each = node.Code(), node.Kind(), node.Title(), node.Applicants()
	row.Answers = b.given[node.Index()]
	if b.ruled != nil {
		row.Rulings = b.ruled[node.Index()]
	}
	if node.HasOwnCitation() {
		row.Citation = new(node.Citation())
	}
	if node.Scored() {
		b.score(row, node)
	}
	if node.Kind() == instrument.KindDual {
		row.Duals = dualValues(row, b.how)
	}
	if node.IsGroup() {
		row.Rows = b.below(node)
	}
}

func (b *builder) score(row *Row, node *instrument.Node) {
	amount := &b.tally.Amounts[node.Index()]
	_, highest := node.Bounds()
	row.Points, row.Printed, row.Max = &amount.Value, b.printed(amount.Value), b.keep(highest)
	if amount.Capped() {
		row.Uncut = &amount.Before
	}
	if node.Kind() == instrument.KindRating {
		row.Rating, row.Weight = b.keep(b.values.Points[node.Index()]), b.keep(node.Weight())
	}
}
