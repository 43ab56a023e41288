package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// ReadLine is one reading of a case as it was recorded (查阅记录): who looked at what, when.
type ReadLine struct {
	ID   int64     `json:"id"`
	What string    `json:"what" doc:"case | history | paper:<id> | file:<id> | dossier:<id> | result:<phase> | …: what was read"`
	At   time.Time `json:"at"`
	By   Reader    `json:"by"`
}

// Reader is who read.
type Reader struct {
	ID           string        `json:"id" format:"uuid"`
	Name         string        `json:"name,omitempty" doc:"Absent when the account is not the asker's to see"`
	Role         workflow.Role `json:"role" doc:"In which the person read"`
	Organisation string        `json:"organisation,omitempty"`
}

// ReadsFilter chooses among the readings of a case.
type ReadsFilter struct {
	By     string // account; "" for all
	Before int64  // readings older than this one; 0 for the newest
	Limit  int
}

// OversightTx answers those who watch over others' work.
type OversightTx interface {
	// CaseReads lists the readings of a case, newest first, each with the reader's
	// name as far as the actor sees accounts.
	CaseReads(ctx context.Context, caseID string, f ReadsFilter) ([]ReadLine, error)
	// CaseStatistics counts the cases in the actor's scope that were received in a period.
	CaseStatistics(ctx context.Context, q StatisticsQuery) (*Statistics, error)
}

// Reads lists who looked at a case, newest first, for those who watch over it:
// supervisors and auditors within their scope. The asking is recorded like any
// other reading. It fails with not_found as reading the case does, with forbidden
// for other roles.
func (s *Service) Reads(ctx context.Context, actor workflow.Actor, caseID string, f ReadsFilter) ([]ReadLine, error) {
	out := []ReadLine{}
	err := s.reading(ctx, actor, caseID, "reads", func(tx Tx, opened *OpenedCase, _ *workflow.View) (err error) {
		switch {
		case actor.Role != workflow.RoleSupervisor && actor.Role != workflow.RoleAuditor:
			return workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能查看查阅记录")
		case access(opened.Case, actor) < accessMasked || opened.Case.State == workflow.Draft:
			return notFoundCase()
		}
		out, err = tx.CaseReads(ctx, caseID, f)
		return err
	})
	return out, err
}
