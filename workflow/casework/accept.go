package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Accept takes the application (受理): from now on it is reviewed. It settles the day
// on which the complete file was received, from which the review clock starts.
type Accept struct {
	Dated
	CompleteOn law.Date `json:"complete_on,omitzero" doc:"Day on which the complete file was received (收到全部材料之日). Left out, it is the one stated before, else the day by which the checklist shows every required original seen; needed when it does not"`
	Note       string   `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (Accept) Act() workflow.ActName { return workflow.ActAccept }

// Decide records the day and orders D02b. The officer who accepts has charge of the case.
func (in Accept) Decide(ctx context.Context, d *Decision) error {
	d.Case.AcceptedOn = d.On
	d.Case.OfficerID, d.Case.OfficerName = d.Actor.ID, d.Actor.Name
	if err := d.settleComplete(in.CompleteOn); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D02b", To: "applicants", Recipient: Addressees(d.Case)})
	return err
}
