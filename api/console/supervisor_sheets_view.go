package console

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// compareRow is one item, for one applicant where each is judged, as all evaluators have it.
type compareRow struct {
	Code, Title, For string
	Group            bool
	Differs          bool
	Cells            []compareCell
	State            view.Badge // of a dispute; empty when there is none
	Note             string     // how far apart, or how it was settled
}

// compareCell is what one evaluator recorded.
type compareCell struct {
	Text, Comment string
	Evidence      int
}

// judged are those for whom an item is answered: each applicant, or nobody in particular.
func judged(node *instrument.Node, sheet assessment.Sheet) []assessment.Person {
	if node.PerApplicant() {
		var out []assessment.Person
		for _, a := range sheet.Applicants {
			if asked(node, sheet, a.ID) {
				out = append(out, a)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return []assessment.Person{{}}
}

func asked(node *instrument.Node, sheet assessment.Sheet, applicant string) bool {
	_, ok := sheet.Answers[node.Code()].ByApplicant[applicant]
	return ok
}

func (d *compareData) row(node *instrument.Node, who assessment.Person, sheets []assessment.Sheet) compareRow {
	row := compareRow{Code: node.Code(), Title: words2(d.Frame, node.Title()), For: who.Name}
	for _, s := range sheets {
		a := s.Answers[node.Code()]
		if who.ID != "" {
			a = a.ByApplicant[who.ID]
		}
		cell := compareCell{Text: answerText(d.Frame, node, a), Comment: a.Comment, Evidence: len(a.Evidence)}
		if len(row.Cells) > 0 && cell.Text != row.Cells[0].Text && node.Kind() != instrument.KindText {
			row.Differs = true
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// answerText is an answer in words: the grade with its points, points, a rating, yes or no, what was written.
func answerText(f view.Frame, node *instrument.Node, a assessment.Answer) string {
	switch {
	case a.Option != "":
		choice, ok := node.Choice(a.Option)
		if !ok {
			return a.Option
		}
		points := a.Points
		if points == "" {
			points = choice.Highest.String()
		}
		return words2(f, choice.Title) + f.T("compare.points", points)
	case a.Points != "":
		return f.T("compare.only_points", a.Points)
	case a.Rating != nil:
		return strconv.Itoa(*a.Rating)
	case a.Initial != nil && a.Final != nil:
		return strconv.Itoa(*a.Initial) + " → " + strconv.Itoa(*a.Final)
	case a.Value != nil && *a.Value:
		return f.T("form.yes")
	case a.Value != nil:
		return f.T("form.no")
	}
	return a.Text
}

// dispute says of a row that its difference is to be settled, or how it was.
func (r *compareRow) dispute(f view.Frame, node *instrument.Node, one assessment.Disagreement) {
	r.Note = f.T("compare.spread", one.Spread.String())
	if one.Allowed != nil {
		r.Note = f.T("compare.beyond", one.Spread.String(), one.Allowed.String())
	}
	r.State = view.Badge{Text: f.T("compare.open"), Tone: view.Danger}
	if k := one.Ruling; k != nil {
		r.State = view.Badge{Text: f.T("compare.settled"), Tone: view.Good}
		who := k.By.Name
		if k.Joint() {
			who = f.T("compare.joint")
		}
		r.Note = strings.TrimSpace(f.T("compare.ruling", who, answerText(f, node, k.Answer)) + " " + k.Reason)
	}
}

// withoutEmptyGroups drops headings under which nothing is left.
func withoutEmptyGroups(rows []compareRow) []compareRow {
	var out []compareRow
	for i, r := range rows {
		if r.Group && (i+1 == len(rows) || rows[i+1].Group) {
			continue
		}
		out = append(out, r)
	}
	return out
}

// compareAddress is the page with all items, or with those that differ alone.
func compareAddress(d compareData, all bool) string {
	at := casePath(d.CaseID) + "/compare/" + d.Phase
	if all {
		at += "?all=1"
	}
	return at
}

// totalFacts are the totals of the single sheets and how far they lie apart.
func totalFacts(d compareData) []view.Fact {
	if d.Totals == nil {
		return nil
	}
	var out []view.Fact
	for _, t := range d.Totals.Totals {
		out = append(out, view.Fact{Name: t.Evaluator.Name, Value: t.Total.Printed()})
	}
	return append(out, view.Fact{Name: d.Frame.T("compare.total.spread"), Value: d.Frame.T("compare.beyond", d.Totals.Spread.String(), d.Totals.Allowed.String())})
}
