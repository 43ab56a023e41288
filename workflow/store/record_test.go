package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func appendOnlyTables() []string {
	return []string{
		"case_entries", "case_payloads", "authority_entries", "authority_payloads", "case_reads", "child_reads", "issued_numbers", "packs", "calendars", "instruments",
	}
}

func TestServerCannotChangeTheRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	for _, table := range appendOnlyTables() {
		for _, sql := range []string{"delete from " + table, "truncate " + table + " cascade"} {
			err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
				_, err := store.Exec(t.Context(), tx, sql)
				return err
			})
			require.ErrorContains(t, err, "permission denied", sql)
		}
	}
	for _, sql := range []string{
		"update case_entries set header = ''", "update case_payloads set after = '{}'", "update case_reads set what = 'x'",
		"update child_reads set what = 'x'", "delete from rendered_child_papers",
		"update issued_numbers set number = 9", "update packs set bytes = ''", "update installation set sandbox = false",
	} {
		err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
			_, err := store.Exec(t.Context(), tx, sql)
			return err
		})
		require.ErrorContains(t, err, "permission denied", sql)
	}
	// What the server may write, triggers confine.
	for sql, message := range map[string]string{
		"update cases set applicants = '某人'": "changes with an entry only",
		"update cases set version = 1":       "does not go back",
		"delete from cases":                  "",
	} {
		err := w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
			n, err := store.Exec(t.Context(), tx, sql)
			require.Zero(t, n)
			return err
		})
		if message == "" {
			require.NoError(t, err, sql)
			continue
		}
		require.ErrorContains(t, err, message, sql)
	}
	_, err := w.VerifyCase(t.Context(), c.ID)
	require.NoError(t, err)
}

func TestOwnerAndSuperuserMeetTheTriggers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.submitted(t, w.officer, "卓玛", "张三")
	for _, dsn := range []string{w.db.Owner, w.db.Admin} {
		db := storetest.Open(t, dsn)
		for _, table := range appendOnlyTables() {
			for _, sql := range []string{"delete from " + table, "truncate " + table + " cascade"} {
				_, err := db.Exec(sql)
				require.ErrorContains(t, err, "append-only", sql)
			}
		}
		_, err := db.Exec("update case_entries set header = ''")
		require.ErrorContains(t, err, "append-only")
	}
	var n int
	require.NoError(t, storetest.Open(t, w.db.Owner).QueryRow("select count(*) from cases").Scan(&n))
	require.Zero(t, n, "row-level security is forced on the owner too")
}

// tamper does as the superuser what no trigger can hinder.
func (w *world) tamper(t *testing.T, sql string, args ...any) {
	t.Helper()
	db := storetest.Open(t, w.db.Admin)
	tx, err := db.Begin()
	require.NoError(t, err)
	_, err = tx.Exec("set local session_replication_role = replica")
	require.NoError(t, err)
	_, err = tx.Exec(sql, args...)
	require.NoError(t, err)
	require.NoError(t, tx.Commit())
}

func TestVerificationFindsWhatASuperuserDid(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		sql   string
		fault ledger.Fault // empty: found by the row, not by the chain
	}{
		"a changed payload":   {`update case_payloads set after = replace(after, '张三', '李四') where case_id = $1 and seq = 1`, ledger.FaultPayload},
		"a deleted payload":   {`delete from case_payloads where case_id = $1 and seq = 2`, ledger.FaultPayloadMissing},
		"a deleted entry":     {`delete from case_entries where case_id = $1 and seq = 1`, ledger.FaultSequence},
		"a cut tail":          {`delete from case_entries where case_id = $1 and seq = 2`, ""},
		"a changed aggregate": {`update cases set document = replace(document, '张三', '李四') where id = $1`, ""},
		"a changed actor": {`update case_entries set header = replace(header, 'submit', 'accept'), hash = entry_hash(replace(header, 'submit', 'accept'))
			where case_id = $1 and seq = 1`, ledger.FaultPrevious},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			c := w.submitted(t, w.officer, "卓玛", "张三")
			w.act(t, w.officer, c.ID, "record_material", note)
			w.tamper(t, tt.sql, c.ID)
			_, err := w.VerifyCase(t.Context(), c.ID)
			if tt.fault == "" {
				var row *store.TamperedRowError
				require.ErrorAs(t, err, &row)
				return
			}
			var broken *ledger.BrokenLinkError
			require.ErrorAs(t, err, &broken)
			require.Equal(t, tt.fault, broken.Fault)
		})
	}
}

func TestVerifyUnknownCaseAndDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	d := w.draft(w.officer, "", "张三")
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.CreateDraft(t.Context(), d, nil, nil) }))
	for _, id := range []string{newID(), "x", d.ID} {
		_, err := w.VerifyCase(t.Context(), id)
		requireCode(t, err, workflow.KindNotFound, "case_not_found")
	}
}

func TestReadsAreRecordedForThoseWhoWatch(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	manager := agent(workflow.RoleManager, newID())
	for _, read := range []struct {
		who  workflow.Actor
		read casework.Read
	}{
		{w.officer, casework.Read{CaseID: c.ID, AuthorityID: w.east, What: "case", At: at}},
		{w.officer, casework.Read{What: "list", At: at}},
		{manager, casework.Read{What: "list", At: at}},
	} {
		require.NoError(t, w.Within(t.Context(), read.who, func(tx casework.Tx) error { return tx.RecordRead(t.Context(), read.read) }))
	}
	require.Equal(t, 2, w.sees(t, w.auditor, "case_reads"))
	require.Zero(t, w.sees(t, w.officer, "case_reads"), "who reads does not look at who read")
	err := w.Within(t.Context(), w.other, func(tx casework.Tx) error {
		return tx.RecordRead(t.Context(), casework.Read{CaseID: c.ID, AuthorityID: w.east, What: "case", At: at})
	})
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
}
