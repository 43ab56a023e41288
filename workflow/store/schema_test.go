package store_test

import (
	"os"
	"testing"

	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestMigrationsDownAndUpAgain(t *testing.T) {
	t.Parallel()
	d := storetest.New(t)
	want := storetest.Schema(t, d)
	p, err := goose.NewProvider(goose.DialectPostgres, storetest.Open(t, d.Owner), os.DirFS("../../migrations"))
	require.NoError(t, err)
	_, err = p.DownTo(t.Context(), 0)
	require.NoError(t, err)
	var left int
	require.NoError(t, storetest.Open(t, d.Admin).QueryRow(`select (select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'river%')
		+ (select count(*) from pg_proc where pronamespace = 'public'::regnamespace and proname not like 'river%')`).Scan(&left))
	require.Equal(t, 1, left, "goose's own table is all that is left, beside River's")
	_, err = p.Up(t.Context())
	require.NoError(t, err)
	require.Equal(t, want, storetest.Schema(t, d))
}
