package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// The account of a reader is not always the asker's to see: the reading is, with the id.
const caseReads = `select r.id, r.what, r.at, r.actor_id::text, coalesce(a.name, ''), r.role, coalesce(a.organisation, '')
  from case_reads r left join accounts a on a.id = r.actor_id
  where r.case_id = $1 and ($2::uuid is null or r.actor_id = $2) and ($3 = 0 or r.id < $3) order by r.id desc limit $4`

// CaseReads implements casework.Tx.
func (t *tx) CaseReads(ctx context.Context, caseID string, f casework.ReadsFilter) ([]casework.ReadLine, error) {
	out := []casework.ReadLine{}
	if !isUUID(caseID) || f.By != "" && !isUUID(f.By) {
		return out, nil
	}
	t.queue.Queue(caseReads, caseID, nullable(f.By), f.Before, limit(f.Limit)).Query(func(rows pgx.Rows) (err error) {
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (l casework.ReadLine, err error) {
			var role string
			err = row.Scan(&l.ID, &l.What, &l.At, &l.By.ID, &l.By.Name, &role, &l.By.Organisation)
			l.By.Role, l.At = workflow.Role(role), l.At.UTC()
			return l, err
		})
		return err
	})
	return out, t.flush(ctx)
}
