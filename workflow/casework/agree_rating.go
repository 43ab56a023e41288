package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// AgreeRating is an evaluator's agreement with the joint rating that another entered
// (同意共同评定).
type AgreeRating struct {
	Dated
	RatingID string `json:"rating_id" format:"uuid" doc:"Id of the joint rating that was read; another may have replaced it"`
}

// Act names the act.
func (AgreeRating) Act() workflow.ActName { return workflow.ActAgreeRating }

// Decide records the agreement. With that of the last evaluator the ratings take
// effect as rulings of all of them, and their record (D27) is ordered; what is left
// in dispute can be rated again or ruled on. It fails with conflict when another
// joint rating was read than the one that is open.
func (in AgreeRating) Decide(ctx context.Context, d *Decision) error {
	if err := d.mayWork(ctx); err != nil {
		return err
	}
	phase := phaseOf(d.Case.State)
	j := d.Case.OpenJoint(phase)
	switch {
	case !hasSheet(d.Case, phase, d.Actor.ID):
		return workflow.Refuse(workflow.KindForbidden, "no_sheet", "共同评定由已提交本阶段评分表的评估员作出")
	case j == nil || in.RatingID != j.ID:
		return workflow.Refuse(workflow.KindConflict, "rating_changed", "该共同评定已经变更：请阅看现行的共同评定后表示同意")
	}
	if faults := NotBefore("/on", d.On, j.On, "提出共同评定之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	j.Agreed = append(j.Agreed, workflow.Agreement{AccountID: d.Actor.ID, Name: d.Actor.Name, On: d.On})
	for _, s := range d.Case.SheetsOf(phase) {
		if !j.AgreedBy(s.Evaluator.ID) {
			return nil
		}
	}
	return d.settleJointly(ctx, j)
}

// settleJointly gives effect to a joint rating that everybody agreed to.
func (d *Decision) settleJointly(ctx context.Context, j *workflow.JointRating) error {
	for _, r := range d.jointRulings(j) {
		d.Case.Rulings = append(d.Case.Rulings, workflow.PhaseRuling{ID: j.ID, Phase: j.Phase, On: d.On, Ruling: r})
	}
	after, err := dispute(d.Tables, d.Case, d.Pack, j.Phase)
	if err != nil {
		return sheetError(err)
	}
	if err := d.describeRulings(j.ID, j.Phase, after); err != nil {
		return err
	}
	j.DoneOn = d.On
	if who := d.Case.AdjudicatorOf(j.Phase); who != nil {
		who.Items = openCodes(after)
		if len(after.Open()) == 0 {
			who.DoneOn = d.On
		}
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D27", To: "file", Subject: j.ID})
	return err
}
