package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// TestTheLogGoesOnAfterARestore takes real dumps (pg_dump) and restores them on a second cluster, whose transactions begin
// anew. After the newest dump the log goes on in another epoch and continues every head that was kept. An older one is a
// fork: whoever keeps the later head finds it, in the database and in the folder, and the published log is left as it is.
func TestTheLogGoesOnAfterARestore(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	r := newRestoring(ctx, t)
	first := r.extend(ctx, t, r.world.app.store, "first")
	early := r.dump(ctx, t, "early")
	for range 5 {
		r.act(ctx, t, r.world.app, 0)
	}
	kept := r.extend(ctx, t, r.world.app.store, "kept")
	late := r.dump(ctx, t, "late")
	require.Greater(t, kept.Size, first.Size)

	second, err := pgserver.Start(ctx, pgserver.Options{Durability: pgserver.Fast})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, second.Stop(context.Background())) })
	files := r.world.files[0]

	app := r.restore(ctx, t, second, "anjia_late", late)
	epoch, err := app.store.SettleEpoch(ctx)
	require.NoError(t, err)
	require.Equal(t, 1, epoch)
	r.act(ctx, t, app, 0)
	r.act(ctx, t, app, 1)
	after := r.extend(ctx, t, app.store, "after")
	require.Equal(t, kept.Size+2, after.Size)
	_, err = app.store.VerifyLog(ctx, []string{r.public}, first, kept, after)
	require.NoError(t, err)
	for _, f := range r.world.files {
		v, err := app.store.VerifyCase(ctx, f.id)
		require.NoError(t, err)
		require.Zero(t, v.Log.Pending)
	}
	code, said := r.run("check", "--key", r.key+".pub", "--head", r.kept("kept"), r.dir)
	require.Zero(t, code, said)
	require.Contains(t, said, "continues the head kept")

	r.world.files[0] = files
	fork := r.restore(ctx, t, second, "anjia_early", early)
	_, err = fork.store.SettleEpoch(ctx)
	require.NoError(t, err)
	for _, f := range r.world.files {
		v, err := fork.store.VerifyCase(ctx, f.id)
		require.NoError(t, err, "the chain is consistent with itself, and with the log of before")
		require.Zero(t, v.Log.Pending)
	}
	r.findsFork(ctx, t, fork, kept)
}

// findsFork lets the fork become longer than the log that it left.
func (r *restoring) findsFork(ctx context.Context, t *testing.T, fork *app, kept ledger.LogHead) {
	t.Helper()
	_, err := fork.store.VerifyLog(ctx, []string{r.public}, kept)
	require.ErrorContains(t, err, "cut", "it is shorter than what was kept")
	version := r.version(ctx, t, fork, 0)
	r.world.files[0].version = version
	for range 9 {
		r.act(ctx, t, fork, 0)
	}
	before, err := os.ReadFile(filepath.Join(r.dir, ledger.LogCheckpoint))
	require.NoError(t, err)
	k, err := fork.keeper(logOptions{key: r.key, dir: r.dir})
	require.NoError(t, err)
	round, err := k.Round(ctx)
	require.ErrorIs(t, err, casework.ErrLogBroken, "the folder is another log")
	require.Greater(t, round.Head.Size, kept.Size)
	_, err = k.Round(ctx)
	require.ErrorIs(t, err, casework.ErrLogBroken, "nothing is signed any more")
	unchanged, err := os.ReadFile(filepath.Join(r.dir, ledger.LogCheckpoint))
	require.NoError(t, err)
	require.Equal(t, before, unchanged)

	_, err = fork.store.VerifyLog(ctx, []string{r.public}, kept)
	require.ErrorIs(t, err, casework.ErrLogBroken)
	_, err = fork.store.VerifyLog(ctx, []string{r.public})
	require.NoError(t, err, "nobody finds it without a head that was kept")
	elsewhere := filepath.Join(r.folder, "elsewhere")
	k, err = fork.keeper(logOptions{key: r.key, dir: elsewhere})
	require.NoError(t, err)
	_, err = k.Round(ctx)
	require.NoError(t, err)
	code, said := r.run("check", "--key", r.key+".pub", elsewhere)
	require.Zero(t, code, said)
	code, said = r.run("check", "--key", r.key+".pub", "--head", r.kept("kept"), elsewhere)
	require.Equal(t, 1, code, said)
	code, said = r.run("check", "--key", r.key+".pub", "--head", r.kept("first"), elsewhere)
	require.Zero(t, code, said)
}

