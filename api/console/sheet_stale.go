package console

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// sheetDifference is one item that stands otherwise in the draft than in what was typed.
type sheetDifference struct{ ID, Title, Stored, Typed string }

// differences sets the draft as it stands beside what was typed, in the order of the table.
func differences(w *words.Words, table *instrument.Instrument, stored assessment.Sheet, typed map[string]assessment.Answer) []sheetDifference {
	var out []sheetDifference
	for n := range table.Items() {
		a, b := bare(stored.Answers[n.Code()]), bare(typed[n.Code()])
		if reflect.DeepEqual(a, b) {
			continue
		}
		out = append(out, sheetDifference{
			ID: itemID(n.Code()), Title: n.Code() + " " + wording(w, n.Title()),
			Stored: told(w, n, stored.Applicants, a), Typed: told(w, n, stored.Applicants, b),
		})
	}
	return out
}

// bare leaves out what the server adds to a proof, so that only what a person typed is compared.
func bare(a assessment.Answer) assessment.Answer {
	var refs []assessment.EvidenceRef
	for _, e := range a.Evidence {
		refs = append(refs, assessment.EvidenceRef{ID: e.ID})
	}
	a.Evidence = refs
	var each map[string]assessment.Answer
	for who, one := range a.ByApplicant {
		if each == nil {
			each = map[string]assessment.Answer{}
		}
		each[who] = bare(one)
	}
	a.ByApplicant = each
	return a
}

// told is an answer in one line.
func told(w *words.Words, n *instrument.Node, people []assessment.Person, a assessment.Answer) string {
	if len(a.ByApplicant) > 0 {
		var each []string
		for _, who := range people {
			if one, ok := a.ByApplicant[who.ID]; ok {
				each = append(each, who.Name+w.T("form.colon")+toldOne(w, n, one))
			}
		}
		return strings.Join(each, "；")
	}
	return toldOne(w, n, a)
}

func toldOne(w *words.Words, n *instrument.Node, a assessment.Answer) string {
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if c, ok := n.Choice(a.Option); ok {
		add(wording(w, c.Title))
	} else {
		add(a.Option)
	}
	add(a.Points)
	if a.Value != nil {
		add(map[bool]string{true: w.T("form.yes"), false: w.T("form.no")}[*a.Value])
	}
	for _, number := range []*int{a.Rating, a.Initial, a.Final} {
		if number != nil {
			add(strconv.Itoa(*number))
		}
	}
	add(a.Text)
	add(a.Mitigation)
	add(a.Comment)
	if len(a.Evidence) > 0 {
		add(w.T("sheet.files", len(a.Evidence)))
	}
	if len(parts) == 0 {
		return w.T("sheet.nothing")
	}
	return strings.Join(parts, " · ")
}
