package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ReplaceEvaluator releases an evaluator and names another (更换评估员): recusal, absence.
type ReplaceEvaluator struct {
	Dated
	Leaves string `json:"leaves" format:"uuid" doc:"Id of the evaluator who leaves"`
	Comes  string `json:"comes" format:"uuid" doc:"Id of the evaluator who comes"`
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ReplaceEvaluator) Act() workflow.ActName { return workflow.ActReplaceEvaluator }

// Decide releases the one and assigns the other. What the one submitted stays in
// the record; an evaluator who has submitted a sheet of the phase that runs
// cannot be replaced, for scores would be lost.
func (in ReplaceEvaluator) Decide(ctx context.Context, d *Decision) error {
	var old *workflow.Evaluator
	for i := range d.Case.Commission.Members {
		m := &d.Case.Commission.Members[i]
		if m.EvaluatorID == in.Leaves && m.Active() {
			old = m
		}
		if m.EvaluatorID == in.Comes && m.Active() {
			return workflow.Invalid(workflow.Field("/comes", "duplicate", "该评估员已在本案中"))
		}
	}
	if old == nil {
		return workflow.Invalid(workflow.Field("/leaves", "not_assigned", "该评估员不在本案中"))
	}
	phase := phaseOf(d.Case.State)
	for _, s := range d.Case.SheetsOf(phase) {
		if s.Evaluator.ID == old.AccountID {
			return workflow.Refuse(workflow.KindConflict, "sheet_submitted", old.Name+"已提交本阶段评分表，不能更换")
		}
	}
	next, lacks, err := d.evaluator(ctx, in.Comes)
	if err != nil {
		return err
	}
	if len(lacks) > 0 {
		return workflow.GuardUnmet(lacks...)
	}
	next.Lead = old.Lead
	old.ReleasedOn, old.ReleaseWhy, old.Lead = d.On, in.Reason, false
	d.Case.Commission.Members = append(d.Case.Commission.Members, next)
	return nil
}
