package console

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseTabs lead between the parts of a case.
func caseTabs(d caseData) []view.Link {
	out := make([]view.Link, 0, len(tabs()))
	for _, t := range tabs() {
		out = append(out, view.Link{To: d.at("?tab=" + t + "#part"), Text: d.Frame.T("case.tab." + t), Here: t == d.Tab})
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

// roadOf draws the way with the present place lit. What the case passed by, as a stepchild's passes by the assessment,
// is told from where it was.
func roadOf(d caseData) []view.Step {
	f, c, road := d.Frame, d.Case.Case, mainRoad(d.Case.Case)
	here := slices.Index(road, c.State)
	out := make([]view.Step, 0, len(road)+1)
	for i, s := range road {
		step := view.Step{Name: f.T("state." + string(s)), State: "ahead"}
		switch {
		case i == here:
			step.State = "here"
		case placeState(d, s) == "done" && (i < here || here < 0):
			step.State = "done"
		case i < here && d.History != nil:
			step.State, step.Note = "skipped", f.T("case.road.skipped")
		case i < here:
			step.State = "done"
		}
		out = append(out, step)
	}
	if here < 0 { // beside the road: the place itself, lit, behind the last place that the case was in
		at := 0
		for i, s := range out {
			if s.State == "done" {
				at = i + 1
			}
		}
		out = slices.Insert(out, at, view.Step{Name: f.T("state." + string(c.State)), State: "here"})
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

// sideShown is up to how many acts beside the road are shown at once.
const sideShown = 6

// caseAbout says in one line what kind of case it is and who holds it.
func caseAbout(d caseData) string {
	f, c := d.Frame, d.Case.Case
	parts := []string{f.T("category." + string(c.Category)), c.Authority.Name}
	if c.OfficerName != "" {
		parts = append(parts, f.T("case.held", c.OfficerName))
	}
	if c.Commission != nil && c.Commission.BodyName != "" && c.Commission.BodyName != c.Authority.Name {
		parts = append(parts, c.Commission.BodyName)
	}
	return strings.Join(parts, " · ")
}

// caseBadges are state, secrecy and whatever holds the case.
func caseBadges(d caseData) []view.Badge {
	f, c := d.Frame, d.Case.Case
	state := view.Badge{Text: f.T("state." + string(c.State)), Tone: view.Info}
	if !c.StateSince.IsZero() {
		state.Text = f.T("case.since", state.Text, f.Words.Date(c.StateSince))
	}
	out := []view.Badge{state}
	if c.Secrecy {
		out = append(out, view.Badge{Text: f.T("case.secrecy"), Tone: view.Plain})
	}
	if c.Emergency.Open() {
		out = append(out, view.Badge{Text: f.T("case.emergency"), Tone: view.Danger})
	}
	if d.Case.Child != nil && d.Case.Child.Notice != nil && d.Case.Child.Notice.Claimed {
		out = append(out, view.Badge{Text: f.T("case.notice.claimed"), Tone: view.Danger})
	}
	if len(c.PastHolds) > 0 {
		out = append(out, view.Badge{Text: f.T("case.emergencies.past", len(c.PastHolds)), Tone: view.Plain})
	}
	return out
}

// rulesText names the rules by which the case is judged for ever.
func rulesText(d caseData) string {
	c := d.Case.Case
	return d.Frame.T("case.rules", c.Pack.Code+"@"+c.Pack.Version, c.Calendar.Code+"@"+c.Calendar.Version)
}

// pausedTexts say which limits stand still now, since when and why.
func pausedTexts(d caseData) []string {
	f := d.Frame
	var out []string
	for _, k := range d.Case.Clocks {
		if !k.Stopped.IsZero() || k.Due == nil || !k.Due.Running {
			continue
		}
		for _, p := range k.Pauses {
			if p.To.IsZero() {
				out = append(out, f.T("case.paused", f.T("clock."+string(k.Name)), f.Words.Date(p.From), p.Ground))
			}
		}
	}
	return out
}
