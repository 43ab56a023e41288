package font

import "fmt"

// Uses gathers what one document prints and gives each glyph a two-byte code.
// It belongs to one document and is not safe for concurrent use.
type Uses struct {
	fonts []*use
	open  map[*Face]int // the use that still has room for a face
}

// use is one font of the document.
type use struct {
	face    *Face
	glyphs  map[uint16]Shown  // code → glyph
	texts   map[uint16]string // code → what it means
	private map[privateKey]uint16
	next    uint16
}

type privateKey struct {
	shown Shown
	text  string
}

// The codes of the private use area are lent to glyphs that have no code of
// their own in the basic plane.
const (
	firstPrivate = 0xE000
	lastPrivate  = 0xF8FF
)

// NewUses begins a document.
func NewUses() *Uses { return &Uses{open: map[*Face]int{}} }

// Code gives the font (by number) and the code under which the document prints
// a glyph of face f, which stands for text. A single character of the basic
// plane keeps its own code; anything else gets one from the private use area,
// and the true text is kept for the reader.
func (u *Uses) Code(f *Face, g Shown, text string) (font int, code uint16) {
	n, ok := u.open[f]
	if !ok || u.fonts[n].next > lastPrivate {
		n = len(u.fonts)
		u.open[f] = n
		u.fonts = append(u.fonts, &use{face: f, glyphs: map[uint16]Shown{}, texts: map[uint16]string{}, private: map[privateKey]uint16{}, next: firstPrivate})
	}
	x := u.fonts[n]
	if r := own(text); r != 0 && (Shown{Glyph: f.Glyph(rune(r))}) == g {
		if _, ok := x.glyphs[r]; !ok {
			x.glyphs[r], x.texts[r] = g, text
		}
		return n, r
	}
	k := privateKey{g, text}
	if c, ok := x.private[k]; ok {
		return n, c
	}
	c := x.next
	x.next++
	x.private[k], x.glyphs[c], x.texts[c] = c, g, text
	return n, c
}

// own is the code of a text that is one character of the basic plane outside
// the private use area, else 0.
func own(text string) uint16 {
	var only rune
	for i, r := range text {
		if i > 0 {
			return 0
		}
		only = r
	}
	if only <= 0 || only >= firstPrivate && only <= lastPrivate || only >= 0xFFFE {
		return 0
	}
	return uint16(only)
}

// Subset is a font cut for one document.
type Subset struct {
	Name  string // PostScript name of the face
	Data  []byte
	Texts map[uint16]string // code → Unicode text
}

// Subsets cuts the fonts that the document uses, in the order of their numbers.
func (u *Uses) Subsets() ([]Subset, error) {
	out := make([]Subset, 0, len(u.fonts))
	for _, x := range u.fonts {
		data, err := x.face.Subset(x.glyphs)
		if err != nil {
			return nil, fmt.Errorf("cut %s: %w", x.face.name, err)
		}
		out = append(out, Subset{Name: x.face.name, Data: data, Texts: x.texts})
	}
	return out, nil
}
