package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Options tune the workers of a process; the zero value is right for most.
type Options struct {
	// Workers at a time in the queue of ordinary jobs; 0: 4. A quarter as many,
	// at least one, work heavy ones.
	Workers int
	// Timeout of an attempt whose kind names none; 0: a minute.
	Timeout time.Duration
	// Beat is how often a running task gives a sign of life; 0: a second. Silence
	// is how long a task may give none before another worker takes it up; 0: half
	// a minute. A job without a task is taken up again after Rescue; 0: five minutes.
	Beat, Silence, Rescue time.Duration
	// Poll is how often the queue is looked at when no notification comes; 0: a second.
	Poll time.Duration
	// Stop is how long running jobs may go on when the process stops; then their
	// contexts end. 0: ten seconds.
	Stop time.Duration
	Log  *slog.Logger
}

func (o *Options) defaults() {
	for _, d := range []struct {
		value *time.Duration
		or    time.Duration
	}{
		{&o.Timeout, time.Minute},
		{&o.Beat, time.Second},
		{&o.Silence, 30 * time.Second},
		{&o.Rescue, 5 * time.Minute},
		{&o.Poll, time.Second},
		{&o.Stop, 10 * time.Second},
	} {
		if *d.value <= 0 {
			*d.value = d.or
		}
	}
	if o.Workers <= 0 {
		o.Workers = 4
	}
	o.Rescue = max(o.Rescue, o.Timeout)
	if o.Log == nil {
		o.Log = slog.Default()
	}
}

const heavyShare = 4 // of the workers that ordinary jobs have

// Pool are the workers of one process.
type Pool[TTx any] struct {
	client *river.Client[TTx]
	stop   time.Duration
}

// New makes the workers over a driver with a pool of connections; the role of the
// server is enough. It fails when two workers have the same kind.
func New[TTx any](driver riverdriver.Driver[TTx], tasks casework.Tasks, kinds *Kinds, o Options) (*Pool[TTx], error) {
	o.defaults()
	workers := river.NewWorkers()
	b := &bench{tasks: tasks, log: o.Log, beat: o.Beat}
	all := *kinds
	all.add = append(all.add[:len(all.add):len(all.add)], rescuer(driver, o.Silence).add...)
	all.periodic = append(all.periodic[:len(all.periodic):len(all.periodic)], periodic{job: RescueLost{}, every: max(o.Silence/2, o.Beat)})
	for _, add := range all.add {
		if err := add(workers, b); err != nil {
			return nil, fmt.Errorf("jobs: %w", err)
		}
	}
	client, err := river.NewClient(driver, &river.Config{
		Queues: map[string]river.QueueConfig{
			queueDefault: {MaxWorkers: o.Workers}, queueHeavy: {MaxWorkers: max(o.Workers/heavyShare, 1)}, queueSlow: {MaxWorkers: 1}, queuePrompt: {MaxWorkers: 1},
		},
		Workers:              workers,
		PeriodicJobs:         periodicJobs(all.periodic),
		JobTimeout:           o.Timeout,
		RescueStuckJobsAfter: o.Rescue,
		FetchPollInterval:    o.Poll,
		FetchOnlyKnownKinds:  true,       // a process of an older version leaves the jobs of a newer one alone
		ReindexerIndexNames:  []string{}, // reindexing is the owner's; operations.md says when
		Logger:               slog.New(quiet{o.Log.Handler()}),
	})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Pool[TTx]{client: client, stop: o.Stop}, nil
}

// Start begins to work; it returns at once. The context bounds the start only.
func (p *Pool[TTx]) Start(ctx context.Context) error {
	if err := p.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	return nil
}

// hardStop is how long workers have to return once their contexts have ended.
const hardStop = 15 * time.Second

// Stop takes no new job, lets the running ones end for a while, then ends their
// contexts; what did not end is taken up by another process.
func (p *Pool[TTx]) Stop(ctx context.Context) error {
	soft, cancel := context.WithTimeout(ctx, p.stop)
	defer cancel()
	err := p.client.Stop(soft)
	if errors.Is(err, context.DeadlineExceeded) {
		hard, cancel := context.WithTimeout(ctx, hardStop)
		defer cancel()
		err = p.client.StopAndCancel(hard)
	}
	if err != nil {
		return fmt.Errorf("jobs: stop the workers: %w", err)
	}
	return nil
}

// periodicJobs are ordered by the leader, one of a kind at a time.
func periodicJobs(list []periodic) []*river.PeriodicJob {
	out := make([]*river.PeriodicJob, len(list))
	for i, p := range list {
		out[i] = river.NewPeriodicJob(river.PeriodicInterval(p.every), func() (river.JobArgs, *river.InsertOpts) {
			opts := insertOptions(optionsOf(p.job))
			opts.MaxAttempts = 1 // the next round is the next attempt
			opts.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: unfinished(), ByPeriod: p.patience}
			return p.job, opts
		}, &river.PeriodicJobOpts{RunOnStart: true})
	}
	return out
}

// unfinished are the states in which a job still waits or runs.
func unfinished() []rivertype.JobState {
	return []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled,
	}
}

// quiet keeps River's remarks on its daily life out of the log.
type quiet struct{ slog.Handler }

// Enabled implements slog.Handler.
func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}

// WithAttrs implements slog.Handler.
func (q quiet) WithAttrs(attrs []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(attrs)} }

// WithGroup implements slog.Handler.
func (q quiet) WithGroup(name string) slog.Handler { return quiet{q.Handler.WithGroup(name)} }
