package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// MissFollowUp notes that a visit could not be made, and why (回访未能进行): it stays due.
type MissFollowUp struct {
	Dated
	VisitID string `json:"visit_id" format:"uuid"`
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (MissFollowUp) Act() workflow.ActName { return workflow.ActMissFollowUp }

// Decide marks the visit missed.
func (in MissFollowUp) Decide(_ context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	if !mayVisit(d, v) {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "该次回访未指派给您")
	}
	v.Status, v.Missed = workflow.VisitMissed, joined(v.Missed, in.Reason)
	return nil
}
