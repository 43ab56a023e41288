package console

import (
	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// inCase is the case of a page: what the ids in its forms can be comes from it.
type inCase struct {
	view    *casework.CaseView
	uploads func() []form.Option // read when a form asks for files
}

// choices gives the values that an id can have in this case.
func (in *inCase) choices(v *visit) func(pattern string) ([]form.Option, bool) {
	c := in.view.Case
	return func(pattern string) ([]form.Option, bool) {
		switch member(pattern) {
		case "applicant_id", "applicant":
			return applicants(c), true
		case "party_id":
			return append(applicants(c), others(v, in.view)...), true
		case "paper_id":
			return papers(v, c), true
		case "visit_id":
			return visits(v, c), true
		case "evaluator_id", "lead_id", "leaves", "evaluator_ids":
			if o := members(c); len(o) > 0 {
				return o, true
			}
		case "circumstance_id", "circumstance_ids":
			return circumstances(v, c), true
		case "evidence_ids", "upload_ids":
			return in.uploads(), true
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
			out = append(out, form.Option{Value: p.ID, Label: p.Title, Hint: p.Number + " " + v.words.Date(p.On)})
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
		out = append(out, form.Option{
			Value: f.ID, Label: v.t("case.follow_up.nth", i+1), Hint: v.words.Date(f.WindowFrom) + " – " + v.words.Date(f.WindowTo),
		})
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
