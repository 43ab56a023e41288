package casework_test

import (
	"context"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestAStaleSaveIsKeptBesideTheDraft(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	ctx, id := context.Background(), h.assessing()
	h.must(h.eval, id, casework.RecordVisit{VisitInput: h.visit()})
	answers := h.answers(id, h.eval)
	save := func(who workflow.Actor, version int64, a map[string]assessment.Answer) (*casework.SheetView, error) {
		return h.service.SaveSheet(ctx, casework.SheetRequest{Actor: who, CaseID: id, Phase: workflow.PhaseCapacity, Version: version, Answers: a})
	}
	v, err := save(h.eval, 0, answers)
	require.NoError(t, err)

	other := maps.Clone(answers)
	a := other["050"]
	a.Comment = "另一窗口所写"
	other["050"] = a
	for range 2 { // a second try keeps nothing twice
		_, err = save(h.eval, 0, other)
		var stale *casework.StaleSheet
		require.ErrorAs(t, err, &stale)
		require.True(t, workflow.IsKind(err, workflow.KindStale))
		require.Equal(t, v.Version, stale.Stored.Version)
		require.Equal(t, "另一窗口所写", stale.Sent.Sheet.Answers["050"].Comment)
		require.NotEqual(t, "另一窗口所写", stale.Stored.Sheet.Answers["050"].Comment, "the draft stays as it was")
		require.Equal(t, []string{"050"}, stale.Sent.Differs)
	}
	list, err := h.service.SheetVersions(ctx, h.eval, id, workflow.PhaseCapacity)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, []string{"050"}, list[0].Differs)
	require.Zero(t, list[0].BasedOn)
	require.Equal(t, v.Version, list[0].Beside)
	for _, who := range []workflow.Actor{h.eval2, h.manager, h.officer, h.supervisor, h.auditor} {
		_, err := h.service.ReadSheetVersion(ctx, who, id, workflow.PhaseCapacity, list[0].ID)
		require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%s: %v", who.Name, err)
		theirs, err := h.service.SheetVersions(ctx, who, id, workflow.PhaseCapacity)
		require.NoError(t, err)
		require.Empty(t, theirs, who.Name)
		require.NotContains(t, h.seen(who, id), "另一窗口所写", who.Name)
	}

	kept, err := h.service.ReadSheetVersion(ctx, h.eval, id, workflow.PhaseCapacity, list[0].ID)
	require.NoError(t, err)
	v, err = save(h.eval, v.Version, kept.Sheet.Answers)
	require.NoError(t, err, "taking one over is an ordinary save")
	require.Equal(t, "另一窗口所写", v.Sheet.Answers["050"].Comment)
	kept, err = h.service.ReadSheetVersion(ctx, h.eval, id, workflow.PhaseCapacity, kept.ID)
	require.NoError(t, err)
	require.Empty(t, kept.Differs)

	h.must(h.eval, id, casework.SubmitSheet{Version: v.Version})
	list, err = h.service.SheetVersions(ctx, h.eval, id, workflow.PhaseCapacity)
	require.NoError(t, err)
	require.Empty(t, list, "what was kept goes with the draft")
	_, err = save(h.eval, 1, answers)
	require.True(t, workflow.IsKind(err, workflow.KindConflict), "%v", err)
}
