package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mostNesting is how deep a line may nest; what is read here needs six levels.
const mostNesting = 16

// mostMembers is how many members an object may have; the largest table has a few hundred items.
const mostMembers = 4096

// jsonScan reads JSON (RFC 8259) in one pass from left to right, with no floats, and knows at any moment where it stands:
// an error names the place. A member that stands twice is refused, for readers of JSON disagree on which one counts.
//
// It is here for that and not for speed. With encoding/json in its place a line of two sheets of 40 items takes 145 instead of
// 115 µs in all, of the 200 that 5,000 lines a second leave; but of an answer that stands twice it lets the later count
// without a word, takes "OPTION" for option and null for nothing, and cannot say where in the line it is. A pass before it
// for that would take what the margin leaves. encoding/json/v2 does all of it; once it is no experiment any more, this file goes.
type jsonScan struct {
	text  []byte
	at    int
	path  []jsonStep
	names [][]byte // of the members of all objects that are open
}

// jsonStep is one step down: a member, or an element when name is nil.
type jsonStep struct {
	name  []byte
	index int
}

// begin checks what is true of the line as a whole.
func (s *jsonScan) begin() error {
	if !utf8.Valid(s.text) {
		return fieldError{"line", "not valid UTF-8", "write the line in UTF-8"}
	}
	s.space()
	if s.at == len(s.text) || s.text[s.at] != '{' {
		return fieldError{"line", "not a JSON object", `write {"sheets":[…]}`}
	}
	return nil
}

// end checks that nothing follows.
func (s *jsonScan) end() error {
	if s.space(); s.at < len(s.text) {
		return fieldError{"line", "more than one JSON value", "write one JSON object on each line"}
	}
	return nil
}

func (s *jsonScan) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return
		}
	}
}

// eat takes one character if it comes next, after any space.
func (s *jsonScan) eat(c byte) bool {
	s.space()
	if s.at < len(s.text) && s.text[s.at] == c {
		s.at++
		return true
	}
	return false
}

// place is a JSON pointer to where the scan stands.
func (s *jsonScan) place() string {
	var b strings.Builder
	for _, step := range s.path {
		b.WriteByte('/')
		if step.name == nil {
			b.WriteString(strconv.Itoa(step.index))
			continue
		}
		name := strings.Trim(shown(string(step.name)), `"`)
		b.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(name))
	}
	if b.Len() == 0 {
		return "line"
	}
	return b.String()
}

func (s *jsonScan) wrong(what, remedy string) error { return fieldError{s.place(), what, remedy} }

func (s *jsonScan) unknown(remedy string) error { return s.wrong("unknown member", remedy) }

func (s *jsonScan) missing(name, remedy string) error {
	return fieldError{strings.TrimPrefix(s.place(), "line") + "/" + name, "missing", remedy}
}

// broken says that the text is no JSON from here on.
func (s *jsonScan) broken(wanted string) error {
	found := "the end of the line"
	if s.at < len(s.text) {
		r, _ := utf8.DecodeRune(s.text[s.at:])
		found = strconv.QuoteRune(r)
	}
	return s.wrong("not valid JSON: "+found+" stands at byte "+strconv.Itoa(s.at+1)+" where "+wanted+" is wanted", "correct the JSON")
}

// object reads an object and calls back at each member, which the callback has to read.
func (s *jsonScan) object(member func(name []byte) error) error {
	if !s.eat('{') {
		return s.mismatch("an object")
	}
	if len(s.path) >= mostNesting {
		return s.wrong("nested too deep", "flatten the line")
	}
	first := len(s.names)
	for more := !s.eat('}'); more; {
		s.space()
		name, err := s.rawString("the name of a member")
		if err != nil {
			return err
		}
		s.path = append(s.path, jsonStep{name: name})
		if s.twice(name, first) {
			return s.wrong("given twice", "give each member once")
		}
		if len(s.names)-first > mostMembers {
			return s.wrong("more than "+strconv.Itoa(mostMembers)+" members", "write the items of the table only")
		}
		if !s.eat(':') {
			return s.broken("a colon")
		}
		if err := member(name); err != nil {
			return err
		}
		s.path = s.path[:len(s.path)-1]
		if more = s.eat(','); !more && !s.eat('}') {
			return s.broken("a comma or the end of the object")
		}
	}
	s.names = s.names[:first]
	return nil
}

// twice reports whether the open object has a member of that name already, and remembers it. Objects have some tens of
// members at most in practice, so a list is faster than a set.
func (s *jsonScan) twice(name []byte, first int) bool {
	if slices.ContainsFunc(s.names[first:], func(earlier []byte) bool { return string(earlier) == string(name) }) {
		return true
	}
	s.names = append(s.names, name)
	return false
}

