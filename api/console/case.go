package console

import (
	"net/http"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseData is the page of a case: who it is and the nearest date, what to do next,
// its parts, and its way so far.
type caseData struct {
	Frame   view.Frame
	Case    *casework.CaseView
	Main    []workflow.Action // possible now, and lead on
	Side    []workflow.Action // possible now, beside the road
	Refused []workflow.Action
	Tab     string
	Papers  []casework.PaperLine
	History []casework.HistoryLine
}

// tabs are the parts of a case.
func tabs() []string { return []string{"summary", "papers", "clocks", "history"} }

func casePage(v *visit) error {
	ctx, id := v.Request().Context(), v.Param("id")
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), id)
	if err != nil {
		return err
	}
	d := caseData{Case: c, Tab: tabOf(v.QueryParam("tab"))}
	for _, a := range actions {
		row, _ := v.console.cases.Lifecycle.Row(c.Case, a.Act)
		switch {
		case !a.Allowed:
			d.Refused = append(d.Refused, a)
		case leadsOn(row):
			d.Main = append(d.Main, a)
		default:
			d.Side = append(d.Side, a)
		}
	}
	switch d.Tab {
	case "papers":
		d.Papers, err = v.console.cases.Papers(ctx, v.actor(), id)
	case "history":
		d.History, err = v.console.cases.ReadHistory(ctx, v.actor(), id, 0)
	}
	if err != nil {
		return err
	}
	d.Frame = v.frame("")
	d.Frame.Title = caseTitle(d.Frame, c)
	return v.render(http.StatusOK, view.Page(d.Frame, caseBody(d)))
}

// leadsOn reports whether an act brings a case on: it leads to another state, and that is
// not an end beside the road.
func leadsOn(r workflow.Row) bool {
	for _, to := range r.To {
		if to == workflow.Withdrawn || to == workflow.Terminated || to == workflow.Refused || to == workflow.NotAccepted {
			return false
		}
	}
	return !r.Stays()
}

func tabOf(asked string) string {
	for _, t := range tabs() {
		if t == asked {
			return t
		}
	}
	return tabs()[0]
}

// paperFile answers with a paper of a case as the API gives it.
func paperFile(v *visit) error {
	a, err := v.call(request{Method: http.MethodGet, Path: "/cases/" + v.Param("id") + "/papers/" + v.Param("paper")}, nil)
	if err != nil {
		return err
	}
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Length"} {
		if value := a.header.Get(name); value != "" {
			v.Response().Header().Set(name, value)
		}
	}
	return v.Blob(http.StatusOK, a.header.Get("Content-Type"), a.body.Bytes())
}
