package casework

import (
	"context"
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

// PlanFollowUp adds visits by hand (制定回访计划).
type PlanFollowUp struct {
	Dated
	Visits []PlannedVisit `json:"visits" minItems:"1" maxItems:"60"`
	Reason string         `json:"reason" minLength:"1" maxLength:"1000" doc:"Ground of the plan: local rule or the officer's own assessment"`
}

// Act names the act.
func (PlanFollowUp) Act() workflow.ActName { return workflow.ActPlanFollowUp }

// Decide adds the visits and arms the clock of the next one.
func (in PlanFollowUp) Decide(ctx context.Context, d *Decision) error {
	if err := d.addVisits(in.Visits); err != nil {
		return err
	}
	plan := d.Case.FollowUps
	if plan.Source == "none" {
		plan.Source = "hand"
	}
	plan.PlannedOn, plan.Reason = d.On, in.Reason
	if err := d.armFollowUp(); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D21a", To: "file"})
	return err
}

func (d *Decision) addVisits(visits []PlannedVisit) error {
	plan := d.Case.FollowUps
	for i, v := range visits {
		at := pointerAt("/visits", i)
		faults := NotBefore(at+"/due_on", v.DueOn, d.On, "制定计划之日")
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

// AssignFollowUp names who makes a visit (指派回访).
type AssignFollowUp struct {
	Dated
	VisitID   string `json:"visit_id" format:"uuid"`
	AccountID string `json:"account_id" format:"uuid" doc:"Account of the officer or evaluator who visits"`
}

// Act names the act.
func (AssignFollowUp) Act() workflow.ActName { return workflow.ActAssignFollowUp }

// Decide assigns an officer, supervisor or evaluator of the authority or of the case's body.
func (in AssignFollowUp) Decide(ctx context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	who, err := d.Tx.Account(ctx, in.AccountID)
	if err != nil {
		return err
	}
	ours := who.AuthorityID != "" && who.AuthorityID == d.Case.AuthorityID
	body := d.Case.Commission != nil && who.AgencyID != "" && who.AgencyID == d.Case.Commission.BodyID
	visits := who.Role == workflow.RoleOfficer || who.Role == workflow.RoleSupervisor || who.Role == workflow.RoleEvaluator
	if !visits || !ours && !body {
		return workflow.Invalid(workflow.Field("/account_id", "not_eligible", "回访人应当是本登记机关或者本案评估机构的工作人员"))
	}
	v.AssigneeID, v.Assignee, v.AssignedOn = who.ID, who.Name, d.On
	return nil
}

// RecordFollowUp records a visit after registration (回访记录).
type RecordFollowUp struct {
	Dated
	VisitID    string          `json:"visit_id" format:"uuid"`
	Place      string          `json:"place" minLength:"1" maxLength:"200"`
	Seen       []workflow.Seen `json:"seen" minItems:"1" maxItems:"30"`
	Situation  string          `json:"situation" minLength:"1" maxLength:"5000" doc:"总体情况"`
	Care       string          `json:"care,omitempty" maxLength:"5000" doc:"抚育教育情况"`
	Health     string          `json:"health,omitempty" maxLength:"5000" doc:"身心健康情况"`
	School     string          `json:"school,omitempty" maxLength:"5000" doc:"就学情况"`
	Relation   string          `json:"relation,omitempty" maxLength:"5000" doc:"亲子关系情况"`
	Advice     string          `json:"advice,omitempty" maxLength:"5000" doc:"指导和建议"`
	Conclusion string          `json:"conclusion" enum:"continue,focus,end,ask_documents" doc:"继续跟踪、重点跟踪、结束跟踪、补充文件"`
	Flag       string          `json:"flag,omitempty" enum:"none,not_integrating,family_changed,death,harm,other" default:"none" doc:"异常情形"`
	FlagNote   string          `json:"flag_note,omitempty" maxLength:"5000"`
}

// Act names the act.
func (RecordFollowUp) Act() workflow.ActName { return workflow.ActRecordFollowUp }

// Decide records the visit, orders D21b and arms the next. Only the one to whom
// it is assigned, or an officer of the authority, records it. A flag stays open
// until the supervisor settles it; suspected harm opens the emergency by its own act.
func (in RecordFollowUp) Decide(ctx context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	if !mayVisit(d, v) {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "该次回访未指派给您")
	}
	if in.Flag == "" {
		in.Flag = workflow.FlagNone
	}
	if in.Flag != workflow.FlagNone && in.FlagNote == "" {
		return workflow.Invalid(workflow.Field("/flag_note", "required", "有异常情形的，请说明情况"))
	}
	v.Status, v.DoneOn, v.Place, v.Seen, v.By = workflow.VisitDone, d.On, in.Place, in.Seen, d.Actor.Name
	v.Situation, v.Care, v.Health, v.School, v.Relation, v.Advice = in.Situation, in.Care, in.Health, in.School, in.Relation, in.Advice
	v.Conclusion, v.Flag, v.FlagNote, v.FlagOpen = in.Conclusion, in.Flag, in.FlagNote, in.Flag != workflow.FlagNone
	if err := d.armFollowUp(); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D21b", To: "file", Subject: v.ID})
	return err
}

func mayVisit(d *Decision, v *workflow.FollowUpVisit) bool {
	if v.AssigneeID != "" {
		return v.AssigneeID == d.Actor.ID
	}
	return d.Actor.Role == workflow.RoleOfficer || d.Actor.Role == workflow.RoleSupervisor
}

// MissFollowUp notes that a visit could not be made, and why (回访未能进行): it stays due.
type MissFollowUp struct {
	Dated
	VisitID string `json:"visit_id" format:"uuid"`
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (MissFollowUp) Act() workflow.ActName { return workflow.ActMissFollowUp }

// Decide marks the visit missed.
func (in MissFollowUp) Decide(_ context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	if !mayVisit(d, v) {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "该次回访未指派给您")
	}
	v.Status, v.Missed = workflow.VisitMissed, in.Reason
	return nil
}

// ReplanFollowUp replaces a visit by another date (调整回访); the old one stays on the plan as replanned.
type ReplanFollowUp struct {
	Dated
	VisitID string       `json:"visit_id" format:"uuid"`
	Visit   PlannedVisit `json:"visit"`
	Reason  string       `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (ReplanFollowUp) Act() workflow.ActName { return workflow.ActReplanFollowUp }

// Decide replans the visit and arms the clock of the next one.
func (in ReplanFollowUp) Decide(ctx context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	v.Status, v.Missed = workflow.VisitReplanned, in.Reason
	if err := d.addVisits([]PlannedVisit{in.Visit}); err != nil {
		return err
	}
	if err := d.armFollowUp(); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D21a", To: "file"})
	return err
}

// SettleFlag is the supervisor's disposal of a flagged visit (处置回访异常).
type SettleFlag struct {
	Dated
	VisitID  string `json:"visit_id" format:"uuid"`
	Disposal string `json:"disposal" minLength:"1" maxLength:"5000"`
}

// Act names the act.
func (SettleFlag) Act() workflow.ActName { return workflow.ActSettleFlag }

// Decide closes the flag and keeps what was done.
func (in SettleFlag) Decide(_ context.Context, d *Decision) error {
	v, err := d.visit(in.VisitID)
	if err != nil {
		return err
	}
	if !v.FlagOpen {
		return workflow.Refuse(workflow.KindConflict, "no_flag", "该次回访没有待处置的异常")
	}
	v.FlagOpen, v.Disposal, v.DisposedBy, v.DisposedOn = false, in.Disposal, d.Actor.Name, d.On
	return nil
}

// EndFollowUp ends the visits with a closing opinion (回访终结). A plan without
// any visit is ended with a reason.
type EndFollowUp struct {
	Dated
	Opinion string `json:"opinion" minLength:"1" maxLength:"5000" doc:"回访终结意见"`
	Reason  string `json:"reason,omitempty" maxLength:"1000" doc:"Needed when no visit was made"`
}

// Act names the act.
func (EndFollowUp) Act() workflow.ActName { return workflow.ActEndFollowUp }

// Decide ends the plan and orders D21c.
func (in EndFollowUp) Decide(ctx context.Context, d *Decision) error {
	plan := d.Case.FollowUps
	made := false
	for _, v := range plan.Visits {
		made = made || v.Status == workflow.VisitDone
	}
	if !made && in.Reason == "" {
		return workflow.Invalid(workflow.Field("/reason", "required", "没有进行过回访的，应当说明终结的理由"))
	}
	plan.EndedOn, plan.EndedBy, plan.Opinion, plan.EndReason = d.On, d.Actor.Name, in.Opinion, in.Reason
	if err := d.StopClock(law.ClockFollowUp, d.On, "回访终结"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D21c", To: "file"})
	return err
}

// Close files the case (归档).
type Close struct {
	Dated
	Pages int    `json:"pages" minimum:"1" maximum:"10000" doc:"档案页数"`
	Note  string `json:"note,omitempty" maxLength:"1000"`
}

// Act names the act.
func (Close) Act() workflow.ActName { return workflow.ActClose }

// Decide closes the case; every clock ends.
func (in Close) Decide(_ context.Context, d *Decision) error {
	d.Case.Ending = &workflow.Ending{On: d.On, By: d.Actor.Name, Ground: "archived", Reason: in.Note, Pages: in.Pages}
	return d.StopAllClocks(d.On, "归档")
}
