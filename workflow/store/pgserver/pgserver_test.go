package pgserver_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// parentOf names the environment variable by which this test binary, run again, becomes a process that starts a
// server in the folder given and waits to be killed.
const parentOf = "PGSERVER_TEST_PARENT_OF"

func TestMain(m *testing.M) {
	if dir, ok := os.LookupEnv(parentOf); ok {
		os.Exit(beParent(dir))
	}
	os.Exit(m.Run())
}

func beParent(dir string) int {
	s, err := pgserver.Start(context.Background(), pgserver.Options{Dir: dir})
	if err != nil {
		fmt.Println("error:", err)
		return 1
	}
	fmt.Println(s.AdminDSN())
	fmt.Println(s.Dir())
	select {} // until killed
}

// startParent runs such a process with the given credential (nil: our own) and returns its server's DSN and folder.
func startParent(t *testing.T, program, dir string, cred *syscall.Credential) (cmd *exec.Cmd, dsn, folder string) {
	t.Helper()
	cmd = exec.Command(program)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), parentOf+"="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: cred}
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(out)
	require.True(t, lines.Scan(), "the parent process said nothing")
	dsn = lines.Text()
	require.True(t, strings.HasPrefix(dsn, "postgres://"), dsn)
	require.True(t, lines.Scan())
	return cmd, dsn, lines.Text()
}

func self(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	require.NoError(t, err)
	return program
}

func kill(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait() // "signal: killed"
}

func open(t *testing.T, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", dsn)
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func stop(t *testing.T, s *pgserver.Server) {
	t.Helper()
	require.NoError(t, s.Stop(context.Background()))
}

// serverDir is a folder that the server's user can reach; t.TempDir is closed to other users.
func serverDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "pgserver-test-")
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	require.NoError(t, os.Chmod(dir, 0o755))
	return dir
}

func TestTemporaryServerLeavesNothing(t *testing.T) {
	t.Parallel()
	s, err := pgserver.Start(t.Context(), pgserver.Options{Durability: pgserver.Fast})
	require.NoError(t, err)
	require.Zero(t, s.Port(), "a temporary server listens on its socket only")

	var locale, encoding, fsync string
	require.NoError(t, open(t, s.AdminDSN()).QueryRow(`select datcollate, pg_encoding_to_char(encoding),
		current_setting('fsync') from pg_database where datname = 'postgres'`).Scan(&locale, &encoding, &fsync))
	require.Equal(t, []string{"C.UTF-8", "UTF8", "off"}, []string{locale, encoding, fsync})

	stop(t, s)
	require.NoError(t, s.Stop(t.Context()), "a second stop says what the first said")
	require.NoDirExists(t, s.Dir())
}

func TestKeptServerKeepsDataAndAsksForPassword(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(serverDir(t), "pg with space")
	s, err := pgserver.Start(t.Context(), pgserver.Options{Dir: dir})
	require.NoError(t, err)
	require.Equal(t, dir, s.Dir())
	require.Empty(t, s.MovedFrom())
	db := open(t, s.AdminDSN())
	_, err = db.Exec(`create table kept as select 42 as n`)
	require.NoError(t, err)
	var checksums string
	require.NoError(t, db.QueryRow(`show data_checksums`).Scan(&checksums))
	require.Equal(t, "on", checksums)
	require.ErrorContains(t, open(t, s.DSN(pgserver.Superuser, "wrong", "postgres")).Ping(), "password authentication failed")
	stop(t, s)

	s, err = pgserver.Start(t.Context(), pgserver.Options{Dir: dir})
	require.NoError(t, err)
	defer stop(t, s)
	var n int
	require.NoError(t, open(t, s.AdminDSN()).QueryRow(`select n from kept`).Scan(&n))
	require.Equal(t, 42, n)
}

