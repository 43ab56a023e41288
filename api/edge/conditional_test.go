package edge_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

func TestAFirstDraftNamesNoVersion(t *testing.T) {
	t.Parallel()
	draft := func(match, none string) (int64, string) {
		v, err := edge.ConditionalDraft{Conditional: edge.Conditional{IfMatch: match}, IfNoneMatch: none}.Version()
		var p *edge.Problem
		if errors.As(err, &p) {
			return v, p.Code + ": " + p.Detail
		}
		require.NoError(t, err)
		return v, ""
	}
	for _, first := range [][2]string{{"", "*"}, {`"v0"`, ""}, {`"v0"`, "*"}} {
		v, refused := draft(first[0], first[1])
		require.Zero(t, v)
		require.Empty(t, refused)
	}
	v, refused := draft(`"v3"`, "")
	require.Equal(t, int64(3), v)
	require.Empty(t, refused)
	_, refused = draft("", "")
	require.Contains(t, refused, "if_match_missing")
	require.Contains(t, refused, "If-None-Match: *", "the remedy")
	_, refused = draft("", `"v1"`)
	require.Contains(t, refused, "if_match_missing")
	_, refused = draft(`v3`, "*")
	require.Contains(t, refused, "if_match_malformed")
}
