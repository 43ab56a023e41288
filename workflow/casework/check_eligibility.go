package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// CheckEligibility runs the statutory rules on the facts of the case (条件审查):
// on receipt, at the preliminary review, or as on the day of registration,
// according to the state. A person decides; the rules propose.
type CheckEligibility struct {
	Dated
	Opinion string `json:"opinion,omitempty" maxLength:"2000" doc:"审查意见 of the officer, printed on the review sheet"`
}

// Act names the act.
func (CheckEligibility) Act() workflow.ActName { return workflow.ActCheckEligibility }

// Decide keeps the whole report and, from the preliminary review on, orders the review sheet R02.
func (in CheckEligibility) Decide(ctx context.Context, d *Decision) error {
	purpose := workflow.PurposeReview
	switch d.Case.State { //nolint:exhaustive // every other state is reviewed
	case workflow.Submitted:
		purpose = workflow.PurposeReceipt
	case workflow.Deciding:
		purpose = workflow.PurposeRegistration
	}
	if err := d.checkEligibility(purpose); err != nil {
		return err
	}
	d.Case.LastEligibility().Opinion = in.Opinion
	if purpose == workflow.PurposeReceipt {
		return nil
	}
	_, err := d.OrderPaper(ctx, Order{Code: "R02", To: "file"})
	return err
}
