package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// AdoptRules takes a case whose assessment has not begun over to the pack and the
// calendar in use now (改用现行规则): rules that were published after the application
// came in would else never reach it. The scoring tables need no act: they are named
// when the assessment begins.
type AdoptRules struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"改用现行规则的理由"`
	// PackSHA256 is the pack that the supervisor has looked at.
	PackSHA256 string `json:"pack_sha256" pattern:"^[0-9a-f]{64}$" doc:"所改用规则包的SHA-256（见 GET /cases/{id}/rules）：办理人确认看到的就是这一版本"`
	// EarlierDates confirms dates that come forward; nothing comes forward in silence.
	EarlierDates []EarlierDate `json:"earlier_dates,omitempty" maxItems:"10" doc:"期限届满日因此提前的，逐项写明提前后的日期，以示知悉"`
}

// EarlierDate is a date that comes forward, as the supervisor has read it.
type EarlierDate struct {
	Clock law.ClockName `json:"clock" example:"registration_review"`
	DueOn law.Date      `json:"due_on" example:"2024-02-20"`
}

// Act names the act.
func (AdoptRules) Act() workflow.ActName { return workflow.ActAdoptRules }

// Decide changes the rules, derives the running dates anew and runs the statutory
// conditions under the new rules. It fails with conflict when the case has the rules
// in use already, and with invalid_input when another pack is in use than the one
// confirmed, or a date comes forward that is not confirmed.
func (in AdoptRules) Decide(ctx context.Context, d *Decision) error {
	if faults := Need("/reason", in.Reason, "改用现行规则的理由"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	next, err := d.newRules(ctx)
	if err != nil {
		return err
	}
	change, clocks, err := d.changeOfRules(next)
	if err != nil {
		return err
	}
	if in.PackSHA256 != change.PackAfter.SHA256 {
		return workflow.Invalid(workflow.Field("/pack_sha256", "other_pack", "现行规则包为"+change.PackAfter.Version+"（SHA-256 "+change.PackAfter.SHA256+"），与所填写的不一致：请重新核对"))
	}
	if faults := in.unconfirmed(change.Clocks); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	change.On, change.By, change.Reason = d.On, d.Actor.Name, in.Reason
	d.Pack, d.Calendar = next.pack, next.calendar
	c := d.Case
	c.Pack, c.Calendar, c.Order, c.Clocks = change.PackAfter, change.CalendarAfter, change.OrderAfter, clocks
	c.RuleChanges = append(c.RuleChanges, change)
	return d.checkAnew()
}

// unconfirmed lists the dates that come forward and are not named with their new day.
func (in AdoptRules) unconfirmed(changes []workflow.DateChange) (faults []workflow.FieldError) {
	for _, x := range changes {
		if !x.Earlier() {
			continue
		}
		seen := false
		for _, e := range in.EarlierDates {
			seen = seen || e.Clock == x.Clock && e.DueOn == x.After
		}
		if !seen {
			faults = append(faults, workflow.Field("/earlier_dates", "date_comes_forward",
				x.Title+"将由"+x.Before.Chinese()+"提前至"+x.After.Chinese()+"：请核对，并在 earlier_dates 中写明 "+string(x.Clock)+" 和 "+x.After.String()))
		}
	}
	return faults
}

// checkAnew runs the statutory conditions under the new rules. While the case is
// under review that run does not stand in for the officer's: he reviews again.
func (d *Decision) checkAnew() error {
	purpose := workflow.PurposeReceipt
	if d.Case.State == workflow.AwaitingConsent || d.Case.State == workflow.Commissioning {
		purpose = workflow.PurposeReview
	}
	return d.checkEligibility(purpose)
}
