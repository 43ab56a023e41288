package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Store opens transactions. Within runs fn in one transaction in which the
// database itself sees only what the actor may see; it commits when fn returns
// nil and rolls back otherwise.
type Store interface {
	Within(ctx context.Context, actor workflow.Actor, fn func(tx Tx) error) error
	// WithinCase is a transaction of the system: it sees the one case, what hangs
	// on it and its child, and nothing else. not_found without such a case comes
	// from the first call that looks for it.
	WithinCase(ctx context.Context, caseID string, fn func(tx Tx) error) error
	// PapersToSet lists papers that acts ordered and nobody has set, the first
	// ordered first. SaveAct notes them; Tx.PaperSet strikes them off.
	PapersToSet(ctx context.Context, most int) ([]PaperToSet, error)
	// CheckedPaper finds the paper whose address has a token with this hash, in
	// sight of nobody; known is false for any other.
	CheckedPaper(ctx context.Context, tokenSHA256 []byte) (place PlaceOfPaper, known bool, err error)
	SealOrders
}

// Tx is one transaction. Implementations return *workflow.Error for what a user
// can understand (conflict, not_found) and plain errors for the rest.
type Tx interface {
	// OpenCase claims the idempotency key, then locks the case (and first the
	// child, when asked) and loads both with the head of the case's chain. A
	// case that does not exist or is out of scope is a not_found error.
	OpenCase(ctx context.Context, req OpenCase) (*OpenedCase, error)
	// SaveAct writes the case where its version is still WasVersion, the entry,
	// its payload, the projections of clocks and papers, the child when it was
	// touched, and the stored answer. Zero rows is a stale_version error.
	SaveAct(ctx context.Context, change *Change) error

	// OpenChild claims the key, locks the child, its open cases by id and the
	// chain of the child's authority.
	OpenChild(ctx context.Context, req OpenChild) (*OpenedChild, error)
	// SaveChildAct writes the child, the authority's entry and one entry per open case.
	SaveChildAct(ctx context.Context, change *ChildChange) error

	// CreateDraft, SaveDraft and DiscardDraft keep drafts of cases, outside the record.
	CreateDraft(ctx context.Context, c *workflow.Case, key *Key, answer []byte) error
	SaveDraft(ctx context.Context, c *workflow.Case, wasVersion int64) error
	DiscardDraft(ctx context.Context, id string, version int64) error
	// Claim answers a key used before; nil when it is new.
	Claim(ctx context.Context, key Key) (answer []byte, err error)

	// Number returns the next serial of a series of the authority in a year:
	// 1, 2, 3 … without gaps; the series row stays locked until the end.
	Number(ctx context.Context, authorityID, series string, year int) (int, error)

	// TakeBlank uses one of the ministry's blanks for a certificate, or says that it was
	// spoiled. It fails with conflict (blank_unknown, blank_not_available,
	// blank_of_another, blank_too_early) and names the remedy; of two who take the same
	// blank the second waits and fails.
	TakeBlank(ctx context.Context, b workflow.BlankTaking) error

	// CertificateShift is how the printer of an office of the actor's is off; zero when nobody said.
	CertificateShift(ctx context.Context, authorityID string) (workflow.OverlayShift, error)

	// House returns what holds for the whole installation.
	House(ctx context.Context) (House, error)
	// VoidNumber keeps a number that was given and will not be used, with the
	// reason; it is never given again. not_found when it was not given or is void.
	VoidNumber(ctx context.Context, authorityID, series string, year, number int, reason string) error

	Authority(ctx context.Context, id string) (Authority, error)
	Agency(ctx context.Context, id string) (workflow.Agency, error)
	Evaluator(ctx context.Context, id string) (workflow.EvaluatorCard, error)
	Account(ctx context.Context, id string) (workflow.Actor, error)

	// Case reads a case without locking it; Child a child.
	Case(ctx context.Context, id string) (*OpenedCase, error)
	Child(ctx context.Context, id string) (*workflow.Child, error)
	// CasesOfChild lists the cases of a child in the actor's scope.
	CasesOfChild(ctx context.Context, childID string) ([]*workflow.Case, error)
	ListCases(ctx context.Context, f CaseFilter) ([]CaseLine, error)
	// CountCases counts what each filter selects, all at one moment; none further
	// than most+1. Limit and After do not matter.
	CountCases(ctx context.Context, filters []CaseFilter, most int) ([]int, error)
	ListChildren(ctx context.Context, f ChildFilter) ([]*workflow.Child, error)
	// Entries lists the entries of a case after a sequence number, oldest first,
	// with their payloads.
	Entries(ctx context.Context, caseID string, after int64) ([]ledger.Record, error)
	// EntryPayload returns one entry of a case with its payload.
	EntryPayload(ctx context.Context, caseID string, seq int64) (ledger.Record, error)
	// AuthorityEntry returns one entry of an authority's own chain with its payload.
	AuthorityEntry(ctx context.Context, authorityID string, seq int64) (AuthorityRecord, error)
	// AuthorityEntries lists the entries of an authority's own chain after a
	// sequence number, oldest first, without their payloads; not_found when the
	// authority is not in the actor's subtree. An administrator gets those about
	// the office only, with gaps where entries are about children.
	AuthorityEntries(ctx context.Context, authorityID string, after int64, limit int) ([]AuthorityRecord, error)
	// LogProofs proves that the entries of a chain up to a sequence number are in
	// the log of all entries, under its newest signed head. It fails with
	// ErrLogBehind when some are not in it yet.
	LogProofs(ctx context.Context, chain ledger.Chain, upTo int64) (LogProof, error)
	// RecordRead notes that the actor read something of a case (append-only);
	// RecordChildRead the same of a child outside of any case.
	RecordRead(ctx context.Context, r Read) error
	RecordChildRead(ctx context.Context, r ChildRead) error

	// Sheet drafts are private to their evaluator.
	SheetDraft(ctx context.Context, caseID, phase string) (*SheetDraft, error)
	SaveSheetDraft(ctx context.Context, d *SheetDraft, wasVersion int64) error
	SheetVersionTx
	DossierTx
	OversightTx

	// RenderedPaper returns the stored file of a paper, nil when it was never set.
	RenderedPaper(ctx context.Context, caseID, paperID string) (*Rendered, error)
	// SaveRendered stores a paper's first setting under a unique row, with the
	// system entry that names its hash. created is false when another request
	// was first; the stored one then stands. A failure (Failure is set, change is
	// nil) is kept in the same row without an entry and gives way to a later success.
	SaveRendered(ctx context.Context, r *Rendered, change *Change) (created bool, err error)
	// RenderedPapers lists the stored settings of a case's papers, failed ones among them.
	RenderedPapers(ctx context.Context, caseID string) ([]*Rendered, error)
	// RenderedChildPapers lists those of a child's own papers.
	RenderedChildPapers(ctx context.Context, childID string) ([]*Rendered, error)
	// SaveRenderedChild is SaveRendered for a paper of a child's own record: the
	// system entry stands in the chain of the child's authority.
	SaveRenderedChild(ctx context.Context, r *Rendered, change *ChildChange) (created bool, err error)
	// PaperSet strikes a paper off those that are to be set, within WithinCase.
	PaperSet(ctx context.Context, caseID, paperID string) error
	// Upload notes a stored file; Uploaded finds one again.
	SaveUpload(ctx context.Context, u *Upload) error
	Uploaded(ctx context.Context, id string) (*Upload, error)
	SealTx
	EvidenceTx
	ConflictTx

	// Enqueue leaves a job to the workers: it exists exactly when the transaction
	// commits, and costs an act nothing that orders none. With a task, the actor
	// sees how it goes; the task's scope is checked by the database at the commit.
	Enqueue(ctx context.Context, job Job, task *NewTask) error
	// Task reads a task that the actor may see; not_found else. With lock, for
	// CancelTask or RetryTask.
	Task(ctx context.Context, id string, lock bool) (*Task, error)
	ListTasks(ctx context.Context, f TaskFilter) ([]*Task, error)
	// CancelTask ends a queued task, and asks the worker of a running one to stop.
	CancelTask(ctx context.Context, t *Task) error
	// RetryTask puts a failed or cancelled task into the queue again.
	RetryTask(ctx context.Context, t *Task) error
}

