package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// CancelAppointment calls off a visit that was agreed (取消约定); it stays in the case with the reason.
type CancelAppointment struct {
	Dated
	AppointmentID string `json:"appointment_id" format:"uuid" doc:"Id in the case's appointments"`
	Reason        string `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (CancelAppointment) Act() workflow.ActName { return workflow.ActCancelAppointment }

// Decide marks the appointment as cancelled.
func (in CancelAppointment) Decide(_ context.Context, d *Decision) error {
	for i := range d.Case.Appointments {
		a := &d.Case.Appointments[i]
		if a.ID != in.AppointmentID {
			continue
		}
		if !a.Open() {
			return workflow.Refuse(workflow.KindConflict, "appointment_over", "该次约定已经进行或者已经取消")
		}
		a.CancelledOn, a.CancelledBy, a.Reason = d.On, d.Actor.Name, in.Reason
		return nil
	}
	return workflow.Invalid(workflow.Field("/appointment_id", "unknown", "本案没有这次约定：请从案件的 appointments 中选择"))
}
