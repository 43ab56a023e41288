package workflow

import (
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

// Agency is a third-party assessment agency under contract with an authority (第三方评估机构, 2020 办法 art. 7).
type Agency struct {
	ID             string   `json:"id"`
	AuthorityID    string   `json:"authority_id"` // the authority that contracts it
	Version        int64    `json:"version"`
	Name           string   `json:"name"`
	CreditCode     string   `json:"credit_code"`
	LegalPerson    bool     `json:"legal_person"`         // 具有法人资格
	Governance     bool     `json:"governance"`           // 组织机构健全、内部管理规范
	Scope          string   `json:"scope"`                // 业务范围
	ScopeCovers    bool     `json:"scope_covers"`         // 业务范围包含社会调查或者评估
	Experience     string   `json:"experience,omitempty"` // 相关评估经验
	Representative string   `json:"representative"`       // 法定代表人
	Address        string   `json:"address,omitempty"`
	Phone          string   `json:"phone,omitempty"`
	BankAccount    string   `json:"bank_account,omitempty"` // 银行账号, for the recusal check
	Staff          []Staff  `json:"staff"`
	Contract       Contract `json:"contract"`
	Closed         bool     `json:"closed,omitempty"`
}

// Staff is one member of an agency's staff, as filed with the authority.
type Staff struct {
	Name       string `json:"name"`
	Background string `json:"background"` // social_work | medicine | psychology | law | other
	Years      int    `json:"years"`      // of related work
	FullTime   bool   `json:"full_time"`
}

// Contract is the commission agreement (委托协议).
type Contract struct {
	Number       string   `json:"number"`
	From         law.Date `json:"from"`
	To           law.Date `json:"to"`
	TerminatedOn law.Date `json:"terminated_on,omitzero"`
	Ground       string   `json:"ground,omitempty"`
}

// InForce reports whether the contract stands on the day.
func (c Contract) InForce(on law.Date) bool {
	return c.Number != "" && !on.Before(c.From) && !on.After(c.To) && (c.TerminatedOn.IsZero() || on.Before(c.TerminatedOn))
}

// Backgrounds that art. 7 names; others need years of related work.
func qualifyingBackground(b string) bool {
	return b == "social_work" || b == "medicine" || b == "psychology"
}

// Unqualified lists what an agency lacks on the day to be commissioned (2020 办法 art. 7).
func (a Agency) Unqualified(on law.Date, p *law.Pack) []Unmet {
	basis := []law.Citation{Assessment("第七条")}
	var out []Unmet
	lack := func(message string) {
		out = append(out, Unmet{Guard: "agency_qualified", Message: a.Name + "：" + message, Basis: basis, Who: []Role{RoleAdmin}})
	}
	if a.Closed {
		lack("已停止承接评估")
	}
	if !a.LegalPerson {
		lack("不具有法人资格")
	}
	if !a.Governance {
		lack("组织机构和内部管理未经确认")
	}
	if !a.ScopeCovers && a.Experience == "" {
		lack("业务范围不含社会调查或者评估，亦无相关评估经验")
	}
	if !a.Contract.InForce(on) {
		lack("在" + on.Chinese() + "没有有效的委托协议")
		out[len(out)-1].Basis = []law.Citation{Assessment("第五条")}
	}
	min, err := p.Int("agency.staff_min", on)
	if err != nil {
		lack(lawMissing(err))
		return out
	}
	years, err := p.Int("agency.staff_years", on)
	if err != nil {
		lack(lawMissing(err))
		return out
	}
	n := 0
	for _, s := range a.Staff {
		if s.FullTime && (qualifyingBackground(s.Background) || s.Years >= years) {
			n++
		}
	}
	if n < min {
		lack(fmt.Sprintf("符合条件的专职工作人员应当有%d名以上，现有%d名", min, n))
	}
	return out
}

// EvaluatorCard is an evaluator as the office knows him or her (评估员).
type EvaluatorCard struct {
	ID          string   `json:"id"`
	AuthorityID string   `json:"authority_id"`
	AgencyID    string   `json:"agency_id,omitempty"` // empty: a member of the authority's own group
	AccountID   string   `json:"account_id"`
	Version     int64    `json:"version"`
	Name        string   `json:"name"`
	IDNumber    string   `json:"id_number,omitempty"`
	Phone       string   `json:"phone,omitempty"`
	Address     string   `json:"address,omitempty"`
	Employer    string   `json:"employer,omitempty"`     // 工作单位, besides the body
	BankAccount string   `json:"bank_account,omitempty"` // 银行账号
	Kin         []Kin    `json:"kin,omitempty"`          // 亲属
	Background  string   `json:"background"`
	Years       int      `json:"years"`
	FullTime    bool     `json:"full_time"`
	Established bool     `json:"established"` // 在编 (own group, art. 6)
	Certificate string   `json:"certificate,omitempty"`
	CertifiedTo law.Date `json:"certified_to,omitzero"`
	CheckedOn   law.Date `json:"checked_on,omitzero"` // last check for records of harm (未成年人保护法 arts. 62, 98)
	CheckClear  bool     `json:"check_clear"`
	Suspended   bool     `json:"suspended,omitempty"`
}

// Professional reports whether the evaluator has one of the backgrounds that art. 7 names (专业背景).
func (e EvaluatorCard) Professional() bool { return qualifyingBackground(e.Background) }

// Unqualified lists what the evaluator lacks on the day to be assigned.
func (e EvaluatorCard) Unqualified(on law.Date, p *law.Pack) []Unmet {
	var out []Unmet
	lack := func(message string, basis law.Citation) {
		out = append(out, Unmet{Guard: "evaluator_qualified", Message: e.Name + "：" + message, Basis: []law.Citation{basis}, Who: []Role{RoleManager, RoleAdmin}})
	}
	if e.Suspended {
		lack("已停止评估工作", Assessment("第十三条"))
	}
	if e.AgencyID == "" {
		if !e.Established {
			lack("不是民政部门在编工作人员", Assessment("第六条"))
		}
	} else {
		years, err := p.Int("agency.staff_years", on)
		if err != nil {
			lack(lawMissing(err), Assessment("第七条"))
		} else if !e.FullTime || !qualifyingBackground(e.Background) && e.Years < years {
			lack(fmt.Sprintf("不是具有社会工作、医学、心理学专业背景或者从事相关工作%d年以上的专职人员", years), Assessment("第七条"))
		}
	}
	if !e.CertifiedTo.IsZero() && e.CertifiedTo.Before(on) {
		lack("工作证已于"+e.CertifiedTo.Chinese()+"到期", Assessment("第七条"))
	}
	if e.CheckedOn.IsZero() || !e.CheckClear {
		lack("没有无侵害未成年人违法犯罪记录的查询结果", MinorsLaw("第六十二条"))
	} else if e.CheckedOn.AddYears(1).Before(on) {
		lack("违法犯罪记录查询已超过一年（"+e.CheckedOn.Chinese()+"）", MinorsLaw("第九十八条"))
	}
	return out
}

// Affiliations lists what ties an agency to the placer or the applicants by what it
// is: the same organisation or representative (回避, 2020 办法 art. 12). A hit excludes.
func (a Agency) Affiliations(c *Case) []string {
	p := c.Application.Placer
	var hits []string
	hit := func(mine, theirs, message string) {
		if mine != "" && mine == theirs {
			hits = append(hits, message)
		}
	}
	hit(a.CreditCode, p.CreditCode, "评估机构与送养人系同一组织")
	hit(a.Name, p.Organisation, "评估机构与送养人名称相同")
	if p.Organisation != "" {
		hit(a.Representative, p.Representative, "评估机构与送养人的法定代表人相同")
	}
	for _, one := range c.Application.Applicants {
		hit(a.Representative, one.Name, "收养申请人"+one.Name+"与评估机构法定代表人同名，应当查明")
	}
	return hits
}
