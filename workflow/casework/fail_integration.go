package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// FailIntegration returns the child because the two do not grow together (融合失败):
// the case goes to decision.
type FailIntegration struct {
	Dated
	Reason     string   `json:"reason" minLength:"1" maxLength:"2000"`
	ReturnedOn law.Date `json:"returned_on"`
	ReturnedTo string   `json:"returned_to" minLength:"1" maxLength:"200"`
}

// Act names the act.
func (FailIntegration) Act() workflow.ActName { return workflow.ActFailIntegration }

// Decide records the return, stops C4 and C3 and lets C1 run again; an emergency ends with it.
func (in FailIntegration) Decide(ctx context.Context, d *Decision) error {
	faults := NotAfter("/returned_on", in.ReturnedOn, d.On, "本次办理之日")
	faults = append(faults, NotBefore("/returned_on", in.ReturnedOn, d.Case.Integration.HandedOn, "儿童交接之日")...)
	if in.ReturnedOn.IsZero() {
		faults = append(faults, workflow.Field("/returned_on", "required", "请填写儿童返还的日期"))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if d.Case.Emergency.Open() && d.Case.Emergency.PoliceAt == "" {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardPoliceReported), Message: "尚未记录向公安机关报案：应当立即报案",
			Basis: []law.Citation{workflow.Assessment("第十一条")}, Who: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor},
		})
	}
	i := d.Case.Integration
	i.EndedOn, i.Outcome, i.ReturnedOn, i.ReturnedTo, i.ReturnWhy = d.On, "failed", in.ReturnedOn, in.ReturnedTo, in.Reason
	if err := d.liftEmergency("融合失败，儿童已返还"); err != nil {
		return err
	}
	if err := d.endAssessment("融合失败"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D15c", To: "parties", Recipient: ApplicantNames(d.Case)})
	return err
}
