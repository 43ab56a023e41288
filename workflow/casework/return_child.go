package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ReturnChild records that the child left the family before the decision, without
// an emergency (返还儿童): the report finds the family unfit, or the parties do not
// want to go on. After it the case can only be refused, withdrawn or terminated.
type ReturnChild struct {
	Dated
	ChildReturn
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ReturnChild) Act() workflow.ActName { return workflow.ActReturnChild }

// Decide records the return and orders D15c.
func (in ReturnChild) Decide(ctx context.Context, d *Decision) error {
	if faults := Need("/reason", in.Reason, "返还的理由"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	return d.returnChild(ctx, in.ChildReturn, in.Reason)
}
