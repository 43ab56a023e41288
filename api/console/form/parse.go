package form

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Input makes the input of an operation of the fields of a page. What was left
// empty is left out, so that the API itself says what is missing; what cannot be
// a number or a time goes on as text, so that it says what is wrong. Nothing is
// trimmed but around single lines.
func Input(fields []Field, values url.Values) map[string]any {
	out := map[string]any{}
	for _, f := range fields {
		if v, ok := input(f, values); ok {
			out[last(f.Name)] = v
		}
	}
	return out
}

func input(f Field, values url.Values) (any, bool) {
	switch f.Kind {
	case Group:
		in := Input(f.Fields, values)
		return in, len(in) > 0 || f.Required
	case List:
		return items(f, values)
	case Several:
		picked := nonEmpty(values[f.Name])
		return picked, len(picked) > 0 || f.Required
	case Fixed:
		if f.Numeric {
			return scalar(Number, f.Value), f.Value != ""
		}
		return f.Value, f.Value != ""
	case Long, Secret:
		v := strings.ReplaceAll(values.Get(f.Name), "\r\n", "\n")
		return v, strings.TrimSpace(v) != ""
	case Text, Date, Instant, Time, Whole, Number, YesNo, Choice, Select, Upload:
	}
	v := strings.TrimSpace(values.Get(f.Name))
	if v == "" {
		return nil, false
	}
	if f.Numeric {
		return scalar(Number, v), true
	}
	return scalar(f.Kind, v), true
}

// items reads a list. An item that is an object stays in its place, empty or not, so
// that what is wrong with a later one is told at that one.
func items(f Field, values url.Values) (any, bool) {
	out := []any{}
	for _, item := range f.Items {
		if plain(item) {
			if v, ok := input(item[0], values); ok {
				out = append(out, v)
			}
			continue
		}
		out = append(out, Input(item, values))
	}
	return out, len(out) > 0 || f.Required
}

// plain reports whether an item is a single value and no object.
func plain(item []Field) bool {
	if len(item) != 1 {
		return false
	}
	_, err := strconv.Atoi(last(item[0].Name))
	return err == nil
}

func scalar(k Kind, v string) any {
	switch k { //nolint:exhaustive // every other kind is text
	case YesNo:
		switch v {
		case "true":
			return true
		case "false":
			return false
		}
	case Whole, Number:
		if n := json.Number(v); json.Valid([]byte(v)) {
			return n
		}
	case Instant:
		if t, err := time.ParseInLocation("2006-01-02T15:04", v, shanghai()); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return v
}

// shanghai is the civil time of the house; China has had no summer time since 1991.
func shanghai() *time.Location {
	const hours, seconds = 8, 3600
	return time.FixedZone("CST", hours*seconds)
}

func nonEmpty(in []string) []string {
	out := []string{}
	for _, v := range in {
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

func last(pointer string) string {
	name := pointer[strings.LastIndexByte(pointer, '/')+1:]
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(name)
}
