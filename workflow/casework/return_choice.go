package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ReturnChoice gives the opinion on the choice back, with reasons (退回择优意见):
// from any case that it names.
type ReturnChoice struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ReturnChoice) Act() workflow.ActName { return workflow.ActReturnChoice }

// Decide closes the opinion in every case that still waits for it.
func (in ReturnChoice) Decide(_ context.Context, d *Decision) error {
	if faults := Need("/reason", in.Reason, "退回的理由"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	k := d.Case.Selection.Choice
	if err := d.afterChoice(k); err != nil {
		return err
	}
	back := workflow.Return{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason}
	k.Returned = &back
	for _, r := range d.Rivals {
		if r.Case.State != workflow.Selecting || !inChoice(r.Case, k.ID) {
			continue
		}
		err := d.Also(r, workflow.ActReturnChoice, in, func(r *Decision) error { //nolint:contextcheck // the machine never sees the caller's context: a cancelled one would leave it stuck
			own := back
			r.Case.Selection.Choice.Returned = &own
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
