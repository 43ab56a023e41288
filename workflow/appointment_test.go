package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

func TestAVisitKeepsTheNearestAppointmentOfItsKindAndDay(t *testing.T) {
	t.Parallel()
	day, next := law.MustDate("2024-03-04"), law.MustDate("2024-03-05")
	appointments := func() []workflow.Appointment {
		return []workflow.Appointment{
			{ID: "morning", Kind: workflow.VisitHome, Day: day, From: "09:00"},
			{ID: "evening", Kind: workflow.VisitHome, Day: day, From: "18:30"},
			{ID: "talk", Kind: workflow.VisitInterview, Day: day, From: "18:00"},
			{ID: "later", Kind: workflow.VisitHome, Day: next, From: "18:00"},
			{ID: "off", Kind: workflow.VisitHome, Day: day, From: "18:00", CancelledOn: day},
		}
	}
	for name, c := range map[string]struct {
		visit workflow.Visit
		want  string
	}{
		"before noon":            {workflow.Visit{ID: "v", Kind: workflow.VisitHome, On: day, From: "11:59"}, "morning"},
		"in the evening":         {workflow.Visit{ID: "v", Kind: workflow.VisitHome, On: day, From: "18:00"}, "evening"},
		"another kind":           {workflow.Visit{ID: "v", Kind: workflow.VisitInterview, On: day, From: "09:00"}, "talk"},
		"another day":            {workflow.Visit{ID: "v", Kind: workflow.VisitHome, On: next, From: "09:00"}, "later"},
		"without an appointment": {workflow.Visit{ID: "v", Kind: workflow.VisitInquiry, On: day, From: "09:00"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := workflow.Case{Appointments: appointments()}
			k.KeepAppointment(c.visit)
			kept := ""
			for _, a := range k.Appointments {
				if a.KeptBy != "" {
					require.Empty(t, kept, "one visit keeps one appointment")
					kept = a.ID
				}
			}
			require.Equal(t, c.want, kept)
		})
	}
}

func TestAnAppointmentIsKeptOnce(t *testing.T) {
	t.Parallel()
	day := law.MustDate("2024-03-04")
	c := workflow.Case{Appointments: []workflow.Appointment{{ID: "a", Kind: workflow.VisitHome, Day: day, From: "09:00"}}}
	c.KeepAppointment(workflow.Visit{ID: "first", Kind: workflow.VisitHome, On: day, From: "09:00"})
	c.KeepAppointment(workflow.Visit{ID: "second", Kind: workflow.VisitHome, On: day, From: "09:00"})
	require.Equal(t, "first", c.Appointments[0].KeptBy)
	require.Empty(t, c.OpenAppointments())
}
