package layout

import (
	"strconv"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// annexes sets the names of what is sent along under the text: a line apart, two
// characters in, the names and what runs over flush with each other.
func (s *setter) annexes(b reports.Annexes, path string) error {
	p := s.body()
	label, err := s.shape.inline(reports.Text(s.doc.Parallel.Opening(reports.AnnexLabel, reports.AnnexLabel)), p.size, false, path)
	if err != nil {
		return err
	}
	for i, n := range b.Names {
		gs, err := s.shape.inline(n, p.size, false, path+"/names/"+strconv.Itoa(i))
		if err != nil {
			return err
		}
		mark, err := s.shape.inline(reports.Text(b.Mark(i)), p.size, false, path)
		if err != nil {
			return err
		}
		p := p
		p.align, p.elem = reports.AlignLeft, s.element("P", s.root)
		p.first = indentEms*p.size + width(label)
		p.rest = p.first + width(mark)
		gs, gap := append(mark, gs...), 0.0
		if i == 0 {
			gs, gap, p.first = append(label, gs...), s.style.lead, indentEms*p.size
		}
		s.text(p.set(gs), gap, i+1 < len(b.Names))
	}
	return nil
}

// The imprint (GB/T 9704-2012, 7.4): 四号, one character in on both sides, the outer
// rules 0.35 mm, the inner one 0.25 mm, the last one on the lower edge of the type area.
const (
	imprintSize  = 14
	imprintLead  = 22
	imprintOuter = 0.35 * mm
	imprintInner = 0.25 * mm
)

// imprint sets copies, organ and day of printing at the foot of the last page.
func (s *setter) imprint(b reports.Imprint, path string) error {
	p := setting{size: imprintSize, lead: imprintLead, measure: measure - 2*imprintSize, align: reports.AlignLeft}
	var copies []line
	if text := b.CopiesText(s.doc.Parallel); text != "" {
		hanging := p
		hanging.rest, hanging.elem = 3*imprintSize, s.element("P", s.root)
		var err error
		if copies, err = s.lines(reports.Text(text), hanging, false, path+"/copies"); err != nil {
			return err
		}
	}
	p.elem = s.element("P", s.root)
	organ, err := s.lines(reports.Text(b.Organ), p, false, path+"/organ")
	if err != nil {
		return err
	}
	p.align = reports.AlignRight
	printed, err := s.lines(reports.Text(b.PrintedText(s.doc.Parallel)), p, false, path+"/on")
	if err != nil {
		return err
	}
	if organ[len(organ)-1].end()+imprintSize > printed[0].x { // both need a line
		organ = append(organ, line{lead: 0})
	}
	s.push(s.imprintPiece(copies, organ, printed))
	return nil
}

func (s *setter) imprintPiece(copies, organ, printed []line) piece {
	rows := len(copies) + len(organ)
	return piece{gap: s.style.lead, height: float64(rows) * imprintLead, low: true, draw: func(c *canvas, y float64) {
		c.heavy(y, imprintOuter)
		if len(copies) > 0 {
			drawLines(c, copies, left+imprintSize, y)
			y += float64(len(copies)) * imprintLead
			c.heavy(y, imprintInner)
		}
		drawLines(c, organ, left+imprintSize, y)
		y += float64(len(organ)) * imprintLead
		drawLines(c, printed, left+imprintSize, y-imprintLead)
		c.heavy(y, imprintOuter)
	}}
}

// heavy draws a rule over the whole measure.
func (c *canvas) heavy(y, w float64) {
	c.add(Op{Kind: OpLine, Element: Artifact, X: left, Y: y, X2: left + measure, Y2: y, Width: w})
}

// The head of an official document (GB/T 9704-2012, 7.2): the upper edge of the mark
// 35 mm below that of the type area, the number two lines under it, a red rule 4 mm
// below the number as long as the measure.
const (
	markDrop  = 35 * mm
	markSize  = 36
	markLeast = 20
	markRule  = 4 * mm
	redRule   = 0.5 * mm
)

// redHead sets mark, number and rule over the title.
func (s *setter) redHead(h reports.Head) error {
	gs, err := s.shape.as(font.Title, reports.Text(h.Mark), markSize, "/head/mark")
	if err != nil {
		return err
	}
	gs, size := fitting(gs, markSize, measure)
	p := setting{size: size, lead: size * 1.3, measure: measure, align: reports.AlignCenter, elem: s.element("P", s.root)}
	mark := p.line(gs, 0, true)
	mark.red = true
	drop := markDrop
	if s.doc.CaseNumber != "" { // stands over it
		drop -= s.style.noteLd
	}
	s.push(piece{height: drop, keep: true}, piece{height: p.lead + s.style.lead*2, keep: true, draw: func(c *canvas, y float64) { mark.draw(c, left, y) }})
	if err := s.headNumber(h); err != nil {
		return err
	}
	s.push(piece{height: markRule + s.style.lead, keep: true, draw: func(c *canvas, y float64) {
		c.add(Op{Kind: OpLine, Element: Artifact, X: left, Y: y + markRule, X2: left + measure, Y2: y + markRule, Width: redRule, Red: true})
	}})
	return nil
}

// headNumber sets the number in the middle, or with a signatory at the left and the
// name at the right.
func (s *setter) headNumber(h reports.Head) error {
	p := setting{size: s.style.body, lead: s.style.lead, measure: measure, align: reports.AlignCenter, elem: s.element("P", s.root)}
	if h.Signatory == "" {
		ls, err := s.lines(reports.Text(s.doc.Number), p, false, "/number")
		if err != nil {
			return err
		}
		s.kept(ls, 0)
		return nil
	}
	p.align, p.measure = reports.AlignLeft, measure-2*p.size
	number, err := s.lines(reports.Text(s.doc.Number), p, false, "/number")
	if err != nil {
		return err
	}
	p.align = reports.AlignRight
	name, err := s.lines(reports.Text(h.SignatoryText(s.doc.Parallel)), p, false, "/head/signatory")
	if err != nil {
		return err
	}
	s.push(piece{height: p.lead, keep: true, draw: func(c *canvas, y float64) {
		drawLines(c, number, left+p.size, y)
		drawLines(c, name, left+p.size, y)
	}})
	return nil
}
