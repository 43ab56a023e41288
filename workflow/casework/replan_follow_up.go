package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ReplanFollowUp replaces a visit by another date (调整回访); the old one stays on the plan as replanned.
type ReplanFollowUp struct {
	Dated
	VisitID string       `json:"visit_id" format:"uuid"`
	Visit   PlannedVisit `json:"visit"`
	Reason  string       `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (ReplanFollowUp) Act() workflow.ActName { return workflow.ActReplanFollowUp }

// Decide replans the visit and arms the clock of the next one.
func (in ReplanFollowUp) Decide(ctx context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	v.Status, v.Missed = workflow.VisitReplanned, joined(v.Missed, in.Reason)
	if err := d.addVisits([]PlannedVisit{in.Visit}); err != nil {
		return err
	}
	if err := d.armFollowUp(); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D21a", To: "file"})
	return err
}
