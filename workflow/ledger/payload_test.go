package ledger_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gowebpki/jcs"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// anyValue draws a JSON value: names that need escapes, names that look like indices,
// characters above U+FFFF, empty containers.
func anyValue(depth int) *rapid.Generator[any] {
	text := rapid.OneOf(
		rapid.SampledFrom([]string{"", "0", "1", "2", "01", "-", "a/b", "m~n", "~1", "\"\\", "\u0000\t\n\u001f\u007f", "é", "é", "𠮷", "\u2028<&>", "\ufffd"}),
		rapid.String())
	scalar := rapid.OneOf(
		rapid.Just[any](nil), rapid.Map(rapid.Bool(), toAny[bool]), rapid.Map(text, toAny[string]),
		rapid.Map(rapid.Float64(), toAny[float64]), rapid.Map(rapid.Int32(), toAny[int32]))
	if depth == 0 {
		return scalar
	}
	below := anyValue(depth - 1)
	return rapid.OneOf(scalar,
		rapid.Map(rapid.SliceOfN(below, 0, 4), toAny[[]any]),
		rapid.Map(rapid.MapOfN(text, below, 0, 4), toAny[map[string]any]))
}

func toAny[T any](v T) any { return v }

func drawDocument(t *rapid.T, label string) []byte {
	doc, err := json.Marshal(anyValue(3).Draw(t, label))
	require.NoError(t, err)
	return doc
}

func drawPayload(t *rapid.T) ledger.Payload {
	return ledger.Payload{
		Seed:  testSeed(rapid.Byte().Draw(t, "seed")),
		Input: drawDocument(t, "input"), After: drawDocument(t, "after"),
	}
}

