package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// The environment by which this test binary becomes a worker process that is going to be killed.
const (
	doomedServer = "ANJIA_TEST_DOOMED_SERVER"
	doomedAdmin  = "ANJIA_TEST_DOOMED_ADMIN"
)

// effect adds a row for the task; once is enough, whoever tries.
func effect(ctx context.Context, t *testing.T, admin, taskID string) error {
	t.Helper()
	_, err := storetest.Open(t, admin).ExecContext(ctx, `insert into effects (task) values ($1) on conflict do nothing`, taskID)
	return err
}

// TestDoomedWorker is no test: it is the process that TestAKilledWorkersJobIsTakenUpAgain kills.
func TestDoomedWorker(t *testing.T) { //nolint:paralleltest // a process of its own
	if os.Getenv(doomedServer) == "" {
		t.Skip("a process of another test")
	}
	s, err := store.Open(t.Context(), os.Getenv(doomedServer), store.Options{})
	require.NoError(t, err)
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(ctx context.Context, _ count, p *jobs.Progress) error {
		if err := effect(ctx, t, os.Getenv(doomedAdmin), p.Task().ID); err != nil {
			return err
		}
		if err := p.Step(ctx, 1, 3, "正在办理，进程将被杀"); err != nil {
			return err
		}
		select {} // killed here, after its effect and before it could say so
	}})
	pool, err := jobs.New(riverpgxv5.New(s.Pool()), s, kinds, jobs.Options{Beat: 30 * time.Millisecond, Poll: 100 * time.Millisecond})
	require.NoError(t, err)
	require.NoError(t, pool.Start(t.Context()))
	select {}
}

func TestAKilledWorkersJobIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	_, err := storetest.Open(t, h.db.Admin).Exec(`create table effects (task uuid primary key)`)
	require.NoError(t, err)
	h.works(t, &jobs.Kinds{}) // the leader lives on: a dead one is missed for some 15 seconds, which are River's
	require.Eventually(t, func() bool {
		return countOf(t, storetest.Open(t, h.db.Admin), `select count(*) from river_leader`) == 1
	}, 20*time.Second, 20*time.Millisecond)
	doomed := exec.Command(os.Args[0], "-test.run=^TestDoomedWorker$", "-test.count=1")
	doomed.Env = append(os.Environ(), doomedServer+"="+h.db.Server, doomedAdmin+"="+h.db.Admin)
	require.NoError(t, doomed.Start())
	id := h.ask(t, h.officer, count{To: 3})
	require.Eventually(t, func() bool {
		task, err := h.task(t, h.officer, id)
		require.NoError(t, err)
		return task.Progress.Done == 1
	}, 20*time.Second, 10*time.Millisecond)
	require.NoError(t, doomed.Process.Kill())
	_ = doomed.Wait() // killed: that is its error

	var runs atomic.Int64
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(ctx context.Context, _ count, p *jobs.Progress) error {
		runs.Add(1)
		if err := effect(ctx, t, h.db.Admin, p.Task().ID); err != nil {
			return err
		}
		return p.Step(ctx, 3, 3, "已办理")
	}})
	h.works(t, kinds)
	h.until(t, id, casework.TaskDone)
	require.EqualValues(t, 1, runs.Load())
	var effects, taken int
	admin := storetest.Open(t, h.db.Admin)
	require.NoError(t, admin.QueryRow(`select count(*) from effects`).Scan(&effects))
	require.NoError(t, admin.QueryRow(`select run from tasks where id = $1`, id).Scan(&taken))
	require.Equal(t, 1, effects, "exactly one effect")
	require.Equal(t, 2, taken)
}

