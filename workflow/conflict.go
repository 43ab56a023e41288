package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// SubjectKind is who may have to withdraw (回避对象).
type SubjectKind string

// Who may have to withdraw.
const (
	SubjectAgency    SubjectKind = "agency"    // 评估机构
	SubjectEvaluator SubjectKind = "evaluator" // 评估员
	SubjectStaff     SubjectKind = "staff"     // 登记机关工作人员、机构负责人
)

// Codes lists who may have to withdraw (回避对象).
func (SubjectKind) Codes() []eligibility.Code {
	return []eligibility.Code{
		{Value: string(SubjectAgency), Name: "评估机构"},
		{Value: string(SubjectEvaluator), Name: "评估员"},
		{Value: string(SubjectStaff), Name: "登记机关或者评估机构的工作人员"},
	}
}

// Subject is one of them: an agency or an evaluator by id, staff by account.
type Subject struct {
	Kind SubjectKind `json:"kind" doc:"回避对象"`
	ID   string      `json:"id" format:"uuid" doc:"Id of the agency or the evaluator; of staff the account"`
}

// Outcomes of a decision on recusal.
const (
	RecusalWaived   = "waived"   // 不予回避
	RecusalRecorded = "recorded" // 回避
)

// Recusal is what was decided on somebody's ties to a case (回避决定, 2020 办法 art. 12).
type Recusal struct {
	Subject Subject   `json:"subject"`
	Name    string    `json:"name"`
	Outcome string    `json:"outcome"`        // waived | recorded
	Ties    []TieKind `json:"ties,omitempty"` // that were set aside
	Reason  string    `json:"reason"`         // 理由
	On      law.Date  `json:"on"`
	By      string    `json:"by"`
	ByID    string    `json:"by_id"`
}

// Waived reports whether a supervisor has decided that a tie of the kind does not
// exclude the subject.
func (c *Case) Waived(s Subject, k TieKind) bool {
	return !k.Excludes() && slices.ContainsFunc(c.Recusals, func(r Recusal) bool {
		return r.Subject == s && r.Outcome == RecusalWaived && slices.Contains(r.Ties, k)
	})
}

// Recused reports whether the subject has withdrawn from the case, or had to. That
// is never taken back.
func (c *Case) Recused(s Subject) bool {
	return slices.ContainsFunc(c.Recusals, func(r Recusal) bool { return r.Subject == s && r.Outcome == RecusalRecorded })
}

// LastNoInterest is the last declaration of no interest of an account; nil without one.
func (c *Case) LastNoInterest(account string) *NoInterest {
	for i := len(c.NoInterest) - 1; i >= 0; i-- {
		if c.NoInterest[i].AccountID == account {
			return &c.NoInterest[i]
		}
	}
	return nil
}

// Withdrawn reports whether the account's person has withdrawn, as staff, as evaluator
// or as adjudicator.
func (c *Case) Withdrawn(account string) bool {
	if c.Recused(Subject{SubjectStaff, account}) {
		return true
	}
	for _, body := range c.bodies() {
		for _, e := range body.Members {
			if e.AccountID == account && c.Recused(Subject{SubjectEvaluator, e.EvaluatorID}) {
				return true
			}
		}
	}
	return slices.ContainsFunc(c.Adjudicators, func(a Adjudicator) bool {
		return a.AccountID == account && c.Recused(Subject{SubjectEvaluator, a.EvaluatorID})
	})
}

// withdrawn refuses who has withdrawn everything but what protects a child, and says who
// can go on: also where nobody is left in the office.
func (c *Case) withdrawn(a Actor, r Row) error {
	if r.Act == ActRaiseEmergency || r.Act == ActRecordPoliceReport || r.Act == ActReportCircumstance || !c.Withdrawn(a.ID) {
		return nil
	}
	remedy := "请由评估主体另行指派的人员办理"
	if a.AuthorityID == c.AuthorityID && (a.Role == RoleOfficer || a.Role == RoleSupervisor) {
		remedy = "请由本机关其他" + a.Role.Chinese() + "办理；本机关" + a.Role.Chinese() + "均应当回避的，请报上级民政部门指派人员，由管理员为其开立本机关的账户后办理"
	}
	return &Error{Kind: KindForbidden, Code: "recused", Message: "您已在本案回避，不得办理“" + r.Name + "”：" + remedy}
}
