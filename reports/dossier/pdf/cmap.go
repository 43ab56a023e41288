package pdf

import (
	"bytes"
	"fmt"
)

// unicode maps the two-byte codes of a font to the text they stand for.
type unicode map[uint16]string

// readUnicode reads a ToUnicode map: bfchar and bfrange over codes of two bytes.
func readUnicode(b []byte) (unicode, error) {
	m, l := unicode{}, &lexer{b: b}
	for {
		l.space()
		if l.at >= len(l.b) {
			return m, nil
		}
		switch l.b[l.at] {
		case '/', '<', '[', '(':
			if _, err := l.value(0); err != nil { // names and dictionaries of the frame
				return nil, err
			}
			continue
		}
		var err error
		switch w := l.word(); {
		case len(w) == 0:
			l.at++ // a delimiter of the frame
		case bytes.Equal(w, []byte("beginbfchar")):
			err = m.chars(l)
		case bytes.Equal(w, []byte("beginbfrange")):
			err = m.ranges(l)
		}
		if err != nil {
			return nil, err
		}
	}
}

func (m unicode) chars(l *lexer) error {
	for {
		l.space()
		if l.take("endbfchar") {
			return nil
		}
		code, err := l.code()
		if err != nil {
			return err
		}
		s, err := l.unicodeText()
		if err != nil {
			return err
		}
		m[code] = s
	}
}

// ranges reads "<first> <last> <text>", of which the last character counts up.
func (m unicode) ranges(l *lexer) error {
	for {
		l.space()
		if l.take("endbfrange") {
			return nil
		}
		first, err := l.code()
		if err != nil {
			return err
		}
		last, err := l.code()
		if err != nil {
			return err
		}
		s, err := l.unicodeText()
		if err != nil {
			return err
		}
		rs := []rune(s)
		if last < first || len(rs) == 0 {
			return l.fail("a range of codes is empty")
		}
		for c := int(first); c <= int(last); c++ {
			m[uint16(c)] = string(rs) //nolint:gosec // c is at most last
			rs[len(rs)-1]++
		}
	}
}

func (l *lexer) code() (uint16, error) {
	s, err := l.hexHere()
	if err != nil {
		return 0, err
	}
	if len(s) != 2 {
		return 0, l.fail("a code has %d bytes, ours have two", len(s))
	}
	return uint16(s[0])<<8 | uint16(s[1]), nil
}

func (l *lexer) unicodeText() (string, error) {
	s, err := l.hexHere()
	if err != nil {
		return "", err
	}
	return utf16Text(s)
}

func (l *lexer) hexHere() (string, error) {
	l.space()
	if l.at >= len(l.b) || l.b[l.at] != '<' {
		return "", l.fail("a hexadecimal string is wanted in a map of codes")
	}
	v, err := l.hex()
	if err != nil {
		return "", err
	}
	s, _ := v.(String) // hex gives nothing else
	return string(s), nil
}

// fonts are the maps of the fonts that a page may use, by the name it uses.
type fonts map[Name]unicode

// fontsOf reads the fonts of a page's resources; each font is read once for a file.
func (t *Texts) fontsOf(p Page) (fonts, error) {
	if r, ok := p.resources.(Ref); ok {
		if known, ok := t.resources[int(r)]; ok {
			return known, nil
		}
	}
	res, err := t.file.dict(p.resources)
	if err != nil {
		return nil, err
	}
	out := fonts{}
	if res["Font"] != nil {
		list, err := t.file.dict(res["Font"])
		if err != nil {
			return nil, err
		}
		for name, o := range list {
			if out[name], err = t.font(o); err != nil {
				return nil, err
			}
		}
	}
	if r, ok := p.resources.(Ref); ok {
		t.resources[int(r)] = out
	}
	return out, nil
}

func (t *Texts) font(o Object) (unicode, error) {
	if m, ok := t.fonts[number(o)]; ok && number(o) > 0 {
		return m, nil
	}
	d, err := t.file.dict(o)
	if err != nil {
		return nil, err
	}
	v, err := t.file.Resolve(d["ToUnicode"])
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok || d.name("Subtype") != "Type0" {
		return nil, &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: "a font without a map to text"}
	}
	data, err := t.file.Data(s)
	if err != nil {
		return nil, err
	}
	m, err := readUnicode(data)
	if err != nil {
		return nil, fmt.Errorf("map of codes of font %d: %w", number(o), err)
	}
	t.fonts[number(o)] = m
	return m, nil
}
