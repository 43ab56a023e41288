package console

import (
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseTabs lead between the parts of a case.
func caseTabs(d caseData) []view.Link {
	out := make([]view.Link, 0, len(tabs()))
	for _, t := range tabs() {
		out = append(out, view.Link{To: Prefix + "/cases/" + d.Case.Case.ID + "?tab=" + t, Text: d.Frame.T("case.tab." + t), Here: t == d.Tab})
	}
	return out
}

// nearest is the limit that ends first of those that run, nil when none does.
func nearest(clocks []casework.ClockView) *casework.ClockView {
	var out *casework.ClockView
	for i := range clocks {
		k := &clocks[i]
		if !k.Stopped.IsZero() || k.Due == nil || k.Due.Running || k.Left == nil {
			continue
		}
		if out == nil || k.Due.On.Before(out.Due.On) {
			out = k
		}
	}
	return out
}

// dueBadge says how a limit stands: by word, sign and colour.
func dueBadge(f view.Frame, k casework.ClockView) view.Badge {
	switch {
	case !k.Stopped.IsZero():
		return view.Badge{Text: f.T("due.ended"), Tone: view.Plain}
	case k.Due != nil && k.Due.Running:
		return view.Badge{Text: f.T("due.paused"), Tone: view.Paused}
	case k.Overdue:
		return view.Badge{Text: f.T("due.overdue", -*k.Left), Tone: view.Danger}
	case k.Left == nil:
		return view.Badge{Text: f.T("due.none"), Tone: view.Plain}
	case *k.Left == 0:
		return view.Badge{Text: f.T("due.today"), Tone: view.Warn}
	case *k.Left <= dueSoon && *k.Left > 0:
		return view.Badge{Text: f.T("due.left", *k.Left), Tone: view.Warn}
	case *k.Left < 0:
		return view.Badge{Text: f.T("due.reached"), Tone: view.Good}
	}
	return view.Badge{Text: f.T("due.left", *k.Left), Tone: view.Info}
}

// dueSoon is from how many days on a limit is shown as near. No law: a habit of the page.
const dueSoon = 7

// mainRoad is the way of an ordinary case, for the picture; side roads show as the place they left.
func mainRoad(c *workflow.Case) []workflow.State {
	road := []workflow.State{
		workflow.Submitted, workflow.Reviewing, workflow.AwaitingConsent, workflow.Commissioning, workflow.Assessing,
		workflow.Integrating, workflow.Reporting, workflow.ReportReview, workflow.Deciding, workflow.FollowUp, workflow.Closed,
	}
	if c.Order == workflow.OrderB {
		road = []workflow.State{
			workflow.Submitted, workflow.Reviewing, workflow.AwaitingConsent, workflow.Commissioning, workflow.Assessing, workflow.Reporting,
			workflow.ReportReview, workflow.Selecting, workflow.Integrating, workflow.IntegrationReview, workflow.Deciding, workflow.FollowUp, workflow.Closed,
		}
	}
	return road
}

// roadOf draws the way with the present place lit.
func roadOf(f view.Frame, c *workflow.Case) []view.Step {
	road := mainRoad(c)
	here := -1
	for i, s := range road {
		if s == c.State {
			here = i
		}
	}
	out := make([]view.Step, 0, len(road)+1)
	for i, s := range road {
		step := view.Step{Name: f.T("state." + string(s)), State: "ahead"}
		switch {
		case i < here:
			step.State = "done"
		case i == here:
			step.State = "here"
		}
		out = append(out, step)
	}
	if here < 0 { // beside the road: the place itself, lit, at the end of what is behind
		out = append([]view.Step{{Name: f.T("state." + string(c.State)), State: "here"}}, out...)
	}
	return out
}

// caseFacts are the summary of a case.
func caseFacts(d caseData) []view.Fact {
	f, c := d.Frame, d.Case.Case
	var out []view.Fact
	out = appendFact(out, f.T("case.number"), c.Number)
	out = appendFact(out, f.T("case.category"), f.T("category."+string(c.Category)))
	out = appendFact(out, f.T("case.order"), f.T("order."+string(c.Order)))
	out = appendFact(out, f.T("case.authority"), c.Authority.Name)
	out = appendFact(out, f.T("case.officer"), c.OfficerName)
	out = appendFact(out, f.T("case.received"), f.Words.Date(c.ReceivedOn))
	out = appendFact(out, f.T("case.accepted"), f.Words.Date(c.AcceptedOn))
	if c.Commission != nil {
		out = appendFact(out, f.T("case.body"), c.Commission.BodyName)
		var names []string
		for _, e := range c.ActiveEvaluators() {
			names = append(names, e.Name)
		}
		out = appendFact(out, f.T("case.evaluators"), strings.Join(names, "、"))
	}
	if d.Case.Child != nil {
		out = appendFact(out, f.T("case.child"), d.Case.Child.Name)
	}
	for _, s := range d.Case.Sheets {
		out = appendFact(out, f.T("case.sheets", f.T("phase."+s.Phase)), f.T("case.sheets.of", s.Submitted, s.Of))
	}
	return out
}

// actLabel is the name of an act on its button.
func actLabel(f view.Frame, a workflow.Action) string {
	if text := f.Words.First("act." + string(a.Act)); text != "" {
		return text
	}
	return a.Name
}

// paperBadge says how a paper stands.
func paperBadge(f view.Frame, p casework.PaperLine) view.Badge {
	switch {
	case !p.VoidOn.IsZero():
		return view.Badge{Text: f.T("paper.void"), Tone: view.Plain}
	case p.Failure != "":
		return view.Badge{Text: f.T("paper.failed"), Tone: view.Danger}
	case len(p.Services) > 0:
		return view.Badge{Text: f.T("paper.served"), Tone: view.Good}
	case len(p.Signatures) > 0:
		return view.Badge{Text: f.T("paper.signed"), Tone: view.Good}
	}
	return view.Badge{Text: f.T("paper.made"), Tone: view.Info}
}
