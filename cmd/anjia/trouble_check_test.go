package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/store"
)

// check looks at what is left in the database, first through the product's own verification, then past it, as the
// superuser, row by row.
func (tr *trouble) check(ctx context.Context, t *testing.T) {
	t.Helper()
	require.NoError(t, tr.world.open(ctx, store.Options{}))
	require.NoError(t, tr.world.admin(benchDatabase, func(db *sql.DB) error {
		tr.checkChains(ctx, t, db)
		tr.checkAcknowledged(ctx, t, db)
		tr.checkWhole(ctx, t, db)
		tr.checkNumbers(ctx, t, db)
		return nil
	}))
}

// checkChains walks every chain, of cases and of authorities, and compares its end with the head that the row holds.
func (tr *trouble) checkChains(ctx context.Context, t *testing.T, db *sql.DB) {
	t.Helper()
	cases := texts(ctx, t, db, `select id from cases where state <> 'draft'`)
	require.GreaterOrEqual(t, len(cases), troubleOwnCases+troubleHotCases)
	for _, id := range cases {
		_, err := tr.world.app.store.VerifyCase(ctx, id)
		require.NoError(t, err)
	}
	for _, d := range tr.world.desks {
		_, err := tr.world.app.store.VerifyAuthority(ctx, d.officer.AuthorityID)
		require.NoError(t, err)
	}
}

// checkAcknowledged finds every acknowledged act in its chain, each in an entry of its own, and in each chain nothing
// beside them but what was there before.
func (tr *trouble) checkAcknowledged(ctx context.Context, t *testing.T, db *sql.DB) {
	t.Helper()
	type place struct {
		chain string
		seq   int64
	}
	entries := map[place]string{}
	rows, err := db.QueryContext(ctx, `select case_id::text, seq, encode(hash, 'hex') from case_entries
 union all select authority_id::text, seq, encode(hash, 'hex') from authority_entries`)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	for rows.Next() {
		var p place
		var hash string
		require.NoError(t, rows.Scan(&p.chain, &p.seq, &hash))
		entries[p] = hash
	}
	require.NoError(t, rows.Err())
	taken, inCase := map[place]string{}, map[string]int64{}
	for _, a := range tr.acks.list() {
		if a.chain == "" {
			continue
		}
		p := place{a.chain, a.seq}
		require.Equal(t, a.hash, entries[p], "acknowledged act %s: entry %d of %s", a.key, a.seq, a.chain)
		require.Empty(t, taken[p], "two acts were told that they are entry %d of %s", a.seq, a.chain)
		taken[p] = a.key
		if !a.authority {
			inCase[a.chain]++
		}
	}
	versions := int64s(ctx, t, db, `select id, version from cases`)
	heads := int64s(ctx, t, db, `select case_id, max(seq) from case_entries group by case_id`)
	for id, version := range versions {
		before := max(tr.made[id], 1) // a draft is version 1 and has no entry
		require.Equal(t, before+inCase[id], version, "case %s has acts that nobody was told of", id)
		require.Equal(t, version-1, heads[id], "case %s: version and entries", id)
	}
	tr.checkKeys(ctx, t, db)
}

// checkKeys compares the stored answers with what the clients were told.
func (tr *trouble) checkKeys(ctx context.Context, t *testing.T, db *sql.DB) {
	t.Helper()
	acks := tr.acks.list()
	var stored int
	require.NoError(t, db.QueryRowContext(ctx, `select count(*) from idempotency_keys where actor_id::text like 'b0000000-%'`).Scan(&stored))
	require.Equal(t, len(acks), stored, "answers that nobody was given, or that were not kept")
	for _, a := range acks {
		var answer string
		require.NoError(t, db.QueryRowContext(ctx, `select answer from idempotency_keys where actor_id = $1 and key = $2`, a.actor, a.key).Scan(&answer))
		var told struct {
			Entry string `json:"entry_hash"`
		}
		require.NoError(t, json.Unmarshal([]byte(answer), &told))
		require.Equal(t, a.hash, told.Entry)
	}
}

