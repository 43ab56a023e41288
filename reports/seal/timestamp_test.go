package seal_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/digitorus/timestamp"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/seal"
)

// authority answers over HTTP as RFC 3161 wants; spoil changes what it answers.
func (h house) authorityServer(t *testing.T, spoil func(*timestamp.Timestamp)) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		question, bad := timestamp.ParseRequest(body)
		if err != nil || bad != nil || r.Header.Get("Content-Type") != "application/timestamp-query" {
			http.Error(w, "no question", http.StatusBadRequest)
			return
		}
		stamp := &timestamp.Timestamp{
			HashAlgorithm: question.HashAlgorithm, HashedMessage: question.HashedMessage, Nonce: question.Nonce, Time: h.at, Policy: []int{1, 2, 3},
			AddTSACertificate: question.Certificates,
		}
		spoil(stamp)
		answer, err := stamp.CreateResponseWithOpts(h.tsa.Certificate, h.tsa.Key, question.HashAlgorithm)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		_, _ = w.Write(answer)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestTimestampOverHTTP(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.order(h.agency, "某评估机构")
	o.Stamp = seal.Remote{URL: h.authorityServer(t, func(*timestamp.Timestamp) {})}
	r := check(t, sign(t, paper(t), o), h.trust(t))
	require.Empty(t, r.Findings)
	require.True(t, r.Signatures[0].Timestamped)

	for name, url := range map[string]string{
		"another digest": h.authorityServer(t, func(s *timestamp.Timestamp) { s.HashedMessage = make([]byte, 32) }),
		"old answer":     h.authorityServer(t, func(s *timestamp.Timestamp) { s.Nonce.SetInt64(7) }),
		"nobody there":   "http://127.0.0.1:1/",
	} {
		o.Stamp = seal.Remote{URL: url, Client: &http.Client{Timeout: time.Second}}
		_, err := seal.Sign(t.Context(), paper(t), o)
		require.ErrorIs(t, err, seal.ErrStamp, name)
	}
}
