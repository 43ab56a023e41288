package reports

import (
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// scoreFigures are the drawings of a result: its parts against their pass marks,
// and its items with the bar of each evaluator. What cannot be drawn is left out.
func (p *paper) scoreFigures(result *assessment.Result, phase instrument.Phase) []Block {
	var out []Block
	title := trimMark(result.Title.ZH)
	if r, whole := p.scoreRadar(result, phase); r != nil {
		what := "各项指标得分"
		if whole {
			what = "各部分得分"
		}
		out = append(out, Figure{Caption: "《" + title + "》" + what, Radar: r})
	}
	if b := scoreBars(result); b != nil {
		out = append(out, Figure{Caption: "《" + title + "》各评估员逐项评分", Bars: b})
	}
	return out
}

// scoreRadar has one axis for each part of the table with points; a table of
// fewer parts than a radar needs has one for each item.
func (p *paper) scoreRadar(result *assessment.Result, phase instrument.Phase) (r *Radar, parts bool) {
	marks := p.sectionMarks(phase)
	r = &Radar{ValueNote: "合并得分"}
	for i := range result.Tree {
		row := &result.Tree[i]
		if row.Type == instrument.KindSection {
			r.add(row, marks[row.Code])
		}
	}
	parts = len(r.Axes) >= leastAxes
	if !parts {
		r.Axes = nil
		eachItem(result.Tree, func(row *assessment.Row, bonus bool) {
			if !bonus {
				r.add(row, nil)
			}
		})
	}
	if len(r.Axes) < leastAxes || len(r.Axes) > mostAxes {
		return nil, false
	}
	if slices.ContainsFunc(r.Axes, func(a RadarAxis) bool { return a.Mark != nil }) {
		r.MarkNote = "各部分合格线"
		return r, parts
	}
	r.totalMark(p.passMark(phase))
	return r, parts
}

// add appends an axis for a row that has points and a maximum.
func (r *Radar) add(row *assessment.Row, mark *float64) {
	value, most := number(row.Points), number(row.Max)
	if value == nil || most == nil || *most <= 0 || *value > *most || *value < 0 {
		return
	}
	r.Axes = append(r.Axes, RadarAxis{Label: row.Title.ZH, Value: *value, Max: *most, Mark: mark})
}

// totalMark draws the pass mark of the total as the same share of every axis, and
// says so: no axis has a mark of its own.
func (r *Radar) totalMark(mark *float64) {
	total := 0.0
	for _, a := range r.Axes {
		total += a.Max
	}
	if mark == nil || *mark > total {
		return
	}
	for i := range r.Axes {
		share := r.Axes[i].Max * *mark / total
		r.Axes[i].Mark = &share
	}
	r.MarkNote = "总分合格线" + FigureNumber(*mark) + "分（按满分" + FigureNumber(total) + "分折算，各项不单设合格线）"
}

// sectionMarks are the pass marks that the table sets for its parts, by code.
func (p *paper) sectionMarks(phase instrument.Phase) map[string]*float64 {
	marks := map[string]*float64{}
	table := p.job.Tables[string(phase)]
	if table == nil {
		return marks
	}
	for g := range table.Gates() {
		if mark, ok := g.Mark(); ok && g.Test() == instrument.SectionBelow && g.Outcome() == instrument.Fail {
			for _, code := range g.Codes() {
				marks[code] = number(&mark)
			}
		}
	}
	return marks
}

// passMark is the total from which on the table passes a family; nil when it has
// none.
func (p *paper) passMark(phase instrument.Phase) *float64 {
	table := p.job.Tables[string(phase)]
	if table == nil {
		return nil
	}
	for g := range table.Gates() {
		mark, ok := g.Mark()
		if ok && (g.Test() == instrument.TotalAtLeast && g.Outcome() == instrument.Pass || g.Test() == instrument.TotalBelow && g.Outcome() == instrument.Fail) {
			return number(&mark)
		}
	}
	return nil
}

// scoreBars has an item for each scored item of the table, once for each
// applicant where each is judged. One evaluator alone needs no comparison.
func scoreBars(result *assessment.Result) *Bars {
	if len(result.Sheets) < 2 || len(result.Sheets) > mostSeries {
		return nil
	}
	b := &Bars{JointNote: "合并得分"}
	for _, sheet := range result.Sheets {
		b.Series = append(b.Series, "评估员"+sheet.Evaluator.Name)
	}
	s := &scoreRows{result: result}
	eachItem(result.Tree, func(row *assessment.Row, _ bool) {
		if row.Weight != nil { // ratings stand on a scale of their own
			return
		}
		for _, applicant := range applicantsOf(row) {
			b.Items = append(b.Items, s.barItem(row, applicant))
		}
	})
	b.Items = slices.DeleteFunc(b.Items, func(it BarItem) bool {
		return !(it.Max > 0) || !slices.ContainsFunc(it.Values, func(v *float64) bool { return v != nil })
	})
	if len(b.Items) == 0 {
		return nil
	}
	return b
}

// applicantsOf are the applicants for whom answers stand at an item, in order; one
// empty entry where the item is for all.
func applicantsOf(row *assessment.Row) []string {
	var out []string
	for i := range row.Answers {
		if a := row.Answers[i].Applicant; !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

func (s *scoreRows) barItem(row *assessment.Row, applicant string) BarItem {
	it := BarItem{Label: row.Title.ZH}
	if most := number(row.Max); most != nil {
		it.Max = *most
	}
	if applicant == "" {
		it.Joint = within(number(row.Points), it.Max)
	} else {
		it.Label += "（" + s.applicant(applicant) + "）"
	}
	for _, sheet := range s.result.Sheets {
		var value *float64
		for _, g := range answersOf(row, sheet) {
			if g.Applicant == applicant {
				value = within(number(g.Points), it.Max)
			}
		}
		it.Values = append(it.Values, value)
	}
	return it
}

// within is the value when it can be drawn on a scale up to most.
func within(v *float64, most float64) *float64 {
	if v == nil || *v > most || *v < -most {
		return nil
	}
	return v
}

// eachItem calls do for each item with points, in the order of the table, and
// says whether it stands in a part of bonus points.
func eachItem(tree []assessment.Row, do func(row *assessment.Row, bonus bool)) {
	eachItemOf(tree, false, do)
}

func eachItemOf(tree []assessment.Row, bonus bool, do func(row *assessment.Row, bonus bool)) {
	for i := range tree {
		row := &tree[i]
		switch {
		case row.Type == instrument.KindSection || row.Type == instrument.KindBonus:
			eachItemOf(row.Rows, bonus || row.Type == instrument.KindBonus, do)
		case row.Max != nil && row.Points != nil:
			do(row, bonus)
		}
	}
}

// number is an exact number to two decimals, for drawing; nil for none.
func number(x *instrument.Exact) *float64 {
	if x == nil {
		return nil
	}
	v, err := strconv.ParseFloat(x.Printed(), 64)
	if err != nil {
		return nil
	}
	return &v
}
