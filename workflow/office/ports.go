package office

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Store opens transactions for office.
type Store interface {
	// OfficeWithin runs fn in one transaction in which the database itself sees
	// only what the actor may see; it commits when fn returns nil.
	OfficeWithin(ctx context.Context, actor workflow.Actor, fn func(tx Tx) error) error
	Gate
}

// Tx is one transaction. Implementations return *workflow.Error for what a user
// can understand (conflict, not_found) and plain errors for the rest.
type Tx interface {
	// Open claims the idempotency key, locks the chain of the authority that
	// keeps the record of the subject, and loads the subject under lock. An
	// absent subject is a not_found error.
	Open(ctx context.Context, req Open) (*Opened, error)
	// Save writes the subject where its version is still Was, the credential,
	// the entry with its payload and the stored answer. Zero rows is a
	// stale_version error.
	Save(ctx context.Context, c *Change) error
	// Covers reports whether one authority lies in the subtree of another on a
	// day; every authority covers itself.
	Covers(ctx context.Context, above, below string, on law.Date) (bool, error)
	// OtherAdministrators counts the administrators of the whole installation
	// whose accounts are in use, without one; who asks at the same time waits.
	OtherAdministrators(ctx context.Context, without string) (int, error)

	House(ctx context.Context) (House, error)
	Authority(ctx context.Context, id string) (Authority, error)
	Agency(ctx context.Context, id string) (workflow.Agency, error)
	Evaluator(ctx context.Context, id string) (workflow.EvaluatorCard, error)
	Account(ctx context.Context, id string) (Account, error)
	// RecusalCard reads the card of an account that is the actor's own, or of the actor's
	// subtree when the actor is its administrator or auditor; else it is not_found.
	RecusalCard(ctx context.Context, accountID string) (workflow.RecusalCard, error)
	// OtherAccounts lists the other accounts of the person of an account, of all offices, as
	// far as cards of the same identity number name both.
	OtherAccounts(ctx context.Context, accountID string) ([]string, error)

	// The lists are ordered by id (UUIDv7: by age) and hold what lies in the
	// subtree of the actor's authority, or in the actor's agency.
	Authorities(ctx context.Context, f Filter) ([]Authority, error)
	Agencies(ctx context.Context, f Filter) ([]workflow.Agency, error)
	Evaluators(ctx context.Context, f Filter) ([]workflow.EvaluatorCard, error)
	Accounts(ctx context.Context, f Filter) ([]Account, error)
	Publications
	Blanks
	// Offers lists the cases that name the actor's agency as assessment body and
	// are not at an end, oldest first.
	Offers(ctx context.Context, f Filter) ([]Offer, error)
}

// Publications is what a transaction knows of files of law.
type Publications interface {
	// Publication reads one with its file.
	Publication(ctx context.Context, id string) (Publication, error)
	// ListPublications lists them without their files, ordered by id: what is
	// published anywhere, drafts and proposals of the actor's subtree.
	ListPublications(ctx context.Context, f Filter) ([]Publication, error)
	// Holdings is all that the installation keeps of the law.
	Holdings(ctx context.Context) (workflow.Holdings, error)
	// LockLaw lets one publication at a time go into force, until the end of the transaction.
	LockLaw(ctx context.Context) error
	// ClosedCases counts the cases of a division, and of all below it, that have come
	// to an end after they were submitted.
	ClosedCases(ctx context.Context, division string) (int64, error)
	// WhatIf finds the report of a publication's draft by the hash of the report; not_found.
	WhatIf(ctx context.Context, publicationID, sha256 string) (WhatIf, error)
	// SaveWhatIf keeps a report for ever; the same one again changes nothing.
	SaveWhatIf(ctx context.Context, r WhatIfReport, at time.Time) error
	// WhatIfReport reads a report with its text; not_found for who has no part in cases.
	WhatIfReport(ctx context.Context, publicationID, sha256 string) (WhatIfReport, error)
}

// Blanks is what a transaction knows of the ministry's blanks.
type Blanks interface {
	BlankSlip(ctx context.Context, id string) (BlankSlip, error)
	// BlankSlips and ListBlanks are ordered by id and by number, of the actor's subtree.
	BlankSlips(ctx context.Context, f BlankFilter) ([]BlankSlip, error)
	ListBlanks(ctx context.Context, f BlankFilter) ([]Blank, error)
	// BlankStocks counts the blanks of one authority by series and state, with the runs
	// of numbers that were never received between those that were.
	BlankStocks(ctx context.Context, authorityID string) ([]BlankStock, error)
	// MoveBlanks does to every blank of the slip's run what the slip says, or fails with
	// conflict, naming blanks that are not where they should be. Two moves of one blank
	// at a time: the second waits for the first and then fails.
	MoveBlanks(ctx context.Context, s BlankSlip) error
}

