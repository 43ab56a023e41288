package font

// Point is a point of a quadratic outline in font units; a point that is off
// the curve is a control point.
type Point struct {
	X, Y float64
	On   bool
}

// Contour is a closed outline.
type Contour []Point

// maxParts bounds composite glyphs that name composite glyphs.
const maxParts = 64

// Contours is the outline of a glyph, nil for one without ink or one that is
// broken.
func (f *Face) Contours(g uint16) []Contour {
	parts := maxParts
	return f.contours(g, &parts)
}

func (f *Face) contours(g uint16, parts *int) []Contour {
	b := f.outline(g)
	*parts--
	if len(b) <= 10 || *parts < 0 {
		return nil
	}
	if int16(be.Uint16(b)) >= 0 {
		return simpleContours(b)
	}
	var out []Contour
	for p := 10; p+4 <= len(b); {
		flags, part := be.Uint16(b[p:]), be.Uint16(b[p+2:])
		size := componentSize(flags)
		if p+size > len(b) {
			return out
		}
		m := readPlacement(flags, b[p+4:p+size])
		for _, c := range f.contours(part, parts) {
			out = append(out, m.apply(c))
		}
		p += size
		if flags&moreComponents == 0 {
			break
		}
	}
	return out
}

// placement is the transformation of a component.
type placement struct{ xx, xy, yx, yy, dx, dy float64 }

func readPlacement(flags uint16, b []byte) placement {
	m := placement{xx: 1, yy: 1}
	n := 2
	if flags&argsAreWords != 0 {
		n = 4
	}
	if flags&argsAreXY != 0 {
		if n == 4 {
			m.dx, m.dy = float64(int16(be.Uint16(b))), float64(int16(be.Uint16(b[2:])))
		} else {
			m.dx, m.dy = float64(int8(b[0])), float64(int8(b[1]))
		}
	}
	at := func(i int) float64 { return float64(int16(be.Uint16(b[n+2*i:]))) / (1 << 14) }
	switch {
	case flags&hasScale != 0:
		m.xx, m.yy = at(0), at(0)
	case flags&hasXYScale != 0:
		m.xx, m.yy = at(0), at(1)
	case flags&hasTwoByTwo != 0:
		m.xx, m.xy, m.yx, m.yy = at(0), at(1), at(2), at(3)
	}
	return m
}

func (m placement) apply(c Contour) Contour {
	out := make(Contour, len(c))
	for i, p := range c {
		out[i] = Point{p.X*m.xx + p.Y*m.yx + m.dx, p.X*m.xy + p.Y*m.yy + m.dy, p.On}
	}
	return out
}

// Flags of a point in a simple glyph.
const (
	onCurve    = 0x01
	shortX     = 0x02
	shortY     = 0x04
	repeatFlag = 0x08
	sameX      = 0x10
	sameY      = 0x20
)

// simpleContours decodes a simple glyph; a broken one gives nil.
func simpleContours(b []byte) []Contour {
	nc := int(be.Uint16(b))
	h := 10 + 2*nc
	if nc == 0 || h+2 > len(b) {
		return nil
	}
	np := int(be.Uint16(b[h-2:])) + 1
	r := &reader{b: b, at: h + 2 + int(be.Uint16(b[h:]))}
	flags := make([]byte, 0, np)
	for len(flags) < np && !r.short {
		fl := r.byte()
		flags = append(flags, fl)
		if fl&repeatFlag != 0 {
			for n := r.byte(); n > 0 && len(flags) < np; n-- {
				flags = append(flags, fl)
			}
		}
	}
	xs, ys := r.coordinates(flags, shortX, sameX), r.coordinates(flags, shortY, sameY)
	if r.short {
		return nil
	}
	var out []Contour
	start := 0
	for i := range nc {
		end := int(be.Uint16(b[10+2*i:])) + 1
		if end > np || end < start {
			return nil
		}
		c := make(Contour, 0, end-start)
		for k := start; k < end; k++ {
			c = append(c, Point{xs[k], ys[k], flags[k]&onCurve != 0})
		}
		out = append(out, c)
		start = end
	}
	return out
}

// reader reads bytes and remembers when they ran out.
type reader struct {
	b     []byte
	at    int
	short bool
}

func (r *reader) byte() byte {
	if r.at >= len(r.b) {
		r.short = true
		return 0
	}
	r.at++
	return r.b[r.at-1]
}

func (r *reader) coordinates(flags []byte, short, same byte) []float64 {
	out := make([]float64, len(flags))
	v := 0
	for i, fl := range flags {
		switch {
		case fl&short != 0:
			d := int(r.byte())
			if fl&same == 0 {
				d = -d
			}
			v += d
		case fl&same == 0:
			v += int(int16(uint16(r.byte())<<8 | uint16(r.byte())))
		}
		out[i] = float64(v)
	}
	return out
}