func TestSecondStartInSameFolderIsRefused(t *testing.T) {
	t.Parallel()
	dir := serverDir(t)
	type result struct {
		s   *pgserver.Server
		err error
	}
	results := make(chan result)
	for range 2 {
		go func() {
			s, err := pgserver.Start(context.Background(), pgserver.Options{Dir: dir, Durability: pgserver.Fast})
			results <- result{s, err}
		}()
	}
	a, b := <-results, <-results
	if a.err != nil {
		a, b = b, a
	}
	require.NoError(t, a.err)
	defer stop(t, a.s)
	require.ErrorIs(t, b.err, pgserver.ErrInUse)
	require.ErrorContains(t, b.err, fmt.Sprintf("process %d runs the database in %s", os.Getpid(), dir))
	require.NoError(t, open(t, a.s.AdminDSN()).Ping(), "the refused start must not disturb the running server")
}

func TestKilledParentTakesServerAlongAndNextStartRecovers(t *testing.T) {
	t.Parallel()
	dir := serverDir(t)
	for n := range 3 {
		cmd, dsn, _ := startParent(t, self(t), dir, nil)
		db := open(t, dsn)
		_, err := db.Exec(`create table if not exists kept (n int)`)
		require.NoError(t, err)
		_, err = db.Exec(`insert into kept values ($1)`, n)
		require.NoError(t, err)
		kill(t, cmd)
		require.Eventually(t, func() bool { return db.Ping() != nil }, 20*time.Second, 20*time.Millisecond,
			"the server outlived its killed parent")
	}
	s, err := pgserver.Start(t.Context(), pgserver.Options{Dir: dir})
	require.NoError(t, err)
	defer stop(t, s)
	var rows int
	require.NoError(t, open(t, s.AdminDSN()).QueryRow(`select count(*) from kept`).Scan(&rows))
	require.Equal(t, 3, rows)
}

func TestOrphanedServerIsTakenOver(t *testing.T) {
	t.Parallel()
	dir := serverDir(t)
	first, err := pgserver.Start(t.Context(), pgserver.Options{Dir: dir, Durability: pgserver.Fast})
	require.NoError(t, err)
	// A server that outlived its parent is one whose folder nobody holds the lock of.
	require.NoError(t, os.Remove(filepath.Join(dir, "lock")))

	second, err := pgserver.Start(t.Context(), pgserver.Options{Dir: dir, Durability: pgserver.Fast})
	require.NoError(t, err)
	defer stop(t, second)
	select {
	case <-first.Exited():
	case <-time.After(20 * time.Second):
		t.Fatal("the orphaned server still runs")
	}
	require.NoError(t, open(t, second.AdminDSN()).Ping())
	_ = first.Stop(t.Context())
	require.NoError(t, open(t, second.AdminDSN()).Ping())
}

func TestLeftoversOfCrashes(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(t *testing.T, dir string){
		"half-made data": func(t *testing.T, dir string) {
			t.Helper()
			require.NoError(t, os.RemoveAll(filepath.Join(dir, "data")))
			require.NoError(t, os.Mkdir(filepath.Join(dir, "data.new"), 0o700))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "data.new", "PG_VERSION"), []byte("15\n"), 0o600))
		},
		"process file that names a stranger": func(t *testing.T, dir string) {
			t.Helper()
			text := fmt.Sprintf("%d\n%s/data\n1700000000\n5432\n\n\n\nready\n", os.Getpid(), dir)
			require.NoError(t, os.WriteFile(filepath.Join(dir, "data", "postmaster.pid"), []byte(text), 0o644))
		},
		"empty process file": func(t *testing.T, dir string) {
			t.Helper()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "data", "postmaster.pid"), nil, 0o644))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := serverDir(t)
			s, err := pgserver.Start(t.Context(), pgserver.Options{Dir: dir, Durability: pgserver.Fast})
			require.NoError(t, err)
			stop(t, s)
			leave(t, dir)
			s, err = pgserver.Start(t.Context(), pgserver.Options{Dir: dir, Durability: pgserver.Fast})
			require.NoError(t, err)
			defer stop(t, s)
			require.NoError(t, open(t, s.AdminDSN()).Ping())
		})
	}
}
