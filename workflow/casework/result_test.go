package casework_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
)

func TestAResultIsReadWhenAllSheetsAreIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	for _, who := range []workflow.Actor{h.officer, h.supervisor, h.manager, h.eval, h.auditor} {
		v, err := h.service.Result(t.Context(), who, id, workflow.PhaseCapacity, "")
		require.NoError(t, err, "%s", who.Role)
		require.True(t, v.Result.Passed)
		require.Contains(t, strings.Join(v.Explanation, "\n"), v.Result.Total)
		_, err = h.service.Result(t.Context(), who, id, workflow.PhaseIntegration, "")
		require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
	}
	whole, err := h.service.Result(t.Context(), h.officer, id, workflow.PhaseCapacity, "")
	require.NoError(t, err)
	code := whole.Result.Tree[len(whole.Result.Tree)-1].Code
	one, err := h.service.Result(t.Context(), h.officer, id, workflow.PhaseCapacity, code)
	require.NoError(t, err)
	require.Less(t, len(one.Explanation), len(whole.Explanation))
	_, err = h.service.Result(t.Context(), h.officer, id, workflow.PhaseCapacity, "没有这一项")
	var refused *workflow.Error
	require.ErrorAs(t, err, &refused)
	require.Equal(t, "invalid_input", refused.Code, "nobody submits a sheet here")
	require.Equal(t, "/code", refused.Fields[0].Pointer)
	stranger := h.manager
	stranger.ID, stranger.AgencyID = "30000000-0000-7000-8000-000000000094", "20000000-0000-7000-8000-000000000009"
	_, err = h.service.Result(t.Context(), stranger, id, workflow.PhaseCapacity, "")
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
}
