package layout

import (
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Measures of a table of contents.
const (
	leaderStep  = 4.5 // from dot to dot, points
	leaderDot   = 0.9 // side of a dot
	leaderSpace = 6   // between a dot and the text
)

// withContents sets a document that asks for a table of contents, when it is long
// enough for one: f is the document without. The numbers stand when setting them
// moves no heading any more.
func withContents(doc reports.Document, c *typeCase, s *setter, f *flow) (*setter, *flow, error) {
	asked, ok := doc.Contents()
	if !ok || len(asked.Lines) > 0 || len(f.pages) <= asked.Above {
		return s, f, nil
	}
	lines := contentsOf(f, 1) // a guess: one page more
	for range rounds {
		s, f, err := fitted(doc.WithContents(lines), c)
		if err != nil {
			return nil, nil, err
		}
		stand := contentsOf(f, 0)
		if slices.Equal(lines, stand) {
			return s, f, nil
		}
		lines = stand
	}
	return nil, nil, &reports.SettingError{Code: reports.CodeBadBlock, Kind: doc.Kind, Path: "/blocks/0", Detail: "页码不能确定：目录的页数随页码变化"}
}

// contentsOf lists the headings of two levels with their pages, moved by some.
func contentsOf(f *flow, by int) []reports.ContentsLine {
	var out []reports.ContentsLine
	for _, m := range f.outline {
		if m.Level == 1 || m.Level == 2 {
			out = append(out, reports.ContentsLine{Level: m.Level, Title: m.Title, Page: m.Page + 1 + by})
		}
	}
	return out
}

// contents sets the table and begins a new page for what it is of.
func (s *setter) contents(b reports.Contents, path string) error {
	if len(b.Lines) == 0 {
		return nil
	}
	root := s.root
	head := setting{size: s.style.heading[0], lead: s.style.lead * 1.6, measure: measure, align: reports.AlignCenter, elem: s.element("P", root)}
	gs, err := s.shape.as(font.Title, reports.Text(reports.ContentsTitle), head.size, path)
	if err != nil {
		return err
	}
	word, ok := s.doc.Parallel.Label(reports.ContentsTitle)
	ls, err := s.beside(word, ok, head, path)
	if err != nil {
		return err
	}
	s.kept(s.paired(head.set(gs), ls), s.style.lead*0.5)
	table := s.element("TOC", root)
	for i, l := range b.Lines {
		if err := s.contentsLine(l, table, path+"/lines/"+strconv.Itoa(i)); err != nil {
			return err
		}
	}
	s.push(piece{feed: true})
	return s.salutation()
}

// contentsLine sets a heading, dots, and its page at the right edge.
func (s *setter) contentsLine(l reports.ContentsLine, table int, path string) error {
	item := s.element("TOCI", table)
	elem := s.element("Reference", item)
	p := s.body()
	p.first, p.align, p.elem = float64(l.Level-1)*indentEms*p.size, reports.AlignLeft, elem
	p.rest = p.first + indentEms*p.size
	number, err := s.lines(reports.Text(strconv.Itoa(l.Page)), setting{size: p.size, lead: p.lead, measure: measure, align: reports.AlignRight, elem: elem}, false, path)
	if err != nil {
		return err
	}
	p.measure = measure - 4*p.size // no title runs into the numbers
	title, err := s.lines(reports.Text(l.Title), p, false, path+"/title")
	if err != nil {
		return err
	}
	last := title[len(title)-1]
	s.push(piece{height: float64(len(title)) * p.lead, draw: func(c *canvas, y float64) {
		drawLines(c, title, left, y)
		y += float64(len(title)-1) * p.lead
		c.leader(left+last.end()+leaderSpace, left+number[0].x-leaderSpace, y+p.lead/2+p.size*baseShift)
		number[0].draw(c, left, y)
	}})
	return nil
}

// leader draws dots on a base line, at the same places in each line of a page.
func (c *canvas) leader(from, to, base float64) {
	op := Op{Kind: OpShape, Element: Artifact, Grey: dim}
	n := int((from - left) / leaderStep)
	for x := left + float64(n+1)*leaderStep; x+leaderDot <= to; x += leaderStep {
		op.Shape = append(op.Shape, rectangle(x, base-leaderDot, x+leaderDot, base))
	}
	if len(op.Shape) > 0 {
		c.add(op)
	}
}
