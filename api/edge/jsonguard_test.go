package edge_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

func TestCheckJSONAcceptsWhatIsFine(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{}`, `[]`, `null`, `true`, `false`, `0`, `-0`, `1.5e-7`, `"a"`, ` {"a" : [ 1 , {"a":2} ] } `, "\t[\r\n]\n",
		`{"a":"𠮷\n\t\"\\\/é","b":"\ud842\udfb7","c":"བོད"}`, `{"a/b":1,"a~b":2,"":3}`, `"ئۇيغۇر` + "\u200f" + `"`,
		strings.Repeat("[", 32) + strings.Repeat("]", 32), `"` + strings.Repeat("字", 10000) + `"`,
	} {
		require.Nil(t, edge.CheckJSON([]byte(text)), text)
		require.True(t, json.Valid([]byte(text)))
	}
}

func TestCheckJSONNamesThePlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		code, pointer string
		line, column  int
	}{
		"":                                   {"malformed_json", "", 1, 1},
		"{\n  \"a\": 01}":                    {"malformed_json", "", 2, 9},
		`[1,2,nul]`:                          {"malformed_json", "/2", 1, 6},
		`{"甲": "乙", "甲": 1}`:                 {"duplicate_key", "/甲", 1, 12},
		`{"a/b":{"~":1,"~":2}}`:              {"duplicate_key", "/a~1b/~0", 1, 15},
		"{\"a\":[\"x\",\n\"y\u0085\"]}":      {"control_character", "/a/1", 2, 3},
		`["\ud842\u0041"]`:                   {"broken_character", "/0", 1, 3},
		`["\udfb7"]`:                         {"broken_character", "/0", 1, 3},
		`["\uffff"]`:                         {"broken_character", "/0", 1, 3},
		`["\x41"]`:                           {"malformed_json", "/0", 1, 3},
		`["\u00g1"]`:                         {"malformed_json", "/0", 1, 3},
		`[1` + strings.Repeat("0", 70) + `]`: {"number_too_long", "/0", 1, 2},
		"[\"\xe4\xbd\"]":                     {"invalid_utf8", "", 1, 3},
		`{"a":1 "b":2}`:                      {"malformed_json", "", 1, 8},
		`{a:1}`:                              {"malformed_json", "", 1, 2},
		`[1,]`:                               {"malformed_json", "/1", 1, 4},
		"\ufeff{}":                           {"malformed_json", "", 1, 1},
		`-`:                                  {"malformed_json", "", 1, 2},
		`1.`:                                 {"malformed_json", "", 1, 3},
		`1e`:                                 {"malformed_json", "", 1, 3},
	} {
		f := edge.CheckJSON([]byte(text))
		require.NotNil(t, f, text)
		require.Equal(t, want.code, f.Code, text)
		require.Equal(t, want.pointer, f.Pointer, text)
		require.Equal(t, []int{want.line, want.column}, []int{f.Line, f.Column}, text)
		require.NotEmpty(t, f.Message)
	}
}

// FuzzCheckJSON compares with encoding/json: what we accept it accepts, and what it
// refuses we refuse; what we refuse beyond it has a reason that is not the grammar.
func FuzzCheckJSON(f *testing.F) {
	for _, seed := range []string{
		`{"a":[1,-2.5e+3,"x\u00e9\ud842\udfb7"],"b":{"c":null,"d":true}}`, `{"a":1,"a":2}`, "[\"\\u0000\"]", "\xff", `"\ud800"`, `[[[[]]]]`, ` 0 `, "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		fault := edge.CheckJSON(text)
		valid := json.Valid(text) && utf8.Valid(text)
		if fault == nil {
			require.True(t, valid, "accepted: %q", text)
			var v any
			require.NoError(t, json.Unmarshal(text, &v))
			if s, ok := v.(string); ok {
				require.NotContains(t, s, "\ufffd", "nothing is replaced in silence")
			}
			return
		}
		require.NotEmpty(t, fault.Message)
		require.Positive(t, fault.Line)
		require.Positive(t, fault.Column)
		if valid {
			require.NotEqual(t, "malformed_json", fault.Code, "refused as malformed: %q", text)
			require.NotEqual(t, "invalid_utf8", fault.Code)
		}
	})
}

func BenchmarkCheckJSON(b *testing.B) {
	text := []byte(`{"applicants":[` + strings.TrimSuffix(strings.Repeat(`{"name":"次仁旺堆","born":"1985-06-07","id_number":"540102198506070018"},`, 20), ",") + `]}`)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if edge.CheckJSON(text) != nil {
			b.Fatal("refused")
		}
	}
}
