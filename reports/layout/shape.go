package layout

import (
	"errors"
	"strings"
	"unicode"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// glyph is one cluster of a text: what is drawn, how wide it is, what it says.
type glyph struct {
	face  *font.Face
	id    font.Shown
	text  string
	first rune    // first character, for the rules of line ends
	adv   float64 // points to the next glyph
	blank bool    // a ruled line of this width instead of ink
	feed  bool    // a forced line end, without ink
	elem  int     // its own structure element; 0 for that of its line
}

// space reports whether the glyph is a word space that a line end swallows.
func (g glyph) space() bool { return g.first == ' ' || g.first == '\u00A0' }

// shaper turns inline text into glyphs and knows where it is, so that a
// character without a glyph can be named with its place.
type shaper struct {
	fonts *font.Set
	kind  string // code of the paper, for errors
}

// inline shapes runs at a size. All bold forces the bold chain.
func (s *shaper) inline(in reports.Inline, size float64, bold bool, path string) ([]glyph, error) {
	var out []glyph
	for _, r := range in {
		if r.Blank > 0 {
			out = append(out, glyph{blank: true, adv: r.Blank * size, first: '\uFFFC'})
			continue
		}
		style := font.Regular
		if bold || r.Bold {
			style = font.Bold
		}
		var err error
		if out, err = s.run(out, r, style, size, path); err != nil {
			return nil, err
		}
	}
	squeeze(out, size)
	return out, nil
}

// Punctuation that has its ink in one half of its square.
const (
	inkLeft  = "，。、；：）》〉】〕」』”’"
	inkRight = "（《〈【〔「『“‘"
)

// squeeze closes the hole between two marks that stand side by side, 》（ or 。”,
// to the width of half a character (标点挤压).
func squeeze(gs []glyph, size float64) {
	const full = 0.95 // ems: narrower glyphs are not in the square
	for i := 0; i+1 < len(gs); i++ {
		a, b := gs[i].first, gs[i+1].first
		closing, opening := strings.ContainsRune(inkLeft, a), strings.ContainsRune(inkRight, a)
		next := strings.ContainsRune(inkRight, b) || closing && strings.ContainsRune(inkLeft, b)
		if (closing || opening) && next && gs[i].adv > full*size {
			gs[i].adv -= size / 2
			gs[i].id.Advance = gs[i].face.Half(gs[i].id.Glyph)
		}
	}
}

func (s *shaper) run(out []glyph, r reports.Run, style font.Style, size float64, path string) ([]glyph, error) {
	start := len(out)
	pending := "" // invisible characters before the first glyph
	for i, c := range r.Text {
		n := len(string(c))
		if c == '\n' {
			out = append(out, glyph{feed: true, first: '\n'})
			continue
		}
		if invisible(c) {
			// it has no ink of its own: it rides on the glyph beside it
			if k := len(out) - 1; k >= start && !out[k].feed {
				out[k].text += r.Text[i : i+n]
			} else {
				pending += r.Text[i : i+n]
			}
			continue
		}
		f, id, err := s.fonts.Find(style, c)
		if errors.Is(err, font.ErrNoGlyph) {
			return nil, s.missing(c, path, r.Field)
		}
		if err != nil {
			return nil, err
		}
		g := glyph{face: f, id: font.Shown{Glyph: id}, text: pending + r.Text[i:i+n], first: c, adv: float64(f.Advance(id)) / float64(f.Upem()) * size}
		pending = ""
		out = append(out, g)
	}
	return out, nil
}

func (s *shaper) missing(c rune, path, field string) error {
	return &reports.SettingError{
		Code: reports.CodeMissingGlyph, Kind: s.kind, Path: path, Field: field, Rune: c,
		Detail: "所有字体中都没有该字的字形，请核对用字，或由管理员加装含有该字的字体",
	}
}

// invisible characters select a form of the one before them or steer line
// breaking; they are kept in the text of the file and have no ink.
func invisible(c rune) bool {
	switch {
	case c >= 0x200B && c <= 0x200D, c == 0x2060, c == 0xFEFF:
		return true
	case c >= 0xFE00 && c <= 0xFE0F, c >= 0xE0100 && c <= 0xE01EF:
		return true
	}
	return false
}

// cjk reports whether c is written in the square of Chinese type.
func cjk(c rune) bool {
	switch {
	case c >= 0x2E80 && c < 0xA4D0, c >= 0xF900 && c < 0xFB00, c >= 0xFE30 && c < 0xFE50:
		return true
	case c >= 0xFF00 && c < 0xFFF0, c >= 0x20000 && c < 0x40000:
		return true
	}
	return c == '“' || c == '”' || c == '‘' || c == '’' || c == '…' || c == '—' || c == '·' || c == '☐' || c == '☑'
}

// attached marks are never parted from the letter before them.
func attached(c rune) bool { return unicode.In(c, unicode.Mn, unicode.Me) }

func width(gs []glyph) (w float64) {
	for _, g := range gs {
		w += g.adv
	}
	return w
}
