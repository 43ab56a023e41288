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
)

func rendered(c *workflow.Case, paper string) *casework.Rendered {
	return &casework.Rendered{
		CaseID: c.ID, AuthorityID: c.AuthorityID, PaperID: paper, Renderer: "1", SHA256: strings.Repeat("ab", 32), Size: 9, FileID: newID(), At: at,
	}
}

// set stores a paper as casework does: on an opened case, with a system entry.
func (w *world) set(t *testing.T, r *casework.Rendered) (created bool, err error) {
	t.Helper()
	system := workflow.Actor{ID: "system", Name: "系统", Role: workflow.RoleOfficer, AuthorityID: r.AuthorityID}
	err = w.Within(t.Context(), system, func(tx casework.Tx) error {
		opened, err := tx.Case(t.Context(), r.CaseID) // without the lock, so that the unique row alone decides
		if err != nil {
			return err
		}
		c := opened.Case
		record, head := extend(t, opened.Head, system, ledger.Entry{
			Kind: ledger.KindSystem, Act: "paper_rendered", From: string(c.State), To: string(c.State), CaseVersion: c.Version,
		}, c, opened.Child)
		created, err = tx.SaveRendered(t.Context(), r, &casework.Change{Case: c, WasVersion: c.Version, Record: record, Head: head})
		return err
	})
	return created, err
}

func TestPaperIsSetOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	paper := newID()
	var wg sync.WaitGroup
	var mu sync.Mutex
	created := 0
	for range 6 {
		wg.Go(func() {
			first, err := w.set(t, rendered(c, paper))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil && first:
				created++
			case err != nil:
				requireCode(t, err, workflow.KindStale, "stale_version") // read before the first had committed
			}
		})
	}
	wg.Wait()
	require.Equal(t, 1, created)
	again, err := w.set(t, rendered(c, paper))
	require.NoError(t, err)
	require.False(t, again)
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 2, verified.Entries)
	require.EqualValues(t, 2, verified.Head.CaseVersion, "a system entry does not raise the version")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		got, err := tx.RenderedPaper(t.Context(), c.ID, paper)
		require.NoError(t, err)
		require.Equal(t, strings.Repeat("ab", 32), got.SHA256)
		none, err := tx.RenderedPaper(t.Context(), c.ID, newID())
		require.Nil(t, none)
		return err
	}))
	_, err = w.try(t, w.officer, c.ID, "record_material", nil, note)
	require.NoError(t, err, "acts go on after the system's entry")
}

func TestPaperThatCouldNotBeSet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	r := rendered(c, newID())
	failed := &casework.Rendered{CaseID: c.ID, AuthorityID: c.AuthorityID, PaperID: r.PaperID, Renderer: "1", At: at, Failure: "缺字：𠮷"}
	read := func() (got *casework.Rendered) {
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) (err error) {
			got, err = tx.RenderedPaper(t.Context(), c.ID, r.PaperID)
			return err
		}))
		return got
	}
	fail := func() {
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
			_, err := tx.SaveRendered(t.Context(), failed, nil)
			return err
		}))
	}
	fail()
	fail()
	require.Equal(t, failed, read())
	created, err := w.set(t, r)
	require.NoError(t, err)
	require.True(t, created, "a failure gives way")
	fail()
	require.Equal(t, r, read(), "a paper that stands does not")
	err = w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		_, err := tx.SaveRendered(t.Context(), rendered(c, newID()), nil)
		return err
	})
	require.ErrorContains(t, err, "has an entry")
}

func TestUploadsFollowTheirCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	manager := agent(workflow.RoleManager, newID())
	c := w.offered(t, manager.AgencyID)
	u := &casework.Upload{
		ID: newID(), AuthorityID: w.east, CaseID: c.ID, Name: "户口簿.pdf", MediaType: "application/pdf", SHA256: strings.Repeat("0a", 32), Size: 7, By: w.officer.ID, At: at,
		Kind: "户籍证明", IssuedOn: day("2023-12-01"), ExpiresOn: day("2024-11-30"), State: casework.UploadNotScanned,
	}
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.SaveUpload(t.Context(), u) }))
	read := func(who workflow.Actor, id string) (got *casework.Upload, err error) {
		err = w.Within(t.Context(), who, func(tx casework.Tx) (err error) {
			got, err = tx.Uploaded(t.Context(), id)
			return err
		})
		return got, err
	}
	got, err := read(w.boss, u.ID)
	require.NoError(t, err)
	require.Equal(t, u, got)
	for _, who := range []workflow.Actor{w.other, manager} {
		_, err = read(who, u.ID)
		requireCode(t, err, workflow.KindNotFound, "upload_not_found")
	}
	_, err = read(w.officer, "../../etc/passwd")
	requireCode(t, err, workflow.KindNotFound, "upload_not_found")
	w.act(t, manager, c.ID, "accept_commission", func(c *workflow.Case) { c.Commission.AcceptedOn = day("2024-01-02") })
	_, err = read(manager, u.ID)
	require.NoError(t, err)
	foreign := *u
	foreign.ID = newID()
	err = w.Within(t.Context(), w.other, func(tx casework.Tx) error { return tx.SaveUpload(t.Context(), &foreign) })
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
}
