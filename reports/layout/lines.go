package layout

import (
	"github.com/anjia-project/anjia/reports"
)

// line is one line of text, set: where its glyphs stand relative to the left
// edge of the measure.
type line struct {
	glyphs []Glyph
	tail   []Glyph   // word spaces that the line end swallows: kept in the text, without width
	x      float64   // of the first glyph
	extra  []float64 // added after each glyph when justified, else nil
	size   float64
	lead   float64
	grey   float64
	red    bool
	elem   int // structure element it belongs to
	// furnish is what the line is to the page when it has no element.
	furnish Furnish
}

// text settings of a paragraph.
type setting struct {
	size, lead  float64
	measure     float64
	first, rest float64 // indent of the first line and of the others
	align       reports.Align
	grey        float64
	elem        int
}

// slack allows for rounding when a line is exactly full.
const slack = 1e-6

// set breaks glyphs into lines.
func (p setting) set(gs []Glyph) []line {
	var out []line
	may := breaks(gs)
	start, indent := 0, p.first
	for start < len(gs) {
		end, next, last := p.fill(gs, may, start, p.measure-indent)
		l := p.line(gs[start:end], indent, last)
		l.tail = gs[end:next]
		out = append(out, l)
		start, indent = next, p.rest
	}
	if len(out) == 0 || len(gs) > 0 && gs[len(gs)-1].feed {
		out = append(out, p.line(nil, indent, true))
	}
	return out
}

// balance narrows the measure from both sides as far as the number of lines
// allows, so that the lines of a title or label come out about equally long.
func (p setting) balance(gs []Glyph) setting {
	n := len(p.set(gs))
	if n < 2 {
		return p
	}
	best := p
	for in := p.size / 2; p.measure-2*in > p.size*2; in += p.size / 2 {
		narrow := p
		narrow.first, narrow.rest, narrow.measure = p.first+in, p.rest+in, p.measure-in
		if len(narrow.set(gs)) > n {
			break
		}
		best = narrow
	}
	return best
}

// fill takes as many glyphs from start as fit into room. It returns where the
// ink of the line ends, where the next one begins, and whether the line is the
// last of its paragraph. At least one glyph is taken.
func (p setting) fill(gs []Glyph, may []bool, start int, room float64) (end, next int, last bool) {
	x, best := 0.0, -1
	for i := start; i < len(gs); i++ {
		if gs[i].feed {
			return trim(gs, start, i), i + 1, true
		}
		if i > start && may[i] && gs[i].note == 0 { // the mark of a footnote stays with its text
			best = i
		}
		x += gs[i].adv
		if x > room+slack && !gs[i].space() && i > start {
			if best < 0 {
				best = emergency(gs, start, i)
			}
			next = best
			for next < len(gs) && gs[next].space() {
				next++
			}
			return trim(gs, start, best), next, false
		}
	}
	return trim(gs, start, len(gs)), len(gs), true
}

// emergency is where a line is broken that has no place to break: a long Latin
// word, a hash, a date in a narrow column. A date is parted after year or month;
// otherwise no mark is parted from its letter and, when it can be helped, no
// closing mark stands at the head of the next line.
func emergency(gs []Glyph, start, i int) int {
	for k := i; k > start; k-- {
		if a := gs[k-1].first; (a == '年' || a == '月') && digit(gs[k].first) {
			return k
		}
	}
	for k := i; k > start; k-- {
		if mend(true, gs[k-1].first, gs[k].first) {
			return k
		}
	}
	return i
}

// trim leaves the spaces at the end of a line out.
func trim(gs []Glyph, start, end int) int {
	for end > start && gs[end-1].space() {
		end--
	}
	return end
}

func (p setting) line(gs []Glyph, indent float64, last bool) line {
	l := line{glyphs: gs, x: indent, size: p.size, lead: p.lead, grey: p.grey, elem: p.elem}
	room := p.measure - indent - width(gs)
	switch p.align {
	case reports.AlignCenter:
		l.x += room / 2
	case reports.AlignRight:
		l.x += room
	case reports.AlignLeft:
	default:
		if !last && room > 0 {
			l.extra = justify(gs, room, p.size)
		}
	}
	return l
}

// Gaps may grow only so far: wider ones would read as spaces, to the eye and to
// programs that take the text out again.
const (
	maxGap   = 0.09 // ems between two Chinese characters
	maxSpace = 0.60 // ems added to a word space
)

