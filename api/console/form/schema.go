package form

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Schema is what of a schema of OpenAPI 3.1 matters to a form.
type Schema struct {
	Ref         string             `json:"$ref"`
	Types       types              `json:"type"`
	Format      string             `json:"format"`
	Description string             `json:"description"`
	Enum        []any              `json:"enum"`
	Default     json.RawMessage    `json:"default"`
	Properties  map[string]*Schema `json:"properties"`
	Required    []string           `json:"required"`
	Items       *Schema            `json:"items"`
	Additional  json.RawMessage    `json:"additionalProperties"`
	MinLength   int                `json:"minLength"`
	MaxLength   int                `json:"maxLength"`
	MinItems    int                `json:"minItems"`
	MaxItems    int                `json:"maxItems"`
	Minimum     *float64           `json:"minimum"`
	Maximum     *float64           `json:"maximum"`
	Pattern     string             `json:"pattern"`
	Order       []string           `json:"x-order"` // of the properties, as the type declares them
}

// types reads "string" and ["string","null"] alike; null says nothing to a form.
type types []string

func (t *types) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*t = types{one}
		return nil
	}
	var many []string
	if err := json.Unmarshal(raw, &many); err != nil {
		return fmt.Errorf("form: type %s: %w", raw, err)
	}
	*t = slices.DeleteFunc(many, func(s string) bool { return s == "null" })
	return nil
}

// is reports whether the schema is of the type.
func (s *Schema) is(name string) bool { return len(s.Types) == 1 && s.Types[0] == name }

// Document holds the schemas of the API and which of them each operation takes.
type Document struct {
	schemas map[string]*Schema
	bodies  map[string]*Schema // by "METHOD path"
}

const schemaPrefix = "#/components/schemas/"

// Read reads the document of the API. It fails when that is no document or has no schemas.
func Read(raw []byte) (*Document, error) {
	var in struct {
		Paths map[string]map[string]struct {
			RequestBody struct {
				Content map[string]struct {
					Schema *Schema `json:"schema"`
				} `json:"content"`
			} `json:"requestBody"`
		} `json:"paths"`
		Components struct {
			Schemas map[string]*Schema `json:"schemas"`
		} `json:"components"`
	}
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("form: the document of the API cannot be read: %w", err)
	}
	if len(in.Components.Schemas) == 0 {
		return nil, errors.New("form: the document of the API has no schemas")
	}
	d := &Document{schemas: in.Components.Schemas, bodies: map[string]*Schema{}}
	for path, item := range in.Paths {
		for method, op := range item {
			if body := op.RequestBody.Content["application/json"].Schema; body != nil {
				d.bodies[strings.ToUpper(method)+" "+path] = body
			}
		}
	}
	return d, nil
}

// Body is the schema of what an operation takes, with its references followed at
// the top; nil when it takes none.
func (d *Document) Body(method, path string) *Schema {
	return d.follow(d.bodies[method+" "+path])
}

// Schema is a schema by its name, nil when the document has none of that name.
func (d *Document) Schema(name string) *Schema { return d.follow(d.schemas[name]) }

// follow finds what a reference points to. A reference may have words of its own.
func (d *Document) follow(s *Schema) *Schema {
	for s != nil && s.Ref != "" {
		target := d.schemas[strings.TrimPrefix(s.Ref, schemaPrefix)]
		if target == nil {
			return nil
		}
		if s.Description != "" && target.Ref == "" && s.Description != target.Description {
			worded := *target
			worded.Description = s.Description
			return &worded
		}
		s = target
	}
	return s
}

// free is the schema of members that are not declared; nil when there are none.
func (s *Schema) free() *Schema {
	out := &Schema{}
	if len(s.Additional) == 0 || s.Additional[0] != '{' || json.Unmarshal(s.Additional, out) != nil {
		return nil
	}
	return out
}

// names are the properties of an object in the order of a form: as declared, and
// what the order does not name behind, by the alphabet.
func (s *Schema) names() []string {
	out := slices.DeleteFunc(slices.Clone(s.Order), func(name string) bool { return s.Properties[name] == nil })
	rest := make([]string, 0, len(s.Properties))
	for name := range s.Properties {
		if !slices.Contains(out, name) {
			rest = append(rest, name)
		}
	}
	slices.Sort(rest)
	return append(out, rest...)
}

// requires reports whether the object must have the property.
func (s *Schema) requires(name string) bool { return slices.Contains(s.Required, name) }
