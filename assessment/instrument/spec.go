package instrument

import "github.com/anjia-project/anjia/assessment/law"

// Spec is a table as people edit it: every field of the format, nothing compiled, nothing checked, in any state of
// completion. Its JSON has the keys of the YAML format, so that the JSON pointer of a Problem leads into both. Numbers
// and dates are kept as they were typed; an empty field is an absent key. Compile makes an Instrument of it.
type Spec struct {
	Format      string          `json:"format"` // Compile fills in the format of this program when it is empty
	Code        string          `json:"code"`
	Version     string          `json:"version"`
	Phase       Phase           `json:"phase"`
	Title       Text            `json:"title"`
	Citation    law.Citation    `json:"citation,omitzero"`
	Status      law.Status      `json:"status"`
	Pack        string          `json:"pack"`
	Division    string          `json:"division"`
	Valid       IntervalSpec    `json:"valid"`
	Aggregation AggregationSpec `json:"aggregation"`
	Nodes       []NodeSpec      `json:"nodes"`
	Gates       []GateSpec      `json:"gates"`
}

// IntervalSpec is the first and the last day on which an assessment may begin, YYYY-MM-DD; To may be empty.
type IntervalSpec struct {
	From string `json:"from"`
	To   string `json:"to,omitempty"`
}

// AggregationSpec says how the items add up.
type AggregationSpec struct {
	Method Method `json:"method"`
	Total  string `json:"total,omitempty"`
	Cap    string `json:"cap,omitempty"`
}

// NodeSpec is one row or heading. Which fields a type takes stands in the documentation of the package; Compile refuses
// the others. MitigationFrom and MaxLength are whole numbers as typed.
type NodeSpec struct {
	Code           string        `json:"code"`
	Type           Kind          `json:"type"`
	Title          Text          `json:"title"`
	Guidance       Text          `json:"guidance,omitzero"`
	Citation       law.Citation  `json:"citation,omitzero"`
	Status         law.Status    `json:"status,omitempty"` // empty: that of the node above
	PerApplicant   Applicants    `json:"per_applicant,omitempty"`
	Evidence       *EvidenceSpec `json:"evidence,omitempty"`
	Min            string        `json:"min,omitempty"`
	Max            string        `json:"max,omitempty"`
	Step           string        `json:"step,omitempty"`
	Weight         string        `json:"weight,omitempty"`
	Points         string        `json:"points,omitempty"` // of a boolean answered yes
	Cap            string        `json:"cap,omitempty"`    // of a bonus
	MitigationFrom string        `json:"mitigation_from,omitempty"`
	Optional       *bool         `json:"optional,omitempty"`
	MaxLength      string        `json:"max_length,omitempty"`
	Grades         []GradeSpec   `json:"grades,omitempty"`
	Options        []OptionSpec  `json:"options,omitempty"`
	Nodes          []NodeSpec    `json:"nodes,omitempty"`
}

// EvidenceSpec is what an item demands as proof.
type EvidenceSpec struct {
	Demand Demand        `json:"demand"`
	Kind   string        `json:"kind,omitempty"`
	Title  string        `json:"title,omitempty"` // of a kind of the table's own
	When   When          `json:"when,omitempty"`
	Valid  *ValiditySpec `json:"valid,omitempty"`
}

// ValiditySpec says how long a proof stands.
type ValiditySpec struct {
	Days    string `json:"days,omitempty"`
	Months  string `json:"months,omitempty"`
	Expires *bool  `json:"expires,omitempty"`
}

// GradeSpec words one rating.
type GradeSpec struct {
	Rating string `json:"rating"`
	Title  Text   `json:"title"`
}

// OptionSpec is one graded option: fixed points, or a band from … to.
type OptionSpec struct {
	Code   string `json:"code"`
	Points string `json:"points,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Title  Text   `json:"title"`
}

// GateSpec is one condition with its conclusion.
type GateSpec struct {
	Code       string       `json:"code"`
	When       WhenSpec     `json:"when"`
	Outcome    Outcome      `json:"outcome"`
	Conclusion Text         `json:"conclusion"`
	Citation   law.Citation `json:"citation,omitzero"`
}

// WhenSpec is the condition of a gate; exactly one field is set.
type WhenSpec struct {
	VetoFound    *bool         `json:"veto_found,omitempty"`
	TotalAtLeast string        `json:"total_at_least,omitempty"`
	TotalBelow   string        `json:"total_below,omitempty"`
	SectionBelow *SectionSpec  `json:"section_below,omitempty"`
	Answered     *AnsweredSpec `json:"answered,omitempty"`
	FinalAtLeast *FinalSpec    `json:"final_at_least,omitempty"`
	Otherwise    *bool         `json:"otherwise,omitempty"`
}

// SectionSpec is a section whose sum is compared with a mark.
type SectionSpec struct {
	Code string `json:"code"`
	Mark string `json:"mark"`
}

// AnsweredSpec names booleans and the answer that is looked for.
type AnsweredSpec struct {
	Codes []string `json:"codes"`
	Value *bool    `json:"value"`
}

// FinalSpec is the final rating that is looked for, among the duals named or, when none is named, among all.
type FinalSpec struct {
	Mark  string   `json:"mark"`
	Codes []string `json:"codes,omitempty"`
}
