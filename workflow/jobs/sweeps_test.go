package jobs_test

import (
	"database/sql"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func countOf(t *testing.T, db *sql.DB, query string) (n int) {
	t.Helper()
	require.NoError(t, db.QueryRow(query).Scan(&n))
	return n
}

func TestOldAnswersTokensAndTasksAreSwept(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	admin := storetest.Open(t, h.db.Admin)
	for _, seed := range []string{
		`insert into idempotency_keys (actor_id, key, body_sha256, answer, answered_at)
		 select gen_random_uuid(), 'k' || n, sha256('x'), '{}', now() - make_interval(hours => n) from generate_series(1, 200) n`,
		`insert into account_tokens (token_sha256, authority_id, account_id, created_at, expires_at)
		 select sha256(n::text::bytea), a.authority_id, a.id, now() - interval '60 days', now() + make_interval(hours => 24 * (5 - n))
		 from generate_series(1, 40) n, (select * from accounts order by id limit 1) a`,
		`insert into tasks (authority_id, id, kind, title, input, asked_name, state, ended_at)
		 select id, gen_random_uuid(), 'count', 'x', '{}', 'x', 'done', now() - make_interval(days => n) from authorities, generate_series(1, 100) n`,
	} {
		_, err := admin.Exec(seed)
		require.NoError(t, err)
	}
	kinds := &jobs.Kinds{}
	jobs.AddSweeps(kinds, h.Store, jobs.Keep{Keys: time.Hour}) // less than a day is taken for a day
	h.works(t, kinds)
	require.Eventually(t, func() bool {
		return countOf(t, admin, `select count(*) from idempotency_keys`) == 23 && countOf(t, admin, `select count(*) from tasks`) < 100 &&
			countOf(t, admin, `select count(*) from account_tokens`) < 40
	}, 20*time.Second, 20*time.Millisecond)
	require.Zero(t, countOf(t, admin, `select count(*) from idempotency_keys where answered_at < now() - interval '1 day'`))
	require.Equal(t, 89, countOf(t, admin, `select count(*) from tasks`), "90 days")
	require.Equal(t, 34, countOf(t, admin, `select count(*) from account_tokens`), "30 days after they ran out")
}

func TestOnlyWorkersSweepAndNeverWhatIsInUse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	admin, server := storetest.Open(t, h.db.Admin), storetest.Open(t, h.db.Server)
	_, err := admin.Exec(`insert into idempotency_keys (actor_id, key, body_sha256, answer) values (gen_random_uuid(), 'k', sha256('x'), '{}')`)
	require.NoError(t, err)
	_, err = admin.Exec(`insert into account_tokens (token_sha256, authority_id, account_id, expires_at)
		select sha256('t'), authority_id, id, now() + interval '1 hour' from accounts limit 1`)
	require.NoError(t, err)
	for _, role := range []string{"", "officer", "administrator"} {
		for _, what := range []string{"sweep_keys(now(), 9)", "sweep_tokens(now(), 9)", "sweep_tasks(now(), 9)", "lost_jobs(now())"} {
			tx, err := server.Begin()
			require.NoError(t, err)
			_, err = tx.Exec(`select set_config('app.role', $1, true)`, role)
			require.NoError(t, err)
			_, err = tx.Exec(`select ` + what)
			require.ErrorContains(t, err, "only a worker", "%s as %q", what, role)
			require.NoError(t, tx.Rollback())
		}
	}
	for _, sql := range []string{`delete from idempotency_keys`, `delete from account_tokens`, `delete from tasks`} {
		_, err := server.Exec(sql)
		require.ErrorContains(t, err, "permission denied")
	}
	future := time.Now().Add(1000 * time.Hour)
	swept, err := h.SweepKeys(t.Context(), future, 10)
	require.NoError(t, err)
	require.Zero(t, swept)
	swept, err = h.SweepTokens(t.Context(), future, 10)
	require.NoError(t, err)
	require.Zero(t, swept)
}

