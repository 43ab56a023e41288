package ledger

import (
	"bytes"
	"encoding/json"
	"slices"
	"unicode/utf16"
)

// Canonical returns the canonical form (JCS, RFC 8785) of a JSON document. It
// fails with a *DocumentError on what cannot be recorded exactly, as Payload.Commit does.
func Canonical(document []byte) ([]byte, error) {
	s := scanner{}
	if err := s.document("", document); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		return nil, &DocumentError{Reason: err.Error()}
	}
	return appendCanonical(make([]byte, 0, len(document)), v), nil
}

// appendCanonical writes what the scanner has let through.
func appendCanonical(b []byte, v any) []byte {
	switch v := v.(type) {
	case map[string]any:
		return appendMembers(b, v)
	case []any:
		b = append(b, '[')
		for i, e := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendCanonical(b, e)
		}
		return append(b, ']')
	case string:
		return appendString(b, v)
	case json.Number:
		n, _ := canonicalNumber([]byte(v))
		return append(b, n...)
	case bool:
		if v {
			return append(b, "true"...)
		}
		return append(b, "false"...)
	}
	return append(b, "null"...)
}

// appendMembers sorts names by their UTF-16 code units, as RFC 8785 §3.2.3 asks.
func appendMembers(b []byte, m map[string]any) []byte {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, c string) int {
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(c)))
	})
	b = append(b, '{')
	for i, name := range names {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, name), ':')
		b = appendCanonical(b, m[name])
	}
	return append(b, '}')
}
