package workflow

import "github.com/anjia-project/anjia/assessment/eligibility"

// State is where a case stands. The Chinese terms of art stand in stateNames;
// the mapping to domain.md §3.3 is printed in docs/lifecycle.md.
type State string

// The states of a case of kind registration (design.md §3).
const (
	Draft           State = "draft"            // 草稿: no entries, may be discarded
	Submitted       State = "submitted"        // 已提交
	Supplementing   State = "supplementing"    // 待补正
	NotAccepted     State = "not_accepted"     // 不予受理 (end)
	Reviewing       State = "reviewing"        // 初审
	AwaitingConsent State = "awaiting_consent" // 待同意评估
	Commissioning   State = "commissioning"    // 委托评估
	Assessing       State = "assessing"        // 评估中
	Integrating     State = "integrating"      // 融合中
	Reporting       State = "reporting"        // 报告待签
	ReportReview    State = "report_review"    // 报告审核
	// Selecting and IntegrationReview are of order B alone.
	Selecting         State = "selecting"          // 择优
	IntegrationReview State = "integration_review" // 融合评估
	Deciding          State = "deciding"           // 登记审查
	FollowUp          State = "follow_up"          // 已登记、回访中
	Closed            State = "closed"             // 已归档 (end)
	Refused           State = "refused"            // 不予登记 (end)
	NotSelected       State = "not_selected"       // 未被选定 (end, order B)
	Withdrawn         State = "withdrawn"          // 已撤回 (end)
	Terminated        State = "terminated"         // 终止办理 (end)
)

var stateNames = map[State]string{
	Draft: "草稿", Submitted: "已提交", Supplementing: "待补正", NotAccepted: "不予受理", Reviewing: "初审中",
	AwaitingConsent: "待同意评估", Commissioning: "委托评估中", Assessing: "评估中", Integrating: "融合中",
	Reporting: "报告待签", ReportReview: "报告审核中", Deciding: "登记审查中", FollowUp: "已登记（回访中）",
	Selecting: "择优中", IntegrationReview: "融合评估中", NotSelected: "未被选定",
	Closed: "已归档", Refused: "不予登记", Withdrawn: "已撤回", Terminated: "终止办理",
}

// States lists every state in the order of the lifecycle.
func States() []State {
	return []State{
		Draft, Submitted, Supplementing, Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating,
		Reporting, ReportReview, Selecting, IntegrationReview, Deciding, FollowUp, Closed, NotAccepted, Refused, NotSelected, Withdrawn, Terminated,
	}
}

// Chinese returns the Chinese name of the state, the code itself when unknown.
func (s State) Chinese() string {
	if n, ok := stateNames[s]; ok {
		return n
	}
	return string(s)
}

// End reports whether the case has ended (终态). Service of papers and scans stay open in ends.
func (s State) End() bool {
	switch s { //nolint:exhaustive // every other state goes on
	case Closed, NotAccepted, Refused, NotSelected, Withdrawn, Terminated:
		return true
	}
	return false
}

// Role is what an account may be (design.md §7).
type Role string

// The roles.
const (
	RoleOfficer    Role = "officer"        // 收养登记员
	RoleSupervisor Role = "supervisor"     // 审批人
	RoleManager    Role = "agency_manager" // 评估机构负责人
	RoleEvaluator  Role = "evaluator"      // 评估员
	RoleAuditor    Role = "auditor"        // 审计员
	RoleAdmin      Role = "administrator"  // 管理员
)

var roleNames = map[Role]string{
	RoleOfficer: "收养登记员", RoleSupervisor: "审批人", RoleManager: "评估机构负责人",
	RoleEvaluator: "评估员", RoleAuditor: "审计员", RoleAdmin: "管理员",
}

// Roles lists every role.
func Roles() []Role {
	return []Role{RoleOfficer, RoleSupervisor, RoleManager, RoleEvaluator, RoleAuditor, RoleAdmin}
}

// Chinese returns the Chinese name of the role, the code itself when unknown.
func (r Role) Chinese() string {
	if n, ok := roleNames[r]; ok {
		return n
	}
	return string(r)
}

// Actor is the person who does an act. Organisation is the authority's or the
// agency's id; ids and names are both kept in the record because the record
// must outlive the account.
type Actor struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Role         Role   `json:"role"`
	AuthorityID  string `json:"authority_id,omitempty"` // of officers, supervisors, own-group evaluators
	AgencyID     string `json:"agency_id,omitempty"`    // of agency managers and evaluators
	Organisation string `json:"organisation"`           // display name
}

// CaseKind is the kind of business (ADOPTIONBIZTYPE, domain.md §4.4).
type CaseKind string

// KindRegistration is 收养登记; the other kinds are short cases of their own that come later.
const KindRegistration CaseKind = "registration"

// Category is the adoption category of domain.md §4.4 (ADOPTIONCATEGORY), "1" to "8".
type Category string

// The eight categories.
const (
	CatInstitutionFoundling Category = "1" // 福利机构抚养的弃婴（儿童）
	CatInstitutionOrphan    Category = "2" // 福利机构抚养的孤儿
	CatIncapableParents     Category = "3" // 生父母均不具备完全民事行为能力且可能严重危害的子女
	CatStepChild            Category = "4" // 继子女
	CatSpecialDifficulty    Category = "5" // 生父母有特殊困难无力抚养的子女
	CatCollateralKin        Category = "6" // 三代以内旁系同辈血亲的子女
	CatOrphan               Category = "7" // 非福利机构抚养的孤儿
	CatFoundling            Category = "8" // 非福利机构抚养的弃婴（儿童）
)

// Codes lists the categories (收养类别), the same list as the rules have.
func (Category) Codes() []eligibility.Code { return eligibility.Category(0).Codes() }

// Categories lists every category in the order of its number.
func Categories() []Category {
	return []Category{CatInstitutionFoundling, CatInstitutionOrphan, CatIncapableParents, CatStepChild, CatSpecialDifficulty, CatCollateralKin, CatOrphan, CatFoundling}
}

// Chinese returns the category's Chinese name, "" when unknown.
func (c Category) Chinese() string {
	for _, k := range c.Codes() {
		if k.Value == string(c) {
			return k.Name
		}
	}
	return ""
}

// NeedsNotice reports whether the child's parents must be sought by public
// notice before registration (公告, 登记办法 art. 8).
func (c Category) NeedsNotice() bool { return c == CatInstitutionFoundling || c == CatFoundling }

// Exempt reports whether the category is exempt from assessment
// (继子女, 收养评估办法（试行） art. 2: the only exemption).
func (c Category) Exempt() bool { return c == CatStepChild }
