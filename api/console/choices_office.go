package console

import (
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// officeMost is how many people or agencies a form offers.
const officeMost = 100

// circumstanceItems are the nine circumstances that have to be reported (2020 办法 art. 11).
func circumstanceItems(v *visit) []form.Option {
	const items = 9
	out := make([]form.Option, items)
	for i := range out {
		n := strconv.Itoa(i + 1)
		out[i] = form.Option{Value: n, Label: v.t("circumstance." + n)}
	}
	return out
}

// evaluators are who an act can name: those of the case, or those whom the body could assign.
func (in *inCase) evaluators(v *visit) []form.Option {
	c := in.view.Case
	switch in.act { //nolint:exhaustive // the two acts that name somebody new
	case workflow.ActAssignEvaluators:
		return evaluatorsOf(v, c, func(office.EvaluatorView) bool { return true })
	case workflow.ActNameAdjudicator:
		return strangers(v, c)
	}
	return members(c)
}

// strangers are evaluators of the body who do not work on the case.
func strangers(v *visit, c *workflow.Case) []form.Option {
	return evaluatorsOf(v, c, func(e office.EvaluatorView) bool { return c.EvaluatorByAccount(e.AccountID) == nil })
}

// evaluatorsOf lists the evaluators whom the reader may name; what one lacks today is told beside the name.
func evaluatorsOf(v *visit, c *workflow.Case, wanted func(office.EvaluatorView) bool) []form.Option {
	f := office.Filter{Limit: officeMost}
	if c.Commission != nil {
		f.AgencyID = c.Commission.OfAgency()
	}
	all, err := v.console.office.Evaluators(v.Request().Context(), v.actor(), f)
	if err != nil {
		return nil // who may not see the list names nobody
	}
	var out []form.Option
	for _, e := range all {
		if !wanted(e) {
			continue
		}
		o := form.Option{Value: e.ID, Label: e.Name}
		if len(e.Lacks) > 0 {
			o.Hint = e.Lacks[0].Message
		}
		out = append(out, o)
	}
	return out
}

// visitors are who can be sent on a follow-up visit: the officer, the reader, and the evaluators of office and body.
func visitors(v *visit, c *workflow.Case) []form.Option {
	var out []form.Option
	add := func(id, name string) {
		if id != "" && !slices.ContainsFunc(out, func(o form.Option) bool { return o.Value == id }) {
			out = append(out, form.Option{Value: id, Label: name})
		}
	}
	add(c.OfficerID, c.OfficerName)
	if a := v.actor(); a.AuthorityID == c.AuthorityID && (a.Role == workflow.RoleOfficer || a.Role == workflow.RoleSupervisor) {
		add(a.ID, a.Name)
	}
	if all, err := v.console.office.Evaluators(v.Request().Context(), v.actor(), office.Filter{Limit: officeMost}); err == nil {
		for _, e := range all {
			if e.AgencyID == "" || c.Commission != nil && e.AgencyID == c.Commission.OfAgency() {
				add(e.AccountID, e.Name)
			}
		}
	}
	return out
}

func agencies(v *visit) []form.Option {
	all, err := v.console.office.Agencies(v.Request().Context(), v.actor(), office.Filter{Limit: officeMost})
	if err != nil {
		return nil
	}
	out := make([]form.Option, len(all))
	for i, a := range all {
		out[i] = form.Option{Value: a.ID, Label: a.Name}
		if len(a.Lacks) > 0 {
			out[i].Hint = a.Lacks[0].Message
		}
	}
	return out
}

// rivalCases are the other cases of the child.
func rivalCases(v *visit, c *workflow.Case) []form.Option {
	all, err := v.console.cases.Candidates(v.Request().Context(), v.actor(), c.ChildID)
	if err != nil {
		return nil
	}
	var out []form.Option
	for _, k := range all.Candidates {
		if k.CaseID != c.ID {
			out = append(out, form.Option{Value: k.CaseID, Label: k.Number, Hint: v.stateName(k.State)})
		}
	}
	return out
}

func openRatings(v *visit, c *workflow.Case) []form.Option {
	var out []form.Option
	for i := range c.JointRatings {
		if j := &c.JointRatings[i]; j.Open() {
			out = append(out, form.Option{Value: j.ID, Label: v.t("phase." + j.Phase), Hint: j.By + " " + v.words.Date(j.On)})
		}
	}
	return out
}

// failedRules are the statutory rules that the newest check found broken.
func failedRules(c *workflow.Case) []form.Option {
	if len(c.Eligibility) == 0 {
		return nil
	}
	var out []form.Option
	for _, o := range c.Eligibility[len(c.Eligibility)-1].Report.Outcomes {
		if o.Refuses() {
			out = append(out, form.Option{Value: o.Rule, Label: o.Title, Hint: o.Message})
		}
	}
	return out
}

func clocks(v *visit, c *casework.CaseView) []form.Option {
	out := make([]form.Option, 0, len(c.Clocks))
	for _, k := range c.Clocks {
		if k.Stopped.IsZero() {
			out = append(out, form.Option{Value: string(k.Name), Label: v.t("clock." + string(k.Name))})
		}
	}
	return out
}

// materials are the papers of the checklist, and one that no list names.
func materials(v *visit, c *workflow.Case) []form.Option {
	all, err := v.console.cases.Checklist(v.Request().Context(), v.actor(), c.ID)
	if err != nil {
		return nil
	}
	out := make([]form.Option, 0, len(all)+1)
	for _, m := range all {
		if m.Code != casework.MaterialOther {
			out = append(out, form.Option{Value: m.Code, Label: m.Title, Hint: m.Gap})
		}
	}
	return append(out, form.Option{Value: casework.MaterialOther, Label: v.t("material.other")})
}

// subjects are who may have to withdraw from a case: the body, the evaluators, the officer.
func subjects(v *visit, c *workflow.Case) []form.Option {
	all, err := v.console.cases.Conflicts(v.Request().Context(), v.actor(), c.ID, nil)
	if err != nil {
		return nil
	}
	out := make([]form.Option, 0, len(all.Subjects))
	for _, s := range all.Subjects {
		o := form.Option{Value: s.Subject.ID, Label: s.Name, Hint: s.Role}
		for _, t := range s.Ties {
			o.Hint += " · " + t.Text
		}
		out = append(out, o)
	}
	return out
}

// subjectKind is what kind of subject an id is.
func subjectKind(v *visit, caseID, id string) string {
	all, err := v.console.cases.Conflicts(v.Request().Context(), v.actor(), caseID, nil)
	if err != nil {
		return ""
	}
	for _, s := range all.Subjects {
		if s.Subject.ID == id {
			return string(s.Subject.Kind)
		}
	}
	return ""
}
