package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// NameBody names another assessment body after the first declined (另行确定评估主体).
type NameBody struct {
	Dated
	Body   BodyChoice `json:"body"`
	Reason string     `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (NameBody) Act() workflow.ActName { return workflow.ActNameBody }

// Decide keeps the body that declined and notifies the new one; the family gets a new notice.
func (in NameBody) Decide(ctx context.Context, d *Decision) error {
	next, err := d.commission(ctx, in.Body)
	if err != nil {
		return err
	}
	if old := d.Case.Commission; old != nil {
		old.EndedOn = d.On
		d.Case.PastBodies = append(d.Case.PastBodies, *old)
	}
	next.Reason = in.Reason
	d.Case.Commission = next
	return d.OrderAll(ctx,
		Order{Code: "D05", To: "applicants", Recipient: ApplicantNames(d.Case)},
		Order{Code: "D05", To: "body", Recipient: next.BodyName},
		Order{Code: "D08", To: "body", Recipient: next.BodyName})
}
