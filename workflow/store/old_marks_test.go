package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// TestWhatIsOldGetsItsMarks: as if the cards and the cases were from before there were marks; then
// the same ties are found as before, and nothing is done twice.
func TestWhatIsOldGetsItsMarks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.carded(t, w.west, workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber, Kin: []workflow.Kin{{Relation: workflow.KinLineal, IDNumber: herNumber}}})
	parties := family(herNumber, "")
	q := casework.TieQuery{CaseID: newID(), Subject: workflow.EvaluatorCard{IDNumber: hisNumber}.Traces(), Parties: parties}
	require.Len(t, w.ties(t, w.officer, q), 1)
	c := w.submitted(t, w.other, "卓玛", "张三")
	admin := storetest.Open(t, w.db.Admin)
	count := func(sql string) (n int) {
		require.NoError(t, admin.QueryRow(sql).Scan(&n))
		return n
	}
	const marks = `select count(*) from conflict_marks`
	all := count(marks)
	for _, sql := range []string{`delete from conflict_marks`, `delete from conflict_marked`} {
		_, err := admin.Exec(sql)
		require.NoError(t, err)
	}
	require.Empty(t, w.ties(t, w.officer, q))

	for total := 0; ; {
		n, err := w.MarkOld(t.Context(), 1)
		require.NoError(t, err)
		if total += n; n == 0 {
			require.GreaterOrEqual(t, total, 2, "the card and the case at the least")
			break
		}
	}
	require.Len(t, w.ties(t, w.officer, q), 1)
	require.GreaterOrEqual(t, count(marks), all)
	require.NotZero(t, count(`select count(*) from conflict_marked where holder = 'case' and holder_id = '`+c.ID+`'`))
	n, err := w.MarkOld(t.Context(), 100)
	require.NoError(t, err)
	require.Zero(t, n, "nothing is done twice")

	_, err = admin.Exec(`update conflict_marked set edition = 1`)
	require.NoError(t, err)
	n, err = w.MarkOld(t.Context(), 100)
	require.NoError(t, err)
	require.NotZero(t, n, "marks by an older reading are taken anew")
}

// TestABrokenCardDoesNotHoldUpTheOthers: it is told, and the others get their marks.
func TestABrokenCardDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	bad := w.carded(t, w.west, workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber})
	w.carded(t, w.west, workflow.EvaluatorCard{Name: "次仁", IDNumber: kinNumber})
	admin := storetest.Open(t, w.db.Admin)
	for _, sql := range []string{`delete from conflict_marks`, `delete from conflict_marked`, `update evaluators set document = '[]' where id = '` + bad.ID + `'`} {
		_, err := admin.Exec(sql)
		require.NoError(t, err)
	}
	n, err := w.MarkOld(t.Context(), 100)
	require.ErrorContains(t, err, bad.ID)
	require.NotZero(t, n)
	n, err = w.MarkOld(t.Context(), 100)
	require.Error(t, err)
	require.Zero(t, n)
}

// TestAWorkerOnlyFillsIn: what was saved since it looked stays, and nobody but a worker is shown what is unmarked.
func TestAWorkerOnlyFillsIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	card := w.carded(t, w.west, workflow.EvaluatorCard{Name: "洛桑", IDNumber: hisNumber, Phone: "13900000001"})
	server := storetest.Open(t, w.db.Server)
	as := func(role, sql string, args ...any) error {
		tx, err := server.Begin()
		require.NoError(t, err)
		_, err = tx.Exec(`select set_config('app.role', $1, true)`, role)
		require.NoError(t, err)
		if _, err := tx.Exec(sql, args...); err != nil {
			require.NoError(t, tx.Rollback())
			return err
		}
		return tx.Commit()
	}
	require.ErrorContains(t, as("administrator", `select * from unmarked_holders(9::smallint, 9)`), "only a worker")
	require.ErrorContains(t, as("", `select keep_marks(2::smallint, $1, 'evaluator', $2, false, '{}', '{}', '{}', '{}')`, w.west, card.ID), "nobody in particular")
	require.NoError(t, as("worker", `select keep_marks(2::smallint, $1, 'evaluator', $2, false, '{}', '{}', '{}', '{}')`, w.west, card.ID))
	var n int
	admin := storetest.Open(t, w.db.Admin)
	require.NoError(t, admin.QueryRow(`select count(*) from conflict_marks where holder_id = $1`, card.ID).Scan(&n))
	require.Equal(t, 2, n, "number and phone as they were saved")
}
