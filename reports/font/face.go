// Package font holds the faces that papers are set in. A face is parsed once,
// never changes and may be used by any number of documents at once; each
// document takes a small font of its own, cut to the characters it prints.
//
// The package may import reports and go-text. It reads no files: its own faces
// are embedded, others are handed in as bytes.
package font

import (
	"encoding/binary"
	"errors"
	"fmt"
)

var be = binary.BigEndian

// Face is one parsed TrueType face. It is immutable.
type Face struct {
	name   string
	upem   int
	ascent int // of the type area, in font units above the base line
	glyphs int
	nHM    int // number of full entries in hmtx
	loca   []uint32
	table  map[string][]byte
	pages  [0x1100]*[256]uint16 // rune>>8 → glyphs
	runes  int
	drawn  *drawn  // of a face without a glyf table, else nil
	shaper *shaper // of a face whose script needs shaping, else nil
}

// required are the tables without which nothing can be set or cut.
var required = []string{"head", "hhea", "maxp", "loca", "glyf", "hmtx", "cmap", "OS/2", "post"}

// Parse reads a TrueType face with glyf outlines. The name is the PostScript
// name that appears in files; data is kept and must not be changed afterwards.
// Collections, variable fonts and CFF outlines are refused: FromOutlines makes
// a plain face of them.
func Parse(name string, data []byte) (*Face, error) {
	tables, err := directory(data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f := &Face{name: name, table: tables}
	if err := f.readMetrics(); err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	if err := f.readCmap(); err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return f, nil
}

func directory(b []byte) (map[string][]byte, error) {
	if len(b) < 12 || be.Uint32(b) != 0x00010000 && be.Uint32(b) != 0x74727565 {
		return nil, errors.New("not a TrueType file with glyf outlines")
	}
	n := int(be.Uint16(b[4:]))
	if len(b) < 12+16*n {
		return nil, errors.New("table directory cut short")
	}
	tables := make(map[string][]byte, n)
	for i := range n {
		r := b[12+16*i:]
		off, size := uint64(be.Uint32(r[8:])), uint64(be.Uint32(r[12:]))
		if off+size > uint64(len(b)) {
			return nil, fmt.Errorf("table %q lies outside the file", r[:4])
		}
		tables[string(r[:4])] = b[off : off+size : off+size]
	}
	for _, t := range required {
		if tables[t] == nil {
			return nil, fmt.Errorf("no %s table", t)
		}
	}
	if tables["fvar"] != nil {
		return nil, errors.New("variable font")
	}
	return tables, nil
}

// readMetrics fills in everything but the character map.
func (f *Face) readMetrics() error {
	for t, size := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "OS/2": 78, "post": 16, "cmap": 4} {
		if len(f.table[t]) < size {
			return fmt.Errorf("table %s cut short", t)
		}
	}
	f.upem = int(be.Uint16(f.table["head"][18:]))
	f.ascent = int(int16(be.Uint16(f.table["hhea"][4:])))
	f.glyphs = int(be.Uint16(f.table["maxp"][4:]))
	f.nHM = int(be.Uint16(f.table["hhea"][34:]))
	if f.upem < 16 || f.glyphs == 0 || f.nHM == 0 || f.nHM > f.glyphs {
		return errors.New("metrics make no sense")
	}
	if len(f.table["hmtx"]) < 4*f.nHM+2*(f.glyphs-f.nHM) {
		return errors.New("table hmtx cut short")
	}
	return f.readLoca()
}

func (f *Face) readLoca() error {
	lo, long := f.table["loca"], be.Uint16(f.table["head"][50:]) == 1
	width := 2
	if long {
		width = 4
	}
	if len(lo) < width*(f.glyphs+1) {
		return errors.New("table loca cut short")
	}
	f.loca = make([]uint32, f.glyphs+1)
	for i := range f.loca {
		if long {
			f.loca[i] = be.Uint32(lo[4*i:])
		} else {
			f.loca[i] = 2 * uint32(be.Uint16(lo[2*i:]))
		}
		if f.loca[i] > uint32(len(f.table["glyf"])) || i > 0 && f.loca[i] < f.loca[i-1] {
			return fmt.Errorf("glyph %d lies outside table glyf", i)
		}
	}
	return nil
}

// Name is the PostScript name of the face.
func (f *Face) Name() string { return f.name }

// Upem is the number of font units in an em.
func (f *Face) Upem() int { return f.upem }

// Runes is the number of characters the face can show.
func (f *Face) Runes() int { return f.runes }

// Glyph is the glyph that shows r, 0 when the face has none.
func (f *Face) Glyph(r rune) uint16 {
	if r < 0 || r > 0x10FFFF {
		return 0
	}
	if p := f.pages[r>>8]; p != nil {
		return p[r&255]
	}
	return 0
}

// Advance is the width of a glyph in font units.
func (f *Face) Advance(g uint16) int {
	i := min(int(g), f.nHM-1)
	return int(be.Uint16(f.table["hmtx"][4*i:]))
}

// Half is the width of a glyph less half an em, at least one unit: that of a mark
// whose white half is cut off.
func (f *Face) Half(g uint16) uint16 {
	return uint16(min(max(f.Advance(g)-f.upem/2, 1), 0xFFFF))
}

// bearing is the left side bearing of a glyph as the font stores it.
func (f *Face) bearing(g uint16) uint16 {
	if f.drawn != nil {
		return leftEdge(f.outline(g))
	}
	if int(g) < f.nHM {
		return be.Uint16(f.table["hmtx"][4*int(g)+2:])
	}
	return be.Uint16(f.table["hmtx"][4*f.nHM+2*(int(g)-f.nHM):])
}

// outline is the raw glyf record, empty for a glyph without ink.
func (f *Face) outline(g uint16) []byte {
	if int(g) >= f.glyphs {
		return nil
	}
	if f.drawn != nil {
		return f.drawn.glyph(g)
	}
	return f.table["glyf"][f.loca[g]:f.loca[g+1]]
}

// leftEdge is the left edge of the box of a glyf record.
func leftEdge(record []byte) uint16 {
	if len(record) < 10 {
		return 0
	}
	return be.Uint16(record[2:])
}
