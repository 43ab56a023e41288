package assessment

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// pointsOf is what one answer gives at an item: points, or the rating before its weight. It fails when the answer has
// none that the item can take.
func pointsOf(item *instrument.Node, answer *Answer) (instrument.Exact, bool) {
	switch item.Kind() {
	case instrument.KindOption:
		_, points, scored := chosenOf(item, answer)
		return points, scored
	case instrument.KindPoints:
		return parsed(answer.Points)
	case instrument.KindRating:
		if answer.Rating == nil {
			return instrument.Exact{}, false
		}
		return instrument.FromInt(int64(*answer.Rating)), true
	case instrument.KindBoolean:
		ifTrue, scored := item.IfTrue()
		if !scored || answer.Value == nil {
			return instrument.Exact{}, false
		}
		if !*answer.Value {
			return instrument.Exact{}, true
		}
		return ifTrue, true
	case instrument.KindVeto, instrument.KindText, instrument.KindInteger, instrument.KindDate, instrument.KindDual, instrument.KindSection, instrument.KindBonus: // no number comes of them
	}
	return instrument.Exact{}, false
}

// chosenOf is the option that an answer names, with the points that it gives; it fails like pointsOf.
func chosenOf(item *instrument.Node, answer *Answer) (choice instrument.Choice, points instrument.Exact, scored bool) {
	choice, scored = item.Choice(answer.Option)
	points = choice.Lowest
	if scored && isBand(&choice) {
		points, scored = parsed(answer.Points)
	}
	return choice, points, scored
}

// isBand is choice.IsBand for the usual case that both ends have the same parts.
func isBand(choice *instrument.Choice) bool {
	return choice.Lowest != choice.Highest && choice.IsBand()
}

func parsed(points string) (instrument.Exact, bool) {
	x, err := instrument.ParsePoints(points)
	return x, err == nil
}

// merging makes one value of everything that was given at an item, and marks what of it counts. The given answers are
// those of all sheets, in the order of the sheets; ruled are the rulings on the item, by applicant.
type merging struct {
	item  *instrument.Node
	given []Given
	ruled []Ruled
	how   Consolidation
}

// into puts the value of the item where the table adds up.
func (m *merging) into(values instrument.Values) {
	at := m.item.Index()
	switch m.item.Kind() {
	case instrument.KindVeto:
		for i := range m.given {
			if m.given[i].Value != nil && *m.given[i].Value {
				m.given[i].Counts = true
				values.Found[at] = true
			}
		}
		return
	case instrument.KindBoolean:
		m.answers(values)
	case instrument.KindDual:
		m.finals(values)
	case instrument.KindText, instrument.KindInteger, instrument.KindDate, instrument.KindOption, instrument.KindPoints, instrument.KindRating,
		instrument.KindSection, instrument.KindBonus:
	}
	if m.item.Scored() {
		values.Points[at] = m.points()
		return
	}
	for i := range m.given {
		m.given[i].Counts = m.heard(&m.given[i])
	}
	for i := range m.ruled {
		m.ruled[i].Answer.Counts = true
	}
}

// heard reports whether an answer without points enters the result: it does unless it was ruled upon or only the
// lead's does.
func (m *merging) heard(one *Given) bool {
	return m.ruling(one.Applicant) == nil && (m.how.Mode != Lead || one.Evaluator == m.how.Lead)
}

// ruling is what was ruled on an applicant, or on the family; nil when nothing was.
func (m *merging) ruling(applicant string) *Ruled {
	for i := range m.ruled {
		if m.ruled[i].Answer.Applicant == applicant {
			return &m.ruled[i]
		}
	}
	return nil
}

// counted calls back for every answer without points that enters the result.
func (m *merging) counted(each func(*Given)) {
	for i := range m.given {
		if m.heard(&m.given[i]) {
			each(&m.given[i])
		}
	}
	for i := range m.ruled {
		each(&m.ruled[i].Answer)
	}
}

func (m *merging) answers(values instrument.Values) {
	at := m.item.Index()
	m.counted(func(one *Given) {
		if one.Value != nil {
			values.Yes[at] = values.Yes[at] || *one.Value
			values.No[at] = values.No[at] || !*one.Value
		}
	})
}

