package console

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// agreed is an appointment of one of the own cases, as the day of an evaluator shows it.
type agreed struct {
	workflow.Appointment
	CaseID, Case string
}

// agreedOf are the open appointments to which a person will go, the nearest first.
func agreedOf(cases []fieldCase, person string, name func(fieldCase) string) []agreed {
	var out []agreed
	for _, c := range cases {
		for _, a := range c.Case.Case.OpenAppointments() {
			if slices.Contains(a.Evaluators, person) {
				out = append(out, agreed{Appointment: a, CaseID: c.Case.Case.ID, Case: name(c)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b agreed) int {
		if c := a.Day.Compare(b.Day); c != 0 {
			return c
		}
		return strings.Compare(a.From, b.From)
	})
	return out
}

// agreedWhen is the hour of an appointment, with its day unless that is today.
func agreedWhen(d fieldworkData, a agreed) string {
	if a.Day == d.Today {
		return a.From
	}
	return d.Frame.Words.Date(a.Day) + " " + a.From
}

// visitOf is the act that records what an appointment was made for.
func visitOf(kind string) workflow.ActName {
	switch kind {
	case workflow.VisitInterview:
		return workflow.ActRecordInterview
	case workflow.VisitInquiry:
		return workflow.ActRecordInquiry
	case workflow.VisitIntegration:
		return workflow.ActRecordIntegrationVisit
	}
	return workflow.ActRecordVisit
}

// appointments are those of a case that can be cancelled.
func appointments(v *visit, c *workflow.Case) []form.Option {
	open := c.OpenAppointments()
	out := make([]form.Option, len(open))
	for i, a := range open {
		out[i] = form.Option{Value: a.ID, Label: v.words.Date(a.Day) + " " + a.From + " " + v.t("option.kind."+a.Kind), Hint: a.Place}
	}
	return out
}

// prefillAppointment proposes a home visit at the family's address with everybody of the case.
func (v *visit) prefillAppointment(f filled, c *workflow.Case, today law.Date) {
	v.prefillTeam(f, c)
	f.set("/kind", workflow.VisitHome)
	if c.State == workflow.Integrating {
		f.set("/kind", workflow.VisitIntegration)
	}
	f.set("/day", today.AddDays(1).String())
	if len(c.Application.Applicants) > 0 {
		f.set("/place", c.Application.Applicants[0].Address)
	}
}
