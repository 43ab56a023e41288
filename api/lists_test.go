package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
)

func TestCursorsAreSigned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	made := map[string]bool{}
	for range 5 {
		r := w.do(o.Officer, http.MethodPost, "/cases", map[string]any{"application": workflow.Application{}}, key())
		made[r.text("id")] = true
	}
	type page struct {
		Items []struct{ ID string }
		Next  string
	}
	read := func(query string) (p page, link string) {
		r := w.do(o.Officer, http.MethodGet, "/cases?limit=2"+query, nil)
		require.Equal(t, http.StatusOK, r.status, string(r.body))
		require.NoError(t, json.Unmarshal(r.body, &p))
		return p, r.header.Get("Link")
	}
	p, link := read("")
	require.Contains(t, link, `rel="next"`)
	require.Contains(t, link, "/api/v1/cases?")
	first, seen := p.Next, map[string]bool{}
	for pages := 1; ; pages++ {
		for _, c := range p.Items {
			require.False(t, seen[c.ID])
			seen[c.ID] = true
		}
		if p.Next == "" {
			require.Equal(t, 3, pages)
			break
		}
		p, _ = read("&cursor=" + p.Next)
	}
	require.Equal(t, made, seen)
	for _, bad := range []string{"x", first[:len(first)-1], "A" + first[1:], first + "AAAA"} {
		w.do(o.Officer, http.MethodGet, "/cases?limit=2&cursor="+bad, nil).problem(http.StatusBadRequest, "invalid_cursor")
	}
	w.do(o.Officer, http.MethodGet, "/cases?limit=2&state=draft&cursor="+first, nil).problem(http.StatusBadRequest, "invalid_cursor")
	w.do(o.Officer, http.MethodGet, "/children?limit=2&cursor="+first, nil).problem(http.StatusBadRequest, "invalid_cursor")
}
