package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// appointmentsMost is how many appointments of a case may stand at once: a slip of the finger, no plan, makes more.
const appointmentsMost = 30

// MakeAppointment notes a visit or interview agreed with a family (约定走访). It is a plan and makes no paper; the visit
// is recorded by its own act, which marks the appointment as kept.
type MakeAppointment struct {
	Dated
	Kind         string   `json:"kind" enum:"home,interview,inquiry,integration"`
	Day          law.Date `json:"day" doc:"Day of the visit; today or later"`
	From         string   `json:"from" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"09:30"`
	Place        string   `json:"place" minLength:"1" maxLength:"200"`
	With         string   `json:"with,omitempty" maxLength:"200" doc:"Who was spoken to, or is to be met"`
	EvaluatorIDs []string `json:"evaluator_ids" minItems:"1" maxItems:"9" doc:"Evaluators who will come, by evaluator_id of the case's commission.members (not the account)"`
}

// Act names the act.
func (MakeAppointment) Act() workflow.ActName { return workflow.ActMakeAppointment }

// Decide notes the appointment.
func (in MakeAppointment) Decide(_ context.Context, d *Decision) error {
	faults := in.faults(d)
	a := workflow.Appointment{
		Kind: in.Kind, Day: in.Day, From: in.From, Place: in.Place, With: in.With, MadeOn: d.On, By: d.Actor.Name,
	}
	seen := map[string]bool{}
	for i, id := range in.EvaluatorIDs {
		e := activeEvaluator(d.Case, id)
		if e == nil || seen[id] {
			faults = append(faults, workflow.Field(pointerAt("/evaluator_ids", i), "not_assigned", "不是本案现任评估员，或者重复填写：请填写案件 commission.members 中现任评估员的 evaluator_id，每人一次"))
			continue
		}
		seen[id] = true
		a.Evaluators, a.Names = append(a.Evaluators, e.AccountID), append(a.Names, e.Name)
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if len(d.Case.OpenAppointments()) >= appointmentsMost {
		return workflow.Refuse(workflow.KindConflict, "too_many_appointments", fmt.Sprintf("本案尚未进行的约定已有%d次：请先取消不再进行的", appointmentsMost))
	}
	a.ID = d.NewID()
	d.Case.Appointments = append(d.Case.Appointments, a)
	return nil
}

func (in MakeAppointment) faults(d *Decision) []workflow.FieldError {
	var f []workflow.FieldError
	switch {
	case in.Day.IsZero():
		f = append(f, workflow.Field("/day", "required", "请填写约定的日期"))
	case in.Day.Before(d.Today):
		f = append(f, workflow.Field("/day", "past", "约定的日期不得早于今天："+d.Today.Chinese()+"；已经进行的，请直接记录走访"))
	case d.Today.AddYears(1).Before(in.Day):
		f = append(f, workflow.Field("/day", "far", "约定的日期不得晚于一年以后，请核对年份"))
	}
	if !clockTime.MatchString(in.From) {
		f = append(f, workflow.Field("/from", "time", "约定的时间应当写作24小时制 HH:MM"))
	}
	switch {
	case in.Kind == workflow.VisitHome && d.Case.State != workflow.Assessing:
		f = append(f, workflow.Field("/kind", "phase", "家访在评估中进行；融合期请约定融合期走访"))
	case in.Kind == workflow.VisitIntegration && d.Case.State != workflow.Integrating:
		f = append(f, workflow.Field("/kind", "phase", "融合期走访在开始融合以后进行"))
	}
	return append(f, Need("/place", in.Place, "地点")...)
}
