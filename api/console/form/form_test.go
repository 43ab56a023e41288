package form_test

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/api/console/form"
)

// document is one operation with every kind of member.
const document = `{
 "paths": {"/things": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}},
 "components": {"schemas": {
  "Thing": {"type": "object", "required": ["name", "seen", "parts"], "x-order": ["on", "name", "note", "seen", "count", "weight", "at", "kind", "marital", "person", "parts", "lines", "tags", "upload_id", "secret"],
   "properties": {
    "on": {"type": "string", "format": "date"}, "name": {"type": "string", "maxLength": 60}, "note": {"type": "string", "maxLength": 5000},
    "seen": {"type": "boolean"}, "count": {"type": "integer", "minimum": 0}, "weight": {"type": "number"}, "at": {"type": "string", "format": "date-time"},
    "kind": {"type": "string", "enum": ["a", "b"]}, "marital": {"type": "integer", "enum": [10, 20, 30, 40, 50, 60, 70]},
    "person": {"$ref": "#/components/schemas/Person"},
    "parts": {"type": ["array", "null"], "minItems": 1, "maxItems": 3, "items": {"$ref": "#/components/schemas/Part"}},
    "lines": {"type": "array", "items": {"type": "string"}}, "tags": {"type": "array", "items": {"type": "string", "enum": ["x", "y"]}},
    "upload_id": {"type": "string", "format": "uuid"}, "secret": {"type": "string", "format": "password"}}},
  "Person": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "kin": {"type": "array", "items": {"$ref": "#/components/schemas/Person"}}}},
  "Part": {"type": "object", "required": ["id"], "x-order": ["id", "good"], "properties": {"id": {"type": "string"}, "good": {"type": "boolean"}}}}}}`

type plainWords struct{}

func (plainWords) Label(pattern string) string         { return "label " + pattern }
func (plainWords) Help(string) string                  { return "" }
func (plainWords) Option(pattern, value string) string { return pattern + "=" + value }

func builder(t require.TestingT) (*form.Builder, *form.Schema) {
	d, err := form.Read([]byte(document))
	require.NoError(t, err)
	s := d.Body("POST", "/things")
	require.NotNil(t, s)
	return &form.Builder{Document: d, Words: plainWords{}}, s
}

func kinds(fields []form.Field) map[string]form.Kind {
	out := map[string]form.Kind{}
	form.Walk(fields, func(f *form.Field) { out[f.Name] = f.Kind })
	return out
}

func TestFieldsFollowTheSchemaInItsOrder(t *testing.T) {
	t.Parallel()
	b, s := builder(t)
	fields := b.Build(s, url.Values{})
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	require.Equal(t, []string{
		"/on", "/name", "/note", "/seen", "/count", "/weight", "/at", "/kind", "/marital", "/person", "/parts", "/lines", "/tags", "/upload_id", "/secret",
	}, names)
	got := kinds(fields)
	for name, kind := range map[string]form.Kind{
		"/on": form.Date, "/name": form.Text, "/note": form.Long, "/seen": form.YesNo, "/count": form.Whole, "/weight": form.Number, "/at": form.Instant,
		"/kind": form.Choice, "/marital": form.Select, "/person": form.Group, "/parts": form.List, "/lines": form.List, "/tags": form.Several,
		"/upload_id": form.Upload, "/secret": form.Secret, "/parts/0/id": form.Text,
	} {
		require.Equal(t, kind, got[name], name)
	}
	require.NotContains(t, got, "/person/kin/0/name", "a schema that holds itself ends")
}

