package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// BodyChoice names the assessment body of a case (评估主体): an agency under
// contract, the authority's own group, or a mixed one.
type BodyChoice struct {
	Kind     string `json:"kind" enum:"agency,group,mixed" doc:"agency: 第三方评估机构; group: 民政部门收养评估小组; mixed: 民政部门在编人员与评估机构派出人员组成的混合评估小组"`
	AgencyID string `json:"agency_id,omitempty" format:"uuid" doc:"Needed when kind is agency or mixed"`
}

// commission checks that the body may be commissioned on the day and returns it.
// It fails with guard_unmet that lists every qualification the body lacks.
func (d *Decision) commission(ctx context.Context, b BodyChoice) (*workflow.Commission, error) {
	switch b.Kind {
	case workflow.BodyGroup:
		return &workflow.Commission{
			Kind: workflow.BodyGroup, BodyID: d.Case.AuthorityID, BodyName: d.Case.Authority.Name + "收养评估小组", NamedOn: d.On,
		}, nil
	case workflow.BodyMixed:
		return d.mixedBody(ctx, b)
	case workflow.BodyAgency:
		a, err := d.agencyFor(ctx, b)
		if err != nil {
			return nil, err
		}
		return &workflow.Commission{
			Kind: workflow.BodyAgency, BodyID: a.ID, BodyName: a.Name, CreditCode: a.CreditCode,
			Contract: a.Contract.Number, ContractTo: a.Contract.To, NamedOn: d.On,
		}, nil
	}
	return nil, workflow.Invalid(workflow.Field("/body/kind", "enum", "评估主体应当是评估机构（agency）、评估小组（group）或者混合评估小组（mixed）", workflow.Assessment("第五条")))
}

// agencyFor finds the agency that is named, which must be qualified and have no tie on the day.
func (d *Decision) agencyFor(ctx context.Context, b BodyChoice) (workflow.Agency, error) {
	if b.AgencyID == "" {
		return workflow.Agency{}, workflow.Invalid(workflow.Field("/body/agency_id", "required", "委托评估机构或者由评估机构派员的，请选择机构"))
	}
	a, err := d.Tx.Agency(ctx, b.AgencyID)
	if err != nil {
		return a, err
	}
	lacks, err := d.against(ctx, a)
	if err != nil {
		return a, err
	}
	return a, workflow.GuardUnmet(lacks...)
}

// evaluator loads an evaluator and says what stands against the assignment:
// another body, a missing qualification, a recusal hit, a conflict declared in
// this case before, the same person as an officer of the case or as an evaluator
// who works on it with him.
func (d *Decision) evaluator(ctx context.Context, id string, with []workflow.EvaluatorCard) (workflow.Evaluator, workflow.EvaluatorCard, []workflow.Unmet, error) {
	card, err := d.Tx.Evaluator(ctx, id)
	if err != nil {
		return workflow.Evaluator{}, card, nil, err
	}
	unmet := card.Unqualified(d.On, d.Pack)
	refuse := func(guard, message string, basis law.Citation) {
		unmet = append(unmet, workflow.Unmet{Guard: guard, Message: card.Name + "：" + message, Basis: []law.Citation{basis}, Who: []workflow.Role{workflow.RoleManager}})
	}
	body := d.Case.Commission
	if body.Kind == workflow.BodyMixed {
		unmet = append(unmet, d.ofMixedBody(card)...)
	}
	if body.Kind == workflow.BodyAgency && card.AgencyID != body.BodyID || body.Kind == workflow.BodyGroup && card.AgencyID != "" {
		refuse("evaluator_of_body", "不是本案评估主体的评估员", workflow.Assessment("第九条"))
	}
	if body.Kind == workflow.BodyGroup && card.AuthorityID != d.Case.AuthorityID {
		refuse("evaluator_of_body", "不是本登记机关的工作人员", workflow.Assessment("第六条"))
	}
	ties, err := d.bound(ctx, evaluatorSubject(card), "")
	if err != nil {
		return workflow.Evaluator{}, card, nil, err
	}
	unmet = append(unmet, ties...)
	if card.AccountID == "" {
		refuse("evaluator_account", "尚未开立账户，不能签署评估文书", workflow.Assessment("第九条"))
	}
	if card.AccountID != "" && card.AccountID == d.Case.OfficerID || body.OwnStaff() && card.AgencyID == "" && card.Name == d.Case.OfficerName {
		refuse("separate_duties", "本案登记员不得兼任评估员（同一机关内同名视为同一人）", workflow.Assessment("第十二条"))
	}
	if own, err := d.officersOwn(ctx, card); err != nil {
		return workflow.Evaluator{}, card, nil, err
	} else if own {
		refuse("separate_duties", "本案登记员不得兼任评估员（"+sameNumber+"）", workflow.Assessment("第十二条"))
	}
	if d.declaredConflict(card.ID) {
		refuse("recusal", "已在本案声明应当回避", workflow.Assessment("第十二条"))
	}
	for _, other := range with {
		if samePersonCards(card, other) {
			refuse("same_person", "与"+other.Name+"系同一人，不得作为两名评估员", workflow.Assessment("第九条"))
		}
	}
	sentBy := ""
	if body.Kind == workflow.BodyMixed {
		sentBy = card.AgencyID
	}
	return workflow.Evaluator{
		AgencyID: sentBy, EvaluatorID: card.ID, AccountID: card.AccountID, Name: card.Name, Background: card.Background,
		Certificate: card.Certificate, CertifiedTo: card.CertifiedTo, CheckedOn: card.CheckedOn, AssignedOn: d.On,
	}, card, unmet, nil
}

