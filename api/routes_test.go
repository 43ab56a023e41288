package api_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

func TestEveryActOfTheTableHasItsRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.document().routes()
	for _, row := range workflow.Table() {
		require.Contains(t, all, "POST /cases/{id}/acts/"+string(row.Act), row.Name)
	}
	for _, d := range casework.Acts() {
		require.Contains(t, all, "POST /cases/{id}/acts/"+string(d.Name), d.Chinese)
	}
	subjects := map[office.Subject]string{
		office.SubjectAuthority: "/authorities", office.SubjectAgency: "/agencies", office.SubjectEvaluator: "/evaluators", office.SubjectAccount: "/accounts",
		office.SubjectPublication: "/publications", office.SubjectBlankSlip: "/blank-slips",
	}
	for _, row := range office.Table() {
		switch at := subjects[row.Subject]; {
		case row.Subject == office.SubjectClock:
			require.Contains(t, all, "POST /sandbox/clock")
		case row.Creates:
			require.True(t, slices.ContainsFunc(all, func(route string) bool { return strings.HasPrefix(route, "POST "+at) && !strings.Contains(route, "{") }), row.Name)
		default:
			require.Contains(t, all, "POST "+at+"/{id}/acts/"+string(row.Act))
		}
	}
}

func TestDocumentIsComplete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.document()
	require.NotContains(t, string(w.do(nil, http.MethodGet, "/openapi.json", nil).body), "patternDescription", "no word of OpenAPI")
	require.Equal(t, "3.1.0", d.OpenAPI)
	tags := map[string]bool{}
	for _, tag := range d.Tags {
		tags[tag.Name] = true
	}
	ids := map[string]string{}
	for _, route := range d.routes() {
		op := d.at(route)
		require.NotEmpty(t, op.Summary, route)
		require.Len(t, op.Tags, 1, route)
		require.True(t, tags[op.Tags[0]], "%s: the tag %q is not described", route, op.Tags[0])
		require.Empty(t, ids[op.OperationID], "%s and %s have the same id", route, ids[op.OperationID])
		ids[op.OperationID] = route
		if route != "POST /sessions" {
			require.Contains(t, op.Responses, "401", route)
			require.Contains(t, op.Responses, "403", route)
		}
		for status, response := range op.Responses {
			if status >= "400" {
				require.Contains(t, response.Content, "application/problem+json", "%s %s", route, status)
			}
		}
		if strings.Contains(route, "/acts/") {
			for _, status := range []string{"400", "404", "409", "412", "413", "415", "422", "428"} {
				require.Contains(t, op.Responses, status, route)
			}
			for _, name := range []string{"If-Match", "Idempotency-Key"} {
				require.True(t, slices.ContainsFunc(op.Parameters, func(p parameter) bool { return p.Name == name && p.Required }), "%s: %s", route, name)
			}
		}
	}
}

// document is what the tests read of the OpenAPI document.
type document struct {
	OpenAPI string                          `json:"openapi"`
	Paths   map[string]map[string]operation `json:"paths"`
	Tags    []struct{ Name, Description string }
}

type operation struct {
	OperationID string `json:"operationId"`
	Summary     string
	Tags        []string
	Parameters  []parameter
	RequestBody *struct {
		Content map[string]media
	}
	Responses map[string]struct {
		Description string
		Content     map[string]media
	}
	Security []map[string][]string
}

type parameter struct {
	Name, In string
	Required bool
	Schema   json.RawMessage
	Example  any
}

type media struct {
	Schema  json.RawMessage
	Example json.RawMessage
}

func (w *world) document() document {
	w.t.Helper()
	r := w.do(nil, http.MethodGet, "/openapi.json", nil)
	require.Equal(w.t, http.StatusOK, r.status)
	var d document
	require.NoError(w.t, json.Unmarshal(r.body, &d))
	return d
}

func (d document) routes() []string {
	var out []string
	for path, methods := range d.Paths {
		for method := range methods {
			out = append(out, strings.ToUpper(method)+" "+strings.TrimPrefix(path, "/api/v1"))
		}
	}
	slices.Sort(out)
	return out
}

func (d document) at(route string) operation {
	method, path, _ := strings.Cut(route, " ")
	return d.Paths["/api/v1"+path][strings.ToLower(method)]
}
