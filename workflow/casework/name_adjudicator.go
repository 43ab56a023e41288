package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// NameAdjudicator names who settles what the evaluators differ on (指定裁定人): a
// third certified evaluator of the same body by its manager, else one named by the
// supervisor with the reason.
type NameAdjudicator struct {
	Dated
	EvaluatorID string `json:"evaluator_id" format:"uuid" doc:"Id of the evaluator who rules; none of those who scored"`
	Reason      string `json:"reason,omitempty" maxLength:"500" doc:"Needed from the supervisor: why nobody of the body rules"`
}

// Act names the act.
func (NameAdjudicator) Act() workflow.ActName { return workflow.ActNameAdjudicator }

// Decide names the adjudicator of the phase that runs, who must be qualified on the
// day, have no recusal hit, and have had no part in the case. Who was named before
// and is not done is released.
func (in NameAdjudicator) Decide(ctx context.Context, d *Decision) error {
	phase := phaseOf(d.Case.State)
	found, err := d.Dispute(phase)
	if err != nil {
		return sheetError(err)
	}
	outside := d.Actor.Role != workflow.RoleManager
	if outside && in.Reason == "" {
		return workflow.Invalid(workflow.Field("/reason", "required", "由审批人指定裁定人的，请说明评估主体内无人可以裁定的情况"))
	}
	e, err := in.eligible(ctx, d, outside)
	if err != nil {
		return err
	}
	if old := d.Case.AdjudicatorOf(phase); old != nil {
		if old.AccountID == e.AccountID {
			return workflow.Invalid(workflow.Field("/evaluator_id", "duplicate", e.Name+"已是本案裁定人"))
		}
		old.ReleasedOn, old.ReleaseWhy = d.On, "另行指定裁定人"
	}
	if !outside {
		d.Case.Commission.ActedFor(d.Actor.ID)
	}
	d.Case.Adjudicators = append(d.Case.Adjudicators, workflow.Adjudicator{
		EvaluatorID: e.EvaluatorID, AccountID: e.AccountID, Name: e.Name, Certificate: e.Certificate, Phase: phase, Items: openCodes(found),
		NamedOn: d.On, NamedBy: d.Actor.Name, NamedByID: d.Actor.ID, Reason: in.Reason,
	})
	return nil
}

// eligible checks who is to rule.
func (in NameAdjudicator) eligible(ctx context.Context, d *Decision, outside bool) (workflow.Evaluator, error) {
	var others []workflow.EvaluatorCard
	for _, m := range d.Case.ActiveEvaluators() {
		card, err := d.Tx.Evaluator(ctx, m.EvaluatorID)
		if err != nil && !workflow.IsKind(err, workflow.KindNotFound) {
			return workflow.Evaluator{}, err
		}
		if err == nil {
			others = append(others, card)
		}
	}
	e, card, lacks, err := d.evaluator(ctx, in.EvaluatorID, others)
	if err != nil {
		return e, err
	}
	if outside { // of another body, where the body has nobody left
		lacks = slices.DeleteFunc(lacks, func(u workflow.Unmet) bool { return u.Guard == "evaluator_of_body" })
	}
	refuse := func(guard, message string) {
		lacks = append(lacks, workflow.Unmet{
			Guard: guard, Message: card.Name + "：" + message, Basis: []law.Citation{workflow.Assessment("第十二条")},
			Who: []workflow.Role{workflow.RoleManager, workflow.RoleSupervisor}, Pointer: "/evaluator_id",
		})
	}
	if d.everEvaluated(card) {
		refuse("adjudicator_differs", "对本案评分或者曾经参加本案评估，不得裁定")
	}
	for _, r := range append(slices.Clone(d.Case.PastReports), reportOf(d.Case)) {
		if card.AccountID != "" && (card.AccountID == r.CheckedByID || card.AccountID == r.ConfirmedByID) {
			refuse("separate_duties", "曾审核或者确认本案评估报告，不得裁定")
		}
	}
	return e, workflow.GuardUnmet(lacks...)
}

// everEvaluated reports whether somebody is or was an evaluator of the case: two
// cards with one identity number are one person.
func (d *Decision) everEvaluated(card workflow.EvaluatorCard) bool {
	for _, body := range append(slices.Clone(d.Case.PastBodies), *d.Case.Commission) {
		for _, m := range body.Members {
			if m.EvaluatorID == card.ID || m.AccountID == card.AccountID {
				return true
			}
		}
	}
	return false
}

func reportOf(c *workflow.Case) workflow.Report {
	if c.Report == nil {
		return workflow.Report{}
	}
	return *c.Report
}
