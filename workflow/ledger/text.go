package ledger

import (
	"unicode/utf16"
	"unicode/utf8"
)

const lowerHex = "0123456789abcdef"

// appendString appends s as a JSON string in the form of RFC 8785, section 3.2.2.2:
// only the quote, the backslash and control characters are escaped. s must be valid UTF-8.
func appendString[T string | []byte](dst []byte, s T) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		dst = appendEscape(dst, c)
		start = i + 1
	}
	dst = append(dst, s[start:]...)
	return append(dst, '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\t':
		return append(dst, '\\', 't')
	case '\n':
		return append(dst, '\\', 'n')
	case '\f':
		return append(dst, '\\', 'f')
	case '\r':
		return append(dst, '\\', 'r')
	}
	return append(dst, '\\', 'u', '0', '0', lowerHex[c>>4], lowerHex[c&0xf])
}

// unescape appends the text that the inside of a JSON string stands for. raw is what
// stands between the quotes, already known to be valid UTF-8 without bare control
// characters. reason is empty when it succeeded.
func unescape(dst, raw []byte) (out []byte, reason string) {
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			dst = append(dst, raw[i])
			i++
			continue
		}
		if i+1 == len(raw) {
			return dst, "the string ends inside an escape"
		}
		if c := simpleEscape(raw[i+1]); c != 0 {
			dst = append(dst, c)
			i += 2
			continue
		}
		r, size, reason := unescapeRune(raw[i:])
		if reason != "" {
			return dst, reason
		}
		dst = utf8.AppendRune(dst, r)
		i += size
	}
	return dst, ""
}

func simpleEscape(c byte) byte {
	switch c {
	case '"', '\\', '/':
		return c
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return 0
}

// unescapeRune reads \uXXXX or a pair of surrogates at the start of b. A surrogate on
// its own names no character; replacing it would alter the text, so it is refused.
func unescapeRune(b []byte) (r rune, size int, reason string) {
	high, ok := hex4(b)
	if !ok {
		return 0, 0, "an escape that JSON does not know"
	}
	if !utf16.IsSurrogate(high) {
		return high, 6, ""
	}
	low, ok := hex4(b[6:])
	if !ok {
		return 0, 0, "a surrogate on its own"
	}
	r = utf16.DecodeRune(high, low)
	if r == utf8.RuneError {
		return 0, 0, "a surrogate on its own"
	}
	return r, 12, ""
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return r, true
}
