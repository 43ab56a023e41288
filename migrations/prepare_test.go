package migrations_test

import (
	"context"
	"database/sql"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// ownCluster starts a cluster for tests that change roles, which all databases of a cluster share.
func ownCluster(t *testing.T, dir string) (*pgserver.Server, *sql.DB) {
	t.Helper()
	s, err := pgserver.Start(t.Context(), pgserver.Options{Dir: dir, Durability: pgserver.Fast})
	require.NoError(t, err)
	admin, err := sql.Open("pgx", s.AdminDSN())
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, admin.Close())
		require.NoError(t, s.Stop(context.Background())) // the test's context has ended
	})
	return s, admin
}

func TestPrepareTogetherAndAgain(t *testing.T) {
	t.Parallel()
	s, admin := ownCluster(t, "")
	setup := migrations.Setup{Database: "an'jia \"x\"", OwnerPassword: "o'wner", ServerPassword: `s"erver`}
	errs := make([]error, 4)
	var wg sync.WaitGroup
	for n := range errs {
		wg.Go(func() { errs[n] = migrations.Prepare(t.Context(), admin, setup) })
	}
	wg.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	for _, role := range []string{migrations.OwnerRole, migrations.ServerRole} {
		var super, bypass bool
		require.NoError(t, admin.QueryRow(`select rolsuper, rolbypassrls from pg_roles where rolname = $1`, role).Scan(&super, &bypass))
		require.False(t, super)
		require.False(t, bypass)
		db, err := sql.Open("pgx", s.DSN(role, "", setup.Database))
		require.NoError(t, err)
		_, err = db.Exec(`create table made_by (id int)`)
		if role == migrations.OwnerRole {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, "permission denied")
			_, err = db.Exec(`create temporary table made_by (id int)`)
			require.ErrorContains(t, err, "permission denied")
		}
		require.NoError(t, db.Close())
	}
	_, err := admin.Exec(`create role stranger login`)
	require.NoError(t, err)
	db, err := sql.Open("pgx", s.DSN("stranger", "", setup.Database))
	require.NoError(t, err)
	require.ErrorContains(t, db.Ping(), "permission denied for database")
	require.NoError(t, db.Close())
}

func TestPrepareSetsPasswords(t *testing.T) {
	t.Parallel()
	dir := reachable(t)
	s, admin := ownCluster(t, dir)
	setup := migrations.Setup{Database: "anjia", OwnerPassword: "first", ServerPassword: "server's"}
	require.NoError(t, migrations.Prepare(t.Context(), admin, setup))
	setup.OwnerPassword = "second"
	require.NoError(t, migrations.Prepare(t.Context(), admin, setup))

	require.NoError(t, ping(t, s.DSN(migrations.OwnerRole, "second", "anjia")))
	require.NoError(t, ping(t, s.DSN(migrations.ServerRole, "server's", "anjia")))
	require.ErrorContains(t, ping(t, s.DSN(migrations.OwnerRole, "first", "anjia")), "password authentication failed")
	u, err := url.Parse(s.AdminDSN())
	require.NoError(t, err)
	require.Equal(t, "127.0.0.1", u.Hostname())
}

func TestPrepareRefusesUnfitDatabase(t *testing.T) {
	t.Parallel()
	_, admin := ownCluster(t, "")
	for statement, message := range map[string]string{
		`create database latin encoding 'LATIN1' locale 'C' template template0`: "encoding LATIN1",
		`create database plain encoding 'UTF8' locale 'C' template template0`:   "locale C/C",
		`create database others`: "belongs to the role postgres",
	} {
		_, err := admin.Exec(statement)
		require.NoError(t, err)
		var name string
		require.NoError(t, admin.QueryRow(`select datname from pg_database order by oid desc limit 1`).Scan(&name))
		require.ErrorContains(t, migrations.Prepare(t.Context(), admin, migrations.Setup{Database: name}), message)
	}
}

func ping(t *testing.T, dsn string) error {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	require.NoError(t, err)
	defer db.Close()
	return db.PingContext(t.Context())
}

// reachable is a folder that the user of a server can enter when root runs the tests; t.TempDir is closed to others.
func reachable(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "migrations-test-")
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	require.NoError(t, os.Chmod(dir, 0o755))
	return dir
}
