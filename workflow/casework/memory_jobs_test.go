package casework_test

import (
	"bytes"
	"context"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// The store in memory takes orders of jobs and works none; the real store has its own tests.

// WithinCase implements casework.Store.
func (m *memory) WithinCase(ctx context.Context, _ string, fn func(tx casework.Tx) error) error {
	return m.Within(ctx, workflow.Actor{Role: casework.RoleWorker}, fn)
}

func (t *memoryTx) Enqueue(_ context.Context, job casework.Job, _ *casework.NewTask) error {
	t.Jobs = append(t.Jobs, job)
	return nil
}

func (*memoryTx) Task(context.Context, string, bool) (*casework.Task, error) {
	return nil, notThere("task")
}

func (*memoryTx) ListTasks(context.Context, casework.TaskFilter) ([]*casework.Task, error) {
	return nil, nil
}

func (*memoryTx) CancelTask(context.Context, *casework.Task) error { return notThere("task") }

func (*memoryTx) RetryTask(context.Context, *casework.Task) error { return notThere("task") }

// PapersToSet implements casework.Store.
func (*memory) PapersToSet(context.Context, int) ([]casework.PaperToSet, error) { return nil, nil }

// CheckedPaper implements casework.Store.
func (m *memory) CheckedPaper(_ context.Context, token []byte) (casework.PlaceOfPaper, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, r := range m.state.Rendered {
		if bytes.Equal(r.Check, token) {
			return casework.PlaceOfPaper{AuthorityID: r.AuthorityID, CaseID: r.CaseID, ChildID: r.ChildID, PaperID: id}, true, nil
		}
	}
	return casework.PlaceOfPaper{}, false, nil
}

func (*memoryTx) PaperSet(context.Context, string, string) error { return nil }
