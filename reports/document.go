// Package reports turns a case as it stood at one entry into a Document: what a
// paper says, in reading order, with no measure of type and no page in it.
//
// The package is pure. It may import workflow, assessment/** and
// workflow/ledger; it does no I/O and knows no clock. How a Document looks is
// settled in reports/font, layout, page and finish; what it says is settled
// here, by one template per paper (D01, D02 …), and nowhere else.
package reports

import "github.com/anjia-project/anjia/assessment/law"

// Moment says when in the life of an act a paper is set (文书制作时点).
type Moment string

// The three moments of a paper.
const (
	// MomentForm is printed before the act, to be filled in and signed by hand
	// (待签文书); EntryHash then is the hash of the draft input.
	MomentForm Moment = "form"
	// MomentRecord is the record of a visit, an interview or a questioning (笔录).
	MomentRecord Moment = "record"
	// MomentIssued is made by the act itself and issued under a number (发文).
	MomentIssued Moment = "issued"
)

// LanguageChinese is the language tag of every paper this release sets.
const LanguageChinese = "zh-CN"

// Document is the whole content of one paper: the particulars that stand in its
// head and foot, and its blocks in reading order. It is a value: rendering
// never changes it, and two equal Documents give the same bytes.
type Document struct {
	// Kind is the paper's code in the catalogue, for instance "D05".
	Kind string `json:"kind"`
	// Title is the name of the paper (标题), without the authority's name when
	// Authority is given.
	Title string `json:"title"`
	// Subtitle stands under the title in smaller type: a copy mark, a form name.
	Subtitle string `json:"subtitle,omitempty"`
	// Number is the paper's own number (发文字号), for instance 成民收〔2024〕12号.
	Number string `json:"number,omitempty"`
	// Authority is the organ in whose name the paper is made, set over the title.
	Authority string `json:"authority,omitempty"`
	// Head stands over a document from one organ to another in place of Authority
	// and Number; nil for all else.
	Head *Head `json:"head,omitempty"`
	// Recipient is the salutation (主送), without the colon: "张三、李四".
	Recipient string `json:"recipient,omitempty"`
	// Date is the legal date of the paper (成文日期). A Closing block without a
	// date of its own prints it; the zero date prints a blank to be filled in by
	// hand.
	Date law.Date `json:"date"`
	// CaseNumber is the number of the case (案件编号), printed in the head.
	CaseNumber string `json:"case_number,omitempty"`
	// EntryHash is the lower-case hexadecimal SHA-256 of the entry (or of the
	// draft input, for a form) that this paper pictures. The foot shows its start.
	EntryHash string `json:"entry_hash,omitempty"`
	// RendererNote names template and renderer version, small, in the foot.
	RendererNote string `json:"renderer_note,omitempty"`
	// Watermark is drawn across each page when not empty: 演练 in the sandbox.
	Watermark string `json:"watermark,omitempty"`
	// OneSheet asks for one page: the paper is posted in public (张贴), or one leaf of the file. Lines and
	// type are made smaller as far as they can be read; what does not fit even so
	// runs on.
	OneSheet bool `json:"one_sheet,omitempty"`
	// Layout is how the pages are laid out; empty leaves it to Moment, see LayoutOr.
	Layout Layout `json:"layout,omitempty"`
	// CheckAddress is where anybody can ask whether the paper exists (核验地址). It
	// holds no personal data. The QR code on the first page leads there; without
	// an address the code says number and hash alone.
	CheckAddress string `json:"check_address,omitempty"`
	// Moment says whether this is a form, a record or an issued paper.
	Moment Moment `json:"moment"`
	// Derivative says what a copy is that is not the paper itself (衍生件); empty for the
	// paper. A derivative has no code for checking and is not built for an archive.
	Derivative string `json:"derivative,omitempty"`
	// Parallel is the second language of titles and labels (双语对照); nil for none.
	Parallel *Parallel `json:"parallel,omitempty"`
	// Language is a BCP 47 tag; empty means LanguageChinese.
	Language string `json:"language,omitempty"`
	// Blocks is the body in reading order.
	Blocks Blocks `json:"blocks"`
}

// Block is one piece of the body. The set is closed: the renderer must know how
// to set each of them, so a block cannot be added from outside this package.
type Block interface {
	// kind is the name of the block's type in the JSON form.
	kind() string
	// check reports the first thing in the block that cannot be set.
	check(path string) error
	// write appends the block's text in reading order.
	write(w *textWriter)
}

// Blocks is a list of blocks whose JSON form carries the kind of each.
type Blocks []Block

// Lang returns the document's language tag, LanguageChinese when none is given.
func (d Document) Lang() string {
	if d.Language == "" {
		return LanguageChinese
	}
	return d.Language
}

// FullTitle is the title for the file's properties and for lists: authority and
// title together, as a Chinese office cites its own paper.
func (d Document) FullTitle() string { return d.Authority + d.Title }
