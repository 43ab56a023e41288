package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// TestEveryPatternOfTheDocumentIsTold: whoever breaks one is told in words what is wanted.
func TestEveryPatternOfTheDocumentIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var document any
	require.NoError(t, json.Unmarshal(w.do(nil, http.MethodGet, "/openapi.json", nil).body, &document))
	found := map[string]bool{}
	var walk func(any)
	walk = func(node any) {
		switch n := node.(type) {
		case map[string]any:
			if p, ok := n["pattern"].(string); ok {
				found[p] = true
			}
			for _, child := range n {
				walk(child)
			}
		case []any:
			for _, child := range n {
				walk(child)
			}
		}
	}
	walk(document)
	require.Greater(t, len(found), 8)
	for p := range found {
		_, ok := edge.PatternOf(p)
		require.True(t, ok, "no sentence for the pattern %s", p)
	}
}

func TestAFileThatIsTooLargeIsToldTheBound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	var most int64
	for template, item := range w.doc.Paths {
		if template == "/api/v1/cases/{id}/uploads" {
			most = item.Post.MaxBodyBytes
		}
	}
	require.Positive(t, most)
	body := append([]byte("%PDF-1.7\n"), make([]byte, most)...)
	r := w.do(o.Officer, http.MethodPost, "/cases/0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b10/uploads", body, key(), sample.Header{Name: "Content-Type", Value: "application/pdf"}, sample.Header{Name: "X-File-Name", Value: "a.pdf"})
	p := r.problem(http.StatusRequestEntityTooLarge, "too_large")
	require.Regexp(t, `^文件不得超过\d+字节（\d+ MB）；请`, p.Detail)
}
