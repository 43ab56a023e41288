package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// CloseNotSelected ends a case whose child was adopted by the family that was
// chosen (未被选定办结, order B). The registration does this for every reserve; the
// act of its own is for a case that could not be ended then.
type CloseNotSelected struct {
	Dated
	Reason string `json:"reason,omitempty" maxLength:"1000" doc:"What is added to the notice"`
}

// Act names the act.
func (CloseNotSelected) Act() workflow.ActName { return workflow.ActCloseNotSelected }

// Decide ends the case and orders D26c, with the ways of redress where the pack knows them.
func (in CloseNotSelected) Decide(ctx context.Context, d *Decision) error {
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Ground: EndNotSelected, EventOn: d.On, Basis: d.Row.Basis,
		Reason: joined("被收养人已由择优选定的家庭登记收养", in.Reason),
	}
	if err := d.endCase("未被选定"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D26c", To: "applicants", Recipient: Addressees(d.Case), Remedies: d.choiceReviewable()})
	return err
}

// choiceReviewable reports whether the pack knows that a family may have the choice
// reviewed. No text says so; unknown is not yes.
func (d *Decision) choiceReviewable() bool {
	yes, err := d.Pack.Bool("selection.reviewable", d.On)
	return err == nil && yes
}

// closeReserves ends the cases of the families that were not chosen, with the
// registration of the one that was. A case under an emergency hold is left to an
// act of its own: it ends when the hold has ended.
func (d *Decision) closeReserves(ctx context.Context) error {
	for _, r := range d.Rivals {
		if r.Case.State != workflow.Selecting || r.Case.Emergency.Open() {
			continue
		}
		in := CloseNotSelected{Dated: Dated{On: d.On}}
		if err := d.Also(r, workflow.ActCloseNotSelected, in, func(r *Decision) error { return in.Decide(ctx, r) }); err != nil { //nolint:contextcheck // the machine never sees the caller's context: a cancelled one would leave it stuck
			return err
		}
	}
	return nil
}
