package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// TestAnyInput sends drawn inputs to every operation. It is never a fault of the
// server, the answer obeys the document (contract), input that obeys its schema is
// not refused by it, and input that breaks it always is.
func TestAnyInput(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	s := w.schedule()
	f := sample.Foundling(s, o)
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-01-18"))) // in the midst of the home study
	who := []*sample.Client{o.Admin, o.Officer, o.Supervisor, o.Manager, o.Eval1, o.Auditor}
	ids := map[string]string{
		"agencies": o.AgencyID, "authorities": o.AuthorityID, "evaluators": o.EvaluatorIDs[0], "accounts": o.AccountIDs["dengji2"], "cases": f.ID,
		"children": f.ChildID, "papers": f.Papers[len(f.Papers)-1].ID,
	}
	routes := w.document().routes()
	one := func(rt *rapid.T) {
		route := rapid.SampledFrom(routes).Draw(rt, "route")
		if route == "DELETE /sessions/me" || strings.Contains(route, "change_own_password") || route == "POST /sandbox/clock" {
			return // would end the session of the other draws, or their century
		}
		method, path, _ := strings.Cut(route, " ")
		op := operationOf(w.doc, method, "/api/v1"+path)
		g := &generator{t: rt, registry: w.doc.Components.Schemas, hostile: rapid.Bool().Draw(rt, "hostile")}
		target, headers := g.address(op, ids)
		client := rapid.SampledFrom(who).Draw(rt, "who")
		if strings.HasPrefix(target, "/cases/"+f.ID+"/acts/") && rapid.Bool().Draw(rt, "current") {
			headers = append(headers, match(w.do(o.Officer, http.MethodGet, "/cases/"+f.ID, nil).header.Get("ETag")))
		}
		var in any
		if op.RequestBody != nil && op.RequestBody.Content["application/json"] != nil {
			in = g.value(op.RequestBody.Content["application/json"].Schema, "body", 0)
		} else if op.RequestBody != nil {
			in = []byte("%PDF-1.7 drawn")
			for media := range op.RequestBody.Content { // one kind of file each; a header of the operation's own comes later
				headers = append([]sample.Header{{Name: "Content-Type", Value: media}}, headers...)
			}
		}
		r := w.do(client, method, target, in, headers...)
		sent, _ := json.Marshal(in)
		require.Less(rt, r.status, 500, "%s %s %s: %s", method, target, sent, r.body)
		refused := refusedBySchema(r)
		if g.broken {
			require.GreaterOrEqual(rt, r.status, 400, "broken input was taken: %s %s %s: %d", method, target, sent, r.status)
			require.True(rt, refused || r.status == http.StatusForbidden || r.status == http.StatusNotFound || r.status == http.StatusBadRequest || r.status == http.StatusUnprocessableEntity,
				"%s %s %s: %d %s", method, target, sent, r.status, r.body)
		} else {
			require.False(rt, refused, "good input was refused by its schema: %s %s %s: %s", method, target, sent, r.body)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		for range 10 {
			one(rt)
		}
	})
}

// refusedBySchema tells a refusal of the binding from one of the house: only the former names the part of the request.
func refusedBySchema(r reply) bool {
	var p struct {
		Code   string
		Errors []struct{ In string }
	}
	if r.status != http.StatusUnprocessableEntity && r.status != http.StatusBadRequest || json.Unmarshal(r.body, &p) != nil {
		return false
	}
	return p.Code == "invalid_input" && len(p.Errors) > 0 && p.Errors[0].In != "" || p.Code == "malformed_json"
}

// address draws path, query and headers of an operation.
func (g *generator) address(op *huma.Operation, ids map[string]string) (string, []sample.Header) {
	path, query := strings.TrimPrefix(op.Path, "/api/v1"), url.Values{}
	headers := []sample.Header{key(), match(fmt.Sprintf(`"v%d"`, rapid.IntRange(1, 3).Draw(g.t, "version")))}
	for _, p := range op.Parameters {
		switch {
		case p.In == "path" && p.Schema.Format == "uuid":
			id := uuid.NewString()
			before, _, _ := strings.Cut(path, "/{"+p.Name+"}")
			if known := ids[before[strings.LastIndexByte(before, '/')+1:]]; known != "" && rapid.IntRange(0, 4).Draw(g.t, p.Name+" known") > 0 {
				id = known
			}
			path = strings.Replace(path, "{"+p.Name+"}", id, 1)
		case p.In == "path":
			path = strings.Replace(path, "{"+p.Name+"}", url.PathEscape(fmt.Sprint(g.parameter(p.Schema, p.Name))), 1)
		case p.In == "query" && p.Name != "cursor" && (p.Required || rapid.Bool().Draw(g.t, p.Name+" given")):
			if v := fmt.Sprint(g.parameter(p.Schema, p.Name)); v != "" {
				query.Set(p.Name, v)
			}
		case p.In == "header" && p.Name == "X-File-Name":
			headers = append(headers, sample.Header{Name: p.Name, Value: "drawn.pdf"})
		case p.In == "header" && p.Name == "Upload-Offset":
			headers = append(headers, sample.Header{Name: p.Name, Value: "0"}, sample.Header{Name: "Content-Type", Value: "application/offset+octet-stream"})
		case p.In == "header" && p.Name == "Content-Type":
			headers = append(headers, sample.Header{Name: p.Name, Value: "application/pdf"})
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path, headers
}

// parameter draws a value that is a text in an address; never empty, which would be another address.
func (g *generator) parameter(s *huma.Schema, label string) any {
	hostile := g.hostile
	g.hostile = false // a wrong type of a parameter is a text like any other
	defer func() { g.hostile = hostile }()
	if s.Type == huma.TypeArray {
		return g.value(s.Items, label, 0)
	}
	if s.Type == huma.TypeString && s.Pattern == "" && s.Format == "" && len(s.Enum) == 0 {
		return rapid.StringMatching(`[a-z@0-9.]{1,12}`).Draw(g.t, label)
	}
	return g.value(s, label, 0)
}
