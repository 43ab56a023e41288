package office

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// The states of a slip. Only a destruction is proposed first.
const (
	SlipDone     = "done"
	SlipProposed = "proposed" // 待监销
	SlipRejected = "rejected" // 不同意销毁
)

// BlankSlip is one line of the register of blanks (空白证件登记簿): a run of printed
// numbers and what was done to it. It is written once; a proposed destruction gets its
// decision by another person.
type BlankSlip struct {
	ID          string               `json:"id"`
	AuthorityID string               `json:"authority_id"`
	Version     int64                `json:"version"`
	Kind        workflow.BlankMove   `json:"kind" enum:"receipt,issue,hand_back,spoiling,loss,return,destruction,reissue,recall"`
	State       string               `json:"state" enum:"done,proposed,rejected"`
	Series      workflow.BlankSeries `json:"series" enum:"certificate,dissolution"`
	First       string               `json:"first"`
	Last        string               `json:"last"`
	Count       int64                `json:"count"`
	On          law.Date             `json:"on"`
	By          Person               `json:"by"`

	DeliveryNote string   `json:"delivery_note,omitempty"` // 发放单号
	From         string   `json:"from,omitempty"`          // 发放机关
	Holder       *Person  `json:"holder,omitempty"`        // 领用人
	To           string   `json:"to,omitempty"`            // 退回、调入的机关
	Reason       string   `json:"reason,omitempty"`
	Notice       string   `json:"notice,omitempty"`      // of a loss: where it was announced and reported
	Certificate  string   `json:"certificate,omitempty"` // of a reissue: 登记证字号
	Former       string   `json:"former,omitempty"`      // of a reissue: printed number of the certificate before
	DecidedBy    *Person  `json:"decided_by,omitempty"`  // of a destruction: another person
	DecidedOn    law.Date `json:"decided_on,omitzero"`
	Rejected     string   `json:"rejected,omitempty"` // why it was not destroyed

	run workflow.BlankRange
}

// Run is the run of numbers. It fails with an invalid_input Error when they cannot be read.
func (s BlankSlip) Run() (workflow.BlankRange, error) {
	if s.run.First.Width > 0 {
		return s.run, nil
	}
	return workflow.ParseBlankRange(s.First, s.Last)
}

// Blank is one blank as it stands in the register.
type Blank struct {
	AuthorityID string               `json:"authority_id"`
	Series      workflow.BlankSeries `json:"series" enum:"certificate,dissolution"`
	Number      string               `json:"number"`
	State       workflow.BlankState  `json:"state" enum:"in_stock,issued,used,spoiled,lost,returned,destroyed"`
	ReceiptID   string               `json:"receipt_id"`
	ReceivedOn  law.Date             `json:"received_on"`
	HolderID    string               `json:"holder_id,omitempty"`
	Holder      string               `json:"holder,omitempty"`
	IssuedOn    law.Date             `json:"issued_on,omitzero"`
	EndedOn     law.Date             `json:"ended_on,omitzero"` // when it was used, spoiled, lost, given away or destroyed
	EndedBy     string               `json:"ended_by,omitempty"`
	Reason      string               `json:"reason,omitempty"`
	CaseID      string               `json:"case_id,omitempty"`
	Certificate string               `json:"certificate,omitempty"`
	RecalledOn  law.Date             `json:"recalled_on,omitzero"`
}

// BlankStock counts the blanks of a series: every received one is in one state, so that
// Received is the sum of the others.
type BlankStock struct {
	Series    workflow.BlankSeries `json:"series" enum:"certificate,dissolution"`
	Received  int64                `json:"received"`
	InStock   int64                `json:"in_stock"`
	Issued    int64                `json:"issued"`
	Used      int64                `json:"used"`
	Spoiled   int64                `json:"spoiled"`
	Lost      int64                `json:"lost"`
	Returned  int64                `json:"returned"`
	Destroyed int64                `json:"destroyed"`
	Missing   int64                `json:"missing" doc:"Numbers between the received ones that were never received (缺号)"`
	Gaps      []BlankGap           `json:"gaps" doc:"The first runs of them"`
}

// BlankGap is a run of numbers that were never received (缺号).
type BlankGap struct {
	First string `json:"first"`
	Last  string `json:"last"`
	Count int64  `json:"count"`
}

// BlankFilter selects blanks or slips.
type BlankFilter struct {
	AuthorityID string
	Series      workflow.BlankSeries
	State       string // of blanks, or of slips
	Kind        workflow.BlankMove
	HolderID    string
	Number      string // exactly; of slips those whose run has it
	From, To    law.Date
	After       string // number, or id, of the last line of the page before
	AfterOffice string // of blanks: the office of that line
	AfterOf     string // of blanks: its receipt
	Limit       int
}

// Add counts n more blanks in a state.
func (s *BlankStock) Add(state workflow.BlankState, n int64) {
	s.Received += n
	switch state {
	case workflow.BlankInStock:
		s.InStock += n
	case workflow.BlankIssued:
		s.Issued += n
	case workflow.BlankUsed:
		s.Used += n
	case workflow.BlankSpoiled:
		s.Spoiled += n
	case workflow.BlankLost:
		s.Lost += n
	case workflow.BlankReturned:
		s.Returned += n
	case workflow.BlankDestroyed:
		s.Destroyed += n
	}
}
