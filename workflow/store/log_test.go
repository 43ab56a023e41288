package store_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// logKeys are a key pair for the log of a test.
func logKeys(tb testing.TB) (signer, verifier string) {
	tb.Helper()
	signer, verifier, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("k", 64)), "anjia/test")
	require.NoError(tb, err)
	return signer, verifier
}

// extendLog takes everything there is into the log, in takings of the size given. It waits: transactions of other tests
// on the same server hold the log back as well.
func (w *world) extendLog(tb testing.TB, key string, most int) casework.LogRound {
	tb.Helper()
	var all int64
	admin := storetest.Open(tb, w.db.Admin)
	require.NoError(tb, admin.QueryRow(`select (select count(*) from case_entries) + (select count(*) from authority_entries)`).Scan(&all))
	var round casework.LogRound
	require.Eventually(tb, func() bool {
		var err error
		round, err = w.ExtendLog(context.WithoutCancel(tb.Context()), key, most)
		return err != nil || round.Head.Size == all
	}, time.Minute, time.Millisecond)
	require.Equal(tb, all, round.Head.Size)
	return round
}

// noted is an act that changes nothing but a remark.
func (w *world) noted(tb testing.TB, by workflow.Actor, id string) {
	tb.Helper()
	w.act(tb, by, id, "record_material", func(c *workflow.Case) { c.StateSince = law.MustDate("2024-01-03") })
}

func (w *world) proofs(tb testing.TB, who workflow.Actor, chain ledger.Chain, upTo int64) (out casework.LogProof, err error) {
	tb.Helper()
	err = w.Within(tb.Context(), who, func(tx casework.Tx) (err error) {
		out, err = tx.LogProofs(tb.Context(), chain, upTo)
		return err
	})
	return out, err
}

func TestEveryEntryIsProvenUnderASignedHead(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, public := logKeys(t)
	one, two := w.submitted(t, w.officer, "扎西", "甲"), w.submitted(t, w.other, "卓玛", "乙")
	for range 3 {
		w.noted(t, w.officer, one.ID)
		w.noted(t, w.other, two.ID)
	}
	_, err := w.proofs(t, w.officer, ledger.CaseChain(one.ID), 4)
	require.ErrorIs(t, err, casework.ErrLogBehind)
	first, err := w.ExtendLog(t.Context(), key, 3)
	require.NoError(t, err)
	require.LessOrEqual(t, first.Added, 3)
	last := w.extendLog(t, key, 2)
	head, err := ledger.ParseHead(last.Note, public)
	require.NoError(t, err)
	require.Equal(t, int64(10), head.Size) // two children, two cases of four entries
	for _, who := range []struct {
		by    workflow.Actor
		chain ledger.Chain
		upTo  int64
	}{{w.officer, ledger.CaseChain(one.ID), 4}, {w.other, ledger.CaseChain(two.ID), 4}, {w.officer, ledger.AuthorityChain(w.east), 1}} {
		proof, err := w.proofs(t, who.by, who.chain, who.upTo)
		require.NoError(t, err)
		require.Equal(t, last.Note, proof.Head)
		require.Len(t, proof.Inclusions, int(who.upTo))
		require.NoError(t, w.Within(t.Context(), who.by, func(tx casework.Tx) error {
			for i, in := range proof.Inclusions {
				var record ledger.Record
				var err error
				if who.chain.Kind == ledger.CaseChainKind {
					record, err = tx.EntryPayload(t.Context(), who.chain.ID, in.Sequence)
				} else {
					var of casework.AuthorityRecord
					of, err = tx.AuthorityEntry(t.Context(), who.chain.ID, in.Sequence)
					record = of.Record
				}
				require.NoError(t, err)
				require.Equal(t, int64(i+1), in.Sequence)
				require.NoError(t, ledger.VerifyInclusion(head, record.Hash, in))
			}
			return nil
		}))
	}
	_, err = w.proofs(t, w.officer, ledger.CaseChain(two.ID), 4)
	require.ErrorIs(t, err, casework.ErrLogBehind, "another office's chain does not show where it stands in the log")
}

