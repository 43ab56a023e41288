package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/anjia-project/anjia/reports/font"
)

// The em and the type area of the rare face are those of Noto Serif SC.
const (
	upem    = 1000
	ascent  = 1151
	descent = -286
)

// boxes and ticks that forms need and the regular face lacks.
var symbols = []rune{'☐', '☑', '☒', '✓', '✔', '✗', '✘'}

// writeRare draws what the regular face lacks: what Noto Serif CJK SC has above
// U+FFFF and among the compatibility ideographs, then the characters of person
// and place registers from HanaMin, then the symbols.
func writeRare(debian string, s *sets, regular *font.Face, path string) error {
	r := &rare{have: map[rune]bool{}, regular: regular}
	if err := r.fromNoto(filepath.Join(debian, "usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")); err != nil {
		return err
	}
	for _, name := range []string{"HanaMinB.ttf", "HanaMinA.ttf"} {
		if err := r.fromFace(filepath.Join(debian, "usr/share/fonts/truetype/hanazono", name), s.persons); err != nil {
			return err
		}
	}
	if err := r.fromFace(filepath.Join(debian, "usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf"), symbols); err != nil {
		return err
	}
	b, err := font.Draw(upem, ascent, descent, r.chars)
	if err != nil {
		return err
	}
	missing := 0
	for _, c := range s.persons {
		if regular.Glyph(c) == 0 && !r.have[c] {
			missing++
		}
	}
	fmt.Printf("characters of person and place registers above U+FFFF: %d, without a glyph: %d\n", len(s.persons), missing)
	return write(path, b)
}

type rare struct {
	regular *font.Face
	have    map[rune]bool
	chars   []font.Drawn
}

// add takes a character unless the regular face or an earlier source has it.
func (r *rare) add(d font.Drawn, em int) {
	if r.have[d.Rune] || r.regular.Glyph(d.Rune) != 0 {
		return
	}
	r.have[d.Rune] = true
	if em != upem {
		d = d.Scale(float64(upem) / float64(em))
	}
	r.chars = append(r.chars, d)
}

func (r *rare) fromNoto(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	const simplified = 2 // order in the collection: JP, KR, SC, TC, HK
	f, err := font.OpenOpenType(data, simplified)
	if err != nil {
		return err
	}
	fmt.Println("collection member:", f.Name())
	for c := rune(0x2E80); c <= 0x3FFFF; c++ {
		if foreign(c) || c > 0x2FFFF && c < 0x30000 {
			continue
		}
		if d, ok := f.Draw(c); ok {
			r.add(d, f.Upem())
		}
	}
	return nil
}

func (r *rare) fromFace(path string, want []rune) error {
	f, err := openFace(path)
	if err != nil {
		return err
	}
	before := len(r.chars)
	for _, c := range slices.Sorted(slices.Values(want)) {
		if g := f.Glyph(c); g != 0 {
			r.add(font.Drawn{Rune: c, Advance: float64(f.Advance(g)), Contours: f.Contours(g)}, f.Upem())
		}
	}
	fmt.Printf("%s: %d characters, em %d\n", filepath.Base(path), len(r.chars)-before, f.Upem())
	return nil
}
