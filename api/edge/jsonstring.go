package edge

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// str reads a string; with keep it returns what the string says.
func (g *jsonGuard) str(keep bool) ([]byte, *Fault) {
	g.pos++
	from := g.pos
	var said []byte
	escaped := false
	for {
		if g.pos >= len(g.text) {
			return nil, g.malformed("文本没有以双引号结束")
		}
		c := g.text[g.pos]
		start := g.pos
		var r rune
		switch {
		case c == '"':
			g.pos++
			if !escaped {
				said = g.text[from:start]
			}
			return said, nil
		case c < utf8.RuneSelf && c >= 0x20 && c != '\\' && c != 0x7f && !escaped:
			g.pos++ // the usual case, with nothing to look at
			continue
		case c < 0x20:
			return nil, g.fault("control_character", controlMessage(rune(c)))
		case c == '\\':
			if !escaped && keep {
				said = append(said, g.text[from:start]...)
			}
			escaped = true
			var f *Fault
			if r, f = g.escape(); f != nil {
				return nil, f
			}
		default:
			var n int
			r, n = utf8.DecodeRune(g.text[g.pos:])
			g.pos += n
		}
		if code, message := forbidden(r); code != "" {
			g.pos = start
			return nil, g.fault(code, message)
		}
		if keep && escaped {
			said = utf8.AppendRune(said, r)
		}
	}
}

// escape reads an escape sequence; a surrogate must be half of a pair.
func (g *jsonGuard) escape() (rune, *Fault) {
	start := g.pos
	g.pos++
	c := g.next()
	g.pos++
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'n':
		return '\n', nil
	case 't':
		return '\t', nil
	case 'b', 'f', 'r':
		return map[byte]rune{'b': '\b', 'f': '\f', 'r': '\r'}[c], nil
	case 'u':
		r, ok := g.hex()
		if !ok {
			break
		}
		if !utf16.IsSurrogate(r) {
			return r, nil
		}
		if g.take('\\') && g.take('u') {
			if low, ok := g.hex(); ok {
				if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
					return pair, nil
				}
			}
		}
		g.pos = start
		return 0, g.fault("broken_character", "字符转义只有代理对的一半，请重新录入该字符")
	}
	g.pos = start
	return 0, g.malformed("转义序列不正确")
}

// hex reads four hexadecimal digits.
func (g *jsonGuard) hex() (rune, bool) {
	if g.pos+4 > len(g.text) {
		return 0, false
	}
	var r rune
	for _, c := range g.text[g.pos : g.pos+4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	g.pos += 4
	return r, true
}

// forbidden says why a character may not stand in a text of the record; empty when
// it may. Line feed and tab may. Marks for languages that run from right to left
// may; those that overturn the direction of a whole text may not, for a paper would
// then show something else than what was signed.
func forbidden(r rune) (code, message string) {
	switch {
	case r == '\n' || r == '\t':
		return "", ""
	case r < 0x20, r >= 0x7f && r <= 0x9f, r == 0x2028, r == 0x2029, r == 0xfeff:
		return "control_character", controlMessage(r)
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return "control_character", fmt.Sprintf("含有改变文字方向的控制字符U+%04X，请删除", r)
	case r == utf8.RuneError, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return "broken_character", fmt.Sprintf("含有损坏的字符U+%04X（编码转换出错），请重新录入", r)
	}
	return "", ""
}

func controlMessage(r rune) string {
	if r == '\r' {
		return "含有回车符U+000D，换行请只用U+000A"
	}
	return fmt.Sprintf("含有控制字符U+%04X，请删除；换行用转义的U+000A", r)
}

// checkText says what is wrong with a text outside of JSON, nil when it is fine.
func checkText(s string) *Fault {
	if !utf8.ValidString(s) {
		return &Fault{Code: "invalid_utf8", Message: "不是有效的UTF-8文本，请以UTF-8编码重新提交"}
	}
	for _, r := range s {
		if code, message := forbidden(r); code != "" {
			return &Fault{Code: code, Message: message}
		}
	}
	return nil
}
