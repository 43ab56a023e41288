package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// count is a job of these tests.
type count struct {
	To   int    `json:"to"`
	Mark string `json:"mark"`
}

func (count) Kind() string { return "count" }

// house is a database with one office, its people, and a queue.
type house struct {
	*store.Store
	db            *storetest.Database
	office        string
	officer, boss workflow.Actor
	admin, other  workflow.Actor
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func newHouse(t *testing.T) *house {
	t.Helper()
	db := storetest.New(t)
	orders, err := jobs.NewOrders(riverpgxv5.New(nil))
	require.NoError(t, err)
	s, err := store.Open(context.Background(), db.Server, store.Options{Enqueue: orders.Enqueue})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	require.NoError(t, s.Mark(t.Context(), true, time.Date(2024, 1, 2, 1, 0, 0, 0, time.UTC)))
	h := &house{Store: s, db: db, office: newID()}
	admin := storetest.Open(t, db.Admin)
	_, err = admin.Exec(`insert into authorities (id, name, short_name, certificate_mark, division, superior, court, pack)
		values ($1, '拉萨市城关区民政局', '拉民收', '藏拉', '540102', '', '', 'cn')`, h.office)
	require.NoError(t, err)
	for who, role := range map[*workflow.Actor]workflow.Role{
		&h.officer: workflow.RoleOfficer, &h.other: workflow.RoleOfficer, &h.boss: workflow.RoleSupervisor, &h.admin: workflow.RoleAdmin,
	} {
		*who = workflow.Actor{ID: newID(), Name: "某某", Role: role, AuthorityID: h.office, Organisation: "民政局"}
		_, err = admin.Exec(`insert into accounts (authority_id, id, login, name, role, organisation) values ($1, $2, $3, '某某', $4, '民政局')`,
			h.office, who.ID, "login-"+who.ID, role)
		require.NoError(t, err)
	}
	return h
}

// works starts workers with settings for tests; they stop with the test.
func (h *house) works(t *testing.T, kinds *jobs.Kinds, tune ...func(*jobs.Options)) *jobs.Pool[pgx.Tx] {
	t.Helper()
	o := jobs.Options{
		Beat: 30 * time.Millisecond, Silence: 300 * time.Millisecond, Poll: 100 * time.Millisecond, Stop: 2 * time.Second,
		Log: slog.New(slog.DiscardHandler),
	}
	for _, f := range tune {
		f(&o)
	}
	pool, err := jobs.New(riverpgxv5.New(h.Pool()), h.Store, kinds, o)
	require.NoError(t, err)
	require.NoError(t, pool.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, pool.Stop(context.Background())) })
	return pool
}

// ask orders a job with a task and returns its id.
func (h *house) ask(t *testing.T, who workflow.Actor, job casework.Job) string {
	t.Helper()
	id := newID()
	require.NoError(t, h.Within(t.Context(), who, func(tx casework.Tx) error {
		return tx.Enqueue(t.Context(), job, &casework.NewTask{ID: id, AuthorityID: h.office, Title: "计数", Total: 3})
	}))
	return id
}

// task reads a task as somebody.
func (h *house) task(t *testing.T, who workflow.Actor, id string) (task *casework.Task, err error) {
	t.Helper()
	err = h.Within(t.Context(), who, func(tx casework.Tx) error {
		task, err = tx.Task(t.Context(), id, false)
		return err
	})
	return task, err
}

// until waits for a state of a task.
func (h *house) until(t *testing.T, id string, state casework.TaskState) *casework.Task {
	t.Helper()
	var task *casework.Task
	require.Eventually(t, func() bool {
		var err error
		task, err = h.task(t, h.officer, id)
		require.NoError(t, err)
		return task.State == state
	}, 20*time.Second, 10*time.Millisecond, "the task never was %s", state)
	return task
}

func TestATaskIsWorkedAndShowsHowFarItIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	seen := make(chan *casework.Task, 1)
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(ctx context.Context, job count, p *jobs.Progress) error {
		if err := p.Step(ctx, 1, int64(job.To), "第1步"); err != nil {
			return err
		}
		running, err := h.task(t, h.officer, p.Task().ID)
		if err != nil {
			return err
		}
		seen <- running
		asker, err := p.Asker(ctx)
		if err != nil {
			return err
		}
		if err := p.Step(ctx, int64(job.To), int64(job.To), "完成"); err != nil {
			return err
		}
		return p.Result(map[string]string{"for": asker.ID, "role": string(asker.Role)})
	}})
	h.works(t, kinds)
	id := h.ask(t, h.officer, count{To: 3})
	running := <-seen
	require.Equal(t, casework.TaskRunning, running.State)
	require.Equal(t, casework.Progress{Done: 1, Total: 3, Text: "第1步"}, running.Progress)
	done := h.until(t, id, casework.TaskDone)
	require.Equal(t, casework.Progress{Done: 3, Total: 3, Text: "完成"}, done.Progress)
	require.JSONEq(t, fmt.Sprintf(`{"for":%q,"role":"officer"}`, h.officer.ID), string(done.Result))
	require.False(t, done.EndedAt.IsZero())
	require.Equal(t, h.officer.ID, done.AskedBy)
}

func TestATaskThatIsDoneIsDoneWhole(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(ctx context.Context, job count, p *jobs.Progress) error {
		if err := p.Step(ctx, 0, int64(job.To), "正在读取工作簿"); err != nil {
			return err
		}
		if job.To == 2 {
			return workflow.Refuse(workflow.KindInvalid, "bad", "不能读取")
		}
		return p.Result(map[string]string{})
	}})
	h.works(t, kinds)
	done := h.until(t, h.ask(t, h.officer, count{To: 1}), casework.TaskDone)
	require.Equal(t, casework.Progress{Done: 1, Total: 1}, done.Progress, "nothing is being read any more")
	failed := h.until(t, h.ask(t, h.officer, count{To: 2}), casework.TaskFailed)
	require.Equal(t, casework.Progress{Total: 2, Text: "正在读取工作簿"}, failed.Progress, "where it stopped")
}

func TestAJobExistsExactlyWhenItsTransactionCommits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	boom := errors.New("boom")
	var worked atomic.Int64
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(context.Context, count, *jobs.Progress) error { worked.Add(1); return nil }})
	h.works(t, kinds)
	gone := newID()
	require.ErrorIs(t, h.Within(t.Context(), h.officer, func(tx casework.Tx) error {
		require.NoError(t, tx.Enqueue(t.Context(), count{To: 1}, &casework.NewTask{ID: gone, AuthorityID: h.office, Title: "计数"}))
		require.NoError(t, tx.Enqueue(t.Context(), count{To: 2}, nil))
		return boom
	}), boom)
	id := h.ask(t, h.officer, count{To: 3})
	h.until(t, id, casework.TaskDone)
	_, err := h.task(t, h.officer, gone)
	require.Error(t, err)
	require.EqualValues(t, 1, worked.Load())
	var left int
	require.NoError(t, storetest.Open(t, h.db.Admin).QueryRow(`select count(*) from river_job where kind = 'count'`).Scan(&left))
	require.Equal(t, 1, left)
}
