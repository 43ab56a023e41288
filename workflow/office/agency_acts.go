package office

import (
	"context"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// AgencyParticulars is what an authority files of an agency: who it is and what
// it may do (2020 办法 art. 7).
type AgencyParticulars struct {
	Name           string `json:"name" minLength:"1" maxLength:"100" doc:"机构全称" example:"拉萨市某社会工作服务中心"`
	CreditCode     string `json:"credit_code" minLength:"18" maxLength:"18" doc:"统一社会信用代码"`
	LegalPerson    bool   `json:"legal_person" doc:"具有法人资格，已核验登记证书"`
	Governance     bool   `json:"governance" doc:"组织机构健全、内部管理规范，已核实"`
	Scope          string `json:"scope" minLength:"1" maxLength:"500" doc:"登记证书载明的业务范围"`
	ScopeCovers    bool   `json:"scope_covers" doc:"业务范围包含社会调查或者评估"`
	Experience     string `json:"experience,omitempty" maxLength:"1000" doc:"相关评估经验，业务范围不含社会调查或者评估时填写"`
	Representative string `json:"representative" minLength:"1" maxLength:"50" doc:"法定代表人"`
	Address        string `json:"address,omitempty" maxLength:"200"`
	Phone          string `json:"phone,omitempty" maxLength:"40"`
	BankAccount    string `json:"bank_account,omitempty" maxLength:"40" doc:"银行账号，用于回避核查"`
}

// write checks the particulars and puts them into a.
func (p AgencyParticulars) write(f *fields, a *workflow.Agency) {
	f.need("/name", p.Name, "机构全称")
	f.need("/scope", p.Scope, "业务范围")
	f.need("/representative", p.Representative, "法定代表人")
	_, err := eligibility.ParseCreditCode(p.CreditCode)
	f.numbered("/credit_code", err)
	a.Name, a.CreditCode, a.LegalPerson, a.Governance = p.Name, p.CreditCode, p.LegalPerson, p.Governance
	a.Scope, a.ScopeCovers, a.Experience = p.Scope, p.ScopeCovers, p.Experience
	a.Representative, a.Address, a.Phone = p.Representative, p.Address, p.Phone
	a.BankAccount = p.BankAccount
}

// RegisterAgency files an agency with the authority that contracts it (登记评估机构).
// An agency that lacks a qualification can be filed; it cannot be commissioned.
type RegisterAgency struct {
	Dated
	AuthorityID string `json:"authority_id" format:"uuid" doc:"The authority that contracts the agency"`
	AgencyParticulars
	Staff    []StaffMember  `json:"staff" maxItems:"200"`
	Contract *ContractTerms `json:"contract,omitempty" doc:"May follow later"`
}

// Act names the act.
func (RegisterAgency) Act() ActName { return ActRegisterAgency }

// Place returns the authority.
func (in RegisterAgency) Place(context.Context, Tx, workflow.Actor) (string, error) {
	return in.AuthorityID, nil
}

// Decide files the agency.
func (in RegisterAgency) Decide(_ context.Context, d *Decision) error {
	if d.Authority.Closed {
		return workflow.Refuse(workflow.KindConflict, "authority_closed", "该登记机关已撤销")
	}
	var f fields
	d.Agency = &workflow.Agency{ID: d.NewID(), AuthorityID: in.AuthorityID, Staff: []workflow.Staff{}}
	in.write(&f, d.Agency)
	writeStaff(&f, in.Staff, d.Agency)
	if in.Contract != nil {
		in.Contract.write(&f, "/contract", d.Agency)
	}
	return f.err()
}

// ChangeAgency changes what is filed of an agency (变更评估机构信息).
type ChangeAgency struct {
	Dated
	AgencyParticulars
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ChangeAgency) Act() ActName { return ActChangeAgency }

// Decide writes the particulars. Cases keep the name under which they commissioned.
func (in ChangeAgency) Decide(_ context.Context, d *Decision) error {
	if err := openAgency(d); err != nil {
		return err
	}
	var f fields
	in.write(&f, d.Agency)
	f.need("/reason", in.Reason, "变更理由")
	return f.err()
}

// CloseAgency ends an agency's work for the authority (停止承接评估). Its contract, if
// it still runs, ends with it.
type CloseAgency struct {
	Dated
	Ground string `json:"ground" minLength:"1" maxLength:"500" doc:"理由"`
}

// Act names the act.
func (CloseAgency) Act() ActName { return ActCloseAgency }

// Decide closes the agency. Running commissions are not touched: the officers of
// those cases name another body.
func (in CloseAgency) Decide(_ context.Context, d *Decision) error {
	if err := openAgency(d); err != nil {
		return err
	}
	var f fields
	f.need("/ground", in.Ground, "停止承接评估的理由")
	d.Agency.Closed = true
	if c := &d.Agency.Contract; c.InForce(d.On) {
		c.TerminatedOn, c.Ground = d.On, in.Ground
	}
	return f.err()
}

func openAgency(d *Decision) error {
	if d.Agency.Closed {
		return workflow.Refuse(workflow.KindConflict, "agency_closed", d.Agency.Name+"已停止承接评估，不能再变更")
	}
	return nil
}
