package form

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Values turns an input back into the values of a page: what Input made of them
// comes back as it was typed.
func Values(in any) (url.Values, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("form: %w", err)
	}
	var tree any
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, fmt.Errorf("form: %w", err)
	}
	out := url.Values{}
	spread(out, "", tree)
	return out, nil
}

func spread(out url.Values, pointer string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			spread(out, join(pointer, name), member)
		}
	case []any:
		out.Set(countPrefix+pointer, strconv.Itoa(len(v)))
		for i, item := range v {
			spread(out, at(pointer, i), item)
			if s, ok := item.(string); ok { // a list of plain values may be checkboxes
				out.Add(pointer, s)
			}
		}
	case string:
		out.Set(pointer, local(v))
	case bool:
		out.Set(pointer, strconv.FormatBool(v))
	case json.Number:
		out.Set(pointer, v.String())
	}
}

// local writes an instant as the control for it does.
func local(v string) string {
	const instant = len("2006-01-02T15:04:05Z")
	if len(v) >= instant && v[10] == 'T' {
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			return t.In(shanghai()).Format("2006-01-02T15:04")
		}
	}
	return v
}

// Add makes room for one more item of a list, Remove takes an item out and moves
// those behind it up. Both leave everything else that was typed as it is.
func Add(values url.Values, pointer string) {
	values.Set(countPrefix+pointer, strconv.Itoa(count(values, pointer)+1))
}

// Remove takes the item /list/index out; what is no item is left alone.
func Remove(values url.Values, pointer string) {
	cut := strings.LastIndexByte(pointer, '/')
	if cut < 0 {
		return
	}
	list := pointer[:cut]
	index, err := strconv.Atoi(pointer[cut+1:])
	n := count(values, list)
	if err != nil || index < 0 || index >= n {
		return
	}
	for i := index; i < n; i++ {
		drop(values, at(list, i))
		if i+1 < n {
			move(values, at(list, i+1), at(list, i))
		}
	}
	values.Set(countPrefix+list, strconv.Itoa(n-1))
}

// Drop takes out what stands at and below a pointer.
func Drop(values url.Values, pointer string) { drop(values, pointer) }

func drop(values url.Values, pointer string) {
	for _, name := range under(values, pointer) {
		values.Del(name)
	}
}

func move(values url.Values, from, to string) {
	for _, name := range under(values, from) {
		counted := strings.HasPrefix(name, countPrefix)
		rest := strings.TrimPrefix(strings.TrimPrefix(name, countPrefix), from)
		target := to + rest
		if counted {
			target = countPrefix + target
		}
		values[target] = values[name]
	}
}

// under lists the names of values at and below a pointer, counts included.
func under(values url.Values, pointer string) []string {
	var out []string
	for name := range values {
		p := strings.TrimPrefix(name, countPrefix)
		if p == pointer || strings.HasPrefix(p, pointer+"/") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
