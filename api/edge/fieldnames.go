package edge

import (
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// schemasKey is where the schemas of the API stand in the context of a request.
type schemasKey struct{}

// carrySchemas lets the hooks of huma, which are variables of its package, see the
// schemas of the API that a request came to.
func carrySchemas(doc *huma.OpenAPI) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		next(huma.WithValue(c, schemasKey{}, doc.Components.Schemas)) // the API may have put its own there since
	}
}

// nameFields says beside each unknown field of a JSON body which fields there are:
// who mistyped one shall not have to look them up.
func nameFields(c huma.Context, p *Problem) {
	r, ok := c.Context().Value(schemasKey{}).(huma.Registry)
	op := c.Operation()
	if !ok || op == nil || op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
		return
	}
	for i, f := range p.Errors {
		if f.In != "body" || f.Code != "unknown_field" {
			continue
		}
		if names := fieldNames(r, op.RequestBody.Content["application/json"].Schema, f.Pointer); len(names) > 0 {
			p.Errors[i].Message = "没有这一字段，请删除或者核对字段名称（区分大小写）；可以填写：" + strings.Join(names, "、")
		}
	}
}

// fieldNames are the names that may stand where the last part of the pointer
// stands, in order; none when the schema does not say.
func fieldNames(r huma.Registry, s *huma.Schema, pointer string) []string {
	parts := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for _, part := range parts[:len(parts)-1] {
		s = within(resolved(r, s), part)
	}
	if s = resolved(r, s); s == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(s.Properties))
}

// within is the schema of a member of an object or list, nil when there is none.
func within(s *huma.Schema, name string) *huma.Schema {
	switch {
	case s == nil:
		return nil
	case s.Items != nil:
		return s.Items
	case s.Properties[name] != nil:
		return s.Properties[name]
	}
	other, _ := s.AdditionalProperties.(*huma.Schema)
	return other
}

func resolved(r huma.Registry, s *huma.Schema) *huma.Schema {
	for s != nil && s.Ref != "" {
		s = r.SchemaFromRef(s.Ref)
	}
	return s
}
