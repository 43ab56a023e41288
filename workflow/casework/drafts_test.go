package casework_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestIncompleteDraftIsSavedWithItsFaults(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	ctx := context.Background()
	in := casework.DraftInput{Application: couple()}
	in.Application.Applicants[0].IDNumber = "540102198505060111"
	in.Application.Applicants[1].ID = ""
	d, err := h.service.CreateDraft(ctx, casework.DraftRequest{Actor: h.officer, Input: in})
	require.NoError(t, err)
	require.Equal(t, "cn-540100", d.Case.Pack.Code)
	require.Equal(t, workflow.OrderA, d.Case.Order)
	require.NotEmpty(t, d.Case.Calendar.SHA256)
	require.NotEmpty(t, d.Case.Application.Applicants[1].ID)
	var at []string
	for _, f := range d.Faults {
		at = append(at, f.Pointer)
	}
	require.Equal(t, []string{"/category", "/application/applicants/0/id_number", "/child_id"}, at)
	h.refused(h.officer, d.Case.ID, casework.Submit{}, workflow.KindGuard, "application_complete")

	in.ChildID = "40000000-0000-7000-8000-999999999999"
	_, err = h.service.EditDraft(ctx, casework.DraftRequest{Actor: h.officer, CaseID: d.Case.ID, Version: 1, Input: in})
	require.ErrorContains(t, err, "/child_id")
}

func TestTwoClerksOnADraft(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	ctx := context.Background()
	d, err := h.service.CreateDraft(ctx, casework.DraftRequest{Actor: h.officer, Input: casework.DraftInput{Application: couple()}})
	require.NoError(t, err)
	edit := casework.DraftRequest{Actor: h.officer, CaseID: d.Case.ID, Version: 1, Input: casework.DraftInput{Application: couple()}}
	_, err = h.service.EditDraft(ctx, edit)
	require.NoError(t, err)
	edit.Actor = h.officer2
	_, err = h.service.EditDraft(ctx, edit)
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
	err = h.service.DiscardDraft(ctx, edit)
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
	edit.Version = 2
	require.NoError(t, h.service.DiscardDraft(ctx, edit))
	edit.Actor = h.supervisor
	_, err = h.service.CreateDraft(ctx, edit)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
}

func TestSubmittedDraftIsClosed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	req := casework.DraftRequest{Actor: h.officer, CaseID: id, Version: h.load(id).Version}
	_, err := h.service.EditDraft(context.Background(), req)
	require.True(t, workflow.IsKind(err, workflow.KindWrongState), "%v", err)
	require.True(t, workflow.IsKind(h.service.DiscardDraft(context.Background(), req), workflow.KindWrongState))
}

func TestDraftIsCreatedOncePerKey(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	req := casework.DraftRequest{Actor: h.officer, Key: "k", Input: casework.DraftInput{Application: couple()}}
	first, err := h.service.CreateDraft(context.Background(), req)
	require.NoError(t, err)
	again, err := h.service.CreateDraft(context.Background(), req)
	require.NoError(t, err)
	require.True(t, again.Replayed)
	require.Equal(t, first.Case.ID, again.Case.ID)
	require.Len(t, h.store.state.Cases, 1)
}
