package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// errLost ends a job that took its process along as often as it was tried.
var errLost = errors.New("jobs: every attempt ended with its process")

// bench is what all workers of a process share.
type bench struct {
	tasks casework.Tasks
	log   *slog.Logger
	beat  time.Duration
}

// kindWorker is a Worker as River calls it.
type kindWorker[J casework.Job] struct {
	river.WorkerDefaults[J]
	worker Worker[J]
	bench  *bench
}

// Timeout implements river.Worker.
func (w *kindWorker[J]) Timeout(*river.Job[J]) time.Duration { return w.worker.Timeout }

// metadata is what a job carries beside its arguments.
type metadata struct {
	Task *casework.TaskRef `json:"anjia_task,omitempty"`
}

// Work implements river.Worker. What it returns stays in the queue's table, which
// is outside the scopes of cases: codes only, never a text that may hold a name.
func (w *kindWorker[J]) Work(ctx context.Context, job *river.Job[J]) error {
	var m metadata
	if err := json.Unmarshal(job.Metadata, &m); err != nil {
		return river.JobCancel(fmt.Errorf("jobs: metadata: %w", err))
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	p := &Progress{tasks: w.bench.tasks, cancel: cancel}
	if m.Task == nil {
		return w.silent(ctx, job, p)
	}
	var err error
	if p.task, p.run, err = w.bench.tasks.StartTask(ctx, *m.Task, job.ID); err != nil {
		return w.bench.coded(ctx, job.Kind, job.ID, err)
	}
	if p.task == nil {
		return river.JobCancel(errors.New("the task needs no work any more"))
	}
	if job.Attempt > job.MaxAttempts {
		return w.finish(ctx, job, p, errLost)
	}
	p.now = casework.Progress{Total: p.task.Progress.Total}
	go p.beats(ctx, w.bench.beat)
	err = w.do(ctx, job, p)
	return w.finish(ctx, job, p, err)
}

// silent does a job that nobody waits for.
func (w *kindWorker[J]) silent(ctx context.Context, job *river.Job[J], p *Progress) error {
	err := w.do(ctx, job, p)
	if final(err) {
		return river.JobCancel(w.bench.coded(ctx, job.Kind, job.ID, err))
	}
	return w.bench.coded(ctx, job.Kind, job.ID, err)
}

// do runs the worker; a panic is an error like another.
func (w *kindWorker[J]) do(ctx context.Context, job *river.Job[J], p *Progress) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("jobs: panic: %v\n%s", r, debug.Stack())
		}
	}()
	return w.worker.Do(ctx, job.Args, p)
}

// finish writes how the run ended into the task, and tells River.
func (w *kindWorker[J]) finish(ctx context.Context, job *river.Job[J], p *Progress, err error) error {
	cause, stopping := context.Cause(ctx), errors.Is(ctx.Err(), context.Canceled)
	p.mu.Lock() // the beats write no more
	p.cancel(nil)
	end := p.end
	now := p.now
	p.mu.Unlock()
	ctx = context.WithoutCancel(ctx)
	switch {
	case err == nil:
		end.State = casework.TaskDone
		if now.Done < now.Total { // what is done is done whole, also where the last step was never told
			now = casework.Progress{Done: now.Total, Total: now.Total}
		}
	case errors.Is(cause, ErrOvertaken) || errors.Is(err, ErrOvertaken):
		return river.JobCancel(ErrOvertaken)
	case errors.Is(cause, ErrCancelled) || errors.Is(err, ErrCancelled):
		end = casework.TaskEnd{State: casework.TaskCancelled}
	case stopping: // the process stops: another one goes on, and no attempt is lost
		end = casework.TaskEnd{State: casework.TaskQueued}
		err = river.JobSnooze(0)
	case final(err) || job.Attempt >= job.MaxAttempts:
		end = casework.TaskEnd{State: casework.TaskFailed, Error: plain(err, "请重试；仍不成功的，请联系管理员（任务编号"+p.task.ID+"）")}
	default:
		end = casework.TaskEnd{State: casework.TaskQueued, Error: plain(err, "系统将自动重试；一直不成功的，请联系管理员（任务编号"+p.task.ID+"）")}
	}
	coded := err
	if !errors.Is(err, &river.JobSnoozeError{}) {
		coded = w.bench.coded(ctx, job.Kind, job.ID, err)
	}
	_, _, errStep := w.bench.tasks.StepTask(ctx, p.run, now) // the last progress may not be written yet
	_, errEnd := w.bench.tasks.EndTask(ctx, p.run, end)
	if errEnd = errors.Join(errStep, errEnd); errEnd != nil {
		return w.bench.coded(ctx, job.Kind, job.ID, errEnd) // taken up again: the worker is idempotent
	}
	if end.State == casework.TaskCancelled || end.State == casework.TaskFailed {
		return river.JobCancel(coded)
	}
	return coded
}

// final reports whether another attempt would end in the same way.
func final(err error) bool {
	var refused *workflow.Error
	return errors.As(err, &refused) && refused.Kind != workflow.KindConflict && refused.Kind != workflow.KindStale
}

// plain is an error as the person who waits reads it, with the remedy.
func plain(err error, remedy string) string {
	var refused *workflow.Error
	switch {
	case errors.As(err, &refused):
		return refused.Message
	case errors.Is(err, context.DeadlineExceeded):
		return "处理时间过长，已中止。" + remedy
	case errors.Is(err, errLost):
		return "处理该任务的进程多次中断，已停止尝试。" + remedy
	}
	return "系统处理时发生错误。" + remedy
}

// coded logs an error and returns what of it may stand in the queue.
func (b *bench) coded(ctx context.Context, kind string, jobID int64, err error) error {
	if err == nil {
		return nil
	}
	code, text := "internal", err.Error()
	var refused *workflow.Error
	switch {
	case errors.As(err, &refused):
		code, text = refused.Code, "" // its message may name persons
	case errors.Is(err, ErrCancelled):
		code = "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		code = "timeout"
	case errors.Is(err, context.Canceled):
		code = "stopped"
	}
	b.log.WarnContext(ctx, "job not done", "kind", kind, "job", jobID, "code", code, "error", text)
	return errors.New(code)
}
