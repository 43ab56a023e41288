package font

import (
	"bytes"
	"fmt"
	"math"
	"sync"

	gotext "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Cluster is a piece of shaped text that must not be parted: a Tibetan stack
// with its vowels. It is drawn as one glyph.
type Cluster struct {
	Shown Shown
	Runes int // how many characters of the text it stands for
}

// shaper knows the layout tables of a face. go-text's Font is safe for
// concurrent use, its Face is not: each call takes one from the pool.
type shaper struct {
	pool sync.Pool
}

// ParseShaped reads a TrueType face whose script needs shaping.
func ParseShaped(name string, data []byte) (*Face, error) {
	f, err := Parse(name, data)
	if err != nil {
		return nil, err
	}
	face, err := gotext.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f.shaper = &shaper{pool: sync.Pool{New: func() any { return harfbuzz.NewFont(gotext.NewFace(face.Font)) }}}
	return f, nil
}

// LazyShaped unpacks and parses a face that needs shaping at its first use.
func LazyShaped(name string, data func() ([]byte, error)) Source {
	return sync.OnceValues(func() (*Face, error) {
		b, err := data()
		if err != nil {
			return nil, err
		}
		return ParseShaped(name, b)
	})
}

// Shapes reports whether r is set in this face by shaping, not one by one.
func (f *Face) Shapes(r rune) bool { return f.shaper != nil && Tibetan(r) && f.Glyph(r) != 0 }

// Tibetan reports whether r belongs to the Tibetan block of Unicode.
func Tibetan(r rune) bool { return r >= 0x0F00 && r <= 0x0FFF }

// Shape turns text of one script into clusters, in the order of the text: their
// Runes add up to its length. A face that does not shape, and text that cannot
// be shaped, gives nil.
func (f *Face) Shape(text []rune) []Cluster {
	if f.shaper == nil || len(text) == 0 {
		return nil
	}
	hb, ok := f.shaper.pool.Get().(*harfbuzz.Font)
	if !ok {
		return nil
	}
	defer f.shaper.pool.Put(hb)
	buf := harfbuzz.NewBuffer()
	buf.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: language.Tibetan, Language: "bo"}
	buf.AddRunes(text, 0, len(text))
	buf.Shape(hb, nil)
	var out []Cluster
	for i := 0; i < len(buf.Info); {
		from := buf.Info[i].Cluster
		end := i + 1
		for end < len(buf.Info) && buf.Info[end].Cluster == from {
			end++
		}
		to := len(text)
		if end < len(buf.Info) {
			to = buf.Info[end].Cluster
		}
		if to <= from || to > len(text) {
			return nil // not in the order of the text: nothing we can set
		}
		shown, ok := clusterOf(buf, i, end)
		if !ok {
			return nil
		}
		out = append(out, Cluster{Shown: shown, Runes: to - from})
		i = end
	}
	return out
}

// clusterOf describes the glyphs from i to end as one; it fails when one of them
// is the sign for a missing glyph.
func clusterOf(b *harfbuzz.Buffer, i, end int) (Shown, bool) {
	var parts []byte
	pen := 0
	for k := i; k < end; k++ {
		at := b.Pos[k]
		if b.Info[k].Glyph == 0 {
			return Shown{}, false
		}
		parts = be.AppendUint16(parts, uint16(b.Info[k].Glyph))
		parts = be.AppendUint16(parts, uint16(int16(pen+int(at.XOffset))))
		parts = be.AppendUint16(parts, uint16(int16(at.YOffset)))
		pen += int(at.XAdvance)
	}
	return Shown{Glyph: uint16(b.Info[i].Glyph), Advance: uint16(min(max(pen, 0), math.MaxUint16)), Parts: string(parts)}, true
}

// partSize is the length of one part in Shown.Parts: glyph, x, y.
const partSize = 6

// Outline is what a glyph or cluster looks like.
func (f *Face) Outline(g Shown) []Contour {
	if g.Parts == "" {
		return f.Contours(g.Glyph)
	}
	var out []Contour
	for p := []byte(g.Parts); len(p) >= partSize; p = p[partSize:] {
		m := placement{xx: 1, yy: 1, dx: float64(int16(be.Uint16(p[2:]))), dy: float64(int16(be.Uint16(p[4:])))}
		for _, c := range f.Contours(be.Uint16(p)) {
			out = append(out, m.apply(c))
		}
	}
	return out
}

// cluster is the glyf record of a cluster.
func (c *cutter) cluster(g Shown) []byte {
	cs := c.face.Outline(g)
	rec, _, points := encode(cs)
	c.points, c.rounds = max(c.points, points), max(c.rounds, len(cs))
	return rec
}

// limits raises what table maxp promises to what the clusters need.
func (c *cutter) limits(maxp []byte) {
	if len(maxp) < 32 {
		return
	}
	be.PutUint16(maxp[6:], max(be.Uint16(maxp[6:]), uint16(min(c.points, math.MaxUint16))))
	be.PutUint16(maxp[8:], max(be.Uint16(maxp[8:]), uint16(min(c.rounds, math.MaxUint16))))
}