// Key identifies one request of one actor: same key and body, same answer.
type Key struct {
	ActorID string
	Value   string // Idempotency-Key
	Body    [32]byte
}

// OpenCase asks for a case to act on.
type OpenCase struct {
	CaseID    string
	LockChild bool
	Rivals    bool // also locks and loads the other open cases of the child, by id
	Key       *Key
}

// OpenedCase is a case as loaded, with what an act needs beside it.
type OpenedCase struct {
	Answer []byte // stored answer of the same request; nothing else is set then
	Case   *workflow.Case
	Child  *workflow.Child
	Head   ledger.Head
	House  House
	Rivals []*OpenedCase // when asked for
}

// House is what holds for the whole installation.
type House struct {
	Sandbox bool
	Offset  time.Duration // of the sandbox's clock, zero in production
}

// Change is all that one act writes.
type Change struct {
	Case       *workflow.Case
	WasVersion int64
	Record     ledger.Record
	Head       ledger.Head
	Child      *workflow.Child // nil when untouched
	ChildWas   int64
	Dues       []DueDate
	Key        *Key
	Answer     []byte
	DropSheet  string     // phase whose draft sheet of the actor is done with
	Marks      *CaseMarks // nil when they stay as they are
	Others     []*Change  // of other cases of the child, which the act touches; without key, answer and child
}

