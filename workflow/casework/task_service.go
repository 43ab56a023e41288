package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// oversees reports whether an actor looks after the tasks of others: supervisors
// and administrators do, in their own authority.
func oversees(actor workflow.Actor) bool {
	return actor.Role == workflow.RoleSupervisor || actor.Role == workflow.RoleAdmin
}

// maySeeTask is the application's own check beside row-level security.
func maySeeTask(t *Task, actor workflow.Actor) bool {
	return t.AskedBy == actor.ID || oversees(actor) && t.AuthorityID == actor.AuthorityID
}

// shown is a task as the actor may see it: an administrator has no part in cases,
// so of what others asked about a case the outcome stays with them.
func shown(t *Task, actor workflow.Actor) *Task {
	if t.AskedBy == actor.ID || actor.Role != workflow.RoleAdmin {
		return t
	}
	out := *t
	if out.CaseID != "" && out.Error != "" {
		out.Error = "该任务未能完成；原因涉及案件内容，由提出人查看"
	}
	out.CaseID, out.Result, out.ResultFile = "", nil, ""
	return &out
}

// Tasks lists tasks, newest first: the own ones, and for supervisors and
// administrators those of their authority.
func (s *Service) Tasks(ctx context.Context, actor workflow.Actor, f TaskFilter) ([]*Task, error) {
	f.Own = f.Own || !oversees(actor)
	if actor.Role == workflow.RoleAdmin && !f.Own && f.CaseID != "" {
		return []*Task{}, nil // which cases have tasks is not an administrator's to know
	}
	var out []*Task
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		found, err := tx.ListTasks(ctx, f)
		for _, t := range found {
			if maySeeTask(t, actor) {
				out = append(out, shown(t, actor))
			}
		}
		return err
	})
	return out, err
}

// Task reads one task; not_found when it is not the actor's to see.
func (s *Service) Task(ctx context.Context, actor workflow.Actor, id string) (*Task, error) {
	return s.withTask(ctx, actor, id, false, nil)
}

// CancelTask cancels a task (取消): at once when it waits; a running one stops at
// its next step, and what it has done by then stands as its kind says. Cancelling
// again changes nothing. It fails with wrong_state when the task has ended.
func (s *Service) CancelTask(ctx context.Context, actor workflow.Actor, id string) (*Task, error) {
	return s.withTask(ctx, actor, id, true, func(tx Tx, t *Task) error {
		switch {
		case t.State == TaskCancelled || t.Cancelling:
			return nil
		case t.State != TaskQueued && t.State != TaskRunning:
			return workflow.Refuse(workflow.KindWrongState, "task_ended", "任务已经结束，不能取消")
		}
		return tx.CancelTask(ctx, t)
	})
}

// RetryTask puts a failed or cancelled task into the queue again (重试), for whoever
// asked first. It fails with wrong_state when the task has not ended, or is done.
func (s *Service) RetryTask(ctx context.Context, actor workflow.Actor, id string) (*Task, error) {
	return s.withTask(ctx, actor, id, true, func(tx Tx, t *Task) error {
		if t.State != TaskFailed && t.State != TaskCancelled {
			return workflow.Refuse(workflow.KindWrongState, "task_not_ended", "只有失败或者已取消的任务可以重试")
		}
		return tx.RetryTask(ctx, t)
	})
}

// withTask loads a task that the actor may see, changes it, and returns it as it
// is then.
func (s *Service) withTask(ctx context.Context, actor workflow.Actor, id string, lock bool, change func(tx Tx, t *Task) error) (*Task, error) {
	var out *Task
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		t, err := tx.Task(ctx, id, lock)
		if err != nil {
			return err
		}
		if !maySeeTask(t, actor) {
			return workflow.Refuse(workflow.KindNotFound, "task_not_found", "没有这一后台任务，或者不在您的权限范围内")
		}
		if change != nil {
			if err := change(tx, t); err != nil {
				return err
			}
			if t, err = tx.Task(ctx, id, false); err != nil {
				return err
			}
		}
		out = shown(t, actor)
		return nil
	})
	return out, err
}
