package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ChildReturn is the return of a child that lives with the family (儿童返还),
// recorded within the act that ends the integration.
type ChildReturn struct {
	ReturnedOn law.Date `json:"returned_on,omitzero" doc:"Day of the return; needed while the child lives with the family"`
	ReturnedTo string   `json:"returned_to,omitempty" maxLength:"200" doc:"Institution or guardian that has the child now"`
	HandedBy   string   `json:"handed_by,omitempty" maxLength:"100"`
	ReceivedBy string   `json:"received_by,omitempty" maxLength:"100"`
	Condition  string   `json:"condition,omitempty" maxLength:"2000" doc:"儿童身体和情绪状况"`
}

// returnChild records the return when the child lives with the family. Without
// it the act is refused: a child never stays with a family whose case has ended.
// A child that was taken to safety before counts as returned on that day.
func (d *Decision) returnChild(ctx context.Context, in ChildReturn, why string) error {
	i := d.Case.Integration
	if i == nil || !i.ReturnedOn.IsZero() {
		return nil
	}
	if !d.Case.ChildWithFamily() {
		d.removedForGood(why)
		return nil
	}
	if in.ReturnedOn.IsZero() || in.ReturnedTo == "" {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardChildSafe), Message: "儿童仍在申请人家中：请填写返还日期和接收单位（returned_on、returned_to），一并记录返还",
			Basis: []law.Citation{workflow.MinorsLaw("第九十二条")}, Who: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor}, Pointer: "/returned_on",
		})
	}
	if faults := d.within("/returned_on", in.ReturnedOn, i.HandedOn, "儿童交接之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	i.ReturnedOn, i.ReturnedTo, i.ReturnWhy = in.ReturnedOn, in.ReturnedTo, why
	i.ReturnBy, i.ReturnTaker, i.ReturnState = in.HandedBy, in.ReceivedBy, in.Condition
	d.integrationFailed(d.On)
	_, err := d.OrderPaper(ctx, Order{Code: "D15c", To: "parties", Recipient: Addressees(d.Case)})
	return err
}
