package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// Accept takes the application (受理): from now on it is reviewed.
type Accept struct {
	Dated
	Note string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (Accept) Act() workflow.ActName { return workflow.ActAccept }

// Decide records the day and orders D02b. The officer who accepts has charge of the case.
func (in Accept) Decide(ctx context.Context, d *Decision) error {
	d.Case.AcceptedOn = d.On
	d.Case.OfficerID, d.Case.OfficerName = d.Actor.ID, d.Actor.Name
	_, err := d.OrderPaper(ctx, Order{Code: "D02b", To: "applicants", Recipient: ApplicantNames(d.Case)})
	return err
}
