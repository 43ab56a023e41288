package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ConfirmConclusion is the supervisor's confirmation of the conclusion (确认评估结论):
// it is then served on the family (D14, D14b).
type ConfirmConclusion struct {
	Dated
	Impartial
	Opinion string `json:"opinion" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ConfirmConclusion) Act() workflow.ActName { return workflow.ActConfirmConclusion }

// Decide records who confirmed and orders the notice.
func (in ConfirmConclusion) Decide(ctx context.Context, d *Decision) error {
	r := d.Case.ReportInHand()
	if faults := NotBefore("/on", d.On, r.CheckedOn, "审核报告之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	r.ConfirmedOn, r.ConfirmedBy, r.ConfirmedByID, r.ConfirmOpinion = d.On, d.Actor.Name, d.Actor.ID, in.Opinion
	_, err := d.OrderPaper(ctx, Order{Code: d.Row.Papers[0], To: "applicants", Recipient: Addressees(d.Case), Remedies: true})
	return err
}
