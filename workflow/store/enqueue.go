package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Enqueue puts jobs into the queue by the transaction it is given. cmd gives the one of River.
type Enqueue func(ctx context.Context, tx pgx.Tx, jobs []casework.QueuedJob) error

// Enqueue implements casework.Tx. The jobs are kept until the commit, so that a transaction without any sends nothing
// more than it would; with some, the queue's own statements (two round trips) come before the one that commits.
func (t *tx) Enqueue(_ context.Context, job casework.Job, task *casework.NewTask) error {
	if t.enqueue == nil {
		return fmt.Errorf("store: job %s: this store was opened without a queue", job.Kind())
	}
	args, err := json.Marshal(job)
	if err != nil {
		return fmt.Errorf("store: job %s: %w", job.Kind(), err)
	}
	q := casework.QueuedJob{Kind: job.Kind(), Args: args}
	if tuned, ok := job.(casework.TunedJob); ok {
		q.Options = tuned.JobOptions()
	}
	if task != nil {
		if q.Options.Once {
			return fmt.Errorf("store: job %s: one that is ordered once at a time has no task", job.Kind())
		}
		q.Task = &casework.TaskRef{ID: task.ID, AuthorityID: task.AuthorityID, Order: 1}
		t.queueTask(q, task)
	}
	t.jobs = append(t.jobs, q)
	return nil
}

// queueTask writes the task with the transaction's other writes.
func (t *tx) queueTask(q casework.QueuedJob, task *casework.NewTask) {
	options, _ := json.Marshal(q.Options) //nolint:errchkjson // of plain fields
	s := &statement{}
	s.add("insert into tasks ", s.insert([]column{
		{"authority_id", task.AuthorityID},
		{"id", task.ID},
		{"kind", q.Kind},
		{"title", task.Title},
		{"case_id", nullable(task.CaseID)},
		{"input", string(q.Args)},
		{"options", string(options)},
		{"total", task.Total},
		{"asked_name", t.actor.Name},
	}))
	t.queue.Queue(s.sql.String(), s.args...)
}

// order hands the jobs of the transaction to the queue.
func (t *tx) order(ctx context.Context) error {
	if len(t.jobs) == 0 {
		return nil
	}
	if t.pg.PgConn().TxStatus() == 'I' { // it has not even begun: the first statements are still waiting
		if err := t.flush(ctx); err != nil {
			return err
		}
	}
	jobs := t.jobs
	t.jobs = nil
	if err := t.enqueue(ctx, lentTx{t.pg}, jobs); err != nil {
		return fmt.Errorf("store: put %d jobs into the queue: %w", len(jobs), explain(err))
	}
	return nil
}
