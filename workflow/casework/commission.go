package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// BodyChoice names the assessment body of a case (评估主体): an agency under
// contract, or the authority's own group.
type BodyChoice struct {
	Kind     string `json:"kind" enum:"agency,group" doc:"agency: 第三方评估机构; group: 民政部门收养评估小组"`
	AgencyID string `json:"agency_id,omitempty" format:"uuid" doc:"Needed when kind is agency"`
}

// commission checks that the body may be commissioned on the day and returns it.
// It fails with guard_unmet that lists every qualification the body lacks.
func (d *Decision) commission(ctx context.Context, b BodyChoice) (*workflow.Commission, error) {
	switch b.Kind {
	case workflow.BodyGroup:
		return &workflow.Commission{
			Kind: workflow.BodyGroup, BodyID: d.Case.AuthorityID, BodyName: d.Case.Authority.Name + "收养评估小组", NamedOn: d.On,
		}, nil
	case workflow.BodyAgency:
		if b.AgencyID == "" {
			return nil, workflow.Invalid(workflow.Field("/body/agency_id", "required", "委托评估机构的，请选择机构"))
		}
		a, err := d.Tx.Agency(ctx, b.AgencyID)
		if err != nil {
			return nil, err
		}
		if lacks := a.Unqualified(d.On, d.Pack); len(lacks) > 0 {
			return nil, workflow.GuardUnmet(lacks...)
		}
		return &workflow.Commission{
			Kind: workflow.BodyAgency, BodyID: a.ID, BodyName: a.Name, CreditCode: a.CreditCode,
			Contract: a.Contract.Number, ContractTo: a.Contract.To, NamedOn: d.On,
		}, nil
	}
	return nil, workflow.Invalid(workflow.Field("/body/kind", "enum", "评估主体应当是评估机构（agency）或者评估小组（group）", workflow.Assessment("第五条")))
}

// evaluator loads an evaluator and says what stands against the assignment:
// another body, a missing qualification, a recusal hit, the same person as an
// officer of the case.
func (d *Decision) evaluator(ctx context.Context, id string) (workflow.Evaluator, []workflow.Unmet, error) {
	card, err := d.Tx.Evaluator(ctx, id)
	if err != nil {
		return workflow.Evaluator{}, nil, err
	}
	unmet := card.Unqualified(d.On, d.Pack)
	refuse := func(guard, message string, basis law.Citation) {
		unmet = append(unmet, workflow.Unmet{Guard: guard, Message: card.Name + "：" + message, Basis: []law.Citation{basis}, Who: []workflow.Role{workflow.RoleManager}})
	}
	body := d.Case.Commission
	if body.Kind == workflow.BodyAgency && card.AgencyID != body.BodyID || body.Kind == workflow.BodyGroup && card.AgencyID != "" {
		refuse("evaluator_of_body", "不是本案评估主体的评估员", workflow.Assessment("第九条"))
	}
	if body.Kind == workflow.BodyGroup && card.AuthorityID != d.Case.AuthorityID {
		refuse("evaluator_of_body", "不是本登记机关的工作人员", workflow.Assessment("第六条"))
	}
	for _, hit := range card.RecusalHits(d.Case) {
		refuse("recusal", "应当回避："+hit, workflow.Assessment("第十二条"))
	}
	if card.AccountID == "" {
		refuse("evaluator_account", "尚未开立账户，不能签署评估文书", workflow.Assessment("第九条"))
	}
	if card.AccountID != "" && card.AccountID == d.Case.OfficerID {
		refuse("separate_duties", "本案登记员不得兼任评估员", workflow.Assessment("第十二条"))
	}
	return workflow.Evaluator{
		EvaluatorID: card.ID, AccountID: card.AccountID, Name: card.Name, Background: card.Background,
		Certificate: card.Certificate, CertifiedTo: card.CertifiedTo, CheckedOn: card.CheckedOn, AssignedOn: d.On,
	}, unmet, nil
}

// phaseOf is the scoring phase that runs in a state.
func phaseOf(s workflow.State) string {
	if s == workflow.Integrating {
		return workflow.PhaseIntegration
	}
	return workflow.PhaseCapacity
}
