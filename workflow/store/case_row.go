package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// caseRow is a row of cases: the whole aggregate as a document, and projections of it for what is listed, searched
// or constrained. The aggregate is read from the document alone.
type caseRow struct {
	AuthorityID    string      `gorm:"column:authority_id"`
	ID             string      `gorm:"column:id"`
	Version        int64       `gorm:"column:version"`
	Kind           string      `gorm:"column:kind"`
	State          string      `gorm:"column:state"`
	StateSince     pgtype.Date `gorm:"column:state_since"`
	Category       string      `gorm:"column:category"`
	LegalOrder     string      `gorm:"column:legal_order"`
	Number         *string     `gorm:"column:number"`
	Division       string      `gorm:"column:division"`
	OfficerID      *string     `gorm:"column:officer_id"`
	OfficerName    string      `gorm:"column:officer_name"`
	ChildID        *string     `gorm:"column:child_id"`
	Applicants     string      `gorm:"column:applicants"`
	Secrecy        bool        `gorm:"column:secrecy"`
	Emergency      bool        `gorm:"column:emergency"`
	BodyKind       *string     `gorm:"column:body_kind"`
	BodyID         *string     `gorm:"column:body_id"`
	BodyName       string      `gorm:"column:body_name"`
	AgencyID       *string     `gorm:"column:agency_id"`
	BodyOpen       bool        `gorm:"column:body_open"`
	EvaluatorIDs   []string    `gorm:"column:evaluator_ids;type:uuid[]"`
	ReceivedOn     pgtype.Date `gorm:"column:received_on"`
	AcceptedOn     pgtype.Date `gorm:"column:accepted_on"`
	ProposedBy     *string     `gorm:"column:proposed_by"`
	DecidedOn      pgtype.Date `gorm:"column:decided_on"`
	DecidedBy      *string     `gorm:"column:decided_by"`
	Outcome        *string     `gorm:"column:outcome"`
	RegisteredOn   pgtype.Date `gorm:"column:registered_on"`
	Certificate    *string     `gorm:"column:certificate"`
	BlankNumber    *string     `gorm:"column:blank_number"`
	EndedOn        pgtype.Date `gorm:"column:ended_on"`
	ClosedOn       pgtype.Date `gorm:"column:closed_on"`
	DueOn          pgtype.Date `gorm:"column:due_on"`
	DueClock       *string     `gorm:"column:due_clock"`
	DueProvisional bool        `gorm:"column:due_provisional"`
	DuePaused      bool        `gorm:"column:due_paused"`
	Awaits         *string     `gorm:"column:awaits"`
	HeadSeq        int64       `gorm:"column:head_seq"`
	HeadHash       []byte      `gorm:"column:head_hash"`
	HeadAt         *time.Time  `gorm:"column:head_at"`
	UpdatedAt      time.Time   `gorm:"column:updated_at"`
	SearchText     string      `gorm:"column:search_text"`
	SearchGrams    []string    `gorm:"column:search_grams;type:text[]"`
	Document       string      `gorm:"column:document"`
}

// TableName tells GORM the table.
func (caseRow) TableName() string { return "cases" }

// fromCase makes the row of a case with its running clocks and the head of its chain; at is the instant of the change.
func fromCase(c *workflow.Case, dues []casework.DueDate, head ledger.Head, at time.Time) (caseRow, error) {
	document, err := json.Marshal(c)
	if err != nil {
		return caseRow{}, fmt.Errorf("store: write case %s: %w", c.ID, err)
	}
	r := caseRow{
		AuthorityID: c.AuthorityID, ID: c.ID, Version: c.Version, Kind: string(c.Kind), State: string(c.State),
		StateSince: toDate(c.StateSince), Category: categoryOf(c), LegalOrder: string(c.Order), Number: nullable(c.Number),
		Division: c.Authority.Division, OfficerID: nullable(c.OfficerID), OfficerName: c.OfficerName, ChildID: nullable(c.ChildID),
		Applicants: casework.ApplicantNames(c), Secrecy: c.Secrecy, Emergency: c.Emergency.Open(),
		ReceivedOn: toDate(c.ReceivedOn), AcceptedOn: toDate(c.AcceptedOn), EvaluatorIDs: evaluatorsOf(c),
		Awaits: nullable(string(c.Awaits())), UpdatedAt: at, Document: string(document),
	}
	r.SearchText = searchText(c.Number, r.Applicants, registeredName(c))
	r.SearchGrams = grams(r.SearchText)
	r.body(c.Commission)
	r.decision(c)
	r.due(dues)
	r.head(head)
	return r, nil
}

