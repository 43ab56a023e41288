package store

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
)

// CheckedPaper implements casework.Store: whoever asks has no sight of anything, so a function of the owner answers.
func (s *Store) CheckedPaper(ctx context.Context, tokenSHA256 []byte) (casework.PlaceOfPaper, bool, error) {
	var p casework.PlaceOfPaper
	err := s.pool.QueryRow(ctx, `select authority_id::text, coalesce(case_id::text, ''), coalesce(child_id::text, ''), paper_id::text from checked_paper($1)`, tokenSHA256).
		Scan(&p.AuthorityID, &p.CaseID, &p.ChildID, &p.PaperID)
	if absent(err) {
		return p, false, nil
	}
	return p, err == nil, explain(err)
}
