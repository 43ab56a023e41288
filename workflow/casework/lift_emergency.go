package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// LiftEmergency ends the hold because the danger is over (解除紧急处置): by another
// person than who raised it, with reasons and a new plan.
type LiftEmergency struct {
	Dated
	Reason string   `json:"reason" minLength:"1" maxLength:"2000"`
	Plan   string   `json:"plan" minLength:"1" maxLength:"5000" doc:"New plan with which the case goes on (后续方案)"`
	BackOn law.Date `json:"back_on,omitzero" doc:"Day on which the child came back to the family, when it was taken out"`
}

// Act names the act.
func (LiftEmergency) Act() workflow.ActName { return workflow.ActLiftEmergency }

// What an interruption does to the integration period (integration.after_interruption).
const (
	integrationRestart  = "restart"
	integrationContinue = "continue"
)

// Decide lifts the hold. While the integration period runs, a child that was
// taken out must be back: else the assessment is to be terminated. The period
// starts anew or goes on as the pack says.
func (in LiftEmergency) Decide(ctx context.Context, d *Decision) error {
	faults := append(Need("/reason", in.Reason, "解除的理由"), Need("/plan", in.Plan, "后续方案")...)
	faults = append(faults, in.backFaults(d)...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	e := d.Case.Emergency
	if err := in.childBack(ctx, d, e); err != nil {
		return err
	}
	e.Plan = in.Plan
	return d.liftEmergency(in.Reason)
}

func (in LiftEmergency) backFaults(d *Decision) []workflow.FieldError {
	e := d.Case.Emergency
	if i := d.Case.Integration; !in.BackOn.IsZero() && (e.RemovedOn.IsZero() || i != nil && !i.ReturnedOn.IsZero()) {
		return []workflow.FieldError{workflow.Field("/back_on", "not_removed", "儿童未被带离，或者已经返还，不填写返回日期")}
	}
	return d.within("/back_on", in.BackOn, e.RemovedOn, "儿童带离之日")
}

func (in LiftEmergency) childBack(ctx context.Context, d *Decision, e *workflow.Emergency) error {
	i := d.Case.Integration
	if e.RemovedOn.IsZero() || i == nil || !i.ReturnedOn.IsZero() || d.Case.Registration != nil {
		e.BackOn = in.BackOn
		return nil
	}
	if in.BackOn.IsZero() {
		if d.Case.State == workflow.Integrating {
			return workflow.GuardUnmet(workflow.Unmet{
				Guard: "child_back", Message: "儿童已被带离且未返回：融合不能继续，请终止评估或者记录融合失败；儿童已经返回的，请填写返回日期",
				Basis: []law.Citation{workflow.Assessment("第八条")}, Who: []workflow.Role{workflow.RoleSupervisor}, Pointer: "/back_on",
			})
		}
		d.removedForGood(e.Facts)
		return nil
	}
	if err := d.elsewhere(ctx); err != nil {
		return err
	}
	e.BackOn = in.BackOn
	if !d.Case.Running(law.ClockIntegration) {
		return nil
	}
	return d.integrationAfterBreak(in.BackOn)
}

// integrationAfterBreak lets the integration period (C4) start anew on the day the
// child came back, or go on, as the pack says.
func (d *Decision) integrationAfterBreak(back law.Date) error {
	rule, err := d.Pack.Text("integration.after_interruption", back)
	if err != nil {
		return lawError(err)
	}
	if rule == integrationContinue {
		return d.ResumeClock(law.ClockIntegration, back)
	}
	if err := d.StopClock(law.ClockIntegration, back, "融合中断，自儿童返回之日重新起算"); err != nil {
		return err
	}
	return d.StartClock(law.ClockIntegration, back)
}
