package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// keepLog takes all entries into the log and returns the verifier's key.
func (w *world) keepLog() (public string) {
	w.t.Helper()
	key, public, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("k", 64)), "anjia/test")
	require.NoError(w.t, err)
	require.Eventually(w.t, func() bool {
		_, err := w.store.ExtendLog(w.t.Context(), key, 1000)
		require.NoError(w.t, err)
		state, err := w.store.LogState(w.t.Context())
		require.NoError(w.t, err)
		return state.Size > 0 && state.Waiting == 0
	}, time.Minute, time.Millisecond)
	return public
}

// readLog checks the log as a witness does, by what the API serves.
func (w *world) readLog(c *sample.Client, public string) (*ledger.PublishedLog, error) {
	return ledger.CheckLog(func(path string) ([]byte, error) {
		r := w.do(c, http.MethodGet, "/log/"+path, nil)
		require.Equal(w.t, http.StatusOK, r.status, "%s: %s", path, r.body)
		return r.body, nil
	}, public)
}

// TestAnAuditorReadsTheLog: the whole of it, as other people's programs read logs, and every head that was signed.
func TestAnAuditorReadsTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	auditor := w.account("shenji9", workflow.RoleAuditor, o.AuthorityID, "")
	w.do(auditor, http.MethodGet, "/log/checkpoint", nil).problem(http.StatusNotFound, "no_log")
	public := w.keepLog()
	first, err := w.readLog(auditor, public)
	require.NoError(t, err)
	w.account("dengji9", workflow.RoleOfficer, o.AuthorityID, "")
	w.keepLog()
	log, err := w.readLog(auditor, public)
	require.NoError(t, err)
	require.NoError(t, log.Continues(first.Head))
	require.Greater(t, log.Head.Size, first.Head.Size)

	var list struct {
		Heads []struct {
			Size int64
			Note string
		}
	}
	require.NoError(t, json.Unmarshal(w.do(auditor, http.MethodGet, "/log/heads", nil).body, &list))
	require.GreaterOrEqual(t, len(list.Heads), 2)
	for _, h := range list.Heads {
		head, err := ledger.ParseHead(h.Note, public)
		require.NoError(t, err)
		require.Equal(t, h.Size, head.Size)
		require.NoError(t, log.Continues(head))
	}
	require.NoError(t, json.Unmarshal(w.do(auditor, http.MethodGet, fmt.Sprint("/log/heads?since=", first.Head.Size), nil).body, &list))
	require.Greater(t, list.Heads[0].Size, first.Head.Size)
	for _, at := range []string{"/log/tile/0/001", "/log/tile/1/000", "/log/tile/0/x001/000", "/log/tile/0/x001/x000/000", "/log/tile/entries/000.p/255", "/log/tile/0/000"} {
		w.do(auditor, http.MethodGet, at, nil).problem(http.StatusNotFound, "no_tile")
	}
	require.Contains(t, w.do(auditor, http.MethodGet, "/log/tile/0/000.p/1", nil).header.Get("Cache-Control"), "private")
}

// TestALogIsPublicWhenTheOfficeSaysSo: everybody reads it without a token, and nobody too fast.
func TestALogIsPublicWhenTheOfficeSaysSo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	public := w.keepLog()
	w.deps.Book = &casework.LogBook{Log: w.store, Public: true}
	e, err := api.New(w.deps)
	require.NoError(t, err)
	server := httptest.NewServer(e)
	t.Cleanup(server.Close)
	w.base = server.URL
	log, err := w.readLog(nil, public)
	require.NoError(t, err)
	require.Positive(t, log.Head.Size)
	require.Equal(t, "public, max-age=31536000, immutable", w.do(nil, http.MethodGet, "/log/tile/0/000.p/1", nil).header.Get("Cache-Control"))
	require.Equal(t, "no-store", w.do(nil, http.MethodGet, "/log/checkpoint", nil).header.Get("Cache-Control"))
	for range 5000 {
		if r := w.do(nil, http.MethodGet, "/log/checkpoint", nil); r.status != http.StatusOK {
			r.problem(http.StatusTooManyRequests, "too_many_requests")
			require.NotEmpty(t, r.header.Get("Retry-After"))
			w.do(nil, http.MethodGet, "/sandbox/clock", nil).problem(http.StatusUnauthorized, "unauthenticated")
			return
		}
	}
	t.Fatal("nothing bounds how fast the log is read")
}
