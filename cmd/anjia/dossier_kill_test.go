package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// TestAKilledMakerOfADossier kills (-9) the real process that makes a dossier: between two papers, and when the file is
// stored and its row is not yet written. Nobody can read a half; who takes it up again leaves one dossier, which holds,
// and no paper was set twice.
func TestAKilledMakerOfADossier(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), troubleWithin)
	defer cancel()
	k := newMaking(ctx, t)
	actor, caseID := k.world.desks[0].officer, k.world.files[0].id
	task, err := k.world.app.cases.OrderDossier(ctx, actor, caseID, casework.DossierOrder{Purpose: "卷宗检查"})
	require.NoError(t, err)

	for _, middle := range []struct{ table, message string }{
		{"rendered_papers", "正在制作文书"},
		{"dossiers", "正在签章、保存"},
	} {
		k.killIn(ctx, t, task.ID, middle.table, middle.message)
		require.Zero(t, k.count(ctx, t, `select count(*) from dossiers where file_id is not null`), "nobody reads a half")
		var id string
		require.NoError(t, k.admin.QueryRowContext(ctx, `select id from dossiers`).Scan(&id))
		_, _, err := k.world.app.cases.DossierFile(ctx, actor, caseID, id)
		require.ErrorContains(t, err, "案卷尚在制作")
	}
	k.startKeeper(ctx, t)
	require.Equal(t, string(casework.TaskDone), k.until(ctx, t, task.ID, func(state, _ string) bool { return state != "queued" && state != "running" }))

	require.EqualValues(t, 1, k.count(ctx, t, `select count(*) from dossiers`))
	require.EqualValues(t, 3, k.count(ctx, t, `select run from tasks where id = '`+task.ID+`'`), "two were killed, the third has made it")
	require.Zero(t, k.count(ctx, t, `select count(*) - count(distinct paper_id) from rendered_papers`))
	taken, err := k.world.app.cases.Dossiers(ctx, actor, caseID)
	require.NoError(t, err)
	require.Len(t, taken, 1)
	_, file, err := k.world.app.cases.DossierFile(ctx, actor, caseID, taken[0].ID)
	require.NoError(t, err)
	k.holds(t, file)
}

// newMaking is one case whose papers nobody has set yet, and no worker.
func newMaking(ctx context.Context, t *testing.T) *keeping {
	t.Helper()
	k := &keeping{folder: openFolder(t)}
	k.binary, k.key = buildAnjia(t, k.folder), filepath.Join(k.folder, "log.key")
	var err error
	k.public, err = writeLogKey(k.key, "anjia/test")
	require.NoError(t, err)
	k.world, err = newBenchWorld(ctx, pgserver.Options{Dir: filepath.Join(k.folder, "postgres")}, 1)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, k.world.close(context.Background())) })
	require.NoError(t, k.world.fill(ctx, 1))
	k.admin, err = sql.Open("pgx", adminOf(t, k.world.pg, benchDatabase))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, k.admin.Close()) })
	return k
}

// killIn starts a worker, holds it up where it writes to a table while it tells a message, and kills it there.
func (k *keeping) killIn(ctx context.Context, t *testing.T, task, table, message string) {
	t.Helper()
	lock, err := k.admin.BeginTx(ctx, nil)
	require.NoError(t, err)
	_, err = lock.ExecContext(ctx, `lock table `+table+` in share mode`)
	require.NoError(t, err)
	worker := k.startKeeper(ctx, t)
	k.until(ctx, t, task, func(state, said string) bool {
		return state == "running" && strings.HasPrefix(said, message) &&
			k.count(ctx, t, `select count(*) from pg_locks where not granted and relation = '`+table+`'::regclass`) > 0
	})
	require.NoError(t, worker.kill())
	require.NoError(t, lock.Rollback())
}

// until waits for what a task tells and returns its state.
func (k *keeping) until(ctx context.Context, t *testing.T, task string, is func(state, said string) bool) string {
	t.Helper()
	for {
		var state, said string
		require.NoError(t, k.admin.QueryRowContext(ctx, `select state, message from tasks where id = $1`, task).Scan(&state, &said))
		if is(state, said) {
			return state
		}
		require.NoError(t, ctx.Err(), "the task stands still: %s %s", state, said)
		time.Sleep(10 * time.Millisecond)
	}
}

func (k *keeping) count(ctx context.Context, t *testing.T, query string) (n int64) {
	t.Helper()
	require.NoError(t, k.admin.QueryRowContext(ctx, query).Scan(&n))
	return n
}

// holds verifies a dossier that nobody has signed.
func (k *keeping) holds(t *testing.T, file []byte) {
	t.Helper()
	raw, err := json.Marshal(seal.TrustFile{Format: seal.TrustFormat, Logs: []string{k.public}})
	require.NoError(t, err)
	trust, err := seal.ReadTrust(raw)
	require.NoError(t, err)
	if keep := os.Getenv("DOSSIER_OUT"); keep != "" {
		require.NoError(t, os.WriteFile(keep, file, 0o600))
	}
	r := check.File(file, check.Options{Trust: trust})
	require.Equal(t, check.CodePartial, r.ExitCode(), "%s", check.Lines("dossier", r, true)) // it is not signed
}
