package store_test

import (
	"context"
	"database/sql"
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

// TestARunningTransactionHoldsTheLogBack: an entry that may still be committed is never overtaken.
func TestARunningTransactionHoldsTheLogBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	c := w.submitted(t, w.officer, "扎西", "甲")
	size := w.extendLog(t, key, 100).Head.Size
	admin := storetest.Open(t, w.db.Admin)
	early, err := admin.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	_, err = early.Exec(`select pg_current_xact_id()`)
	require.NoError(t, err)
	w.noted(t, w.officer, c.ID)
	round, err := w.ExtendLog(t.Context(), key, 100)
	require.NoError(t, err)
	require.Zero(t, round.Added)
	require.Equal(t, size, round.Head.Size)
	require.NoError(t, early.Rollback())
	require.Equal(t, size+1, w.extendLog(t, key, 100).Head.Size)
}

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
