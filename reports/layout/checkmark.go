package layout

import (
	"rsc.io/qr"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Measures of the code by which a paper is checked: it stands in the head margin
// of the first page, flush left, where no text comes and no archive stamps a number.
const (
	checkSide  = 15 * mm
	checkTop   = 9 * mm
	maxChecked = 240 // bytes: a longer text would make squares too small to read from paper
)

// checkMark draws the QR code (核验二维码) of a paper on its first page. A paper
// that has neither number nor hash has none.
func (s *setter) checkMark(f *flow) error {
	text := s.doc.CheckText()
	if text == "" {
		return nil
	}
	if len(text) > maxChecked {
		text = s.doc.ShortCheckText()
	}
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return &reports.SettingError{Code: reports.CodeBadText, Kind: s.doc.Kind, Path: "/check_address", Detail: "核验二维码无法生成：" + err.Error()}
	}
	x, y := left, checkTop
	elem := s.element("Figure", s.root)
	s.elements[elem].Alt = reports.CheckAlt + text
	s.elements[elem].Box = &Box{Page: 0, X1: x, Y1: y, X2: x + checkSide, Y2: y + checkSide}
	op := Op{Kind: OpShape, Element: elem, Grey: black, Shape: squares(code, x, y, checkSide/float64(code.Size))}
	f.pages[0].ops = append(f.pages[0].ops, op)
	return nil
}

// squares are the black parts of a code, one rectangle for each run in a row.
func squares(code *qr.Code, x, y, side float64) []font.Contour {
	var out []font.Contour
	for row := range code.Size {
		for col := 0; col < code.Size; col++ {
			from := col
			for col < code.Size && code.Black(col, row) {
				col++
			}
			if col > from {
				out = append(out, rectangle(x+float64(from)*side, y+float64(row)*side, x+float64(col)*side, y+float64(row+1)*side))
			}
		}
	}
	return out
}

// rectangle is the outline of a rectangle.
func rectangle(x1, y1, x2, y2 float64) font.Contour {
	return polygon([][2]float64{{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}})
}

// polygon is the outline through points.
func polygon(points [][2]float64) font.Contour {
	out := make(font.Contour, len(points))
	for i, p := range points {
		out[i] = font.Point{X: p[0], Y: p[1], On: true}
	}
	return out
}