// TestManyWritersAndTheLog: what is committed while the log is extended is taken once, in the order of its chain.
func TestManyWritersAndTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{MaxConns: 12})
	key, public := logKeys(t)
	const writers, acts = 6, 12
	cases := make([]*workflow.Case, writers)
	for i := range cases {
		cases[i] = w.submitted(t, w.officer, "扎西", "甲")
	}
	done := make(chan struct{})
	var logs, acting sync.WaitGroup
	for range 2 {
		logs.Go(func() {
			for {
				if _, err := w.ExtendLog(context.WithoutCancel(t.Context()), key, 5); err != nil {
					t.Error(err)
					return
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for _, c := range cases {
		acting.Go(func() {
			for range acts {
				w.noted(t, w.officer, c.ID)
			}
		})
	}
	acting.Wait()
	close(done)
	logs.Wait()
	w.extendLog(t, key, 1000)
	note, err := w.SignedHead(t.Context())
	require.NoError(t, err)
	head, err := ledger.ParseHead(note, public)
	require.NoError(t, err)
	require.Equal(t, int64(writers*(acts+2)), head.Size)
	entries, err := w.LogEntries(t.Context(), 0, 1000)
	require.NoError(t, err)
	tree := ledger.OpenLogTree(0, nil)
	_, err = tree.Add(entries...)
	require.NoError(t, err)
	again, err := tree.Head(head.Origin, head.Size)
	require.NoError(t, err)
	require.Equal(t, head, again)
	for _, c := range cases {
		proof, err := w.proofs(t, w.officer, ledger.CaseChain(c.ID), acts+1)
		require.NoError(t, err)
		for i := 1; i < len(proof.Inclusions); i++ {
			require.Less(t, proof.Inclusions[i-1].Index, proof.Inclusions[i].Index)
		}
	}
}

// TestANumberDrawnEarlyDoesNotStopTheLog: a transaction has its number as soon as it claims a key or locks the child, and
// may then wait for another one to write the entry before its own.
func TestANumberDrawnEarlyDoesNotStopTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	c := w.submitted(t, w.officer, "扎西", "甲")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		var early string
		require.NoError(t, store.Scan(t.Context(), tx, &early, `select pg_current_xact_id()::text`))
		w.noted(t, w.officer, c.ID) // by another transaction, with a later number
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		return tx.SaveAct(t.Context(), changed(t, opened, w.officer, "record_material", func(*workflow.Case) {}))
	}))
	w.noted(t, w.officer, c.ID)
	w.extendLog(t, key, 1)
	proof, err := w.proofs(t, w.officer, ledger.CaseChain(c.ID), 4)
	require.NoError(t, err)
	require.Len(t, proof.Inclusions, 4)
	for i := 1; i < len(proof.Inclusions); i++ {
		require.Less(t, proof.Inclusions[i-1].Index, proof.Inclusions[i].Index)
	}
}

func TestTheServerMayOnlyReadTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	w.submitted(t, w.officer, "扎西", "甲")
	w.extendLog(t, key, 100)
	for who, dsn := range map[string]string{"server": w.db.Server, "owner": w.db.Owner} {
		db := storetest.Open(t, dsn)
		for _, table := range []string{"log_heads", "log_leaves", "log_hashes", "log_epochs"} {
			for _, s := range []string{`delete from ` + table, `truncate ` + table} {
				_, err := db.Exec(s)
				require.Error(t, err, who+": "+s)
			}
		}
		_, err := db.Exec(`select log_take(1)`)
		require.ErrorContains(t, err, "worker", who)
	}
	server := storetest.Open(t, w.db.Server)
	var seen int
	require.NoError(t, server.QueryRow(`select count(*) from log_leaves`).Scan(&seen))
	require.Zero(t, seen, "nobody in particular sees no chain")
	_, err := server.Exec(`insert into log_heads (size, root, note, epoch, txid, source, id) values (9, sha256(''), '', 0, '1', 'case', 1)`)
	require.ErrorContains(t, err, "permission denied")
}

// BenchmarkExtendLog is the catching up of a log with entries that are there, 5,000 in a taking.
func BenchmarkExtendLog(b *testing.B) {
	w := newWorld(b, store.Options{})
	key, _ := logKeys(b)
	const entries = 20000
	admin := storetest.Open(b, w.db.Admin)
	_, err := admin.Exec(`set session_replication_role = replica;
	  insert into authority_entries (authority_id, seq, about, kind, act, actor_id, at, header, hash)
	  select '` + w.east + `', n, 'office', 'act', 'x', '', now(), n::text, entry_hash(n::text) from generate_series(1, 20000) n`)
	require.NoError(b, err)
	for b.Loop() {
		for taken := 0; taken < entries; {
			round, err := w.ExtendLog(b.Context(), key, 5000)
			require.NoError(b, err)
			taken = int(round.Head.Size)
		}
		b.StopTimer()
		_, err = admin.Exec(`set session_replication_role = replica; delete from log_heads; delete from log_leaves; delete from log_hashes`)
		require.NoError(b, err)
		b.StartTimer()
	}
	b.ReportMetric(float64(entries)*float64(b.N)/b.Elapsed().Seconds(), "leaves/s")
}
