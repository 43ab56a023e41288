package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// orderPapers notes the papers that the act orders, for the workers. It goes with the statement of the act.
func (s *statement) orderPapers(row caseRow, change *casework.Change) {
	ids := []string{}
	for _, p := range change.Case.Papers {
		if p.EntrySeq == change.Record.Entry.Sequence {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	s.add(",\nordered as (insert into papers_to_set (authority_id, case_id, paper_id) select ", s.arg(row.AuthorityID), ", ", s.arg(row.ID),
		", unnest(", s.arg(ids), "::uuid[]) from saved on conflict do nothing)")
}

// PapersToSet implements casework.Store: those ordered first come first.
func (s *Store) PapersToSet(ctx context.Context, most int) ([]casework.PaperToSet, error) {
	found := []casework.PaperToSet{}
	err := s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		t.queue.Queue(`select case_id, paper_id from papers_to_set order by paper_id limit $1`, most).Query(func(rows pgx.Rows) (err error) {
			found, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (p casework.PaperToSet, err error) {
				err = row.Scan(&p.CaseID, &p.PaperID)
				return p, err
			})
			return err
		})
		return nil
	})
	return found, err
}

// PaperSet implements casework.Tx.
func (t *tx) PaperSet(_ context.Context, caseID, paperID string) error {
	t.queue.Queue(`delete from papers_to_set where case_id = $1 and paper_id = $2`, caseID, paperID)
	return nil
}
