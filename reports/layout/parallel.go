package layout

import "github.com/anjia-project/anjia/reports"

// Sizes of the second language beside the Chinese it stands with. The stacks of
// Tibetan need the whole pitch of the line, Latin letters do not.
const (
	stackedSize = 0.9
	latinSize   = 0.8
	latinLead   = 0.84
	// leastLatin is how far a word that is too long for its column is made smaller
	// before it is broken.
	leastLatin = 0.7
	// labelWidening is what a column of labels gains where they have two languages.
	labelWidening = 1.35
)

// longest is the width of the longest stretch without a place to break.
func longest(gs []Glyph) (most float64) {
	may, w := breaks(gs), 0.0
	for i := range gs {
		if may[i] {
			w = 0
		}
		if !gs[i].space() {
			w += gs[i].adv
		}
		most = max(most, w)
	}
	return most
}

// grid is a form grid as a table, its columns of labels wide enough for two languages
// where the document has them.
func (s *setter) grid(b reports.KeyValue) reports.Table {
	t := b.Table()
	if s.doc.Parallel == nil {
		return t
	}
	for i := 0; i < len(t.Columns); i += 2 { // labels and values take turns
		t.Columns[i].Width *= labelWidening
	}
	return t
}

// beside sets the word of the second language that goes with a text; no lines when
// there is none. Its language is told to readers by ear.
func (s *setter) beside(word string, ok bool, p setting, path string) ([]line, error) {
	if !ok {
		return nil, nil
	}
	lang := s.doc.Parallel.Lang
	p.size *= latinSize
	if lang == reports.LanguageTibetan {
		p.size *= stackedSize / latinSize
	} else {
		p.lead *= latinLead
	}
	gs, err := s.shape.inline(reports.Text(word), p.size, false, path)
	if err != nil {
		return nil, err
	}
	if k := max(p.measure/longest(gs), leastLatin); k < 1 {
		p.size *= k
		if gs, err = s.shape.inline(reports.Text(word), p.size, false, path); err != nil {
			return nil, err
		}
	}
	if p.align == reports.AlignCenter {
		p = p.balance(gs)
	}
	p.elem = s.element("Span", p.elem)
	s.elements[p.elem].Lang = lang
	return p.set(gs), nil
}

// paired puts the lines of the second language over those of the Chinese or under
// them, as the document asks.
func (s *setter) paired(own, word []line) []line {
	switch {
	case len(word) == 0:
		return own
	case s.doc.Parallel.Over:
		return append(word, own...)
	}
	return append(own, word...)
}

// labelled sets a label with its word in the second language.
func (s *setter) labelled(zh string, p setting, bold bool, path string) ([]line, error) {
	own, err := s.lines(reports.Text(zh), p, bold, path)
	if err != nil {
		return nil, err
	}
	word, ok := s.doc.Parallel.Label(zh)
	ls, err := s.beside(word, ok, p, path)
	return s.paired(own, ls), err
}
