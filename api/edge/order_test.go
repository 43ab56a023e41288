package edge_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

// TestErrorsComeInOrder: the same request is answered with the same bytes.
func TestErrorsComeInOrder(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for range 20 {
		p := problem(t, s.post(`{"zeta":1,"name":"a","alpha":1,"inner":[{"word":"A"},{"word":"b","x":1,"c":2}],"mid":true}`))
		var at []string
		for _, e := range p.Errors {
			at = append(at, e.Pointer)
		}
		require.Equal(t, []string{"/alpha", "/inner/0/word", "/inner/1/c", "/inner/1/x", "/mid", "/zeta"}, at)
	}
}

// TestPatternsAreTold: no expression is shown; what is wanted is, with an example that obeys it.
func TestPatternsAreTold(t *testing.T) {
	t.Parallel()
	for _, p := range edge.Patterns() {
		require.Regexp(t, p.Expression, p.Example)
		code, message := edge.Translated("expected string to match pattern " + p.Expression)
		require.Equal(t, "pattern", code)
		require.Equal(t, p.Sentence+"，例如"+p.Example, message)
	}
	_, message := edge.Translated("expected string to match pattern ^unheard-of$")
	require.NotContains(t, message, "^")
}

func TestABodyThatIsTooLargeIsToldTheBound(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := problem(t, s.post(`{"name":"`+strings.Repeat("a", 2000)+`"}`))
	require.Equal(t, 413, p.Status)
	require.Regexp(t, `\d+字节（[0-9.]+ MB）`, p.Detail)
	require.Contains(t, p.Detail, "/cases/{id}/uploads")
}
