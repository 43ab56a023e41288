package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Standing is how a case stands in the choice among those who compete for its child.
type Standing string

// The standings.
const (
	StandingCandidate Standing = "candidate" // 参加择优
	StandingChosen    Standing = "chosen"    // 选定
	StandingReserve   Standing = "reserve"   // 候选
)

// Selection is a case's part in the choice among the families who want one child
// (择优, order B). Other families appear by the number of their case only: this
// is the file of one family.
type Selection struct {
	EnteredOn   law.Date `json:"entered_on"`
	Opinion     string   `json:"opinion"` // of the officer, at entry
	Standing    Standing `json:"standing"`
	Rank        int      `json:"rank,omitempty"` // of a reserve; 1 comes first
	RankedOn    law.Date `json:"ranked_on,omitzero"`
	Choice      *Choice  `json:"choice,omitempty"` // the newest opinion that concerns the case
	PastChoices []Choice `json:"past_choices,omitempty"`
}

// Choice is an officer's opinion on which family is to be chosen (择优意见), and
// what became of it: the same text in every case that it concerns.
type Choice struct {
	ID           string      `json:"id"`
	ChosenID     string      `json:"chosen_id"` // case
	ChosenNumber string      `json:"chosen_number"`
	On           law.Date    `json:"on"`
	By           string      `json:"by"`
	ByID         string      `json:"by_id"`
	Reasons      []string    `json:"reasons"`
	Departure    string      `json:"departure,omitempty"`   // why another is chosen than rank or score suggest
	Candidates   []Candidate `json:"candidates"`            // the chosen one first, then by rank
	NotAwaited   []Unwaited  `json:"not_awaited,omitempty"` // on their way, and not waited for
	// Elsewhere are other offices with cases of the same child, Agreed what was agreed with them.
	Elsewhere    []OfficeCases `json:"elsewhere,omitempty"`
	Agreed       string        `json:"agreed,omitempty"`
	ApprovedOn   law.Date      `json:"approved_on,omitzero"`
	ApprovedBy   string        `json:"approved_by,omitempty"`
	ApprovedByID string        `json:"approved_by_id,omitempty"`
	Opinion      string        `json:"opinion,omitempty"`
	Returned     *Return       `json:"returned,omitempty"`
}

// Candidate is one family of a choice with its scores as the record has them.
type Candidate struct {
	CaseID     string   `json:"case_id"`
	Number     string   `json:"number"`
	Rank       int      `json:"rank"`               // 0: chosen
	WasRank    int      `json:"was_rank,omitempty"` // rank by the choice before
	Score      string   `json:"score,omitempty"`    // total of the capacity table, rounded down; empty without a total
	Table      string   `json:"table"`              // code@version of the capacity table
	Conclusion string   `json:"conclusion"`
	ReportedOn law.Date `json:"reported_on"`
	Reason     string   `json:"reason,omitempty"` // why it is not chosen, why this rank
}

// Unwaited is a case of the child that is on its way still, and why the choice does not wait for it.
type Unwaited struct {
	CaseID string `json:"case_id"`
	Number string `json:"number"`
	State  State  `json:"state"`
	Reason string `json:"reason"`
}

// OfficeCases is how many cases of a child another office has, open or ended in a
// registration (他处案件). Nothing else of them crosses the offices' scopes.
type OfficeCases struct {
	OfficeID string `json:"office_id" format:"uuid"`
	Office   string `json:"office"`
	Cases    int    `json:"cases" minimum:"1"`
}

// Open reports whether the opinion waits for approval.
func (k *Choice) Open() bool { return k != nil && k.ApprovedOn.IsZero() && k.Returned == nil }

// Candidate returns the line of a case, nil when the choice does not name it.
func (k *Choice) Candidate(caseID string) *Candidate {
	for i := range k.Candidates {
		if k.Candidates[i].CaseID == caseID {
			return &k.Candidates[i]
		}
	}
	return nil
}

// Chosen reports whether the family of the case was chosen for the child.
func (c *Case) Chosen() bool { return c.Selection != nil && c.Selection.Standing == StandingChosen }

// HoldsChoice reports whether the case was chosen and its way is still open: no
// other family of the child is chosen meanwhile. It is over when the case ends,
// the child is returned, or the assessment is terminated.
func (c *Case) HoldsChoice() bool {
	if !c.Chosen() || c.State.End() || c.report().Conclusion == ConclusionTerminated {
		return false
	}
	return c.Integration == nil || c.Integration.ReturnedOn.IsZero()
}

// OnItsWay reports whether the case is still before the choice: accepted, and not
// known to be unfit.
func (c *Case) OnItsWay() bool {
	switch c.State { //nolint:exhaustive // the others are before the acceptance or behind the choice
	case Reviewing, AwaitingConsent, Commissioning, Assessing, Reporting:
		return true
	case ReportReview:
		return c.report().Conclusion == ConclusionFit
	}
	return false
}

// openChoice is the choice that waits for approval, nil when there is none.
func (c *Case) openChoice() *Choice {
	if c.Selection == nil || !c.Selection.Choice.Open() {
		return nil
	}
	return c.Selection.Choice
}

// ReportInHand is the report that is being written, checked or answered in the
// present state: in integration_review the one on the integration.
func (c *Case) ReportInHand() *Report {
	if c.State == IntegrationReview {
		return c.IntegrationReport
	}
	return c.Report
}

// SetReport puts a report where the one in hand stands.
func (c *Case) SetReport(r *Report) {
	if c.State == IntegrationReview {
		c.IntegrationReport = r
		return
	}
	c.Report = r
}

// conclusionPaper is the paper that tells the family the conclusion of the report in hand.
func (c *Case) conclusionPaper() PaperCode {
	if c.State == IntegrationReview {
		return "D14b"
	}
	return "D14"
}

// Ends reports whether the assessment is over with this report, so that the
// review clock runs again: unless the integration is still to be evaluated.
func (r *Report) Ends() bool {
	if len(r.Covers) == 1 && r.Covers[0] == PhaseCapacity {
		return r.Conclusion != ConclusionFit
	}
	return true
}
