package casework_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestDraftIsForeseen(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	ctx := context.Background()
	d, err := h.service.CreateDraft(ctx, casework.DraftRequest{Actor: h.officer, Input: casework.DraftInput{Application: couple()}})
	require.NoError(t, err)
	f, err := h.service.Foresee(ctx, h.officer, d.Case.ID)
	require.NoError(t, err)
	require.Equal(t, eligibility.Undetermined, f.Report.Verdict)
	require.Contains(t, f.Report.Missing, "/category", "what is missing is named by its place in the case")
	require.Empty(t, f.Known)

	in := casework.DraftInput{Application: couple(), Category: workflow.CatInstitutionFoundling, ChildID: h.load(h.submitted()).ChildID}
	_, err = h.service.EditDraft(ctx, casework.DraftRequest{Actor: h.officer, CaseID: d.Case.ID, Version: 1, Input: in})
	require.NoError(t, err)
	f, err = h.service.Foresee(ctx, h.officer, d.Case.ID)
	require.NoError(t, err)
	require.Equal(t, []casework.Known{{Kind: "same_office", Office: d.Case.Authority.Name, Cases: 1}}, f.Known)
	require.Empty(t, h.load(d.Case.ID).Eligibility, "nothing is kept")

	manager := h.officer
	manager.Role = workflow.RoleManager
	_, err = h.service.Foresee(ctx, manager, d.Case.ID)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
}
