package casework

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/content"
)

// EvidenceTx is what one transaction does with files that are coming, and with
// what was found in them and made of them.
type EvidenceTx interface {
	// UploadVolume is what the files of a case take, with those that are still
	// coming; nobody else gets room in the case before the transaction ends.
	UploadVolume(ctx context.Context, authorityID, caseID string) (int64, error)
	// UploadSession reads an upload of the actor's own that is still coming;
	// not_found without one.
	UploadSession(ctx context.Context, id string) (*UploadSession, error)
	CreateUploadSession(ctx context.Context, s *UploadSession) error
	// ExtendUploadSession writes s with one piece more than it had, if it still
	// has received as many bytes as was says; stale else.
	ExtendUploadSession(ctx context.Context, s *UploadSession, was int64) error
	// DropUploadSession ends it; false when it was gone already.
	DropUploadSession(ctx context.Context, id string) (bool, error)

	// Evidence lists the files of a case in the order in which they came, with
	// their copies.
	Evidence(ctx context.Context, caseID string) ([]*Upload, error)
	// SaveScan writes what the scanner found in a file that is in quarantine;
	// false when it is not, any more. SaveCopy notes a copy; the first stands.
	SaveScan(ctx context.Context, u *Upload) (bool, error)
	SaveCopy(ctx context.Context, u *Upload, c Copy) error
}

// EvidenceSweeps finds what was left behind; a worker's.
type EvidenceSweeps interface {
	// SweepUploadSessions deletes uploads that nobody went on with since.
	SweepUploadSessions(ctx context.Context, before time.Time, most int) (int, error)
	// ComingUploads says which of some uploads are still coming.
	ComingUploads(ctx context.Context, ids []string) ([]string, error)
	// QuarantinedUploads lists files that wait for the scanner since before.
	QuarantinedUploads(ctx context.Context, before time.Time, most int) ([]ScanUpload, error)
}

// UploadSession is a file that is still coming (上传中的文件), a resource of the
// person who brings it, outside the record.
type UploadSession struct {
	ID, AuthorityID, CaseID string
	About                   UploadAbout
	MediaType, SHA256       string // as declared; "" when nothing is
	Size, Received          int64
	HashState               []byte // of SHA-256 over what was received
	Pieces                  []Piece
	By                      string
	StartedAt               time.Time
}

// Piece is a part of a file that is still coming.
type Piece struct {
	ID   string
	Size int64
}

// UploadAbout is what the person who brings a file says of it: the name, which
// kind of evidence it is, and from when to when it is valid (证明材料的种类和有效期).
type UploadAbout struct {
	Name      string
	Kind      string
	IssuedOn  law.Date
	ExpiresOn law.Date
}

// UploadState says whether a file may be used.
type UploadState string

// The states of a file. Nobody gets one that is in quarantine or infected.
const (
	UploadQuarantine UploadState = "quarantine"  // 待查毒
	UploadClean      UploadState = "clean"       // 已查毒
	UploadInfected   UploadState = "infected"    // 含病毒
	UploadNotScanned UploadState = "not_scanned" // 未经查毒
)

// Chinese names the state for people.
func (s UploadState) Chinese() string {
	switch s {
	case UploadQuarantine:
		return "隔离待查毒"
	case UploadClean:
		return "已查毒"
	case UploadInfected:
		return "含病毒，已隔离"
	case UploadNotScanned:
	}
	return "未经查毒"
}

// CopyKind says what was made of a file.
type CopyKind string

// The copies: a photo upright and without metadata, and a small picture.
const (
	CopyStripped  CopyKind = "stripped"  // 去除元数据的副本
	CopyThumbnail CopyKind = "thumbnail" // 缩略图
)

// Copy is a picture made of a file, or why none could be made.
type Copy struct {
	Kind          CopyKind
	FileID        string // "" when it failed
	MediaType     string
	SHA256        string
	Size          int64
	Width, Height int
	Failure       string
}

// ErrScannerAway says that the scanner did not answer: the file waits.
var ErrScannerAway = errors.New("casework: the virus scanner does not answer")

// Scanner looks for viruses.
type Scanner interface {
	// Scan reads the file and returns the name of what was found, "" for nothing.
	// An error wraps ErrScannerAway when another try may succeed.
	Scan(ctx context.Context, content io.Reader) (signature string, err error)
	// Name of the scanner with the version of its signatures, for the note.
	Name(ctx context.Context) (string, error)
}

// PageDrawer draws pages of papers.
type PageDrawer interface {
	// FirstPage is the first page of a PDF as PNG, its longer side of so many
	// pixels. It fails with a *content.Refusal for a paper that cannot be drawn.
	FirstPage(ctx context.Context, pdf io.Reader, side int) ([]byte, error)
}

// UploadRules are the parameters of the house; the zero value stands for the defaults.
type UploadRules struct {
	MaxFile   int64          // of one file; 50 MiB
	CaseQuota int64          // of all files of a case; 2 GiB
	Takes     []content.Type // content.Default
	// AllowUnscanned lets production use files that no scanner has seen, when
	// none is configured. Else they wait in quarantine until one is.
	AllowUnscanned bool
}

const (
	mib = 1 << 20
	// MaxPiece is the most that comes at once.
	MaxPiece = 8 * mib
	// LeastPiece is the least that comes at once, but for the last piece.
	LeastPiece = mib / 16
)

func (r UploadRules) maxFile() int64 { return orDefault(r.MaxFile, 50*mib) }
func (r UploadRules) quota() int64   { return orDefault(r.CaseQuota, 2048*mib) }

// TakenTypes are the types that the house takes.
func (r UploadRules) TakenTypes() []content.Type {
	if len(r.Takes) == 0 {
		return content.Default()
	}
	return r.Takes
}

func orDefault(v, or int64) int64 {
	if v <= 0 {
		return or
	}
	return v
}
