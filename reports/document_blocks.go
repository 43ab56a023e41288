package reports

import "github.com/anjia-project/anjia/assessment/law"

// Align is the horizontal position of text in its measure.
type Align string

// The alignments. The zero value is AlignJustify in paragraphs and AlignLeft in
// cells.
const (
	AlignDefault Align = ""
	AlignJustify Align = "justify"
	AlignLeft    Align = "left"
	AlignCenter  Align = "center"
	AlignRight   Align = "right"
)

// Heading is a heading in the body (章节标题). Level 1 is the highest; 1 to 3.
// A heading always stays with what follows it.
type Heading struct {
	Level int    `json:"level"`
	Text  Inline `json:"text"`
}

// Paragraph is running text. By default it is justified and its first line is
// indented by two characters (首行缩进两字).
type Paragraph struct {
	Text  Inline `json:"text"`
	Align Align  `json:"align,omitempty"`
	// Flush sets the first line without indent (顶格).
	Flush bool `json:"flush,omitempty"`
	// Small sets the paragraph in the size of notes.
	Small bool `json:"small,omitempty"`
	// KeepNext keeps the last lines on the page of the block that follows.
	KeepNext bool `json:"keep_next,omitempty"`
}

// KeyValue is a form grid (登记表格): label and value cells, ruled, with Columns
// pairs in a row (1 or 2). An item that spans takes a row of its own.
type KeyValue struct {
	Caption string `json:"caption,omitempty"`
	Columns int    `json:"columns"`
	Items   []Item `json:"items"`
}

// Item is one label and its value in a KeyValue grid.
type Item struct {
	Label string `json:"label"`
	Value Inline `json:"value,omitempty"`
	// Span gives the item a whole row, whatever Columns says.
	Span bool `json:"span,omitempty"`
	// MinHeight, in millimetres, leaves room for handwriting.
	MinHeight float64 `json:"min_height,omitempty"`
	// Foot is set at the lower right of the value cell: signature and date of
	// an opinion (签名、日期).
	Foot []Inline `json:"foot,omitempty"`
}

// Table is a ruled table. Header rows repeat on each page it runs over.
type Table struct {
	Caption string   `json:"caption,omitempty"`
	Columns []Column `json:"columns"`
	Header  []Row    `json:"header,omitempty"`
	Rows    []Row    `json:"rows"`
}

// Column is the share of the width that a column takes, and how its cells lie.
type Column struct {
	// Width is a weight: a column of 2 is twice as wide as a column of 1.
	Width float64 `json:"width"`
	Align Align   `json:"align,omitempty"`
}

// Row is one row of a table.
type Row struct {
	Cells []Cell `json:"cells"`
	// MinHeight, in millimetres, leaves room for handwriting.
	MinHeight float64 `json:"min_height,omitempty"`
	// Whole keeps the row on one page when it fits on one.
	Whole bool `json:"whole,omitempty"`
}

// Cell is one cell. A cell that spans down stands only in its first row; the
// rows below leave it out, as in HTML.
type Cell struct {
	Text Inline `json:"text,omitempty"`
	// Head marks a label: shaded, centred, and a header cell for readers by ear.
	Head    bool  `json:"head,omitempty"`
	ColSpan int   `json:"col_span,omitempty"`
	RowSpan int   `json:"row_span,omitempty"`
	Align   Align `json:"align,omitempty"`
	// Foot is set at the lower right of the cell (签名、日期).
	Foot []Inline `json:"foot,omitempty"`
}

// ListStyle is how the items of a list are numbered.
type ListStyle string

// The list styles, in the order in which GB/T 9704 nests them.
const (
	ListChinese      ListStyle = "chinese"       // 一、
	ListChineseParen ListStyle = "chinese_paren" // （一）
	ListArabic       ListStyle = "arabic"        // 1.
	ListArabicParen  ListStyle = "arabic_paren"  // （1）
	ListCircled      ListStyle = "circled"       // ①
	ListUnnumbered   ListStyle = "unnumbered"    // no mark
)