// Gate is what the door needs before there is an actor.
type Gate interface {
	// LoginCredential finds the account of a login name; false when there is none
	// or it is disabled.
	LoginCredential(ctx context.Context, login string) (Credential, bool, error)
	// Rehash replaces a password's hash by one of the present cost, where it is still the old one.
	Rehash(ctx context.Context, accountID, old, hash string) error
	Sessions
	Factors
	// Installation returns what holds for the whole installation; false when it
	// was not marked yet.
	Installation(ctx context.Context) (Installation, bool, error)
	// Found writes the first authority and its administrator into an empty
	// installation; a conflict when it is not empty. Locked: the installation.
	Found(ctx context.Context, f *Foundation) error
}

// Key identifies one request of one actor: same key and body, same answer.
type Key struct {
	ActorID string
	Value   string
	Body    [32]byte
}

// House is the mode and the clock of the installation.
type House struct {
	Sandbox bool
	Offset  time.Duration // of the sandbox's clock, zero in production
}

// Installation is the house with the secret that signs cursors.
type Installation struct {
	House
	Secret []byte // 32 bytes, drawn by the database when the installation was marked
}

// Open asks for a subject to act on.
type Open struct {
	Subject     Subject
	ID          string // of the subject; empty when it does not exist yet
	AuthorityID string // that keeps the record, when the subject does not exist yet
	Key         *Key
}

// Opened is a subject as loaded and locked, with the chain of its authority.
type Opened struct {
	Answer    []byte // stored answer of the same request; nothing else is set then
	House     House
	Authority Authority // keeps the chain
	Head      ledger.Head
	Target    *Authority // the subject, of one of the kinds
	Agency    *workflow.Agency
	Evaluator *workflow.EvaluatorCard
	Account   *Account

	Publication *Publication
	Slip        *BlankSlip
}

// Change is all that one act writes. One of the subjects is set.
type Change struct {
	Authority *Authority
	ParentID  string // of a new authority
	Agency    *workflow.Agency
	Evaluator *workflow.EvaluatorCard
	Account   *Account
	Clock     *ClockMove
	// Publication with, when it goes into force, the edition that it becomes.
	Publication *Publication
	Edition     *workflow.Edition
	Slip        *BlankSlip
	Shift       *workflow.OverlayShift // new shift of the authority's printer

	Was        int64                 // version before, 0 for a new subject
	Card       *workflow.RecusalCard // new card of the account
	Credential *Credential           // new password of the account
	EndTokens  string                // account whose tokens all end
	At         time.Time             // real time, for tokens and books
	Record     ledger.Record
	Head       ledger.Head
	Key        *Key
	Answer     []byte
}

// ClockMove moves the sandbox's clock from one offset to another.
type ClockMove struct {
	From, To time.Duration
}

// Authority is a registration authority (收养登记机关) as the office keeps it.
type Authority struct {
	ID       string `json:"id"`
	ParentID string `json:"parent_id,omitempty"` // empty for the first
	Version  int64  `json:"version"`
	workflow.AuthorityRef
	Pack string `json:"pack"` // code of the rule pack of its division
	// SecondFactorFor are the roles whose accounts must have a second factor.
	SecondFactorFor []workflow.Role `json:"second_factor_for,omitempty"`
	Closed          bool            `json:"closed,omitempty"`
}

// Account is a person's access (账户): one role, one place.
type Account struct {
	ID          string        `json:"id"`
	AuthorityID string        `json:"authority_id"`        // that administers the account
	AgencyID    string        `json:"agency_id,omitempty"` // of an agency's people
	Version     int64         `json:"version"`
	Login       string        `json:"login"`
	Name        string        `json:"name"`
	Role        workflow.Role `json:"role"`
	Disabled    bool          `json:"disabled,omitempty"`
	MustChange  bool          `json:"must_change_password,omitempty"` // the password was set by somebody else
	CreatedOn   law.Date      `json:"created_on"`
}

// Credential is what is stored to check a password. It never enters the record.
type Credential struct {
	AuthorityID string
	AccountID   string
	Hash        string // PHC string of argon2id
	SetAt       time.Time
}

// Filter selects lines of a list.
type Filter struct {
	AuthorityID string // only of this authority
	AgencyID    string // only of this agency
	Text        string // in the name
	After       string // id of the last line of the page before
	Limit       int
}

// Offer is what an agency sees of a case that names it (评估委托): enough to say
// yes or no and to look for ties, no more. The file opens at acceptance.
type Offer struct {
	CaseID        string         `json:"case_id"`
	Number        string         `json:"number"`
	AuthorityID   string         `json:"authority_id"`
	AuthorityName string         `json:"authority_name"`
	Division      string         `json:"division"`
	State         workflow.State `json:"state"`
	StateName     string         `json:"state_name"`
	Version       int64          `json:"version"`
	NamedOn       law.Date       `json:"named_on,omitzero"`
	AcceptedOn    law.Date       `json:"accepted_on,omitzero"`
	DeclinedOn    law.Date       `json:"declined_on,omitzero"`
	DueOn         law.Date       `json:"due_on,omitzero"` // of the assessment clock, once it runs
	Applicants    []string       `json:"applicants"`      // for the recusal check
	Placers       []string       `json:"placers,omitempty"`
	Open          bool           `json:"open"` // the file is open to the agency
}

// Laws finds packs; casework's LawBook is one.
type Laws interface {
	Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error)
}
