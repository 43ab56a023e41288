package layout

import (
	"fmt"
	"math"
	"strings"

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
	noForce     = "文书，不具法律效力" // behind the mark
	recordLabel = "记录校验码 "
	shownHash   = 16 // characters of the entry hash that the foot shows
)

// furnish adds what each page carries outside its text: the code for checking on
// the first, watermark, running head from the second page, foot with number,
// record hash and page numbers.
func (s *setter) furnish(f *flow) error {
	if err := s.checkMark(f); err != nil {
		return err
	}
	veil, err := s.watermark()
	if err != nil {
		return err
	}
	for i, c := range f.pages {
		if len(veil) > 0 {
			c.ops = append(veil[:len(veil):len(veil)], c.ops...)
		}
		if i > 0 && !s.style.dashes {
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

// running sets one line of furniture: a text at the left and one at the right,
// which has the first claim on the line. What is too long is set smaller, and
// only then cut short.
func (s *setter) running(c *canvas, y float64, leftText, rightText furnishing) error {
	right, used, err := s.furnishing(rightText, measure)
	if err != nil {
		return err
	}
	begin, _, err := s.furnishing(leftText, measure-used-2*runningSize)
	if err != nil {
		return err
	}
	begin.furnish, right.furnish = leftText.furnish, rightText.furnish
	begin.draw(c, left, y)
	right.draw(c, left, y)
	return nil
}

func (s *setter) furnishing(t furnishing, room float64) (line, float64, error) {
	gs, err := s.shape.as(font.Label, reports.Text(t.text), t.size, t.path)
	if err != nil {
		return line{}, 0, err
	}
	gs, size := fitting(gs, t.size, room)
	p := setting{size: size, lead: runningLead, measure: measure, align: t.align, elem: Artifact, grey: t.grey}
	return p.line(gs, 0, true), width(gs), nil
}

// furnishing is a text of the running head or foot.
type furnishing struct {
	text  string
	size  float64
	grey  float64
	align reports.Align
	path  string
	// furnish says whether it is of the head or the foot.
	furnish Furnish
}

// fitting makes furniture fit its line, at two thirds of its size if it must.
func fitting(gs []Glyph, size, room float64) ([]Glyph, float64) {
	w := width(gs)
	if w <= room {
		return gs, size
	}
	k := max(room/w, 2.0/3)
	for i := range gs {
		gs[i].adv *= k
	}
	for len(gs) > 0 && width(gs) > room+slack {
		gs = gs[:len(gs)-1]
	}
	return gs, size * k
}

func (s *setter) runningHead(c *canvas) error {
	err := s.running(c, headLine-runningLead-1,
		furnishing{s.doc.RunningTitle(), runningSize, dim, reports.AlignLeft, "/title", FurnishHeader},
		furnishing{s.reference(), runningSize, dim, reports.AlignRight, "/number", FurnishHeader})
	c.rule(left, headLine, left+measure, headLine)
	return err
}

// reference is the number by which the paper is cited.
func (s *setter) reference() string {
	if s.doc.Number != "" {
		return s.doc.Number
	}
	return s.doc.CaseNumber
}

// foot sets the foot of a page: number of the paper and of the page over a rule,
// or in an official document the number of the page between dashes; under it in
// small print what ties the page to the record.
func (s *setter) foot(c *canvas, page, of int) error {
	if s.style.dashes {
		return s.dashedFoot(c, page, of)
	}
	c.rule(left, footLine, left+measure, footLine)
	err := s.running(c, footLine+2,
		furnishing{s.reference(), runningSize, dim, reports.AlignLeft, "/number", FurnishFooter},
		furnishing{fmt.Sprintf("第 %d 页　共 %d 页", page, of), runningSize, black, reports.AlignRight, "", FurnishFooter})
	if err != nil {
		return err
	}
	return s.smallFoot(c, footLine+2+runningLead, nil)
}

// The foot of an official document (GB/T 9704-2012, 7.5): the number in 四号,
// one character in from the outer side, 7 mm below the type area.
const (
	dashSize  = 14
	dashBelow = 7 * mm
)

// dashedFoot sets the number of the page at the outer side and, where there are
// several, in small print which paper the page is of and of how many.
func (s *setter) dashedFoot(c *canvas, page, of int) error {
	align, indent := reports.AlignRight, 0.0
	if page%2 == 0 {
		align, indent = reports.AlignLeft, dashSize
	}
	gs, err := s.shape.as(font.Label, reports.Text(fmt.Sprintf("— %d —", page)), dashSize, "")
	if err != nil {
		return err
	}
	p := setting{size: dashSize, lead: dashSize, measure: measure - dashSize, align: align, elem: Artifact}
	l := p.line(gs, 0, true)
	l.furnish = FurnishFooter
	l.draw(c, left+indent, s.style.bottom+dashBelow-dashSize/2)
	var first []string
	if of > 1 {
		first = []string{strings.TrimSpace(s.reference() + fmt.Sprintf("　共%d页", of))}
	}
	return s.smallFoot(c, footLine+2+runningLead, first)
}

// smallFoot sets the line that ties the page to the record, and says of a paper
// of the training mode that it is none.
func (s *setter) smallFoot(c *canvas, y float64, small []string) error {
	d := s.doc
	if d.EntryHash != "" {
		small = append(small, recordLabel+d.EntryHash[:min(shownHash, len(d.EntryHash))])
	}
	if d.RendererNote != "" {
		small = append(small, d.RendererNote)
	}
	warning := ""
	if d.Watermark != "" {
		warning = d.Watermark + noForce
	}
	return s.running(c, y,
		furnishing{strings.Join(small, "　"), smallSize, dim, reports.AlignLeft, "/renderer_note", FurnishFooter},
		furnishing{warning, smallSize, black, reports.AlignRight, "/watermark", FurnishFooter})
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
	op := Op{Kind: OpShape, Element: Artifact, Furnish: FurnishWatermark, Grey: veil}
	pen := -width(gs) / 2 * size
	sin, cos := math.Sincos(angle)
	for _, g := range gs {
		k := size / float64(g.Face.Upem())
		for _, c := range g.Face.Contours(g.Glyph) {
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
