package font

import (
	"errors"
	"slices"
)

// Shown is a glyph as a document shows it.
type Shown struct {
	Glyph uint16
	// Advance, in font units, replaces the width of the glyph; 0 leaves it.
	Advance uint16
	// Parts, when not empty, are the glyphs of a shaped cluster as Shape gives
	// them: they are drawn as one glyph of width Advance, and Glyph is the first.
	Parts string
}

// Subset cuts a font whose glyph number i+1 shows shown[i]; glyph 0 is the one
// that is never shown. Hints are dropped. The bytes are new with every call and
// depend on the arguments alone.
func (f *Face) Subset(shown []Shown) ([]byte, error) {
	c := cutter{face: f, order: append([]Shown{{}}, shown...), part: map[uint16]uint16{}}
	ms := make([]mapping, len(shown))
	for i := range shown {
		ms[i] = mapping{uint32(i + 1), uint16(i + 1)}
	}
	return c.font(writeSegments(ms))
}

// Cut makes a face with the given characters alone, for embedding in the
// program. Characters that the face lacks are left out.
func (f *Face) Cut(runes []rune) ([]byte, error) {
	c := cutter{face: f, order: []Shown{{}}, part: map[uint16]uint16{}}
	var ms []mapping
	for _, r := range slices.Compact(slices.Sorted(slices.Values(runes))) {
		if g := f.Glyph(r); g != 0 {
			ms = append(ms, mapping{uint32(r), c.whole(g)})
		}
	}
	return c.font(writeGroups(ms))
}

// cutter numbers glyphs anew as it meets them, components included.
type cutter struct {
	face  *Face
	order []Shown           // new number → what is shown
	part  map[uint16]uint16 // old number → new, for glyphs with their own width
	glyf  []byte
	loca  []uint32

	points, rounds int // the most that a cluster has
}

// whole is the new number of a glyph with its own width.
func (c *cutter) whole(old uint16) uint16 {
	if n, ok := c.part[old]; ok {
		return n
	}
	n := uint16(len(c.order))
	c.part[old] = n
	c.order = append(c.order, Shown{Glyph: old})
	return n
}

// font copies the outlines and writes the file with a character map.
func (c *cutter) font(cmap []byte) ([]byte, error) {
	if err := c.copyOutlines(); err != nil {
		return nil, err
	}
	old := c.face.table
	head, hhea := slices.Clone(old["head"]), slices.Clone(old["hhea"])
	maxp, os2 := slices.Clone(old["maxp"]), slices.Clone(old["OS/2"])
	be.PutUint32(head[8:], 0)
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], uint16(len(c.order)))
	be.PutUint16(maxp[4:], uint16(len(c.order)))
	c.limits(maxp)
	return assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "OS/2": os2,
		"hmtx": c.metrics(), "loca": c.offsets(), "glyf": c.glyf,
		"post": plainPost(old["post"]), "name": emptyName(), "cmap": cmap,
	}), nil
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
		if c.order[i].Parts != "" {
			g = c.cluster(c.order[i])
		}
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
		be.PutUint16(d[p+2:], c.whole(part))
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
		be.PutUint16(b[4*i:], uint16(c.face.width(g)))
		bearing := c.face.bearing(g.Glyph)
		if g.Parts != "" {
			bearing = leftEdge(c.glyf[c.loca[i]:c.loca[i+1]])
		}
		be.PutUint16(b[4*i+2:], bearing)
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
