package casework

import (
	"context"
	"time"
)

// SealTx keeps the signed files of papers.
type SealTx interface {
	// SealedPaper returns the signed file of a paper, or why it could not be
	// signed; nil when nobody tried yet.
	SealedPaper(ctx context.Context, caseID, paperID string) (*Sealed, error)
	// SealedPapers lists those of a case.
	SealedPapers(ctx context.Context, caseID string) ([]*Sealed, error)
	// SaveSealed stores the first signed file of a paper with the system entry
	// that names its hash; created is false when another was first. A failure has
	// no entry and gives way to what comes after it.
	SaveSealed(ctx context.Context, s *Sealed, change *Change) (created bool, err error)
	// SealedChildPapers lists those of a child's own papers.
	SealedChildPapers(ctx context.Context, childID string) ([]*Sealed, error)
	// SaveSealedChild is SaveSealed for a paper of a child's own record: the system
	// entry stands in the chain of the child's authority.
	SaveSealedChild(ctx context.Context, s *Sealed, change *ChildChange) (created bool, err error)
	// OrderSeal notes that a paper shall be signed; a second note changes nothing.
	OrderSeal(ctx context.Context, job SealPaper) error
}

// SealOrders is the list of papers that shall be signed and are not yet.
type SealOrders interface {
	// PapersToSeal lists those that are due at an instant of real time, at most so many.
	PapersToSeal(ctx context.Context, at time.Time, most int) ([]SealPaper, error)
	// SealLater puts one off.
	SealLater(ctx context.Context, job SealPaper, until time.Time) error
	// SealSettled strikes one off; it need not be there.
	SealSettled(ctx context.Context, job SealPaper) error
}

// Sealed is the signed file of a paper (电子签章), or why there is none.
type Sealed struct {
	AuthorityID, CaseID, PaperID string
	ChildID                      string // of a child's own paper, instead of the case
	Of                           string // SHA-256 of the file that was signed
	SHA256                       string
	Size                         int64
	FileID                       string
	Signatures                   []SealMark
	Failure                      string // in Chinese: why, and what to do
	At                           time.Time
}

// SealMark is one signature on a paper.
type SealMark struct {
	Role        string    `json:"role" enum:"evaluator,body,authority"`
	SubjectID   string    `json:"subject_id"`
	Name        string    `json:"name"`
	Certificate string    `json:"certificate_sha256"`
	At          time.Time `json:"at"`
	Timestamped bool      `json:"timestamped"`
}

// Sealer signs papers with the keys that this process has.
type Sealer interface {
	// Has says that there is a key for the subject.
	Has(subjectID string) bool
	// Seal puts one signature after the other on a file. It fails with a
	// *workflow.Error that says in Chinese which key is at fault and what to do.
	Seal(ctx context.Context, pdf []byte, by []SealAs, at time.Time) ([]byte, []SealMark, error)
}

// SealAs is who signs, and as what.
type SealAs struct {
	Role, SubjectID, Name, Reason string
	// Show has the picture of the seal, where there is one, stand at its place on the paper.
	Show bool
}

// The roles of who signs.
const (
	SealEvaluator = "evaluator" // 评估员
	SealBody      = "body"      // 评估机构
	SealAuthority = "authority" // 收养登记机关
)