// array reads an array and calls back at each element, which the callback has to read.
func (s *jsonScan) array(element func() error) error {
	if !s.eat('[') {
		return s.mismatch("an array")
	}
	if len(s.path) >= mostNesting {
		return s.wrong("nested too deep", "flatten the line")
	}
	for index, more := 0, !s.eat(']'); more; index++ {
		s.path = append(s.path, jsonStep{index: index})
		if err := element(); err != nil {
			return err
		}
		s.path = s.path[:len(s.path)-1]
		if more = s.eat(','); !more && !s.eat(']') {
			return s.broken("a comma or the end of the array")
		}
	}
	return nil
}

// mismatch says that the value is of another type, or no value at all.
func (s *jsonScan) mismatch(wanted string) error {
	s.space()
	if s.at < len(s.text) {
		if kind, ok := kindOfJSON(s.text[s.at]); ok {
			return s.wrong(kind+" stands where "+wanted+" is wanted", "correct the type")
		}
	}
	return s.broken(wanted)
}

func kindOfJSON(c byte) (string, bool) {
	switch c {
	case '{':
		return "an object", true
	case '[':
		return "an array", true
	case '"':
		return "a string", true
	case 't', 'f':
		return "true or false", true
	case 'n':
		return "null", true
	}
	return "a number", c == '-' || '0' <= c && c <= '9'
}

// str reads a string.
func (s *jsonScan) str() ([]byte, error) {
	if s.space(); s.at == len(s.text) || s.text[s.at] != '"' {
		return nil, s.mismatch("a string")
	}
	return s.rawString("a string")
}

// filled reads a string that is not empty.
func (s *jsonScan) filled() ([]byte, error) {
	text, err := s.str()
	if err == nil && len(text) == 0 {
		err = s.wrong("empty", "write a name")
	}
	return text, err
}

// rawString gives the characters of a string: those of the line itself unless something in it is escaped.
func (s *jsonScan) rawString(wanted string) ([]byte, error) {
	if s.at == len(s.text) || s.text[s.at] != '"' {
		return nil, s.broken(wanted)
	}
	from, escaped := s.at, false
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '"':
			s.at++
			if !escaped {
				return s.text[from+1 : s.at-1], nil
			}
			var text string
			if err := json.Unmarshal(s.text[from:s.at], &text); err != nil {
				s.at = from
				return nil, s.wrong("not valid JSON: a string with a broken escape at byte "+strconv.Itoa(from+1), "correct the JSON")
			}
			return []byte(text), nil
		case c == '\\':
			escaped = true
			s.at++
		case c < ' ':
			return nil, s.broken("an escaped control character")
		}
	}
	return nil, s.broken("the end of a string")
}

// number gives the characters of a number.
func (s *jsonScan) number() ([]byte, error) {
	if s.space(); s.at == len(s.text) || s.text[s.at] != '-' && (s.text[s.at] < '0' || s.text[s.at] > '9') {
		return nil, s.mismatch("a number")
	}
	from := s.at
	for s.at < len(s.text) && strings.IndexByte("+-.0123456789eE", s.text[s.at]) >= 0 {
		s.at++
	}
	if text := s.text[from:s.at]; json.Valid(text) {
		return text, nil
	}
	s.at = from
	return nil, s.broken("a number")
}

// truth reads true or false.
func (s *jsonScan) truth() (*bool, error) {
	s.space()
	for _, word := range [2]string{"true", "false"} {
		if end := s.at + len(word); end <= len(s.text) && string(s.text[s.at:end]) == word {
			s.at = end
			return new(word == "true"), nil
		}
	}
	return nil, s.mismatch("true or false")
}

// skip gives the characters of any value, which are valid JSON without a member that stands twice.
func (s *jsonScan) skip() ([]byte, error) {
	s.space()
	from := s.at
	if err := s.pass(); err != nil {
		return nil, err
	}
	return s.text[from:s.at], nil
}

func (s *jsonScan) pass() error {
	if s.space(); s.at == len(s.text) {
		return s.broken("a value")
	}
	var err error
	switch s.text[s.at] {
	case '{':
		return s.object(func([]byte) error { return s.pass() })
	case '[':
		return s.array(s.pass)
	case '"':
		_, err = s.str()
	case 't', 'f':
		_, err = s.truth()
	case 'n':
		if s.at+4 > len(s.text) || string(s.text[s.at:s.at+4]) != "null" {
			return s.broken("null")
		}
		s.at += 4
	default:
		_, err = s.number()
	}
	return err
}
