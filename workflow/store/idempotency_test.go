package store_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

func TestSameKeySameAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	key := &casework.Key{ActorID: w.officer.ID, Value: "k1", Body: [32]byte{1}}
	first, err := w.try(t, w.officer, c.ID, "record_material", key, note)
	require.NoError(t, err)
	again, err := w.try(t, w.officer, c.ID, "record_material", key, note)
	require.NoError(t, err)
	require.Equal(t, first, again)
	require.EqualValues(t, 3, again.Version)
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 2, verified.Entries, "the act was done once")

	_, err = w.try(t, w.officer, c.ID, "record_material", &casework.Key{ActorID: w.officer.ID, Value: "k1", Body: [32]byte{2}}, note)
	requireCode(t, err, workflow.KindInvalid, "idempotency_mismatch")
	_, err = w.try(t, w.boss, c.ID, "record_material", &casework.Key{ActorID: w.boss.ID, Value: "k1", Body: [32]byte{2}}, note)
	require.NoError(t, err, "another person's key of the same name is another key")
}

func TestAnswerIsForItsActorOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	_, err := w.try(t, w.officer, c.ID, "record_material", &casework.Key{ActorID: w.officer.ID, Value: "k1"}, note)
	require.NoError(t, err)
	require.Zero(t, w.sees(t, w.boss, "idempotency_keys"))
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		answer, err := tx.Claim(t.Context(), casework.Key{ActorID: w.officer.ID, Value: "k1"})
		require.NoError(t, err)
		require.Contains(t, string(answer), c.ID)
		answer, err = tx.Claim(t.Context(), casework.Key{ActorID: w.officer.ID, Value: "k2"})
		require.NoError(t, err)
		require.Nil(t, answer)
		return nil
	}))
}

func TestSameKeyAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	key := &casework.Key{ActorID: w.officer.ID, Value: "k1", Body: [32]byte{1}}
	errs := make([]error, 8)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { _, errs[i] = w.try(t, w.officer, c.ID, "record_material", key, note) })
	}
	wg.Wait()
	answered := 0
	for _, err := range errs {
		if err == nil {
			answered++
			continue
		}
		requireCode(t, err, workflow.KindConflict, "idempotency_in_flight")
	}
	require.Positive(t, answered)
	verified, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.EqualValues(t, 2, verified.Entries, "the act was done once")
}

func TestKeyInFlight(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key := casework.Key{ActorID: w.officer.ID, Value: "k1", Body: [32]byte{1}}
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		_, err := tx.Claim(t.Context(), key)
		require.NoError(t, err)
		err = w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
			_, err := tx.Claim(t.Context(), key)
			return err
		})
		requireCode(t, err, workflow.KindConflict, "idempotency_in_flight")
		return nil
	}))
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		answer, err := tx.Claim(t.Context(), key)
		require.Nil(t, answer, "a request that came to nothing may be sent again")
		return err
	}))
}

func TestDraftWithKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key := &casework.Key{ActorID: w.officer.ID, Value: "new"}
	d := w.draft(w.officer, "", "张三")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), d, key, []byte(`{"id":1}`)) }))
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		answer, err := tx.Claim(t.Context(), *key)
		require.JSONEq(t, `{"id":1}`, string(answer))
		return err
	}))
}
