package ledger

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// maxDepth bounds the nesting of a document, so that a hostile one cannot exhaust the stack.
const maxDepth = 128

// DocumentError says where a document of a payload cannot be put on record exactly as
// it is, and why. Nothing is ever repaired silently.
type DocumentError struct {
	Pointer string // JSON Pointer (RFC 6901) below /input or /after
	Offset  int    // byte offset in the document
	Reason  string
}

func (e *DocumentError) Error() string {
	return fmt.Sprintf("ledger: %s (byte %d): %s", e.Pointer, e.Offset, e.Reason)
}

// flatLeaf is one leaf before hashing: the pointer as plain text, the value as canonical JSON.
type flatLeaf struct {
	path  []byte
	value []byte
}

// scanner flattens JSON documents to leaves in one pass, without an intermediate
// tree. Values that are canonical already are not copied.
type scanner struct {
	src    []byte
	pos    int
	depth  int
	path   []byte   // pointer to the value being read
	arena  []byte   // paths and rewritten texts; slices of it stay valid when it grows
	text   []byte   // scratch: a string whose escapes are resolved
	keys   [][]byte // member names of the objects that are open
	leaves []flatLeaf
}

// document reads one JSON document whose leaves are named from prefix on.
func (s *scanner) document(prefix string, src []byte) error {
	s.src, s.pos, s.depth = src, 0, 0
	s.path = append(s.path[:0], prefix...)
	s.space()
	if err := s.value(); err != nil {
		return err
	}
	s.space()
	if s.pos < len(s.src) {
		return s.fail("text after the end of the document")
	}
	return nil
}

func (s *scanner) fail(reason string) error {
	return &DocumentError{Pointer: string(s.path), Offset: s.pos, Reason: reason}
}

func (s *scanner) space() {
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

// peek returns the next byte, 0 at the end (which no JSON token starts with).
func (s *scanner) peek() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

// store copies b to the arena.
func (s *scanner) store(b []byte) []byte {
	start := len(s.arena)
	s.arena = append(s.arena, b...)
	return s.arena[start:len(s.arena):len(s.arena)]
}

func (s *scanner) emit(value []byte) {
	s.leaves = append(s.leaves, flatLeaf{path: s.store(s.path), value: value})
}

func (s *scanner) value() error {
	switch c := s.peek(); {
	case c == '{':
		return s.nested(s.object)
	case c == '[':
		return s.nested(s.array)
	case c == '"':
		return s.stringValue()
	case c == '-' || (c >= '0' && c <= '9'):
		return s.number()
	case c == 't':
		return s.literal("true")
	case c == 'f':
		return s.literal("false")
	case c == 'n':
		return s.literal("null")
	case s.pos == len(s.src):
		return s.fail("the document ends where a value should stand")
	}
	return s.fail("not a JSON value")
}

func (s *scanner) nested(read func() error) error {
	s.depth++
	if s.depth > maxDepth {
		return s.fail("nested more than " + strconv.Itoa(maxDepth) + " deep")
	}
	s.pos++
	s.space()
	err := read()
	s.depth--
	return err
}

func (s *scanner) literal(word string) error {
	end := s.pos + len(word)
	if end > len(s.src) || string(s.src[s.pos:end]) != word {
		return s.fail("not a JSON value")
	}
	s.emit(s.src[s.pos:end])
	s.pos = end
	return nil
}

func (s *scanner) number() error {
	end := numberEnd(s.src, s.pos)
	if end < 0 {
		return s.fail("not a JSON number")
	}
	canonical, reason := canonicalNumber(s.src[s.pos:end])
	if reason != "" {
		return s.fail(reason)
	}
	s.emit(canonical)
	s.pos = end
	return nil
}

// numberEnd returns where the JSON number that starts at i ends, -1 when there is none.
func numberEnd(src []byte, i int) int {
	if i < len(src) && src[i] == '-' {
		i++
	}
	whole := i
	i = digitsEnd(src, i)
	if i == whole || (src[whole] == '0' && i > whole+1) {
		return -1
	}
	if i < len(src) && src[i] == '.' {
		start := i + 1
		if i = digitsEnd(src, start); i == start {
			return -1
		}
	}
	if i < len(src) && (src[i] == 'e' || src[i] == 'E') {
		i++
		if i < len(src) && (src[i] == '+' || src[i] == '-') {
			i++
		}
		start := i
		if i = digitsEnd(src, start); i == start {
			return -1
		}
	}
	return i
}

func digitsEnd(src []byte, i int) int {
	for i < len(src) && src[i] >= '0' && src[i] <= '9' {
		i++
	}
	return i
}

func (s *scanner) stringValue() error {
	raw, plain, err := s.rawString()
	if err != nil {
		return err
	}
	if plain {
		s.emit(raw)
		return nil
	}
	var reason string
	s.text, reason = unescape(s.text[:0], raw[1:len(raw)-1])
	if reason != "" {
		return s.fail(reason)
	}
	start := len(s.arena)
	s.arena = appendString(s.arena, s.text)
	s.emit(s.arena[start:len(s.arena):len(s.arena)])
	return nil
}

// rawString returns the next string with its quotes, as it stands, and steps behind
// it. plain says that nothing in it is escaped, so that it is canonical as it is.
func (s *scanner) rawString() (raw []byte, plain bool, err error) {
	start := s.pos
	ascii := true
	plain = true
	for i := start + 1; i < len(s.src); i++ {
		switch c := s.src[i]; {
		case c == '"':
			raw = s.src[start : i+1]
			if !ascii && !utf8.Valid(raw) {
				return nil, false, s.fail("the text is not valid UTF-8")
			}
			s.pos = i + 1
			return raw, plain, nil
		case c == '\\':
			plain = false
			i++
		case c < ' ':
			return nil, false, s.fail("a control character stands in a string unescaped")
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return nil, false, s.fail("the string has no end")
}
