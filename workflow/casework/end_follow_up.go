package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// EndFollowUp ends the visits with a closing opinion (回访终结). A plan without
// any visit is ended with a reason.
type EndFollowUp struct {
	Dated
	Opinion string `json:"opinion" minLength:"1" maxLength:"5000" doc:"回访终结意见"`
	Reason  string `json:"reason,omitempty" maxLength:"1000" doc:"Needed when no visit was made"`
}

// Act names the act.
func (EndFollowUp) Act() workflow.ActName { return workflow.ActEndFollowUp }

// Decide ends the plan and orders D21c.
func (in EndFollowUp) Decide(ctx context.Context, d *Decision) error {
	plan := d.Case.FollowUps
	made := false
	for _, v := range plan.Visits {
		made = made || v.Status == workflow.VisitDone
	}
	if !made && in.Reason == "" {
		return workflow.Invalid(workflow.Field("/reason", "required", "没有进行过回访的，应当说明终结的理由"))
	}
	plan.EndedOn, plan.EndedBy, plan.Opinion, plan.EndReason = d.On, d.Actor.Name, in.Opinion, in.Reason
	if err := d.StopClock(law.ClockFollowUp, d.On, "回访终结"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D21c", To: "file"})
	return err
}