// List is a numbered list; items may hold a list of their own.
type List struct {
	Style ListStyle  `json:"style"`
	Items []ListItem `json:"items"`
}

// ListItem is one item of a list.
type ListItem struct {
	Text Inline `json:"text"`
	Sub  *List  `json:"sub,omitempty"`
}

// CheckList is a list of boxes, ticked ☑ or open ☐, in one or more columns.
type CheckList struct {
	Caption string      `json:"caption,omitempty"`
	Columns int         `json:"columns,omitempty"` // 0 means 1
	Items   []CheckItem `json:"items"`
}

// CheckItem is one box with its text.
type CheckItem struct {
	Checked bool   `json:"checked"`
	Text    Inline `json:"text"`
}

// The marks of a box; also to be used inside running text and cells.
const (
	MarkChecked = "☑"
	MarkOpen    = "☐"
)

// Signatures is a block of places to sign (签署栏). It never stands alone at the
// head of a page: it takes the end of the block before it along.
type Signatures struct {
	// Lead stands over the places: "以上内容本人已阅看，与所述一致。"
	Lead    Inline   `json:"lead,omitempty"`
	Columns int      `json:"columns,omitempty"` // 1 or 2; 0 means 2 when there are several signers
	Signers []Signer `json:"signers"`
}

// Signer is one place to sign.
type Signer struct {
	// Role stands before the line: "收养人（签名）".
	Role string `json:"role"`
	// Name is who signs, when known. It is printed before the line, see Label:
	// the line itself is for the hand, a typed name on it is no signature.
	Name  string `json:"name,omitempty"`
	Field string `json:"field,omitempty"`
	// Fingerprint draws a box for the fingerprint (指印).
	Fingerprint bool `json:"fingerprint,omitempty"`
	// Seal draws the place of a seal (盖章处).
	Seal bool `json:"seal,omitempty"`
	// Dated adds a date line; On is printed on it, or a blank 年 月 日.
	Dated bool     `json:"dated,omitempty"`
	On    law.Date `json:"on"`
}

// Closing is the end of an issued paper (落款): organ, date, place of the seal.
// It is kept whole and never stands alone on a page.
type Closing struct {
	// Organ defaults to the document's Authority.
	Organ string `json:"organ,omitempty"`
	// Seal draws the place of the seal over organ and date (加盖公章).
	Seal bool `json:"seal,omitempty"`
	// Date defaults to the document's Date; when both are zero, a blank 年 月 日
	// is printed under the organ.
	Date law.Date `json:"date"`
}

// Basis lists the legal bases of the paper (法律依据).
type Basis struct {
	// Title defaults to 法律依据.
	Title string `json:"title,omitempty"`
	// Citations are whole citations, for instance
	// 《中华人民共和国民法典》第一千零九十八条第（五）项.
	Citations []string `json:"citations"`
}

// Notice is a ruled box with a title: rights, remedies, what to bring (告知事项).
type Notice struct {
	Title      string   `json:"title,omitempty"`
	Paragraphs []Inline `json:"paragraphs"`
}

// Spacer is empty height in millimetres.
type Spacer struct {
	Height float64 `json:"height"`
}

// KeepWithNext keeps the block before it on the page of the block after it.
type KeepWithNext struct{}

// PageBreak begins a new page.
type PageBreak struct{}

// The kinds of the blocks in JSON.
func (Heading) kind() string      { return "heading" }
func (Paragraph) kind() string    { return "paragraph" }
func (KeyValue) kind() string     { return "key_value" }
func (Table) kind() string        { return "table" }
func (List) kind() string         { return "list" }
func (CheckList) kind() string    { return "check_list" }
func (Signatures) kind() string   { return "signatures" }
func (Closing) kind() string      { return "closing" }
func (Basis) kind() string        { return "basis" }
func (Notice) kind() string       { return "notice" }
func (Spacer) kind() string       { return "spacer" }
func (KeepWithNext) kind() string { return "keep_with_next" }
func (PageBreak) kind() string    { return "page_break" }
