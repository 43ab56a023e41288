package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

var (
	_ casework.Tasks  = (*Store)(nil)
	_ casework.Sweeps = (*Store)(nil)
)

// WithinCase implements casework.Store: a worker's transaction, which sees the case, what hangs on it and its child.
func (s *Store) WithinCase(ctx context.Context, caseID string, fn func(t casework.Tx) error) error {
	if !isUUID(caseID) {
		return noCase()
	}
	return s.within(ctx, workerOn(caseID, ""), "begin", worker(), func(t *tx) error { return fn(t) })
}

func worker() workflow.Actor { return workflow.Actor{Role: casework.RoleWorker} }

// one runs a statement that returns at most one row, as a worker who sees one task. found is false without a row.
func (s *Store) one(ctx context.Context, taskID string, scan func(pgx.Row) error, sql string, args ...any) (found bool, err error) {
	if taskID != "" && !isUUID(taskID) {
		return false, noTask()
	}
	err = s.within(ctx, workerOn("", taskID), "begin", worker(), func(t *tx) error {
		t.queue.Queue(sql, args...).QueryRow(func(row pgx.Row) error {
			err := scan(row)
			found = err == nil
			if absent(err) {
				return nil
			}
			return err
		})
		return nil // sent with the commit
	})
	return found && err == nil, err
}

// StartTask implements casework.Tasks. A task that was cancelled while its worker was gone is ended here.
func (s *Store) StartTask(ctx context.Context, ref casework.TaskRef, jobID int64) (*casework.Task, casework.TaskRun, error) {
	run := casework.TaskRun{TaskRef: ref}
	var task *casework.Task
	_, err := s.one(ctx, ref.ID, func(row pgx.Row) error {
		var err error
		task, err = scanTask(withLast{row, &run.Run})
		return err
	}, `update tasks set state = case when cancel_at is null then 'running' else 'cancelled' end, run = run + 1, job_id = $4,
  started_at = coalesce(started_at, now()), beat_at = now(), ended_at = case when cancel_at is not null then now() end
  where authority_id = $1 and id = $2 and orders = $3 and state in ('queued', 'running') returning `+taskColumns+`, run`,
		ref.AuthorityID, ref.ID, ref.Order, jobID)
	if err != nil || task == nil || task.State != casework.TaskRunning {
		return nil, run, err
	}
	return task, run, nil
}

// withLast scans one column more than the reader of a row knows of.
type withLast struct {
	pgx.Row
	last any
}

func (w withLast) Scan(into ...any) error { return w.Row.Scan(append(into, w.last)...) }

// StepTask implements casework.Tasks.
func (s *Store) StepTask(ctx context.Context, run casework.TaskRun, p casework.Progress) (goOn, cancelled bool, err error) {
	found, err := s.one(ctx, run.ID, func(row pgx.Row) error { return row.Scan(&cancelled) },
		`update tasks set done = $5, total = $6, message = $7, beat_at = now()
  where authority_id = $1 and id = $2 and orders = $3 and run = $4 and state = 'running' returning cancel_at is not null`,
		run.AuthorityID, run.ID, run.Order, run.Run, p.Done, p.Total, p.Text)
	return found && !cancelled, cancelled, err
}

// EndTask implements casework.Tasks.
func (s *Store) EndTask(ctx context.Context, run casework.TaskRun, end casework.TaskEnd) (bool, error) {
	var result *string
	if end.Result != nil {
		text := string(end.Result)
		result = &text
	}
	return s.one(ctx, run.ID, func(row pgx.Row) error { return row.Scan(new(bool)) },
		`update tasks set state = $5, error = $6, result = $7, result_file = $8, beat_at = now(), ended_at = case when $5 <> 'queued' then now() end
  where authority_id = $1 and id = $2 and orders = $3 and run = $4 and state = 'running' returning true`,
		run.AuthorityID, run.ID, run.Order, run.Run, string(end.State), nullable(end.Error), result, nullable(end.ResultFile))
}

// Asker implements casework.Tasks, in the sight of the account itself.
func (s *Store) Asker(ctx context.Context, accountID string) (workflow.Actor, error) {
	var out workflow.Actor
	if !isUUID(accountID) {
		return out, noAsker()
	}
	err := s.within(ctx, scope{actor: accountID}, "begin", workflow.Actor{ID: accountID}, func(t *tx) (err error) {
		var authority, name, role, organisation string
		var agency *string
		t.queue.Queue(`select authority_id, agency_id, name, role, organisation from accounts where id = $1 and active`, accountID).
			QueryRow(func(row pgx.Row) error { return row.Scan(&authority, &agency, &name, &role, &organisation) })
		if err := t.flush(ctx); err != nil {
			return err
		}
		out = actorOf(accountID, authority, agency, name, role, organisation)
		return nil
	})
	if absent(err) {
		return out, noAsker()
	}
	return out, err
}

func noAsker() error {
	return notFound("asker_gone", "提出该任务的账户不存在或者已经停用")
}

// LostJobs implements casework.Tasks.
func (s *Store) LostJobs(ctx context.Context, silentSince time.Time) ([]int64, error) {
	var lost []int64
	_, err := s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&lost) }, `select array(select lost_jobs($1))`, silentSince)
	return lost, err
}

// SweepKeys implements casework.Sweeps.
func (s *Store) SweepKeys(ctx context.Context, before time.Time, most int) (int, error) {
	return s.sweep(ctx, "keys", before, most)
}

// SweepTokens implements casework.Sweeps.
func (s *Store) SweepTokens(ctx context.Context, before time.Time, most int) (int, error) {
	return s.sweep(ctx, "tokens", before, most)
}

// SweepTasks implements casework.Sweeps.
func (s *Store) SweepTasks(ctx context.Context, before time.Time, most int) (int, error) {
	return s.sweep(ctx, "tasks", before, most)
}

func (s *Store) sweep(ctx context.Context, what string, before time.Time, most int) (int, error) {
	var swept int
	_, err := s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&swept) }, `select sweep_`+what+`($1, $2)`, before, most)
	if err != nil {
		return 0, fmt.Errorf("store: sweep %s: %w", what, err)
	}
	return swept, nil
}
