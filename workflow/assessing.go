package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Assessment body kinds.
const (
	BodyAgency = "agency" // 受委托的第三方评估机构 (2020 办法 art. 7)
	BodyGroup  = "group"  // 民政部门收养评估小组 (art. 6)
	BodyMixed  = "mixed"  // 混合评估小组: established staff and people whom an agency sends (local rules)
)

// Commission is the assessment body of a case and the people it assigned (委托).
type Commission struct {
	Kind       string   `json:"kind"`
	BodyID     string   `json:"body_id"` // agency id or group id
	BodyName   string   `json:"body_name"`
	CreditCode string   `json:"credit_code,omitempty"`
	Contract   string   `json:"contract,omitempty"` // 委托协议编号
	ContractTo law.Date `json:"contract_to,omitzero"`
	// AgencyID and AgencyName are the agency that sends people to a mixed body (派员机构); credit code and contract are then its.
	AgencyID   string      `json:"agency_id,omitempty"`
	AgencyName string      `json:"agency_name,omitempty"`
	NamedOn    law.Date    `json:"named_on"`
	AcceptedOn law.Date    `json:"accepted_on,omitzero"`
	DeclinedOn law.Date    `json:"declined_on,omitzero"`
	Reason     string      `json:"reason,omitempty"` // of declining or replacement
	Members    []Evaluator `json:"members,omitempty"`
	BegunOn    law.Date    `json:"begun_on,omitzero"`
	EndedOn    law.Date    `json:"ended_on,omitzero"`
	// ManagerIDs are the accounts that acted for the body (accepted, assigned, began).
	ManagerIDs []string `json:"manager_ids,omitempty"`
}

// ActedFor notes that an account acted for the body.
func (c *Commission) ActedFor(account string) {
	if !slices.Contains(c.ManagerIDs, account) {
		c.ManagerIDs = append(c.ManagerIDs, account)
	}
}

// Evaluator is an evaluator assigned to the case (评估员), as qualified on the day of assignment.
type Evaluator struct {
	EvaluatorID string              `json:"evaluator_id"`
	AccountID   string              `json:"account_id"`
	Name        string              `json:"name"`
	Background  string              `json:"background"`  // 社会工作、医学、心理学…
	Certificate string              `json:"certificate"` // 工作证号
	CertifiedTo law.Date            `json:"certified_to,omitzero"`
	CheckedOn   law.Date            `json:"checked_on,omitzero"` // last no-record check (未成年人保护法 arts. 62, 98)
	AgencyID    string              `json:"agency_id,omitempty"` // of a mixed body: who sends this member; empty for established staff
	Lead        bool                `json:"lead"`
	AssignedOn  law.Date            `json:"assigned_on"`
	ReleasedOn  law.Date            `json:"released_on,omitzero"`
	ReleaseWhy  string              `json:"release_why,omitempty"`
	Declared    *RecusalDeclaration `json:"declared,omitempty"`
	// Earlier are declarations that a later one replaced.
	Earlier []RecusalDeclaration `json:"earlier,omitempty"`
}

// Active reports whether the evaluator still belongs to the case.
func (e Evaluator) Active() bool { return e.ReleasedOn.IsZero() }

// RecusalDeclaration is the evaluator's declaration on recusal and secrecy (回避声明、保密承诺, art. 12).
type RecusalDeclaration struct {
	On       law.Date `json:"on"`
	Conflict bool     `json:"conflict"` // 存在应当回避的情形
	Ground   string   `json:"ground,omitempty"`
	Secrecy  bool     `json:"secrecy"` // 已作保密承诺
}

// Visit kinds.
const (
	VisitHome        = "home"        // 家访
	VisitInterview   = "interview"   // 谈话
	VisitInquiry     = "inquiry"     // 走访调查 (neighbours, community, employer, school)
	VisitIntegration = "integration" // 融合期走访
)

// Visit is one visit or interview of the home study, made by two evaluators at least.
type Visit struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"`
	Phase      string   `json:"phase"` // capacity | integration
	On         law.Date `json:"on"`
	From       string   `json:"from"` // HH:MM
	To         string   `json:"to"`
	Place      string   `json:"place"`
	Evaluators []string `json:"evaluators"` // account ids present
	Names      []string `json:"names"`      // their names
	Seen       []Seen   `json:"seen"`       // people met
	Shown      bool     `json:"shown"`      // certificate and authorisation shown
	Narrative  string   `json:"narrative"`
	Exchanges  []QA     `json:"exchanges,omitempty"`
	ChildSeen  bool     `json:"child_seen,omitempty"`
	Evidence   []Scan   `json:"evidence,omitempty"`
	By         string   `json:"by"`
}

