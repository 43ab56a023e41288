package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// DeclareRecusal is an evaluator's own declaration (回避声明和保密承诺, 2020 办法 arts. 4, 12).
type DeclareRecusal struct {
	Dated
	Conflict bool   `json:"conflict" doc:"存在应当回避的情形"`
	Ground   string `json:"ground,omitempty" maxLength:"500" doc:"Needed when conflict is true"`
	Secrecy  bool   `json:"secrecy" doc:"已作保密承诺"`
}

// Act names the act.
func (DeclareRecusal) Act() workflow.ActName { return workflow.ActDeclareRecusal }

// Decide records the declaration of the evaluator who makes it. A later one stands
// beside the earlier ones; a conflict once declared cannot be taken back.
func (in DeclareRecusal) Decide(ctx context.Context, d *Decision) error {
	declared, earlier, subject := d.ownDeclaration()
	if declared == nil {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "您不是本案的评估员或者裁定人")
	}
	if in.Conflict && in.Ground == "" {
		return workflow.Invalid(workflow.Field("/ground", "required", "存在应当回避情形的，请说明具体情形", workflow.Assessment("第十二条")))
	}
	if !in.Conflict && !in.Secrecy {
		return workflow.Invalid(workflow.Field("/secrecy", "required", "评估员应当作保密承诺", workflow.Assessment("第四条")))
	}
	if old := *declared; old != nil {
		if old.Conflict && !in.Conflict {
			return workflow.Refuse(workflow.KindConflict, "conflict_declared", "您已声明存在应当回避的情形，不得自行撤回：由评估主体更换评估员")
		}
		*earlier = append(*earlier, *old)
	}
	*declared = &workflow.RecusalDeclaration{On: d.On, Conflict: in.Conflict, Ground: in.Ground, Secrecy: in.Secrecy}
	_, err := d.OrderPaper(ctx, Order{Code: "D09", To: "body", Recipient: d.Case.Commission.BodyName, Subject: subject})
	return err
}

// ownDeclaration is where the declaration of the actor stands, as an evaluator or
// else as the adjudicator; nil for anybody else.
func (d *Decision) ownDeclaration() (declared **workflow.RecusalDeclaration, earlier *[]workflow.RecusalDeclaration, evaluatorID string) {
	if e := d.Case.EvaluatorByAccount(d.Actor.ID); e != nil {
		return &e.Declared, &e.Earlier, e.EvaluatorID
	}
	if a := d.Case.AdjudicatorByAccount(d.Actor.ID); a != nil {
		return &a.Declared, &a.Earlier, a.EvaluatorID
	}
	return nil, nil, ""
}
