package layout

import (
	"errors"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Glyph is one cluster of a text on its place. There is one for each character
// of a file, so it is kept small.
type Glyph struct {
	*font.Letter         // nil for a blank and for a line feed
	adv          float64 // points to the next glyph
	first        rune    // first character, for the rules of line ends
	elem         int32   // its own structure element; 0 for that of its line
	note         int32   // number of the footnote whose mark begins here, from 1; 0 for none
	blank        bool    // a ruled line of this width instead of ink
	feed         bool    // a forced line end, without ink
}

// space reports whether the glyph is a word space that a line end swallows.
func (g *Glyph) space() bool { return g.first == ' ' || g.first == '\u00A0' }

// rider puts characters without ink before and after what the glyph says.
func (s *shaper) rider(g *Glyph, before, after string) {
	l := *g.Letter
	l.Text = before + l.Text + after
	g.Letter = s.cast(l)
}

// shaper turns inline text into glyphs and knows where it is, so that a
// character without a glyph can be named with its place.
type shaper struct {
	*typeCase
	kind string // code of the paper, for errors
	// official: running text is set in 仿宋体, as GB/T 9704-2012 has it.
	official bool
	// notes are the footnotes met so far, in the order of their marks.
	notes []noted
}

// running gives the roles of running text and of what stands out in it.
func (s *shaper) running() (plain, strong font.Role) {
	if s.official {
		return font.Official, font.OfficialBold
	}
	return font.Regular, font.Bold
}

// inline shapes runs at a size. All bold forces the bold chain.
func (s *shaper) inline(in reports.Inline, size float64, bold bool, path string) ([]Glyph, error) {
	plain, strong := s.running()
	if bold {
		plain = strong
	}
	return s.roles(in, size, plain, strong, path)
}

// as shapes runs in one role, whatever weight they ask for.
func (s *shaper) as(role font.Role, in reports.Inline, size float64, path string) ([]Glyph, error) {
	return s.roles(in, size, role, role, path)
}

// heading shapes a heading: 黑体 for the first level, 楷体 for the second, the face
// of the body made strong for the third (GB/T 9704-2012, 7.3.3).
func (s *shaper) heading(b reports.Heading, size float64, path string) ([]Glyph, error) {
	_, role := s.running()
	switch b.Level {
	case 1:
		role = font.Heading1
	case 2:
		role = font.Heading2
	}
	return s.as(role, b.Text, size, path)
}

func (s *shaper) roles(in reports.Inline, size float64, plain, strong font.Role, path string) ([]Glyph, error) {
	out := make([]Glyph, 0, clustersIn(in))
	for _, r := range in {
		note := 0
		if r.Note != "" {
			s.notes = append(s.notes, noted{text: r.Note, path: path})
			note = len(s.notes)
			r.Text = reports.NoteMark(note)
		}
		at := len(out)
		if r.Blank > 0 {
			out = append(out, Glyph{blank: true, adv: r.Blank * size, first: '\uFFFC'})
			continue
		}
		role := plain
		if r.Bold {
			role = strong
		}
		var err error
		if out, err = s.run(out, r, role, size, path); err != nil {
			return nil, err
		}
		if note > 0 && at < len(out) {
			out[at].note = int32(note)
		}
	}
	s.squeeze(out, size)
	return out, nil
}

// inkLeft and inkRight are the marks that have their ink in one half of their
// square.
func inkLeft(c rune) bool {
	switch c {
	case '，', '。', '、', '；', '：', '）', '》', '〉', '】', '〕', '」', '』', '”', '’':
		return true
	}
	return false
}

func inkRight(c rune) bool {
	switch c {
	case '（', '《', '〈', '【', '〔', '「', '『', '“', '‘':
		return true
	}
	return false
}

// clustersIn is about how many glyphs an inline text needs.
func clustersIn(in reports.Inline) (n int) {
	for _, r := range in {
		n += utf8.RuneCountInString(r.Text) + 1
	}
	return n
}

// squeeze closes the hole between two marks that stand side by side, 》（ or 。”,
// to the width of half a character (标点挤压).
func (s *shaper) squeeze(gs []Glyph, size float64) {
	const full = 0.95 // ems: narrower glyphs are not in the square
	for i := 0; i+1 < len(gs); i++ {
		a, b := gs[i].first, gs[i+1].first
		closing := inkLeft(a)
		if !closing && !inkRight(a) {
			continue
		}
		if next := inkRight(b) || closing && inkLeft(b); next && gs[i].adv > full*size {
			gs[i].adv -= size / 2
			half := *gs[i].Letter
			half.Advance = half.Face.Half(half.Glyph)
			gs[i].Letter = s.cast(half)
		}
	}
}

// run shapes the text of one run: most characters one by one, what needs shaping
// in stretches.
func (s *shaper) run(out []Glyph, r reports.Run, role font.Role, size float64, path string) ([]Glyph, error) {
	text := []rune(r.Text)
	start := len(out)
	pending := "" // invisible characters before the first glyph
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\n':
			out = append(out, Glyph{feed: true, first: '\n'})
			i++
			continue
		case invisible(c):
			// it has no ink of its own: it rides on the glyph beside it
			if k := len(out) - 1; k >= start && !out[k].feed {
				s.rider(&out[k], "", string(c))
			} else {
				pending += string(c)
			}
			i++
			continue
		}
		at := len(out)
		var n int
		var err error
		out, n, err = s.next(out, text[i:], role, size)
		if errors.Is(err, font.ErrNoGlyph) {
			return nil, s.missing(c, path, r.Field)
		}
		if err != nil {
			return nil, err
		}
		if pending != "" {
			s.rider(&out[at], pending, "")
			pending = ""
		}
		i += n
	}
	// a run without ink rides on the run before it
	if k := len(out) - 1; pending != "" && k >= 0 && !out[k].feed && !out[k].blank {
		s.rider(&out[k], "", pending)
	}
	return out, nil
}

