package font

import "errors"

// readCmap reads the best Unicode character map: format 12, else format 4.
func (f *Face) readCmap() error {
	c := f.table["cmap"]
	var best []byte
	score := 0
	for i, n := 0, int(be.Uint16(c[2:])); i < n && 12+8*i <= len(c); i++ {
		off := int(be.Uint32(c[8+8*i:]))
		if off+16 > len(c) {
			continue
		}
		if s := unicodeScore(be.Uint16(c[4+8*i:]), be.Uint16(c[6+8*i:]), be.Uint16(c[off:])); s > score {
			best, score = c[off:], s
		}
	}
	switch score {
	case 2:
		f.readGroups(best)
	case 1:
		f.readSegments(best)
	default:
		return errors.New("no Unicode character map")
	}
	if f.runes == 0 {
		return errors.New("character map is empty")
	}
	return nil
}

func unicodeScore(platform, encoding, format uint16) int {
	switch {
	case format == 12 && (platform == 3 && encoding == 10 || platform == 0):
		return 2
	case format == 4 && (platform == 3 && encoding == 1 || platform == 0):
		return 1
	}
	return 0
}

func (f *Face) set(r uint32, g uint16) {
	if r > 0x10FFFF || g == 0 || int(g) >= f.glyphs {
		return
	}
	p := f.pages[r>>8]
	if p == nil {
		p = new([256]uint16)
		f.pages[r>>8] = p
	}
	if p[r&255] == 0 {
		f.runes++
	}
	p[r&255] = g
}

// readGroups reads a format 12 map: runs of characters and glyphs.
func (f *Face) readGroups(t []byte) {
	n := int(be.Uint32(t[12:]))
	next := uint32(0) // groups are in order, so a broken map cannot keep us for long
	for i := 0; i < n && 28+12*i <= len(t); i++ {
		g := t[16+12*i:]
		first, last, glyph := be.Uint32(g), be.Uint32(g[4:]), be.Uint32(g[8:])
		if first < next || last < first || last > 0x10FFFF {
			return
		}
		next = last + 1
		for r := first; r <= last; r++ {
			f.set(r, uint16(glyph+r-first))
		}
	}
}

// readSegments reads a format 4 map: segments with a delta or a table.
func (f *Face) readSegments(t []byte) {
	n := int(be.Uint16(t[6:])) / 2
	if 16+8*n > len(t) {
		return
	}
	end, start, delta, offset := t[14:], t[16+2*n:], t[16+4*n:], t[16+6*n:]
	next := uint32(0) // segments are in order too
	for i := range n {
		first, last := uint32(be.Uint16(start[2*i:])), uint32(be.Uint16(end[2*i:]))
		if first < next || last < first {
			return
		}
		next = last + 1
		d, o := be.Uint16(delta[2*i:]), int(be.Uint16(offset[2*i:]))
		for r := first; r <= last && r < 0xFFFF; r++ {
			if o == 0 {
				f.set(r, uint16(r)+d)
			} else if p := 2*i + o + 2*int(r-first); p+2 <= len(offset) {
				if g := be.Uint16(offset[p:]); g != 0 {
					f.set(r, g+d)
				}
			}
		}
	}
}

// mapping is one line of a character map to be written.
type mapping struct {
	code  uint32
	glyph uint16
}

// writeSegments writes a format 4 map for codes below U+FFFF, sorted.
func writeSegments(ms []mapping) []byte {
	type segment struct{ first, last, delta int }
	var ss []segment
	for _, m := range ms {
		c := int(m.code)
		d := (int(m.glyph) - c) & 0xFFFF
		if k := len(ss) - 1; k >= 0 && ss[k].last == c-1 && ss[k].delta == d {
			ss[k].last = c
		} else {
			ss = append(ss, segment{c, c, d})
		}
	}
	ss = append(ss, segment{0xFFFF, 0xFFFF, 1})
	n := len(ss)
	pow, log := powerOfTwo(n)
	b := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12}
	for _, v := range []int{4, 16 + 8*n, 0, 2 * n, 2 * pow, log, 2*n - 2*pow} {
		b = be.AppendUint16(b, uint16(v))
	}
	for _, s := range ss {
		b = be.AppendUint16(b, uint16(s.last))
	}
	b = append(b, 0, 0)
	for _, s := range ss {
		b = be.AppendUint16(b, uint16(s.first))
	}
	for _, s := range ss {
		b = be.AppendUint16(b, uint16(s.delta))
	}
	return append(b, make([]byte, 2*n)...)
}

// writeGroups writes a format 12 map, which knows characters above U+FFFF.
func writeGroups(ms []mapping) []byte {
	type group struct{ first, last, glyph uint32 }
	var gs []group
	for _, m := range ms {
		if k := len(gs) - 1; k >= 0 && gs[k].last+1 == m.code && gs[k].glyph+m.code-gs[k].first == uint32(m.glyph) {
			gs[k].last = m.code
		} else {
			gs = append(gs, group{m.code, m.code, uint32(m.glyph)})
		}
	}
	b := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	b = be.AppendUint32(b, uint32(16+12*len(gs)))
	b = be.AppendUint32(b, 0)
	b = be.AppendUint32(b, uint32(len(gs)))
	for _, g := range gs {
		b = be.AppendUint32(be.AppendUint32(be.AppendUint32(b, g.first), g.last), g.glyph)
	}
	return b
}

// powerOfTwo is the largest power of two not above n, and its logarithm.
func powerOfTwo(n int) (pow, log int) {
	pow = 1
	for pow*2 <= n {
		pow *= 2
		log++
	}
	return pow, log
}
