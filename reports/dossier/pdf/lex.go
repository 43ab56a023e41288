package pdf

import (
	"bytes"
	"strconv"
)

// maxDepth is how deep values may be nested; the files of this house need six.
const maxDepth = 32

// lexer reads values from bytes. Offsets in errors are base + position.
type lexer struct {
	b    []byte
	at   int
	base int
}

func white(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) fail(format string, args ...any) error {
	return formError(l.base+l.at, format, args...)
}

// space skips white space. Comments are refused where a value is wanted: this
// house writes none inside objects.
func (l *lexer) space() {
	for l.at < len(l.b) && white(l.b[l.at]) {
		l.at++
	}
}

// take reads a fixed text if it stands here.
func (l *lexer) take(text string) bool {
	if len(l.b)-l.at < len(text) || string(l.b[l.at:l.at+len(text)]) != text {
		return false
	}
	l.at += len(text)
	return true
}

// word is the run of regular characters here, empty when there is none.
func (l *lexer) word() []byte {
	start := l.at
	for l.at < len(l.b) && !white(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	return l.b[start:l.at]
}

// value reads one value, with references.
func (l *lexer) value(depth int) (Object, error) {
	l.space()
	if depth > maxDepth {
		return nil, limitError(l.base+l.at, "values are nested more than %d deep", maxDepth)
	}
	if l.at >= len(l.b) {
		return nil, l.fail("the file ends inside a value")
	}
	switch c := l.b[l.at]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case l.take("<<"):
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '[':
		l.at++
		return l.array(depth)
	case c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9':
		return l.numberOrRef()
	}
	return l.keyword()
}

func (l *lexer) keyword() (Object, error) {
	switch w := l.word(); string(w) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil //nolint:nilnil // null is a value of PDF
	default:
		return nil, l.fail("%.20q is no value", w)
	}
}

func (l *lexer) array(depth int) (Object, error) {
	out := Array{}
	for {
		l.space()
		if l.take("]") {
			return out, nil
		}
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

func (l *lexer) dict(depth int) (Object, error) {
	out := Dict{}
	for {
		l.space()
		if l.take(">>") {
			return out, nil
		}
		if l.at >= len(l.b) || l.b[l.at] != '/' {
			return nil, l.fail("a dictionary wants a name here")
		}
		read, err := l.name()
		if err != nil {
			return nil, err
		}
		key, _ := read.(Name) // name gives nothing else
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if _, twice := out[key]; twice {
			return nil, l.fail("the name /%.40s stands twice in a dictionary", key)
		}
		out[key] = v
	}
}

func (l *lexer) name() (Object, error) {
	l.at++
	w := l.word()
	if !bytes.ContainsRune(w, '#') {
		return Name(w), nil
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+2 >= len(w) {
			return nil, l.fail("a name ends inside an escape")
		}
		n, err := strconv.ParseUint(string(w[i+1:i+3]), 16, 8)
		if err != nil {
			return nil, l.fail("a name has a broken escape")
		}
		out = append(out, byte(n))
		i += 2
	}
	return Name(out), nil
}

// numberOrRef reads a number, or "n 0 R".
func (l *lexer) numberOrRef() (Object, error) {
	n, err := l.number()
	if err != nil {
		return nil, err
	}
	i, whole := n.(int)
	if !whole || i < 0 {
		return n, nil
	}
	mark := l.at
	if l.take(" 0 R") && (l.at >= len(l.b) || white(l.b[l.at]) || delimiter(l.b[l.at])) {
		return Ref(i), nil
	}
	l.at = mark
	return n, nil
}

// number reads a number in decimal notation. Exponents are not of PDF.
func (l *lexer) number() (Object, error) {
	w := l.word()
	if n, err := strconv.Atoi(string(w)); err == nil {
		return n, nil
	}
	const longest = 32
	if len(w) > longest || bytes.ContainsAny(w, "eExXpP_nN") {
		return nil, l.fail("%.20q is no number", w)
	}
	f, err := strconv.ParseFloat(string(w), 64)
	if err != nil {
		return nil, l.fail("%.20q is no number", w)
	}
	return f, nil
}

func (l *lexer) hex() (Object, error) {
	l.at++
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 {
		return nil, l.fail("a hexadecimal string has no end")
	}
	digits := l.b[l.at : l.at+end]
	out := make([]byte, 0, len(digits)/2+1)
	high, half := byte(0), false
	for _, c := range digits {
		if white(c) {
			continue
		}
		v, ok := nibble(c)
		if !ok {
			return nil, l.fail("%q is no hexadecimal digit", c)
		}
		if half = !half; half {
			high = v << 4
			continue
		}
		out = append(out, high|v)
	}
	if half {
		out = append(out, high)
	}
	l.at += end + 1
	return String(out), nil
}

func nibble(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
