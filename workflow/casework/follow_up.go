package casework

import (
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// planFromPack plans the visits that the pack's schedule asks for; where no law
// is known the plan is empty and the officer plans by hand or ends it with a reason.
func (d *Decision) planFromPack() error {
	plan := &workflow.FollowUpPlan{Source: "none", PlannedOn: d.On}
	d.Case.FollowUps = plan
	p, err := d.Pack.Param("follow_up.schedule", d.On)
	var missing *law.MissingParamError
	if errors.As(err, &missing) || d.Case.Category.Exempt() {
		return nil
	}
	if err != nil {
		return err
	}
	visits, err := p.Schedule()
	if err != nil {
		return err
	}
	plan.Source, plan.Basis, plan.Status = "pack", []law.Citation{p.Basis}, p.Status
	for i, v := range visits {
		due, from, to := v.Window(d.Case.Registration.On)
		plan.Visits = append(plan.Visits, workflow.FollowUpVisit{
			ID: d.NewID(), Seq: i + 1, DueOn: due, WindowFrom: from, WindowTo: to, Mode: v.Mode, Status: workflow.VisitPlanned,
		})
	}
	return d.armFollowUp()
}

// armFollowUp keeps one C5 clock running on the next visit that is due; none
// when no visit is planned.
func (d *Decision) armFollowUp() error {
	if err := d.StopClock(law.ClockFollowUp, d.On, "回访计划更新"); err != nil {
		return err
	}
	plan := d.Case.FollowUps
	var next *workflow.FollowUpVisit
	for i := range plan.Visits {
		v := &plan.Visits[i]
		if (v.Status == workflow.VisitPlanned || v.Status == workflow.VisitMissed) && (next == nil || v.DueOn.Before(next.DueOn)) {
			next = v
		}
	}
	if next == nil {
		return nil
	}
	last := next.WindowTo
	if last.IsZero() {
		last = next.DueOn
	}
	k := law.Clock{
		Name: law.ClockFollowUp, StartFact: "登记之日", Start: d.Case.Registration.On, Status: plan.Status,
		Term: law.Term{Length: d.Case.Registration.On.DaysUntil(last), Unit: law.Day, Kind: law.Limit}, Pack: d.Case.Pack.Code,
	}
	if len(plan.Basis) > 0 {
		k.Basis = plan.Basis[0]
	}
	d.Case.Clocks = append(d.Case.Clocks, k)
	return nil
}

// visit finds a planned visit by its id.
func (d *Decision) visit(id string) (*workflow.FollowUpVisit, error) {
	for i := range d.Case.FollowUps.Visits {
		if v := &d.Case.FollowUps.Visits[i]; v.ID == id {
			return v, nil
		}
	}
	return nil, workflow.Invalid(workflow.Field("/visit_id", "unknown", "回访计划中没有这一次回访"))
}

// open finds a visit that is still to be made.
func (d *Decision) openVisit(id string) (*workflow.FollowUpVisit, error) {
	v, err := d.visit(id)
	if err != nil {
		return nil, err
	}
	if v.Status == workflow.VisitDone || v.Status == workflow.VisitReplanned {
		return nil, workflow.Refuse(workflow.KindConflict, "visit_settled", fmt.Sprintf("第%d次回访已经完成或者调整", v.Seq))
	}
	return v, nil
}

// PlannedVisit is one visit of a plan made by hand.
type PlannedVisit struct {
	DueOn      law.Date `json:"due_on"`
	WindowFrom law.Date `json:"window_from,omitzero"`
	WindowTo   law.Date `json:"window_to,omitzero"`
	Mode       string   `json:"mode" enum:"home,office,phone,video"`
}

func (d *Decision) addVisits(visits []PlannedVisit) error {
	plan := d.Case.FollowUps
	for i, v := range visits {
		at := pointerAt("/visits", i)
		faults := NotBefore(at+"/due_on", v.DueOn, d.On, "制定计划之日")
		faults = append(faults, NotBefore(at+"/due_on", v.DueOn, d.Case.Registration.On.AddDays(1), "登记之日的次日")...)
		if v.DueOn.IsZero() {
			faults = append(faults, workflow.Field(at+"/due_on", "required", "请填写计划回访日期"))
		}
		faults = append(faults, NotAfter(at+"/window_from", v.WindowFrom, v.DueOn, "计划回访日期")...)
		if !v.WindowTo.IsZero() {
			faults = append(faults, NotBefore(at+"/window_to", v.WindowTo, v.DueOn, "计划回访日期")...)
		}
		if len(faults) > 0 {
			return workflow.Invalid(faults...)
		}
		plan.Visits = append(plan.Visits, workflow.FollowUpVisit{
			ID: d.NewID(), Seq: len(plan.Visits) + 1, DueOn: v.DueOn, WindowFrom: v.WindowFrom, WindowTo: v.WindowTo, Mode: v.Mode, Status: workflow.VisitPlanned,
		})
	}
	return nil
}

func mayVisit(d *Decision, v *workflow.FollowUpVisit) bool {
	if v.AssigneeID != "" {
		return v.AssigneeID == d.Actor.ID
	}
	return d.Actor.Role == workflow.RoleOfficer || d.Actor.Role == workflow.RoleSupervisor
}
