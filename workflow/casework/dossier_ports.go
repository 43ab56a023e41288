package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// Dossier is one taking of a case's file (调卷): who, when, what for, which variant,
// and the file once it is made.
type Dossier struct {
	ID          string    `json:"id"`
	AuthorityID string    `json:"-"`
	CaseID      string    `json:"case_id"`
	AskedBy     string    `json:"asked_by"`
	AskedName   string    `json:"asked_name"`
	AskedRole   string    `json:"asked_role"`
	AskedAt     time.Time `json:"asked_at"`
	Purpose     string    `json:"purpose"`
	Redacted    bool      `json:"redacted"`
	// InlineImages says that pictures of the evidence stand on its pages.
	InlineImages bool      `json:"inline_images,omitempty"`
	UpTo         int64     `json:"up_to,omitempty"` // last entry shown; 0 until made, when the newest was asked for
	EntryHash    string    `json:"entry_hash,omitempty"`
	FileID       string    `json:"-"`
	SHA256       string    `json:"sha256,omitempty"` // absent until it is made
	Size         int64     `json:"size,omitempty"`
	MadeAt       time.Time `json:"made_at,omitzero"`
}

// DossierTx is what a transaction does with dossiers.
type DossierTx interface {
	AddDossier(ctx context.Context, d *Dossier) error
	// CompleteDossier notes the file; false when another worker was first.
	CompleteDossier(ctx context.Context, d *Dossier) (bool, error)
	// Dossiers lists those of a case, newest first; Dossier finds one, or not_found.
	Dossiers(ctx context.Context, caseID string) ([]*Dossier, error)
	Dossier(ctx context.Context, caseID, id string) (*Dossier, error)
	// LogContinuations prove that the log of that size continues heads that were
	// signed before: the newest ones, and of older ones ever fewer; by size.
	LogContinuations(ctx context.Context, size int64) ([]LogContinuation, error)
}

// LogContinuation is the proof that a log continues the one of an earlier head.
type LogContinuation struct {
	Size  int64
	Proof []ledger.Hash
}

// DossierSource is all that a dossier is made of, as it stood at its last entry.
type DossierSource struct {
	Dossier   *Dossier
	Sandbox   bool
	Number    string
	State     string // Chinese
	Authority string
	Records   []ledger.Record // 1 to UpTo, whole
	Steps     []HistoryLine   // the same in words
	Papers    []DossierPaper
	Evidence  []*Upload
	Proves    map[string][]string // items of tables, by id of the file
	Clocks    []ClockView
	Results   []DossierResult
	Log       *LogProof // nil where no log is kept
	Earlier   []LogContinuation
	Secrets   []string // texts that a redacted copy shows nowhere
}

// DossierPaper is a paper of a dossier.
type DossierPaper struct {
	ID, Code, Title, Number, On, Responsible, Void string
	EntrySeq                                       int64
	Rendered                                       *PaperRendered // nil when it was not set by then
	Document                                       []byte         // nil for a paper from before Documents were kept
	Seed                                           ledger.Seed
	Scans                                          []string // SHA-256
	Signatures                                     []PaperSignature
}

// PaperRendered is what the system entry of a paper's setting says.
type PaperRendered struct {
	Seq    int64  `json:"-"`
	Paper  string `json:"paper_id"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	// ChildPaper is the paper of the child's own record whose copy this is; "" for a paper of the case.
	ChildPaper string `json:"child_paper_id"`
}

// PaperSignature is what the system entry of a sealing says of one signature.
type PaperSignature struct {
	Role        string `json:"role"`
	SubjectID   string `json:"subject_id"`
	Name        string `json:"name"`
	Certificate string `json:"certificate_sha256"`
	At          string `json:"at"`
	Timestamped bool   `json:"timestamped"`
}

// DossierResult is a result with its explanation.
type DossierResult struct {
	Title, Table string
	Lines        []string
}
