package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
)

func (t *memoryTx) SealedPaper(_ context.Context, _, paperID string) (*casework.Sealed, error) {
	s, ok := t.Sealed[paperID]
	if !ok {
		return nil, nil //nolint:nilnil // the port: nil when nobody tried yet
	}
	return &s, nil
}

func (t *memoryTx) SealedPapers(_ context.Context, caseID string) ([]*casework.Sealed, error) {
	var out []*casework.Sealed
	for _, s := range t.Sealed {
		if s.CaseID == caseID {
			out = append(out, &s)
		}
	}
	return out, nil
}

func (t *memoryTx) SaveSealed(_ context.Context, s *casework.Sealed, ch *casework.Change) (bool, error) {
	if old, ok := t.Sealed[s.PaperID]; ok && old.Failure == "" {
		return false, nil
	}
	t.Sealed[s.PaperID] = *s
	if ch != nil {
		t.Heads[ch.Case.ID] = ch.Head
		t.Chains[ch.Case.ID] = append(t.Chains[ch.Case.ID], ch.Record)
	}
	return true, nil
}
