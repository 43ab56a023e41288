package font

import "fmt"

// Letter (铅字) is a glyph and the text that it stands for, as a document prints
// it: cast once and pointed to wherever it stands.
type Letter struct {
	Face *Face
	Shown
	Text string
}

// Uses gathers what one document prints and numbers it. It belongs to one
// document and is not safe for concurrent use.
type Uses struct {
	fonts []*use
	open  map[*Face]int // the use that still has room for a face
	known map[*Letter]numbered
}

// numbered is the number of a font in its document and a code in that font.
type numbered struct {
	font int
	code uint16
}

// use is one font of the document. Its codes are the numbers of its glyphs, so
// characters above U+FFFF and shaped glyphs need no code of their own making.
type use struct {
	face  *Face
	shown []Shown
	texts []string // what each glyph stands for
	codes map[Letter]uint16
}

// maxCodes is the number of glyphs one font of a document may have: codes stay
// below the surrogates, which gofpdf could not write.
const maxCodes = 0xD7FF

// NewUses begins a document.
func NewUses() *Uses { return &Uses{open: map[*Face]int{}, known: map[*Letter]numbered{}} }

// Code gives the font (by number) and the code, from 1, under which the
// document prints a letter. Letters that are alike have one code.
func (u *Uses) Code(l *Letter) (font int, code uint16) {
	if k, ok := u.known[l]; ok {
		return k.font, k.code
	}
	n, ok := u.open[l.Face]
	if !ok || len(u.fonts[n].shown) >= maxCodes {
		n = len(u.fonts)
		u.open[l.Face] = n
		u.fonts = append(u.fonts, &use{face: l.Face, codes: map[Letter]uint16{}})
	}
	x := u.fonts[n]
	c, ok := x.codes[*l]
	if !ok {
		x.shown, x.texts = append(x.shown, l.Shown), append(x.texts, l.Text)
		c = uint16(len(x.shown))
		x.codes[*l] = c
	}
	u.known[l] = numbered{n, c}
	return n, c
}

// Subset is a font cut for one document: code, glyph number and index+1 in
// Texts and Widths are the same.
type Subset struct {
	Name   string // PostScript name of the face
	Data   []byte
	Texts  []string // Unicode text of each code
	Widths []int    // in thousandths of an em
	// Metrics of the face in thousandths of an em.
	Ascent, Descent, CapHeight int
	Box                        [4]int
}

// Subsets cuts the fonts that the document uses, in the order of their numbers.
func (u *Uses) Subsets() ([]Subset, error) {
	out := make([]Subset, 0, len(u.fonts))
	for _, x := range u.fonts {
		data, err := x.face.Subset(x.shown)
		if err != nil {
			return nil, fmt.Errorf("cut %s: %w", x.face.name, err)
		}
		s := x.face.describe()
		s.Data, s.Texts = data, x.texts
		for _, g := range x.shown {
			s.Widths = append(s.Widths, x.face.thousandths(x.face.width(g)))
		}
		out = append(out, s)
	}
	return out, nil
}

// width is the width with which a glyph is shown, in font units.
func (f *Face) width(g Shown) int {
	if g.Advance != 0 || g.Parts != "" {
		return int(g.Advance)
	}
	return f.Advance(g.Glyph)
}

func (f *Face) thousandths(v int) int { return v * 1000 / f.upem }

// describe fills in what a font descriptor says about a face.
func (f *Face) describe() Subset {
	signed := func(table string, at int) int { return f.thousandths(int(int16(be.Uint16(f.table[table][at:])))) }
	s := Subset{Name: f.name, Ascent: signed("hhea", 4), Descent: signed("hhea", 6), CapHeight: f.thousandths(f.upem * 7 / 10)}
	if os2 := f.table["OS/2"]; len(os2) >= 90 && be.Uint16(os2) >= 2 {
		s.CapHeight = signed("OS/2", 88)
	}
	for i := range s.Box {
		s.Box[i] = signed("head", 36+2*i)
	}
	return s
}
