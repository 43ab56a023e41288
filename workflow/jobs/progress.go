package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Why the context of a job ended; context.Cause tells.
var (
	// ErrCancelled: the person who asked, or a supervisor, cancelled the task.
	ErrCancelled = errors.New("jobs: the task was cancelled")
	// ErrOvertaken: another worker or a later order has the task now.
	ErrOvertaken = errors.New("jobs: the task was taken over")
)

// stepEvery is how often progress is written at most; what comes between is kept
// and written with the next sign of life.
const stepEvery = 200 * time.Millisecond

// Progress is a job's handle on its task. For a job without a task all its methods
// do nothing but look at the context. It is safe for concurrent use.
type Progress struct {
	tasks  casework.Tasks
	task   *casework.Task // nil: nobody waits
	run    casework.TaskRun
	cancel context.CancelCauseFunc

	mu      sync.Mutex
	now     casework.Progress
	written time.Time
	end     casework.TaskEnd
}

// Task is what was asked for; nil for a job that nobody waits for.
func (p *Progress) Task() *casework.Task { return p.task }

// Asker is who asked, as the account stands now: what the job reads and writes
// beyond one case, it does in that person's sight. not_found when the account is
// shut, or nobody asked.
func (p *Progress) Asker(ctx context.Context) (workflow.Actor, error) {
	if p.task == nil {
		return workflow.Actor{}, errors.New("jobs: nobody asked for this job")
	}
	return p.tasks.Asker(ctx, p.task.AskedBy)
}

// Step tells that done of total steps are finished (total 0: not known) and what
// is being done, in Chinese and without names. It returns the cause when the job
// must stop. It may be called as often as one likes: not every call is written.
func (p *Progress) Step(ctx context.Context, done, total int64, text string) error {
	p.mu.Lock()
	p.now = casework.Progress{Done: done, Total: total, Text: text}
	due := p.task != nil && time.Since(p.written) >= stepEvery
	p.mu.Unlock()
	if due {
		if err := p.beat(ctx); err != nil {
			return err
		}
	}
	return context.Cause(ctx)
}

// Result keeps what the task yields, as a JSON object; the task carries it once it
// is done. It fails for what is no object.
func (p *Progress) Result(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("jobs: result: %w", err)
	}
	if raw[0] != '{' {
		return fmt.Errorf("jobs: result: a %T is no JSON object", v)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end.Result = raw
	return nil
}

// ResultFile names the stored file that the task yields.
func (p *Progress) ResultFile(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end.ResultFile = id
}

// beat writes progress and a sign of life, and ends the job's context when it is
// not wanted any more.
func (p *Progress) beat(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.written = time.Now()
	goOn, cancelled, err := p.tasks.StepTask(ctx, p.run, p.now)
	switch {
	case err != nil:
		return err
	case cancelled:
		p.cancel(ErrCancelled)
		return ErrCancelled
	case !goOn:
		p.cancel(ErrOvertaken)
		return ErrOvertaken
	}
	return nil
}

// beats gives signs of life until the context ends, so that a cancellation is seen
// by a job that takes long over one step. A beat that fails is no reason to stop:
// the next one may succeed, and who is silent for too long is overtaken.
func (p *Progress) beats(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			_ = p.beat(ctx)
		}
	}
}
