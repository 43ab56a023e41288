package store_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func renderedOf(c *workflow.Child, paper string) *casework.Rendered {
	return &casework.Rendered{
		ChildID: c.ID, AuthorityID: c.AuthorityID, PaperID: paper, Renderer: "1", SHA256: strings.Repeat("cd", 32), Size: 9, FileID: newID(), At: at,
	}
}

// setOfChild stores a paper of a child as casework does: child and chain locked, with a system entry.
func (w *world) setOfChild(t *testing.T, r *casework.Rendered) (created bool, err error) {
	t.Helper()
	system := workflow.Actor{ID: "system", Name: "系统", Role: workflow.RoleOfficer, AuthorityID: r.AuthorityID}
	err = w.Within(t.Context(), system, func(tx casework.Tx) error {
		opened, err := tx.OpenChild(t.Context(), casework.OpenChild{ChildID: r.ChildID, AuthorityID: r.AuthorityID, Alone: true})
		if err != nil {
			return err
		}
		require.Empty(t, opened.Cases, "none is locked")
		record, _ := extend(t, opened.Authority, system, ledger.Entry{Kind: ledger.KindSystem, Act: "paper_rendered"}, nil, opened.Child)
		payload, ok := record.Payload.(ledger.Payload)
		require.True(t, ok)
		payload.Input = []byte(`{"paper_id":"` + r.PaperID + `","sha256":"` + r.SHA256 + `"}`)
		e := record.Entry
		e.Payload, err = payload.Commit()
		require.NoError(t, err)
		e, head, err := opened.Authority.Extend(e)
		require.NoError(t, err)
		change := &casework.ChildChange{Child: opened.Child, Was: opened.Child.Version, Record: ledger.Record{Entry: e, Hash: head.Hash, Payload: payload}, Head: head}
		created, err = tx.SaveRenderedChild(t.Context(), r, change)
		return err
	})
	return created, err
}

func (w *world) renderedOf(t *testing.T, who workflow.Actor, childID string) (got []*casework.Rendered) {
	t.Helper()
	require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) (err error) {
		got, err = tx.RenderedChildPapers(t.Context(), childID)
		return err
	}))
	return got
}

func TestChildPaperIsSetOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	child := w.submitted(t, w.officer, "卓玛", "张三").ChildID
	c := &workflow.Child{ID: child, AuthorityID: w.east}
	paper := newID()
	failed := renderedOf(c, paper)
	failed.SHA256, failed.Size, failed.FileID, failed.Failure = "", 0, "", "缺字：𠮷"
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		_, err := tx.SaveRenderedChild(t.Context(), failed, nil)
		return err
	}))
	require.Equal(t, []*casework.Rendered{failed}, w.renderedOf(t, w.officer, child))
	var wg sync.WaitGroup
	made := make([]bool, 6)
	errs := make([]error, len(made))
	for i := range made {
		wg.Go(func() { made[i], errs[i] = w.setOfChild(t, renderedOf(c, paper)) })
	}
	wg.Wait()
	created := 0
	for i := range made {
		require.NoError(t, errs[i])
		if made[i] {
			created++
		}
	}
	require.Equal(t, 1, created)
	require.Len(t, w.renderedOf(t, w.auditor, child), 1)
	require.Empty(t, w.renderedOf(t, w.other, child), "another office sees none")
	v, err := w.VerifyAuthority(t.Context(), w.east)
	require.NoError(t, err)
	require.EqualValues(t, 2, v.Entries)
	require.Equal(t, 1, v.Papers)
	for _, dsn := range []string{w.db.Owner, w.db.Admin} {
		_, err := storetest.Open(t, dsn).Exec("delete from rendered_child_papers")
		require.ErrorContains(t, err, "append-only")
	}
	_, err = storetest.Open(t, w.db.Admin).Exec("update rendered_child_papers set sha256 = repeat('0', 64)")
	require.ErrorContains(t, err, "a paper is set once")
	_, err = w.setOfChild(t, &casework.Rendered{ChildID: child, AuthorityID: w.west, PaperID: newID(), Renderer: "1", SHA256: strings.Repeat("cd", 32), Size: 1, FileID: "f", At: at})
	requireCode(t, err, workflow.KindNotFound, "child_not_found")
}

func TestReadsOfAChildAreRecordedForThoseWhoWatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	child := w.child(t, w.officer, "卓玛").ID
	note := func(who workflow.Actor, r casework.ChildRead) error {
		r.At = at
		return w.Within(t.Context(), who, func(tx casework.Tx) error { return tx.RecordChildRead(t.Context(), r) })
	}
	require.NoError(t, note(w.officer, casework.ChildRead{ChildID: child, AuthorityID: w.east, What: "child"}))
	require.NoError(t, note(w.auditor, casework.ChildRead{What: "list"}))
	require.NoError(t, note(w.person(workflow.RoleAdmin, w.province), casework.ChildRead{AuthorityID: w.east, What: "history"}))
	require.Equal(t, 3, w.sees(t, w.boss, "child_reads"))
	require.Equal(t, 3, w.sees(t, w.person(workflow.RoleAuditor, w.province), "child_reads"))
	for _, who := range []workflow.Actor{w.officer, w.other, w.person(workflow.RoleAuditor, w.west), w.person(workflow.RoleAdmin, w.east)} {
		require.Zero(t, w.sees(t, who, "child_reads"), "%s", who.Role)
	}
	requireCode(t, note(w.other, casework.ChildRead{ChildID: child, AuthorityID: w.east, What: "child"}), workflow.KindForbidden, "out_of_scope")
	requireCode(t, note(w.other, casework.ChildRead{ChildID: child, AuthorityID: w.west, What: "child"}), workflow.KindForbidden, "out_of_scope")
	require.Error(t, note(w.officer, casework.ChildRead{AuthorityID: w.east, What: "child"}), "which child")
}
