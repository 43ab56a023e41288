package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RemoveChild records that the child was taken out of the family to safety
// (将儿童带离; Civil Code art. 31, 未成年人保护法 art. 92).
type RemoveChild struct {
	Dated
	RemovedOn  law.Date `json:"removed_on,omitzero" doc:"Day of the removal; the day of the act when left out"`
	RemovedTo  string   `json:"removed_to" minLength:"1" maxLength:"200" doc:"Institution or temporary guardian"`
	HandedBy   string   `json:"handed_by,omitempty" maxLength:"100"`
	ReceivedBy string   `json:"received_by" minLength:"1" maxLength:"100"`
	Condition  string   `json:"condition,omitempty" maxLength:"2000" doc:"儿童身体和情绪状况"`
}

// Act names the act.
func (RemoveChild) Act() workflow.ActName { return workflow.ActRemoveChild }

// PauseRemoved is the ground on which the integration period does not run: only
// days on which the child lives with the family count.
const PauseRemoved = "removed"

// Decide records the removal and orders D15c; the integration period stands still
// from that day, and what follows is decided when the hold is lifted.
func (in RemoveChild) Decide(ctx context.Context, d *Decision) error {
	on := orOn(in.RemovedOn, d.On)
	var since law.Date
	if d.Case.Integration != nil {
		since = d.Case.Integration.HandedOn
	}
	faults := d.within("/removed_on", on, since, "儿童交接之日")
	faults = append(faults, Need("/removed_to", in.RemovedTo, "接收儿童的单位或者个人")...)
	faults = append(faults, Need("/received_by", in.ReceivedBy, "接收人")...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	e := d.Case.Emergency
	e.RemovedOn, e.RemovedTo, e.BackOn = on, in.RemovedTo, law.Date{}
	e.RemovedBy, e.RemovedTaker, e.RemovedState = in.HandedBy, in.ReceivedBy, in.Condition
	if i := d.Case.Integration; i != nil {
		i.ReturnBy, i.ReturnTaker, i.ReturnState = in.HandedBy, in.ReceivedBy, in.Condition
	}
	if d.Case.Running(law.ClockIntegration) {
		if err := d.PauseClock(law.ClockIntegration, PauseRemoved, on); err != nil {
			return err
		}
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D15c", To: "parties", Recipient: Addressees(d.Case), Subject: SubjectEmergency})
	return err
}