// categoryOf is what the column of the category holds: a draft may have none yet, or a
// code outside the list, which only its document keeps.
func categoryOf(c *workflow.Case) string {
	if c.State == workflow.Draft && c.Category.Chinese() == "" {
		return ""
	}
	return string(c.Category)
}

// body: an agency sees a case from the notice on until it declines or hands it back; the file opens when it accepts.
func (r *caseRow) body(m *workflow.Commission) {
	if m == nil {
		return
	}
	r.BodyKind, r.BodyID, r.BodyName = nullable(m.Kind), nullable(m.BodyID), m.BodyName
	if agency := m.OfAgency(); agency != "" && m.DeclinedOn.IsZero() {
		r.AgencyID, r.BodyOpen = nullable(agency), !m.AcceptedOn.IsZero()
	}
}

func (r *caseRow) decision(c *workflow.Case) {
	if p := c.Proposal; p != nil && !p.Withdrawn {
		r.ProposedBy = nullable(p.ByID)
	}
	if d := c.Decision; d != nil {
		r.DecidedOn, r.DecidedBy, r.Outcome = toDate(d.On), nullable(d.ByID), nullable(d.Outcome)
	}
	if g := c.Registration; g != nil {
		r.RegisteredOn, r.Certificate, r.BlankNumber = toDate(g.On), nullable(g.Certificate), nullable(g.BlankNumber)
	}
	switch {
	case !c.State.End():
		return
	case c.Ending != nil:
		r.EndedOn = toDate(c.Ending.On)
	case c.Decision != nil && c.State == workflow.Refused:
		r.EndedOn = toDate(c.Decision.On)
	}
	if c.State == workflow.Closed {
		r.ClosedOn = r.EndedOn
	}
}

// due: the nearest limit that runs; a floor is nothing that one could miss. Where no
// limit runs towards a date, because one stands still, the case is paused.
func (r *caseRow) due(dues []casework.DueDate) {
	var nearest *casework.DueDate
	for i, d := range dues {
		switch {
		case d.Floor:
		case d.DueOn.IsZero():
			r.DuePaused = true
		case nearest == nil || d.DueOn.Before(nearest.DueOn):
			nearest = &dues[i]
		}
	}
	if nearest != nil {
		r.DuePaused = false
		r.DueOn, r.DueClock, r.DueProvisional = toDate(nearest.DueOn), nullable(string(nearest.Clock)), nearest.Provisional
	}
}

func (r *caseRow) head(h ledger.Head) {
	if h.Sequence > 0 {
		r.HeadSeq, r.HeadHash, r.HeadAt = h.Sequence, h.Hash[:], toInstant(h.At)
	}
}

// toCase reads the aggregate back.
func (r caseRow) toCase() (*workflow.Case, error) {
	c := &workflow.Case{}
	if err := json.Unmarshal([]byte(r.Document), c); err != nil {
		return nil, fmt.Errorf("store: read case %s: %w", r.ID, err)
	}
	if c.ID != r.ID || c.AuthorityID != r.AuthorityID || c.Version != r.Version || string(c.State) != r.State {
		return nil, fmt.Errorf("store: case %s: row and document do not agree", r.ID)
	}
	return c, nil
}

// toHead reads the head of the case's chain.
func (r caseRow) toHead() (ledger.Head, error) {
	h := ledger.Genesis(r.AuthorityID, ledger.CaseChain(r.ID))
	if r.HeadSeq == 0 {
		return h, nil
	}
	hash, err := ledger.HashFromBytes(r.HeadHash)
	if err != nil {
		return h, fmt.Errorf("store: head of case %s: %w", r.ID, err)
	}
	h.Sequence, h.Hash, h.State, h.CaseVersion, h.At = r.HeadSeq, hash, r.State, r.Version, fromInstant(r.HeadAt)
	return h, nil
}

// evaluatorsOf lists the accounts that belong to the case: its active evaluators, and whoever was given a follow-up visit.
func evaluatorsOf(c *workflow.Case) []string {
	out := []string{}
	for _, e := range c.ActiveEvaluators() {
		out = append(out, e.AccountID)
	}
	for _, a := range c.Adjudicators { // who has ruled keeps the head of the case, as the record keeps him
		if a.ReleasedOn.IsZero() {
			out = append(out, a.AccountID)
		}
	}
	if c.FollowUps != nil {
		for _, v := range c.FollowUps.Visits {
			out = append(out, v.AssigneeID)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(id string) bool { return id == "" })
}

func registeredName(c *workflow.Case) string {
	if c.Registration == nil {
		return ""
	}
	return c.Registration.NameAfter
}
