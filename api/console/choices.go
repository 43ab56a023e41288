package console

import (
	"net/url"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// inCase is the case of a page: what the ids in its forms can be comes from it.
type inCase struct {
	view    *casework.CaseView
	act     workflow.ActName
	values  url.Values           // what is typed so far
	uploads func() []form.Option // read when a form asks for files
}

// choices gives the values that an id can have in this case.
func (in *inCase) choices(v *visit) func(pattern string) ([]form.Option, bool) {
	c := in.view.Case
	of := map[string]func() []form.Option{
		"applicant_id":     func() []form.Option { return applicants(c) },
		"applicant":        func() []form.Option { return applicants(c) },
		"party_id":         func() []form.Option { return append(applicants(c), others(v, in.view)...) },
		"paper_id":         func() []form.Option { return papers(v, c) },
		"visit_id":         func() []form.Option { return visits(v, c) },
		"appointment_id":   func() []form.Option { return appointments(v, c) },
		"circumstance_id":  func() []form.Option { return circumstances(v, c) },
		"circumstance_ids": func() []form.Option { return circumstances(v, c) },
		"evidence_ids":     in.uploads,
		"upload_ids":       in.uploads,
		"item":             func() []form.Option { return circumstanceItems(v) },
		"leaves":           func() []form.Option { return members(c) },
		"lead_id":          func() []form.Option { return in.evaluators(v) },
		"evaluator_id":     func() []form.Option { return in.evaluators(v) },
		"evaluator_ids":    func() []form.Option { return in.evaluators(v) },
		"comes":            func() []form.Option { return strangers(v, c) },
		"account_id":       func() []form.Option { return visitors(v, c) },
		"agency_id":        func() []form.Option { return agencies(v) },
		"case_id":          func() []form.Option { return rivalCases(v, c) },
		"rating_id":        func() []form.Option { return openRatings(v, c) },
		"rules":            func() []form.Option { return failedRules(c) },
		"clock":            func() []form.Option { return clocks(v, in.view) },
	}
	return func(pattern string) ([]form.Option, bool) {
		name := member(pattern)
		switch {
		case name == "code" && in.act == workflow.ActRecordMaterial:
			return materials(v, c), true
		case name == "code" && !strings.HasPrefix(pattern, "/signed"):
			return in.items(v), true
		case name == "option":
			return in.grades(v), true
		case pattern == "/subject/id":
			return subjects(v, c), true
		case strings.HasSuffix(pattern, "/evidence/id"), strings.HasSuffix(pattern, "/evidence/*/id"):
			return in.uploads(), true
		}
		if f, ok := of[name]; ok {
			return f(), true
		}
		return nil, false
	}
}

func applicants(c *workflow.Case) []form.Option {
	out := make([]form.Option, len(c.Application.Applicants))
	for i, a := range c.Application.Applicants {
		out[i] = form.Option{Value: a.ID, Label: a.Name}
	}
	return out
}

// others are the parties beside the applicants.
func others(v *visit, in *casework.CaseView) []form.Option {
	out := []form.Option{{Value: "placer", Label: v.t("party.placer")}}
	if in.Child != nil {
		out = append(out, form.Option{Value: "child", Label: v.t("party.child")})
	}
	return out
}

func papers(v *visit, c *workflow.Case) []form.Option {
	out := make([]form.Option, 0, len(c.Papers))
	for i := len(c.Papers) - 1; i >= 0; i-- { // the newest first: it is what one mostly looks for
		p := c.Papers[i]
		if p.VoidOn.IsZero() {
			out = append(out, form.Option{Value: p.ID, Label: p.Title, Hint: strings.TrimSpace(p.Number + " " + v.words.Date(p.On))})
		}
	}
	return out
}

func visits(v *visit, c *workflow.Case) []form.Option {
	if c.FollowUps == nil {
		return nil
	}
	out := make([]form.Option, 0, len(c.FollowUps.Visits))
	for i, f := range c.FollowUps.Visits {
		o := form.Option{Value: f.ID, Label: v.t("case.follow_up.nth", i+1), Hint: v.words.Date(f.DueOn)}
		if !f.WindowFrom.IsZero() {
			o.Hint = v.words.Date(f.WindowFrom) + " – " + v.words.Date(f.WindowTo)
		}
		out = append(out, o)
	}
	return out
}

func members(c *workflow.Case) []form.Option {
	active := c.ActiveEvaluators()
	out := make([]form.Option, len(active))
	for i, e := range active {
		out[i] = form.Option{Value: e.EvaluatorID, Label: e.Name}
	}
	return out
}

func circumstances(v *visit, c *workflow.Case) []form.Option {
	out := make([]form.Option, len(c.Circumstances))
	for i, k := range c.Circumstances {
		out[i] = form.Option{Value: k.ID, Label: v.t("case.circumstance.item", k.Item), Hint: k.Facts}
	}
	return out
}
