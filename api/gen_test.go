package api_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// generator draws values that obey a schema, or breaks one place of them.
type generator struct {
	t        *rapid.T
	registry huma.Registry
	// hostile breaks one place at random; broken says that it did.
	hostile, broken bool
	// least leaves out what is optional.
	least bool
}

func (g *generator) resolve(s *huma.Schema) *huma.Schema {
	for s.Ref != "" {
		s = g.registry.SchemaFromRef(s.Ref)
	}
	return s
}

// value draws a value of a schema; label names its place.
func (g *generator) value(s *huma.Schema, label string, depth int) any {
	s = g.resolve(s)
	if g.hostile && !g.broken && s.Type != "" && rapid.IntRange(0, 5).Draw(g.t, label+" broken") == 0 {
		g.broken = true
		return g.wrong(s, label)
	}
	if len(s.Enum) > 0 {
		return rapid.SampledFrom(s.Enum).Draw(g.t, label)
	}
	switch s.Type {
	case huma.TypeInteger, huma.TypeNumber:
		low, high := -1e6, 1e6
		if s.Minimum != nil {
			low = *s.Minimum
		}
		if s.Maximum != nil {
			high = *s.Maximum
		}
		return rapid.Int64Range(int64(low), int64(high)).Draw(g.t, label)
	case huma.TypeBoolean:
		return rapid.Bool().Draw(g.t, label)
	case huma.TypeString:
		return g.text(s, label)
	case huma.TypeArray:
		return g.array(s, label, depth)
	case huma.TypeObject:
		return g.object(s, label, depth)
	}
	return rapid.SampledFrom([]any{"任意", 1, true, []any{}, map[string]any{"a": "b"}}).Draw(g.t, label)
}

// wrong is a value of another type than the schema's.
func (g *generator) wrong(s *huma.Schema, label string) any {
	choices := []any{"不是这一类型\u00a0值", 1.5, true, []any{1}, map[string]any{"unknown_field": 1}}
	kinds := []string{huma.TypeString, huma.TypeNumber, huma.TypeBoolean, huma.TypeArray, huma.TypeObject}
	own := slices.Index(kinds, s.Type)
	if s.Type == huma.TypeInteger {
		own = 1
	}
	return rapid.SampledFrom(slices.Delete(slices.Clone(choices), own, own+1)).Draw(g.t, label+" wrong")
}

func (g *generator) text(s *huma.Schema, label string) string {
	switch s.Format {
	case "uuid":
		return uuid.NewString()
	case "date":
		return fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(1900, 2200).Draw(g.t, label), rapid.IntRange(1, 12).Draw(g.t, label), rapid.IntRange(1, 28).Draw(g.t, label))
	case "date-time":
		return fmt.Sprintf("20%02d-03-04T05:06:07+08:00", rapid.IntRange(20, 40).Draw(g.t, label))
	}
	if s.Pattern != "" {
		drawn := rapid.StringMatching(strings.TrimSuffix(strings.TrimPrefix(s.Pattern, "^"), "$"))
		if s.MaxLength != nil {
			drawn = drawn.Filter(func(text string) bool { return len(text) <= *s.MaxLength })
		}
		return drawn.Draw(g.t, label)
	}
	low, high := 0, 30
	if s.MinLength != nil {
		low = *s.MinLength
	}
	if s.MaxLength != nil {
		high = min(*s.MaxLength, low+30)
	}
	letters := []rune("安家𠮷收养登记abcXYZ012 -/~%")
	return rapid.StringOfN(rapid.SampledFrom(letters), low, high, -1).Draw(g.t, label)
}

func (g *generator) array(s *huma.Schema, label string, depth int) []any {
	low, high := 0, 2
	if s.MinItems != nil {
		low = *s.MinItems
	}
	if depth > 3 {
		high = low
	}
	out := make([]any, rapid.IntRange(low, max(low, high)).Draw(g.t, label+" length"))
	for i := range out {
		out[i] = g.value(s.Items, fmt.Sprint(label, "/", i), depth+1)
	}
	return out
}

func (g *generator) object(s *huma.Schema, label string, depth int) map[string]any {
	out := map[string]any{}
	names := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(s.Required, name) || !g.least && depth < 4 && rapid.Bool().Draw(g.t, label+"/"+name+" given") {
			out[name] = g.value(s.Properties[name], label+"/"+name, depth+1)
		}
	}
	if more, ok := s.AdditionalProperties.(*huma.Schema); ok && !g.least && depth < 4 {
		for i := range rapid.IntRange(0, 2).Draw(g.t, label+" more") {
			out[fmt.Sprint("k", i)] = g.value(more, fmt.Sprint(label, "/k", i), depth+1)
		}
	}
	if closed, ok := s.AdditionalProperties.(bool); ok && !closed && g.hostile && !g.broken && rapid.IntRange(0, 4).Draw(g.t, label+" unknown") == 0 {
		g.broken = true
		out["no_such_field"] = 1
	}
	return out
}
