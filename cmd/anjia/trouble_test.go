package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// How much trouble there is. Seed and number of kills of a failure are printed; ANJIA_TROUBLE_SEED repeats its choices.
const (
	troubleClients  = 16
	troubleOffices  = 8
	troubleOwnCases = 4 * troubleClients // nobody else's
	troubleHotCases = 4                  // everybody's
	troubleKills    = 20                 // of the server
	troubleWithin   = 5 * time.Minute    // a guard against standing still, no measure of anything
)

// TestKilledServerLosesNoAcknowledgedAct runs the real binary on a real cluster and kills it (-9) at random moments
// while clients do acts, and PostgreSQL now and then as well. Clients that do not know what became of a request send
// it again with the same key. In the end every acknowledged act stands in its chain exactly once, nothing else does,
// and what belongs together agrees.
func TestKilledServerLosesNoAcknowledgedAct(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), troubleWithin)
	defer cancel()
	tr := newTrouble(ctx, t)
	var clients sync.WaitGroup
	for n := range troubleClients {
		clients.Go(func() { tr.client(ctx, n) })
	}
	for n := range tr.kills {
		tr.strike(ctx, t, n)
	}
	tr.over.Store(true)
	clients.Wait()
	require.NoError(t, ctx.Err(), "the clients stood still")
	require.Empty(t, tr.faults.list())
	t.Logf("%d acts acknowledged, %d answers lost on the way, of which %d had been done; %d refused as stale",
		tr.acks.count(), tr.lost.Load(), tr.replayed.Load(), tr.stale.Load())
	require.NoError(t, tr.server.stop())
	tr.check(ctx, t)
}

// trouble is the world of the test.
type trouble struct {
	troubleCounts
	world  *benchWorld
	kept   pgserver.Options
	server *serverProcess
	binary string
	port   string
	kills  int
	seed   uint64
	chance *rand.Rand // of the strikes; each client has its own
	made   map[string]int64
}

func newTrouble(ctx context.Context, t *testing.T) *trouble {
	t.Helper()
	tr := &trouble{kills: troubleKills, seed: troubleSeed(t), made: map[string]int64{}}
	if testing.Short() {
		tr.kills = 4
	}
	t.Logf("ANJIA_TROUBLE_SEED=%d, %d kills", tr.seed, tr.kills)
	tr.chance = rand.New(rand.NewPCG(tr.seed, 0))
	dir := openFolder(t)
	tr.binary, tr.port = buildAnjia(t, dir), freePort(t)
	tr.kept = pgserver.Options{Dir: filepath.Join(dir, "postgres")}
	var err error
	tr.world, err = newBenchWorld(ctx, tr.kept, troubleOffices)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tr.world.close(context.Background())) })
	tr.kept.Port = tr.world.pg.Port()
	require.NoError(t, tr.world.fill(ctx, troubleOwnCases+troubleHotCases))
	for _, f := range tr.world.files {
		tr.made[f.id] = f.version
	}
	require.NoError(t, tr.world.leave())
	tr.startServer(ctx, t)
	t.Cleanup(func() { require.NoError(t, tr.server.kill()) })
	return tr
}

func troubleSeed(t *testing.T) uint64 {
	t.Helper()
	given := os.Getenv("ANJIA_TROUBLE_SEED")
	if given == "" {
		return rand.Uint64()
	}
	seed, err := strconv.ParseUint(given, 10, 64)
	require.NoError(t, err)
	return seed
}

// openFolder is a folder that the user of PostgreSQL can pass, which t.TempDir is not.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "anjia-trouble-")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(dir, 0o711))
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	return dir
}

// freePort is a port for the server, the same after each restart.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	return l.Addr().String()
}

func (tr *trouble) startServer(ctx context.Context, t *testing.T) {
	t.Helper()
	var err error
	tr.server, err = startServer(ctx, tr.binary, tr.port, tr.world.url(benchDatabase), tr.world.folder)
	require.NoError(t, err)
}

// strike waits until some acts were acknowledged since the last strike, then a moment longer, and kills: the server
// each time, and PostgreSQL with it, before it or after it now and then.
func (tr *trouble) strike(ctx context.Context, t *testing.T, n int) {
	t.Helper()
	tr.await(ctx, t)
	switch n % 7 {
	case 3: // both at once, as when the power is cut
		tr.killPostgres(t)
		require.NoError(t, tr.server.kill())
		tr.startPostgres(ctx, t)
	case 5: // PostgreSQL under a server that stays, before the server falls
		tr.killPostgres(t)
		tr.startPostgres(ctx, t)
		tr.await(ctx, t)
		require.NoError(t, tr.server.kill())
	default:
		require.NoError(t, tr.server.kill())
	}
	tr.startServer(ctx, t)
}

// await returns at a random moment after some progress.
func (tr *trouble) await(ctx context.Context, t *testing.T) {
	t.Helper()
	goal := tr.acks.count() + 1 + tr.chance.IntN(40)
	for tr.acks.count() < goal {
		require.NoError(t, ctx.Err(), "no progress; faults: %v", tr.faults.list())
		require.Empty(t, tr.faults.list())
		time.Sleep(time.Millisecond)
	}
	time.Sleep(time.Duration(tr.chance.IntN(8000)) * time.Microsecond)
}

// killPostgres kills the postmaster; its processes see that and end.
func (tr *trouble) killPostgres(t *testing.T) {
	t.Helper()
	pid, err := postmasterPID(tr.world.pg.Dir())
	require.NoError(t, err)
	require.NoError(t, syscall.Kill(pid, syscall.SIGKILL))
	<-tr.world.pg.Exited()
	require.Error(t, tr.world.pg.Stop(context.Background()), "it did not stop in good order")
}

func (tr *trouble) startPostgres(ctx context.Context, t *testing.T) {
	t.Helper()
	var err error
	tr.world.pg, err = pgserver.Start(ctx, tr.kept)
	require.NoError(t, err, fmt.Sprint("after kill -9, in ", tr.kept.Dir))
}
