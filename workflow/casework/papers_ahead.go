package casework

import (
	"context"
	"errors"

	"github.com/anjia-project/anjia/workflow"
)

// PaperToSet is a paper that an act ordered and nobody has set yet.
type PaperToSet struct{ CaseID, PaperID string }

// SetPapers sets the papers that acts have ordered, ahead of their first reader;
// the leader orders it. An act itself orders no job: it notes its papers in the
// statement that it sends anyway (docs/adr/0007).
type SetPapers struct{}

// Kind names the job in the queue.
func (SetPapers) Kind() string { return "set_papers" }

// SetOrdered sets up to so many papers of those ordered first, and returns how many
// there were; with an error, the papers it names stay on the list. A paper that cannot be set is noted as failed, as when it is read,
// and does not come again. It is idempotent: a paper is set once.
func (s *Service) SetOrdered(ctx context.Context, most int) (int, error) {
	list, err := s.Store.PapersToSet(ctx, most)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, p := range list {
		if ctx.Err() != nil {
			return 0, context.Cause(ctx)
		}
		failed = errors.Join(failed, s.setOrdered(ctx, p)) // one that fails must not hold up the others
	}
	return len(list), failed
}

func (s *Service) setOrdered(ctx context.Context, p PaperToSet) error {
	var authority string
	err := s.Store.WithinCase(ctx, p.CaseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, p.CaseID)
		if err != nil {
			return err
		}
		stored, err := tx.RenderedPaper(ctx, p.CaseID, p.PaperID)
		if err != nil || stored != nil && stored.Failure == "" || opened.Case.Paper(p.PaperID) == nil {
			return err
		}
		authority = opened.Case.AuthorityID
		return nil
	})
	if err == nil && authority != "" {
		_, err = s.paperOf(ctx, authority, p.CaseID, p.PaperID)
	}
	var refused *workflow.Error
	if err != nil && (!errors.As(err, &refused) || refused.Kind != workflow.KindUnset) {
		return err
	}
	return s.Store.WithinCase(ctx, p.CaseID, func(tx Tx) error { return tx.PaperSet(ctx, p.CaseID, p.PaperID) })
}
