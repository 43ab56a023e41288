package migrations_test

import (
	"database/sql"
	"flag"
	"os"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

var update = flag.Bool("update", false, "write schema.sql anew instead of comparing with it")

// slowFiles take long enough that processes which start together meet.
var slowFiles = fstest.MapFS{
	"00001_one.sql":   file(`create table one (id int); select pg_sleep(0.2);`),
	"00002_two.sql":   file(`create table two (id int); select pg_sleep(0.2);`),
	"00003_three.sql": file(`grant select on one, two to anjia_server;`),
	"schema.sql":      file(`this is not applied`),
}

func file(up string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("-- +goose Up\n" + up + "\n")}
}

func TestSchemaFileIsWhatTheMigrationsMake(t *testing.T) {
	t.Parallel()
	made := storetest.Schema(t, storetest.New(t))
	if *update {
		require.NoError(t, os.WriteFile("schema.sql", []byte(header+made), 0o644))
		return
	}
	committed, err := os.ReadFile("schema.sql")
	require.NoError(t, err)
	require.Equal(t, string(committed), header+made, "run `make schema`, read the difference, and commit it with the migration")
}

const header = "-- The structure of the database after all migrations. Made by `make schema`; not applied by anything.\n\n"

func TestMigratedDatabaseHasNothingPending(t *testing.T) {
	t.Parallel()
	d := storetest.New(t)
	pending, err := migrations.Pending(t.Context(), storetest.Open(t, d.Server))
	require.NoError(t, err, "the server's role must be able to ask")
	require.False(t, pending)
	applied, err := migrations.Up(t.Context(), storetest.Open(t, d.Owner))
	require.NoError(t, err)
	require.Zero(t, applied)

	empty := storetest.Open(t, storetest.Empty(t).Server)
	pending, err = migrations.Pending(t.Context(), empty)
	require.NoError(t, err)
	require.True(t, pending)
}

func TestProcessesThatStartTogetherDoNotCollide(t *testing.T) {
	t.Parallel()
	d := storetest.Empty(t)
	const processes = 6
	applied := make([]int, processes)
	errs := make([]error, processes)
	var wg sync.WaitGroup
	for n := range processes {
		db := storetest.Open(t, d.Owner)
		wg.Go(func() { applied[n], errs[n] = migrations.UpFrom(t.Context(), db, slowFiles) })
	}
	wg.Wait()
	total := 0
	for n := range processes {
		require.NoError(t, errs[n])
		total += applied[n]
	}
	require.Equal(t, 3, total, "each file is applied once")
	version, err := migrations.Version(t.Context(), storetest.Open(t, d.Server))
	require.NoError(t, err)
	require.EqualValues(t, 3, version)
}

func TestFailedFileLeavesTheStateBeforeIt(t *testing.T) {
	t.Parallel()
	db := storetest.Open(t, storetest.Empty(t).Owner)
	broken := fstest.MapFS{
		"00001_one.sql": file(`create table one (id int);`),
		"00002_two.sql": file(`create table two (id int); select no_such_column;`),
	}
	_, err := migrations.UpFrom(t.Context(), db, broken)
	require.ErrorContains(t, err, "no_such_column")
	version, err := migrations.Version(t.Context(), db)
	require.NoError(t, err)
	require.EqualValues(t, 1, version)
	require.False(t, exists(t, db, "two"))

	applied, err := migrations.UpFrom(t.Context(), db, slowFiles)
	require.NoError(t, err, "mended files go on where the failure was")
	require.Equal(t, 2, applied)
}

func TestUpRefuses(t *testing.T) {
	t.Parallel()
	d := storetest.Empty(t)
	owner := storetest.Open(t, d.Owner)

	_, err := migrations.UpFrom(t.Context(), storetest.Open(t, d.Server), slowFiles)
	require.ErrorContains(t, err, "must not own the tables")

	_, err = migrations.UpFrom(t.Context(), owner, fstest.MapFS{})
	require.ErrorContains(t, err, "no migrations found")

	_, err = migrations.UpFrom(t.Context(), owner, slowFiles)
	require.NoError(t, err)
	_, err = migrations.UpFrom(t.Context(), owner, fstest.MapFS{"00001_one.sql": slowFiles["00001_one.sql"]})
	require.ErrorContains(t, err, "the database is at version 3, this program knows versions up to 1")
}

func exists(t *testing.T, db *sql.DB, table string) bool {
	t.Helper()
	var is bool
	require.NoError(t, db.QueryRow(`select to_regclass($1) is not null`, table).Scan(&is))
	return is
}
