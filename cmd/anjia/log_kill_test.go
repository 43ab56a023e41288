package main

import (
	"context"
	"database/sql"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

const (
	keeperKills = 3 // one before each of the writings of a taking
	// keeperWithin is how soon the log goes on when a keeper was killed in the middle of a taking: its job stands in the
	// way for 10 s, and the leader orders the next one within 2 s.
	keeperWithin = 12 * time.Second
	// leaderWithin is the same when the keeper that was killed was the leader as well: its lease ends after 15 s, others look every 5 s.
	leaderWithin = 22 * time.Second
	// keeperSlack is for a machine that does something else.
	keeperSlack = 10 * time.Second
)

// TestAKilledKeeperOfTheLog kills (-9) one of two real processes that keep the log, again and again in the middle of a
// taking, while acts go on. The log goes on within the time that is stated; in the end each entry is in it once, and it
// continues every head that was seen on the way, in the database and as published.
func TestAKilledKeeperOfTheLog(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 2*troubleWithin)
	defer cancel()
	k := newKeeping(ctx, t)
	kills := keeperKills
	if testing.Short() {
		kills = 2
	}
	for n := range kills {
		k.strike(ctx, t, n)
	}
	k.over.Store(true)
	k.acting.Wait()
	require.Positive(t, k.acts.Load())
	t.Logf("%d acts beside the kills", k.acts.Load())
	k.check(ctx, t)
}

// keeping is the world of the test: acts without end, two processes that keep the log, and a witness.
type keeping struct {
	world    *benchWorld
	admin    *sql.DB
	binary   string
	folder   string
	key      string
	public   string
	two      [2]*serverProcess
	leader   int    // which of the two
	leaderID string // as the queue names it
	heads    []string
	over     atomic.Bool
	acts     atomic.Int64
	acting   sync.WaitGroup
}

func newKeeping(ctx context.Context, t *testing.T) *keeping {
	t.Helper()
	k := &keeping{folder: openFolder(t)}
	k.binary, k.key = buildAnjia(t, k.folder), filepath.Join(k.folder, "log.key")
	var err error
	k.public, err = writeLogKey(k.key, "anjia/test")
	require.NoError(t, err)
	k.world, err = newBenchWorld(ctx, pgserver.Options{Dir: filepath.Join(k.folder, "postgres")}, 2)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, k.world.close(context.Background())) })
	require.NoError(t, k.world.fill(ctx, 4))
	k.admin, err = sql.Open("pgx", adminOf(t, k.world.pg, benchDatabase))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, k.admin.Close()) })
	k.two[0] = k.startKeeper(ctx, t)
	k.newLeader(ctx, t, 0)
	k.two[1] = k.startKeeper(ctx, t)
	for i := range k.world.files {
		k.acting.Go(func() { k.act(ctx, t, &k.world.files[i]) })
	}
	t.Cleanup(func() {
		k.over.Store(true)
		k.acting.Wait()
	})
	return k
}

// act enters a line of the checklist again and again.
func (k *keeping) act(ctx context.Context, t *testing.T, f *benchCase) {
	t.Helper()
	acts, err := benchActs()
	if err != nil {
		t.Error(err)
		return
	}
	for !k.over.Load() && ctx.Err() == nil {
		out, err := k.world.app.cases.Do(ctx, casework.Request{
			Actor: k.world.desks[f.desk].officer, CaseID: f.id, Version: f.version, Key: newID(), Command: acts[1].cmd(f.version),
		})
		if err != nil {
			t.Error(err)
			return
		}
		f.version = out.Version
		k.acts.Add(1)
		time.Sleep(20 * time.Millisecond)
	}
}

