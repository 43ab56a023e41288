package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// PlanFollowUp adds visits by hand (制定回访计划).
type PlanFollowUp struct {
	Dated
	Visits []PlannedVisit `json:"visits" minItems:"1" maxItems:"60"`
	Reason string         `json:"reason" minLength:"1" maxLength:"1000" doc:"Ground of the plan: local rule or the officer's own assessment"`
}

// Act names the act.
func (PlanFollowUp) Act() workflow.ActName { return workflow.ActPlanFollowUp }

// Decide adds the visits and arms the clock of the next one.
func (in PlanFollowUp) Decide(ctx context.Context, d *Decision) error {
	if err := d.addVisits(in.Visits); err != nil {
		return err
	}
	plan := d.Case.FollowUps
	if plan.Source == "none" {
		plan.Source = "hand"
	}
	plan.PlannedOn, plan.Reason = d.On, joined(plan.Reason, in.Reason)
	if err := d.armFollowUp(); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D21a", To: "file"})
	return err
}
