package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// SupplySupplement records that the family has completed the file (补正).
type SupplySupplement struct {
	Dated
	Note       string   `json:"note,omitempty" maxLength:"1000" doc:"What was handed in"`
	CompleteOn law.Date `json:"complete_on,omitzero" doc:"Day on which the complete file was received (收到全部材料之日). Left out, it is the day of the act when the checklist shows every required original seen by then; else accept settles it"`
	// Application is the application as completed, with the applicants' ids as they were.
	Application *workflow.Application `json:"application,omitempty" doc:"The application as completed and signed anew, when facts were missing; left out, it stays as it was (补正后的申请书)"`
}

// Act names the act.
func (SupplySupplement) Act() workflow.ActName { return workflow.ActSupplySupplement }

// Decide ends the limit, lets the review clock go on or start anew as the pack
// says, and orders a receipt for the complete file.
func (in SupplySupplement) Decide(ctx context.Context, d *Decision) error {
	if len(d.Case.Supplements) == 0 {
		return workflow.Refuse(workflow.KindConflict, "no_supplement", "本案没有告知过补正内容")
	}
	effect, err := d.supplementEffect()
	if err != nil {
		return err
	}
	last := &d.Case.Supplements[len(d.Case.Supplements)-1]
	last.SuppliedOn, last.Note = d.On, in.Note
	if err := d.EndClock(law.ClockSupplement, d.On, "材料补正齐全"); err != nil {
		return err
	}
	if err := in.completed(ctx, d); err != nil {
		return err
	}
	if err := d.reviewAfterSupplement(effect, in.CompleteOn); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D02a", To: "applicants", Recipient: Addressees(d.Case)})
	return err
}

// completed takes the completed application over: facts that were left out are not
// lost for the case. The one before stays in the record; the rules run again.
func (in SupplySupplement) completed(ctx context.Context, d *Decision) error {
	if in.Application == nil {
		return nil
	}
	d.Case.Application = *in.Application
	if faults := workflow.ApplicationFaults(&d.View); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := d.checkEligibility(workflow.PurposeReceipt); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D01", To: "authority", Recipient: d.Case.Authority.Name})
	return err
}

// reviewAfterSupplement: with restart the day of the complete file is day 0 of a new clock.
func (d *Decision) reviewAfterSupplement(effect string, complete law.Date) error {
	start, err := d.supplied(complete)
	if err != nil {
		return err
	}
	switch effect {
	case supplementRestart:
		if err := d.EndClock(law.ClockRegistrationReview, d.On, "材料补正齐全，重新起算"); err != nil {
			return err
		}
		return d.armReview(start, factSupplied)
	case supplementPause:
		if err := d.ResumeReview(PauseSupplement, d.On); err != nil {
			return err
		}
	}
	if d.Case.CompleteOn.IsZero() {
		return nil
	}
	return d.startFromComplete()
}
