package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// DeclineCommission is the body's refusal (谢绝委托), or, before the assessment has begun, the hand-back of an accepted commission, with its reason; the officer names another.
type DeclineCommission struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (DeclineCommission) Act() workflow.ActName { return workflow.ActDeclineCommission }

// Decide records the refusal; the assessment clock runs on.
func (in DeclineCommission) Decide(_ context.Context, d *Decision) error {
	d.Case.Commission.DeclinedOn, d.Case.Commission.Reason = d.On, joined(d.Case.Commission.Reason, in.Reason)
	return nil
}
