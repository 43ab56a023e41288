package workflow

import (
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// Ref names one immutable version of a pack, a calendar or an instrument by
// which a case is judged for ever.
type Ref struct {
	Code    string `json:"code"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Case is one child and one family on the way through the law (案件): the whole
// aggregate, as every entry of the record holds it. Facts that can be derived
// (due dates, overdue, what is missing) are never fields.
type Case struct {
	ID          string       `json:"id"`
	AuthorityID string       `json:"authority_id"`
	Authority   AuthorityRef `json:"authority"`
	Number      string       `json:"number,omitempty"` // 案号, given by submit
	Kind        CaseKind     `json:"kind"`
	Category    Category     `json:"category"`
	Order       Order        `json:"order"`   // legal order A or B, from the pack
	Secrecy     bool         `json:"secrecy"` // 收养秘密
	State       State        `json:"state"`
	StateSince  law.Date     `json:"state_since,omitzero"` // legal date on which the state was entered
	Version     int64        `json:"version"`
	OfficerID   string       `json:"officer_id"`
	OfficerName string       `json:"officer_name"`
	Pack        Ref          `json:"pack"`
	Calendar    Ref          `json:"calendar"`
	ChildID     string       `json:"child_id"`
	Application Application  `json:"application"`

	ReceivedOn law.Date `json:"received_on,omitzero"` // 收到申请之日
	CompleteOn law.Date `json:"complete_on,omitzero"` // 收到全部材料之日, day 0 of C1; unset until it is settled
	AcceptedOn law.Date `json:"accepted_on,omitzero"` // 受理

	Supplements   []Supplement       `json:"supplements,omitempty"`
	Materials     []Material         `json:"materials,omitempty"`
	PastMaterials []Material         `json:"past_materials,omitempty"` // lines that a later one replaced
	Consents      []Consent          `json:"consents,omitempty"`
	Eligibility   []EligibilityCheck `json:"eligibility,omitempty"`
	Inquiries     []Record           `json:"inquiries,omitempty"` // 询问笔录、调查记录、被收养人意见
	Guidance      *Guidance          `json:"guidance,omitempty"`  // 家庭教育指导, the newest
	PastGuidance  []Guidance         `json:"past_guidance,omitempty"`
	Notified      *Notified          `json:"notified,omitempty"` // 书面告知
	Commission    *Commission        `json:"commission,omitempty"`
	PastBodies    []Commission       `json:"past_bodies,omitempty"` // declined or replaced
	Instruments   map[string]Ref     `json:"instruments,omitempty"` // by phase; named when assessment begins
	// Confirmations say, by phase, why an administrator lets an illustrative table be
	// used for real cases; every paper scored by it carries the reason.
	Confirmations map[string]string  `json:"confirmations,omitempty"`
	Appointments  []Appointment      `json:"appointments,omitempty"` // visits that were agreed
	Visits        []Visit            `json:"visits,omitempty"`
	Sheets        []assessment.Sheet `json:"sheets,omitempty"`        // submitted; blind until all are in
	SetAside      []SetAside         `json:"set_aside,omitempty"`     // sheets that do not count
	ScoredPhases  []string           `json:"scored_phases,omitempty"` // phases whose sheets have all come in
	Adjudicators  []Adjudicator      `json:"adjudicators,omitempty"`  // of differences between evaluators
	Rulings       []PhaseRuling      `json:"rulings,omitempty"`
	JointRatings  []JointRating      `json:"joint_ratings,omitempty"` // by consensus, agreed to or not
	Renewals      []PhaseRenewal     `json:"renewals,omitempty"`      // proofs that came in after the sheets
	Stated        []StatedOutcome    `json:"stated,omitempty"`        // where a table leaves the conclusion to a person
	Circumstances []Circumstance     `json:"circumstances,omitempty"`
	Recusals      []Recusal          `json:"recusals,omitempty"`    // 回避决定
	NoInterest    []NoInterest       `json:"no_interest,omitempty"` // 无利害关系声明, of who decided without a card
	Emergency     *Emergency         `json:"emergency,omitempty"`   // the open or last emergency hold
	PastHolds     []Emergency        `json:"past_emergencies,omitempty"`
	Integration   *Integration       `json:"integration,omitempty"`
	Report        *Report            `json:"report,omitempty"`
	Selection     *Selection         `json:"selection,omitempty"` // 择优, order B
	// IntegrationReport is the report on the integration alone (融合情况评估报告, order B).
	IntegrationReport *Report `json:"integration_report,omitempty"`
	// PastReports are reports that were returned, superseded because a sheet was given
	// back, or stood before the assessment was terminated.
	PastReports   []Report      `json:"past_reports,omitempty"`
	Permission    *Permission   `json:"permission,omitempty"` // 民发〔2008〕132号 cases
	Proposal      *Proposal     `json:"proposal,omitempty"`
	PastProposals []Proposal    `json:"past_proposals,omitempty"` // returned ones
	Decision      *Decision     `json:"decision,omitempty"`
	Registration  *Registration `json:"registration,omitempty"`
	FollowUps     *FollowUpPlan `json:"follow_up,omitempty"`
	Ending        *Ending       `json:"ending,omitempty"`

	// RuleChanges are the moves to other rules before the assessment began, oldest first.
	RuleChanges []RuleChange `json:"rule_changes,omitempty"`

	Clocks []law.Clock `json:"clocks,omitempty"` // inputs only; due dates are derived
	Papers []Paper     `json:"papers,omitempty"` // orders of papers, in order of issue
}

// AuthorityRef is the registration authority (收养登记机关) as the papers name it.
type AuthorityRef struct {
	Name            string `json:"name"`             // 拉萨市城关区民政局
	ShortName       string `json:"short_name"`       // 机关代字, e.g. 拉城民收
	CertificateMark string `json:"certificate_mark"` // 省、县简称, e.g. 藏城, in the certificate number
	Division        string `json:"division"`         // GB/T 2260 six digits
	Address         string `json:"address,omitempty"`
	Phone           string `json:"phone,omitempty"`
	Superior        string `json:"superior,omitempty"` // 行政复议机关: the government of the same level (行政复议法 art. 24), for the remedies
	Court           string `json:"court,omitempty"`    // 有管辖权的人民法院
}

// Supplement is a request to complete the file (补正), made once.
type Supplement struct {
	RequestedOn law.Date `json:"requested_on"`
	Items       []string `json:"items"`
	By          string   `json:"by,omitempty"`
	SuppliedOn  law.Date `json:"supplied_on,omitzero"`
	Note        string   `json:"note,omitempty"`
}

// Material is one line of the checklist of papers (材料清单, 登记办法 arts. 6-7).
type Material struct {
	Code       string   `json:"code"` // of eligibility.RequiredMaterials, or "other"
	Title      string   `json:"title"`
	Side       string   `json:"side"`     // applicant | placer | child
	Original   bool     `json:"original"` // original seen
	SeenBy     string   `json:"seen_by,omitempty"`
	SeenOn     law.Date `json:"seen_on,omitzero"`
	Copies     int      `json:"copies,omitempty"`
	ValidUntil law.Date `json:"valid_until,omitzero"`
	Note       string   `json:"note,omitempty"`
	Scans      []Scan   `json:"scans,omitempty"`
	Missing    bool     `json:"missing,omitempty"` // stated missing by the officer, with Note
}

// Scan is an uploaded file bound to the record by its hash.
type Scan struct {
	FileID string   `json:"file_id"`
	Name   string   `json:"name"`
	SHA256 string   `json:"sha256"`
	Size   int64    `json:"size"`
	By     string   `json:"by"`
	On     law.Date `json:"on"`
}

// Consent kinds: the four that the law may ask for (design.md §3).
const (
	ConsentAssessment  = "assessment"   // 收养申请人同意评估
	ConsentPlacer      = "placer"       // 送养人同意送养
	ConsentDutyHolders = "duty_holders" // 有抚养义务的人同意 (art. 1096)
	ConsentChild       = "child"        // 八周岁以上被收养人同意 (art. 1104)
)

// Consent is one person's consent or refusal, with its date.
type Consent struct {
	Kind    string   `json:"kind"`
	By      string   `json:"by"` // name
	PartyID string   `json:"party_id,omitempty"`
	Given   bool     `json:"given"`
	On      law.Date `json:"on"`
	Form    string   `json:"form,omitempty"` // 书面、询问笔录
	Note    string   `json:"note,omitempty"`
	Privacy bool     `json:"privacy,omitempty"` // separate consent to processing of sensitive data captured (PIPL arts. 29, 31)
}

// EligibilityCheck is a run of the statutory rules on one date. The newest run has
// its whole report; earlier ones keep verdict and grounds, and their outcomes rule
// by rule stand in the entry that EntrySeq names.
type EligibilityCheck struct {
	On       law.Date           `json:"on"`
	Purpose  string             `json:"purpose"` // receipt | review | registration
	By       string             `json:"by"`
	Opinion  string             `json:"opinion,omitempty"` // 审查意见 of the officer
	EntrySeq int64              `json:"entry_seq"`
	Report   eligibility.Report `json:"report"`
}

// Record kinds of Inquiries.
const (
	RecordQuestioning   = "questioning"   // 询问笔录
	RecordInvestigation = "investigation" // 调查记录
	RecordChildOpinion  = "child_opinion" // 被收养人意见
)

// Record is a written record of questioning, of an investigation or of the child's own words.
type Record struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind"`
	On        law.Date `json:"on"`
	From      string   `json:"from,omitempty"` // HH:MM
	To        string   `json:"to,omitempty"`
	Place     string   `json:"place"`
	Asker     string   `json:"asker"`
	AskerPost string   `json:"asker_post,omitempty"`
	Recorder  string   `json:"recorder"`
	Person    string   `json:"person"`
	PartyID   string   `json:"party_id,omitempty"`
	Relation  string   `json:"relation"` // 与收养人/送养人/被收养人关系
	Separate  bool     `json:"separate"` // asked alone
	Exchanges []QA     `json:"exchanges,omitempty"`
	Text      string   `json:"text,omitempty"`
	Present   []string `json:"present,omitempty"` // who else was there (guardian of a child)
	Willing   *bool    `json:"willing,omitempty"` // the child's own will to be adopted
}

// QA is one question and its answer.
type QA struct {
	Q string `json:"q"`
	A string `json:"a"`
}

// Guidance is the family education guidance given at registration (家庭教育指导, 家庭教育促进法 art. 32).
type Guidance struct {
	On      law.Date `json:"on"`
	By      string   `json:"by"`
	Content string   `json:"content"`
	Persons []string `json:"persons"`
}

// Notified is the written notice after preliminary review (书面告知, 2020 办法 art. 9(1)): it names the body.
type Notified struct {
	On      law.Date `json:"on"`
	By      string   `json:"by"`
	Opinion string   `json:"opinion"` // 初审意见
	Mode    string   `json:"mode"`    // agency | group
}
