package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
)

// page draws one page and returns the element of each marked content.
func (p *pen) page(pg layout.Page) []int {
	p.pdf.AddPage()
	s := &state{pen: p, open: none}
	var marks []int
	for _, op := range pg.Ops {
		marks = s.mark(op, marks)
		switch op.Kind {
		case layout.OpText:
			s.text(op)
		case layout.OpLine:
			s.stroke(op)
			p.pdf.Line(op.X, op.Y, op.X2, op.Y2)
		case layout.OpCircle:
			s.stroke(op)
			p.pdf.Circle(op.X, op.Y, op.X2, "D")
		case layout.OpFill:
			s.fill(op.Grey)
			p.pdf.Rect(op.X, op.Y, op.X2-op.X, op.Y2-op.Y, "F")
		case layout.OpShape:
			s.fill(op.Grey)
			p.pdf.RawWriteStr(p.path(op.Shape))
		}
	}
	s.close()
	return marks
}

// none means that no marked content is open.
const none = -2

// state remembers what is set on a page, so that it is written only when it
// changes.
type state struct {
	*pen
	open       int
	furnish    layout.Furnish
	fillGrey   float64
	strokeGrey float64
	width      float64
	dash       float64
	fillSet    bool
	strokeSet  bool
}

// mark opens the marked content of an element, or of a kind of furniture,
// closing the one before it.
func (s *state) mark(op layout.Op, marks []int) []int {
	if op.Element == s.open && (op.Element != layout.Artifact || op.Furnish == s.furnish) {
		return marks
	}
	s.close()
	s.open, s.furnish = op.Element, op.Furnish
	if op.Element == layout.Artifact {
		s.pdf.RawWriteStr(artifact(op.Furnish))
		return marks
	}
	s.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", s.elements[op.Element].Tag, len(marks)))
	return append(marks, op.Element)
}

// artifact opens the marked content of furniture, with what it is to the page.
func artifact(f layout.Furnish) string {
	switch f {
	case layout.FurnishHeader:
		return "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
	case layout.FurnishFooter:
		return "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
	case layout.FurnishWatermark:
		return "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"
	case layout.FurnishRepetition:
		return "/Artifact <</Type /Pagination>> BDC"
	case layout.FurnishLayout:
	}
	return "/Artifact <</Type /Layout>> BDC"
}

// span opens the text or the language of a single run and returns what closes
// it; both are empty for a run that needs neither.
func span(op layout.Op) (open, end string) {
	var b strings.Builder
	if op.ActualText != "" {
		b.WriteString(" /ActualText <FEFF")
		for _, u := range utf16.Encode([]rune(op.ActualText)) {
			fmt.Fprintf(&b, "%04X", u)
		}
		b.WriteString(">")
	}
	if op.Lang != "" {
		fmt.Fprintf(&b, " /Lang (%s)", op.Lang)
	}
	if b.Len() == 0 {
		return "", ""
	}
	return "/Span <<" + strings.TrimSpace(b.String()) + ">> BDC\n", "\nEMC"
}

func (s *state) close() {
	if s.open != none {
		s.pdf.RawWriteStr("EMC")
		s.open = none
	}
}

// text writes the glyphs of an op as text operators: one font and size, spacing
// between characters, position, codes.
func (s *state) text(op layout.Op) {
	if len(op.Glyphs) == 0 {
		return
	}
	s.fill(op.Grey)
	var b strings.Builder
	begin, end := span(op)
	b.WriteString(begin)
	fmt.Fprintf(&b, "BT %.2f %.2f Td %s Tc", op.X, s.height-op.Y, number(op.Spacing))
	current := -1
	for _, g := range op.Glyphs {
		n, code := s.uses.Code(op.Face, g.Shown, g.Text)
		if n != current {
			if current >= 0 {
				b.WriteString("> Tj")
			}
			fmt.Fprintf(&b, " /%s %s Tf <", FontKey(n), number(op.Size))
			current = n
		}
		fmt.Fprintf(&b, "%04X", code)
	}
	b.WriteString("> Tj ET")
	b.WriteString(end)
	s.pdf.RawWriteStr(b.String())
}

// number writes a number with three decimals at most.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}

func (s *state) stroke(op layout.Op) {
	if !s.strokeSet || s.strokeGrey != op.Grey {
		g := level(op.Grey)
		s.pdf.SetDrawColor(g, g, g)
		s.strokeGrey = op.Grey
	}
	if !s.strokeSet || s.width != op.Width {
		s.pdf.SetLineWidth(op.Width)
		s.width = op.Width
	}
	if !s.strokeSet || s.dash != op.Dash {
		if op.Dash > 0 {
			s.pdf.SetDashPattern([]float64{op.Dash, op.Dash}, 0)
		} else {
			s.pdf.SetDashPattern(nil, 0)
		}
		s.dash = op.Dash
	}
	s.strokeSet = true
}

func (s *state) fill(grey float64) {
	if !s.fillSet || s.fillGrey != grey {
		g := level(grey)
		s.pdf.SetFillColor(g, g, g)
		s.fillSet, s.fillGrey = true, grey
	}
}

// level is a grey as gofpdf takes it.
func level(grey float64) int { return int(math.Round(grey * 255)) }

// path writes outlines as a filled path; a quadratic arc becomes a cubic one.
func (p *pen) path(cs []font.Contour) string {
	var b strings.Builder
	at := func(q font.Point) string { return fmt.Sprintf("%.2f %.2f", q.X, p.height-q.Y) }
	for _, c := range cs {
		arcs := whole(c)
		if len(arcs) == 0 {
			continue
		}
		fmt.Fprintf(&b, "%s m\n", at(arcs[0][0]))
		for _, a := range arcs {
			if straight(a) {
				fmt.Fprintf(&b, "%s l\n", at(a[2]))
				continue
			}
			c1 := font.Point{X: a[0].X + (a[1].X-a[0].X)*2/3, Y: a[0].Y + (a[1].Y-a[0].Y)*2/3}
			c2 := font.Point{X: a[2].X + (a[1].X-a[2].X)*2/3, Y: a[2].Y + (a[1].Y-a[2].Y)*2/3}
			fmt.Fprintf(&b, "%s %s %s c\n", at(c1), at(c2), at(a[2]))
		}
		b.WriteString("h\n")
	}
	b.WriteString("f")
	return b.String()
}

// straight reports whether an arc is a side: its control lies in the middle.
func straight(a [3]font.Point) bool { return a[1].On }

// whole turns a contour into arcs of start, control and end; a straight side is
// an arc whose control is a point of it.
func whole(c font.Contour) [][3]font.Point {
	if len(c) < 2 {
		return nil
	}
	middle := func(a, b font.Point) font.Point { return font.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2, On: true} }
	var pts []font.Point // on-curve and control points, every implied point filled in
	for i, q := range c {
		pts = append(pts, q)
		if next := c[(i+1)%len(c)]; !q.On && !next.On {
			pts = append(pts, middle(q, next))
		}
	}
	for i := 0; i < len(pts) && !pts[0].On; i++ {
		pts = append(pts[1:], pts[0])
	}
	var out [][3]font.Point
	for i := 0; i < len(pts); {
		next := pts[(i+1)%len(pts)]
		if next.On {
			out = append(out, [3]font.Point{pts[i], middle(pts[i], next), next})
			i++
			continue
		}
		out = append(out, [3]font.Point{pts[i], next, pts[(i+2)%len(pts)]})
		i += 2
	}
	return out
}
