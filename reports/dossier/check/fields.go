package check

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/reports/dossier"
)

// fields are the values of an entry's input that are shown, by their pointers
// below it. Numbers are as they stand there.
type fields map[string]any

// fieldsOf takes the input of a payload apart as far as it is shown.
func fieldsOf(p dossier.Payload) fields {
	out := fields{}
	if p.Leaves == nil {
		var v any
		if decodeNumbers(p.Input, &v) == nil {
			out.walk("", v)
		}
		return out
	}
	for _, l := range p.Leaves {
		pointer, ok := strings.CutPrefix(l.Path, "/input")
		var v any
		if ok && decodeNumbers(l.Value, &v) == nil {
			out[pointer] = v
		}
	}
	return out
}

func (f fields) walk(pointer string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			f.walk(pointer+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(name), member)
		}
	case []any:
		for i, member := range v {
			f.walk(pointer+"/"+strconv.Itoa(i), member)
		}
	default:
		f[pointer] = v
	}
}

func decodeNumbers(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return d.Decode(into)
}

// text is the field as text, whatever its type; shown is false when it is hidden
// or not there.
func (f fields) text(pointer string) (s string, shown bool) {
	switch v := f[pointer].(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	}
	return "", false
}
