package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// RecordRecusal records that somebody withdraws from the case, or has to (登记回避,
// 2020 办法 art. 12). Everybody records the own withdrawal; a manager that of the
// body's evaluators; a supervisor anybody's.
type RecordRecusal struct {
	Dated
	Subject workflow.Subject `json:"subject"`
	Reason  string           `json:"reason" minLength:"1" maxLength:"500" doc:"应当回避的情形"`
}

// Act names the act.
func (RecordRecusal) Act() workflow.ActName { return workflow.ActRecordRecusal }

// Decide records it. It is final; an evaluator who works on the case is then
// replaced, a body declines or is replaced.
func (in RecordRecusal) Decide(ctx context.Context, d *Decision) error {
	s, err := d.subjectOf(ctx, in.Subject)
	if err != nil {
		return err
	}
	if !in.may(d) {
		return workflow.Refuse(workflow.KindForbidden, "not_own_recusal", "只能登记本人的回避；评估员的回避由评估主体负责人登记，他人的回避由审批人决定")
	}
	if d.Case.Recused(in.Subject) {
		return workflow.Refuse(workflow.KindConflict, "recusal_recorded", s.name+"已登记回避")
	}
	d.recuse(s, workflow.RecusalRecorded, nil, in.Reason)
	return nil
}

func (in RecordRecusal) may(d *Decision) bool {
	roles := d.Case.RolesIn(d.Actor)
	switch {
	case slices.Contains(roles, workflow.RoleSupervisor):
		return true
	case in.Subject.Kind == workflow.SubjectStaff:
		return in.Subject.ID == d.Actor.ID
	case in.Subject.Kind == workflow.SubjectEvaluator && slices.Contains(roles, workflow.RoleManager):
		return slices.ContainsFunc(d.Case.Commission.Members, func(e workflow.Evaluator) bool { return e.EvaluatorID == in.Subject.ID && d.mySide(e) })
	}
	return false
}

func (d *Decision) recuse(s subject, outcome string, ties []workflow.TieKind, reason string) {
	d.Case.Recusals = append(d.Case.Recusals, workflow.Recusal{
		Subject: s.Subject, Name: s.name, Outcome: outcome, Ties: ties, Reason: reason, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID,
	})
}

// subjectOf finds who is meant, among those whom the actor may know of.
func (d *Decision) subjectOf(ctx context.Context, s workflow.Subject) (subject, error) {
	found, err := findSubject(ctx, d.Tx, s)
	if workflow.IsKind(err, workflow.KindNotFound) {
		return found, workflow.Invalid(workflow.Field("/subject/id", "not_found", "没有这一回避对象，或者不在您的权限范围内"))
	}
	return found, err
}

func findSubject(ctx context.Context, tx Tx, s workflow.Subject) (subject, error) {
	switch s.Kind {
	case workflow.SubjectAgency:
		a, err := tx.Agency(ctx, s.ID)
		return agencySubject(a), err
	case workflow.SubjectEvaluator:
		e, err := tx.Evaluator(ctx, s.ID)
		return evaluatorSubject(e), err
	case workflow.SubjectStaff:
		a, err := tx.Account(ctx, s.ID)
		return staffSubject(a), err
	}
	return subject{}, workflow.Invalid(workflow.Field("/subject/kind", "enum", "回避对象应当是评估机构（agency）、评估员（evaluator）或者工作人员（staff）"))
}
