package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RequestSupplement tells the family once what the file lacks (补正告知).
type RequestSupplement struct {
	Dated
	Items []string  `json:"items" minItems:"1" maxItems:"30" doc:"What is missing or has to be corrected, one line each (补正内容)"`
	Limit *HandTerm `json:"limit,omitempty" doc:"Term that the authority sets where no law does (指定补正期限)"`
}

// Act names the act.
func (RequestSupplement) Act() workflow.ActName { return workflow.ActRequestSupplement }

// Decide keeps the list, arms the limit and orders D02c. What the request does to
// the review clock is the pack's: restart and pause both let it stand still now.
func (in RequestSupplement) Decide(ctx context.Context, d *Decision) error {
	if faults := lines("/items", in.Items, 300, "补正内容"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	effect, err := d.supplementEffect()
	if err != nil {
		return err
	}
	d.Case.Supplements = append(d.Case.Supplements, workflow.Supplement{RequestedOn: d.On, Items: in.Items, By: d.Actor.Name})
	if err := d.startKnownOrHand(law.ClockSupplement, d.On, in.Limit); err != nil {
		return err
	}
	if err := d.incomplete(); err != nil {
		return err
	}
	if effect != supplementNone {
		if err := d.PauseReview(PauseSupplement, d.On); err != nil {
			return err
		}
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D02c", To: "applicants", Recipient: Addressees(d.Case)})
	return err
}

// What a supplement does to the review clock (registration.supplement_effect).
const (
	supplementRestart = "restart" // the term starts anew with the complete file
	supplementPause   = "pause"   // the days until the file is complete do not count
	supplementNone    = "none"    // the term runs on
)

// supplementEffect reads the pack's rule as in force on the day of the request.
func (d *Decision) supplementEffect() (string, error) {
	on := d.On
	if n := len(d.Case.Supplements); n > 0 {
		on = d.Case.Supplements[n-1].RequestedOn
	}
	effect, err := d.Pack.Text("registration.supplement_effect", on)
	if err != nil {
		return "", lawError(err)
	}
	return effect, nil
}
