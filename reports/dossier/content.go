package dossier

import (
	"encoding/json"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Format is the name and version of the format, in the manifest.
const Format = "anjia dossier 1"

// The names of the attachments. Documents stand below DocumentFolder by the id
// of their paper.
const (
	ManifestName     = "manifest.json"
	EntriesName      = "entries.json"
	LogName          = "log.json"
	ExplanationsName = "explanations.json"
	DocumentFolder   = "documents/"
	// ImageFolder holds the PNG images by their hash. A JPEG has no attachment: the
	// stream of the page is its file.
	ImageFolder = "images/"
)

// Hidden stands on the page and in a view for a value that is not shown.
const Hidden = "■■■"

// CopyNotice stands on the cover of an encrypted copy.
const CopyNotice = "本件为加密副本：未经签章，不是归档形式，不能用于核对。存档、核对以登记机关保管的未加密案卷为准。"

// Content is everything a dossier is made from: its attachments, parsed. Equal
// contents give the same bytes.
type Content struct {
	Manifest     Manifest
	Entries      Entries
	Documents    map[string]DocumentFile // by id of the paper
	Log          *Log                    // nil while no log is kept
	Explanations Explanations
	// Images gives the bytes of the images that the evidence names; nil where it names none.
	Images reports.Images
	// encrypted says that the pages are those of an encrypted copy.
	encrypted bool
}

// Manifest lists what the dossier holds (manifest.json).
type Manifest struct {
	Format    string       `json:"format"`
	Renderer  string       `json:"renderer"` // as finish.Renderer.Version, of the dossier itself
	Case      CaseRef      `json:"case"`
	Authority Named        `json:"authority"`
	AsOf      AsOf         `json:"as_of"`
	Taken     Taken        `json:"taken"`
	Redacted  bool         `json:"redacted"`
	Sandbox   bool         `json:"sandbox,omitempty"`
	Images    bool         `json:"inline_images,omitempty"` // the pictures of the evidence were asked for
	Papers    []Paper      `json:"papers"`
	Evidence  []Evidence   `json:"evidence"`
	Attached  []Attachment `json:"attachments"` // all but the manifest itself, sorted by name
	Log       *LogRef      `json:"log,omitempty"`
}

// CaseRef names the case.
type CaseRef struct {
	ID     string `json:"id"`
	Number string `json:"number"`
	State  string `json:"state"` // as at AsOf
}

// Named is an id with the name it had.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// AsOf is the last entry that the dossier holds: it shows the case as it stood then (截至).
type AsOf struct {
	Sequence  int64  `json:"sequence"`
	EntryHash string `json:"entry_hash"`
	At        string `json:"at"` // as in the header of the entry
}

// Taken says who took the dossier, when and what for (调卷).
type Taken struct {
	At      string `json:"at"` // UTC, as instants in headers
	By      Taker  `json:"by"`
	Purpose string `json:"purpose"`
}

// Taker is the person who took a dossier.
type Taker struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"`
}

// Paper is one paper of the dossier (卷内文件), in the order of the catalogue.
type Paper struct {
	ID          string `json:"id"`
	Code        string `json:"code"`
	Title       string `json:"title"`
	Number      string `json:"number,omitempty"`
	On          string `json:"on,omitempty"` // YYYY-MM-DD
	Responsible string `json:"responsible"`  // 责任者
	EntrySeq    int64  `json:"entry_seq"`    // the entry that it pictures
	RenderedSeq int64  `json:"rendered_seq"` // the system entry that names its hashes
	SHA256      string `json:"sha256"`       // of the PDF that was stored
	Size        int64  `json:"size"`
	// Document is the name of the attachment; empty for a paper that was set
	// before Documents were kept: it is listed, not shown.
	Document       string      `json:"document,omitempty"`
	DocumentSHA256 string      `json:"document_sha256,omitempty"`
	Pages          [2]int      `json:"pages"` // first and last page in the dossier; zeros when it is not shown
	Signatures     []Signature `json:"signatures,omitempty"`
	Scans          []Scan      `json:"scans,omitempty"`
	// ChildPaper is the paper of the child's own record (公告) of which this is the copy in the case.
	ChildPaper string `json:"child_paper_id,omitempty"`
	Void       string `json:"void,omitempty"` // why, for a paper that was declared void
}

// Signature is what a system entry paper_sealed says of one signature.
type Signature struct {
	Role              string `json:"role"`
	SubjectID         string `json:"subject_id"`
	Name              string `json:"name"`
	CertificateSHA256 string `json:"certificate_sha256"`
	At                string `json:"at"`
	Timestamped       bool   `json:"timestamped"`
}

// Scan is a scan of the signed paper, kept outside the dossier.
type Scan struct {
	SHA256 string `json:"sha256"`
	Name   string `json:"name,omitempty"`
}

// Evidence is one file of evidence, kept outside the dossier.
type Evidence struct {
	ID     string   `json:"id"`
	Name   string   `json:"name"`
	Type   string   `json:"type"`
	Size   int64    `json:"size"`
	SHA256 string   `json:"sha256"`
	Kind   string   `json:"kind,omitempty"`  // as it was brought: 收入证明
	Items  []string `json:"items,omitempty"` // the items of scoring tables that it was put forward for
	// Image is the copy without metadata that the pages show; nil where none is.
	Image *Image `json:"image,omitempty"`
	// NotShown says why a picture is not shown, where pictures were asked for.
	NotShown string `json:"not_shown,omitempty"`
}

