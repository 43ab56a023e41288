package eligibility

import "github.com/anjia-project/anjia/assessment/law"

// Kind is one of the seven answers of a rule. Severity follows the verb of the text: what it demands or forbids
// (应当、不得、须) fails, what it allows or calls usual warns, a habit without text is a notice.
type Kind string

// The seven kinds.
const (
	NotApplicable Kind = "not_applicable" // 不适用: another category, or the law waives the requirement
	NotInForce    Kind = "not_in_force"   // 未施行或者已失效
	Pass          Kind = "pass"           // 符合
	Remark        Kind = "notice"         // 提示: nothing to decide, something to know
	Warn          Kind = "warn"           // 警示: a person has to judge
	Fail          Kind = "fail"           // 不符合
	Unknown       Kind = "unknown"        // 待查明: a fact is missing
)

// Stage says when a requirement must be met at the latest.
type Stage string

// Stages.
const (
	Preliminary  Stage = "preliminary"  // 初审: before the assessment is commissioned
	Registration Stage = "registration" // 登记: on the day of registration
)

// Party says who can supply what is missing or cure what fails.
type Party string

// Parties.
const (
	ByApplicant      Party = "applicant"       // 收养人
	ByPlacer         Party = "placer"          // 送养人
	ByBirthParents   Party = "birth_parents"   // 生父母
	ByChild          Party = "child"           // 被收养人
	ByDutyHolders    Party = "duty_holders"    // 有抚养义务的人
	ByPriorRight     Party = "prior_right"     // 死亡一方配偶的父母
	ByPolice         Party = "police"          // 公安机关
	ByHospital       Party = "hospital"        // 县级以上医疗机构
	ByHealthOffice   Party = "health_office"   // 卫生健康主管部门
	ByCommittee      Party = "committee"       // 所在单位或者村（居）民委员会
	ByAuthority      Party = "authority"       // 收养登记机关
	BySupervisor     Party = "supervisor"      // 审批人
	ByAssessmentBody Party = "assessment_body" // 评估机构或者评估小组
	ByNobody         Party = ""                // nothing can be supplied
)

// Outcome is what one rule answered, complete in itself: it can be shown, printed and kept without the rule.
type Outcome struct {
	Rule  string         `json:"rule"`
	Title string         `json:"title"`
	Kind  Kind           `json:"kind"`
	Stage Stage          `json:"stage"`
	Basis []law.Citation `json:"basis"`
	// Waived is the article that lifts the requirement, when the kind is not_applicable for that reason.
	Waived *law.Citation `json:"waived,omitempty"`
	// DecisiveOn is the day on which the answer changes or changed, e.g. the 30th birthday.
	DecisiveOn law.Date `json:"decisive_on,omitzero"`
	Message    string   `json:"message"`
	// Missing holds JSON pointers into Facts.
	Missing []string `json:"missing,omitempty"`
	Remedy  string   `json:"remedy,omitempty"`
	By      Party    `json:"by,omitempty"`
	// Pending marks a fail that an ordinary step of the procedure or the correction of a paper will cure; it
	// stands in the way of registration but is no reason to refuse.
	Pending bool `json:"pending,omitempty"`
	// Parameters are the legal values that the rule read.
	Parameters []Parameter `json:"parameters,omitempty"`
	// Fault is set when the rule itself broke down; the kind is unknown then.
	Fault string `json:"fault,omitempty"`
}

// Parameter is a legal value as it was used.
type Parameter struct {
	Key    string       `json:"key"`
	Value  int          `json:"value"`
	Unit   string       `json:"unit,omitempty"`
	Basis  law.Citation `json:"basis"`
	Status law.Status   `json:"status"`
	Pack   string       `json:"pack"`
}

// Hinders reports whether the outcome stands in the way of registration.
func (o Outcome) Hinders() bool { return o.Kind == Fail || o.Kind == Unknown }

// Refuses reports whether the outcome is a reason to propose refusal.
func (o Outcome) Refuses() bool { return o.Kind == Fail && !o.Pending }