func TestCommitAgreesWithTheSecondImplementation(t *testing.T) {
	t.Parallel()
	got, err := testPayload().Commit()
	require.NoError(t, err)
	want, err := refCommit(testPayload())
	require.NoError(t, err)
	require.Equal(t, want, got)
	rapid.Check(t, func(t *rapid.T) {
		p := drawPayload(t)
		got, err := p.Commit()
		require.NoError(t, err)
		want, err := refCommit(p)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

// TestCommitDoesNotDependOnSpelling: order of members, space, escapes and the spelling
// of a number do not change the record; anything that changes a value does.
func TestCommitDoesNotDependOnSpelling(t *testing.T) {
	t.Parallel()
	commit := func(after string) ledger.Hash {
		c, err := ledger.Payload{Seed: testSeed(1), Input: []byte("{}"), After: []byte(after)}.Commit()
		require.NoError(t, err)
		return c.Root
	}
	base := commit(`{"a":"é","b":[1,true,null]}`)
	for _, same := range []string{
		`{"b":[1,true,null],"a":"é"}`, " {\n\"a\" : \"\\u00e9\" ,\t\"b\":[ 1.0 , true , null ] }\r\n", `{"\u0061":"é","b":[1e0,true,null]}`,
	} {
		require.Equal(t, base, commit(same), same)
	}
	for _, other := range []string{
		`{"a":"e\u0301","b":[1,true,null]}`, `{"a":"é","b":[true,1,null]}`, `{"a":"é","b":["1",true,null]}`,
		`{"a":"é","b":{"0":1,"1":true,"2":null}}`, `{"a":"é","b":[1,true]}`, `{"a":"é","b":[1,true,null],"c":{}}`,
		`{"a":"é ","b":[1,true,null]}`, `{"a":"é","b":[1,true,"null"]}`, `{"a":"é","b":[1,true,[]]}`, `{"a":"é","b":[1,true,{}]}`,
	} {
		require.NotEqual(t, base, commit(other), other)
	}
}

func TestCommitRefusesWhatItCannotKeep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ doc, pointer, reason string }{
		"empty":                {``, "/after", "ends where a value"},
		"two documents":        {`{} {}`, "/after", "text after the end"},
		"name twice":           {`{"x":{"a":1,"b":2,"a":{}}}`, "/after/x/a", "twice"},
		"name twice, escaped":  {`{"a":1,"\u0061":1}`, "/after/a", "twice"},
		"invalid UTF-8":        {"{\"a\":\"\xff\"}", "/after/a", "UTF-8"},
		"invalid UTF-8 in key": {"{\"\xc3\":1}", "/after", "UTF-8"},
		"lone surrogate":       {`["\ud800"]`, "/after/0", "surrogate"},
		"reversed surrogates":  {`["\udc00\ud800"]`, "/after/0", "surrogate"},
		"surrogate and text":   {`["\ud800abcdef"]`, "/after/0", "surrogate"},
		"bare control":         {"[\"a\nb\"]", "/after/0", "control character"},
		"unknown escape":       {`["\x"]`, "/after/0", "escape"},
		"short escape":         {`["\u12"]`, "/after/0", "escape"},
		"open string":          {`["abc`, "/after/0", "no end"},
		"open escape":          {`["abc\`, "/after/0", "no end"},
		"large integer":        {`{"n":9007199254740993}`, "/after/n", "more digits"},
		"out of range":         {`{"n":1e400}`, "/after/n", "range"},
		"leading zero":         {`[01]`, "/after/0", "number"},
		"bare point":           {`[1.]`, "/after/0", "number"},
		"bare minus":           {`[-]`, "/after/0", "number"},
		"plus":                 {`[+1]`, "/after/0", "not a JSON value"},
		"exponent":             {`[1e]`, "/after/0", "number"},
		"word":                 {`[nul]`, "/after/0", "not a JSON value"},
		"trailing comma":       {`[1,]`, "/after/1", "not a JSON value"},
		"trailing comma 2":     {`{"a":1,}`, "/after", "member name"},
		"no colon":             {`{"a" 1}`, "/after/a", "colon"},
		"no comma":             {`[1 2]`, "/after", "comma"},
		"open array":           {`[1`, "/after", "comma"},
		"too deep":             {strings.Repeat("[", 129) + strings.Repeat("]", 129), "/after" + strings.Repeat("/0", 128), "deep"},
	} {
		_, err := ledger.Payload{Seed: testSeed(1), Input: []byte(`{}`), After: []byte(c.doc)}.Commit()
		var d *ledger.DocumentError
		require.ErrorAs(t, err, &d, name)
		require.Equal(t, c.pointer, d.Pointer, name)
		require.Contains(t, d.Reason, c.reason, name)
	}
	ok := strings.Repeat("[", 128) + strings.Repeat("]", 128)
	_, err := ledger.Payload{Seed: testSeed(1), Input: []byte(`{}`), After: []byte(ok)}.Commit()
	require.NoError(t, err)
	_, err = ledger.Payload{Input: []byte(`{}`), After: []byte(`{}`)}.Commit()
	require.ErrorContains(t, err, "seed")
}

// shownLeaves returns every leaf of p, as the package flattened it.
func shownLeaves(t require.TestingT, p ledger.Payload) []refLeaf {
	r, err := ledger.Redact(p, func(string) bool { return false })
	require.NoError(t, err)
	out := make([]refLeaf, len(r.Leaves))
	for i, l := range r.Leaves {
		v, err := refDecode(l.Value)
		require.NoError(t, err)
		out[i] = refLeaf{l.Path, v}
	}
	return out
}

// requireSameDocument rebuilds the document below root from leaves and compares.
func requireSameDocument(t require.TestingT, root string, doc []byte, leaves []refLeaf) {
	var mine []refLeaf
	for _, l := range leaves {
		if l.path == root || strings.HasPrefix(l.path, root+"/") {
			mine = append(mine, l)
		}
	}
	rebuilt, err := json.Marshal(refUnflatten(root, mine))
	require.NoError(t, err)
	want, err := jcs.Transform(doc)
	require.NoError(t, err)
	got, err := jcs.Transform(rebuilt)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

func TestLeavesRebuildTheDocuments(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPayload(t)
		leaves := shownLeaves(t, p)
		requireSameDocument(t, "/input", p.Input, leaves)
		requireSameDocument(t, "/after", p.After, leaves)
	})
}

func FuzzFlatten(f *testing.F) {
	for _, doc := range []string{
		`{"a":[1,{"b":"\u00e9"}],"0":{}}`, `{"0":1,"1":[]}`, `[[],{},"\ud842\udfb7",-0,1e-7]`, `{"a":1,"a":2}`, "\"\xff\"", `1e400`, `{"~":{"/":0}}`,
	} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		p := ledger.Payload{Seed: testSeed(1), Input: []byte(`0`), After: doc}
		got, err := p.Commit()
		if err != nil {
			return
		}
		require.True(t, json.Valid(doc) && utf8.Valid(doc), "%q was accepted", doc)
		requireSameDocument(t, "/after", doc, shownLeaves(t, p))
		want, err := refCommit(p)
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}
