package console

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// words2 is a text of a scoring table in the reader's language, in Chinese where the table has no other.
func words2(f view.Frame, t instrument.Text) string {
	if f.Words.Language == words.English && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

func progressBadge(f view.Frame, r resultData) view.Badge {
	b := view.Badge{Text: f.T("case.sheets.of", r.Progress.Submitted, r.Progress.Of), Tone: view.Info}
	if r.Result != nil {
		b.Tone = view.Good
	}
	return b
}

// resultFacts are conclusion, total, table and the gate that decided.
func resultFacts(f view.Frame, r resultData) []view.Fact {
	x := r.Result.Result
	conclusion := x.Conclusion
	if f.Words.Language == words.English && x.ConclusionEN != "" {
		conclusion = x.ConclusionEN
	}
	var out []view.Fact
	out = appendFact(out, f.T("scores.conclusion"), conclusion)
	if x.Total != "" {
		total := x.Total
		if x.Highest != nil {
			total = f.T("scores.of", x.Total, x.Highest.Printed())
		}
		out = appendFact(out, f.T("scores.total"), total)
	}
	if n := len(x.Gates); n > 0 {
		g := x.Gates[n-1]
		out = append(out, view.Fact{Name: f.T("scores.gate"), Value: g.Condition, Note: g.Citation.String()})
	}
	var vetoes []string
	for _, v := range x.Vetoes {
		vetoes = append(vetoes, words2(f, v.Title))
	}
	out = appendFact(out, f.T("scores.vetoes"), list(f, vetoes))
	out = append(out, view.Fact{Name: f.T("scores.table"), Value: words2(f, x.Title), Note: x.Citation.String()})
	var by []string
	for _, s := range x.Sheets {
		by = append(by, s.Evaluator.Name)
	}
	return appendFact(out, f.T("case.evaluators"), list(f, by))
}

// pointsText are the points of a node, with the most that it can give.
func pointsText(f view.Frame, r assessment.Row) string {
	switch {
	case r.Printed == "":
		return ""
	case r.Max != nil:
		return f.T("scores.of", r.Printed, r.Max.Printed())
	}
	return r.Printed
}

// answersText is what each evaluator recorded at an item; a veto that nobody found shows as such.
func answersText(f view.Frame, r assessment.Row) string {
	if r.Type == instrument.KindVeto {
		for _, a := range r.Answers {
			if a.Counts {
				return f.T("scores.found", a.Name)
			}
		}
		if len(r.Answers) > 0 {
			return f.T("scores.not_found")
		}
		return ""
	}
	return givenText(f, r.Answers)
}

// givenText lists what evaluators recorded: who, and what.
func givenText(f view.Frame, all []assessment.Given) string {
	out := make([]string, 0, len(all))
	for _, g := range all {
		if text := oneGiven(f, g); text != "" {
			out = append(out, f.T("scores.by", g.Name, text))
		}
	}
	return strings.Join(out, f.T("list.semicolon"))
}

func oneGiven(f view.Frame, g assessment.Given) string {
	switch {
	case g.Option != "" && g.Points != nil:
		return words2(f, g.OptionTitle) + " " + g.Points.Printed()
	case g.Option != "":
		return words2(f, g.OptionTitle)
	case g.Initial != nil && g.Final != nil:
		return strconv.Itoa(*g.Initial) + " → " + strconv.Itoa(*g.Final)
	case g.Points != nil:
		return g.Points.Printed()
	case g.Value != nil && *g.Value:
		return f.T("form.yes")
	case g.Value != nil:
		return f.T("form.no")
	}
	return g.Text
}

func applicantName(c *workflow.Case, id string) string {
	for _, a := range c.Application.Applicants {
		if a.ID == id && id != "" {
			return a.Name
		}
	}
	return ""
}

// depthClass indents a row of a tree, as far as there are indents.
func depthClass(depth int) string {
	const most = 4
	return "depth-" + strconv.Itoa(min(depth, most))
}
