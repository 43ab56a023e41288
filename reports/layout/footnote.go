package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
)

// Measures of the foot of a page that carries footnotes.
const (
	noteRule = measure / 3 // rule over the notes
	noteOver = 6.0         // from the text to the rule and from the rule to the notes
)

// noted is a footnote and the place of the text that it is for.
type noted struct {
	text, path string
}

// footnotes sets the notes that a block brought along, after it in reading order.
func (s *setter) footnotes() error {
	for i := len(s.noteLines); i < len(s.shape.notes); i++ {
		n := s.shape.notes[i]
		p := s.note()
		p.elem = s.element("Note", s.root)
		s.elements[p.elem].ID = fmt.Sprintf("note-%d", i+1)
		ls, err := s.lines(reports.Text(reports.NoteMark(i+1)+n.text), p, false, n.path)
		if err != nil {
			return err
		}
		s.noteLines = append(s.noteLines, ls)
	}
	return nil
}

// marksIn are the numbers of the footnotes whose marks stand in lines.
func marksIn(ls []line) (out []int) {
	for _, l := range ls {
		for i := range l.glyphs {
			if n := l.glyphs[i].note; n > 0 {
				out = append(out, int(n))
			}
		}
	}
	return out
}

// notes are the numbers of the footnotes whose marks stand in a band.
func (b band) notes() (out []int) {
	for _, c := range b.cells {
		out = append(out, marksIn(c.lines)...)
	}
	return out
}

// noteHeight is the room that the footnotes of a piece take from its page.
func (f *flow) noteHeight(numbers []int) (h float64) {
	if len(numbers) == 0 {
		return 0
	}
	if f.foot == 0 {
		h = 2 * noteOver
	}
	for _, n := range numbers {
		h += height(f.notes[n-1])
	}
	return h
}

// takeNotes gives the footnotes of a piece to the page.
func (f *flow) takeNotes(numbers []int) {
	f.foot += f.noteHeight(numbers)
	for _, n := range numbers {
		f.held = append(f.held, f.notes[n-1]...)
	}
}

// drawNotes draws the footnotes of the page that ends.
func (f *flow) drawNotes() {
	if f.foot > 0 {
		y := f.bottom - f.foot + noteOver
		f.page().rule(left, y, left+noteRule, y)
		drawLines(f.page(), f.held, left, y+noteOver)
	}
	f.foot, f.held = 0, nil
}
