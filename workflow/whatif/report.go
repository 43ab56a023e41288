package whatif

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Draft is the file that was tried out.
type Draft struct {
	Kind    string `json:"kind"` // law.KindPack, law.KindCalendar or workflow.LawInstrument
	Code    string `json:"code"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// CaseLine is a case in which something would be otherwise. Who has no scope over the case reads the differences only.
type CaseLine struct {
	CaseID      string         `json:"case_id,omitempty"`
	Number      string         `json:"number,omitempty"`
	AuthorityID string         `json:"authority_id"`
	State       workflow.State `json:"state"`
	Differences []Difference   `json:"differences"`
}

// Move counts the cases in which something goes from one to another (去向).
type Move struct {
	Where  string `json:"where"`
	Title  string `json:"title"`
	Before string `json:"before"`
	After  string `json:"after"`
	Cases  int    `json:"cases"`
}

// Report is the outcome of a replay over the ended cases of a division (试算报告). The same cases, draft and day give
// the same bytes, in whatever order the cases were read.
type Report struct {
	Draft       Draft        `json:"draft"`
	AuthorityID string       `json:"authority_id"`       // its subtree was replayed
	Division    string       `json:"division,omitempty"` // narrowed to; empty: all of the subtree
	AsOf        law.Date     `json:"as_of"`
	Examined    int          `json:"examined"`  // ended cases of the division
	Concerned   int          `json:"concerned"` // those that the draft could speak on
	Unreadable  int          `json:"unreadable"`
	Changed     int          `json:"changed"` // those with a difference
	Counts      map[Kind]int `json:"counts"`  // cases with a difference of the kind
	Moves       []Move       `json:"moves"`   // outcomes only
	Cases       []CaseLine   `json:"cases"`   // by number
	Notes       []string     `json:"notes"`   // how to read it
}

// NewReport begins a report.
func NewReport(draft Draft, authorityID, division string, asOf law.Date) *Report {
	return &Report{
		Draft: draft, AuthorityID: authorityID, Division: division, AsOf: asOf,
		Counts: map[Kind]int{}, Moves: []Move{}, Cases: []CaseLine{}, Notes: notes(),
	}
}

func notes() []string {
	return []string{
		"试算不改变任何案件，只说明新文件与办案时适用的版本相比有何不同；是否发布由人决定。",
		"试算只重算评分结果、法定条件和期限；人所作的决定、因期限不同而可能发生的其他办理事项不作推测。",
		"评分表由审批人判断结论的，以审批人的认定为结论；新评分表仍由审批人判断的，沿用该认定。",
		"新评分表要求而原评分表没有的记录，不予推定，列为“不能推算”。",
		"法定条件按案件终结时的事实、以最近一次审查的日期比较。",
	}
}

// Add takes a case in. concerned says that the draft could speak on it.
func (r *Report) Add(c *workflow.Case, concerned bool, differences []Difference) {
	r.Examined++
	if !concerned {
		return
	}
	r.Concerned++
	if len(differences) == 0 {
		return
	}
	r.Changed++
	for _, kind := range Kinds() {
		if slices.ContainsFunc(differences, func(d Difference) bool { return d.Kind == kind }) {
			r.Counts[kind]++
		}
	}
	r.Cases = append(r.Cases, CaseLine{CaseID: c.ID, Number: c.Number, AuthorityID: c.AuthorityID, State: c.State, Differences: differences})
}

// AddUnreadable counts a case whose law is not at hand any more.
func (r *Report) AddUnreadable() { r.Examined++; r.Unreadable++ }

// Merge takes another part of the same replay in.
func (r *Report) Merge(o *Report) {
	r.Examined += o.Examined
	r.Concerned += o.Concerned
	r.Unreadable += o.Unreadable
	r.Changed += o.Changed
	for kind, n := range o.Counts {
		r.Counts[kind] += n
	}
	r.Cases = append(r.Cases, o.Cases...)
}

// Finish sorts the lines and counts where outcomes go.
func (r *Report) Finish() {
	slices.SortFunc(r.Cases, func(a, b CaseLine) int {
		return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.CaseID, b.CaseID))
	})
	moves := map[Move]int{}
	for i := range r.Cases {
		for _, d := range r.Cases[i].Differences {
			if d.Kind == Outcome {
				title := d.Title
				if d.Where == "eligibility" {
					title = "法定收养条件" // the day stands in the case
				}
				moves[Move{Where: d.Where, Title: title, Before: outcomeOf(d.Before), After: outcomeOf(d.After)}]++
			}
		}
	}
	r.Moves = make([]Move, 0, len(moves))
	for m, n := range moves {
		m.Cases = n
		r.Moves = append(r.Moves, m)
	}
	slices.SortFunc(r.Moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(a.Where, b.Where), cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
	})
}

// Bytes is the report as it is kept and attached, with its SHA-256.
func (r *Report) Bytes() ([]byte, string, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return nil, "", fmt.Errorf("whatif: write the report: %w", err)
	}
	sum := sha256.Sum256(b)
	return b, hex.EncodeToString(sum[:]), nil
}

// Read reads a report as it was kept. It fails when the bytes are not those of the hash.
func Read(b []byte, sha string) (*Report, error) {
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != sha {
		return nil, fmt.Errorf("whatif: the report has not the hash %s that is recorded with it", sha)
	}
	r := &Report{}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, fmt.Errorf("whatif: read the report: %w", err)
	}
	return r, nil
}

// For is the report as somebody may read it: cases that are not seen lose id and number.
func (r *Report) For(seen func(caseID string) bool) *Report {
	out := *r
	out.Cases = slices.Clone(r.Cases)
	for i := range out.Cases {
		if !seen(out.Cases[i].CaseID) {
			out.Cases[i].CaseID, out.Cases[i].Number = "", ""
		}
	}
	return &out
}
