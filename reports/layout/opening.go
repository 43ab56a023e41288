package layout

import (
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// opening sets the head of the paper: case number, organ, title, subtitle,
// number, salutation.
func (s *setter) opening() error {
	d, st := s.doc, s.style
	if d.CaseNumber != "" {
		p := setting{size: st.note, lead: st.noteLd, measure: measure, align: reports.AlignRight}
		if err := s.headLine(d.Parallel.Opening(reports.CaseNumberLabel, reports.CaseNumberLabel+d.CaseNumber), p, 0, "/case_number"); err != nil {
			return err
		}
	}
	centred := func(size float64) setting {
		return setting{size: size, lead: size * 1.5, measure: measure, align: reports.AlignCenter}
	}
	if err := s.issuer(centred(st.organ)); err != nil {
		return err
	}
	at := len(s.pieces)
	if err := s.balanced(d.Title, centred(st.title), "H1", st.title*0.25, "/title"); err != nil {
		return err
	}
	if at < len(s.pieces) {
		s.pieces[at].mark = &Bookmark{Title: d.FullTitle(), Level: 0}
	}
	if err := s.headLine(d.Subtitle, centred(st.body), 0, "/subtitle"); err != nil {
		return err
	}
	if d.Head == nil {
		if err := s.headLine(d.Number, centred(st.body), st.body*0.3, "/number"); err != nil {
			return err
		}
	}
	s.pieces = append(s.pieces, piece{height: st.body * 0.9, keep: true})
	if c, ok := d.Contents(); ok && len(c.Lines) > 0 {
		return nil // it stands behind the contents
	}
	return s.salutation()
}

// issuer sets the organ over the title: its mark in red, or its name.
func (s *setter) issuer(p setting) error {
	if h := s.doc.Head; h != nil {
		return s.redHead(*h)
	}
	return s.balanced(s.doc.Authority, p, "P", p.size*0.6, "/authority")
}

// salutation sets whom the paper is for over its text.
func (s *setter) salutation() error {
	flush := s.body()
	flush.first = 0
	return s.headLine(s.doc.Salutation(), flush, 0, "/recipient")
}

// headLine sets one line (or more) of the head and keeps it with the next.
func (s *setter) headLine(text string, p setting, gap float64, path string) error {
	if text == "" {
		return nil
	}
	p.elem = s.element("P", s.root)
	ls, err := s.labelled(text, p, false, path)
	if err != nil {
		return err
	}
	s.kept(ls, gap)
	return nil
}

// balanced sets a centred line in the face of titles; when it needs several they are made about
// equally long, so that no single character is left over (标题回行).
func (s *setter) balanced(text string, p setting, tag string, gap float64, path string) error {
	if text == "" {
		return nil
	}
	gs, err := s.shape.as(font.Title, reports.Text(text), p.size, path)
	if err != nil {
		return err
	}
	p.elem = s.element(tag, s.root)
	ls := p.balance(gs).set(gs)
	if tag == "H1" {
		word, ok := s.doc.Parallel.Label(text)
		beside, err := s.beside(word, ok, p, path)
		if err != nil {
			return err
		}
		ls = s.paired(ls, beside)
	}
	s.kept(ls, gap)
	return nil
}

func (s *setter) kept(ls []line, gap float64) {
	at := len(s.pieces)
	s.text(ls, gap, true)
	for i := at; i < len(s.pieces); i++ {
		s.pieces[i].keep = true
	}
}
