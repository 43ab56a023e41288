package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// OrderSeal implements casework.Tx. The job that is ordered with it has a minute before it counts as missing.
func (t *tx) OrderSeal(_ context.Context, job casework.SealPaper) error {
	t.queue.Queue(`insert into papers_to_seal (authority_id, paper_id, case_id, child_id, due) values ($1, $2, $3, $4, now() + interval '1 minute')
on conflict do nothing`,
		job.AuthorityID, job.PaperID, nullable(job.CaseID), nullable(job.ChildID))
	return nil
}

// PapersToSeal implements casework.Store.
func (s *Store) PapersToSeal(ctx context.Context, at time.Time, most int) ([]casework.SealPaper, error) {
	found := []casework.SealPaper{}
	err := s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		t.queue.Queue(`select authority_id::text, paper_id::text, coalesce(case_id::text, ''), coalesce(child_id::text, '')
from papers_to_seal where due <= $1 order by due, paper_id limit $2`, at, most).Query(func(rows pgx.Rows) (err error) {
			found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (p casework.SealPaper, err error) {
				err = row.Scan(&p.AuthorityID, &p.PaperID, &p.CaseID, &p.ChildID)
				return p, err
			})
			return err
		})
		return nil
	})
	return found, err
}

// SealLater implements casework.Store.
func (s *Store) SealLater(ctx context.Context, job casework.SealPaper, until time.Time) error {
	return s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		t.queue.Queue(`update papers_to_seal set due = $3 where authority_id = $1 and paper_id = $2`, job.AuthorityID, job.PaperID, until)
		return nil
	})
}

// SealSettled implements casework.Store.
func (s *Store) SealSettled(ctx context.Context, job casework.SealPaper) error {
	return s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		t.queue.Queue(`delete from papers_to_seal where authority_id = $1 and paper_id = $2`, job.AuthorityID, job.PaperID)
		return nil
	})
}
