package edge_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

func TestRoutesAreClosedUnlessPublic(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, header := range []string{"X: y", "Authorization: good", "Authorization: Basic Z29vZA==", "Authorization: Bearer", "Authorization: Bearer bad", "Authorization: Bearergood"} {
		for _, path := range []string{"/me", "/things"} {
			w := s.call(http.MethodGet, path, "", header)
			require.Equal(t, 401, w.Code, header)
			problem(t, w)
			require.Equal(t, `Bearer realm="anjia"`, w.Header().Get("WWW-Authenticate"))
		}
	}
	w := s.call(http.MethodGet, "/me", "", "Authorization: bEaReR good")
	require.Equal(t, 200, w.Code)
	require.Contains(t, w.Body.String(), "0190-actor good 192.0.2.1")
	require.Equal(t, 500, s.call(http.MethodGet, "/me", "", "Authorization: Bearer broken").Code)
	require.Equal(t, 204, s.call(http.MethodGet, "/fail", "").Code, "public")
}

func TestPasswordComesFirst(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.call(http.MethodGet, "/things", "", "Authorization: Bearer new")
	require.Equal(t, 403, w.Code)
	require.Equal(t, "password_change_required", problem(t, w).Code)
	require.Equal(t, 200, s.call(http.MethodGet, "/me", "", "Authorization: Bearer new").Code)
}

func TestOpenAPISaysWhatNeedsAToken(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := s.call(http.MethodGet, "/openapi.json", "")
	require.Equal(t, 200, w.Code)
	var spec struct {
		OpenAPI  string
		Security []map[string][]string
		Paths    map[string]map[string]struct {
			Security  *[]map[string][]string
			Responses map[string]struct{ Content map[string]any }
		}
		Components struct{ Schemas map[string]any }
	}
	require.NoError(t, json.Unmarshal(w.Body.Bytes(), &spec))
	require.Equal(t, "3.1.0", spec.OpenAPI)
	require.Contains(t, spec.Security[0], "bearer")
	require.Nil(t, spec.Paths["/things"]["get"].Security)
	require.NotNil(t, spec.Paths["/fail"]["get"].Security)
	require.Contains(t, spec.Paths["/things"]["get"].Responses["401"].Content, "application/problem+json")
	require.Contains(t, spec.Components.Schemas, "Problem")
}

func TestRequestIDIsKeptWhenItIsHarmless(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for given, kept := range map[string]bool{"abcd-1234": true, "abc": false, "a b c d e f": false, strings.Repeat("x", 65): false, "名字名字名字名字": false} {
		got := s.call(http.MethodGet, "/fail", "", "X-Request-Id: "+given).Header().Get("X-Request-Id")
		require.Equal(t, kept, got == given, given)
		require.NotEmpty(t, got)
	}
}

func TestLogHoldsNoPersonalData(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.post(`{"name":"次仁旺堆"}`)
	s.call(http.MethodGet, "/things?text=%E6%AC%A1%E4%BB%81", "", authorised)
	s.call(http.MethodGet, "/%E6%AC%A1%E4%BB%81", "")
	log := s.log.String()
	for _, line := range strings.Split(strings.TrimSpace(log), "\n") {
		var one map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &one))
	}
	require.Contains(t, log, `"route":"/things/:id"`)
	require.Contains(t, log, `"actor_id":"0190-actor"`)
	require.Contains(t, log, `"status":200`)
	require.NotContains(t, log, "次仁")
	require.NotContains(t, log, "%E6")
	require.NotContains(t, log, "good")
}

func TestSecurityHeadersStandOnEveryAnswer(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, path := range []string{"/fail", "/nowhere", "/panic", "/things", "/openapi.json"} {
		h := s.call(http.MethodGet, path, "").Header()
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), path)
		require.Equal(t, "DENY", h.Get("X-Frame-Options"))
		require.Equal(t, "no-store", h.Get("Cache-Control"))
		require.Contains(t, h.Get("Content-Security-Policy"), "default-src 'none'")
		require.Empty(t, h.Get("Strict-Transport-Security"))
	}
	e := edge.NewEcho(edge.ServerOptions{Secure: true, Log: slog.New(slog.DiscardHandler)})
	secure := &site{Echo: e, log: &buffer{}}
	require.NotEmpty(t, secure.call(http.MethodGet, "/", "").Header().Get("Strict-Transport-Security"))
}
