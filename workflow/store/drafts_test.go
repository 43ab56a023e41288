package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

func TestDraftsOfCases(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	d := w.draft(w.officer, "", "张三")
	do := func(who workflow.Actor, f func(tx casework.Tx) error) error { return w.Within(t.Context(), who, f) }
	require.NoError(t, do(w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), d, nil, nil) }))
	err := do(w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), d, nil, nil) })
	requireCode(t, err, workflow.KindConflict, "already_exists")

	d.Application.Reason, d.Version = "无子女", 2
	err = do(w.officer, func(tx casework.Tx) error { return tx.SaveDraft(t.Context(), d, 7) })
	requireCode(t, err, workflow.KindStale, "stale_version")
	require.NoError(t, do(w.officer, func(tx casework.Tx) error { return tx.SaveDraft(t.Context(), d, 1) }))
	require.NoError(t, do(w.officer, func(tx casework.Tx) error {
		got, err := tx.Case(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, d, got.Case)
		require.Nil(t, got.Child)
		require.Zero(t, got.Head.Sequence)
		return nil
	}))

	discard := func(who workflow.Actor, id string, version int64) error {
		return do(who, func(tx casework.Tx) error { return tx.DiscardDraft(t.Context(), id, version) })
	}
	requireCode(t, discard(w.other, d.ID, 2), workflow.KindNotFound, "case_not_found")
	requireCode(t, discard(w.officer, "x", 2), workflow.KindNotFound, "case_not_found")
	requireCode(t, discard(w.officer, d.ID, 1), workflow.KindStale, "stale_version")
	require.NoError(t, discard(w.officer, d.ID, 2))
	requireCode(t, discard(w.officer, d.ID, 2), workflow.KindNotFound, "case_not_found")
	c := w.submitted(t, w.officer, "卓玛", "张三")
	requireCode(t, discard(w.officer, c.ID, 2), workflow.KindWrongState, "wrong_state")
	require.ErrorContains(t, do(w.officer, func(tx casework.Tx) error { return tx.SaveDraft(t.Context(), c, 2) }), "no draft")
}

func TestDraftWhoseChildIsUnknownHere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	foreign := w.child(t, w.other, "达娃")
	d := w.draft(w.officer, foreign.ID, "张三")
	err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), d, nil, nil) })
	requireCode(t, err, workflow.KindConflict, "child_elsewhere")
}

func TestSheetDraftsAreTheirEvaluatorsAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	agency := newID()
	manager, one, two := agent(workflow.RoleManager, agency), agent(workflow.RoleEvaluator, agency), agent(workflow.RoleEvaluator, agency)
	c := w.offered(t, agency)
	w.act(t, manager, c.ID, "accept_commission", func(c *workflow.Case) {
		c.Commission.AcceptedOn = day("2024-01-02")
		c.Commission.Members = []workflow.Evaluator{{AccountID: one.ID}, {AccountID: two.ID}}
	})
	sheet := func(who workflow.Actor, version int64, comment string) *casework.SheetDraft {
		return &casework.SheetDraft{
			CaseID: c.ID, AuthorityID: w.east, EvaluatorID: who.ID, Phase: "capacity", Version: version, SavedAt: at.Add(time.Minute),
			Sheet: assessment.Sheet{ID: newID(), CaseID: c.ID, Answers: map[string]assessment.Answer{"1": {Comment: comment}}},
		}
	}
	save := func(who workflow.Actor, d *casework.SheetDraft, was int64) error {
		return w.Within(t.Context(), who, func(tx casework.Tx) error { return tx.SaveSheetDraft(t.Context(), d, was) })
	}
	first := sheet(one, 1, "很好")
	require.NoError(t, save(one, first, 0))
	requireCode(t, save(one, first, 0), workflow.KindStale, "sheet_stale")
	second := sheet(one, 2, "较好")
	requireCode(t, save(one, second, 9), workflow.KindStale, "sheet_stale")
	require.NoError(t, save(one, second, 1))
	require.NoError(t, w.Within(t.Context(), one, func(tx casework.Tx) error {
		got, err := tx.SheetDraft(t.Context(), c.ID, "capacity")
		require.NoError(t, err)
		require.Equal(t, second, got)
		_, err = tx.SheetDraft(t.Context(), c.ID, "integration")
		requireCode(t, err, workflow.KindNotFound, "sheet_not_found")
		return nil
	}))
	kept := w.keepsVersions(t, one, two, c, first.Sheet)
	for _, who := range []workflow.Actor{two, manager, w.officer, w.boss, w.auditor} {
		require.Zero(t, w.sees(t, who, "sheet_drafts"), who.Role)
		require.Zero(t, w.sees(t, who, "sheet_versions"), who.Role)
		require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) error {
			_, err := tx.SheetVersion(t.Context(), c.ID, "capacity", kept.ID)
			requireCode(t, err, workflow.KindNotFound, "sheet_version_not_found")
			list, err := tx.SheetVersions(t.Context(), c.ID, "capacity")
			require.NoError(t, err)
			require.Empty(t, list)
			return nil
		}))
	}
	requireCode(t, save(two, sheet(one, 1, "冒名"), 0), workflow.KindForbidden, "out_of_scope")

	require.NoError(t, w.Within(t.Context(), one, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		change := changed(t, opened, one, "submit_sheet", note)
		change.DropSheet = "capacity"
		return tx.SaveAct(t.Context(), change)
	}))
	require.Zero(t, w.sees(t, one, "sheet_drafts"), "the draft went with the act that submitted it")
	require.Zero(t, w.sees(t, one, "sheet_versions"), "and what was kept beside it")
}
