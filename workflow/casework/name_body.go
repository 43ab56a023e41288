package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// NameBody names another assessment body (另行确定评估主体): after the first
// declined, handed the commission back, did not answer, or lost its contract.
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
	orders := []Order{{Code: "D05", To: "applicants", Recipient: Addressees(d.Case)}, {Code: "D05", To: "body", Recipient: noticeTo(next)}}
	if next.OfAgency() != "" { // the authority's own group is not commissioned
		orders = append(orders, Order{Code: "D08", To: "body", Recipient: next.AgencyTitle()})
	}
	return d.OrderAll(ctx, orders...)
}
