package ledger

import (
	"bytes"
	"slices"
	"strconv"
)

// Values of the leaves that stand for a container (see docs/record.md).
const (
	emptyObject = "{}"
	emptyArray  = "[]"
)

// object reads the members behind the opening brace.
func (s *scanner) object() error {
	firstKey, base := len(s.keys), len(s.path)
	if s.peek() == '}' {
		s.pos++
		s.emit([]byte(emptyObject))
		return nil
	}
	for {
		if err := s.member(); err != nil {
			return err
		}
		s.path = s.path[:base]
		more, err := s.more('}')
		if err != nil {
			return err
		}
		if !more {
			break
		}
	}
	err := s.closeObject(s.keys[firstKey:])
	s.keys = s.keys[:firstKey]
	return err
}

func (s *scanner) member() error {
	if s.peek() != '"' {
		return s.fail("a member name should stand here")
	}
	key, err := s.key()
	if err != nil {
		return err
	}
	s.keys = append(s.keys, key)
	s.path = appendToken(s.path, key)
	s.space()
	if s.peek() != ':' {
		return s.fail("a colon should stand here")
	}
	s.pos++
	s.space()
	return s.value()
}

// key reads a member name as the text it stands for.
func (s *scanner) key() ([]byte, error) {
	raw, plain, err := s.rawString()
	if err != nil {
		return nil, err
	}
	inside := raw[1 : len(raw)-1]
	if plain {
		return inside, nil
	}
	text, reason := unescape(nil, inside)
	if reason != "" {
		return nil, s.fail(reason)
	}
	return text, nil
}

// appendToken appends one reference token of a JSON Pointer (RFC 6901, section 3).
func appendToken(path, key []byte) []byte {
	path = append(path, '/')
	for _, c := range key {
		switch c {
		case '~':
			path = append(path, '~', '0')
		case '/':
			path = append(path, '~', '1')
		default:
			path = append(path, c)
		}
	}
	return path
}

// more steps over what stands between two elements; false when the container closed.
func (s *scanner) more(closing byte) (bool, error) {
	s.space()
	switch s.peek() {
	case ',':
		s.pos++
		s.space()
		return true, nil
	case closing:
		s.pos++
		return false, nil
	}
	return false, s.fail("a comma or the end of the " + containerName(closing) + " should stand here")
}

func containerName(closing byte) string {
	if closing == '}' {
		return "object"
	}
	return "array"
}

// closeObject refuses a name that stands twice, and marks an object that would
// otherwise have the same leaves as an array. It sorts names.
func (s *scanner) closeObject(names [][]byte) error {
	slices.SortFunc(names, bytes.Compare)
	for i := 1; i < len(names); i++ {
		if bytes.Equal(names[i-1], names[i]) {
			s.path = appendToken(s.path, names[i])
			return s.fail("the member name stands twice in one object")
		}
	}
	if looksLikeArray(names) {
		s.emit([]byte(emptyObject))
	}
	return nil
}

// looksLikeArray reports whether the distinct names are just 0, 1, … n-1.
func looksLikeArray(sorted [][]byte) bool {
	if len(sorted) == 0 || string(sorted[0]) != "0" {
		return false
	}
	for _, name := range sorted {
		n, err := strconv.Atoi(string(name))
		if err != nil || n < 0 || n >= len(sorted) || strconv.Itoa(n) != string(name) {
			return false
		}
	}
	return true
}

// array reads the elements behind the opening bracket.
func (s *scanner) array() error {
	base := len(s.path)
	if s.peek() == ']' {
		s.pos++
		s.emit([]byte(emptyArray))
		return nil
	}
	for i := int64(0); ; i++ {
		s.path = strconv.AppendInt(append(s.path, '/'), i, 10)
		if err := s.value(); err != nil {
			return err
		}
		s.path = s.path[:base]
		more, err := s.more(']')
		if err != nil || !more {
			return err
		}
	}
}
