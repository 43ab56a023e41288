package casework

import (
	"context"
	"slices"

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

// Decide releases the one and assigns the other. What the one did stays in the
// case. A submitted sheet of the phase that runs goes on to count and holds its
// evaluator, unless he has declared a conflict: then the sheet is set aside and
// the newcomer scores. A conflict of somebody whose sheet of a finished phase
// counts taints the assessment, and only a termination mends that.
func (in ReplaceEvaluator) Decide(ctx context.Context, d *Decision) error {
	old, cards, err := in.leaving(ctx, d)
	if err != nil {
		return err
	}
	if err := in.settleSheets(d, old); err != nil {
		return err
	}
	next, _, lacks, err := d.evaluator(ctx, in.Comes, cards)
	if err != nil {
		return err
	}
	if len(lacks) > 0 {
		return workflow.GuardUnmet(lacks...)
	}
	next.Lead = old.Lead
	old.ReleasedOn, old.ReleaseWhy = d.On, in.Reason
	if r := d.Case.ReportInHand(); r != nil && r.SealedOn.IsZero() { // who has left answers for nothing that is not sealed yet
		r.Signatures = slices.DeleteFunc(r.Signatures, func(s workflow.Signature) bool { return s.AccountID == old.AccountID })
	}
	d.Case.Commission.Members = append(d.Case.Commission.Members, next)
	d.Case.Commission.ActedFor(d.Actor.ID)
	return nil
}

// leaving finds who leaves, and the cards of those who stay.
func (in ReplaceEvaluator) leaving(ctx context.Context, d *Decision) (old *workflow.Evaluator, stay []workflow.EvaluatorCard, err error) {
	for i := range d.Case.Commission.Members {
		m := &d.Case.Commission.Members[i]
		switch {
		case !m.Active():
		case m.EvaluatorID == in.Comes:
			return nil, nil, workflow.Invalid(workflow.Field("/comes", "duplicate", "该评估员已在本案中"))
		case m.EvaluatorID == in.Leaves:
			old = m
		default:
			card, err := d.Tx.Evaluator(ctx, m.EvaluatorID)
			if workflow.IsKind(err, workflow.KindNotFound) && !d.mySide(*m) { // known by the account at least
				card, err = workflow.EvaluatorCard{ID: m.EvaluatorID, AccountID: m.AccountID, Name: m.Name}, nil
			}
			if err != nil {
				return nil, nil, err
			}
			stay = append(stay, card)
		}
	}
	if old != nil && !d.mySide(*old) {
		return nil, nil, workflow.Refuse(workflow.KindForbidden, "other_side", "混合评估小组的在编人员由登记机关更换，派出人员由派员机构更换")
	}
	if old == nil {
		return nil, nil, workflow.Invalid(workflow.Field("/leaves", "not_assigned", "该评估员不在本案中"))
	}
	return old, stay, nil
}

// settleSheets decides what becomes of the sheets of who leaves.
func (in ReplaceEvaluator) settleSheets(d *Decision, old *workflow.Evaluator) error {
	running := ""
	if d.Case.State == workflow.Assessing || d.Case.State == workflow.Integrating {
		running = phaseOf(d.Case.State)
	}
	conflict := old.Declared != nil && old.Declared.Conflict
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		for _, s := range d.Case.SheetsOf(phase) {
			switch {
			case s.Evaluator.ID != old.AccountID:
			case phase != running && conflict:
				return workflow.Refuse(workflow.KindConflict, "sheets_tainted", old.Name+"已声明应当回避，其已计入前一阶段的评分表影响评估结果：请由审批人终止评估")
			case phase == running && !conflict:
				return workflow.Refuse(workflow.KindConflict, "sheet_submitted", old.Name+"已提交本阶段评分表，不能更换")
			case phase == running:
				d.Case.SetAside = append(d.Case.SetAside, workflow.SetAside{SheetID: s.ID, On: d.On, By: d.Actor.Name, Reason: in.Reason})
				d.Case.Unsettle(phase, d.On, "评分表不计入："+in.Reason)
			}
		}
	}
	return nil
}
