package font

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// Drawn is a character with its outline, ready to be put into a new face.
type Drawn struct {
	Rune     rune
	Advance  float64
	Contours []Contour
}

// Scale multiplies every measure, to bring a glyph to another em.
func (d Drawn) Scale(k float64) Drawn {
	out := Drawn{Rune: d.Rune, Advance: d.Advance * k, Contours: make([]Contour, len(d.Contours))}
	for i, c := range d.Contours {
		out.Contours[i] = placement{xx: k, yy: k}.apply(c)
	}
	return out
}

// Draw makes a TrueType face of drawn characters. Ascent and descent (negative)
// are in units of the em.
func Draw(upem, ascent, descent int, chars []Drawn) ([]byte, error) {
	if len(chars) >= 0xFFFF {
		return nil, errors.New("font: more glyphs than a TrueType font can hold")
	}
	w := &outlines{loca: []byte{0, 0, 0, 0}, box: emptyBox}
	w.add(Drawn{Advance: float64(upem)}) // glyph 0 shows nothing: it is never used
	ms := make([]mapping, 0, len(chars))
	for i, c := range chars {
		w.add(c)
		ms = append(ms, mapping{uint32(c.Rune), uint16(i + 1)})
	}
	slices.SortFunc(ms, func(a, b mapping) int { return cmp.Compare(a.code, b.code) })
	n := len(chars) + 1
	return assemble(map[string][]byte{
		"head": w.head(upem), "hhea": hheaTable(ascent, descent, n), "maxp": w.maxp(n),
		"OS/2": os2Table(ascent, descent), "hmtx": w.hmtx, "loca": w.loca, "glyf": w.glyf,
		"post": postTable(upem), "name": emptyName(), "cmap": writeGroups(ms),
	}), nil
}

// box is the bounding box of an outline.
type box struct{ x0, y0, x1, y1 int }

var emptyBox = box{1 << 14, 1 << 14, -1 << 14, -1 << 14}

func (b *box) add(x, y int) {
	b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
}

func (b box) append(out []byte) []byte {
	for _, v := range []int{b.x0, b.y0, b.x1, b.y1} {
		out = be.AppendUint16(out, uint16(v))
	}
	return out
}

// outlines gathers the tables that hold the glyphs.
type outlines struct {
	glyf, loca, hmtx     []byte
	box                  box
	maxPoints, maxRounds int
}

func (w *outlines) add(d Drawn) {
	rec, b, points := encode(d.Contours)
	w.glyf = append(w.glyf, rec...)
	for len(w.glyf)&3 != 0 {
		w.glyf = append(w.glyf, 0)
	}
	w.loca = be.AppendUint32(w.loca, uint32(len(w.glyf)))
	w.hmtx = be.AppendUint16(w.hmtx, uint16(math.Round(d.Advance)))
	bearing := 0
	if points > 0 {
		bearing = b.x0
		w.box.add(b.x0, b.y0)
		w.box.add(b.x1, b.y1)
	}
	w.hmtx = be.AppendUint16(w.hmtx, uint16(bearing))
	w.maxPoints, w.maxRounds = max(w.maxPoints, points), max(w.maxRounds, len(d.Contours))
}

func (w *outlines) head(upem int) []byte {
	b := make([]byte, 54)
	be.PutUint32(b, 0x00010000)
	be.PutUint32(b[12:], 0x5F0F3CF5)
	be.PutUint16(b[16:], 3)
	be.PutUint16(b[18:], uint16(upem))
	copy(b[36:], w.box.append(nil))
	be.PutUint16(b[46:], 8)
	be.PutUint16(b[50:], 1)
	return b
}

func (w *outlines) maxp(n int) []byte {
	b := make([]byte, 32)
	be.PutUint32(b, 0x00010000)
	be.PutUint16(b[4:], uint16(n))
	be.PutUint16(b[6:], uint16(w.maxPoints))
	be.PutUint16(b[8:], uint16(w.maxRounds))
	be.PutUint16(b[14:], 2)
	return b
}

func hheaTable(ascent, descent, n int) []byte {
	b := make([]byte, 36)
	be.PutUint32(b, 0x00010000)
	be.PutUint16(b[4:], uint16(ascent))
	be.PutUint16(b[6:], uint16(descent))
	be.PutUint16(b[34:], uint16(n))
	return b
}

func os2Table(ascent, descent int) []byte {
	b := make([]byte, 96)
	be.PutUint16(b, 3)
	be.PutUint16(b[4:], 400)
	be.PutUint16(b[6:], 5)
	be.PutUint16(b[68:], uint16(ascent))
	be.PutUint16(b[70:], uint16(descent))
	be.PutUint16(b[88:], uint16(ascent))
	return b
}

func postTable(upem int) []byte {
	b := make([]byte, 32)
	be.PutUint32(b, 0x00030000)
	be.PutUint16(b[8:], uint16(0x10000-upem/10))
	be.PutUint16(b[10:], uint16(upem/20))
	return b
}

// encode writes a simple glyph record of the contours.
func encode(cs []Contour) (rec []byte, b box, points int) {
	var flags, xs, ys, ends []byte
	b = emptyBox
	lastX, lastY, rounds := 0, 0, 0
	for _, c := range cs {
		if len(c) < 3 {
			continue
		}
		rounds++
		for _, p := range c {
			x, y := int(math.Round(p.X)), int(math.Round(p.Y))
			b.add(x, y)
			var fl byte
			if p.On {
				fl = onCurve
			}
			xs = putDelta(xs, x-lastX, &fl, shortX, sameX)
			ys = putDelta(ys, y-lastY, &fl, shortY, sameY)
			flags = append(flags, fl)
			lastX, lastY = x, y
			points++
		}
		ends = be.AppendUint16(ends, uint16(points-1))
	}
	if points == 0 {
		return nil, b, 0
	}
	rec = b.append(be.AppendUint16(nil, uint16(rounds)))
	rec = append(append(rec, ends...), 0, 0)
	rec = append(append(append(rec, flags...), xs...), ys...)
	return rec, b, points
}

func putDelta(out []byte, d int, fl *byte, short, same byte) []byte {
	switch {
	case d == 0:
		*fl |= same
		return out
	case d > -256 && d < 256:
		*fl |= short
		if d > 0 {
			*fl |= same
		} else {
			d = -d
		}
		return append(out, byte(d))
	}
	return be.AppendUint16(out, uint16(d))
}
