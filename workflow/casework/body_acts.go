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

// NameBody names another assessment body after the first declined (另行确定评估主体).
type NameBody struct {
	Dated
	Body   BodyChoice `json:"body"`
	Reason string     `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (NameBody) Act() workflow.ActName { return workflow.ActNameBody }

// Decide keeps the body that declined and notifies the new one; the family gets a new notice.
func (in NameBody) Decide(ctx context.Context, d *Decision) error {
	next, err := d.commission(ctx, in.Body)
	if err != nil {
		return err
	}
	if old := d.Case.Commission; old != nil {
		old.EndedOn = d.On
		d.Case.PastBodies = append(d.Case.PastBodies, *old)
	}
	next.Reason = in.Reason
	d.Case.Commission = next
	return d.OrderAll(ctx,
		Order{Code: "D05", To: "applicants", Recipient: ApplicantNames(d.Case)},
		Order{Code: "D05", To: "body", Recipient: next.BodyName},
		Order{Code: "D08", To: "body", Recipient: next.BodyName})
}

// AcceptCommission is the body's acceptance (接受委托): from now on the file is open to it.
type AcceptCommission struct {
	Dated
	Note string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (AcceptCommission) Act() workflow.ActName { return workflow.ActAcceptCommission }

// Decide records the acceptance; the body must still be qualified on that day.
func (in AcceptCommission) Decide(ctx context.Context, d *Decision) error {
	c := d.Case.Commission
	if c.Kind == workflow.BodyAgency {
		a, err := d.Tx.Agency(ctx, c.BodyID)
		if err != nil {
			return err
		}
		if lacks := a.Unqualified(d.On, d.Pack); len(lacks) > 0 {
			return workflow.GuardUnmet(lacks...)
		}
	}
	c.AcceptedOn = d.On
	return nil
}

// DeclineCommission is the body's refusal (谢绝委托), with its reason; the officer names another.
type DeclineCommission struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (DeclineCommission) Act() workflow.ActName { return workflow.ActDeclineCommission }

// Decide records the refusal; the assessment clock runs on.
func (in DeclineCommission) Decide(_ context.Context, d *Decision) error {
	d.Case.Commission.DeclinedOn, d.Case.Commission.Reason = d.On, in.Reason
	return nil
}

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

// DeclareRecusal is an evaluator's own declaration (回避声明和保密承诺, 2020 办法 arts. 4, 12).
type DeclareRecusal struct {
	Dated
	Conflict bool   `json:"conflict" doc:"存在应当回避的情形"`
	Ground   string `json:"ground,omitempty" maxLength:"500" doc:"Needed when conflict is true"`
	Secrecy  bool   `json:"secrecy" doc:"已作保密承诺"`
}

// Act names the act.
func (DeclareRecusal) Act() workflow.ActName { return workflow.ActDeclareRecusal }

// Decide records the declaration of the evaluator who makes it.
func (in DeclareRecusal) Decide(ctx context.Context, d *Decision) error {
	e := d.Case.EvaluatorByAccount(d.Actor.ID)
	if e == nil {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "您不是本案的评估员")
	}
	if in.Conflict && in.Ground == "" {
		return workflow.Invalid(workflow.Field("/ground", "required", "存在应当回避情形的，请说明具体情形", workflow.Assessment("第十二条")))
	}
	if !in.Conflict && !in.Secrecy {
		return workflow.Invalid(workflow.Field("/secrecy", "required", "评估员应当作保密承诺", workflow.Assessment("第四条")))
	}
	e.Declared = &workflow.RecusalDeclaration{On: d.On, Conflict: in.Conflict, Ground: in.Ground, Secrecy: in.Secrecy}
	_, err := d.OrderPaper(ctx, Order{Code: "D09", To: "body", Recipient: d.Case.Commission.BodyName, Subject: e.EvaluatorID})
	return err
}

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

// phaseOf is the scoring phase that runs in a state.
func phaseOf(s workflow.State) string {
	if s == workflow.Integrating {
		return workflow.PhaseIntegration
	}
	return workflow.PhaseCapacity
}

// BeginAssessment opens the home study (开始评估) and names the scoring tables
// that are in force on that day: the case keeps them for ever.
type BeginAssessment struct {
	Dated
	IllustrativeReason string `json:"illustrative_reason,omitempty" maxLength:"500" doc:"Outside a sandbox no illustrative table is used"`
}

// Act names the act.
func (BeginAssessment) Act() workflow.ActName { return workflow.ActBeginAssessment }

// Decide names the tables. It fails with law_unknown when the division has no
// table in force for a phase, or only an illustrative one outside a sandbox.
func (in BeginAssessment) Decide(_ context.Context, d *Decision) error {
	d.Case.Instruments = map[string]workflow.Ref{}
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		table, err := d.tableInForce(phase)
		if err != nil {
			return err
		}
		d.Case.Instruments[phase] = workflow.Ref(table.Ref())
	}
	d.Case.Commission.BegunOn = d.On
	return nil
}
