package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ImportTable reads a workbook with a scoring table and makes a draft of it, for the
// person who asked (导入评分表).
type ImportTable struct {
	AuthorityID string   `json:"authority_id"`
	FileID      string   `json:"file_id"` // of the workbook, in the store of files
	Division    string   `json:"division,omitempty"`
	InForce     law.Date `json:"in_force,omitzero"`
}

// Kind names the job in the queue.
func (ImportTable) Kind() string { return "import_table" }

// JobOptions implements TunedJob: a second try would find the same.
func (ImportTable) JobOptions() JobOptions { return JobOptions{Attempts: 3} }

// ImportYield is what the task of an import carries when it is done: the draft, or
// what is wrong in the workbook, by sheet, row and column.
type ImportYield struct {
	PublicationID string `json:"publication_id,omitempty"`
	Errors        any    `json:"errors"`
}

// OrderImport keeps a workbook and leaves its reading to the workers. It fails with
// forbidden for who does not publish, and with not_found for another authority.
func (s *Service) OrderImport(ctx context.Context, actor workflow.Actor, job ImportTable, workbook []byte) (*Task, error) {
	if actor.Role != workflow.RoleSupervisor && actor.Role != workflow.RoleAdmin {
		return nil, workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能起草规则文件")
	}
	if actor.Role == workflow.RoleSupervisor && job.AuthorityID != actor.AuthorityID {
		return nil, noSuchAuthority()
	}
	job.FileID = s.NewID()
	task := NewTask{ID: s.NewID(), AuthorityID: job.AuthorityID, Title: "导入评分表"}
	var out *Task
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		err := tx.Enqueue(ctx, job, &task)
		if err != nil {
			return err
		}
		if out, err = tx.Task(ctx, task.ID, false); err != nil {
			return err
		}
		return s.Files.Put(ctx, job.FileID, workbook) // before the commit, after which a worker looks for it
	})
	if workflow.IsKind(err, workflow.KindForbidden) {
		return nil, noSuchAuthority()
	}
	return out, err
}

func noSuchAuthority() error {
	return workflow.Refuse(workflow.KindNotFound, "authority_not_found", "没有这一登记机关，或者不在您的权限范围内")
}
