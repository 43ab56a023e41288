package console

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// eligibilityData explains, before anything is submitted, which conditions of adoption
// are met, which are not and which cannot be told yet.
type eligibilityData struct {
	Frame    view.Frame
	Case     *workflow.Case
	Verdict  view.Badge
	Scope    string
	Groups   []ruleGroup
	Known    []casework.Known
	Troubles []view.Trouble // facts that contradict themselves
}

// ruleGroup are rules with the same answer.
type ruleGroup struct {
	Title string
	Tone  view.Tone
	Rules []ruleLine
	Open  bool
}

// ruleLine is one rule: its answer, its article, what helps, and where it is filled in.
type ruleLine struct {
	Title, Message, Remedy, Basis, Until string
	To                                   []view.Link
}

// eligibilityPage asks the rules about the draft as it stands. Nothing is kept.
func eligibilityPage(v *visit) error {
	opened, err := v.openDraft()
	if err != nil {
		return err
	}
	title := v.t("intake.task.eligibility")
	d := eligibilityData{Frame: v.frame(title), Case: opened.View.Case}
	var out casework.Foresight
	_, err = v.call(request{Method: http.MethodGet, Path: "/cases/" + url.PathEscape(d.Case.ID) + "/eligibility"}, &out)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusUnprocessableEntity:
		for _, e := range refused.Errors {
			d.Troubles = append(d.Troubles, view.Trouble{Text: e.Message})
		}
		return v.show(refused.Status, title, eligibilityBody(d))
	case err != nil:
		return err
	}
	d.Verdict, d.Known = verdictBadge(d.Frame, out.Report.Preliminary), out.Known
	if out.Report.Scope.Answer != eligibility.ScopeAccepted {
		d.Scope = out.Report.Scope.Message
	}
	d.Groups = v.ruleGroups(d, out.Report.Outcomes)
	return v.show(http.StatusOK, title, eligibilityBody(d))
}

// ruleGroups sort the answers: what is not met first, what does not apply last.
func (v *visit) ruleGroups(d eligibilityData, outcomes []eligibility.Outcome) []ruleGroup {
	var out []ruleGroup
	for _, g := range []struct {
		word  string
		tone  view.Tone
		kinds []eligibility.Kind
	}{
		{"intake.rules.fail", view.Danger, []eligibility.Kind{eligibility.Fail}},
		{"intake.rules.unknown", view.Warn, []eligibility.Kind{eligibility.Unknown}},
		{"intake.rules.warn", view.Warn, []eligibility.Kind{eligibility.Warn, eligibility.Remark}},
		{"intake.rules.pass", view.Good, []eligibility.Kind{eligibility.Pass}},
		{"intake.rules.not_applicable", view.Plain, []eligibility.Kind{eligibility.NotApplicable, eligibility.NotInForce}},
	} {
		group := ruleGroup{Title: v.t(g.word), Tone: g.tone, Open: g.tone != view.Plain}
		for _, o := range outcomes {
			if slices.Contains(g.kinds, o.Kind) {
				group.Rules = append(group.Rules, v.ruleLine(d.Case, o))
			}
		}
		if len(group.Rules) > 0 {
			out = append(out, group)
		}
	}
	return out
}

func (v *visit) ruleLine(c *workflow.Case, o eligibility.Outcome) ruleLine {
	l := ruleLine{Title: o.Title, Message: o.Message, Remedy: o.Remedy, Basis: basisText(o.Basis)}
	if !o.DecisiveOn.IsZero() {
		l.Until = v.t("intake.rules.decisive", v.words.Date(o.DecisiveOn))
	}
	for _, at := range o.Missing {
		to, name := v.taskOf(c, at)
		link := view.Link{To: to, Text: name}
		if name != "" && !slices.Contains(l.To, link) {
			l.To = append(l.To, link)
		}
	}
	return l
}

// verdictBadge says what the rules come to for the preliminary review; a person decides.
func verdictBadge(f view.Frame, is eligibility.Verdict) view.Badge {
	switch is {
	case eligibility.Eligible:
		return view.Badge{Text: f.T("intake.verdict.eligible"), Tone: view.Good}
	case eligibility.Ineligible, eligibility.OutOfScope:
		return view.Badge{Text: f.T("intake.verdict.ineligible"), Tone: view.Danger}
	case eligibility.Undetermined:
	}
	return view.Badge{Text: f.T("intake.verdict.undetermined"), Tone: view.Warn}
}
