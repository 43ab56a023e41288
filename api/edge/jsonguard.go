package edge

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Bounds of a JSON text, beside the size of the body.
const (
	deepest       = 32
	longestNumber = 64
)

// Fault is what is wrong with a JSON text, with the place and the remedy.
type Fault struct {
	Code         string // malformed_json, invalid_utf8, duplicate_key, control_character, broken_character, too_deep
	Pointer      string // JSON pointer of the value
	Line, Column int    // of the byte, counted from 1
	Message      string // Chinese
}

// syntax says whether the text is no JSON at all, rather than JSON with something forbidden in it.
func (f *Fault) syntax() bool { return f.Code == "malformed_json" || f.Code == "invalid_utf8" }

// CheckJSON reads a JSON text (RFC 8259) and returns what is wrong with it, nil when
// it is fine. Beyond the grammar it refuses what decoders pass over in silence and
// the record must not hold: a name twice in one object, invalid UTF-8 and lone
// surrogates (which become U+FFFD), control characters, marks that turn the
// direction of text, and what stands after the end.
func CheckJSON(text []byte) *Fault {
	g := &jsonGuard{text: text}
	if at := invalidUTF8(text); at >= 0 {
		g.pos = at
		return g.fault("invalid_utf8", "不是有效的UTF-8文本，请以UTF-8编码重新提交")
	}
	g.space()
	if f := g.value(0); f != nil {
		return f
	}
	g.space()
	if g.pos < len(text) {
		return g.malformed("正文结束后还有多余内容，请删除")
	}
	return nil
}

// invalidUTF8 is the place of the first byte that is not UTF-8, -1 when there is none.
func invalidUTF8(text []byte) int {
	if utf8.Valid(text) {
		return -1
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// jsonGuard walks over a text once. path is the pointer of the value it is at.
type jsonGuard struct {
	text  []byte
	pos   int
	path  []byte
	names [][]byte // of the objects that are open, the innermost last
}

func (g *jsonGuard) fault(code, message string) *Fault {
	at := min(g.pos, len(g.text))
	line := bytes.Count(g.text[:at], []byte("\n")) + 1
	column := utf8.RuneCount(g.text[bytes.LastIndexByte(g.text[:at], '\n')+1:at]) + 1
	where := fmt.Sprintf("第%d行第%d列", line, column)
	return &Fault{Code: code, Pointer: string(g.path), Line: line, Column: column, Message: where + "：" + message}
}

func (g *jsonGuard) malformed(message string) *Fault { return g.fault("malformed_json", message) }

func (g *jsonGuard) space() {
	for g.pos < len(g.text) {
		switch g.text[g.pos] {
		case ' ', '\t', '\n', '\r':
			g.pos++
		default:
			return
		}
	}
}

// next is the byte at hand, 0 at the end.
func (g *jsonGuard) next() byte {
	if g.pos < len(g.text) {
		return g.text[g.pos]
	}
	return 0
}

// take consumes c if it is at hand.
func (g *jsonGuard) take(c byte) bool {
	if g.next() == c && g.pos < len(g.text) {
		g.pos++
		return true
	}
	return false
}

func (g *jsonGuard) value(depth int) *Fault {
	if depth > deepest {
		return g.fault("too_deep", fmt.Sprintf("嵌套超过%d层", deepest))
	}
	switch c := g.next(); {
	case c == '{':
		return g.object(depth)
	case c == '[':
		return g.array(depth)
	case c == '"':
		_, f := g.str(false)
		return f
	case c == '-' || c >= '0' && c <= '9':
		return g.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(g.text[g.pos:], []byte(word)) {
			g.pos += len(word)
			return nil
		}
	}
	if g.pos >= len(g.text) {
		return g.malformed("正文不完整")
	}
	return g.malformed("此处应当是一个值")
}

// number reads -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
func (g *jsonGuard) number() *Fault {
	start := g.pos
	g.take('-')
	if !g.take('0') && !g.digits() {
		return g.malformed("数字格式不正确")
	}
	if g.take('.') && !g.digits() {
		return g.malformed("小数点之后应当有数字")
	}
	if g.take('e') || g.take('E') {
		if !g.take('+') {
			g.take('-')
		}
		if !g.digits() {
			return g.malformed("指数格式不正确")
		}
	}
	number := string(g.text[start:g.pos])
	if len(number) > longestNumber {
		g.pos = start
		return g.fault("number_too_long", "数字位数过多，请以文本提交")
	}
	if _, err := strconv.ParseFloat(number, 64); err != nil {
		g.pos = start
		return g.fault("number_range", "数字超出范围")
	}
	return nil
}

// digits reads one digit or more.
func (g *jsonGuard) digits() bool {
	start := g.pos
	for c := g.next(); c >= '0' && c <= '9'; c = g.next() {
		g.pos++
	}
	return g.pos > start
}
