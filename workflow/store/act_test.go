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

func TestActRoundTrip(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "扎西", "张𠮷", "李娜")
	want := w.act(t, w.officer, c.ID, "record_material", func(c *workflow.Case) {
		c.Materials = append(c.Materials, workflow.Material{Code: "id_card", Title: "身份证", Original: true, SeenOn: day("2024-01-02")})
	})
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		got, err := tx.Case(t.Context(), c.ID)
		require.NoError(t, err)
		require.Equal(t, want, got.Case)
		require.Equal(t, "扎西", got.Child.Name)
		require.True(t, got.House.Sandbox)
		require.Less(t, got.House.Offset.Hours(), 0.0)
		require.EqualValues(t, 2, got.Head.Sequence)
		require.EqualValues(t, 3, got.Head.CaseVersion, "the draft was version 1, two acts came")

		records, err := tx.Entries(t.Context(), c.ID, 0)
		require.NoError(t, err)
		report, err := ledger.VerifyChain(ledger.Genesis(w.east, ledger.CaseChain(c.ID)), records)
		require.NoError(t, err)
		require.Equal(t, got.Head, report.Head)
		later, err := tx.Entries(t.Context(), c.ID, 1)
		require.NoError(t, err)
		require.Equal(t, records[1:], later)
		one, err := tx.EntryPayload(t.Context(), c.ID, 1)
		require.NoError(t, err)
		require.Equal(t, records[0], one)
		_, err = tx.EntryPayload(t.Context(), c.ID, 3)
		requireCode(t, err, workflow.KindNotFound, "entry_not_found")
		own, err := tx.AuthorityEntry(t.Context(), w.east, 1)
		require.NoError(t, err)
		require.Equal(t, "register_child", own.Entry.Act)
		return nil
	}))
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 2, verified.Entries)
	require.Equal(t, w.east, verified.AuthorityID)
}

func TestStaleVersionWritesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		change := changed(t, opened, w.officer, "record_material", note)
		change.WasVersion--
		return tx.SaveAct(t.Context(), change)
	})
	requireCode(t, err, workflow.KindStale, "stale_version")
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 1, verified.Entries)
}

func TestTwoClerksAtOnceOneWins(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	const clerks = 8
	errs := make([]error, clerks)
	var wg sync.WaitGroup
	for i := range clerks {
		wg.Go(func() {
			errs[i] = w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
				opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
				if err != nil {
					return err
				}
				if opened.Case.Version != c.Version { // what casework does with If-Match
					return workflow.Refuse(workflow.KindStale, "stale_version", "案件已更新")
				}
				return tx.SaveAct(t.Context(), changed(t, opened, w.officer, "record_material", note))
			})
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		requireCode(t, err, workflow.KindStale, "stale_version")
	}
	require.Equal(t, 1, won)
}

func TestRollbackAndPanicLeaveNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{MaxConns: 1})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	save := func(tx casework.Tx) {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		require.NoError(t, tx.SaveAct(t.Context(), changed(t, opened, w.officer, "record_material", note)))
		_, err = tx.Case(t.Context(), c.ID) // sends the writing
		require.NoError(t, err)
	}
	require.ErrorIs(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { save(tx); return store.ErrNotMarked }), store.ErrNotMarked)
	require.Panics(t, func() {
		_ = w.Within(t.Context(), w.officer, func(tx casework.Tx) error { save(tx); panic("a fault") })
	})
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err, "the only connection is free and clean")
	require.EqualValues(t, 1, verified.Entries)
}

func TestErrorThatWasPassedOverIsNotCommitted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		_, err := tx.Number(t.Context(), w.west, "case", 2024)
		require.Error(t, err, "not the officer's office")
		return nil
	})
	require.Error(t, err)
}

func TestCaseOutOfSight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	for name, id := range map[string]string{"of another office": c.ID, "that does not exist": newID(), "that is no id": "1; drop table cases"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := w.try(t, w.other, id, "record_material", nil, note)
			requireCode(t, err, workflow.KindNotFound, "case_not_found")
		})
	}
}

func TestLawOfTheTableInTheDatabase(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	register := func(certificate string) func(c *workflow.Case) {
		return func(c *workflow.Case) {
			c.State, c.StateSince, c.AcceptedOn = workflow.FollowUp, day("2024-01-02"), day("2024-01-02")
			c.Proposal = &workflow.Proposal{Outcome: "register", On: day("2024-01-02"), ByID: w.officer.ID}
			c.Decision = &workflow.Decision{Outcome: "register", On: day("2024-01-02"), ByID: w.boss.ID}
			c.Registration = &workflow.Registration{On: day("2024-01-02"), Certificate: certificate, NameAfter: "张卓玛"}
		}
	}
	for name, tt := range map[string]struct {
		change func(c *workflow.Case)
		code   string // empty: an internal error, for a fault of the program
	}{
		"registered without a certificate": {register(""), ""},
		"decided by who proposed":          {func(c *workflow.Case) { register("1")(c); c.Decision.ByID = w.officer.ID }, "same_person"},
		"refused without a decision":       {func(c *workflow.Case) { c.State, c.AcceptedOn = workflow.Refused, day("2024-01-02") }, ""},
		"reviewed without acceptance":      {func(c *workflow.Case) { c.State = workflow.Reviewing }, ""},
		"ended without a date":             {func(c *workflow.Case) { c.State = workflow.Withdrawn }, ""},
		"an unknown state":                 {func(c *workflow.Case) { c.State = "lost" }, ""},
		"back to a draft":                  {func(c *workflow.Case) { c.State, c.Number = workflow.Draft, "" }, ""},
		"another number":                   {func(c *workflow.Case) { c.Number += "X" }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := w.submitted(t, w.officer, "卓玛", "张三")
			_, err := w.try(t, w.officer, c.ID, "act", nil, tt.change)
			require.Error(t, err)
			if tt.code != "" {
				requireCode(t, err, workflow.KindConflict, tt.code)
			}
		})
	}
	t.Run("one child, one registration", func(t *testing.T) {
		t.Parallel()
		first := w.submitted(t, w.officer, "卓玛", "张三")
		second := w.draft(w.officer, first.ChildID, "李四")
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), second, nil, nil) }))
		w.act(t, w.officer, first.ID, "approve_registration", register("藏拉收字第1号"))
		w.act(t, w.officer, second.ID, "submit", func(c *workflow.Case) {
			c.State, c.StateSince, c.ReceivedOn, c.Number = workflow.Submitted, day("2024-01-02"), day("2024-01-02"), "second"
		})
		_, err := w.try(t, w.officer, second.ID, "approve_registration", nil, register("藏拉收字第2号"))
		requireCode(t, err, workflow.KindConflict, "child_already_adopted")
		third := w.submitted(t, w.officer, "达娃", "王五")
		_, err = w.try(t, w.officer, third.ID, "approve_registration", nil, register("藏拉收字第1号"))
		requireCode(t, err, workflow.KindConflict, "certificate_taken")
	})
	t.Run("an end is final", func(t *testing.T) {
		t.Parallel()
		c := w.submitted(t, w.officer, "卓玛", "张三")
		w.act(t, w.officer, c.ID, "withdraw", func(c *workflow.Case) {
			c.State, c.Ending = workflow.Withdrawn, &workflow.Ending{On: day("2024-01-03"), Ground: "withdrawn_by_applicant"}
		})
		_, err := w.try(t, w.officer, c.ID, "act", nil, func(c *workflow.Case) { c.State, c.Ending = workflow.Submitted, nil })
		requireCode(t, err, workflow.KindWrongState, "wrong_state")
	})
}