func (m *merging) finals(values instrument.Values) {
	at := m.item.Index()
	m.counted(func(one *Given) {
		if one.Final != nil {
			values.Final[at] = max(values.Final[at], *one.Final)
		}
	})
}

// points joins the applicants within each sheet first, then the sheets. What was ruled stands in every sheet.
func (m *merging) points() instrument.Exact {
	var room [4]instrument.Exact // most cases have two evaluators, and the slice then needs no memory of its own
	bySheet := room[:0]
	for from := 0; from < len(m.given); {
		to := from + 1
		for to < len(m.given) && m.given[to].Evaluator == m.given[from].Evaluator {
			to++
		}
		bySheet = append(bySheet, m.joinApplicants(m.given[from:to]))
		from = to
	}
	value := bySheet[0]
	switch m.how.Mode {
	case Mean:
		value = meanOf(bySheet)
	case Lower:
		for _, one := range bySheet {
			value = value.Min(one)
		}
	case Lead:
		value = bySheet[m.sheetOf(m.how.Lead)]
	case Consensus, Single: // every sheet gives the same, or there is only one
	}
	m.mark(bySheet, value)
	return value
}

// joinApplicants gives one evaluator's points for the family, and marks which applicants' points they are.
func (m *merging) joinApplicants(given []Given) instrument.Exact {
	if len(given) == 1 && len(m.ruled) == 0 {
		given[0].Counts = true
		return *given[0].Points
	}
	var room [4]instrument.Exact
	points := room[:0]
	for i := range given {
		if ruling := m.ruling(given[i].Applicant); ruling != nil {
			points = append(points, *ruling.Answer.Points)
			continue
		}
		points = append(points, *given[i].Points)
	}
	value := points[0]
	switch m.item.Applicants() {
	case instrument.EachLower:
		for _, one := range points {
			value = value.Min(one)
		}
	case instrument.EachHigher:
		for _, one := range points {
			value = value.Max(one)
		}
	case instrument.EachMean:
		value = meanOf(points)
	case instrument.Family, instrument.EachApplies:
	}
	for i := range given {
		given[i].Counts = m.ruling(given[i].Applicant) == nil && (m.item.Applicants() == instrument.EachMean || points[i].Equal(value))
	}
	return value
}

// meanOf is the mean, of no values 0. Evaluators mostly agree, and then nothing is divided.
func meanOf(values []instrument.Exact) instrument.Exact {
	if len(values) > 0 && !slices.ContainsFunc(values, func(x instrument.Exact) bool { return x != values[0] }) {
		return values[0]
	}
	mean, err := instrument.Mean(values...)
	if err != nil {
		return instrument.Exact{}
	}
	return mean
}

// mark takes the mark off the sheets whose value does not count, and puts it on the rulings that do.
func (m *merging) mark(bySheet []instrument.Exact, value instrument.Exact) {
	sheet := -1
	for i := range m.given {
		if i == 0 || m.given[i].Evaluator != m.given[i-1].Evaluator {
			sheet++
		}
		m.given[i].Counts = m.given[i].Counts && m.counts(m.given[i].Evaluator, bySheet[sheet], value)
		for r := range m.ruled {
			answer := &m.ruled[r].Answer
			answer.Counts = answer.Counts || m.counts(m.given[i].Evaluator, bySheet[sheet], value) &&
				(m.item.Applicants() == instrument.EachMean || answer.Points.Equal(bySheet[sheet]))
		}
	}
}

// counts reports whether the value of a sheet enters that of the item.
func (m *merging) counts(evaluator string, ofSheet, value instrument.Exact) bool {
	switch m.how.Mode {
	case Lower:
		return ofSheet.Equal(value)
	case Lead:
		return evaluator == m.how.Lead
	case Mean, Consensus, Single:
	}
	return true
}

func (m *merging) sheetOf(evaluator string) int {
	sheet := -1
	for i := range m.given {
		if i == 0 || m.given[i].Evaluator != m.given[i-1].Evaluator {
			sheet++
		}
		if m.given[i].Evaluator == evaluator {
			return sheet
		}
	}
	return 0
}
