package form

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Words names the fields of a form. Both get the pointer with * for each index.
type Words interface {
	// Label is the name of a field, Help what else the reader should know ("" for nothing).
	Label(pattern string) string
	Help(pattern string) string
	// Option is the name of a value out of an enumeration.
	Option(pattern, value string) string
}

// Builder makes the fields of one form.
type Builder struct {
	Document *Document
	Words    Words
	// Choices gives the values that a field can have in this case, for ids; false: the
	// schema alone decides.
	Choices func(pattern string) ([]Option, bool)
	// Fixed gives the value of a field that the page decides; false: the person does.
	Fixed func(pattern string) (string, bool)
	// Skip names fields that the page leaves out.
	Skip func(pattern string) bool
	// Members gives the names that a free member of an object can have; none: the form leaves the object out.
	Members func(pattern string) []string
	// Aside names fields that are seldom needed.
	Aside func(pattern string) bool
}

// Counts of items of a list travel beside the values under this prefix.
const countPrefix = "_n"

const (
	longFrom  = 200 // characters from which a text gets several lines
	radiosTo  = 6   // options up to which all are shown at once
	atOnce    = 1   // items that a required list begins with
	hardLimit = 200 // items of a list that a page shows at most
)

// Build makes the fields for a schema with the values that were typed so far.
func (b *Builder) Build(s *Schema, values url.Values) []Field {
	return b.object(s, "", "", values, nil)
}

// object makes a field for each property; seen guards against schemas that hold themselves.
func (b *Builder) object(s *Schema, pointer, pattern string, values url.Values, seen []*Schema) []Field {
	if s == nil || slices.Contains(seen, s) {
		return nil
	}
	seen = append(slices.Clone(seen), s)
	out := make([]Field, 0, len(s.Properties))
	for _, name := range s.names() {
		f, ok := b.field(b.Document.follow(s.Properties[name]), join(pointer, name), join(pattern, name), s.requires(name), values, seen)
		if ok {
			out = append(out, f)
		}
	}
	return out
}

// field makes one field; false when the page has none for it.
func (b *Builder) field(s *Schema, pointer, pattern string, required bool, values url.Values, seen []*Schema) (Field, bool) {
	if s == nil || b.Skip != nil && b.Skip(pattern) {
		return Field{}, false
	}
	f := Field{
		Name: pointer, Label: b.Words.Label(pattern), Help: b.Words.Help(pattern), Required: required,
		Value: values.Get(pointer), Most: s.MaxLength, Aside: !required && b.Aside != nil && b.Aside(pattern),
	}
	if b.Fixed != nil {
		if v, ok := b.Fixed(pattern); ok {
			f.Kind, f.Value, f.Numeric = Fixed, v, s.is("integer") || s.is("number")
			return f, true
		}
	}
	if !values.Has(pointer) && len(s.Default) > 0 {
		f.Value = strings.Trim(string(s.Default), `"`)
	}
	switch {
	case s.is("object") && len(s.Properties) > 0:
		f.Kind, f.Fields = Group, b.object(s, pointer, pattern, values, seen)
		f.Present = required || typed(values, pointer)
		return f, len(f.Fields) > 0
	case s.is("array"):
		return b.list(f, s, pattern, values, seen)
	case s.is("object"):
		f.Kind, f.Fields = Group, b.free(s, pointer, pattern, values, seen)
		f.Present = required || typed(values, pointer)
		return f, len(f.Fields) > 0
	}
	b.scalar(&f, s, pattern)
	return f, true
}

// free makes a field for each name that a member of an object without declared members can have.
func (b *Builder) free(s *Schema, pointer, pattern string, values url.Values, seen []*Schema) []Field {
	if b.Members == nil {
		return nil
	}
	var out []Field
	of := b.Document.follow(s.free())
	for _, name := range b.Members(pattern) {
		if f, ok := b.field(of, join(pointer, name), join(pattern, name), false, values, seen); ok {
			out = append(out, f)
		}
	}
	return out
}

