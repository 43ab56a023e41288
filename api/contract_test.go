package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// contract checks every answer that a test gets against the document: the status is
// documented, the media type too, and the body obeys its schema.
func contract(t *testing.T, next http.Handler, doc *huma.OpenAPI) http.Handler {
	t.Helper()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		next.ServeHTTP(rec, r)
		for name, values := range rec.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes())
		if op := operationOf(doc, r.Method, r.URL.Path); op != nil {
			for _, fault := range breaks(doc, op, rec.Code, rec.Header().Get("Content-Type"), rec.Body.Bytes()) {
				t.Errorf("%s %s %d: %s", r.Method, op.Path, rec.Code, fault)
			}
		}
	})
}

// operationOf finds the operation of a request; nil for addresses that have none.
func operationOf(doc *huma.OpenAPI, method, path string) *huma.Operation {
	var found *huma.Operation
	parts := strings.Split(path, "/")
	most := -1
	for template, item := range doc.Paths {
		op := map[string]*huma.Operation{http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodPut: item.Put, http.MethodDelete: item.Delete, http.MethodPatch: item.Patch}[method]
		names := strings.Split(template, "/")
		if op == nil || len(names) != len(parts) {
			continue
		}
		same := 0
		for i, n := range names {
			switch {
			case n == parts[i]:
				same++
			case !strings.HasPrefix(n, "{"):
				same = -len(names)
			}
		}
		if same > most && same >= 0 {
			found, most = op, same
		}
	}
	return found
}

// breaks lists how an answer differs from what the document promises.
func breaks(doc *huma.OpenAPI, op *huma.Operation, status int, contentType string, body []byte) []string {
	response := op.Responses[strconv.Itoa(status)]
	if response == nil {
		return []string{"the status is not documented: " + string(body)}
	}
	if len(response.Content) == 0 {
		if len(bytes.TrimSpace(body)) > 0 {
			return []string{"has a body where none is documented"}
		}
		return nil
	}
	contentType, _, _ = strings.Cut(contentType, ";")
	media := response.Content[contentType]
	if media == nil {
		if response.Content["application/octet-stream"] != nil {
			return nil
		}
		return []string{"the media type " + strconv.Quote(contentType) + " is not documented"}
	}
	if !strings.HasSuffix(contentType, "json") {
		return nil
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return []string{"no JSON: " + err.Error()}
	}
	var found huma.ValidateResult
	huma.Validate(doc.Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, value, &found)
	var faults []string
	for _, err := range found.Errors {
		faults = append(faults, err.Error())
	}
	return faults
}
