package office

import (
	"context"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// EvaluatorParticulars is what is filed of an evaluator (评估员, 2020 办法 arts. 6, 7).
type EvaluatorParticulars struct {
	Name        string         `json:"name" minLength:"1" maxLength:"50"`
	IDNumber    string         `json:"id_number" minLength:"18" maxLength:"18" doc:"公民身份号码，用于回避核查"`
	Phone       string         `json:"phone,omitempty" maxLength:"40" doc:"用于回避核查"`
	Address     string         `json:"address,omitempty" maxLength:"200" doc:"住址，用于回避核查"`
	Employer    string         `json:"employer,omitempty" maxLength:"200" doc:"评估主体以外的工作单位，用于回避核查"`
	BankAccount string         `json:"bank_account,omitempty" maxLength:"40" doc:"银行账号，用于回避核查"`
	Kin         []workflow.Kin `json:"kin,omitempty" maxItems:"40" doc:"亲属，用于回避核查"`
	Background  string         `json:"background" enum:"social_work,medicine,psychology,law,other" doc:"专业背景"`
	Years       int            `json:"years" minimum:"0" maximum:"70" doc:"从事相关工作年限"`
	FullTime    bool           `json:"full_time" doc:"专职"`
	Established bool           `json:"established,omitempty" doc:"民政部门在编工作人员（评估小组成员）"`
	Certificate string         `json:"certificate,omitempty" maxLength:"60" doc:"工作证编号"`
	CertifiedTo law.Date       `json:"certified_to,omitzero" doc:"工作证有效期至, YYYY-MM-DD"`
	AccountID   string         `json:"account_id,omitempty" format:"uuid" doc:"Account with which the evaluator signs in"`
}

// write checks the particulars and puts them into e.
func (p EvaluatorParticulars) write(ctx context.Context, d *Decision, e *workflow.EvaluatorCard) error {
	var f fields
	f.need("/name", p.Name, "姓名")
	id, err := eligibility.ParseResidentID(p.IDNumber)
	if err == nil {
		err = id.NotBornAfter(d.On)
	}
	f.numbered("/id_number", err)
	writeBackground(&f, "/background", p.Background)
	writeYears(&f, "/years", p.Years)
	if !p.CertifiedTo.IsZero() && p.Certificate == "" {
		f.add("/certificate", "required", "填写工作证有效期的，请填写工作证编号")
	}
	checkKin(&f, "/kin", p.IDNumber, p.Kin)
	if p.Established && e.AgencyID != "" {
		f.add("/established", "not_own_group", "评估机构的评估员不是民政部门在编工作人员", workflow.Assessment("第六条"))
	}
	if err := p.account(ctx, d, e, &f); err != nil {
		return err
	}
	if err := f.err(); err != nil {
		return err
	}
	e.Name, e.IDNumber, e.Phone, e.Address = p.Name, p.IDNumber, p.Phone, p.Address
	e.Employer, e.BankAccount, e.Kin = p.Employer, p.BankAccount, p.Kin
	e.Background, e.Years, e.FullTime, e.Established = p.Background, p.Years, p.FullTime, p.Established
	e.Certificate, e.CertifiedTo, e.AccountID = p.Certificate, p.CertifiedTo, p.AccountID
	return nil
}

// account checks that the evaluator's account is one of an evaluator of the same body.
func (p EvaluatorParticulars) account(ctx context.Context, d *Decision, e *workflow.EvaluatorCard, f *fields) error {
	if p.AccountID == "" || p.AccountID == e.AccountID {
		return nil
	}
	a, err := d.Tx.Account(ctx, p.AccountID)
	if workflow.IsKind(err, workflow.KindNotFound) {
		f.add("/account_id", "not_found", "没有这一账户")
		return nil
	}
	if err != nil {
		return err
	}
	if a.Role != workflow.RoleEvaluator || a.AuthorityID != e.AuthorityID || a.AgencyID != e.AgencyID {
		f.add("/account_id", "not_evaluator", "账户应当是同一评估主体的评估员账户")
	}
	return nil
}

// RegisterEvaluator files an evaluator of an agency, or of the authority's own
// group when no agency is given (登记评估员).
type RegisterEvaluator struct {
	Dated
	AuthorityID string `json:"authority_id,omitempty" format:"uuid" doc:"Of a member of the authority's own group (评估小组)"`
	AgencyID    string `json:"agency_id,omitempty" format:"uuid" doc:"Of an agency's evaluator; one of the two is given"`
	EvaluatorParticulars
}

// Act names the act.
func (RegisterEvaluator) Act() ActName { return ActRegisterEvaluator }

// Place returns the authority, that of the agency when one is given. A manager
// files for the own agency only.
func (in RegisterEvaluator) Place(ctx context.Context, tx Tx, actor workflow.Actor) (string, error) {
	if (in.AuthorityID == "") == (in.AgencyID == "") {
		return "", workflow.Invalid(workflow.Field("/agency_id", "one_of", "请在登记机关（authority_id）和评估机构（agency_id）中选填一项"))
	}
	if actor.Role == workflow.RoleManager && in.AgencyID != actor.AgencyID {
		return "", workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一机构，或者不在您的管理范围内")
	}
	if in.AgencyID == "" {
		return in.AuthorityID, nil
	}
	a, err := tx.Agency(ctx, in.AgencyID)
	if err != nil {
		return "", err
	}
	return a.AuthorityID, nil
}

// Decide files the evaluator. Whether he or she may be assigned is asked on the
// day of assignment; a missing qualification does not hinder filing.
func (in RegisterEvaluator) Decide(ctx context.Context, d *Decision) error {
	if in.AgencyID != "" {
		a, err := d.Tx.Agency(ctx, in.AgencyID)
		if err != nil {
			return err
		}
		if a.Closed {
			return workflow.Refuse(workflow.KindConflict, "agency_closed", a.Name+"已停止承接评估")
		}
	}
	d.Evaluator = &workflow.EvaluatorCard{ID: d.NewID(), AuthorityID: d.Authority.ID, AgencyID: in.AgencyID}
	return in.write(ctx, d, d.Evaluator)
}

// ChangeEvaluator changes what is filed, certificate and account included (变更评估员信息).
type ChangeEvaluator struct {
	Dated
	EvaluatorParticulars
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ChangeEvaluator) Act() ActName { return ActChangeEvaluator }

// Decide writes the particulars.
func (in ChangeEvaluator) Decide(ctx context.Context, d *Decision) error {
	if err := notSelf(d); err != nil {
		return err
	}
	if err := in.write(ctx, d, d.Evaluator); err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "变更理由")
	return f.err()
}

