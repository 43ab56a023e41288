package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Task implements casework.Tx.
func (t *tx) Task(ctx context.Context, id string, lock bool) (*casework.Task, error) {
	if !isUUID(id) {
		return nil, noTask()
	}
	sql := `select ` + taskColumns + ` from tasks where id = $1`
	if lock {
		sql += ` for update`
	}
	var found *casework.Task
	t.queue.Queue(sql, id).QueryRow(func(row pgx.Row) (err error) {
		found, err = scanTask(row)
		return err
	})
	err := t.flush(ctx)
	if absent(err) {
		return nil, noTask()
	}
	return found, err
}

// ListTasks implements casework.Tx: newest first, keyset pages by id (UUIDv7).
func (t *tx) ListTasks(ctx context.Context, f casework.TaskFilter) ([]*casework.Task, error) {
	for _, id := range []string{f.CaseID, f.Before} {
		if id != "" && !isUUID(id) {
			return []*casework.Task{}, nil
		}
	}
	s := &statement{}
	s.add("select ", taskColumns, " from tasks where true")
	if len(f.States) > 0 {
		states := make([]string, len(f.States))
		for i, state := range f.States {
			states[i] = string(state)
		}
		s.add(" and state = any (", s.arg(states), "::text[])")
	}
	if f.CaseID != "" {
		s.add(" and case_id = ", s.arg(f.CaseID))
	}
	if f.Own {
		s.add(" and asked_by = app_actor()")
	}
	if f.Before != "" {
		s.add(" and id < ", s.arg(f.Before))
	}
	s.add(" order by id desc limit ", s.arg(limit(f.Limit)))
	found := []*casework.Task{}
	t.queue.Queue(s.sql.String(), s.args...).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			task, err := scanTask(rows)
			if err != nil {
				return err
			}
			found = append(found, task)
		}
		return rows.Err()
	})
	return found, t.flush(ctx)
}

// CancelTask implements casework.Tx. Its worker finds out by itself, at the latest with the next sign of life.
func (t *tx) CancelTask(ctx context.Context, task *casework.Task) error {
	return t.changeTask(ctx, `update tasks set cancel_by = app_actor(), cancel_at = now(),
  state = case state when 'queued' then 'cancelled' else state end, ended_at = case state when 'queued' then now() end
  where authority_id = $1 and id = $2 and orders = $3 and state in ('queued', 'running') and cancel_at is null returning ''`, task)
}

// RetryTask implements casework.Tx.
func (t *tx) RetryTask(ctx context.Context, task *casework.Task) error {
	const again = `update tasks set state = 'queued', orders = orders + 1, job_id = null, done = 0, message = '', error = null, cancel_by = null,
  cancel_at = null, started_at = null, beat_at = null, ended_at = null
  where authority_id = $1 and id = $2 and orders = $3 and state in ('failed', 'cancelled') returning options`
	var options string
	if err := t.changeTask(ctx, again, task, &options); err != nil {
		return err
	}
	if t.enqueue == nil {
		return fmt.Errorf("store: task %s: this store was opened without a queue", task.ID)
	}
	q := casework.QueuedJob{Kind: task.Kind, Args: task.Input, Task: &casework.TaskRef{ID: task.ID, AuthorityID: task.AuthorityID, Order: task.Order + 1}}
	if err := json.Unmarshal([]byte(options), &q.Options); err != nil {
		return fmt.Errorf("store: options of task %s: %w", task.ID, err)
	}
	t.jobs = append(t.jobs, q)
	return nil
}

// changeTask runs a guarded update; no row is a conflict.
func (t *tx) changeTask(ctx context.Context, sql string, task *casework.Task, into ...any) error {
	if len(into) == 0 {
		var nothing string
		into = []any{&nothing}
	}
	t.queue.Queue(sql, task.AuthorityID, task.ID, task.Order).QueryRow(func(row pgx.Row) error { return row.Scan(into...) })
	err := t.flush(ctx)
	if absent(err) {
		return taskMoved()
	}
	return err
}
