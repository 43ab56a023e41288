package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
)

// notice sets a ruled box: a title and paragraphs in small type. A long box
// runs over pages like a row of a table.
func (s *setter) notice(b reports.Notice, path string) error {
	elem := s.element("Div", s.root)
	c := cell{x1: left, x2: left + measure, rows: 1, pad: noticePad * 0.7}
	inner := measure - 2*noticePad
	if b.Title != "" {
		p := s.note()
		p.first, p.align, p.measure, p.elem = 0, reports.AlignCenter, inner, s.element("P", elem)
		ls, err := s.labelled(b.Title, p, true, path+"/title")
		if err != nil {
			return err
		}
		c.lines = ls
	}
	for i, t := range b.Paragraphs {
		p := s.note()
		p.measure, p.elem = inner, s.element("P", elem)
		ls, err := s.paragraphs(t, p, fmt.Sprintf("%s/paragraphs/%d", path, i))
		if err != nil {
			return err
		}
		c.lines = append(c.lines, ls...)
	}
	for i := range c.lines {
		c.lines[i].x += noticePad - cellPadX
	}
	box := band{heights: []float64{c.need()}, whole: []bool{false}, cells: []cell{c}}
	p := box.piece()
	p.gap = s.style.lead * 0.4
	s.push(p, piece{height: s.style.lead * 0.3})
	return nil
}

// noticePad is the distance of the text from the sides of its box.
const noticePad = 4 * mm
