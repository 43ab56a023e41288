package casework

import (
	"context"

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

// Decide replaces the list of evaluators before the assessment begins. Each
// must be qualified on the day and have no recusal hit; there must be as many
// as the law asks for.
func (in AssignEvaluators) Decide(ctx context.Context, d *Decision) error {
	min, err := d.Number("evaluators.min")
	if err != nil {
		return lawError(err)
	}
	if len(in.EvaluatorIDs) < min {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardEvaluatorsEnough), Message: atLeastEvaluators(min, len(in.EvaluatorIDs)),
			Basis: []law.Citation{workflow.Assessment("第九条")}, Who: []workflow.Role{workflow.RoleManager}, Pointer: "/evaluator_ids",
		})
	}
	leadID := in.LeadID
	if leadID == "" {
		leadID = in.EvaluatorIDs[0]
	}
	var members []workflow.Evaluator
	var unmet []workflow.Unmet
	seen := map[string]bool{}
	for i, id := range in.EvaluatorIDs {
		if seen[id] {
			return workflow.Invalid(workflow.Field(pointerAt("/evaluator_ids", i), "duplicate", "同一评估员不得重复指派"))
		}
		seen[id] = true
		e, lacks, err := d.evaluator(ctx, id)
		if err != nil {
			return err
		}
		unmet = append(unmet, lacks...)
		e.Lead = id == leadID
		members = append(members, e)
	}
	if !seen[leadID] {
		return workflow.Invalid(workflow.Field("/lead_id", "not_assigned", "评估组长应当是被指派的评估员之一"))
	}
	if len(unmet) > 0 {
		return workflow.GuardUnmet(unmet...)
	}
	d.Case.Commission.Members = members
	return nil
}