func TestAWorkerThatWasTakenForDeadCanWriteNothingMore(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.ask(t, h.officer, count{To: 3})
	ref := casework.TaskRef{ID: id, AuthorityID: h.office, Order: 1}
	_, slow, err := h.StartTask(t.Context(), ref, 1)
	require.NoError(t, err)
	_, fast, err := h.StartTask(t.Context(), ref, 1)
	require.NoError(t, err)
	goOn, cancelled, err := h.StepTask(t.Context(), slow, casework.Progress{Done: 2, Total: 3})
	require.NoError(t, err)
	require.False(t, goOn)
	require.False(t, cancelled, "nobody cancelled it: it was overtaken")
	ended, err := h.EndTask(t.Context(), slow, casework.TaskEnd{State: casework.TaskFailed, Error: "x"})
	require.NoError(t, err)
	require.False(t, ended)
	ended, err = h.EndTask(t.Context(), fast, casework.TaskEnd{State: casework.TaskDone})
	require.NoError(t, err)
	require.True(t, ended)
	task, _, err := h.StartTask(t.Context(), ref, 1)
	require.NoError(t, err)
	require.Nil(t, task, "what has ended is not taken up")
}

func TestErrorsPanicsAndPoison(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(_ context.Context, job count, _ *jobs.Progress) error {
		switch job.Mark {
		case "panic":
			panic("张三的身份证号")
		case "refused":
			return workflow.Refuse(workflow.KindInvalid, "bad_row", "第3行：张三的姓名有误")
		}
		return errors.New("connection to 张三 lost")
	}})
	h.works(t, kinds)
	failing, panicking, refused := h.ask(t, h.officer, count{Mark: "error"}), h.ask(t, h.officer, count{Mark: "panic"}), h.ask(t, h.officer, count{Mark: "refused"})
	require.Equal(t, "第3行：张三的姓名有误", h.until(t, refused, casework.TaskFailed).Error)
	for _, id := range []string{failing, panicking} {
		require.Eventually(t, func() bool {
			task, err := h.task(t, h.officer, id)
			require.NoError(t, err)
			return task.State == casework.TaskQueued && task.Error != ""
		}, 20*time.Second, 10*time.Millisecond, "another attempt follows")
		task, err := h.task(t, h.officer, id)
		require.NoError(t, err)
		require.NotContains(t, task.Error, "张三")
		require.Contains(t, task.Error, id, "the person has something to show to the administrator")
	}
	var leaks int
	require.NoError(t, storetest.Open(t, h.db.Admin).QueryRow(`select count(*) from river_job where errors::text like '%张三%'`).Scan(&leaks))
	require.Zero(t, leaks, "the queue is outside the scopes: codes only")
}

func TestAJobThatTakesEveryProcessAlongEndsAsFailed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.ask(t, h.officer, count{Mark: "poison"})
	_, err := storetest.Open(t, h.db.Admin).Exec(`update river_job set attempt = max_attempts where kind = 'count'`)
	require.NoError(t, err)
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(context.Context, count, *jobs.Progress) error { return nil }})
	h.works(t, kinds)
	h.until(t, id, casework.TaskFailed)
}

func TestAStoppingProcessHandsItsJobsOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	started := make(chan struct{}, 1)
	first, second := &jobs.Kinds{}, &jobs.Kinds{}
	jobs.Add(first, jobs.Worker[count]{Do: func(ctx context.Context, _ count, _ *jobs.Progress) error {
		started <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}})
	jobs.Add(second, jobs.Worker[count]{Do: func(context.Context, count, *jobs.Progress) error { return nil }})
	pool, err := jobs.New(riverpgxv5.New(h.Pool()), h.Store, first, jobs.Options{
		Beat: 30 * time.Millisecond, Poll: 100 * time.Millisecond, Stop: 50 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	require.NoError(t, pool.Start(t.Context()))
	id := h.ask(t, h.officer, count{To: 1})
	<-started
	require.NoError(t, pool.Stop(t.Context()))
	task := h.until(t, id, casework.TaskQueued)
	require.Empty(t, task.Error)
	h.works(t, second)
	h.until(t, id, casework.TaskDone)
}

func TestTwoWorkersOfAKindAreRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[count]{Do: func(context.Context, count, *jobs.Progress) error { return nil }})
	jobs.Add(kinds, jobs.Worker[count]{Do: func(context.Context, count, *jobs.Progress) error { return nil }})
	_, err := jobs.New(riverpgxv5.New(h.Pool()), h.Store, kinds, jobs.Options{})
	require.ErrorContains(t, err, "count")
}
