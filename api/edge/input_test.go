package edge_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2/validation"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

func TestGoodRequestComesThrough(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.post(`{"name":"𠮷野","on":"2024-02-29","kind":"a","inner":[{"word":"ok"}]}`, "Idempotency-Key: 0b7c1c1e-6f53")
	require.Equal(t, 200, w.Code, w.Body.String())
	require.JSONEq(t, `{"actor":"0190-actor","name":"𠮷野","version":3}`, w.Body.String())
	require.Equal(t, `"v4"`, w.Header().Get("ETag"))
	require.Equal(t, 200, s.post(`{"name":"a"}`, "Content-Type: application/json; charset=UTF-8").Code)
}

// TestBadInputNamesThePlace sends every kind of broken body.
func TestBadInputNamesThePlace(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for name, c := range map[string]struct {
		body                        string
		status                      int
		code, in, pointer, specific string
	}{
		"nothing":                 {"", 400, "bad_request", "body", "", "required"},
		"no JSON":                 {`name=a`, 400, "malformed_json", "body", "", "malformed_json"},
		"cut off":                 {`{"name":"a"`, 400, "malformed_json", "body", "", "malformed_json"},
		"more after the end":      {`{"name":"a"} {}`, 400, "malformed_json", "body", "", "malformed_json"},
		"a trailing comma":        {`{"name":"a",}`, 400, "malformed_json", "body", "", "malformed_json"},
		"broken UTF-8":            {"{\"name\":\"a\xff\"}", 400, "malformed_json", "body", "", "invalid_utf8"},
		"a name twice":            {`{"name":"a","name":"b"}`, 422, "invalid_input", "body", "/name", "duplicate_key"},
		"a name twice by escape":  {`{"name":"a","n\u0061me":"b"}`, 422, "invalid_input", "body", "/name", "duplicate_key"},
		"a name in other case":    {`{"name":"a","Name":"b"}`, 422, "invalid_input", "body", "/Name", "unknown_field"},
		"an unknown field":        {`{"name":"a","wage":1}`, 422, "invalid_input", "body", "/wage", "unknown_field"},
		"an escaped NUL":          {`{"name":"a\u0000"}`, 422, "invalid_input", "body", "/name", "control_character"},
		"a raw control character": {"{\"name\":\"a\x01\"}", 422, "invalid_input", "body", "/name", "control_character"},
		"a carriage return":       {`{"name":"a\r"}`, 422, "invalid_input", "body", "/name", "control_character"},
		"a turned text":           {`{"name":"a\u202e"}`, 422, "invalid_input", "body", "/name", "control_character"},
		"half a character":        {`{"name":"\ud842"}`, 422, "invalid_input", "body", "/name", "broken_character"},
		"a damaged character":     {`{"name":"\ufffd"}`, 422, "invalid_input", "body", "/name", "broken_character"},
		"nested text":             {`{"name":"a","inner":[{"word":"a"},{"word":"\u0007"}]}`, 422, "invalid_input", "body", "/inner/1/word", "control_character"},
		"too deep":                {`{"name":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, 422, "invalid_input", "body", "/name" + strings.Repeat("/0", 32), "too_deep"},
		"too large":               {`{"name":"` + strings.Repeat("a", 2000) + `"}`, 413, "too_large", "", "", ""},
		"a missing field":         {`{}`, 422, "invalid_input", "body", "/name", "required"},
		"an empty field":          {`{"name":""}`, 422, "invalid_input", "body", "/name", "required"},
		"too long":                {`{"name":"abcdef"}`, 422, "invalid_input", "body", "/name", "too_long"},
		"a wrong type":            {`{"name":5}`, 422, "invalid_input", "body", "/name", "type"},
		"a number as text":        {`{"name":"a","count":"1"}`, 422, "invalid_input", "body", "/count", "type"},
		"too small":               {`{"name":"a","count":0}`, 422, "invalid_input", "body", "/count", "minimum"},
		"too big":                 {`{"name":"a","count":10}`, 422, "invalid_input", "body", "/count", "maximum"},
		"a day that is none":      {`{"name":"a","on":"2026-02-30"}`, 422, "invalid_input", "body", "/on", "date"},
		"a word that is none":     {`{"name":"a","kind":"c"}`, 422, "invalid_input", "body", "/kind", "enum"},
		"a pattern":               {`{"name":"a","inner":[{"word":"A1"}]}`, 422, "invalid_input", "body", "/inner/0/word", "pattern"},
		"too many":                {`{"name":"a","inner":[{"word":"a"},{"word":"a"},{"word":"a"}]}`, 422, "invalid_input", "body", "/inner", "too_many"},
		"a list":                  {`[]`, 422, "invalid_input", "body", "", "type"},
		"null":                    {`null`, 422, "invalid_input", "body", "", "type"},
	} {
		w := s.post(c.body)
		p := problem(t, w)
		require.Equal(t, c.status, w.Code, "%s: %s", name, w.Body.String())
		require.Equal(t, c.code, p.Code, name)
		if c.specific == "" {
			continue
		}
		require.Len(t, p.Errors, 1, "%s: %s", name, w.Body.String())
		require.Equal(t, c.specific, p.Errors[0].Code, "%s: %s", name, w.Body.String())
		require.Equal(t, c.in, p.Errors[0].In, name)
		require.Equal(t, c.pointer, p.Errors[0].Pointer, name)
		require.True(t, hasChinese(p.Errors[0].Message), "%s: %s", name, p.Errors[0].Message)
	}
}

// TestUnknownFieldNamesThoseThereAre: also inside lists, and nothing where the names are free.
func TestUnknownFieldNamesThoseThereAre(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := problem(t, s.post(`{"name":"a","inner":[{"word":"b"},{"word":"c","sord":"d"}],"wage":1}`))
	require.Len(t, p.Errors, 2)
	require.Equal(t, "/inner/1/sord", p.Errors[0].Pointer)
	require.Contains(t, p.Errors[0].Message, "可以填写：word")
	require.NotContains(t, p.Errors[0].Message, "plenty")
	require.Contains(t, p.Errors[1].Message, "可以填写：count、flag、inner、kind、name、on、plenty")
}

func hasChinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
}

func TestParametersAreChecked(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for path, want := range map[string]string{
		"/things?page=2":              "unknown_parameter",
		"/things?text=%00":            "control_character",
		"/things?text=%ff":            "invalid_utf8",
		"/things?text=" + long(21):    "too_long",
		"/things?te%78t=a&tex%74=%01": "control_character",
	} {
		w := s.call(http.MethodGet, path, "", authorised)
		p := problem(t, w)
		require.Equal(t, 422, w.Code, path)
		require.Equal(t, "query", p.Errors[0].In, path)
		require.Equal(t, want, p.Errors[0].Code, path)
	}
	require.Equal(t, 400, s.call(http.MethodGet, "/things?text=%zz", "", authorised).Code)
	require.Equal(t, 400, s.call(http.MethodPost, "/things/%00", `{"name":"a"}`, authorised).Code)
	require.Equal(t, 400, s.call(http.MethodGet, "/things", `{"a":1}`, authorised).Code, "a body that nobody reads")
	w := s.call(http.MethodPost, "/things/1?limit=101", `{"name":"a"}`, authorised, `If-Match: "v1"`)
	require.Equal(t, "/limit", problem(t, w).Errors[0].Pointer)
	w = s.call(http.MethodPost, "/things/1?limit=ten", `{"name":"a"}`, authorised, `If-Match: "v1"`)
	require.Equal(t, "type", problem(t, w).Errors[0].Code)
}

func long(n int) string { return strings.Repeat("a", n) }

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, ct := range []string{"text/plain", "application/x-www-form-urlencoded", "application/json; charset=GBK", "multipart/form-data; boundary=x", "application/jsonp", ";;"} {
		w := s.post(`{"name":"a"}`, "Content-Type: "+ct)
		require.Equal(t, 415, w.Code, ct)
		require.Equal(t, "unsupported_media_type", problem(t, w).Code)
	}
}

func TestIfMatchIsStrict(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for header, status := range map[string]int{
		`"v12"`: 200, ``: 428, `*`: 400, `W/"v12"`: 400, `"12"`: 400, `v12`: 400, `"v12", "v13"`: 400, `"v0"`: 400, `"v-1"`: 400, `"v012"`: 400,
		`"v+1"`: 400, `"v99999999999999999999"`: 400, `"v"`: 400,
	} {
		w := s.post(`{"name":"a"}`, "If-Match: "+header)
		require.Equal(t, status, w.Code, header)
		if status != 200 {
			require.Equal(t, "/If-Match", problem(t, w).Errors[0].Pointer)
		}
	}
	require.Equal(t, `"v12"`, edge.ETag(12))
}

func TestIdempotencyKeyHasAForm(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for key, ok := range map[string]bool{"12345678": true, "1234567": false, long(128): true, long(129): false, "键键键键键键键键": false, "with a space": false} {
		w := s.post(`{"name":"a"}`, "Idempotency-Key: "+key)
		require.Equal(t, ok, w.Code == 200, key)
		if !ok {
			require.Equal(t, "/Idempotency-Key", problem(t, w).Errors[0].Pointer)
		}
	}
}

// TestEverySentenceOfHumaIsTranslated holds our phrases against the sentences that
// the package of validations has.
func TestEverySentenceOfHumaIsTranslated(t *testing.T) {
	t.Parallel()
	for name, sentence := range map[string]string{
		"MsgUnexpectedProperty": validation.MsgUnexpectedProperty, "MsgExpectedRFC3339DateTime": validation.MsgExpectedRFC3339DateTime,
		"MsgExpectedRFC1123DateTime": validation.MsgExpectedRFC1123DateTime, "MsgExpectedRFC3339Date": validation.MsgExpectedRFC3339Date,
		"MsgExpectedRFC3339Time": validation.MsgExpectedRFC3339Time, "MsgExpectedRFC5322Email": validation.MsgExpectedRFC5322Email,
		"MsgExpectedRFC5890Hostname": validation.MsgExpectedRFC5890Hostname, "MsgExpectedRFC2673IPv4": validation.MsgExpectedRFC2673IPv4,
		"MsgExpectedRFC2373IPv6": validation.MsgExpectedRFC2373IPv6, "MsgExpectedRFCIPAddr": validation.MsgExpectedRFCIPAddr,
		"MsgExpectedRFC3986URI": validation.MsgExpectedRFC3986URI, "MsgExpectedRFC4122UUID": validation.MsgExpectedRFC4122UUID,
		"MsgExpectedRFC6570URITemplate": validation.MsgExpectedRFC6570URITemplate, "MsgExpectedRFC6901JSONPointer": validation.MsgExpectedRFC6901JSONPointer,
		"MsgExpectedRFC6901RelativeJSONPointer": validation.MsgExpectedRFC6901RelativeJSONPointer, "MsgExpectedRegexp": validation.MsgExpectedRegexp,
		"MsgExpectedMatchAtLeastOneSchema": validation.MsgExpectedMatchAtLeastOneSchema, "MsgExpectedMatchExactlyOneSchema": validation.MsgExpectedMatchExactlyOneSchema,
		"MsgExpectedNotMatchSchema": validation.MsgExpectedNotMatchSchema, "MsgExpectedPropertyNameInObject": validation.MsgExpectedPropertyNameInObject,
		"MsgExpectedBoolean": validation.MsgExpectedBoolean, "MsgExpectedNumber": validation.MsgExpectedNumber, "MsgExpectedInteger": validation.MsgExpectedInteger,
		"MsgExpectedString": validation.MsgExpectedString, "MsgExpectedBase64String": validation.MsgExpectedBase64String, "MsgExpectedArray": validation.MsgExpectedArray,
		"MsgExpectedObject": validation.MsgExpectedObject, "MsgExpectedArrayItemsUnique": validation.MsgExpectedArrayItemsUnique,
		"MsgExpectedOneOf": validation.MsgExpectedOneOf, "MsgExpectedMinimumNumber": validation.MsgExpectedMinimumNumber,
		"MsgExpectedExclusiveMinimumNumber": validation.MsgExpectedExclusiveMinimumNumber, "MsgExpectedMaximumNumber": validation.MsgExpectedMaximumNumber,
		"MsgExpectedExclusiveMaximumNumber": validation.MsgExpectedExclusiveMaximumNumber, "MsgExpectedNumberBeMultipleOf": validation.MsgExpectedNumberBeMultipleOf,
		"MsgExpectedMinLength": validation.MsgExpectedMinLength, "MsgExpectedMaxLength": validation.MsgExpectedMaxLength,
		"MsgExpectedBePattern": validation.MsgExpectedBePattern, "MsgExpectedMatchPattern": validation.MsgExpectedMatchPattern,
		"MsgExpectedMinItems": validation.MsgExpectedMinItems, "MsgExpectedMaxItems": validation.MsgExpectedMaxItems,
		"MsgExpectedMinProperties": validation.MsgExpectedMinProperties, "MsgExpectedMaxProperties": validation.MsgExpectedMaxProperties,
		"MsgExpectedRequiredProperty": validation.MsgExpectedRequiredProperty, "MsgExpectedDependentRequiredProperty": validation.MsgExpectedDependentRequiredProperty,
		"MsgExpectedDuration": validation.MsgExpectedDuration,
	} {
		said := strings.NewReplacer("%d", "7", "%v", "x", "%s", "word").Replace(sentence)
		code, message := edge.Translated(said)
		require.NotEqual(t, "invalid", code, "%s: %s", name, said)
		require.True(t, hasChinese(message), name)
		require.NotContains(t, message, "expected", name)
	}
}