// restoring is an office with a log that is published, on a cluster that is dumped.
type restoring struct {
	world  *benchWorld
	folder string
	dir    string // published
	key    string
	public string
}

func newRestoring(ctx context.Context, t *testing.T) *restoring {
	t.Helper()
	r := &restoring{folder: openFolder(t)}
	r.dir, r.key = filepath.Join(r.folder, "published"), filepath.Join(r.folder, "log.key")
	var err error
	r.public, err = writeLogKey(r.key, "anjia/test")
	require.NoError(t, err)
	r.world, err = newBenchWorld(ctx, pgserver.Options{Durability: pgserver.Fast}, 2)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, r.world.close(context.Background())) })
	require.NoError(t, r.world.fill(ctx, 3))
	return r
}

// act enters a line of the checklist of a case.
func (r *restoring) act(ctx context.Context, t *testing.T, on *app, n int) {
	t.Helper()
	acts, err := benchActs()
	require.NoError(t, err)
	f := &r.world.files[n]
	out, err := on.cases.Do(ctx, casework.Request{
		Actor: r.world.desks[f.desk].officer, CaseID: f.id, Version: f.version, Key: newID(), Command: acts[1].cmd(f.version),
	})
	require.NoError(t, err)
	f.version = out.Version
}

func (r *restoring) version(ctx context.Context, t *testing.T, on *app, n int) (version int64) {
	t.Helper()
	f := r.world.files[n]
	require.NoError(t, on.store.WithinCase(ctx, f.id, func(tx casework.Tx) error {
		c, err := tx.Case(ctx, f.id)
		if err == nil {
			version = c.Case.Version
		}
		return err
	}))
	return version
}

// extend takes everything, publishes it, and keeps the head as a witness does.
func (r *restoring) extend(ctx context.Context, t *testing.T, s *store.Store, name string) ledger.LogHead {
	t.Helper()
	k, err := (&app{store: s, log: newLog(&bytes.Buffer{})}).keeper(logOptions{key: r.key, dir: r.dir})
	require.NoError(t, err)
	for {
		round, err := k.Round(ctx)
		require.NoError(t, err)
		state, err := s.LogState(ctx)
		require.NoError(t, err)
		if state.Waiting == 0 {
			require.NoError(t, os.WriteFile(r.kept(name), []byte(round.Note), 0o600))
			return round.Head
		}
	}
}

func (r *restoring) kept(name string) string { return filepath.Join(r.folder, name+".head") }

func (r *restoring) run(args ...string) (int, string) {
	var out bytes.Buffer
	code := runLog(args, &out, &out)
	return code, out.String()
}

// dump is pg_dump of the whole database.
func (r *restoring) dump(ctx context.Context, t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(r.folder, name+".dump")
	r.program(ctx, t, r.world.pg, "pg_dump", "--format", "custom", "--file", path, "--dbname", adminOf(t, r.world.pg, benchDatabase))
	return path
}

// restore is pg_restore into an empty database of the second cluster, as docs/operations.md has it, and the services on it.
func (r *restoring) restore(ctx context.Context, t *testing.T, pg *pgserver.Server, database, path string) *app {
	t.Helper()
	setup := r.world.passwords
	setup.Database = database
	admin, err := sql.Open("pgx", pg.AdminDSN())
	require.NoError(t, err)
	defer func() { require.NoError(t, admin.Close()) }()
	require.NoError(t, migrations.Prepare(ctx, admin, setup))
	r.program(ctx, t, pg, "pg_restore", "--exit-on-error", "--dbname", adminOf(t, pg, database), path)
	a, err := openApp(ctx, appOptions{database: pg.DSN(migrations.ServerRole, setup.ServerPassword, database), files: r.world.folder, log: newLog(&bytes.Buffer{})})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.close()) })
	return a
}

func (*restoring) program(ctx context.Context, t *testing.T, pg *pgserver.Server, name string, args ...string) {
	t.Helper()
	out, err := exec.CommandContext(ctx, filepath.Join(pg.BinDir(), name), args...).CombinedOutput()
	require.NoError(t, err, "%s: %s", name, out)
}
