package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// numbered draws the number of a transaction before it has written anything.
func numbered(t *testing.T, tx casework.Tx) {
	t.Helper()
	var number string
	require.NoError(t, store.Scan(t.Context(), tx, &number, `select pg_current_xact_id()::text`))
}

// ascending is that each entry of a chain stands in the log behind the one before it.
func (w *world) ascending(t *testing.T, who workflow.Actor, chain ledger.Chain, entries int64) {
	t.Helper()
	proof, err := w.proofs(t, who, chain, entries)
	require.NoError(t, err)
	require.Len(t, proof.Inclusions, int(entries))
	for i := 1; i < len(proof.Inclusions); i++ {
		require.Less(t, proof.Inclusions[i-1].Index, proof.Inclusions[i].Index)
	}
}

// TestNumbersDrawnInTheOppositeOrder: three transactions draw their numbers in one order and write to one chain in the
// other. None of the entries is taken while a transaction with a lower number still runs, though what it waits to write
// will be numbered as high as they are; afterwards they stand in the order of their chain.
func TestNumbersDrawnInTheOppositeOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	c := w.submitted(t, w.officer, "扎西", "甲")
	size := w.extendLog(t, key, 100).Head.Size
	nothingTaken := func() {
		round, err := w.ExtendLog(t.Context(), key, 100)
		require.NoError(t, err)
		require.Zero(t, round.Added)
		require.Equal(t, size, round.Head.Size)
	}
	write := func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		return tx.SaveAct(t.Context(), changed(t, opened, w.officer, "record_material", func(*workflow.Case) {}))
	}
	require.NoError(t, w.Within(t.Context(), w.officer, func(first casework.Tx) error {
		numbered(t, first)
		require.NoError(t, w.Within(t.Context(), w.officer, func(second casework.Tx) error {
			numbered(t, second)
			w.noted(t, w.officer, c.ID)
			nothingTaken()
			return write(second)
		}))
		nothingTaken()
		return write(first)
	}))
	w.noted(t, w.officer, c.ID)
	require.Equal(t, size+4, w.extendLog(t, key, 1).Head.Size)
	w.ascending(t, w.officer, ledger.CaseChain(c.ID), 5)
	var numbers, epochs int
	require.NoError(t, storetest.Open(t, w.db.Admin).QueryRow(`select count(distinct txid), count(distinct epoch) from case_entries
	  where case_id = $1 and seq between 2 and 4`, c.ID).Scan(&numbers, &epochs))
	require.Equal(t, 1, numbers, "numbered as the one before, which was drawn last")
	require.Equal(t, 1, epochs)
}

// TestANumberDrawnEarlyInAnAuthoritysChain is the same for acts without a case.
func TestANumberDrawnEarlyInAnAuthoritysChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	key, _ := logKeys(t)
	w.child(t, w.officer, "一")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		numbered(t, tx)
		w.child(t, w.officer, "二") // by another transaction, with a later number
		opened, err := tx.OpenChild(t.Context(), casework.OpenChild{AuthorityID: w.east})
		require.NoError(t, err)
		id := newID()
		c := &workflow.Child{ID: id, AuthorityID: w.east, Version: 1, Person: workflow.Person{Name: "三", Born: day("2019-05-04")}, Code: "城关" + id[24:], Source: "foundling"}
		record, head := extend(t, opened.Authority, w.officer, ledger.Entry{Act: "register_child"}, nil, c)
		return tx.SaveChildAct(t.Context(), &casework.ChildChange{Child: c, Record: record, Head: head})
	}))
	w.child(t, w.officer, "四")
	require.EqualValues(t, 4, w.extendLog(t, key, 1).Head.Size)
	w.ascending(t, w.officer, ledger.AuthorityChain(w.east), 4)
}

// TestTheNumberOfAnEntryIsNotGivenByWhoWritesIt: also one that names a number of its own gets that of its transaction or
// of the entry before; it could else be put before what the log has taken, and never be taken.
func TestTheNumberOfAnEntryIsNotGivenByWhoWritesIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.child(t, w.officer, "一")
	admin := storetest.Open(t, w.db.Admin)
	const forged = `insert into authority_entries (authority_id, seq, about, kind, act, actor_id, at, header, hash, txid)
	  select authority_id, 2, about, kind, act, actor_id, at, 'x', entry_hash('x'), '3' from authority_entries where authority_id = $1 and seq = 1 returning txid::text::bigint`
	tx, err := admin.Begin()
	require.NoError(t, err)
	t.Cleanup(func() { _ = tx.Rollback() })
	var given, own int64
	require.NoError(t, tx.QueryRow(forged, w.east).Scan(&given))
	require.NoError(t, tx.QueryRow(`select pg_current_xact_id()::text::bigint`).Scan(&own))
	require.Equal(t, own, given)
}

// BenchmarkEntryInOrder is what it costs an entry to be numbered behind the one before it: with the trigger and without,
// entries of a thousand chains, 5,000 in a transaction that is rolled back.
func BenchmarkEntryInOrder(b *testing.B) {
	const entries = 5000
	w := newWorld(b, store.Options{})
	admin := storetest.Open(b, w.db.Admin)
	admin.SetMaxOpenConns(1)
	insert := fmt.Sprintf(`insert into authority_entries (authority_id, seq, about, kind, act, actor_id, at, header, hash)
	  select ('01900000-0000-7000-8000-' || lpad((n %% 1000)::text, 12, '0'))::uuid, 1 + n / 1000, 'office', 'act', 'x', '', now(), n::text, entry_hash(n::text)
	  from generate_series(0, %d) n`, entries-1)
	for _, of := range []struct{ name, prepare string }{
		{"without", `select 1`},
		{"with", `alter table authority_entries enable always trigger authority_entries_in_order`},
	} {
		b.Run(of.name, func(b *testing.B) {
			for b.Loop() {
				tx, err := admin.Begin()
				require.NoError(b, err)
				for _, s := range []string{`set local session_replication_role = replica`, of.prepare, insert} {
					_, err = tx.Exec(s)
					require.NoError(b, err, s)
				}
				require.NoError(b, tx.Rollback())
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/entries, "µs/entry")
		})
	}
}
