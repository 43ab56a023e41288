package assessment

import (
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// Result is the score of one case with everything that explains it (评分结果). It depends on the table and the sheets
// alone: the same input gives the same bytes in JSON. Numbers are exact; Total is printed with two decimals, rounded
// down, and is empty when the table has no total.
type Result struct {
	Instrument   instrument.Ref     `json:"instrument"`
	Title        instrument.Text    `json:"title"`
	Status       law.Status         `json:"status"`
	Citation     law.Citation       `json:"citation"`
	Phase        instrument.Phase   `json:"phase"`
	CaseID       string             `json:"case_id"`
	Mode         Mode               `json:"mode"`
	Lead         string             `json:"lead,omitempty"`
	Tolerance    *Tolerance         `json:"tolerance,omitempty"` // where the pack sets one
	Spread       *TotalSpread       `json:"spread,omitempty"`    // of the totals, where the pack sets a tolerance for it
	Sheets       []SheetRef         `json:"sheets"`              // by evaluator id
	Applicants   []Person           `json:"applicants"`
	Total        string             `json:"total,omitempty"`
	TotalExact   *instrument.Exact  `json:"total_exact,omitempty"`
	TotalUncut   *instrument.Exact  `json:"total_before_cap,omitempty"` // only when a cap on the total took something away
	Highest      *instrument.Exact  `json:"highest,omitempty"`          // the most that the table can give, bonus included
	Conclusion   string             `json:"conclusion"`
	ConclusionEN string             `json:"conclusion_en,omitempty"`
	Outcome      instrument.Outcome `json:"outcome"`
	Passed       bool               `json:"passed"`
	DecidedBy    string             `json:"decided_by"` // code of the gate; with the outcome human, the one that sent it to a person
	Vetoes       []Veto             `json:"vetoes"`
	Gates        []GateResult       `json:"gates"` // in order, as far as they were tried; the last one decided
	Tree         []Row              `json:"tree"`
}

// SheetRef names a sheet that a result was made of.
type SheetRef struct {
	ID          string    `json:"id"`
	Evaluator   Person    `json:"evaluator"`
	Revision    int       `json:"revision"`
	SubmittedAt time.Time `json:"submitted_at,omitzero"`
}

// Veto is a veto that somebody found (否决性情形).
type Veto struct {
	Code     string          `json:"code"`
	Title    instrument.Text `json:"title"`
	Citation law.Citation    `json:"citation"`
	FoundBy  []Given         `json:"found_by"`
}

// GateResult is one gate as it was tried. Compared and Mark are there when the condition compares numbers; Codes are
// the vetoes or booleans that triggered it.
type GateResult struct {
	Code      string             `json:"code"`
	Condition string             `json:"condition"` // in Chinese
	Compared  *instrument.Exact  `json:"compared,omitempty"`
	Mark      *instrument.Exact  `json:"mark,omitempty"`
	Codes     []string           `json:"codes,omitempty"`
	Applies   bool               `json:"applies"`
	Outcome   instrument.Outcome `json:"outcome"`
	Citation  law.Citation       `json:"citation"`
}

// Row is one node of the table with what came of it. Points is what it contributes to the sum above it, after weights
// and caps; it is absent where no number comes of the node.
type Row struct {
	Code     string            `json:"code"`
	Type     instrument.Kind   `json:"type"`
	Title    instrument.Text   `json:"title"`
	Citation *law.Citation     `json:"citation,omitempty"` // only where the node has its own
	Points   *instrument.Exact `json:"points,omitempty"`
	Printed  string            `json:"printed,omitempty"` // Points with two decimals, rounded down
	Max      *instrument.Exact `json:"max,omitempty"`
	Uncut    *instrument.Exact `json:"before_cap,omitempty"` // only when a cap took something away
	Rating   *instrument.Exact `json:"rating,omitempty"`     // the consolidated rating before its weight
	Weight   *instrument.Exact `json:"weight,omitempty"`

	Each    instrument.Applicants `json:"each_applicant,omitempty"` // how the applicants' points become one, where each is judged
	Duals   []DualValue           `json:"duals,omitempty"`          // the consolidated ratings of a dual, by applicant
	Answers []Given               `json:"answers,omitempty"`        // by evaluator, then by applicant
	Rulings []Ruled               `json:"rulings,omitempty"`        // by applicant
	Rows    []Row                 `json:"rows,omitempty"`
}

// DualValue is what comes of a dual rating, for one applicant where each is judged: the initial and the final rating of
// all evaluators, joined by the mode of consolidation. They enter no sum. A condition on final ratings is cautious: it
// reads the highest that any evaluator gave.
type DualValue struct {
	Applicant string           `json:"applicant,omitempty"`
	Initial   instrument.Exact `json:"initial"`
	Final     instrument.Exact `json:"final"`
}

// Ruled is the answer that settled a disagreement, beside what the evaluators recorded. Answer.Evaluator is the
// adjudicator, or the evaluator who entered what all agreed on (AgreedBy).
type Ruled struct {
	Answer   Given             `json:"answer"`
	Reason   string            `json:"reason"`
	AgreedBy []Person          `json:"agreed_by,omitempty"`
	At       time.Time         `json:"at"`
	Ground   Ground            `json:"ground"`
	Spread   instrument.Exact  `json:"spread"`
	Allowed  *instrument.Exact `json:"allowed,omitempty"`
}

// Given is what one evaluator recorded at one item, for one applicant where the item asks for each. Counts says whether it
// entered the consolidated value: all do under the mean, the lowest under Lower, the lead's under Lead, none where a
// ruling took their place; of vetoes, those that were found.
type Given struct {
	Sheet       string            `json:"sheet,omitempty"`
	Evaluator   string            `json:"evaluator"`
	Name        string            `json:"name"`
	Applicant   string            `json:"applicant,omitempty"`
	Counts      bool              `json:"counts"`
	Option      string            `json:"option,omitempty"`
	OptionTitle instrument.Text   `json:"option_title,omitzero"`
	Points      *instrument.Exact `json:"points,omitempty"` // the rating itself where the item is a rating
	Value       *bool             `json:"value,omitempty"`
	Text        string            `json:"text,omitempty"`
	Initial     *int              `json:"initial,omitempty"`
	Mitigation  string            `json:"mitigation,omitempty"`
	Final       *int              `json:"final,omitempty"`
	Comment     string            `json:"comment,omitempty"`
	Evidence    []EvidenceRef     `json:"evidence,omitempty"`
}
