package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// RateJointly enters what the evaluators, having talked it over, record together at
// items at which their sheets differ (提出共同评定): an answer to each, with its
// reason. It settles nothing until all of them have agreed.
type RateJointly struct {
	Dated
	Items []ItemRuling `json:"items" minItems:"1" maxItems:"300"`
}

// Act names the act.
func (RateJointly) Act() workflow.ActName { return workflow.ActRateJointly }

// Decide keeps the joint rating, with the agreement of who enters it; one that was
// open before is void, so that nobody agrees to a text that has changed. It fails
// with invalid_input for an item without a difference, or one that is settled, or
// whose answer the table does not take.
func (in RateJointly) Decide(ctx context.Context, d *Decision) error {
	if err := d.mayWork(ctx); err != nil {
		return err
	}
	phase := phaseOf(d.Case.State)
	if !hasSheet(d.Case, phase, d.Actor.ID) {
		return workflow.Refuse(workflow.KindForbidden, "no_sheet", "共同评定由已提交本阶段评分表的评估员作出")
	}
	as := RuleItems{Rulings: in.Items}
	if err := as.evidence(ctx, d); err != nil {
		return err
	}
	found, err := d.Dispute(phase)
	if err != nil {
		return sheetError(err)
	}
	if err := as.inDispute("/items", found); err != nil {
		return err
	}
	j := workflow.JointRating{
		ID: d.NewID(), Phase: phase, EntrySeq: d.Seq, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID,
		Agreed: []workflow.Agreement{{AccountID: d.Actor.ID, Name: d.Actor.Name, On: d.On}},
	}
	for _, one := range as.Rulings {
		j.Items = append(j.Items, workflow.JointItem{Code: one.Code, Applicant: one.Applicant, Answer: one.Answer, Reason: one.Reason})
	}
	if err := d.tryJoint(&j, found); err != nil {
		return err
	}
	if old := d.Case.OpenJoint(phase); old != nil {
		old.Void(d.On, "由"+d.Actor.Name+"另行提出")
	}
	d.Case.JointRatings = append(d.Case.JointRatings, j)
	return nil
}

// tryJoint checks the answers against the table, as if everybody had agreed, and
// writes title and answer in words beside each.
func (d *Decision) tryJoint(j *workflow.JointRating, found *assessment.Dispute) error {
	trial := *d.Case
	trial.Rulings = slices.Clone(d.Case.Rulings)
	for _, r := range d.jointRulings(j) {
		trial.Rulings = append(trial.Rulings, workflow.PhaseRuling{ID: j.ID, Phase: j.Phase, Ruling: r})
	}
	if _, err := dispute(d.Tables, &trial, d.Pack, j.Phase); err != nil {
		return sheetError(err)
	}
	table, err := d.table(j.Phase)
	if err != nil {
		return err
	}
	for i := range j.Items {
		one := &j.Items[i]
		item, _ := table.Node(one.Code)
		one.Value = answerInWords(item, one.Answer)
		for _, k := range found.Items {
			if k.Code == one.Code {
				one.Title = k.Title.ZH
			}
		}
	}
	return nil
}

// jointRulings are the rulings that a joint rating makes once all have agreed.
func (d *Decision) jointRulings(j *workflow.JointRating) []assessment.Ruling {
	var everyone []string
	for _, s := range d.Case.SheetsOf(j.Phase) {
		everyone = append(everyone, s.Evaluator.ID)
	}
	var out []assessment.Ruling
	for _, one := range j.Items {
		out = append(out, assessment.Ruling{
			Code: one.Code, Applicant: one.Applicant, Answer: one.Answer, Reason: one.Reason,
			By: assessment.Person{ID: j.ByID, Name: j.By}, AgreedBy: everyone, At: d.At,
		})
	}
	return out
}
