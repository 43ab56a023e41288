package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// keepsVersions keeps what one sent too late, sees that it is kept once and read back whole, that nobody keeps one in
// the name of another and that nobody changes one; it returns the first.
func (w *world) keepsVersions(t *testing.T, one, two workflow.Actor, c *workflow.Case, sheet assessment.Sheet) *casework.SheetVersion {
	t.Helper()
	side := func(n int64, comment string) *casework.SheetVersion {
		s := sheet
		s.Answers = map[string]assessment.Answer{"1": {Comment: comment}}
		return &casework.SheetVersion{
			ID: newID(), CaseID: c.ID, AuthorityID: w.east, EvaluatorID: one.ID, Phase: "capacity", BasedOn: 1, Beside: 2,
			Sheet: s, KeptAt: at.Add(time.Duration(n) * time.Minute),
		}
	}
	keep := func(who workflow.Actor, v *casework.SheetVersion) (out *casework.SheetVersion, err error) {
		err = w.Within(t.Context(), who, func(tx casework.Tx) error {
			out, err = tx.KeepSheetVersion(t.Context(), v)
			return err
		})
		return out, err
	}
	first, second := side(1, "另一窗口"), side(2, "第三窗口")
	for _, v := range []*casework.SheetVersion{first, second} {
		got, err := keep(one, v)
		require.NoError(t, err)
		require.Equal(t, v, got)
	}
	again, err := keep(one, side(3, "另一窗口"))
	require.NoError(t, err)
	require.Equal(t, first, again, "the same answers are kept once")
	_, err = keep(two, side(4, "冒名"))
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
	require.NoError(t, w.Within(t.Context(), one, func(tx casework.Tx) error {
		list, err := tx.SheetVersions(t.Context(), c.ID, "capacity")
		require.NoError(t, err)
		require.Equal(t, []*casework.SheetVersion{first, second}, list)
		got, err := tx.SheetVersion(t.Context(), c.ID, "capacity", second.ID)
		require.NoError(t, err)
		require.Equal(t, second, got)
		_, err = tx.SheetVersion(t.Context(), c.ID, "integration", second.ID)
		requireCode(t, err, workflow.KindNotFound, "sheet_version_not_found")
		_, err = tx.SheetVersion(t.Context(), c.ID, "capacity", "x")
		requireCode(t, err, workflow.KindNotFound, "sheet_version_not_found")
		return nil
	}))
	return first
}
