package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Outcomes of a proposal and a decision.
const (
	OutcomeRegister = "register" // 准予登记
	OutcomeRefuse   = "refuse"   // 不予登记
)

// Proposal is the officer's proposal to the approver (拟办意见).
type Proposal struct {
	Outcome   string         `json:"outcome"`
	On        law.Date       `json:"on"`
	By        string         `json:"by"`
	ByID      string         `json:"by_id"`
	CameFrom  State          `json:"came_from"` // where a returned proposal goes back to
	Reasons   []string       `json:"reasons"`
	Basis     []law.Citation `json:"basis,omitempty"`
	Rules     []string       `json:"rules,omitempty"` // eligibility rule codes on which a refusal rests
	Returned  []Return       `json:"returned,omitempty"`
	Withdrawn bool           `json:"withdrawn,omitempty"`
	// Resumed are the grounds for which the review clock stood still until the proposal;
	// it does so again when the proposal is returned.
	Resumed []string `json:"resumed,omitempty"`
}

// Permission is a supervisor's reasoned permission to go on although refusal is proposed.
type Permission struct {
	On     law.Date `json:"on"`
	By     string   `json:"by"`
	ByID   string   `json:"by_id"`
	Reason string   `json:"reason"`
}

// Decision is the approver's decision (审批意见): another person than the proposer.
type Decision struct {
	Outcome string         `json:"outcome"`
	On      law.Date       `json:"on"`
	By      string         `json:"by"`
	ByID    string         `json:"by_id"`
	Opinion string         `json:"opinion"`
	Reasons []string       `json:"reasons,omitempty"`
	Basis   []law.Citation `json:"basis,omitempty"`
}

// Registration is the registered adoption (收养登记): the relation exists from On (Civil Code art. 1105).
type Registration struct {
	On           law.Date `json:"on"`
	Certificate  string   `json:"certificate"`            // 收养登记证字号
	BlankNumber  string   `json:"blank_number,omitempty"` // 印制号 of the ministry's blank
	NameAfter    string   `json:"name_after"`
	SpoiltBlanks []string `json:"spoilt_blanks,omitempty"` // blanks named before the one that was handed over
	HandedOn     law.Date `json:"handed_on,omitzero"`      // 颁证
	HandedBy     string   `json:"handed_by,omitempty"`
	Receivers    []string `json:"receivers,omitempty"` // signed and fingerprinted
}

// Accident flags of follow-up (domain.md §2.5).
const (
	FlagNone           = "none"
	FlagNotIntegrating = "not_integrating" // 不融合
	FlagFamilyChanged  = "family_changed"  // 更换家庭
	FlagDeath          = "death"           // 死亡
	FlagHarm           = "harm"            // 疑似侵害
	FlagOther          = "other"
)

// FollowUpPlan is the plan of visits after registration (回访计划).
type FollowUpPlan struct {
	Source    string          `json:"source"` // pack | hand | none
	Basis     []law.Citation  `json:"basis,omitempty"`
	Status    law.Status      `json:"status,omitempty"`
	PlannedOn law.Date        `json:"planned_on,omitzero"`
	Visits    []FollowUpVisit `json:"visits"`
	EndedOn   law.Date        `json:"ended_on,omitzero"`
	EndedBy   string          `json:"ended_by,omitempty"`
	Opinion   string          `json:"opinion,omitempty"` // 回访终结意见
	EndReason string          `json:"end_reason,omitempty"`
	Reason    string          `json:"reason,omitempty"`
}

// FollowUpVisit is one planned visit after registration.
type FollowUpVisit struct {
	ID         string   `json:"id"`
	Seq        int      `json:"seq"`
	DueOn      law.Date `json:"due_on"`
	WindowFrom law.Date `json:"window_from,omitzero"`
	WindowTo   law.Date `json:"window_to,omitzero"`
	Mode       string   `json:"mode"` // home_visit | phone | video | office
	AssigneeID string   `json:"assignee_id,omitempty"`
	Assignee   string   `json:"assignee,omitempty"`
	AssignedOn law.Date `json:"assigned_on,omitzero"`
	Status     string   `json:"status"` // planned | done | missed | replanned
	DoneOn     law.Date `json:"done_on,omitzero"`
	Place      string   `json:"place,omitempty"`
	Seen       []Seen   `json:"seen,omitempty"`
	Situation  string   `json:"situation,omitempty"`
	Care       string   `json:"care,omitempty"`   // 抚育教育
	Health     string   `json:"health,omitempty"` // 身心健康
	School     string   `json:"school,omitempty"`
	Relation   string   `json:"relation,omitempty"` // 亲子关系
	Advice     string   `json:"advice,omitempty"`
	Conclusion string   `json:"conclusion,omitempty"` // continue | focus | end | ask_documents
	Flag       string   `json:"flag,omitempty"`
	FlagNote   string   `json:"flag_note,omitempty"`
	Disposal   string   `json:"disposal,omitempty"` // how the supervisor settled the flag
	DisposedBy string   `json:"disposed_by,omitempty"`
	DisposedOn law.Date `json:"disposed_on,omitzero"`
	FlagOpen   bool     `json:"flag_open,omitempty"`
	Missed     string   `json:"missed,omitempty"` // reasons, of missing it and of another date
	By         string   `json:"by,omitempty"`
	ByID       string   `json:"by_id,omitempty"`
}

// Follow-up visit statuses.
const (
	VisitPlanned   = "planned"
	VisitDone      = "done"
	VisitMissed    = "missed"
	VisitReplanned = "replanned"
)

// Ending says how and why a case ended before or after registration.
type Ending struct {
	On     law.Date       `json:"on"`
	By     string         `json:"by"`
	Who    string         `json:"who,omitempty"` // who withdrew
	Ground string         `json:"ground"`        // code: not_in_scope | no_jurisdiction | supplement_lapsed | consent_refused | no_answer | withdrawn_by_applicant | …
	Reason string         `json:"reason"`
	Basis  []law.Citation `json:"basis,omitempty"`
	// Competent is the authority that the family is sent to when the case is not accepted (有管辖权的机关).
	Competent string   `json:"competent,omitempty"`
	EventOn   law.Date `json:"event_on,omitzero"` // day of the fact that ends the case: death, parents found
	Proof     string   `json:"proof,omitempty"`   // paper that proves the fact
	Pages     int      `json:"pages,omitempty"`   // 档案页数 at closing
}

// ConclusionTerminated stands in the report slot of a case whose assessment was ended early (终止评估).
const ConclusionTerminated = "terminated"
