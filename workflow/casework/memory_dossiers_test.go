package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func (t *memoryTx) AddDossier(_ context.Context, d *casework.Dossier) error {
	t.DossierRows = append(t.DossierRows, *d)
	return nil
}

func (*memoryTx) LogContinuations(context.Context, int64) ([]casework.LogContinuation, error) {
	return nil, nil
}

func (t *memoryTx) CompleteDossier(_ context.Context, d *casework.Dossier) (bool, error) {
	for i := range t.DossierRows {
		if t.DossierRows[i].ID == d.ID && t.DossierRows[i].FileID == "" {
			t.DossierRows[i] = *d
			return true, nil
		}
	}
	return false, nil
}

func (t *memoryTx) Dossiers(_ context.Context, caseID string) ([]*casework.Dossier, error) {
	out := []*casework.Dossier{}
	for i := len(t.DossierRows) - 1; i >= 0; i-- {
		if d := t.DossierRows[i]; d.CaseID == caseID {
			out = append(out, &d)
		}
	}
	return out, nil
}

func (t *memoryTx) Dossier(_ context.Context, caseID, id string) (*casework.Dossier, error) {
	for _, d := range t.DossierRows {
		if d.CaseID == caseID && d.ID == id {
			return &d, nil
		}
	}
	return nil, workflow.Refuse(workflow.KindNotFound, "unknown_dossier", "本案没有这一案卷")
}