// DueDate is the projection of one running clock for lists and sweeps.
type DueDate struct {
	Clock       law.ClockName
	DueOn       law.Date // zero while a pause runs
	Provisional bool
	Floor       bool
}

// OpenChild asks for a child to act on; an empty ChildID with a new child is allowed.
type OpenChild struct {
	ChildID     string
	AuthorityID string
	Key         *Key
	Alone       bool // locks and loads no case: for what touches none
}

// OpenedChild is a child with its open cases and the chain of its authority.
type OpenedChild struct {
	Answer    []byte
	Child     *workflow.Child // nil for a new child
	Cases     []*OpenedCase
	Authority ledger.Head
	House     House
}

// ChildChange is all that an act on a child writes.
type ChildChange struct {
	Child  *workflow.Child
	Was    int64 // 0 for a new child
	Record ledger.Record
	Head   ledger.Head
	Cases  []*Change
	Key    *Key
	Answer []byte
}

// Authority is a registration authority as casework needs it.
type Authority struct {
	ID   string
	Ref  workflow.AuthorityRef
	Pack string // pack code of its division
}

// ListStanding says whether a list is of open or of ended cases.
type ListStanding string

// The standings of lists. Ended cases come by the day of their end, newest first.
const (
	ListAll   ListStanding = ""
	ListOpen  ListStanding = "open"
	ListEnded ListStanding = "ended"
)

// ListFile tells offers from files that are open, in the lists of an agency.
type ListFile string

// The files of an agency's lists.
const (
	FileAny   ListFile = ""
	FileOffer ListFile = "offer" // named and neither accepted nor declined
	FileOpen  ListFile = "open"
)

// CaseFilter selects cases for a list, nearest due date first by default.
type CaseFilter struct {
	Standing    ListStanding
	File        ListFile
	Awaits      bool // only what waits for somebody's approval
	Paused      bool // only cases of which a limit stands still and none runs
	Provisional bool // only dates that may move, because a calendar is missing
	Emergency   bool
	Secrecy     bool
	States      []workflow.State
	Category    workflow.Category
	OfficerID   string
	AgencyID    string
	AuthorityID string
	Division    string // prefix of the authority's division
	DueBy       law.Date
	Text        string // in names and numbers
	After       *Cursor
	Limit       int
}

// Cursor is a position in a list ordered by (DueOn, ID); in one of ended cases
// DueOn is the day of the end.
type Cursor struct {
	DueOn law.Date
	ID    string
}

// CursorAt is the position of a line in the list of a filter.
func (f CaseFilter) CursorAt(l CaseLine) Cursor {
	if f.Standing == ListEnded {
		return Cursor{DueOn: l.EndedOn, ID: l.ID}
	}
	return Cursor{DueOn: l.DueOn, ID: l.ID}
}

// CaseLine is one line of a list. Names are masked by the reader's role before they leave casework.
type CaseLine struct {
	ID          string            `json:"id"`
	AuthorityID string            `json:"authority_id"`
	Number      string            `json:"number,omitempty"`
	State       workflow.State    `json:"state"`
	Category    workflow.Category `json:"category,omitempty"`
	Version     int64             `json:"version"`
	Applicants  string            `json:"applicants"`
	ChildName   string            `json:"child_name,omitempty"`
	OfficerID   string            `json:"officer_id,omitempty"`
	OfficerName string            `json:"officer_name,omitempty"`
	BodyID      string            `json:"body_id,omitempty"`
	BodyName    string            `json:"body_name,omitempty"`
	DueOn       law.Date          `json:"due_on,omitzero"` // nearest running limit; zero when none
	DueClock    law.ClockName     `json:"due_clock,omitempty"`
	Provisional bool              `json:"provisional"`
	Paused      bool              `json:"paused"`            // a limit stands still, and none runs towards a date
	Awaits      workflow.Approval `json:"awaits,omitempty"`  // the approval that the case waits for
	EndedOn     law.Date          `json:"ended_on,omitzero"` // zero while the case is open
	Secrecy     bool              `json:"secrecy"`
	Emergency   bool              `json:"emergency"`
	UpdatedAt   time.Time         `json:"updated_at"`
}

// ChildFilter selects children.
type ChildFilter struct {
	Text  string
	After string
	Limit int
}

// Read is one reading of a case.
type Read struct {
	CaseID, AuthorityID string
	What                string // case | history | paper:<id> | file:<id> | list
	At                  time.Time
}

