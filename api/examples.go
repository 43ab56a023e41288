package api

import (
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/api/edge"
)

// addExamples gives every JSON body of a request an example made from its schema:
// what is required, and what is usual. A test holds each against its schema.
func (s *server) addExamples() {
	doc := s.huma.OpenAPI()
	describeAnswers(doc.Components.Schemas)
	describeKinds(doc)
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Post, item.Put} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			if media := op.RequestBody.Content["application/json"]; media != nil && media.Example == nil {
				media.Example = exampleOf(doc.Components.Schemas, media.Schema, "")
			}
		}
	}
}

// exampleOf is a value that obeys a schema.
func exampleOf(r huma.Registry, s *huma.Schema, name string) any {
	for s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	switch {
	case len(s.Examples) > 0:
		return s.Examples[0]
	case len(s.Enum) > 0:
		return s.Enum[0]
	}
	switch s.Type {
	case huma.TypeObject:
		return objectExample(r, s)
	case huma.TypeArray:
		return []any{exampleOf(r, s.Items, strings.TrimSuffix(name, "s"))}
	case huma.TypeString:
		return textExample(s, name)
	case huma.TypeBoolean:
		return true
	case huma.TypeInteger, huma.TypeNumber:
		if s.Minimum != nil && *s.Minimum > 1 {
			return *s.Minimum
		}
		return 1
	}
	return map[string]any{}
}

// objectExample fills in what is required.
func objectExample(r huma.Registry, s *huma.Schema) map[string]any {
	out := map[string]any{}
	for name, property := range s.Properties {
		if slices.Contains(s.Required, name) {
			out[name] = exampleOf(r, property, name)
		}
	}
	return out
}

// textExample is a text of the schema's format, pattern or length, named after its field.
func textExample(s *huma.Schema, name string) string {
	switch s.Format {
	case "uuid":
		return "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b10"
	case "date":
		return "2024-01-02"
	case "date-time":
		return "2024-01-02T09:30:00+08:00"
	}
	switch {
	case s.Pattern != "":
		p, _ := edge.PatternOf(s.Pattern)
		return p.Example
	case name == "id_number":
		return "11010519491231002X" // of GB 11643 itself
	case name == "credit_code":
		return "91350100M000100Y43" // of GB 32100 itself
	case name == "":
		return "…"
	}
	text := strings.ReplaceAll(name, "_", " ")
	if s.MinLength != nil && len(text) < *s.MinLength {
		text += strings.Repeat(".", *s.MinLength-len(text))
	}
	return text
}
