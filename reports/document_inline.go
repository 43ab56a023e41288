package reports

import (
	"fmt"
	"strings"
)

// Run is a stretch of text of one weight.
type Run struct {
	Text string `json:"text,omitempty"`
	Bold bool   `json:"bold,omitempty"`
	// Blank, in ems, is a ruled line to be filled in by hand; Text then is empty.
	Blank float64 `json:"blank,omitempty"`
	// Field names the fact that Text prints, as a JSON pointer into the record
	// (for instance "/applicants/0/name"). It is not printed: an error about a
	// character that cannot be set names it, so that the officer knows where to
	// look.
	Field string `json:"field,omitempty"`
	// PagesOf names an Enclosed document: its first and last page in the whole file
	// stand in place of Text. It means something within Enclosed documents only.
	PagesOf string `json:"pages_of,omitempty"`
	// Note is the text of a footnote (脚注), a legal basis for instance: its number
	// stands in place of Text, which is empty, the note itself at the foot of the
	// page. Notes are numbered through the document. They can stand in paragraphs,
	// items of lists and cells.
	Note string `json:"note,omitempty"`
}

// Inline is text made of runs. A "\n" in a run begins a new line.
type Inline []Run

// Text makes plain inline text.
func Text(s string) Inline { return Inline{{Text: s}} }

// Textf makes plain inline text from a format.
func Textf(format string, args ...any) Inline {
	return Inline{{Text: fmt.Sprintf(format, args...)}}
}

// Strong makes bold inline text.
func Strong(s string) Inline { return Inline{{Text: s, Bold: true}} }

// Fact makes inline text that prints the record's field at pointer.
func Fact(pointer, value string) Inline { return Inline{{Text: value, Field: pointer}} }

// Footnote makes the mark of a footnote, to be joined to the text that it is for.
func Footnote(text string) Inline { return Inline{{Note: text}} }

// NoteMark is the mark of the n-th footnote of a document, counted from 1.
func NoteMark(n int) string { return ListCircled.Mark(n) }

// Blank makes a ruled line of the given width in ems, to be filled in by hand.
func Blank(ems float64) Inline { return Inline{{Blank: ems}} }

// Join puts pieces of inline text one after another.
func Join(parts ...Inline) Inline {
	var out Inline
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// BlankMark is how a Blank run reads in the text form. On the page it is a
// drawn rule and gives no text.
const BlankMark = "____"

// String is the text of the runs, with BlankMark for each blank.
func (in Inline) String() string {
	var b strings.Builder
	for _, r := range in {
		if r.Blank > 0 {
			b.WriteString(BlankMark)
			continue
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

// Empty reports whether nothing would be set: no text and no blank.
func (in Inline) Empty() bool {
	for _, r := range in {
		if r.Text != "" || r.Blank > 0 {
			return false
		}
	}
	return true
}
