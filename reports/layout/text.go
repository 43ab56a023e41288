package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
)

// heading sets a heading; it stays with what follows.
func (s *setter) heading(b reports.Heading, path string) error {
	size := s.style.heading[b.Level-1]
	p := setting{size: size, lead: size + s.style.lead - s.style.body, measure: measure, align: reports.AlignLeft, elem: s.element(fmt.Sprintf("H%d", b.Level+1), s.root)}
	if s.style.indent || b.Level > 1 {
		p.first = indentEms * s.style.body
	}
	gs, err := s.shape.heading(b, size, path+"/text")
	if err != nil {
		return err
	}
	word, ok := s.doc.Parallel.Label(b.Text.String())
	beside, err := s.beside(word, ok, p, path+"/text")
	if err != nil {
		return err
	}
	ls := s.paired(p.set(gs), beside)
	at := len(s.pieces)
	s.text(ls, s.style.lead*0.3, true)
	if b.Level < 3 {
		s.pieces[at].mark = &Bookmark{Title: b.Text.String(), Level: b.Level}
	}
	for i := at; i < len(s.pieces); i++ {
		s.pieces[i].keep = true
	}
	return nil
}

func (s *setter) paragraph(b reports.Paragraph, path string) error {
	p := s.body()
	if b.Small {
		p = s.note()
	}
	p.align, p.elem = b.Align, s.element("P", s.root)
	if b.Flush || b.Align == reports.AlignCenter || b.Align == reports.AlignRight {
		p.first = 0
	}
	ls, err := s.paragraphs(b.Text, p, path+"/text")
	if err != nil {
		return err
	}
	s.text(ls, 0, b.KeepNext)
	return nil
}

// paragraphs sets text in which a line feed begins a new paragraph, indented
// like the first and with an element of its own.
func (s *setter) paragraphs(in reports.Inline, p setting, path string) ([]line, error) {
	gs, err := s.shape.inline(in, p.size, false, path)
	if err != nil {
		return nil, err
	}
	return s.parted(gs, p), nil
}

// parted sets glyphs as paragraphs, parted at their line feeds.
func (s *setter) parted(gs []Glyph, p setting) []line {
	var out []line
	parent := s.elements[p.elem].Parent
	if s.elements[p.elem].Tag == "LBody" { // an item has one body, its further paragraphs stand in it
		parent = p.elem
	}
	start := 0
	for i, g := range gs {
		if g.feed {
			out = append(out, p.set(gs[start:i])...)
			start = i + 1
			p.elem = s.element("P", parent)
		}
	}
	return append(out, p.set(gs[start:])...)
}

// list sets numbered items as Chinese offices do: each item is a paragraph with
// its first line indented and the rest flush.
func (s *setter) list(b reports.List, path string) error { return s.sublist(b, path, s.root) }

func (s *setter) sublist(b reports.List, path string, parent int) error {
	l := s.element("L", parent)
	s.elements[l].Ordered = b.Style.Mark(1) != ""
	for i, it := range b.Items {
		at := fmt.Sprintf("%s/items/%d", path, i)
		p := s.body()
		item := s.element("LI", l)
		ls, err := s.listItem(b.Style.Mark(i+1), it.Text, p, item, at+"/text")
		if err != nil {
			return err
		}
		s.text(ls, 0, false)
		if it.Sub != nil {
			if err := s.sublist(*it.Sub, at+"/sub", item); err != nil {
				return err
			}
		}
	}
	return nil
}

// listItem sets an item of a list: its mark as label, its text as body.
func (s *setter) listItem(mark string, in reports.Inline, p setting, item int, path string) ([]line, error) {
	label := 0
	if mark != "" {
		in = reports.Join(reports.Text(mark), in)
		label = s.element("Lbl", item)
	}
	p.elem = s.element("LBody", item)
	gs, err := s.shape.inline(in, p.size, false, path)
	if err != nil {
		return nil, err
	}
	labelled(gs, mark, label)
	return s.parted(gs, p), nil
}

// labelled gives the glyphs of a mark at the head of a text their own element.
func labelled(gs []Glyph, mark string, label int) {
	for i, said := 0, 0; i < len(gs) && said < len(mark); i++ {
		gs[i].elem = int32(label) //nolint:gosec // no document has two thousand million elements
		said += len(gs[i].Text)
	}
}

// basis sets the legal bases in small type.
func (s *setter) basis(b reports.Basis, path string) error {
	sentence := b.Sentence()
	if sentence == "" {
		return nil
	}
	p := s.note()
	p.elem = s.element("P", s.root)
	ls, err := s.lines(reports.Text(s.doc.Parallel.Opening(b.Heading(), sentence)), p, false, path+"/citations")
	if err != nil {
		return err
	}
	s.text(ls, s.style.lead*0.25, false)
	return nil
}

// checkList sets boxes in columns; a row of boxes is one piece unless it is
// long, and long texts hang beside their box.
func (s *setter) checkList(b reports.CheckList, path string) error {
	if b.Caption != "" {
		p := s.body()
		p.first, p.elem = 0, s.element("P", s.root)
		ls, err := s.labelled(b.Caption, p, true, path+"/caption")
		if err != nil {
			return err
		}
		s.text(ls, 0, true)
	}
	list := s.element("L", s.root)
	cols := max(1, b.Columns)
	w := measure / float64(cols)
	for start := 0; start < len(b.Items); start += cols {
		row := make([][]line, 0, cols)
		for i := start; i < min(start+cols, len(b.Items)); i++ {
			it := b.Items[i]
			p := s.body()
			p.first, p.align = 0, reports.AlignLeft
			p.rest = 1.3 * p.size
			item := s.element("LI", list)
			label := s.element("Lbl", item)
			p.measure, p.elem = w-p.size*0.5, s.element("LBody", item)
			in := reports.Join(reports.Text(it.Mark()), it.Text)
			gs, err := s.shape.inline(in, p.size, false, fmt.Sprintf("%s/items/%d/text", path, i))
			if err != nil {
				return err
			}
			labelled(gs, it.Mark(), label)
			gs[0].adv = p.rest // the text hangs clear of its box
			row = append(row, p.set(gs))
		}
		s.rowOfBoxes(row, w)
	}
	return nil
}

// rowOfBoxes adds a row line by line, kept together while it is short.
func (s *setter) rowOfBoxes(row [][]line, w float64) {
	n := 0
	for _, ls := range row {
		n = max(n, len(ls))
	}
	const short = 6
	for k := range n {
		s.push(piece{height: s.style.lead, keep: n <= short && k < n-1, draw: func(c *canvas, y float64) {
			for i, ls := range row {
				if k < len(ls) {
					ls[k].draw(c, left+float64(i)*w, y)
				}
			}
		}})
	}
}
