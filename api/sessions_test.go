package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestTokensEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	me := w.do(o.Officer, http.MethodGet, "/sessions/me", nil)
	require.Equal(t, http.StatusOK, me.status)
	require.Equal(t, "收养登记员", me.text("role_name"))
	require.Equal(t, http.StatusNoContent, w.do(o.Officer, http.MethodDelete, "/sessions/me", nil).status)
	w.do(o.Officer, http.MethodGet, "/sessions/me", nil).problem(http.StatusUnauthorized, "invalid_token")
	w.later.Store(int64(13 * time.Hour))
	w.do(o.Supervisor, http.MethodGet, "/cases", nil).problem(http.StatusUnauthorized, "invalid_token")
	w.do(nil, http.MethodPost, "/sessions", map[string]string{"name": "dengji1", "password": "wrong password"}).problem(http.StatusUnauthorized, "wrong_credentials")
}

func TestHealth(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	require.Equal(t, http.StatusOK, w.do(nil, http.MethodGet, "/healthz", nil).status)
	r := w.do(nil, http.MethodGet, "/readyz", nil)
	require.Equal(t, http.StatusOK, r.status)
	require.JSONEq(t, `{"status":"ready","checks":{"database":"ok","grants":"ok"},"notes":{"waiting":3,"lost":"unknown","paper_checks":{"found":0,"refused":0,"unknown":0}}}`, string(r.body), "notes never make it unready")
	require.NoError(t, w.store.Close())
	r = w.do(nil, http.MethodGet, "/readyz", nil)
	require.Equal(t, http.StatusServiceUnavailable, r.status)
	require.NotContains(t, string(r.body), "closed", "reasons are in the log")
}
