package api

import (
	"path"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/ledger"
)

const schemaPrefix = "#/components/schemas/"

// newRegistry names the schemas of all our types and says how those that
// write themselves as text look.
func newRegistry() huma.Registry {
	r := huma.NewMapRegistry(schemaPrefix, schemaName)
	r.RegisterTypeAlias(reflect.TypeFor[law.Date](), reflect.TypeFor[dateText]())
	r.RegisterTypeAlias(reflect.TypeFor[dateParam](), reflect.TypeFor[dateText]())
	r.RegisterTypeAlias(reflect.TypeFor[instrument.Exact](), reflect.TypeFor[exactText]())
	r.RegisterTypeAlias(reflect.TypeFor[ledger.Hash](), reflect.TypeFor[hashText]())
	registerCodes(r)
	return r
}

// schemaName puts the package before the name, so that the applicant of a case
// and the applicant of the rules don't meet. Types of workflow, the vocabulary
// of the house, and of this package go without.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Name() == "" || strings.Contains(t.Name(), "[") {
		return name
	}
	switch pkg := path.Base(t.PkgPath()); pkg {
	case "api", "workflow", "edge", "main", ".":
		return name
	default:
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
}

// datePattern holds dates within the years that the house can count with; that
// the day exists is checked by the format.
const datePattern = "^(19[0-9]{2}|2[01][0-9]{2}|2200)-[0-9]{2}-[0-9]{2}$"

// dateParam is a date in a query; its schema is that of a law.Date, so that
// what does not exist is refused before it is read.
type dateParam string

// date returns the date, zero when it was left out.
func (p dateParam) date() law.Date {
	d, err := law.ParseDate(string(p))
	if err != nil {
		return law.Date{}
	}
	return d
}

// dateText is how a law.Date stands in JSON.
type dateText struct{}

// Schema is a civil date.
func (dateText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeString, Format: "date", Pattern: datePattern, PatternDescription: "1900-01-01至2200-12-31之间的日期，格式为YYYY-MM-DD",
		Description: "Civil date in Asia/Shanghai, YYYY-MM-DD, 1900-01-01 to 2200-12-31", Examples: []any{"2024-01-02"},
	}
}

// exactText is how an instrument.Exact stands in JSON.
type exactText struct{}

// Schema is a number written as text, so that nothing is rounded on the way.
func (exactText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{
		Type: huma.TypeString, Pattern: `^-?[0-9]+(\.[0-9]+|/[0-9]+)?$`, PatternDescription: "精确数值文本，例如79.995",
		Description: "Exact number as text, never a float", Examples: []any{"79.995"},
	}
}

// hashText is how a ledger.Hash stands in JSON.
type hashText struct{}

// Schema is a SHA-256 in hexadecimal.
func (hashText) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: "^[0-9a-f]{64}$", Description: "SHA-256, hexadecimal"}
}

// plain takes patternDescription out of the document, which no reader of OpenAPI
// knows. huma has made its sentences of it by now.
func (s *server) plain() {
	doc := s.huma.OpenAPI()
	seen := map[*huma.Schema]bool{}
	for _, schema := range doc.Components.Schemas.Map() {
		plainSchema(schema, seen)
	}
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Head, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				plainSchema(p.Schema, seen)
			}
		}
	}
}

func plainSchema(s *huma.Schema, seen map[*huma.Schema]bool) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	s.PatternDescription = ""
	plainSchema(s.Items, seen)
	for _, property := range s.Properties {
		plainSchema(property, seen)
	}
	if more, ok := s.AdditionalProperties.(*huma.Schema); ok {
		plainSchema(more, seen)
	}
}