// startKeeper starts "anjia worker" with the key of the log and waits until it works.
func (k *keeping) startKeeper(ctx context.Context, t *testing.T) *serverProcess {
	t.Helper()
	s := &serverProcess{ended: make(chan struct{})}
	var err error
	s.log, err = os.OpenFile(filepath.Join(k.folder, "worker.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	require.NoError(t, err)
	s.cmd = exec.CommandContext(context.WithoutCancel(ctx), k.binary, "worker", "--workers", "4", "--scrub", "0")
	s.cmd.Env = append(os.Environ(), "DATABASE_URL="+k.world.url(benchDatabase), "ANJIA_DATA="+k.world.folder, "ANJIA_LOG_KEY="+k.key,
		"ANJIA_LOG_DIR="+filepath.Join(k.folder, "published"))
	s.cmd.Stderr = s.log
	says, err := s.cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, s.cmd.Start())
	t.Cleanup(func() { require.NoError(t, s.kill()) })
	first := make(chan string, 1)
	go s.watch(io.Reader(says), first)
	select {
	case line := <-first:
		require.Equal(t, "anjia works jobs", line)
	case <-s.ended:
		said, _ := os.ReadFile(s.log.Name())
		require.Fail(t, "the worker ended at once", "%v: %s", s.failure, said)
	}
	return s
}

// newLeader waits for a leader that is not the one before: the given process.
func (k *keeping) newLeader(ctx context.Context, t *testing.T, which int) {
	t.Helper()
	for {
		var id string
		err := k.admin.QueryRowContext(ctx, `select leader_id from river_leader where expires_at > now() and leader_id <> $1`, k.leaderID).Scan(&id)
		if err == nil {
			k.leader, k.leaderID = which, id
			return
		}
		require.ErrorIs(t, err, sql.ErrNoRows)
		time.Sleep(20 * time.Millisecond)
	}
}

// strike stops a taking in its middle by a lock, kills the process that does it, and waits until the log goes on.
func (k *keeping) strike(ctx context.Context, t *testing.T, n int) {
	t.Helper()
	k.await(ctx, t, k.size(ctx, t)+1)
	k.heads = append(k.heads, k.head(ctx, t))
	lock, err := k.admin.BeginTx(ctx, nil)
	require.NoError(t, err)
	table := [...]string{"log_leaves", "log_hashes", "log_heads"}[n%3] // before anything is written, after the leaves, before the head
	_, err = lock.ExecContext(ctx, `lock table `+table+` in share mode`)
	require.NoError(t, err)
	var by string
	for {
		err = k.admin.QueryRowContext(ctx, `select attempted_by[array_length(attempted_by, 1)] from river_job where kind = 'keep_log' and state = 'running'
		  and exists (select from pg_locks l where not l.granted and l.relation = $1::regclass)
		  order by id desc limit 1`, table).Scan(&by)
		if err == nil {
			break
		}
		require.ErrorIs(t, err, sql.ErrNoRows)
		time.Sleep(5 * time.Millisecond)
	}
	victim, wasLeader := 1-k.leader, by == k.leaderID
	if wasLeader {
		victim = k.leader
	}
	size := k.size(ctx, t)
	require.NoError(t, k.two[victim].kill())
	start := time.Now()
	require.NoError(t, lock.Rollback())
	k.await(ctx, t, size+1)
	took, within := time.Since(start), keeperWithin
	if wasLeader {
		within = leaderWithin
	}
	t.Logf("kill %d before %s (leader: %t): the log went on after %.1f s", n, table, wasLeader, took.Seconds())
	require.Less(t, took, within+keeperSlack)
	if wasLeader {
		k.newLeader(ctx, t, 1-victim)
	}
	k.two[victim] = k.startKeeper(ctx, t)
}

func (k *keeping) size(ctx context.Context, t *testing.T) (size int64) {
	t.Helper()
	require.NoError(t, k.admin.QueryRowContext(ctx, `select coalesce(max(size), 0) from log_heads`).Scan(&size))
	return size
}

func (k *keeping) head(ctx context.Context, t *testing.T) (note string) {
	t.Helper()
	require.NoError(t, k.admin.QueryRowContext(ctx, `select note from log_heads order by size desc limit 1`).Scan(&note))
	return note
}

// await waits until the log has so many entries.
func (k *keeping) await(ctx context.Context, t *testing.T, size int64) {
	t.Helper()
	for k.size(ctx, t) < size {
		require.NoError(t, ctx.Err(), "the log stands still")
		time.Sleep(10 * time.Millisecond)
	}
}

// check waits until everything is in the log, and looks at it past the product and through it.
func (k *keeping) check(ctx context.Context, t *testing.T) {
	t.Helper()
	var entries, leaves, twice, missing int64
	require.NoError(t, k.admin.QueryRowContext(ctx, `select (select count(*) from case_entries) + (select count(*) from authority_entries)`).Scan(&entries))
	k.await(ctx, t, entries)
	require.NoError(t, k.admin.QueryRowContext(ctx, `select count(*), count(*) - count(distinct (authority_id, case_id, seq)) from log_leaves`).Scan(&leaves, &twice))
	require.NoError(t, k.admin.QueryRowContext(ctx, `select count(*) from (
	  select authority_id, case_id, seq, hash from case_entries union all select authority_id, null, seq, hash from authority_entries
	  except select authority_id, case_id, seq, hash from log_leaves) gone`).Scan(&missing))
	require.Equal(t, entries, leaves)
	require.Zero(t, twice, "leaves that stand twice")
	require.Zero(t, missing, "entries that are not in the log")
	var older []ledger.LogHead
	for _, note := range k.heads {
		head, err := ledger.ParseHead(note, k.public)
		require.NoError(t, err)
		older = append(older, head)
	}
	s, err := store.Open(ctx, k.world.url(benchDatabase), store.Options{})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	head, err := s.VerifyLog(ctx, []string{k.public}, older...)
	require.NoError(t, err)
	require.Equal(t, entries, head.Size)
	for _, f := range k.world.files {
		v, err := s.VerifyCase(ctx, f.id)
		require.NoError(t, err)
		require.Zero(t, v.Log.Pending)
	}
	k.checkPublished(ctx, t, entries, older)
}

// checkPublished is the witness: the folder shows the same log, which continues each head that was kept.
func (k *keeping) checkPublished(ctx context.Context, t *testing.T, entries int64, older []ledger.LogHead) {
	t.Helper()
	dir := filepath.Join(k.folder, "published")
	read := func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))) }
	for {
		log, err := ledger.CheckLog(read, k.public)
		if err == nil && log.Head.Size >= entries {
			for _, h := range older {
				require.NoError(t, log.Continues(h), strconv.FormatInt(h.Size, 10))
			}
			return
		}
		require.NoError(t, ctx.Err(), "published: %v", err) // while it is written a tile may be newer than the head
		time.Sleep(50 * time.Millisecond)
	}
}
