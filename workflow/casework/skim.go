package casework

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/anjia-project/anjia/workflow"
)

// errNotSkimmed is what is no JSON object as this program writes it.
var errNotSkimmed = errors.New("casework: the document is no JSON object")

// readCase reads of a case the wanted members and nothing else; nil: all of them.
func readCase(document []byte, wanted map[string]bool) (*workflow.Case, error) {
	if wanted != nil {
		cut, err := skim(document, wanted)
		if err != nil {
			return nil, err
		}
		document = cut
	}
	c := &workflow.Case{}
	if err := json.Unmarshal(document, c); err != nil {
		return nil, err
	}
	return c, nil
}

// skim cuts the named members out of a JSON object, whole and in their order: decoding what nobody looks at is most of
// the cost of reading many cases. Names have no escapes, as those of our own documents. The members that it passes over are not
// checked for being JSON; those that it keeps are whoever decodes them. It fails on what is no object, or ends too soon.
func skim(document []byte, wanted map[string]bool) ([]byte, error) {
	out := make([]byte, 1, 1+len(document)/2)
	out[0] = '{'
	at := space(document, 0)
	if at == len(document) || document[at] != '{' {
		return nil, errNotSkimmed
	}
	for at = space(document, at+1); at < len(document) && document[at] == '"'; at = space(document, at+1) {
		start := at
		colon := space(document, passString(document, at))
		if colon >= len(document) || document[colon] != ':' {
			return nil, errNotSkimmed
		}
		name := bytes.TrimRight(document[start:colon], " \t\r\n")
		if at = passValue(document, space(document, colon+1)); at >= len(document) {
			return nil, errNotSkimmed
		}
		if wanted[string(name[1:len(name)-1])] {
			if len(out) > 1 {
				out = append(out, ',')
			}
			out = append(out, document[start:at]...)
		}
		if at = space(document, at); at < len(document) && document[at] == '}' {
			return append(out, '}'), nil
		}
	}
	if at < len(document) && document[at] == '}' && len(out) == 1 {
		return append(out, '}'), nil
	}
	return nil, errNotSkimmed
}

// space is the place of the next byte that is no space.
func space(b []byte, at int) int {
	for at < len(b) && (b[at] == ' ' || b[at] == '\n' || b[at] == '\t' || b[at] == '\r') {
		at++
	}
	return at
}

// passString is the place after the string that begins here; the end of it all when it has no end.
func passString(b []byte, at int) int {
	for at++; at < len(b); at++ {
		n := bytes.IndexByte(b[at:], '"')
		if n < 0 {
			return len(b)
		}
		end := at + n
		slashes := 0
		for end-1-slashes >= at && b[end-1-slashes] == '\\' {
			slashes++
		}
		if at = end; slashes%2 == 0 {
			return end + 1
		}
	}
	return len(b)
}

// passValue is the place after the value that begins here.
func passValue(b []byte, at int) int {
	for depth := 0; at < len(b); {
		switch b[at] {
		case '"':
			if at = passString(b, at); depth == 0 {
				return at
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth <= 0 { // under zero: the end of the object around a plain value
				if depth < 0 {
					return at
				}
				return at + 1
			}
		case ',':
			if depth == 0 {
				return at
			}
		}
		at++
	}
	return len(b)
}
