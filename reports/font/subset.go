package font

import (
	"cmp"
	"errors"
	"slices"
)

// Shown is a glyph as a document shows it.
type Shown struct {
	Glyph uint16
	// Advance, in font units, replaces the width of the glyph; 0 leaves it.
	Advance uint16
}

// Subset cuts a font in which each code (a value of the basic plane, private
// use allowed) shows the glyph it is mapped to. Hints are dropped. The bytes
// are new with every call and depend on the mapping alone.
func (f *Face) Subset(codes map[uint16]Shown) ([]byte, error) {
	lines := make([]shownAs, 0, len(codes))
	for c, g := range codes {
		lines = append(lines, shownAs{uint32(c), g})
	}
	return f.cut(lines, writeSegments)
}

// Cut makes a face with the given characters alone, for embedding in the
// program. Characters that the face lacks are left out.
func (f *Face) Cut(runes []rune) ([]byte, error) {
	lines := make([]shownAs, 0, len(runes))
	for _, r := range runes {
		if g := f.Glyph(r); g != 0 {
			lines = append(lines, shownAs{uint32(r), Shown{Glyph: g}})
		}
	}
	return f.cut(lines, writeGroups)
}

// shownAs is a code and what it is to show.
type shownAs struct {
	code  uint32
	shown Shown
}

func (f *Face) cut(lines []shownAs, write func([]mapping) []byte) ([]byte, error) {
	slices.SortFunc(lines, func(a, b shownAs) int { return cmp.Compare(a.code, b.code) })
	c := cutter{face: f, id: map[Shown]uint16{{}: 0}, order: []Shown{{}}}
	ms := make([]mapping, len(lines))
	for i, l := range lines {
		ms[i] = mapping{l.code, c.glyph(l.shown)}
	}
	if err := c.copyOutlines(); err != nil {
		return nil, err
	}
	head, hhea := slices.Clone(f.table["head"]), slices.Clone(f.table["hhea"])
	maxp, os2 := slices.Clone(f.table["maxp"]), slices.Clone(f.table["OS/2"])
	be.PutUint32(head[8:], 0)
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], uint16(len(c.order)))
	be.PutUint16(maxp[4:], uint16(len(c.order)))
	return assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "OS/2": os2,
		"hmtx": c.metrics(), "loca": c.offsets(), "glyf": c.glyf,
		"post": plainPost(f.table["post"]), "name": emptyName(), "cmap": write(ms),
	}), nil
}

// cutter numbers glyphs anew as it meets them, components included.
type cutter struct {
	face  *Face
	id    map[Shown]uint16 // old → new
	order []Shown          // new → old
	glyf  []byte
	loca  []uint32
}

func (c *cutter) glyph(old Shown) uint16 {
	if n, ok := c.id[old]; ok {
		return n
	}
	n := uint16(len(c.order))
	c.id[old] = n
	c.order = append(c.order, old)
	return n
}

// copyOutlines appends every outline without its hints; order grows while
// composite glyphs name their parts.
func (c *cutter) copyOutlines() error {
	c.loca = append(c.loca, 0)
	for i := 0; i < len(c.order); i++ {
		if len(c.order) > 0xFFFF {
			return errors.New("font: more glyphs than a TrueType font can hold")
		}
		g := c.face.outline(c.order[i].Glyph)
		var err error
		switch {
		case len(g) <= 10:
		case int16(be.Uint16(g)) < 0:
			err = c.composite(g)
		default:
			err = c.simple(g)
		}
		if err != nil {
			return err
		}
		for len(c.glyf)&3 != 0 {
			c.glyf = append(c.glyf, 0)
		}
		c.loca = append(c.loca, uint32(len(c.glyf)))
	}
	return nil
}

var errOutline = errors.New("font: outline cut short")

func (c *cutter) simple(g []byte) error {
	h := 10 + 2*int(be.Uint16(g)) // past the ends of the contours
	if h+2 > len(g) {
		return errOutline
	}
	hints := int(be.Uint16(g[h:]))
	if h+2+hints > len(g) {
		return errOutline
	}
	c.glyf = append(c.glyf, g[:h]...)
	c.glyf = append(c.glyf, 0, 0)
	c.glyf = append(c.glyf, g[h+2+hints:]...)
	return nil
}

// Flags of a component of a composite glyph.
const (
	argsAreWords    = 0x0001
	argsAreXY       = 0x0002
	hasScale        = 0x0008
	moreComponents  = 0x0020
	hasXYScale      = 0x0040
	hasTwoByTwo     = 0x0080
	hasInstructions = 0x0100
)

func componentSize(flags uint16) int {
	n := 6
	if flags&argsAreWords != 0 {
		n = 8
	}
	switch {
	case flags&hasScale != 0:
		n += 2
	case flags&hasXYScale != 0:
		n += 4
	case flags&hasTwoByTwo != 0:
		n += 8
	}
	return n
}

func (c *cutter) composite(g []byte) error {
	at := len(c.glyf)
	c.glyf = append(c.glyf, g...)
	d := c.glyf[at:]
	for p := 10; ; {
		if p+4 > len(d) {
			return errOutline
		}
		flags, part := be.Uint16(d[p:]), be.Uint16(d[p+2:])
		if int(part) >= c.face.glyphs {
			return errOutline
		}
		be.PutUint16(d[p:], flags&^hasInstructions)
		be.PutUint16(d[p+2:], c.glyph(Shown{Glyph: part}))
		p += componentSize(flags)
		if p > len(d) {
			return errOutline
		}
		if flags&moreComponents == 0 {
			c.glyf = c.glyf[:at+p]
			return nil
		}
	}
}

func (c *cutter) metrics() []byte {
	b := make([]byte, 4*len(c.order))
	for i, g := range c.order {
		width := g.Advance
		if width == 0 {
			width = uint16(c.face.Advance(g.Glyph))
		}
		be.PutUint16(b[4*i:], width)
		be.PutUint16(b[4*i+2:], c.face.bearing(g.Glyph))
	}
	return b
}

func (c *cutter) offsets() []byte {
	b := make([]byte, 0, 4*len(c.loca))
	for _, v := range c.loca {
		b = be.AppendUint32(b, v)
	}
	return b
}
