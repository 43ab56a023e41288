package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Worker works one kind of job.
type Worker[J casework.Job] struct {
	// Timeout ends an attempt that takes longer; zero: Options.Timeout. Work of
	// many steps that shows progress may have long ones: a dead worker is found by
	// its silence.
	Timeout time.Duration
	// Do does the job. It may be called again for the same job, also at the same
	// time by another process that took the first for dead; the effect must stand
	// once. It returns soon when the context ends.
	Do func(ctx context.Context, job J, p *Progress) error
}

// Kinds are the kinds of job that a process works. The zero value is empty.
type Kinds struct {
	add      []func(*river.Workers, *bench) error
	periodic []periodic
}

// periodic is a job that the leader orders again and again.
type periodic struct {
	job      casework.Job
	every    time.Duration
	patience time.Duration // with one that neither ends nor is given up; 0: as long as that takes
}

// Add registers the worker of a kind. Two of the same kind are refused by New.
func Add[J casework.Job](k *Kinds, w Worker[J]) {
	k.add = append(k.add, func(workers *river.Workers, b *bench) error {
		if w.Do == nil {
			var j J
			return fmt.Errorf("jobs: the worker of %s does nothing", j.Kind())
		}
		return river.AddWorkerSafely(workers, &kindWorker[J]{worker: w, bench: b})
	})
}

// Every orders a job at the start of a leader and then at intervals: one process
// of all does so, and never while the last one still waits or runs.
func (k *Kinds) Every(interval time.Duration, job casework.Job) {
	k.periodic = append(k.periodic, periodic{job: job, every: interval})
}

// EveryUnless is Every for what must not wait until a job whose process was killed is given up, which takes minutes: one
// that is unfinished stands in the way for so long at most. Two of the kind may then run at the same time.
func (k *Kinds) EveryUnless(interval, patience time.Duration, job casework.Job) {
	k.periodic = append(k.periodic, periodic{job: job, every: interval, patience: patience})
}