// phaseOf is the scoring phase that runs in a state.
func phaseOf(s workflow.State) string {
	if s == workflow.Integrating {
		return workflow.PhaseIntegration
	}
	return workflow.PhaseCapacity
}

// against says what stands against an agency in this case on the day: a missing
// qualification, or a tie to the parties.
func (d *Decision) against(ctx context.Context, a workflow.Agency) ([]workflow.Unmet, error) {
	lacks := a.Unqualified(d.On, d.Pack)
	for _, hit := range a.Affiliations(d.Case) {
		lacks = append(lacks, workflow.Unmet{
			Guard: "recusal", Message: a.Name + "：应当回避：" + hit, Basis: []law.Citation{workflow.Assessment("第十二条")},
			Who: []workflow.Role{workflow.RoleOfficer}, Pointer: "/body/agency_id",
		})
	}
	ties, err := d.bound(ctx, agencySubject(a), "/body/agency_id")
	return append(lacks, ties...), err
}

// bodyStands checks that the body of the case may still work on the day and keeps
// the contract as it is now: one that was renewed holds, one that was ended does not.
func (d *Decision) bodyStands(ctx context.Context) error {
	c := d.Case.Commission
	if c.OfAgency() == "" {
		return nil
	}
	a, err := d.Tx.Agency(ctx, c.OfAgency())
	if err != nil {
		return err
	}
	lacks, err := d.against(ctx, a)
	if err != nil {
		return err
	}
	if len(lacks) > 0 {
		return workflow.GuardUnmet(lacks...)
	}
	c.Contract, c.ContractTo = a.Contract.Number, a.Contract.To
	return nil
}

// stillQualified says what an evaluator of the case lacks on the day, and keeps
// certificate and record check as they are now. Of somebody whose card the actor
// may not see nothing is said: that evaluator is checked at his own acts.
func (d *Decision) stillQualified(ctx context.Context, e *workflow.Evaluator) ([]workflow.Unmet, error) {
	card, err := d.Tx.Evaluator(ctx, e.EvaluatorID)
	if workflow.IsKind(err, workflow.KindNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if lacks := card.Unqualified(d.On, d.Pack); len(lacks) > 0 {
		return lacks, nil
	}
	e.Certificate, e.CertifiedTo, e.CheckedOn = card.Certificate, card.CertifiedTo, card.CheckedOn
	return nil, nil
}

// mayWork refuses an evaluator who is not qualified any more on the day of his act.
func (d *Decision) mayWork(ctx context.Context) error {
	e := d.Case.EvaluatorByAccount(d.Actor.ID)
	if e == nil {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "您不是本案的评估员")
	}
	lacks, err := d.stillQualified(ctx, e)
	if err != nil {
		return err
	}
	return workflow.GuardUnmet(lacks...)
}

// declaredConflict reports whether the evaluator has declared a conflict in this case at any time.
func (d *Decision) declaredConflict(evaluatorID string) bool {
	conflict := func(r workflow.RecusalDeclaration) bool { return r.Conflict }
	for _, body := range append(slices.Clone(d.Case.PastBodies), *d.Case.Commission) {
		for _, m := range body.Members {
			if m.EvaluatorID == evaluatorID && (m.Declared != nil && m.Declared.Conflict || slices.ContainsFunc(m.Earlier, conflict)) {
				return true
			}
		}
	}
	return slices.ContainsFunc(d.Case.Adjudicators, func(a workflow.Adjudicator) bool {
		return a.EvaluatorID == evaluatorID && (a.Declared != nil && a.Declared.Conflict || slices.ContainsFunc(a.Earlier, conflict))
	})
}