func TestRowsOfTasksAreHiddenByTheDatabaseItself(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id, another := h.ask(t, h.officer, count{}), h.ask(t, h.officer, count{})
	server := storetest.Open(t, h.db.Server)
	seen := func(settings map[string]string) (n int) {
		tx, err := server.Begin()
		require.NoError(t, err)
		for name, value := range settings {
			_, err = tx.Exec(`select set_config('app.' || $1, $2, true)`, name, value)
			require.NoError(t, err)
		}
		require.NoError(t, tx.QueryRow(`select count(*) from tasks`).Scan(&n))
		require.NoError(t, tx.Rollback())
		return n
	}
	for _, tt := range []struct {
		name     string
		settings map[string]string
		want     int
	}{
		{"nobody", nil, 0},
		{"who asked", map[string]string{"actor": h.officer.ID, "role": "officer", "authority": h.office}, 2},
		{"a colleague", map[string]string{"actor": h.other.ID, "role": "officer", "authority": h.office}, 0},
		{"the supervisor", map[string]string{"actor": h.boss.ID, "role": "supervisor", "authority": h.office}, 2},
		{"a supervisor elsewhere", map[string]string{"actor": h.boss.ID, "role": "supervisor", "authority": newID()}, 0},
		{"an auditor", map[string]string{"actor": newID(), "role": "auditor", "authority": h.office}, 0},
		{"a worker without a task", map[string]string{"role": "worker"}, 0},
		{"the worker of one", map[string]string{"role": "worker", "task": id}, 1},
		{"a setting without the role", map[string]string{"role": "officer", "task": another}, 0},
	} {
		require.Equal(t, tt.want, seen(tt.settings), tt.name)
	}
}

func TestAPersonCannotWriteWhatIsTheWorkers(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.ask(t, h.officer, count{})
	server := storetest.Open(t, h.db.Server)
	for sql, want := range map[string]string{
		`update tasks set state = 'done', ended_at = now() where id = $1`:      "tasks_by_workers",
		`update tasks set result = '{}' where id = $1`:                         "tasks_by_workers",
		`update tasks set state = 'running' where id = $1`:                     "tasks_by_workers",
		`update tasks set run = 5, state = 'cancelled' where id = $1`:          "tasks_by_workers",
		`update tasks set asked_by = gen_random_uuid() where id = $1`:          "permission denied",
		`update tasks set state = 'queued', orders = orders + 1 where id = $1`: "tasks_by_workers",
	} {
		tx, err := server.Begin()
		require.NoError(t, err)
		_, err = tx.Exec(`select set_config('app.actor', $1, true), set_config('app.role', 'officer', true)`, h.officer.ID)
		require.NoError(t, err)
		_, err = tx.Exec(sql, id)
		require.Error(t, err, sql)
		require.Contains(t, fmt.Sprintf("%+v %v", constraintOf(err), err), want, sql)
		require.NoError(t, tx.Rollback())
	}
}

func constraintOf(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.ConstraintName
	}
	return ""
}

func TestATaskIsAskedForInTheOwnScopeOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	elsewhere := newID()
	_, err := storetest.Open(t, h.db.Admin).Exec(`insert into authorities (id, name, short_name, certificate_mark, division, superior, court, pack)
		values ($1, '别处民政局', '别民收', '藏别', '540103', '', '', 'cn')`, elsewhere)
	require.NoError(t, err)
	for name, task := range map[string]casework.NewTask{
		"another office": {ID: newID(), AuthorityID: elsewhere, Title: "计数"},
		"no such case":   {ID: newID(), AuthorityID: h.office, CaseID: newID(), Title: "计数"},
	} {
		err := h.Within(t.Context(), h.officer, func(tx casework.Tx) error { return tx.Enqueue(t.Context(), count{}, &task) })
		require.Error(t, err, name)
	}
	require.Zero(t, countOf(t, storetest.Open(t, h.db.Admin), `select count(*) from river_job where kind = 'count'`), "and no job is left of it")
}
