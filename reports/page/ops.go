package page

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"github.com/anjia-project/anjia/reports/layout"
)

// none means that nothing is open, and that nothing is set.
const none = -2

// state remembers what is set on a page, so that it is written only when it
// changes.
type state struct {
	*Pen
	pdf       *gofpdf.Fpdf
	height    float64
	elements  []layout.Element
	open      int
	furnish   layout.Furnish
	fillInk   ink
	strokeInk ink
	width     float64
	dash      float64
	fillSet   bool
	strokeSet bool
	font      int
	size      float64
	spacing   float64
}

// page draws one page and returns the element of each marked content.
func (s *state) page(pg layout.Page) []int {
	s.text = s.text[:0]
	var marks []int
	for i := range pg.Ops {
		op := &pg.Ops[i]
		marks = s.mark(op, marks)
		switch op.Kind {
		case layout.OpText:
			s.glyphs(op)
		case layout.OpLine:
			s.stroke(op)
			s.text = append(s.point(append(s.point(s.text, op.X, op.Y), "m "...), op.X2, op.Y2), "l S\n"...)
		case layout.OpFrame:
			s.stroke(op)
			s.text = append(s.rectangle(op), "S\n"...)
		case layout.OpCircle:
			s.stroke(op)
			s.flush()
			s.pdf.Circle(op.X, op.Y, op.X2, "D")
		case layout.OpFill:
			s.fill(op)
			s.text = append(s.rectangle(op), "f\n"...)
		case layout.OpShape:
			s.fill(op)
			s.path(op.Shape)
		case layout.OpImage:
			s.picture(op)
		}
	}
	s.close()
	s.flush()
	return marks
}

// flush hands the operators gathered so far to gofpdf.
func (s *state) flush() {
	if len(s.text) > 0 {
		s.reader.Reset(s.text[:len(s.text)-1]) // it ends the line itself
		s.pdf.RawWriteBuf(&s.reader)
		s.text = s.text[:0]
	}
}

// mark opens the marked content of an element, or of a kind of furniture,
// closing the one before it.
func (s *state) mark(op *layout.Op, marks []int) []int {
	if op.Element == s.open && (op.Element != layout.Artifact || op.Furnish == s.furnish) {
		return marks
	}
	s.close()
	s.open, s.furnish = op.Element, op.Furnish
	if op.Element == layout.Artifact {
		s.text = append(append(s.text, artifact(op.Furnish)...), '\n')
		return marks
	}
	s.text = append(append(append(s.text, '/'), s.elements[op.Element].Tag...), " <</MCID "...)
	s.text = append(strconv.AppendInt(s.text, int64(len(marks)), 10), ">> BDC\n"...)
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

// span opens the text of a single run and returns what closes it; both are empty
// for a run whose glyphs say it.
func span(op *layout.Op) (open, end string) {
	if op.ActualText == "" {
		return "", ""
	}
	var b strings.Builder
	b.WriteString("/Span <</ActualText <FEFF")
	for _, u := range utf16.Encode([]rune(op.ActualText)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">>> BDC\n")
	return b.String(), "EMC\n"
}

func (s *state) close() {
	if s.open != none {
		s.text = append(s.text, "EMC\n"...)
		s.open = none
	}
}

// glyphs writes the glyphs of an op as text operators: position, font and size
// and spacing between characters where they change, codes.
func (s *state) glyphs(op *layout.Op) {
	if len(op.Glyphs) == 0 {
		return
	}
	s.fill(op)
	begin, end := span(op)
	b := append(append(s.text, begin...), "BT "...)
	b = append(s.point(b, op.X, op.Y), "Td "...)
	if op.Spacing != s.spacing {
		b = append(decimal(b, op.Spacing, 3), " Tc "...)
		s.spacing = op.Spacing
	}
	shown := false
	for i := range op.Glyphs {
		n, code := s.uses.Code(op.Glyphs[i].Letter)
		if n != s.font || op.Size != s.size {
			if shown {
				b = append(b, "> Tj "...)
			}
			b = append(append(b, '/'), FontKey(n)...)
			b = append(decimal(append(b, ' '), op.Size, 3), " Tf "...)
			s.font, s.size, shown = n, op.Size, false
		}
		if !shown {
			b, shown = append(b, '<'), true
		}
		b = append(b, digits[code>>12], digits[code>>8&15], digits[code>>4&15], digits[code&15])
	}
	b = append(b, "> Tj ET\n"...)
	s.text = append(b, end...)
}

// picture shows an image in its rectangle. The state of the page is as before.
func (s *state) picture(op *layout.Op) {
	b := append(s.text, "q "...)
	b = append(decimal(b, op.X2-op.X, 2), " 0 0 "...)
	b = append(decimal(b, op.Y2-op.Y, 2), ' ')
	b = append(s.point(b, op.X, op.Y2), "cm /"...)
	s.text = append(append(b, ImageKey(s.image(*op.Image))...), " Do Q\n"...)
}

// point writes a place on the page and a space.
func (s *state) point(b []byte, x, y float64) []byte {
	b = append(decimal(b, x, 2), ' ')
	return append(decimal(b, s.height-y, 2), ' ')
}

// rectangle writes the path of a rectangle.
func (s *state) rectangle(op *layout.Op) []byte {
	b := s.point(s.text, op.X, op.Y)
	b = append(decimal(b, op.X2-op.X, 2), ' ')
	return append(decimal(b, op.Y-op.Y2, 2), " re "...)
}

func (s *state) stroke(op *layout.Op) {
	if s.strokeSet && s.strokeInk == inkOf(op) && s.width == op.Width && s.dash == op.Dash {
		return
	}
	s.flush()
	if !s.strokeSet || s.strokeInk != inkOf(op) {
		s.strokeInk = inkOf(op)
		s.pdf.SetDrawColor(s.strokeInk.levels())
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

func (s *state) fill(op *layout.Op) {
	if !s.fillSet || s.fillInk != inkOf(op) {
		s.flush()
		s.fillInk, s.fillSet = inkOf(op), true
		s.pdf.SetFillColor(s.fillInk.levels())
	}
}

// ink is what an op is drawn in.
type ink struct {
	grey float64
	red  bool
}

func inkOf(op *layout.Op) ink { return ink{op.Grey, op.Red} }

// levels are the colour as gofpdf takes it. The red of official documents has no
// fixed value in GB/T 9704-2012.
func (i ink) levels() (r, g, b int) {
	if i.red {
		return 0xD0, 0x10, 0x10
	}
	r = level(i.grey)
	return r, r, r
}

// level is a grey as gofpdf takes it.
func level(grey float64) int { return int(math.Round(grey * 255)) }
