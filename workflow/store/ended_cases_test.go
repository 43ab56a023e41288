package store_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// withdrawn is a case that has come to its end.
func (w *world) withdrawn(t *testing.T, by workflow.Actor, name string) *workflow.Case {
	t.Helper()
	c := w.submitted(t, by, name, "张三")
	return w.act(t, by, c.ID, "withdraw", func(c *workflow.Case) {
		c.State, c.StateSince = workflow.Withdrawn, day("2024-01-05")
		c.Ending = &workflow.Ending{On: day("2024-01-05")}
	})
}

// ended reads the ended cases of a division as somebody.
func (w *world) ended(t *testing.T, by workflow.Actor, q casework.EndedQuery) (ids []string, children int, total int64) {
	t.Helper()
	require.NoError(t, w.EndedCases(t.Context(), by, q, func(n int64, document, child []byte) error {
		c := &workflow.Case{}
		require.NoError(t, json.Unmarshal(document, c))
		if ids, total = append(ids, c.ID), n; len(child) > 0 {
			k := &workflow.Child{}
			require.NoError(t, json.Unmarshal(child, k))
			require.Equal(t, c.ChildID, k.ID)
			children++
		}
		return nil
	}))
	slices.Sort(ids)
	return ids, children, total
}

func TestEndedCasesAreReadInTheSightOfWhoAsks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	east, west := w.withdrawn(t, w.officer, "卓玛"), w.withdrawn(t, w.other, "央金")
	open := w.submitted(t, w.officer, "达瓦", "李四")
	both := []string{east.ID, west.ID}
	slices.Sort(both)

	ids, children, total := w.ended(t, w.boss, casework.EndedQuery{})
	require.Equal(t, []string{east.ID}, ids, "a case that is open is not replayed: %s", open.ID)
	require.Zero(t, children)
	require.Equal(t, int64(1), total)
	ids, children, _ = w.ended(t, w.person(workflow.RoleSupervisor, w.province), casework.EndedQuery{Children: true})
	require.Equal(t, both, ids)
	require.Equal(t, 2, children)
	ids, _, _ = w.ended(t, w.person(workflow.RoleSupervisor, w.province), casework.EndedQuery{Division: "540100"})
	require.Equal(t, both, ids)
	ids, _, _ = w.ended(t, w.person(workflow.RoleSupervisor, w.province), casework.EndedQuery{Division: "510000"})
	require.Empty(t, ids)
	ids, _, _ = w.ended(t, w.person(workflow.RoleAdmin, w.province), casework.EndedQuery{})
	require.Empty(t, ids, "an administrator has no part in cases")

	enough := errors.New("enough")
	require.ErrorIs(t, w.EndedCases(t.Context(), w.boss, casework.EndedQuery{}, func(int64, []byte, []byte) error { return enough }), enough)
}

func TestASurveyReadsADivisionAndWritesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	accept := func(c *workflow.Case) { c.AcceptedOn = day("2024-01-03") }
	east := w.act(t, w.officer, w.submitted(t, w.officer, "卓玛", "张三").ID, "accept", accept)
	west := w.act(t, w.other, w.submitted(t, w.other, "央金", "李四").ID, "accept", accept)
	read := func(authority, by string, from ...law.Date) (ids []string) {
		q := casework.CommissionedQuery{Received: day(by)}
		if len(from) > 0 {
			q.From = from[0]
		}
		require.NoError(t, w.CommissionedCases(t.Context(), authority, q, func(document []byte) error {
			c := &workflow.Case{}
			ids = append(ids, "")
			require.NoError(t, json.Unmarshal(document, c))
			ids[len(ids)-1] = c.ID
			return nil
		}))
		slices.Sort(ids)
		return ids
	}
	require.Equal(t, []string{east.ID}, read(w.east, "2024-01-02"))
	require.Empty(t, read(w.east, "2024-01-01"), "received later")
	both := []string{east.ID, west.ID}
	slices.Sort(both)
	require.Equal(t, both, read(w.province, "2024-12-31"))

	over := w.act(t, w.officer, east.ID, "withdraw", func(c *workflow.Case) {
		c.State, c.Ending = workflow.Withdrawn, &workflow.Ending{On: day("2024-02-01")}
	})
	require.Equal(t, []string{over.ID}, read(w.east, "2024-12-31"))
	require.Equal(t, []string{over.ID}, read(w.east, "2024-12-31", day("2024-02-01")), "the day on which it ended is in the period")
	require.Empty(t, read(w.east, "2024-12-31", day("2024-02-02")), "it had ended before")
	require.Equal(t, []string{west.ID}, read(w.province, "2024-12-31", day("2024-02-02")), "a case that goes on is never too old")

	server := storetest.Open(t, w.db.Server)
	tx, err := server.Begin()
	require.NoError(t, err)
	defer func() { _ = tx.Rollback() }()
	_, err = tx.Exec(`select set_config('app.role', 'surveyor', true), set_config('app.authority', $1, true)`, w.east)
	require.NoError(t, err)
	_, err = tx.Exec(`update cases set secrecy = true`)
	require.ErrorContains(t, err, "a surveyor writes nothing")
}
