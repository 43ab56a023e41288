package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// attack changes what only a superuser without triggers can change.
func attack(t *testing.T, w *world, statements ...string) {
	t.Helper()
	admin := storetest.Open(t, w.db.Admin)
	admin.SetMaxOpenConns(1)
	for _, s := range append([]string{`set session_replication_role = replica`}, statements...) {
		_, err := admin.Exec(s)
		require.NoError(t, err)
	}
}

func TestTheLogIsNotSignedOverWhatDoesNotHold(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"a hash of two":      `update log_hashes set hash = sha256('x') where level = 1 and n = 0`,
		"a leaf":             `update log_leaves set hash = sha256('x') where idx = (select max(idx) from log_leaves)`,
		"the head's root":    `update log_heads set note = replace(note, 'anjia/test', 'anjia/tesT')`,
		"a leaf is gone":     `delete from log_leaves where idx = (select max(idx) from log_leaves)`,
		"an entry came late": `update case_entries set txid = '1' where seq = 3`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			key, _ := logKeys(t)
			c := w.submitted(t, w.officer, "扎西", "甲")
			w.noted(t, w.officer, c.ID)
			w.extendLog(t, key, 100)
			w.noted(t, w.officer, c.ID)
			w.noted(t, w.officer, c.ID)
			attack(t, w, change)
			var err error
			require.Eventually(t, func() bool {
				_, err = w.ExtendLog(context.WithoutCancel(t.Context()), key, 100)
				return err != nil
			}, time.Minute, time.Millisecond)
			require.ErrorIs(t, err, casework.ErrLogBroken)
		})
	}
}

func TestAnotherKeyDoesNotContinueALog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	c := w.submitted(t, w.officer, "扎西", "甲")
	w.extendLog(t, key, 100)
	w.noted(t, w.officer, c.ID)
	other, _, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("o", 64)), "anjia/test")
	require.NoError(t, err)
	_, err = w.ExtendLog(t.Context(), other, 100)
	require.ErrorIs(t, err, casework.ErrLogBroken)
	_, err = w.ExtendLog(t.Context(), "no key", 100)
	require.Error(t, err)
	require.NotContains(t, err.Error(), "no key")
}

// TestVerificationAsksTheLog: each attack leaves a chain that is consistent with itself and with the row of its case.
func TestVerificationAsksTheLog(t *testing.T) {
	t.Parallel()
	const back = `update cases c set head_seq = e.seq, head_hash = e.hash, head_at = e.at, version = e.case_version,
	  document = (p.after::json ->> 'case') from case_entries e join case_payloads p using (authority_id, case_id, seq)
	  where c.id = e.case_id and e.seq = (select max(seq) from case_entries x where x.case_id = c.id)`
	const cut = `delete from case_payloads where seq = 3; delete from case_entries where seq = 3`
	for name, attacked := range map[string]struct {
		statements []string
		found      string
	}{
		"nothing":     {nil, ""},
		"cut tail":    {[]string{cut, back}, "cut off"},
		"leaf too":    {[]string{cut, back, `delete from log_leaves where seq = 3`}, "does not prove"},
		"leaf gone":   {[]string{`delete from log_leaves where seq = 2 and case_id is not null`}, "without taking it"},
		"replaced":    {[]string{`update log_leaves set hash = sha256('x') where seq = 2 and case_id is not null`}, "replaced"},
		"other nodes": {[]string{`update log_hashes set hash = sha256('x')`}, "does not prove"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			key, public := logKeys(t)
			c := w.submitted(t, w.officer, "扎西", "甲")
			w.noted(t, w.officer, c.ID)
			w.noted(t, w.officer, c.ID)
			w.extendLog(t, key, 100)
			attack(t, w, attacked.statements...)
			v, err := w.VerifyCase(t.Context(), c.ID)
			if attacked.found == "" {
				require.NoError(t, err)
				require.Zero(t, v.Log.Pending)
				require.Equal(t, int(v.Head.Sequence), v.Log.Proven)
			} else {
				var tampered *store.TamperedRowError
				require.ErrorAs(t, err, &tampered)
				require.Contains(t, tampered.What, attacked.found)
			}
			_, err = w.VerifyLog(t.Context(), []string{public})
			if attacked.statements == nil || name == "other nodes" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, casework.ErrLogBroken)
		})
	}
}

// TestAStaleLogIsFoundByAHeadThatWasKept: everything newer is gone, heads too, and the log is consistent with itself.
func TestAStaleLogIsFoundByAHeadThatWasKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, public := logKeys(t)
	c := w.submitted(t, w.officer, "扎西", "甲")
	old := w.extendLog(t, key, 100).Head
	w.noted(t, w.officer, c.ID)
	v, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
	require.Equal(t, 1, v.Log.Pending)
	kept := w.extendLog(t, key, 100).Head
	_, err = w.VerifyLog(t.Context(), []string{public}, old, kept)
	require.NoError(t, err)
	a, err := w.VerifyAuthority(t.Context(), w.east)
	require.NoError(t, err)
	require.Equal(t, 1, a.Log.Proven)
	attack(t, w, `delete from log_heads where size = 3; delete from log_leaves where idx = 2`)
	_, err = w.VerifyLog(t.Context(), []string{public}, old)
	require.NoError(t, err)
	_, err = w.VerifyLog(t.Context(), []string{public}, kept)
	require.ErrorContains(t, err, "cut")
}
