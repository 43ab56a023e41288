package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestAVisitIsAgreedKeptOrCalledOff: a plan is made for a day to come, the record of the day keeps it, and who calls it
// off says why.
func TestAVisitIsAgreedKeptOrCalledOff(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	visit := h.visit()
	agree := func(days int) casework.MakeAppointment {
		return casework.MakeAppointment{
			Kind: workflow.VisitHome, Day: law.DateOf(h.now).AddDays(days), From: "09:30", Place: "纳金路", With: "王林", EvaluatorIDs: visit.EvaluatorIDs,
		}
	}
	h.refused(h.eval, id, agree(-1), workflow.KindInvalid, "/day: ")
	h.refused(h.eval, id, agree(400), workflow.KindInvalid, "/day: ")
	late := agree(0)
	late.Kind = workflow.VisitIntegration
	h.refused(h.eval, id, late, workflow.KindInvalid, "/kind: ")
	nobody := agree(0)
	nobody.EvaluatorIDs = []string{"00000000-0000-7000-8000-000000000000"}
	h.refused(h.eval, id, nobody, workflow.KindInvalid, "/evaluator_ids/0: ")
	hour := agree(0)
	hour.From = "9点"
	h.refused(h.eval, id, hour, workflow.KindInvalid, "/from: ")

	h.must(h.eval, id, agree(0))
	h.must(h.eval, id, agree(3))
	h.must(h.eval, id, casework.RecordVisit{VisitInput: visit})
	c := h.load(id)
	require.Len(t, c.Appointments, 2)
	require.Equal(t, c.Visits[0].ID, c.Appointments[0].KeptBy)
	require.Len(t, c.OpenAppointments(), 1)

	h.refused(h.eval, id, casework.CancelAppointment{AppointmentID: c.Appointments[0].ID, Reason: "改期"}, workflow.KindConflict, "已经进行")
	h.refused(h.eval, id, casework.CancelAppointment{AppointmentID: id, Reason: "改期"}, workflow.KindInvalid, "/appointment_id: ")
	h.must(h.eval, id, casework.CancelAppointment{AppointmentID: c.Appointments[1].ID, Reason: "家人生病"})
	c = h.load(id)
	require.Empty(t, c.OpenAppointments())
	require.Equal(t, "家人生病", c.Appointments[1].Reason)
	h.refused(h.eval, id, casework.CancelAppointment{AppointmentID: c.Appointments[1].ID, Reason: "再次"}, workflow.KindGuard, "没有尚未进行的约定")
}