// scalar settles how a single value is shown.
func (b *Builder) scalar(f *Field, s *Schema, pattern string) {
	if options, ok := b.options(s, pattern); ok {
		f.Kind, f.Options, f.Numeric = Choice, chosen(options, f.Value), s.is("integer") || s.is("number")
		if len(options) > radiosTo {
			f.Kind = Select
		}
		return
	}
	name := pattern[strings.LastIndexByte(pattern, '/')+1:]
	switch {
	case name == "upload_id":
		f.Kind = Upload
	case s.is("boolean"):
		f.Kind = YesNo
	case s.is("integer"):
		f.Kind, f.Least, f.Greatest = Whole, bound(s.Minimum), bound(s.Maximum)
	case s.is("number"):
		f.Kind, f.Least, f.Greatest = Number, bound(s.Minimum), bound(s.Maximum)
	case s.Format == "date":
		f.Kind = Date
	case s.Format == "date-time":
		f.Kind = Instant
	case strings.Contains(s.Pattern, ":[0-5][0-9]"):
		f.Kind = Time
	case s.Format == "password":
		f.Kind = Secret
	case s.MaxLength > longFrom:
		f.Kind = Long
	default:
		f.Kind = Text
	}
}

// options are the values that a field can have: those of the case, else those of the schema.
func (b *Builder) options(s *Schema, pattern string) ([]Option, bool) {
	if b.Choices != nil {
		if options, ok := b.Choices(pattern); ok {
			return slices.Clone(options), true
		}
	}
	if len(s.Enum) == 0 {
		return nil, false
	}
	options := make([]Option, len(s.Enum))
	for i, v := range s.Enum {
		value := fmt.Sprint(v)
		options[i] = Option{Value: value, Label: b.Words.Option(pattern, value)}
	}
	return options, true
}

// list makes the items of a list: checkboxes where its values come from a closed
// list, one group after the other else.
func (b *Builder) list(f Field, s *Schema, pattern string, values url.Values, seen []*Schema) (Field, bool) {
	item := b.Document.follow(s.Items)
	if item == nil {
		return Field{}, false
	}
	inner := pattern + "/*"
	if options, ok := b.options(item, inner); ok && !item.is("object") {
		f.Kind, f.Values = Several, values[f.Name]
		for i := range options {
			options[i].Chosen = slices.Contains(f.Values, options[i].Value)
		}
		f.Options, f.Files = options, strings.HasSuffix(pattern, "/upload_ids") || strings.HasSuffix(pattern, "/evidence_ids")
		return f, true
	}
	f.Kind, f.Most = List, s.MaxItems
	n := count(values, f.Name)
	if n == 0 && f.Required && !values.Has(countPrefix+f.Name) {
		n = max(atOnce, s.MinItems)
	}
	if f.Most == 0 || f.Most > hardLimit {
		f.Most = hardLimit
	}
	for i := range min(n, f.Most) {
		f.Items = append(f.Items, b.item(item, at(f.Name, i), inner, values, seen))
	}
	return f, true
}

// item makes the fields of one item of a list; of a list of plain values it is a single one.
func (b *Builder) item(s *Schema, pointer, pattern string, values url.Values, seen []*Schema) []Field {
	if s.is("object") {
		return b.object(s, pointer, pattern, values, seen)
	}
	f, ok := b.field(s, pointer, pattern, true, values, seen)
	if !ok {
		return nil
	}
	return []Field{f}
}

// count is how many items of a list the page showed.
func count(values url.Values, pointer string) int {
	n, err := strconv.Atoi(values.Get(countPrefix + pointer))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, hardLimit)
}

// typed reports whether something is typed in a group.
func typed(values url.Values, pointer string) bool {
	for name, v := range values {
		if strings.HasPrefix(name, pointer+"/") && len(v) > 0 && strings.TrimSpace(v[0]) != "" {
			return true
		}
	}
	return false
}

func chosen(options []Option, value string) []Option {
	for i := range options {
		options[i].Chosen = value != "" && options[i].Value == value
	}
	return options
}

func bound(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}
