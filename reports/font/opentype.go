package font

import (
	"bytes"
	"fmt"
	"math"

	gotext "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// OpenType draws characters of any face that go-text can read: CFF outlines,
// a member of a collection, a variable font. It is not safe for concurrent use.
type OpenType struct {
	face *gotext.Face
}

// OpenOpenType reads the face with the given index in data (0 unless data is a
// collection).
func OpenOpenType(data []byte, index int) (*OpenType, error) {
	faces, err := gotext.ParseTTC(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read OpenType font: %w", err)
	}
	if index < 0 || index >= len(faces) {
		return nil, fmt.Errorf("collection has %d faces, no number %d", len(faces), index)
	}
	return &OpenType{face: faces[index]}, nil
}

// Name is the family name of the face.
func (o *OpenType) Name() string { return o.face.Describe().Family }

// Upem is the number of font units in an em.
func (o *OpenType) Upem() int { return int(o.face.Upem()) }

// Draw is r with its outline; ok is false when the face lacks it.
func (o *OpenType) Draw(r rune) (d Drawn, ok bool) {
	g, ok := o.face.NominalGlyph(r)
	if !ok {
		return Drawn{}, false
	}
	outline, ok := o.face.GlyphDataOutline(g)
	if !ok {
		return Drawn{}, false
	}
	return Drawn{Rune: r, Advance: float64(o.face.HorizontalAdvance(g)), Contours: quadratic(outline)}, true
}

// tolerance is how far, in font units, a quadratic may lie from the cubic that
// it stands for.
const tolerance = 0.5

// quadratic turns outline segments into quadratic contours.
func quadratic(o gotext.GlyphOutline) []Contour {
	var out []Contour
	var cur Contour
	flush := func() {
		if k := len(cur); k > 1 && cur[k-1].On && cur[0].X == cur[k-1].X && cur[0].Y == cur[k-1].Y {
			cur = cur[:k-1]
		}
		if len(cur) > 2 {
			out = append(out, cur)
		}
		cur = nil
	}
	var pen Point
	for _, s := range o.Segments {
		at := func(i int, on bool) Point { return Point{float64(s.Args[i].X), float64(s.Args[i].Y), on} }
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			flush()
			pen = at(0, true)
			cur = append(cur, pen)
		case opentype.SegmentOpLineTo:
			pen = at(0, true)
			cur = append(cur, pen)
		case opentype.SegmentOpQuadTo:
			pen = at(1, true)
			cur = append(cur, at(0, false), pen)
		case opentype.SegmentOpCubeTo:
			cur = appendCubic(cur, pen, at(0, false), at(1, false), at(2, true))
			pen = at(2, true)
		}
	}
	flush()
	return out
}

// appendCubic adds as many quadratics as keep within the tolerance.
func appendCubic(cur Contour, p0, p1, p2, p3 Point) Contour {
	e := math.Hypot(p3.X-3*p2.X+3*p1.X-p0.X, p3.Y-3*p2.Y+3*p1.Y-p0.Y) * math.Sqrt(3) / 36
	n := max(1, int(math.Ceil(math.Cbrt(e/tolerance))))
	at := func(t float64) (x, y, dx, dy float64) {
		u := 1 - t
		x = u*u*u*p0.X + 3*u*u*t*p1.X + 3*u*t*t*p2.X + t*t*t*p3.X
		y = u*u*u*p0.Y + 3*u*u*t*p1.Y + 3*u*t*t*p2.Y + t*t*t*p3.Y
		dx = 3*u*u*(p1.X-p0.X) + 6*u*t*(p2.X-p1.X) + 3*t*t*(p3.X-p2.X)
		dy = 3*u*u*(p1.Y-p0.Y) + 6*u*t*(p2.Y-p1.Y) + 3*t*t*(p3.Y-p2.Y)
		return x, y, dx, dy
	}
	ax, ay, adx, ady := at(0)
	h := 1 / float64(n) / 3
	for i := 1; i <= n; i++ {
		bx, by, bdx, bdy := at(float64(i) / float64(n))
		control := Point{X: (3*(ax+adx*h+bx-bdx*h) - ax - bx) / 4, Y: (3*(ay+ady*h+by-bdy*h) - ay - by) / 4}
		cur = append(cur, control, Point{bx, by, true})
		ax, ay, adx, ady = bx, by, bdx, bdy
	}
	return cur
}