// checkWhole looks for halves: entries without payload, rows without what belongs to them, children and drafts that
// nobody was told of.
func (tr *trouble) checkWhole(ctx context.Context, t *testing.T, db *sql.DB) {
	t.Helper()
	for what, query := range map[string]string{
		"entries without a payload": `select e.case_id from case_entries e left join case_payloads p using (authority_id, case_id, seq) where p.seq is null
 union all select e.authority_id from authority_entries e left join authority_payloads p using (authority_id, seq) where p.seq is null`,
		"heads that are not the last entry": `select c.id from cases c left join case_entries e on (e.authority_id, e.case_id, e.seq) = (c.authority_id, c.id, c.head_seq)
 where c.head_seq > 0 and (e.hash is distinct from c.head_hash or e.case_version is distinct from c.version)`,
		"cases whose nearest date is not that of their clocks": `select c.id from cases c where c.due_on is distinct from
 (select min(d.due_on) from due_dates d where (d.authority_id, d.case_id) = (c.authority_id, c.id) and not d.floor)`,
		"cases that are not found by text":    `select c.id from cases c left join case_search s on (s.authority_id, s.case_id) = (c.authority_id, c.id) where s.search_text is distinct from c.search_text`,
		"children that are not found by text": `select c.id from children c left join child_search s on (s.authority_id, s.child_id) = (c.authority_id, c.id) where s.search_text is distinct from c.search_text`,
	} {
		require.Empty(t, texts(ctx, t, db, query), what)
	}
	var cases, children int
	require.NoError(t, db.QueryRowContext(ctx, `select (select count(*) from cases), (select count(*) from children)`).Scan(&cases, &children))
	require.Equal(t, len(tr.world.files)+tr.drafts.count(), cases)
	require.Equal(t, len(tr.world.files)+tr.children.count(), children)
}

// checkNumbers: every series counts from 1 without a gap, and every number stands on one paper or one case.
func (tr *trouble) checkNumbers(ctx context.Context, t *testing.T, db *sql.DB) {
	t.Helper()
	require.Empty(t, texts(ctx, t, db, `select s.authority_id from number_series s left join issued_numbers i using (authority_id, series, year)
 group by s.authority_id, s.series, s.year, s.last having count(i.number) <> s.last or min(i.number) <> 1 or max(i.number) <> s.last or count(i.void_at) > 0`),
		"series with gaps")
	issued := int64s(ctx, t, db, `select authority_id::text || ' ' || series, last from number_series`)
	used, seen := map[string]int64{}, map[string]bool{}
	rows, err := db.QueryContext(ctx, `select document from cases where state <> 'draft'`)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	use := func(authority, series, number string) {
		if number == "" {
			return
		}
		require.False(t, seen[authority+series+number], "number %s was given twice", number)
		seen[authority+series+number] = true
		used[authority+" "+series]++
	}
	for rows.Next() {
		var document string
		require.NoError(t, rows.Scan(&document))
		var c workflow.Case
		require.NoError(t, json.Unmarshal([]byte(document), &c))
		use(c.AuthorityID, "case", c.Number)
		for _, p := range c.Papers {
			use(c.AuthorityID, "paper", p.Number)
		}
	}
	require.NoError(t, rows.Err())
	require.Equal(t, issued, used)
}

func texts(ctx context.Context, t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(ctx, query)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	var out []string
	for rows.Next() {
		var s string
		require.NoError(t, rows.Scan(&s))
		out = append(out, s)
	}
	require.NoError(t, rows.Err())
	return out
}

func int64s(ctx context.Context, t *testing.T, db *sql.DB, query string) map[string]int64 {
	t.Helper()
	rows, err := db.QueryContext(ctx, query)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	out := map[string]int64{}
	for rows.Next() {
		var id string
		var n int64
		require.NoError(t, rows.Scan(&id, &n))
		out[id] = n
	}
	require.NoError(t, rows.Err())
	return out
}
