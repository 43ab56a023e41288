package console

import (
	"net/http"
	"slices"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// fieldworkData is the home of an evaluator, made for a phone: the own cases with what is
// to be done there, what to bring, and what still keeps a sheet from being submitted.
type fieldworkData struct {
	Frame  view.Frame
	Today  law.Date
	Person string   // account id: what is kept on the device belongs to it
	Day    []agreed // of today, and of days gone by without a record
	Next   []agreed
	Cases  []fieldCase
}

// fieldCase is one case as its evaluator needs it on the way.
type fieldCase struct {
	Case    *casework.CaseView
	Visits  []workflow.Action // records of visits and conversations that can be made now
	Other   []workflow.Action
	Waits   []workflow.Action // what the evaluators could do if its conditions were met
	Appoint bool              // an appointment can be made
	Phase   string            // of the sheet to be filled; "" when none is
	Sheet   *casework.SheetView
	FollowU []workflow.FollowUpVisit // own follow-up visits that are planned
}

// fieldStates are those in which evaluators have something to do.
func fieldStates() []workflow.State {
	return []workflow.State{
		workflow.Commissioning, workflow.Assessing, workflow.Integrating, workflow.Reporting, workflow.ReportReview, workflow.IntegrationReview, workflow.FollowUp,
	}
}

// visitActs are the acts that the form for a phone serves.
func visitActs() []workflow.ActName {
	return []workflow.ActName{
		workflow.ActRecordVisit, workflow.ActRecordInterview, workflow.ActRecordInquiry, workflow.ActRecordIntegrationVisit, workflow.ActRecordFollowUp,
	}
}

const fieldMost = 50 // cases on the page; nobody visits more families at a time

func fieldworkPage(v *visit) error {
	ctx := v.Request().Context()
	d := fieldworkData{Person: v.actor().ID}
	var err error
	if d.Today, _, err = v.console.cases.Today(ctx, v.actor()); err != nil {
		return err
	}
	lines, err := v.console.cases.ListCases(ctx, v.actor(), casework.CaseFilter{States: fieldStates(), Limit: fieldMost})
	if err != nil {
		return err
	}
	for _, l := range lines {
		c, err := v.fieldCase(l.ID)
		if err != nil {
			return err
		}
		d.Cases = append(d.Cases, c)
	}
	title := v.t("work.page")
	d.Frame = v.frame(title)
	for _, a := range agreedOf(d.Cases, d.Person, func(c fieldCase) string { return caseTitle(d.Frame, c.Case) }) {
		if d.Today.Before(a.Day) {
			d.Next = append(d.Next, a)
		} else {
			d.Day = append(d.Day, a)
		}
	}
	return v.show(http.StatusOK, title, fieldworkBody(d))
}

// fieldCase reads what is to be done in one case.
func (v *visit) fieldCase(id string) (fieldCase, error) {
	ctx := v.Request().Context()
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return fieldCase{}, err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), id)
	if err != nil {
		return fieldCase{}, err
	}
	out := fieldCase{Case: c}
	for _, a := range actions {
		mine := slices.Contains(a.Roles, v.actor().Role)
		switch {
		case !a.Allowed && mine && len(a.Unmet) > 0:
			out.Waits = append(out.Waits, a)
		case !a.Allowed || a.Act == workflow.ActSubmitSheet || a.Act == workflow.ActCancelAppointment:
		case a.Act == workflow.ActMakeAppointment:
			out.Appoint = true
		case slices.Contains(visitActs(), a.Act):
			out.Visits = append(out.Visits, a)
		default:
			out.Other = append(out.Other, a)
		}
	}
	if c.Case.FollowUps != nil {
		for _, f := range c.Case.FollowUps.Visits {
			if f.AssigneeID == v.actor().ID && f.Status == workflow.VisitPlanned {
				out.FollowU = append(out.FollowU, f)
			}
		}
	}
	return out, v.fieldSheet(&out)
}

// fieldSheet finds the own sheet of the phase that runs.
func (v *visit) fieldSheet(f *fieldCase) error {
	switch f.Case.Case.State {
	case workflow.Assessing:
		f.Phase = "capacity"
	case workflow.Integrating:
		f.Phase = "integration"
	default:
		return nil
	}
	if _, named := f.Case.Case.Instruments[f.Phase]; !named || f.Case.Case.EvaluatorByAccount(v.actor().ID) == nil {
		f.Phase = ""
		return nil
	}
	s, err := v.console.cases.ReadSheet(v.Request().Context(), v.actor(), f.Case.Case.ID, f.Phase)
	if workflow.IsKind(err, workflow.KindNotFound) {
		return nil
	}
	f.Sheet = s
	return err
}

// visitAddress is where the record of a visit is written.
func visitAddress(caseID string, act workflow.ActName) string {
	return Prefix + "/cases/" + caseID + "/visits/" + string(act)
}

// sheetBadge says how the own sheet stands.
func sheetBadge(f view.Frame, c fieldCase) view.Badge {
	switch {
	case c.Sheet == nil:
		return view.Badge{Text: f.T("sheet.saved.never"), Tone: view.Plain}
	case c.Sheet.Submitted:
		return view.Badge{Text: f.T("sheet.submitted"), Tone: view.Good}
	case len(c.Sheet.Problems) == 0:
		return view.Badge{Text: f.T("sheet.complete"), Tone: view.Good}
	}
	return view.Badge{Text: f.T("sheet.progress", c.Sheet.Progress.Answered, c.Sheet.Progress.Required), Tone: view.Info}
}

// visitsSoFar counts what is recorded in the phase that runs.
func visitsSoFar(c *workflow.Case) int {
	n := 0
	for _, x := range c.Visits {
		if c.State != workflow.Integrating || x.Phase == "integration" {
			n++
		}
	}
	return n
}