// ChildRead is one reading of a child outside of any case. ChildID is empty for a
// list, and for entries of an authority's chain that are not about one child.
type ChildRead struct {
	ChildID, AuthorityID string
	What                 string // child | candidates | paper:<id> | history | list
	At                   time.Time
}

// AuthorityRecord is one entry of an authority's own chain.
type AuthorityRecord struct {
	ledger.Record
	About string // AboutOffice | AboutChild
}

// What an entry of an authority's chain is about: administrators see the office's, never a child's.
const (
	AboutOffice = "office"
	AboutChild  = "child"
)

// SheetDraft is an evaluator's unfinished score sheet: a resource with its own version, outside the record.
type SheetDraft struct {
	CaseID      string           `json:"case_id"`
	AuthorityID string           `json:"-"`
	EvaluatorID string           `json:"evaluator_id"` // account id
	Phase       string           `json:"phase"`
	Version     int64            `json:"version"`
	Sheet       assessment.Sheet `json:"sheet"`
	SavedAt     time.Time        `json:"saved_at"`
}

// Rendered is a paper as first set: of a case, or of a child's own record.
type Rendered struct {
	CaseID, AuthorityID, PaperID string
	ChildID                      string // instead of CaseID, for a paper of a child's own record
	Renderer                     string // renderer and font set version
	SHA256                       string
	Size                         int64
	FileID                       string
	At                           time.Time
	Failure                      string // why it could not be set; empty when it was
	Document                     *KeptDocument
	Check                        []byte // hash of the token of its address, see Checks; written, never read back
}

// KeptDocument is what a paper says, kept beside its PDF as canonical JSON, so that a
// dossier can set it again, show a part of it, and be held against the entry: the hash
// ties the whole, the root with the seed's salts a part. A paper set before Documents
// were kept has none.
type KeptDocument struct {
	FileID string      `json:"file_id"`
	SHA256 string      `json:"sha256"`
	Size   int64       `json:"size"`
	Root   ledger.Hash `json:"root"`
	Leaves int64       `json:"leaves"`
	Seed   string      `json:"seed"` // hexadecimal; secret as the seeds of payloads are
}

// Upload is a file that somebody brought, kept as it came.
type Upload struct {
	ID, AuthorityID, CaseID string
	Name, MediaType, SHA256 string
	Size                    int64
	By                      string
	At                      time.Time
	Kind                    string      // of evidence, as the tables name them; "" when nobody said
	IssuedOn, ExpiresOn     law.Date    // of a paper with a validity
	State                   UploadState // "" for files from before there were scanners
	Signature, Scanner      string      // what was found, by what
	ScannedAt               time.Time
	Copies                  []Copy // in lists only
}

// Laws finds packs and calendars, the very versions a case was judged by.
type Laws interface {
	// Current returns the pack in use for a code now, and its calendar.
	Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error)
	// Judged returns the versions that a case names. It fails when they are not loaded.
	Judged(pack, calendar workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error)
}

// Tables finds scoring tables.
type Tables interface {
	Get(ref instrument.Ref) (*instrument.Instrument, error)
	// InForce lists the tables under which an assessment may begin, the one to use first.
	InForce(phase instrument.Phase, division string, on law.Date) []*instrument.Instrument
	// Confirmation is why an administrator lets an illustrative table be used for real
	// cases of the division; "" when nobody does.
	Confirmation(ref instrument.Ref, division string, on law.Date) string
}

// Renderer sets papers. It fails with a *workflow.Error of kind paper_not_set
// that names character and field when a paper cannot be set.
type Renderer interface {
	Version() string
	Render(p PaperJob) ([]byte, error)
	// Document is what the paper of the job says, as canonical JSON: the very text
	// that Render sets. It fails as Render does.
	Document(p PaperJob) ([]byte, error)
	// WithData sets a kept Document once more, with itself and the canonical header
	// of its entry attached; at is the instant of the entry.
	WithData(document, header []byte, at time.Time) ([]byte, error)
	// Glossed sets a kept Document once more with an English gloss.
	Glossed(document []byte, at time.Time) ([]byte, error)
	// WithWords sets a kept Document once more with all words of a catalogue, drafts
	// marked. It fails with no_law where the catalogue has none for it.
	WithWords(document []byte, words workflow.PaperWords, at time.Time) ([]byte, error)
}

// PaperJob is all that a paper is a picture of.
type PaperJob = workflow.PaperJob

// Files keeps evidence and stored papers by content.
type Files interface {
	Put(ctx context.Context, id string, content []byte) error
	Get(ctx context.Context, id string) ([]byte, error)
}
