package casework_test

import (
	"context"
	"slices"
	"time"

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

func (t *memoryTx) SealedChildPapers(_ context.Context, childID string) ([]*casework.Sealed, error) {
	var out []*casework.Sealed
	for _, s := range t.Sealed {
		if s.ChildID == childID {
			out = append(out, &s)
		}
	}
	return out, nil
}

func (t *memoryTx) SaveSealedChild(_ context.Context, s *casework.Sealed, ch *casework.ChildChange) (bool, error) {
	if old, ok := t.Sealed[s.PaperID]; ok && old.Failure == "" {
		return false, nil
	}
	t.Sealed[s.PaperID] = *s
	if ch != nil {
		id := ch.Child.AuthorityID
		t.Heads[id] = ch.Head
		t.Chains[id] = append(t.Chains[id], ch.Record)
	}
	return true, nil
}

func (t *memoryTx) OrderSeal(_ context.Context, job casework.SealPaper) error {
	if !slices.Contains(t.SealOrders, job) {
		t.SealOrders = append(t.SealOrders, job)
	}
	return nil
}

// PapersToSeal implements casework.Store; the store in memory has no due times.
func (m *memory) PapersToSeal(_ context.Context, _ time.Time, most int) ([]casework.SealPaper, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.state.SealOrders[:min(most, len(m.state.SealOrders))]), nil
}

func (m *memory) SealLater(context.Context, casework.SealPaper, time.Time) error { return nil }

func (m *memory) SealSettled(_ context.Context, job casework.SealPaper) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.SealOrders = slices.DeleteFunc(slices.Clone(m.state.SealOrders), func(o casework.SealPaper) bool { return o.PaperID == job.PaperID })
	return nil
}