// justify shares room out over the gaps of a line: evenly between Chinese
// characters, twice as much at word spaces, nothing inside Latin words.
func justify(gs []Glyph, room, size float64) []float64 {
	extra := make([]float64, len(gs))
	gaps, spaces := 0, 0
	for i := 0; i+1 < len(gs); i++ {
		switch {
		case gs[i].space():
			spaces++
		case stretches(&gs[i], &gs[i+1]):
			gaps++
		}
	}
	if gaps+spaces == 0 {
		return nil
	}
	gap := min(room/float64(gaps+2*spaces), maxGap*size)
	space := 0.0
	if spaces > 0 {
		space = min((room-gap*float64(gaps))/float64(spaces), maxSpace*size)
	}
	for i := 0; i+1 < len(gs); i++ {
		switch {
		case gs[i].space():
			extra[i] = space
		case stretches(&gs[i], &gs[i+1]):
			extra[i] = gap
		}
	}
	return extra
}

// tsheg ends a Tibetan syllable; a line may be widened after it.
const tsheg = '\u0F0B'

// stretches reports whether a line may be widened between a and b.
func stretches(a, b *Glyph) bool {
	if b.space() || a.blank || b.blank || attached(b.first) {
		return false
	}
	if a.first == b.first && (a.first == '—' || a.first == '…') {
		return false
	}
	return cjk(a.first) || cjk(b.first) || a.first == tsheg
}

// end is where the ink of the line ends, from the left edge of the measure.
func (l line) end() float64 {
	x := l.x + width(l.glyphs)
	for _, e := range l.extra {
		x += e
	}
	return x
}

// draw puts the line on the canvas with its base line in the middle of the
// pitch; x is the left edge of the measure, y the upper edge of the line.
func (l line) draw(c *canvas, x, y float64) {
	base := y + l.lead/2 + l.size*baseShift
	x += l.x
	for i := 0; i < len(l.glyphs); {
		g := &l.glyphs[i]
		if g.blank {
			c.rule(x, base+l.size*blankDrop, x+g.adv, base+l.size*blankDrop)
			x += g.adv + l.after(i)
			i++
			continue
		}
		n, w := l.stretch(i)
		op := Op{Kind: OpText, Element: l.of(g), Furnish: l.furnish, X: x, Y: base, Size: l.size, Spacing: l.after(i), Grey: l.grey, Red: l.red, Glyphs: l.glyphs[i : i+n]}
		if n == 1 {
			op.Spacing = 0
		}
		c.add(op)
		x += w
		i += n
	}
	l.drawTail(c, x, base)
}

// drawTail keeps the spaces at a line end in the text of the page, so that the
// words on either side do not run together when it is taken out.
func (l line) drawTail(c *canvas, x, base float64) {
	for i := range l.tail {
		if g := &l.tail[i]; !g.feed {
			c.add(Op{Kind: OpText, Element: l.of(g), Furnish: l.furnish, X: x, Y: base, Size: l.size, Grey: l.grey, Glyphs: l.tail[i : i+1]})
			x += g.adv
		}
	}
}

// The ink of a Han character spans about 0.88 em above and 0.12 em below the
// base line, so its middle lies 0.38 em above; a blank is ruled a little below.
const (
	baseShift = 0.38
	blankDrop = 0.16
)

// of is the structure element of a glyph of the line: its own, else that of the
// line; none in a line that furnishes the page.
func (l line) of(g *Glyph) int {
	if g.elem != 0 && l.elem != Artifact {
		return int(g.elem)
	}
	return l.elem
}

// after is what is added to the width of the i-th glyph.
func (l line) after(i int) float64 {
	if l.extra == nil {
		return 0
	}
	return l.extra[i]
}

// stretch is the number of glyphs from i that one text op can show, and how far
// they reach: one face, one spacing but for the last.
func (l line) stretch(i int) (n int, w float64) {
	face, spacing := l.glyphs[i].Face, l.after(i)
	for k := i; k < len(l.glyphs); k++ {
		g := &l.glyphs[k]
		if g.blank || g.Face != face || g.elem != l.glyphs[i].elem {
			break
		}
		n++
		w += g.adv + l.after(k)
		if l.after(k) != spacing {
			break
		}
	}
	return n, w
}
