package console

import (
	"net/http"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// workListData is the list of cases, by the nearest legal date.
type workListData struct {
	Frame view.Frame
	Lines []casework.CaseLine
	Today law.Date
	Text  string
	State string
	More  bool
}

// listMost is how many lines a page of a list has.
const listMost = 50

func homePage(v *visit) error { return v.redirect(Prefix + "/cases") }

func workListPage(v *visit) error {
	ctx := v.Request().Context()
	d := workListData{Text: v.QueryParam("q"), State: v.QueryParam("state")}
	f := casework.CaseFilter{Text: d.Text, Limit: listMost + 1}
	for _, s := range workflow.States() {
		if string(s) == d.State {
			f.States = []workflow.State{s}
		}
	}
	var err error
	if d.Today, _, err = v.console.cases.Today(ctx, v.actor()); err != nil {
		return err
	}
	if d.Lines, err = v.console.cases.ListCases(ctx, v.actor(), f); err != nil {
		return err
	}
	if d.More = len(d.Lines) > listMost; d.More {
		d.Lines = d.Lines[:listMost]
	}
	title := v.t("worklist.title")
	d.Frame = v.frame(title)
	if v.partial() {
		return v.render(http.StatusOK, workListLines(d))
	}
	return v.show(http.StatusOK, title, workListBody(d))
}

// lineBadge says how the nearest limit of a case stands.
func lineBadge(d workListData, l casework.CaseLine) view.Badge {
	f := d.Frame
	left := d.Today.DaysUntil(l.DueOn)
	switch {
	case l.DueOn.IsZero():
		return view.Badge{Text: f.T("due.none"), Tone: view.Plain}
	case left < 0:
		return view.Badge{Text: f.T("due.overdue", -left), Tone: view.Danger}
	case left == 0:
		return view.Badge{Text: f.T("due.today"), Tone: view.Warn}
	case left <= dueSoon:
		return view.Badge{Text: f.T("due.left", left), Tone: view.Warn}
	}
	return view.Badge{Text: f.T("due.left", left), Tone: view.Info}
}

// lineTitle says whom a case is about.
func lineTitle(f view.Frame, l casework.CaseLine) string {
	switch {
	case l.Applicants != "" && l.ChildName != "":
		return f.T("worklist.about", l.Applicants, l.ChildName)
	case l.Applicants != "":
		return l.Applicants
	}
	return f.T("worklist.unnamed")
}
