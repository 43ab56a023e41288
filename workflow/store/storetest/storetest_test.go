package storetest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	t.Parallel()
	for n := range 8 {
		t.Run(fmt.Sprint("数据库 ", n, " with a name that is much too long for a database of PostgreSQL"), func(t *testing.T) {
			t.Parallel()
			owner := storetest.Open(t, storetest.Empty(t).Owner)
			_, err := owner.Exec(`create table mine (n int)`)
			require.NoError(t, err, "nobody else's table is in the way")
		})
	}
}

func TestDatabaseIsDroppedAtTheEndOfItsTest(t *testing.T) { //nolint:tparallel // it looks at what the inner one left
	t.Parallel()
	var name string
	t.Run("a test", func(t *testing.T) {
		d := storetest.Empty(t)
		name = d.Name
		require.NoError(t, storetest.Open(t, d.Server).Ping())
	})
	var exists bool
	admin := storetest.Open(t, storetest.Empty(t).Admin)
	require.NoError(t, admin.QueryRow(`select exists (select from pg_database where datname = $1)`, name).Scan(&exists))
	require.False(t, exists)
}

func TestRolesAreTheOnesOfOperation(t *testing.T) {
	t.Parallel()
	d := storetest.Empty(t)
	for dsn, role := range map[string]string{d.Owner: migrations.OwnerRole, d.Server: migrations.ServerRole} {
		var user, super string
		require.NoError(t, storetest.Open(t, dsn).QueryRow(`select current_user, current_setting('is_superuser')`).Scan(&user, &super))
		require.Equal(t, role, user)
		require.Equal(t, "off", super)
	}
}

func TestSchemaIsStableAndComplete(t *testing.T) {
	t.Parallel()
	d := storetest.Empty(t)
	_, err := storetest.Open(t, d.Owner).Exec(`
		create table a (id int primary key, constraint a_id_positive check (id > 0));
		alter table a enable row level security;
		create policy a_read on a for select to anjia_server using (true);
		grant select on a to anjia_server`)
	require.NoError(t, err)
	made := storetest.Schema(t, d)
	for _, want := range []string{
		"CREATE TABLE public.a (", "a_id_positive CHECK ((id > 0))", "ENABLE ROW LEVEL SECURITY",
		"CREATE POLICY a_read", "GRANT SELECT ON TABLE public.a TO anjia_server",
	} {
		require.Contains(t, made, want)
	}
	for _, noise := range []string{"\n--", "Dumped", "restrict", "\nSET ", "OWNER TO"} {
		require.NotContains(t, made, noise)
	}
	require.Equal(t, made, storetest.Schema(t, d))
}

func BenchmarkClone(b *testing.B) {
	for b.Loop() {
		storetest.Empty(b)
	}
}