// next adds the beginning of a text that is not empty to out, one glyph at least,
// and says how many characters that took. It fails with font.ErrNoGlyph when the first character
// cannot be shown.
func (s *shaper) next(out []Glyph, text []rune, role font.Role, size float64) ([]Glyph, int, error) {
	c := text[0]
	l, err := s.letter(role, c)
	if err != nil {
		return nil, 0, err
	}
	if l.Face.Shapes(c) {
		n := 1
		for n < len(text) && l.Face.Shapes(text[n]) {
			n++
		}
		gs := s.clusters(l.Face, text[:n], size)
		if gs == nil {
			return nil, 0, font.ErrNoGlyph
		}
		return append(out, gs...), n, nil
	}
	n := 1
	if whole, ok := accented(text, l.Face); ok {
		l, n = s.cast(font.Letter{Face: l.Face, Shown: font.Shown{Glyph: whole}, Text: string(text[:2])}), 2
	}
	return append(out, Glyph{Letter: l, first: c, adv: ems(l.Face, l.Face.Advance(l.Glyph)) * size}), n, nil
}

// accented is the one glyph of a letter and the mark after it, when f has it: é
// written as e and U+0301.
func accented(text []rune, f *font.Face) (uint16, bool) {
	if len(text) < 2 || !attached(text[1]) {
		return 0, false
	}
	whole := []rune(norm.NFC.String(string(text[:2])))
	if len(whole) != 1 {
		return 0, false
	}
	g := f.Glyph(whole[0])
	return g, g != 0
}

// clusters shapes text in a face whose script needs it; nil when it cannot.
func (s *shaper) clusters(f *font.Face, text []rune, size float64) []Glyph {
	var out []Glyph
	for _, c := range f.Shape(text) {
		part := text[:c.Runes]
		text = text[c.Runes:]
		l := s.cast(font.Letter{Face: f, Shown: c.Shown, Text: string(part)})
		out = append(out, Glyph{Letter: l, first: part[0], adv: ems(f, int(c.Shown.Advance)) * size})
	}
	return out
}

func ems(f *font.Face, units int) float64 { return float64(units) / float64(f.Upem()) }

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
func attached(c rune) bool {
	const firstMark, firstHan, lastHan = 0x0300, 0x4E00, 0x9FFF // most characters need no look into the tables
	if c < firstMark || c >= firstHan && c <= lastHan {
		return false
	}
	return unicode.In(c, unicode.Mn, unicode.Me)
}

func width(gs []Glyph) (w float64) {
	for i := range gs {
		w += gs[i].adv
	}
	return w
}