func TestInputLeavesOutWhatIsEmptyAndKeepsWhatIsWrong(t *testing.T) {
	t.Parallel()
	b, s := builder(t)
	for name, c := range map[string]struct {
		values url.Values
		want   string
	}{
		"nothing": {url.Values{"_n/parts": {"1"}}, `{"parts":[{}]}`},
		"all": {url.Values{
			"/on": {"2024-02-29"}, "/name": {" 刘𠮷祥 "}, "/note": {"一\r\n二"}, "/seen": {"false"}, "/count": {"3"}, "/weight": {"1.5"}, "/at": {"2024-02-29T23:30"},
			"/kind": {"b"}, "/marital": {"20"}, "/person/name": {"某"}, "_n/parts": {"2"}, "/parts/1/id": {"z"}, "/parts/1/good": {"true"}, "_n/lines": {"2"}, "/lines/0": {"p"},
			"/tags": {"x", "y"}, "/secret": {" a b "},
		}, `{"at":"2024-02-29T23:30:00+08:00","count":3,"kind":"b","lines":["p"],"marital":20,"name":"刘𠮷祥","note":"一\n二","on":"2024-02-29","parts":[{},{"good":true,"id":"z"}],
			"person":{"name":"某"},"secret":" a b ","seen":false,"tags":["x","y"],"weight":1.5}`},
		"wrong": {
			url.Values{"/count": {"三"}, "/weight": {"1,5"}, "/at": {"soon"}, "/seen": {"maybe"}, "_n/parts": {"0"}},
			`{"at":"soon","count":"三","parts":[],"seen":"maybe","weight":"1,5"}`,
		},
	} {
		got, err := json.Marshal(form.Input(b.Build(s, c.values), c.values))
		require.NoError(t, err)
		require.JSONEq(t, c.want, string(got), name)
	}
}

func TestItemsComeAndGoWithoutTouchingTheRest(t *testing.T) {
	t.Parallel()
	values := url.Values{"_n/parts": {"3"}, "/parts/0/id": {"a"}, "/parts/1/id": {"b"}, "/parts/1/good": {"true"}, "/parts/2/id": {"c"}, "/name": {"n"}, "_n/parts/2/x": {"2"}, "/parts/2/x/1": {"k"}}
	form.Remove(values, "/parts/1")
	require.Equal(t, url.Values{"_n/parts": {"2"}, "/parts/0/id": {"a"}, "/parts/1/id": {"c"}, "/name": {"n"}, "_n/parts/1/x": {"2"}, "/parts/1/x/1": {"k"}}, values)
	form.Remove(values, "/parts/7")
	form.Remove(values, "nonsense")
	require.Equal(t, "2", values.Get("_n/parts"), "what is no item is left alone")
	form.Add(values, "/parts")
	require.Equal(t, "3", values.Get("_n/parts"))
}

func TestRefusalsStandAtTheirFieldOrTheNearestAbove(t *testing.T) {
	t.Parallel()
	b, s := builder(t)
	fields := b.Build(s, url.Values{"_n/parts": {"1"}})
	rest := form.Mark(fields, []form.Refusal{
		{Pointer: "/parts/0/id", Message: "required"}, {Pointer: "/parts/0/unknown", Message: "unknown"}, {Pointer: "/nowhere", Message: "lost"}, {Message: "all"},
	})
	require.Equal(t, []form.Refusal{{Pointer: "/nowhere", Message: "lost"}, {Message: "all"}}, rest)
	errs := map[string]string{}
	form.Walk(fields, func(f *form.Field) {
		if f.Error != "" {
			errs[f.Name] = f.Error
		}
	})
	require.Equal(t, map[string]string{"/parts/0/id": "required", "/parts": "unknown"}, errs)
}

// TestWhatWasTypedComesBack holds for any input: as values of a page it makes the same input again.
func TestWhatWasTypedComesBack(t *testing.T) {
	t.Parallel()
	b, s := builder(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[\p{Han}a-zA-Z0-9/~𠮷]{1,12}`)
		in := map[string]any{"name": text.Draw(t, "name"), "seen": rapid.Bool().Draw(t, "seen"), "count": json.Number("7"), "tags": []string{"y"}}
		parts := []any{}
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			parts = append(parts, map[string]any{"id": text.Draw(t, "id"), "good": rapid.Bool().Draw(t, "good")})
		}
		in["parts"] = parts
		values, err := form.Values(in)
		require.NoError(t, err)
		again := form.Input(b.Build(s, values), values)
		want, err := json.Marshal(in)
		require.NoError(t, err)
		got, err := json.Marshal(again)
		require.NoError(t, err)
		require.JSONEq(t, string(want), string(got))
	})
}
