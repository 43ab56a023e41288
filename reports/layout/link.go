package layout

import "github.com/anjia-project/anjia/reports"

// How far the place of a link reaches from the base line, in sizes: what is
// clicked is the line of text.
const (
	linkAbove = 0.9
	linkBelow = 0.25
)

// linked gives the glyphs of a run that names an enclosed document an element of
// their own, below that of their cell.
func (s *setter) linked(in reports.Inline, gs []Glyph, parent int) {
	to := refersTo(in)
	if to == "" {
		return
	}
	elem := s.element("Link", parent)
	if s.links == nil {
		s.links = map[int]string{}
	}
	s.links[elem] = to
	for i := range gs {
		gs[i].elem = int32(elem) //nolint:gosec // see labelled
	}
}

// findLinks notes where on a page its links stand.
func (s *setter) findLinks(p *Page, index int) {
	if len(s.links) == 0 {
		return
	}
	for _, op := range p.Ops {
		to, ok := s.links[op.Element]
		if op.Kind != OpText || !ok {
			continue
		}
		l := Link{Element: op.Element, To: to, Box: Box{Page: index, X1: op.X, Y1: op.Y - linkAbove*op.Size, X2: op.X + width(op.Glyphs), Y2: op.Y + linkBelow*op.Size}}
		for i := range op.Glyphs {
			l.Text += op.Glyphs[i].Text
		}
		p.Links = append(p.Links, l)
	}
}
