package store_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// TestARunningTransactionHoldsTheLogBack: an entry that may still be committed is never overtaken, and who holds the log
// back is named; a transaction in another database of the server cannot write one, and is passed.
func TestARunningTransactionHoldsTheLogBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	c := w.submitted(t, w.officer, "扎西", "甲")
	size := w.extendLog(t, key, 100).Head.Size
	settled, err := w.LogState(t.Context())
	require.NoError(t, err)
	require.Equal(t, size, settled.Size)
	require.Zero(t, settled.Waiting)
	require.True(t, settled.WaitingSince.IsZero())

	elsewhere, _ := running(t, storetest.New(t).Admin)
	w.noted(t, w.officer, c.ID)
	require.Equal(t, size+1, w.extendLog(t, key, 100).Head.Size)
	require.NoError(t, elsewhere.Rollback())

	early, pid := running(t, w.db.Admin)
	before := time.Now()
	w.noted(t, w.officer, c.ID)
	round, err := w.ExtendLog(t.Context(), key, 100)
	require.NoError(t, err)
	require.Zero(t, round.Added)
	require.Equal(t, size+1, round.Head.Size)
	held, err := w.LogState(t.Context())
	require.NoError(t, err)
	require.EqualValues(t, 1, held.Waiting)
	require.Equal(t, pid, held.HeldBy)
	require.Equal(t, "a long one", held.Holder)
	require.WithinDuration(t, before, held.WaitingSince, time.Hour)
	require.NoError(t, early.Rollback())
	require.Equal(t, size+2, w.extendLog(t, key, 100).Head.Size)
}

// running is a transaction with a number, and the process of the server that holds it.
func running(t *testing.T, dsn string) (*sql.Tx, int) {
	t.Helper()
	tx, err := storetest.Open(t, dsn).BeginTx(context.WithoutCancel(t.Context()), nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = tx.Rollback() })
	var pid int
	require.NoError(t, tx.QueryRow(`select pg_backend_pid() from set_config('application_name', 'a long one', true), pg_current_xact_id()`).Scan(&pid))
	return tx, pid
}

// epochOf reads the epoch that the newest entry of a case was written in.
func epochOf(t *testing.T, db *sql.DB, caseID string) (epoch int) {
	t.Helper()
	require.NoError(t, db.QueryRow(`select epoch from case_entries where case_id = $1 order by seq desc limit 1`, caseID).Scan(&epoch))
	return epoch
}

// TestTheEpochIsRaisedWhereNumbersDoNotContinue: entries of before have high numbers of transactions, those written here
// have low ones, as after a restore on another server; and in another test only the server is another one.
func TestTheEpochIsRaisedWhereNumbersDoNotContinue(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"numbers went back": `update case_entries set txid = '900000000000'`,
		"another server":    `update log_epochs set system_identifier = 1`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			key, _ := logKeys(t)
			c := w.submitted(t, w.officer, "扎西", "甲")
			epoch, err := w.SettleEpoch(t.Context())
			require.NoError(t, err)
			require.Zero(t, epoch)
			attack(t, w, change)
			for range 2 { // the second finds it settled
				epoch, err = w.SettleEpoch(t.Context())
				require.NoError(t, err)
				require.Equal(t, 1, epoch)
			}
			size := w.extendLog(t, key, 1).Head.Size
			w.noted(t, w.officer, c.ID)
			require.Equal(t, 1, epochOf(t, storetest.Open(t, w.db.Admin), c.ID))
			require.Equal(t, size+1, w.extendLog(t, key, 1).Head.Size)
			require.NoError(t, w.CheckGrants(t.Context()))
		})
	}
}
