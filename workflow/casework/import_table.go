package casework

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ImportTable reads a workbook with a scoring table and makes a draft of it, for the
// person who asked (导入评分表).
type ImportTable struct {
	AuthorityID string   `json:"authority_id"`
	FileID      string   `json:"file_id"` // of the workbook, among what is still coming
	Division    string   `json:"division,omitempty"`
	InForce     law.Date `json:"in_force,omitzero"`
}

// Kind names the job in the queue.
func (ImportTable) Kind() string { return "import_table" }

// JobOptions implements TunedJob: as often as a scan, because the scanner may be away.
func (ImportTable) JobOptions() JobOptions { return JobOptions{Attempts: scanAttempts} }

// ImportYield is what the task of an import carries when it is done: the draft, or
// what is wrong in the workbook, by sheet, row and column.
type ImportYield struct {
	PublicationID string `json:"publication_id,omitempty"`
	Errors        any    `json:"errors"`
}

// OrderImport leaves a workbook to the workers, among what is still coming: it is
// swept like that, and the draft keeps what it held. It fails with forbidden for who
// does not publish, with not_found for another authority, and with conflict where
// nothing may be used unscanned and there is no scanner.
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
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		if s.Scanner == nil && !s.UsesUnscanned(house.Sandbox) {
			return workflow.Refuse(workflow.KindConflict, "no_scanner",
				"本系统未配置查毒程序，不能导入工作簿：请管理员配置（ANJIA_CLAMD），或者明确允许使用未经查毒的文件（--allow-unscanned）")
		}
		if err := tx.Enqueue(ctx, job, &task); err != nil {
			return err
		}
		if out, err = tx.Task(ctx, task.ID, false); err != nil {
			return err
		}
		return s.Vault.PutPiece(ctx, job.FileID, job.FileID, workbook) // before the commit, after which a worker looks for it
	})
	if workflow.IsKind(err, workflow.KindForbidden) {
		return nil, noSuchAuthority()
	}
	return out, err
}

// Workbook gives a worker the workbook of an import when the scanner, where there is
// one, has found nothing in it. It fails, for good, with invalid_input when it has and
// with not_found when the workbook was swept; to be tried again, when the scanner is away.
func (s *Service) Workbook(ctx context.Context, fileID string) ([]byte, error) {
	b, err := s.pieceOf(ctx, fileID)
	if errors.Is(err, ErrNoFile) {
		return nil, workflow.Refuse(workflow.KindNotFound, "workbook_gone", "工作簿已经清除：请重新导入")
	}
	if err != nil || s.Scanner == nil {
		return b, err
	}
	found, err := s.Scanner.Scan(ctx, bytes.NewReader(b))
	if err != nil || found == "" {
		return b, err
	}
	return nil, refusedUnless(
		workflow.Refuse(workflow.KindInvalid, "workbook_infected", "查毒发现该工作簿含有“"+found+"”，已经删除：请清除病毒后重新导入"),
		s.Vault.DropPieces(ctx, fileID))
}

func (s *Service) pieceOf(ctx context.Context, id string) ([]byte, error) {
	r, err := s.Vault.Piece(ctx, id, id, 0)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(r)
	return b, errors.Join(err, r.Close())
}

func noSuchAuthority() error {
	return workflow.Refuse(workflow.KindNotFound, "authority_not_found", "没有这一登记机关，或者不在您的权限范围内")
}