// Seen is one person met at a visit.
type Seen struct {
	Name     string `json:"name"`
	Relation string `json:"relation"`
	Alone    bool   `json:"alone,omitempty"`
}

// What the authority decides on a reported circumstance.
const (
	CircumstanceContinue  = "continue"
	CircumstanceTerminate = "terminate"
)

// Circumstance is one of the nine circumstances to be reported (应当报告的情形, 2020 办法 art. 11).
type Circumstance struct {
	ID         string   `json:"id"`
	Item       int      `json:"item"` // 1..9
	Person     string   `json:"person"`
	Facts      string   `json:"facts"`
	LearntOn   law.Date `json:"learnt_on"`
	ReportedOn law.Date `json:"reported_on"`
	By         string   `json:"by"`
	ByID       string   `json:"by_id,omitempty"`
	Decision   string   `json:"decision,omitempty"` // continue | terminate
	DecidedOn  law.Date `json:"decided_on,omitzero"`
	DecidedBy  string   `json:"decided_by,omitempty"`
	Reason     string   `json:"reason,omitempty"`
}

// SetAside is a submitted sheet that does not count (不计入的评分表): its evaluator
// had to withdraw. The sheet itself stays in the case.
type SetAside struct {
	SheetID string   `json:"sheet_id"`
	On      law.Date `json:"on"`
	By      string   `json:"by"`
	Reason  string   `json:"reason"`
	// Reopened says that it was given back to be done anew (退回), and superseded by the next.
	Reopened bool `json:"reopened,omitempty"`
}

// Emergency is the hold over a case in which a child may be in danger (紧急处置).
// Raising it never needs an approval.
type Emergency struct {
	RaisedOn      law.Date `json:"raised_on"`
	RaisedBy      string   `json:"raised_by"`
	RaisedByID    string   `json:"raised_by_id"`
	Facts         string   `json:"facts"`
	KnownAt       string   `json:"known_at"`            // first knowledge, RFC 3339
	PoliceAt      string   `json:"police_at,omitempty"` // report to the police, RFC 3339
	PoliceStation string   `json:"police_station,omitempty"`
	PoliceReceipt string   `json:"police_receipt,omitempty"`
	PoliceContent string   `json:"police_content,omitempty"` // what was reported
	ReportedBy    string   `json:"reported_by,omitempty"`
	RemovedOn     law.Date `json:"removed_on,omitzero"` // child taken to safety
	RemovedTo     string   `json:"removed_to,omitempty"`
	RemovedBy     string   `json:"removed_by,omitempty"`        // who gave the child away
	RemovedTaker  string   `json:"removed_taker,omitempty"`     // who received the child
	RemovedState  string   `json:"removed_condition,omitempty"` // 儿童身体和情绪状况
	BackOn        law.Date `json:"back_on,omitzero"`            // child back with the family after the hold
	LiftedOn      law.Date `json:"lifted_on,omitzero"`
	LiftedBy      string   `json:"lifted_by,omitempty"`
	LiftReason    string   `json:"lift_reason,omitempty"`
	Plan          string   `json:"plan,omitempty"` // new plan with which the case goes on
}

// Open reports whether the emergency still holds the case.
func (e *Emergency) Open() bool { return e != nil && e.LiftedOn.IsZero() }

// removed reports whether the child was taken to safety and has not come back.
func (e *Emergency) removed() bool { return e != nil && !e.RemovedOn.IsZero() && e.BackOn.IsZero() }

// Integration is the period in which the child lives with the family (融合期, 2020 办法 art. 8).
type Integration struct {
	AgreedOn     law.Date `json:"agreed_on"` // 融合协议
	HandedOn     law.Date `json:"handed_on"` // 交接: C4 start fact
	Place        string   `json:"place"`
	HandedBy     string   `json:"handed_by"`
	ReceivedBy   string   `json:"received_by"`
	Items        []string `json:"items,omitempty"`         // 交接物品、资料
	ChildWilling *bool    `json:"child_willing,omitempty"` // 8+ in own words
	EndedOn      law.Date `json:"ended_on,omitzero"`
	Summary      string   `json:"summary,omitempty"`
	// PastEnds are ends of the period that lost effect because a sheet was given back.
	PastEnds    []IntegrationEnd `json:"past_ends,omitempty"`
	Outcome     string           `json:"outcome,omitempty"` // integrated | failed
	ReturnedOn  law.Date         `json:"returned_on,omitzero"`
	ReturnedTo  string           `json:"returned_to,omitempty"`
	ReturnWhy   string           `json:"return_why,omitempty"`
	ReturnBy    string           `json:"return_by,omitempty"`        // who gave the child back
	ReturnTaker string           `json:"return_taker,omitempty"`     // who received the child
	ReturnState string           `json:"return_condition,omitempty"` // 儿童身体和情绪状况
}

