package layout

import "github.com/anjia-project/anjia/reports/font"

// typeCase (字盘) holds the letters of one document, each of them once, so that
// a text is no more than pointers into it. It is not safe for concurrent use.
type typeCase struct {
	fonts *font.Set
	plain map[compartment]*font.Letter // of one character, by role
	made  map[font.Letter]*font.Letter // all letters
}

// compartment is where a letter lies in the case: role and character.
type compartment uint64

func in(role font.Role, c rune) compartment { return compartment(role)<<32 | compartment(uint32(c)) } //nolint:gosec // both are small

func newTypeCase(fonts *font.Set) *typeCase {
	return &typeCase{fonts: fonts, plain: map[compartment]*font.Letter{}, made: map[font.Letter]*font.Letter{}}
}

// letter is the letter of one character in a role. It fails as font.Set.Find.
func (t *typeCase) letter(role font.Role, c rune) (*font.Letter, error) {
	if l, ok := t.plain[in(role, c)]; ok {
		return l, nil
	}
	f, g, err := t.fonts.Find(role, c)
	if err != nil {
		return nil, err
	}
	l := t.cast(font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: string(c)})
	t.plain[in(role, c)] = l
	return l, nil
}

// cast is the one letter of the case that is like l.
func (t *typeCase) cast(l font.Letter) *font.Letter {
	if known, ok := t.made[l]; ok {
		return known
	}
	t.made[l] = &l
	return &l
}
