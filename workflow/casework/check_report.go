package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// CheckReport is the officer's check of the report (审核).
type CheckReport struct {
	Dated
	Impartial
	Opinion string `json:"opinion" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (CheckReport) Act() workflow.ActName { return workflow.ActCheckReport }

// Decide records who checked.
func (in CheckReport) Decide(_ context.Context, d *Decision) error {
	r := d.Case.ReportInHand()
	if !r.CheckedOn.IsZero() {
		return workflow.Refuse(workflow.KindConflict, "already_checked", "评估报告已由"+r.CheckedBy+"审核：需要重新审核的，请先退回报告")
	}
	r.CheckedOn, r.CheckedBy, r.CheckedByID, r.CheckOpinion = d.On, d.Actor.Name, d.Actor.ID, in.Opinion
	return nil
}
