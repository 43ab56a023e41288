package font

import (
	"fmt"
	"sync"

	gotext "github.com/go-text/typesetting/font"
)

// Open reads a face of any form: a plain TrueType file with Parse, and CFF
// outlines, a variable font or the first face of a collection with FromOutlines.
func Open(name string, data []byte) (*Face, error) {
	f, err := Parse(name, data)
	if err == nil {
		return f, nil
	}
	return FromOutlines(name, data, 0)
}

// FromOutlines makes a face of what go-text can draw: CFF outlines, a member of
// a collection (by its index), a variable font at its default. Cubic curves
// become quadratic ones within half a font unit; each glyph is drawn when it is
// first needed and kept. It fails when the data is no font, and when the font
// has no outlines.
func FromOutlines(name string, data []byte, index int) (*Face, error) {
	o, err := OpenOpenType(data, index)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	n := glyphCount(o.face)
	f := &Face{name: name, upem: o.Upem(), glyphs: n, nHM: n}
	f.drawn = &drawn{face: o.face, record: map[uint16][]byte{}}
	cmap := o.face.Cmap.Iter()
	for cmap.Next() {
		r, g := cmap.Char()
		if g < gotext.GID(n) {
			f.set(uint32(r), uint16(g))
		}
	}
	if f.runes == 0 || f.upem < 16 {
		return nil, fmt.Errorf("font %s: no Unicode character map", name)
	}
	f.ascent, f.table = f.drawn.tables(f.upem, n)
	return f, nil
}

// glyphCount is how many glyphs can be asked for by a character: go-text does not
// tell the number of all.
func glyphCount(f *gotext.Face) int {
	const most = 0xFFFF
	last := 0
	cmap := f.Cmap.Iter()
	for cmap.Next() {
		if _, g := cmap.Char(); int(g) > last && g < most {
			last = int(g)
		}
	}
	return last + 1
}

// drawn draws the glyphs of a face that has no glyf table. go-text's Face is not
// safe for concurrent use, so one document draws at a time; what has been drawn
// is kept.
type drawn struct {
	mu     sync.Mutex
	face   *gotext.Face
	record map[uint16][]byte
}

// glyph is the glyf record of a glyph, empty for one without ink.
func (d *drawn) glyph(g uint16) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	if b, ok := d.record[g]; ok {
		return b
	}
	var b []byte
	if o, ok := d.face.GlyphDataOutline(gotext.GID(g)); ok {
		b, _, _ = encode(quadratic(o))
	}
	d.record[g] = b
	return b
}

// tables are the tables that a cut copies from, and the ascent.
func (d *drawn) tables(upem, n int) (ascent int, t map[string][]byte) {
	ascent, descent := upem*88/100, -upem*12/100
	if e, ok := d.face.FontHExtents(); ok {
		ascent, descent = int(e.Ascender), int(e.Descender)
	}
	w := &outlines{box: box{0, descent, upem, ascent}, maxPoints: drawnPoints, maxRounds: drawnRounds}
	hmtx := make([]byte, 0, 4*n)
	for g := range n {
		hmtx = be.AppendUint16(hmtx, uint16(max(0, d.face.HorizontalAdvance(gotext.GID(g)))))
		hmtx = append(hmtx, 0, 0)
	}
	return ascent, map[string][]byte{
		"head": w.head(upem), "hhea": hheaTable(ascent, descent, n), "maxp": w.maxp(n),
		"OS/2": os2Table(ascent, descent), "post": postTable(upem), "hmtx": hmtx,
	}
}

// What the table maxp promises of a face whose glyphs are drawn one by one:
// more than any Han character needs.
const (
	drawnPoints = 4096
	drawnRounds = 512
)
