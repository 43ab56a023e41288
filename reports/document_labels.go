package reports

// wordWalker goes through the words that a document itself brings along, in reading
// order: label sees titles, headings, captions, labels of grids, heads of tables and
// roles of signers, value the text of the other cells.
type wordWalker struct {
	label func(zh string)
	value func(in Inline)
}

func (w *wordWalker) labels(all ...string) {
	for _, zh := range all {
		if zh != "" {
			w.label(zh)
		}
	}
}

func (w *wordWalker) document(d Document) {
	if d.CaseNumber != "" {
		w.label(CaseNumberLabel)
	}
	if d.Head != nil && d.Head.Signatory != "" {
		w.label(SignatoryLabel)
	}
	w.labels(d.Title, d.Subtitle)
	for _, b := range d.Blocks {
		w.block(b)
	}
}

func (w *wordWalker) block(b Block) {
	switch b := b.(type) {
	case Heading:
		if ownWords(b.Text) {
			w.label(b.Text.String())
		}
	case KeyValue:
		w.table(b.Table())
	case Table:
		w.table(b)
	case CheckList:
		w.labels(b.Caption)
	case Notice:
		w.labels(b.Title)
	case Basis:
		w.labels(b.Heading())
	case Signatures:
		for _, s := range b.Signers {
			w.label(s.Role)
			if s.Fingerprint {
				w.label(FingerprintLabel)
			}
			if s.Seal {
				w.label(SealLabel)
			}
		}
	case Closing:
		if b.Seal {
			w.label(SealLabel)
		}
	case Contents:
		w.label(ContentsTitle)
	case Annexes:
		w.label(AnnexLabel)
	case Imprint:
		if b.Copies != "" {
			w.label(CopiesLabel)
		}
		w.label(PrintedLabel)
	}
}

func (w *wordWalker) table(t Table) {
	w.labels(t.Caption)
	for _, r := range t.Header {
		for _, c := range r.Cells {
			w.cell(c, true)
		}
	}
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			w.cell(c, c.Head)
		}
	}
}

func (w *wordWalker) cell(c Cell, head bool) {
	switch {
	case !head:
		w.value(c.Text)
	case ownWords(c.Text):
		w.label(c.Text.String())
	}
}

// Labels are the keys of the titles, headings and labels of the document, each once,
// in reading order.
func (d Document) Labels() []string {
	var out []string
	w := &wordWalker{label: func(zh string) { out = appendNew(out, LabelKey(zh)) }, value: func(Inline) {}}
	w.document(d)
	return out
}
