package console

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseData is the page of a case: who it is and the nearest date, what to do next,
// its parts, and its way so far.
type caseData struct {
	Frame   view.Frame
	Case    *casework.CaseView
	Today   law.Date
	Main    []workflow.Action // possible now, and lead on
	Side    []workflow.Action // possible now, beside the road
	Refused []workflow.Action
	Tab     string
	Shut    bool // the part is not open to the reader
	Rows    []workflow.Row
	History []casework.HistoryLine // of the whole case, where the file is open

	Groups    []view.Group // of parties, visits and limits
	Papers    []casework.PaperLine
	Materials []casework.ChecklistLine
	Files     []*casework.Upload
	Results   []resultData

	Watch []view.Link // pages for those who watch over the case
}

// tabs are the parts of a case.
func tabs() []string {
	return []string{"summary", "parties", "materials", "visits", "evidence", "scores", "clocks", "papers", "history"}
}

func casePage(v *visit) error {
	d, err := v.readCase()
	if err != nil {
		return err
	}
	if d.Case.Case.State == workflow.Draft && v.actor().Role == workflow.RoleOfficer && v.QueryParam("tab") == "" {
		return v.redirect(intakeAddress(d.Case.Case.ID)) // still being entered
	}
	if err := v.readPart(&d); err != nil {
		return err
	}
	return v.render(http.StatusOK, view.Page(d.Frame, caseBody(d)))
}

// readCase reads what every part of the page shows: the case, its acts and its way so far.
func (v *visit) readCase() (caseData, error) {
	ctx, id := v.Request().Context(), v.Param("id")
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return caseData{}, err
	}
	d := caseData{Case: c, Tab: tabOf(v.QueryParam("tab")), Rows: v.console.cases.Lifecycle.RowsOf(orderOf(c.Case))}
	if d.Today, _, err = v.console.cases.Today(ctx, v.actor()); err != nil {
		return d, err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), id)
	if err != nil {
		return d, err
	}
	v.sortActs(&d, actions)
	if d.History, err = v.console.cases.ReadHistory(ctx, v.actor(), id, 0); err != nil && !workflow.IsKind(err, workflow.KindNotFound) {
		return d, err
	}
	d.Frame, d.Watch = v.frame(""), v.watchFrom(c.Case)
	d.Frame.Title = caseTitle(d.Frame, c)
	return d, nil
}

// orderOf is the legal order of a case; one that names none is of the national order.
func orderOf(c *workflow.Case) workflow.Order {
	if c.Order == "" {
		return workflow.OrderA
	}
	return c.Order
}

// sortActs puts the acts where the page shows them: those that lead on, those beside the road, the refused.
func (v *visit) sortActs(d *caseData, actions []workflow.Action) {
	for _, a := range actions {
		row, _ := v.console.cases.Lifecycle.Row(d.Case.Case, a.Act)
		switch {
		case !a.Allowed:
			d.Refused = append(d.Refused, a)
		case leadsOn(row):
			d.Main = append(d.Main, a)
		default:
			d.Side = append(d.Side, a)
		}
	}
	slices.SortStableFunc(d.Refused, func(a, b workflow.Action) int { return rankRefused(a) - rankRefused(b) })
}

// rankRefused puts what only waits for a condition before what is the work of somebody else.
func rankRefused(a workflow.Action) int {
	if a.Code == "guard_unmet" {
		return 0
	}
	return 1
}

// readPart reads what the part of the page needs that is asked for.
func (v *visit) readPart(d *caseData) (err error) {
	ctx, id := v.Request().Context(), v.Param("id")
	switch d.Tab {
	case "parties":
		d.Groups = partyGroups(d.Frame, d.Case)
	case "visits":
		d.Groups = visitGroups(d.Frame, d.Case.Case)
	case "materials":
		d.Materials, err = v.console.cases.Checklist(ctx, v.actor(), id)
	case "evidence":
		d.Files, err = v.console.cases.Evidence(ctx, v.actor(), id)
	case "papers":
		d.Papers, err = v.console.cases.Papers(ctx, v.actor(), id)
	case "scores":
		d.Results, err = v.readResults(d.Case)
	case "clocks":
		d.Groups = clockGroups(d.Frame, d.Case)
	case "history":
		d.Shut = d.History == nil
	}
	if workflow.IsKind(err, workflow.KindNotFound) {
		d.Shut, err = true, nil
	}
	return err
}

