package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// ReopenSheet gives a submitted sheet of the phase that runs back to its evaluator
// (退回评分表). The sheet stays in the record and is superseded by the next; until
// that one is in, the sheets are blind again and there is no result.
type ReopenSheet struct {
	Dated
	EvaluatorID string `json:"evaluator_id" format:"uuid" doc:"Id of the evaluator whose sheet is given back"`
	Reason      string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ReopenSheet) Act() workflow.ActName { return workflow.ActReopenSheet }

// Decide sets the sheet aside, and takes effect from everything that rested on the
// sheets of the phase: rulings, a stated outcome.
func (in ReopenSheet) Decide(_ context.Context, d *Decision) error {
	phase := phaseOf(d.Case.State)
	var who *workflow.Evaluator
	for _, e := range d.Case.ActiveEvaluators() {
		if e.EvaluatorID == in.EvaluatorID {
			who = &e
		}
	}
	if who == nil {
		return workflow.Invalid(workflow.Field("/evaluator_id", "not_assigned", "该评估员不在本案中"))
	}
	for _, s := range d.Case.SheetsOf(phase) {
		if s.Evaluator.ID != who.AccountID {
			continue
		}
		d.Case.Unsettle(phase, d.On, "评分表退回："+in.Reason)
		d.Case.SetAside = append(d.Case.SetAside, workflow.SetAside{SheetID: s.ID, On: d.On, By: d.Actor.Name, Reason: in.Reason, Reopened: true})
		return nil
	}
	return workflow.Invalid(workflow.Field("/evaluator_id", "not_submitted", "该评估员尚未提交本阶段的评分表，无需退回"))
}

// reopened is what an evaluator goes on from whose sheet was given back: a draft that
// nobody has saved yet, with all that stood in the sheet. nil when none was.
func reopened(c *workflow.Case, phase, account string) *SheetDraft {
	for i := len(c.SetAside) - 1; i >= 0; i-- {
		if !c.SetAside[i].Reopened {
			continue
		}
		for _, s := range c.Sheets {
			if s.ID == c.SetAside[i].SheetID && string(s.Phase) == phase && s.Evaluator.ID == account {
				sheet := assessment.Sheet{CaseID: s.CaseID, Instrument: s.Instrument, Phase: s.Phase, Evaluator: s.Evaluator, Applicants: s.Applicants, Answers: s.Answers}
				return &SheetDraft{CaseID: c.ID, EvaluatorID: account, Phase: phase, Sheet: sheet}
			}
		}
	}
	return nil
}
