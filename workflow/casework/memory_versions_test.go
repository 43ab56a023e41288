package casework_test

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/anjia-project/anjia/workflow/casework"
)

func (t *memoryTx) owns(v casework.SheetVersion, caseID, phase string) bool {
	return v.CaseID == caseID && v.Phase == phase && v.EvaluatorID == t.actor.ID
}

func (t *memoryTx) dropVersions(caseID, phase string) {
	t.Versions = slices.DeleteFunc(slices.Clone(t.Versions), func(v casework.SheetVersion) bool { return t.owns(v, caseID, phase) })
}

// KeepSheetVersion implements casework.SheetVersionTx.
func (t *memoryTx) KeepSheetVersion(_ context.Context, v *casework.SheetVersion) (*casework.SheetVersion, error) {
	wanted, err := json.Marshal(v.Sheet.Answers)
	if err != nil {
		return nil, err
	}
	for _, there := range t.Versions {
		raw, err := json.Marshal(there.Sheet.Answers)
		if err != nil {
			return nil, err
		}
		if t.owns(there, v.CaseID, v.Phase) && string(raw) == string(wanted) {
			return &there, nil
		}
	}
	t.Versions = append(slices.Clone(t.Versions), *v)
	return v, nil
}

// SheetVersions implements casework.SheetVersionTx.
func (t *memoryTx) SheetVersions(_ context.Context, caseID, phase string) ([]*casework.SheetVersion, error) {
	var out []*casework.SheetVersion
	for _, v := range t.Versions {
		if t.owns(v, caseID, phase) {
			out = append(out, &v)
		}
	}
	return out, nil
}

// SheetVersion implements casework.SheetVersionTx.
func (t *memoryTx) SheetVersion(_ context.Context, caseID, phase, id string) (*casework.SheetVersion, error) {
	for _, v := range t.Versions {
		if t.owns(v, caseID, phase) && v.ID == id {
			return &v, nil
		}
	}
	return nil, notThere("sheet_version")
}
