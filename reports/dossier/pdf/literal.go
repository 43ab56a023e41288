package pdf

// escapes of a string in parentheses.
var escapes = [256]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f', '(': '(', ')': ')', '\\': '\\'}

// literal reads a string in parentheses.
func (l *lexer) literal() (Object, error) {
	l.at++
	var out []byte
	for open := 1; l.at < len(l.b); {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return String(out), nil
			}
		case '\\':
			b, some, err := l.escape()
			if err != nil {
				return nil, err
			}
			if some {
				out = append(out, b)
			}
			continue
		}
		out = append(out, c)
	}
	return nil, l.fail("a string has no end")
}

// escape reads what follows a backslash; some is false for a line that goes on.
func (l *lexer) escape() (b byte, some bool, err error) {
	if l.at >= len(l.b) {
		return 0, false, l.fail("a string has no end")
	}
	c := l.b[l.at]
	l.at++
	switch {
	case escapes[c] != 0:
		return escapes[c], true, nil
	case c == '\n':
		return 0, false, nil
	case c == '\r':
		l.take("\n")
		return 0, false, nil
	case c < '0' || c > '7':
		return c, true, nil
	}
	n := int(c - '0')
	for i := 0; i < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; i++ {
		n = n*8 + int(l.b[l.at]-'0')
		l.at++
	}
	return byte(n), true, nil //nolint:gosec // the format says that overflow is ignored
}
