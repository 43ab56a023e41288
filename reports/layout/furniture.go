package layout

import (
	"fmt"
	"math"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Places of the running head and foot.
const (
	headLine    = 20 * mm
	footLine    = 277 * mm
	runningSize = 9
	runningLead = 13
	smallSize   = 7.5
)

// Words of the furniture.
const (
	practiceNote = "演练文书，不具法律效力"
	recordLabel  = "记录校验码 "
	shownHash    = 16 // characters of the entry hash that the foot shows
)

// furnish adds what each page carries outside its text: watermark, running
// head from the second page, foot with number, record hash and page numbers.
func (s *setter) furnish(f *flow) error {
	veil, err := s.watermark()
	if err != nil {
		return err
	}
	for i, c := range f.pages {
		c.ops = append(veil[:len(veil):len(veil)], c.ops...)
		if i > 0 {
			if err := s.runningHead(c); err != nil {
				return err
			}
		}
		if err := s.foot(c, i+1, len(f.pages)); err != nil {
			return err
		}
	}
	return nil
}

// running sets one line of furniture.
func (s *setter) running(c *canvas, text string, y, size, grey float64, align reports.Align, path string) error {
	if text == "" {
		return nil
	}
	gs, err := s.shape.inline(reports.Text(text), size, false, path)
	if err != nil {
		return err
	}
	p := setting{size: size, lead: runningLead, measure: measure, align: align, elem: Artifact, grey: grey}
	p.line(fitting(gs, measure*0.62), 0, true).draw(c, left, y)
	return nil
}

// fitting cuts furniture that is too long for its line.
func fitting(gs []glyph, room float64) []glyph {
	for len(gs) > 0 && width(gs) > room {
		gs = gs[:len(gs)-1]
	}
	return gs
}

func (s *setter) runningHead(c *canvas) error {
	if err := s.running(c, s.doc.FullTitle(), headLine-runningLead-1, runningSize, dim, reports.AlignLeft, "/title"); err != nil {
		return err
	}
	if err := s.running(c, s.reference(), headLine-runningLead-1, runningSize, dim, reports.AlignRight, "/number"); err != nil {
		return err
	}
	c.rule(left, headLine, left+measure, headLine, hairline)
	return nil
}

// reference is the number by which the paper is cited.
func (s *setter) reference() string {
	if s.doc.Number != "" {
		return s.doc.Number
	}
	return s.doc.CaseNumber
}

func (s *setter) foot(c *canvas, page, of int) error {
	d := s.doc
	c.rule(left, footLine, left+measure, footLine, hairline)
	y := footLine + 2
	if err := s.running(c, s.reference(), y, runningSize, dim, reports.AlignLeft, "/number"); err != nil {
		return err
	}
	if err := s.running(c, fmt.Sprintf("第 %d 页　共 %d 页", page, of), y, runningSize, black, reports.AlignRight, ""); err != nil {
		return err
	}
	small := ""
	if d.EntryHash != "" {
		small = recordLabel + d.EntryHash[:min(shownHash, len(d.EntryHash))]
	}
	if d.RendererNote != "" {
		if small != "" {
			small += "　"
		}
		small += d.RendererNote
	}
	if err := s.running(c, small, y+runningLead, smallSize, dim, reports.AlignLeft, "/renderer_note"); err != nil {
		return err
	}
	if d.Watermark == "" {
		return nil
	}
	return s.running(c, practiceNote, y+runningLead, smallSize, black, reports.AlignRight, "/watermark")
}

// watermark draws the mark across the page as shapes, so that it never mixes
// with the text that is taken out of the file. Without a mark it draws nothing.
func (s *setter) watermark() ([]Op, error) {
	ops := []Op{}
	if s.doc.Watermark == "" {
		return ops, nil
	}
	const angle = 35 * math.Pi / 180
	gs, err := s.shape.inline(reports.Text(s.doc.Watermark), 1, true, "/watermark")
	if err != nil {
		return nil, err
	}
	size := min(150, pageWidth*1.05/max(width(gs), 1))
	op := Op{Kind: OpShape, Element: Artifact, Grey: veil}
	pen := -width(gs) / 2 * size
	sin, cos := math.Sincos(angle)
	for _, g := range gs {
		k := size / float64(g.face.Upem())
		for _, c := range g.face.Contours(g.id.Glyph) {
			out := make(font.Contour, len(c))
			for i, p := range c {
				x, y := pen+p.X*k, p.Y*k-size*baseShift
				out[i] = font.Point{X: pageWidth/2 + x*cos - y*sin, Y: pageHeight/2 - x*sin - y*cos, On: p.On}
			}
			op.Shape = append(op.Shape, out)
		}
		pen += g.adv * size
	}
	return append(ops, op), nil
}
