package store_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
)

// publish publishes the notice of a child, with an entry in each open case.
func (w *world) publish(t *testing.T, by workflow.Actor, childID string) error {
	t.Helper()
	return w.Within(t.Context(), by, func(tx casework.Tx) error {
		opened, err := tx.OpenChild(t.Context(), casework.OpenChild{ChildID: childID})
		if err != nil {
			return err
		}
		child := opened.Child
		was := child.Version
		child.Version++
		child.Notice = &workflow.Notice{PublishedOn: day("2024-01-02"), Medium: "西藏日报"}
		record, head := extend(t, opened.Authority, by, ledger.Entry{Act: "publish_notice"}, nil, child)
		change := &casework.ChildChange{Child: child, Was: was, Record: record, Head: head}
		for _, o := range opened.Cases {
			o.Child = child
			change.Cases = append(change.Cases, changed(t, o, by, "publish_notice", func(*workflow.Case) {}))
		}
		return tx.SaveChildAct(t.Context(), change)
	})
}

func TestChildActWritesAnEntryInEachOpenCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	first := w.submitted(t, w.officer, "卓玛", "张三")
	second, ended := w.draft(w.officer, first.ChildID, "李四"), w.draft(w.officer, first.ChildID, "王五")
	for i, c := range []*workflow.Case{second, ended} {
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), c, nil, nil) }))
		w.act(t, w.officer, c.ID, "submit", func(c *workflow.Case) {
			c.State, c.StateSince, c.ReceivedOn, c.Number = workflow.Submitted, day("2024-01-02"), day("2024-01-02"), string(rune('A'+i))
		})
	}
	w.act(t, w.officer, ended.ID, "withdraw", func(c *workflow.Case) {
		c.State, c.Ending = workflow.Withdrawn, &workflow.Ending{On: day("2024-01-02")}
	})
	require.NoError(t, w.publish(t, w.officer, first.ChildID))
	for id, want := range map[string]int64{first.ID: 2, second.ID: 2, ended.ID: 2} {
		verified, err := w.VerifyCase(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, want, verified.Entries, "the ended case had two and gets none")
	}
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		got, err := tx.Case(t.Context(), second.ID)
		require.NoError(t, err)
		require.Equal(t, "西藏日报", got.Child.Notice.Medium)
		cases, err := tx.CasesOfChild(t.Context(), first.ChildID)
		require.NoError(t, err)
		require.Len(t, cases, 3)
		return nil
	}))
	requireCode(t, w.publish(t, w.other, first.ChildID), workflow.KindNotFound, "child_not_found")
	requireCode(t, w.publish(t, w.officer, "x"), workflow.KindNotFound, "child_not_found")
}

func TestActsOnChildAndCaseDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	var wg sync.WaitGroup
	errs := make(chan error, 60)
	for range 3 {
		wg.Go(func() {
			for range 10 {
				errs <- w.publish(t, w.officer, c.ChildID)
			}
		})
		wg.Go(func() {
			for range 10 {
				errs <- w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
					opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID, LockChild: true})
					if err != nil {
						return err
					}
					change := changed(t, opened, w.officer, "act", note)
					change.Child, change.ChildWas = opened.Child, opened.Child.Version
					change.Child.Version++
					return tx.SaveAct(t.Context(), change)
				})
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 61, verified.Entries)
}

func TestAdministratorSeesNoChildInTheChainOfTheOffice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.child(t, w.officer, "卓玛")
	require.Equal(t, 1, w.sees(t, w.officer, "authority_payloads"))
	for _, table := range []string{"authority_entries", "authority_payloads", "children"} {
		require.Zero(t, w.sees(t, w.person(workflow.RoleAdmin, w.east), table))
	}
}

func TestStaleChild(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	child := w.child(t, w.officer, "卓玛")
	err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		opened, err := tx.OpenChild(t.Context(), casework.OpenChild{ChildID: child.ID})
		require.NoError(t, err)
		record, head := extend(t, opened.Authority, w.officer, ledger.Entry{Act: "publish_notice"}, nil, child)
		return tx.SaveChildAct(t.Context(), &casework.ChildChange{Child: child, Was: 7, Record: record, Head: head})
	})
	requireCode(t, err, workflow.KindStale, "stale_version")
}
