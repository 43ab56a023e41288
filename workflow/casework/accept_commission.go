package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// AcceptCommission is the body's acceptance (接受委托): from now on the file is open to it.
type AcceptCommission struct {
	Dated
	Note string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (AcceptCommission) Act() workflow.ActName { return workflow.ActAcceptCommission }

// Decide records the acceptance; the body must still be qualified on that day.
func (in AcceptCommission) Decide(ctx context.Context, d *Decision) error {
	c := d.Case.Commission
	if err := d.bodyStands(ctx); err != nil {
		return err
	}
	c.AcceptedOn = d.On
	c.ActedFor(d.Actor.ID)
	return nil
}