// resultData is what came of the sheets of one phase, or why there is nothing yet.
type resultData struct {
	Phase    string
	Progress casework.SheetProgress
	Disputes []casework.Dispute
	Result   *casework.ResultView
	Waits    string // why there is no result
	WhyOf    string // code of the number that is explained
	Why      []string
}

// readResults reads the result of each phase that has begun. What is blind or unsettled says so.
func (v *visit) readResults(c *casework.CaseView) ([]resultData, error) {
	ctx := v.Request().Context()
	var out []resultData
	for _, p := range c.Sheets {
		d := resultData{Phase: p.Phase, Progress: p}
		for _, one := range c.Disputes {
			if one.Phase == p.Phase {
				d.Disputes = append(d.Disputes, one)
			}
		}
		var err error
		d.Result, err = v.console.cases.Result(ctx, v.actor(), c.Case.ID, p.Phase, "")
		var e *workflow.Error
		switch {
		case errors.As(err, &e) && (e.Kind == workflow.KindNotFound || e.Kind == workflow.KindConflict):
			d.Waits = e.Message
		case err != nil:
			return nil, err
		}
		if code := v.QueryParam("why"); code != "" && d.Result != nil && v.QueryParam("phase") == p.Phase {
			one, err := v.console.cases.Result(ctx, v.actor(), c.Case.ID, p.Phase, code)
			if err == nil { // a code that the table does not have explains nothing
				d.WhyOf, d.Why = code, one.Explanation
			}
		}
		out = append(out, d)
	}
	return out, nil
}

// leadsOn reports whether an act brings a case on: it leads to another state, and that is
// not an end beside the road, nor a step that nobody hopes for.
func leadsOn(r workflow.Row) bool {
	if unhoped[r.Act] {
		return false
	}
	for _, to := range r.To {
		if to == workflow.Withdrawn || to == workflow.Terminated || to == workflow.Refused || to == workflow.NotAccepted {
			return false
		}
	}
	return !r.Stays()
}

// unhoped are acts that lead on when something has gone wrong: they stand beside the others, never first.
var unhoped = map[workflow.ActName]bool{
	workflow.ActFailIntegration: true, workflow.ActFindUnfit: true, workflow.ActProposeRefusal: true, workflow.ActRefuseConsent: true,
	workflow.ActRecordNoAnswer: true, workflow.ActTerminateAssessment: true, workflow.ActReturnReport: true, workflow.ActReturnProposal: true,
	workflow.ActReturnChoice: true, workflow.ActLapseSupplement: true, workflow.ActReopenSheet: true,
}

func tabOf(asked string) string {
	for _, t := range tabs() {
		if t == asked {
			return t
		}
	}
	return tabs()[0]
}

// at is the address of a page of the case.
func (d caseData) at(rest string) string { return Prefix + "/cases/" + d.Case.Case.ID + rest }

// actTo is the address of an act's form, filled in with what it is about; "" when it cannot be done now.
func (d caseData) actTo(act workflow.ActName, about ...string) string {
	done := func(a workflow.Action) bool { return a.Act == act }
	if !slices.ContainsFunc(d.Main, done) && !slices.ContainsFunc(d.Side, done) {
		return ""
	}
	q := url.Values{}
	for i := 0; i+1 < len(about); i += 2 {
		q.Set(about[i], about[i+1])
	}
	if len(q) == 0 {
		return d.at("/acts/" + string(act))
	}
	return d.at("/acts/" + string(act) + "?" + q.Encode())
}
