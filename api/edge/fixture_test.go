package edge_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// door knows two tokens.
type door struct{}

func (door) Authenticate(_ context.Context, token string) (office.Session, error) {
	actor := workflow.Actor{ID: "0190-actor", Name: "次仁旺堆", Role: workflow.RoleOfficer}
	switch token {
	case "good":
		return office.Session{Actor: actor}, nil
	case "new":
		return office.Session{Actor: actor, MustChange: true}, nil
	case "broken":
		return office.Session{}, errors.New("the database is away")
	}
	return office.Session{}, workflow.Refuse(office.KindUnauthenticated, "invalid_token", "登录已过期")
}

// thing is a body with one of each.
type thing struct {
	Name   string   `json:"name" minLength:"1" maxLength:"5"`
	Count  int      `json:"count,omitempty" minimum:"1" maximum:"9"`
	On     string   `json:"on,omitempty" format:"date"`
	Kind   string   `json:"kind,omitempty" enum:"a,b"`
	Flag   bool     `json:"flag,omitempty"`
	Inner  []inner  `json:"inner,omitempty" maxItems:"2"`
	Plenty []string `json:"plenty,omitempty"`
}

type inner struct {
	Word string `json:"word" pattern:"^[a-z]+$"`
}

// ThingIn is exported: huma passes over embedded structs that are not.
type ThingIn struct {
	edge.Conditional
	edge.Idempotent
	Limit int `query:"limit" minimum:"1" maximum:"100" default:"10"`
	Body  thing
}

type thingOut struct {
	ETag string `header:"ETag"`
	Body struct {
		Actor   string `json:"actor"`
		Name    string `json:"name"`
		Version int64  `json:"version"`
	}
}

// site is a server with a few routes; fail is what its route /fail answers.
type site struct {
	*echo.Echo
	log  *buffer
	fail error
}

// buffer can be written by several.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{log: &buffer{}}
	s.Echo = edge.NewEcho(edge.ServerOptions{Log: slog.New(slog.NewJSONHandler(s.log, nil))})
	api := edge.NewAPI(s.Echo, edge.APIOptions{Title: "t", Version: "1", OpenAPIPath: "/openapi", Door: door{}})
	errs := []int{400, 401, 403, 404, 409, 412, 413, 415, 428}
	huma.Register(api, huma.Operation{OperationID: "change", Method: http.MethodPost, Path: "/things/{id}", Errors: errs, MaxBodyBytes: 1024},
		func(ctx context.Context, in *struct {
			ID string `path:"id" maxLength:"40"`
			ThingIn
		},
		) (*thingOut, error) {
			v, err := in.Version()
			if err != nil {
				return nil, err
			}
			out := &thingOut{ETag: edge.ETag(v + 1)}
			out.Body.Actor, out.Body.Name, out.Body.Version = edge.ActorOf(ctx).ID, in.Body.Name, v
			return out, nil
		})
	huma.Register(api, edge.Public(huma.Operation{OperationID: "fail", Method: http.MethodGet, Path: "/fail", Errors: errs}),
		func(context.Context, *struct{}) (*struct{}, error) { return nil, s.fail })
	huma.Register(api, edge.Public(huma.Operation{OperationID: "panic", Method: http.MethodGet, Path: "/panic", Errors: errs}),
		func(context.Context, *struct{}) (*struct{}, error) { panic("次仁旺堆 540102198506070018") })
	huma.Register(api, edge.OpenToNewPassword(huma.Operation{OperationID: "me", Method: http.MethodGet, Path: "/me", Errors: errs}),
		func(ctx context.Context, _ *struct{}) (*struct{ Body string }, error) {
			return &struct{ Body string }{edge.ActorOf(ctx).ID + " " + edge.Token(ctx) + " " + edge.Source(ctx)}, nil
		})
	huma.Register(api, huma.Operation{OperationID: "list", Method: http.MethodGet, Path: "/things", Errors: errs},
		func(context.Context, *struct {
			Text string `query:"text" maxLength:"20"`
		},
		) (*struct{ Body []string }, error) {
			return &struct{ Body []string }{[]string{}}, nil
		})
	return s
}

// call sends a request; headers are "Name: value".
func (s *site) call(method, path, body string, headers ...string) *httptest.ResponseRecorder {
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	r := httptest.NewRequest(method, path, reader)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

const authorised = "Authorization: Bearer good"

// post changes a thing with everything a good request has.
func (s *site) post(body string, headers ...string) *httptest.ResponseRecorder {
	return s.call(http.MethodPost, "/things/1", body, append([]string{authorised, `If-Match: "v3"`}, headers...)...)
}

// problem reads the problem of an answer and checks its form.
func problem(t *testing.T, w *httptest.ResponseRecorder) edge.Problem {
	t.Helper()
	require.Equal(t, "application/problem+json", w.Header().Get("Content-Type"), w.Body.String())
	var p edge.Problem
	d := json.NewDecoder(bytes.NewReader(w.Body.Bytes()))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&p))
	require.Equal(t, w.Code, p.Status)
	require.NotEmpty(t, p.Title)
	require.NotEmpty(t, p.Detail)
	require.NotEmpty(t, p.Code)
	require.True(t, strings.HasPrefix(p.Type, "/problems/"), p.Type)
	require.Equal(t, "urn:request:"+w.Header().Get("X-Request-Id"), p.Instance)
	return p
}