// CheckEvaluator records the yearly inquiry whether the evaluator has a record of
// harm to minors (违法犯罪记录查询, 未成年人保护法 arts. 62, 98).
type CheckEvaluator struct {
	Dated
	CheckedOn law.Date `json:"checked_on" doc:"Day of the inquiry, YYYY-MM-DD" example:"2024-01-02"`
	Clear     bool     `json:"clear" doc:"无性侵害、虐待、拐卖、暴力伤害等违法犯罪记录"`
	Reference string   `json:"reference" minLength:"1" maxLength:"200" doc:"查询机关和查询结果编号"`
}

// Act names the act.
func (CheckEvaluator) Act() ActName { return ActCheckEvaluator }

// Decide writes the result. One that is not clear also suspends the evaluator.
func (in CheckEvaluator) Decide(_ context.Context, d *Decision) error {
	if err := notSelf(d); err != nil {
		return err
	}
	var f fields
	f.need("/reference", in.Reference, "查询机关和查询结果编号")
	e := d.Evaluator
	switch {
	case in.CheckedOn.IsZero():
		f.add("/checked_on", "required", "请填写查询日期", workflow.MinorsLaw("第六十二条"))
	case in.CheckedOn.After(d.On):
		f.add("/checked_on", "too_late", "查询日期不得晚于办理日期（"+d.On.Chinese()+"）")
	case in.CheckedOn.Before(e.CheckedOn):
		f.add("/checked_on", "too_early", "已有"+e.CheckedOn.Chinese()+"的查询结果，不得以更早的结果替代")
	}
	e.CheckedOn, e.CheckClear = in.CheckedOn, in.Clear
	if !in.Clear {
		e.Suspended = true
	}
	return f.err()
}

// SuspendEvaluator takes an evaluator off assessment work (停止评估工作). Who is
// assigned to a running case is replaced there.
type SuspendEvaluator struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (SuspendEvaluator) Act() ActName { return ActSuspendEvaluator }

// Decide suspends.
func (in SuspendEvaluator) Decide(_ context.Context, d *Decision) error {
	if d.Evaluator.Suspended {
		return workflow.Refuse(workflow.KindConflict, "suspended", d.Evaluator.Name+"已停止评估工作")
	}
	var f fields
	f.need("/reason", in.Reason, "停止评估工作的理由")
	d.Evaluator.Suspended = true
	return f.err()
}

// ResumeEvaluator lets a suspended evaluator work again (恢复评估工作); only the
// authority's administrator may, and only with a clear check.
type ResumeEvaluator struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ResumeEvaluator) Act() ActName { return ActResumeEvaluator }

// Decide resumes.
func (in ResumeEvaluator) Decide(_ context.Context, d *Decision) error {
	e := d.Evaluator
	if !e.Suspended {
		return workflow.Refuse(workflow.KindConflict, "not_suspended", e.Name+"没有停止评估工作")
	}
	if !e.CheckedOn.IsZero() && !e.CheckClear {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: "evaluator_clear", Message: e.Name + "：查询结果载有违法犯罪记录，不得从事密切接触未成年人的工作",
			Basis: []law.Citation{workflow.MinorsLaw("第六十二条")}, Who: []workflow.Role{workflow.RoleAdmin},
		})
	}
	var f fields
	f.need("/reason", in.Reason, "恢复评估工作的理由")
	e.Suspended = false
	return f.err()
}

// notSelf keeps people from writing their own qualification.
func notSelf(d *Decision) error {
	if d.Evaluator.AccountID != "" && d.Evaluator.AccountID == d.Actor.ID {
		return workflow.Refuse(workflow.KindForbidden, "own_record", "不得由本人变更或者核验本人的评估员信息")
	}
	return nil
}
