package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// AssignEvaluators names the evaluators of the case (指派评估员, 2020 办法 art. 9(2)).
type AssignEvaluators struct {
	Dated
	EvaluatorIDs []string `json:"evaluator_ids" minItems:"1" maxItems:"9" doc:"Ids of evaluators; the first leads unless lead_id is given"`
	LeadID       string   `json:"lead_id,omitempty" format:"uuid"`
}

// Act names the act.
func (AssignEvaluators) Act() workflow.ActName { return workflow.ActAssignEvaluators }

// Decide names the evaluators before the assessment begins; of a mixed body the
// supervisor names the established staff, one of whom leads, and the agency's manager
// those whom it sends. Each must be qualified
// on the day and have no recusal hit; there must be as many as the law asks for.
// Who was named before and stays keeps the declaration; who does not is released
// and stays in the record.
func (in AssignEvaluators) Decide(ctx context.Context, d *Decision) error {
	if faults := NotBefore("/on", d.On, d.Case.Commission.AcceptedOn, "接受委托之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := in.enough(d); err != nil {
		return err
	}
	leadID := in.LeadID
	if leadID == "" && !d.forAgencyOfMixed() {
		leadID = in.EvaluatorIDs[0]
	}
	cards, err := d.otherSide(ctx)
	if err != nil {
		return err
	}
	var members []workflow.Evaluator
	var unmet []workflow.Unmet
	seen := map[string]bool{}
	for i, id := range in.EvaluatorIDs {
		if seen[id] {
			return workflow.Invalid(workflow.Field(pointerAt("/evaluator_ids", i), "duplicate", "同一评估员不得重复指派"))
		}
		seen[id] = true
		e, card, lacks, err := d.evaluator(ctx, id, cards)
		if err != nil {
			return err
		}
		unmet, cards = append(unmet, lacks...), append(cards, card)
		e.Lead = id == leadID
		members = append(members, e)
	}
	if !seen[leadID] && leadID != "" {
		return workflow.Invalid(workflow.Field("/lead_id", "not_assigned", "评估组长应当是被指派的评估员之一"))
	}
	if len(unmet) > 0 {
		return workflow.GuardUnmet(unmet...)
	}
	d.Case.Commission.Members = in.keepOthers(d, members)
	d.Case.Commission.ActedFor(d.Actor.ID)
	return nil
}

func (in AssignEvaluators) enough(d *Decision) error {
	if d.Case.Commission.Kind == workflow.BodyMixed {
		return in.enoughOfSide(d)
	}
	min, err := d.Number("evaluators.min")
	if err != nil {
		return lawError(err)
	}
	if d.Case.Commission.Kind == workflow.BodyGroup {
		group, err := d.Number("group.staff_min")
		if err != nil {
			return lawError(err)
		}
		min = max(min, group)
	}
	if len(in.EvaluatorIDs) >= min {
		return nil
	}
	return workflow.GuardUnmet(workflow.Unmet{
		Guard: string(workflow.GuardEvaluatorsEnough), Message: atLeastEvaluators(min, len(in.EvaluatorIDs)),
		Basis: []law.Citation{workflow.Assessment("第九条")}, Who: []workflow.Role{workflow.RoleManager}, Pointer: "/evaluator_ids",
	})
}

// keepOthers puts the people who were named before in front of the new list.
func (in AssignEvaluators) keepOthers(d *Decision, members []workflow.Evaluator) []workflow.Evaluator {
	var all []workflow.Evaluator
	for _, old := range d.Case.Commission.Members {
		if !d.mySide(old) { // of a mixed body each side names its own people
			all = append(all, old)
			continue
		}
		i := slices.IndexFunc(members, func(m workflow.Evaluator) bool { return m.EvaluatorID == old.EvaluatorID })
		if i >= 0 && old.Active() {
			members[i].Declared, members[i].Earlier, members[i].AssignedOn = old.Declared, old.Earlier, old.AssignedOn
			continue
		}
		if old.Active() {
			old.ReleasedOn, old.ReleaseWhy, old.Lead = d.On, "重新指派评估员", false
		}
		all = append(all, old)
	}
	return append(all, members...)
}
