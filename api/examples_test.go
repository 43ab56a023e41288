package api_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/stretchr/testify/require"
)

func TestExamplesObeyTheirSchemas(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, route := range w.document().routes() {
		method, path, _ := strings.Cut(route, " ")
		op := operationOf(w.doc, method, "/api/v1"+path)
		if op.RequestBody == nil || op.RequestBody.Content["application/json"] == nil {
			continue
		}
		media := op.RequestBody.Content["application/json"]
		require.NotNil(t, media.Example, route)
		raw, err := json.Marshal(media.Example)
		require.NoError(t, err)
		var value any
		require.NoError(t, json.Unmarshal(raw, &value))
		var found huma.ValidateResult
		huma.Validate(w.doc.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeWriteToServer, value, &found)
		for _, err := range found.Errors {
			t.Errorf("%s: %v: %s", route, err, raw)
		}
	}
}

func TestContractFindsWhatDiffers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	op := operationOf(w.doc, "GET", "/api/v1/sandbox/clock")
	good := `{"sandbox":true,"now":"2024-01-02T09:00:00+08:00","today":"2024-01-02"}`
	require.Empty(t, breaks(w.doc, op, 200, "application/json", []byte(good)))
	for _, bad := range []string{
		`{}`, `no json`, `{"sandbox":"yes","now":"2024-01-02T09:00:00+08:00","today":"2024-01-02"}`,
		strings.Replace(good, "}", `,"more":1}`, 1), strings.Replace(good, "2024-01-02\"", "\"", 1),
	} {
		require.NotEmpty(t, breaks(w.doc, op, 200, "application/json", []byte(bad)), bad)
	}
	require.NotEmpty(t, breaks(w.doc, op, 201, "application/json", []byte(good)), "a status that is not documented")
	require.NotEmpty(t, breaks(w.doc, op, 200, "text/plain", []byte(good)), "a media type that is not documented")
}
