package store_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestErrorsByConstraint(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		pg   pgconn.PgError
		kind workflow.Kind
		code string
	}{
		"a child registered twice": {pgconn.PgError{Code: "23505", ConstraintName: "children_id_number_unique"}, workflow.KindConflict, "child_registered"},
		"a known constraint":       {pgconn.PgError{Code: "23505", ConstraintName: "children_code_unique"}, workflow.KindConflict, "child_code_taken"},
		"a deadlock":               {pgconn.PgError{Code: "40P01"}, workflow.KindConflict, "try_again"},
		"a lock not had":           {pgconn.PgError{Code: "55P03"}, workflow.KindConflict, "try_again"},
		"a null character":         {pgconn.PgError{Code: "22021"}, workflow.KindInvalid, "invalid_input"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := store.Explain(&tt.pg)
			requireCode(t, err, tt.kind, tt.code)
			require.ErrorIs(t, err, &tt.pg, "the cause stays for the log")
		})
	}
	var e *workflow.Error
	internal := store.Explain(&pgconn.PgError{Code: "23514", ConstraintName: "cases_state_known"})
	require.NotErrorAs(t, internal, &e, "a fault of the program is no refusal")
	require.ErrorContains(t, internal, "cases_state_known")
	require.NotErrorAs(t, store.Explain(&pgconn.PgError{Code: "42501", Message: "permission denied for table cases"}), &e)
	require.NoError(t, store.Explain(nil))
}

func TestEveryConstraintIsNamed(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.New(t).Admin)
	rows, err := db.Query(`select c.relname, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
		where k.connamespace = 'public'::regnamespace and c.relname <> 'goose_db_version' and c.relname not like 'river\_%'`)
	require.NoError(t, err)
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var table, name string
		require.NoError(t, rows.Scan(&table, &name))
		require.True(t, strings.HasPrefix(name, table+"_"), name)
		for _, made := range []string{"_pkey", "_fkey", "_key", "_check"} { // what PostgreSQL calls them by itself
			require.False(t, strings.HasSuffix(name, made), name)
		}
	}
	require.NoError(t, rows.Err())
}

func TestGramsFindEverySubstring(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[张李娜𠮷扎西a1Ａ ]{1,8}`).Draw(t, "name")
		folded := []rune(store.SearchText(name))
		if len(folded) == 0 {
			return
		}
		from := rapid.IntRange(0, len(folded)-1).Draw(t, "from")
		to := rapid.IntRange(from+1, len(folded)).Draw(t, "to")
		have := store.Grams(string(folded))
		for _, g := range store.WantedGrams(string(folded[from:to])) {
			require.Contains(t, have, g)
		}
	})
	require.Equal(t, "张三\n李四", store.SearchText("张三", "", " 李四 "))
	require.NotContains(t, store.Grams("张三\n李四"), "三李", "no match runs over two names")
	require.Equal(t, store.SearchText("Ａ１"), store.SearchText("a1"))
}
