package console

import (
	"slices"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
)

// besideRoad are the states beside the main road, each with the state of the road at whose height it stands.
func besideRoad(o workflow.Order) [][2]workflow.State {
	out := [][2]workflow.State{
		{workflow.Supplementing, workflow.Submitted},
		{workflow.NotAccepted, workflow.Reviewing},
		{workflow.Withdrawn, workflow.Commissioning},
		{workflow.Terminated, workflow.Assessing},
		{workflow.Refused, workflow.Deciding},
	}
	if o == workflow.OrderB {
		out = append(out, [2]workflow.State{workflow.NotSelected, workflow.Selecting})
	}
	return out
}

// mapOf is the picture of the lifecycle of a case's order, made of the table, with the present place lit.
func mapOf(d caseData) view.Map {
	c := d.Case.Case
	m := view.Map{Label: d.Frame.T("case.map")}
	number := map[workflow.State]int{}
	place := func(s workflow.State, row int, side bool) {
		p := view.Place{Name: d.Frame.T("state." + string(s)), State: placeState(d, s), Row: row, Side: side}
		if p.State != "ahead" {
			p.Said = d.Frame.T("case.map." + p.State)
		}
		number[s] = len(m.Places)
		m.Places = append(m.Places, p)
	}
	for i, s := range append([]workflow.State{workflow.Draft}, mainRoad(c)...) {
		place(s, i, false)
	}
	for _, s := range besideRoad(orderOf(c)) {
		if at, ok := number[s[1]]; ok {
			place(s[0], m.Places[at].Row, true)
		}
	}
	for _, r := range d.Rows {
		for _, from := range r.From {
			for _, to := range r.To {
				a, known := number[from]
				b, too := number[to]
				if w := (view.Way{From: a, To: b}); known && too && a != b && !slices.Contains(m.Ways, w) {
					m.Ways = append(m.Ways, w)
				}
			}
		}
	}
	return m
}

// placeState says whether a case is in a state, was in it, or not.
func placeState(d caseData, s workflow.State) string {
	if d.Case.Case.State == s {
		return "here"
	}
	for _, h := range d.History {
		if h.To == s || h.From == s {
			return "done"
		}
	}
	return "ahead"
}
