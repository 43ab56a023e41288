package reports

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Text is everything the page says, in reading order: the head, then the
// blocks. Cells of a row are parted by tabs, lines by "\n"; blanks to be filled
// in by hand read BlankMark. Heads that a table repeats on later pages, the
// running foot and the watermark are furniture of the page and not in it.
func (d Document) Text() string {
	w := &textWriter{authority: d.Authority, date: d.Date, beside: d.Parallel}
	if d.CaseNumber != "" {
		w.line(d.Parallel.Opening(CaseNumberLabel, CaseNumberLabel+d.CaseNumber))
	}
	if d.Head != nil {
		w.line(d.Head.Mark)
		w.line(d.Head.numberLine(d.Number, d.Parallel))
	} else {
		w.line(d.Authority)
	}
	w.line(d.Parallel.Labelled(d.Title))
	w.line(d.Parallel.Labelled(d.Subtitle))
	if d.Head == nil {
		w.line(d.Number)
	}
	blocks := d.Blocks
	if c, ok := d.Contents(); ok { // its page is before that of the salutation
		c.write(w)
		blocks = blocks[1:]
	}
	w.line(d.Salutation())
	for _, b := range blocks {
		b.write(w)
		w.footnotes()
	}
	return w.b.String()
}

// Salutation is the recipient with its colon, or empty.
func (d Document) Salutation() string {
	if d.Recipient == "" {
		return ""
	}
	return d.Recipient + "："
}

type textWriter struct {
	b         strings.Builder
	authority string
	date      law.Date
	beside    *Parallel
	notes     int      // footnotes so far
	pending   []string // footnotes of the block that is being written
}

// noted is inline text with the marks of its footnotes.
func (w *textWriter) noted(in Inline) string {
	var b strings.Builder
	for _, r := range in {
		if r.Note == "" {
			b.WriteString(Inline{r}.String())
			continue
		}
		w.notes++
		b.WriteString(NoteMark(w.notes))
		w.pending = append(w.pending, NoteMark(w.notes)+r.Note)
	}
	return b.String()
}

// footnotes writes the footnotes of a block after it.
func (w *textWriter) footnotes() {
	for _, n := range w.pending {
		w.line(n)
	}
	w.pending = nil
}

// line writes s and a line feed; an empty s writes nothing.
func (w *textWriter) line(s string) {
	if s != "" {
		w.b.WriteString(s)
		w.b.WriteByte('\n')
	}
}

func (b Heading) write(w *textWriter)   { w.line(w.beside.Labelled(b.Text.String())) }
func (b Paragraph) write(w *textWriter) { w.line(w.noted(b.Text)) }

func (b KeyValue) write(w *textWriter) { b.Table().write(w) }

func (b Table) write(w *textWriter) {
	w.line(w.beside.Labelled(b.Caption))
	for _, r := range b.Header {
		w.row(r, true)
	}
	for _, r := range b.Rows {
		w.row(r, false)
	}
}

func (w *textWriter) row(r Row, head bool) {
	var cells []string
	for _, c := range r.Cells {
		lines := make([]string, 0, 1+len(c.Foot))
		if s := w.noted(c.Text); s != "" {
			word, ok := w.beside.Cell(c, head)
			s = w.beside.join(s, word, ok)
			lines = append(lines, s)
		}
		for _, f := range c.Foot {
			lines = append(lines, f.String())
		}
		cells = append(cells, strings.Join(lines, "\n"))
	}
	w.line(strings.Join(cells, "\t"))
}

func (b List) write(w *textWriter) {
	for i, it := range b.Items {
		w.line(b.Style.Mark(i+1) + w.noted(it.Text))
		if it.Sub != nil {
			it.Sub.write(w)
		}
	}
}

func (b CheckList) write(w *textWriter) {
	w.line(w.beside.Labelled(b.Caption))
	for _, it := range b.Items {
		w.line(it.Mark() + it.Text.String())
	}
}

func (b Signatures) write(w *textWriter) {
	w.line(b.Lead.String())
	for _, s := range b.Signers {
		if word, ok := w.beside.Label(s.Role); ok { // over it in any case: under it is the line to sign on
			w.line(word)
		}
		w.line(s.Label().String() + "：")
		if s.Fingerprint {
			w.line(w.beside.Labelled(FingerprintLabel))
		}
		if s.Seal {
			w.line(w.beside.Opening(SealLabel, SealLabel))
		}
		if s.Dated {
			w.line(DateText(s.On))
		}
	}
}

func (b Closing) write(w *textWriter) {
	if b.Seal {
		w.line(w.beside.Opening(SealLabel, SealLabel))
	}
	w.line(b.OrganOr(w.authority))
	w.line(DateText(b.DateOr(w.date)))
}

func (b Basis) write(w *textWriter) {
	if s := b.Sentence(); s != "" {
		w.line(w.beside.Opening(b.Heading(), s))
	}
}

func (b Notice) write(w *textWriter) {
	w.line(w.beside.Labelled(b.Title))
	for _, p := range b.Paragraphs {
		w.line(p.String())
	}
}

func (Spacer) write(*textWriter)       {}
func (KeepWithNext) write(*textWriter) {}
func (PageBreak) write(*textWriter)    {}
