package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// ordered tells each schema of an object in which order its type declares the
// properties: JSON has no order of its own, and a form made of the document needs one.
func ordered(r huma.Registry) {
	for name, s := range r.Map() {
		t := r.TypeFromRef(schemaPrefix + name)
		if s.Type != huma.TypeObject || t == nil || t.Kind() != reflect.Struct {
			continue
		}
		if s.Extensions == nil {
			s.Extensions = map[string]any{}
		}
		s.Extensions["x-order"] = declared(t)
	}
}

// declared lists the names of a struct's members in JSON, those of embedded structs in their place.
func declared(t reflect.Type) []string {
	out := make([]string, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		inner := f.Type
		for inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case name == "-" || !f.IsExported() && !f.Anonymous:
		case name != "":
			out = append(out, name)
		case f.Anonymous && inner.Kind() == reflect.Struct:
			out = append(out, declared(inner)...)
		default:
			out = append(out, f.Name)
		}
	}
	return out
}