// Image is a picture that stands on the pages: the office's copy of a photo or scan,
// turned upright and without metadata. Its own hash is in no entry.
type Image struct {
	SHA256 string `json:"sha256"`
	Type   string `json:"type"` // image/jpeg or image/png
	Size   int64  `json:"size"`
	Width  int    `json:"width"` // pixels
	Height int    `json:"height"`
}

// Attachment is one attached file.
type Attachment struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// LogRef says which log the entries stand in, and its size when the dossier was taken.
type LogRef struct {
	Origin string `json:"origin"`
	Size   int64  `json:"size"`
}

// Entries is the chain of the case up to AsOf (entries.json).
type Entries struct {
	Chain     string  `json:"chain"`
	Authority string  `json:"authority"`
	Entries   []Entry `json:"entries"`
}

// Entry is one link of the chain.
type Entry struct {
	Header  string  `json:"header"` // canonical header, the very text that is hashed
	Hash    string  `json:"hash"`
	Payload Payload `json:"payload"`
}

// Payload is what is shown of an entry's payload: all of it (Seed, Input,
// After), part of it (Leaves), or nothing (Withheld). Exactly one of the three.
type Payload struct {
	Seed     string                `json:"seed,omitempty"` // hexadecimal
	Input    json.RawMessage       `json:"input,omitempty"`
	After    json.RawMessage       `json:"after,omitempty"`
	Leaves   []ledger.RedactedLeaf `json:"leaves,omitempty"`
	Withheld bool                  `json:"withheld,omitempty"`
}

// DocumentFile is the attachment documents/<paper id>.json. In a whole dossier
// it is the canonical JSON of the Document itself, whose SHA-256 is in the
// entry; there Raw is set. In a redacted one it is a RedactedDocument.
type DocumentFile struct {
	Raw      []byte
	Redacted *RedactedDocument
}

// RedactedDocument shows a Document in part. The leaves are those of the payload
// {seed, input: Document, after: {}}, as docs/record.md §4 has them: root and
// number are in the entry. View is the Document with Hidden in place of each
// value that is not shown: its leaves, sorted by pointer, correspond to Leaves
// one by one; where a leaf is hidden the view has Hidden, elsewhere the value.
type RedactedDocument struct {
	View   json.RawMessage       `json:"view"`
	Leaves []ledger.RedactedLeaf `json:"leaves"`
}

// Log is the signed head of the log and the proof that each entry stands in it
// (log.json). Entries that were not yet in the log when the dossier was taken
// have no line.
type Log struct {
	Head    string      `json:"head"` // signed note with a C2SP checkpoint
	Entries []Inclusion `json:"entries"`
	// Earlier prove of heads that were signed before that this one continues them,
	// for readers who keep one of those; by size.
	Earlier []Continuation `json:"earlier,omitempty"`
}

// Continuation is the proof that the head of the dossier continues an earlier one of
// that many entries (RFC 6962, section 2.1.2).
type Continuation struct {
	Size  int64    `json:"size"`
	Proof []string `json:"proof"` // hashes, hexadecimal
}

// Inclusion is the proof of one entry.
type Inclusion struct {
	Sequence int64    `json:"sequence"`
	Index    int64    `json:"index"`
	Proof    []string `json:"proof"` // hashes, hexadecimal, from the leaf upwards
}

// Explanations is what the office's program worked out from the record and the
// law (explanations.json): not tied to an entry, but to the pages.
type Explanations struct {
	Clocks  []Clock  `json:"clocks"`
	Results []Result `json:"results"`
	History []Step   `json:"history"`
}

// Step is an entry of the chain in words, by its sequence.
type Step struct {
	Sequence int64  `json:"sequence"`
	Act      string `json:"act"`  // 事项
	From     string `json:"from"` // 原状态
	To       string `json:"to"`   // 现状态
	Role     string `json:"role"` // 身份
	Note     string `json:"note,omitempty"`
}

// Clock is one time limit with its explanation (期限说明).
type Clock struct {
	Title    string   `json:"title"`
	From     law.Date `json:"from"` // 起算之日
	FromFact string   `json:"from_fact,omitempty"`
	Due      law.Date `json:"due,omitzero"`     // 届满之日; zero while it is paused
	Stopped  law.Date `json:"stopped,omitzero"` // the day of what ended it
	Pauses   []Pause  `json:"pauses,omitempty"` // 中止计算
	Status   string   `json:"status"`
	Basis    []string `json:"basis,omitempty"`
	Steps    []string `json:"steps,omitempty"` // how the date was counted, with the days left out
}

// Pause is a time in which a time limit stood still: From is the first day that was
// not counted, To the first that was again; zero while it still stands.
type Pause struct {
	From   law.Date `json:"from"`
	To     law.Date `json:"to,omitzero"`
	Ground string   `json:"ground"`
}

// Result is a result with its tree in words (评分结果说明), one line for each node.
type Result struct {
	Title string   `json:"title"`
	Table string   `json:"table"` // code and version of the scoring table
	Lines []string `json:"lines"`
}