// IntegrationEnd is an end of the integration period that has no effect any more.
type IntegrationEnd struct {
	EndedOn    law.Date `json:"ended_on"`
	Outcome    string   `json:"outcome"`
	Summary    string   `json:"summary"`
	Superseded Return   `json:"superseded"`
}

// Report is the assessment report (收养评估报告, 2020 办法 art. 9(4)).
type Report struct {
	// Covers names the phases that the report is on: both in order A, one in order B.
	// Empty in reports older than order B: both.
	Covers      []string    `json:"covers,omitempty"`
	Unfit       bool        `json:"unfit"` // the body finds the family unfit without integration
	UnfitGround string      `json:"unfit_ground,omitempty"`
	Work        string      `json:"work"`       // 评估工作基本情况
	Analysis    string      `json:"analysis"`   // 评估内容分析
	Conclusion  string      `json:"conclusion"` // fit | unfit (评估结论)
	Opinion     string      `json:"opinion"`    // 结论表述和建议
	WrittenOn   law.Date    `json:"written_on,omitzero"`
	Revision    int         `json:"revision"`
	Signatures  []Signature `json:"signatures,omitempty"`
	SealedOn    law.Date    `json:"sealed_on,omitzero"`
	SealedBy    string      `json:"sealed_by,omitempty"`
	SealedByID  string      `json:"sealed_by_id,omitempty"`
	// AgencySealedOn is the seal of the agency that sent people to a mixed body, before the report is handed in.
	AgencySealedOn   law.Date `json:"agency_sealed_on,omitzero"`
	AgencySealedBy   string   `json:"agency_sealed_by,omitempty"`
	AgencySealedByID string   `json:"agency_sealed_by_id,omitempty"`
	Returned         []Return `json:"returned,omitempty"`
	CheckedOn        law.Date `json:"checked_on,omitzero"` // officer confirmed the report
	CheckedBy        string   `json:"checked_by,omitempty"`
	CheckedByID      string   `json:"checked_by_id,omitempty"`
	ConfirmedOn      law.Date `json:"confirmed_on,omitzero"` // supervisor confirmed the conclusion
	ConfirmedBy      string   `json:"confirmed_by,omitempty"`
	ConfirmedByID    string   `json:"confirmed_by_id,omitempty"`
	Reply            string   `json:"reply,omitempty"` // the family's reply
	ReplyAgrees      bool     `json:"reply_agrees,omitempty"`
	CheckOpinion     string   `json:"check_opinion,omitempty"`
	ConfirmOpinion   string   `json:"confirm_opinion,omitempty"`
	RepliedOn        law.Date `json:"replied_on,omitzero"`
	PastReplies      []Reply  `json:"past_replies,omitempty"`
	// Comments are the family's words beside single findings, with the reply.
	Comments []ReplyComment `json:"comments,omitempty"`
	// Superseded says of a past report that a sheet on which it rested was given back
	// before it was submitted (被取代); a report of a later revision takes its place.
	Superseded *Return `json:"superseded,omitempty"`
}

// ReplyComment is what the family says to one finding (对评估指标的意见): it stands
// beside the finding and changes nothing of it.
type ReplyComment struct {
	Phase string `json:"phase"` // capacity | integration
	Code  string `json:"code"`  // of the item or part of the scoring table
	Title string `json:"title"` // its title in the table
	Text  string `json:"text"`
}

// Reply is what the family said to the conclusion before it spoke again.
type Reply struct {
	On       law.Date       `json:"on"`
	Reply    string         `json:"reply"`
	Agrees   bool           `json:"agrees"`
	Comments []ReplyComment `json:"comments,omitempty"`
}

// Signature is a person's signature of the report.
type Signature struct {
	AccountID string   `json:"account_id"`
	Name      string   `json:"name"`
	On        law.Date `json:"on"`
	Dissent   string   `json:"dissent,omitempty"`
}

// Return is the return of a paper or a proposal for rework, with reasons.
type Return struct {
	On     law.Date `json:"on"`
	By     string   `json:"by"`
	ByID   string   `json:"by_id"`
	Reason string   `json:"reason"`
}
