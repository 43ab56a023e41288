package jobs

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Queues: what is heavy never holds up the rest.
const (
	queueDefault = river.QueueDefault
	queueHeavy   = "heavy"
	queueSlow    = "slow"
	queuePrompt  = "prompt"
)

// defaultAttempts of a job: with River's growing pauses some 80 minutes.
const defaultAttempts = 8

// Orders puts jobs into the queue by somebody else's transaction.
type Orders[TTx any] struct{ client *river.Client[TTx] }

// NewOrders needs a driver only, no pool: it never opens a transaction.
func NewOrders[TTx any](driver riverdriver.Driver[TTx]) (*Orders[TTx], error) {
	client, err := river.NewClient(driver, &river.Config{})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return &Orders[TTx]{client: client}, nil
}

// Enqueue orders the jobs: they exist when the transaction commits.
func (o *Orders[TTx]) Enqueue(ctx context.Context, tx TTx, jobs []casework.QueuedJob) error {
	if len(jobs) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, len(jobs))
	for i, j := range jobs {
		m, err := json.Marshal(metadata{Task: j.Task})
		if err != nil {
			return fmt.Errorf("jobs: %s: %w", j.Kind, err)
		}
		opts := insertOptions(j.Options)
		opts.Metadata = m
		params[i] = river.InsertManyParams{Args: rawJob{kind: j.Kind, args: j.Args}, InsertOpts: opts}
	}
	_, err := o.client.InsertManyTx(ctx, tx, params)
	return err
}

func insertOptions(o casework.JobOptions) *river.InsertOpts {
	out := &river.InsertOpts{Queue: queueDefault, MaxAttempts: defaultAttempts, ScheduledAt: o.NotBefore}
	switch {
	case o.Heavy:
		out.Queue = queueHeavy
	case o.Slow:
		out.Queue = queueSlow
	case o.Prompt:
		out.Queue = queuePrompt
	}
	if o.Attempts > 0 {
		out.MaxAttempts = o.Attempts
	}
	if o.Once {
		out.UniqueOpts = river.UniqueOpts{ByArgs: true, ByState: unfinished()}
	}
	return out
}

// optionsOf are the options of a job that is ordered here, by the leader.
func optionsOf(job casework.Job) casework.JobOptions {
	if tuned, ok := job.(casework.TunedJob); ok {
		return tuned.JobOptions()
	}
	return casework.JobOptions{}
}

// rawJob is a job whose arguments are JSON already.
type rawJob struct {
	kind string
	args json.RawMessage
}

// Kind implements river.JobArgs.
func (j rawJob) Kind() string { return j.kind }

// MarshalJSON gives the arguments as they are.
func (j rawJob) MarshalJSON() ([]byte, error) { return j.args, nil }
