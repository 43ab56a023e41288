package board

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// score is one sheet with its total by itself.
type score struct {
	fact  *Fact
	sheet SheetFact
	total float64
	ok    bool // the table has a total and the sheet gives one
}

// scoresOf adds every sheet of the cohort up by itself.
func scoresOf(facts []Fact, p Period) []score {
	var out []score
	for i := range facts {
		f := &facts[i]
		if !p.has(f.AcceptedOn) {
			continue
		}
		for _, s := range f.Sheets {
			one := score{fact: f, sheet: s}
			if r, err := assessment.Trial(s.Table, []assessment.Sheet{s.Sheet}, assessment.Consolidation{Mode: assessment.Mean}); err == nil && r.Total != "" {
				total, err := strconv.ParseFloat(r.Total, 64)
				one.total, one.ok = total, err == nil
			}
			out = append(out, one)
		}
	}
	slices.SortStableFunc(out, func(a, b score) int {
		return cmp.Or(cmp.Compare(a.fact.CaseID, b.fact.CaseID), cmp.Compare(a.sheet.Evaluator.ID, b.sheet.Evaluator.ID))
	})
	return out
}

// metric says how marks at an item are compared.
type metric struct {
	scale   agreement.Scale
	weights agreement.Weights
	values  []float64 // every mark there could be; empty when that is not a short list
}

// metricOf is the metric of a kind of item; false for what is no mark.
func metricOf(item *instrument.Node) (metric, bool) {
	switch item.Kind() {
	case instrument.KindOption:
		m := metric{scale: agreement.ScaleOrdinal, weights: agreement.Ordinal()}
		for range item.Choices() {
			m.values = append(m.values, float64(len(m.values)))
		}
		return m, true
	case instrument.KindBoolean, instrument.KindVeto:
		return metric{scale: agreement.ScaleNominal, weights: agreement.Identity(), values: []float64{0, 1}}, true
	case instrument.KindRating, instrument.KindDual:
		return metric{scale: agreement.ScaleOrdinal, weights: agreement.Ordinal()}, true
	case instrument.KindPoints:
		return metric{scale: agreement.ScaleInterval, weights: agreement.Quadratic()}, true
	case instrument.KindText, instrument.KindInteger, instrument.KindDate, instrument.KindSection, instrument.KindBonus:
	}
	return metric{}, false
}

// markOf is what an answer says as a number: the place of an option in its list, points, a rating, the final rating of
// a dual one, yes or no.
func markOf(item *instrument.Node, a assessment.Answer) (float64, bool) {
	switch {
	case item.Kind() == instrument.KindOption:
		at := 0
		for choice := range item.Choices() {
			if choice.Code == a.Option {
				return float64(at), true
			}
			at++
		}
	case item.Kind() == instrument.KindPoints:
		x, err := strconv.ParseFloat(a.Points, 64)
		return x, err == nil && a.Points != ""
	case item.Kind() == instrument.KindRating && a.Rating != nil:
		return float64(*a.Rating), true
	case item.Kind() == instrument.KindDual && a.Final != nil:
		return float64(*a.Final), true
	case a.Value != nil:
		if *a.Value {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}

// marksAt lists the marks at an item; each applicant who is judged is a subject of its own.
func marksAt(item *instrument.Node, scored []score) []agreement.Mark {
	var out []agreement.Mark
	add := func(s *score, subject string, a assessment.Answer) {
		if value, ok := markOf(item, a); ok {
			out = append(out, agreement.Mark{Subject: subject, Rater: s.sheet.Evaluator.ID, Value: value})
		}
	}
	for i := range scored {
		s := &scored[i]
		a := s.sheet.Sheet.Answers[item.Code()]
		if !item.PerApplicant() {
			add(s, s.fact.CaseID, a)
			continue
		}
		for _, who := range s.sheet.Sheet.Applicants {
			add(s, s.fact.CaseID+" "+who.ID, a.ByApplicant[who.ID])
		}
	}
	return out
}
