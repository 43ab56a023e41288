package casework_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

func TestPaperIsSetOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	p := h.load(id).PaperOf("D02a")
	version := h.load(id).Version
	first, err := h.service.Paper(context.Background(), h.officer, id, p.ID)
	require.NoError(t, err)
	require.Equal(t, "D02a "+p.Number+" 1 ", string(first.Content))
	chain := h.store.state.Chains[id]
	last := chain[len(chain)-1].Entry
	require.Equal(t, ledger.KindSystem, last.Kind)
	require.Equal(t, version, h.load(id).Version, "setting a paper leaves the version alone")
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true})
	again, err := h.service.Paper(context.Background(), h.officer, id, p.ID)
	require.NoError(t, err)
	require.Equal(t, first.Content, again.Content)
	require.Equal(t, first.SHA256, again.SHA256)
	h.verify(id)
}

func TestPaperIsSetOnceUnderConcurrency(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	p := h.load(id).PaperOf("D02a")
	var wg sync.WaitGroup
	sums := make([]string, 8)
	for i := range sums {
		wg.Go(func() {
			f, err := h.service.Paper(context.Background(), h.officer, id, p.ID)
			if err == nil {
				sums[i] = f.SHA256
			}
		})
	}
	wg.Wait()
	for _, s := range sums {
		require.Equal(t, sums[0], s)
		require.NotEmpty(t, s)
	}
	h.verify(id)
}

func TestFailedPaperIsKeptAndTriedAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	p := h.load(id).PaperOf("D02a")
	h.service.Renderer = plainRenderer{fail: workflow.Refuse(workflow.KindUnset, "missing_glyph", "缺字：𪚥")}
	_, err := h.service.Paper(context.Background(), h.officer, id, p.ID)
	require.True(t, workflow.IsKind(err, workflow.KindUnset), "%v", err)
	require.Contains(t, h.store.state.Rendered[p.ID].Failure, "𪚥")
	entries := len(h.store.state.Chains[id])
	h.service.Renderer = plainRenderer{}
	_, err = h.service.Paper(context.Background(), h.officer, id, p.ID)
	require.NoError(t, err)
	require.Len(t, h.store.state.Chains[id], entries+1)
}

func TestFormBindsItsAct(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	ctx := context.Background()
	draft := []byte(`{"by":"applicant","name":"王林","reason":"家庭变故"}`)
	f, err := h.service.Form(ctx, h.officer, id, workflow.ActWithdraw, "D22a", draft)
	require.NoError(t, err)
	require.Len(t, f.FormHash, 64)
	require.Contains(t, string(f.Content), "家庭变故")
	w := casework.Withdraw{By: "applicant", Name: "王林", Reason: "别的理由"}
	w.FormHash = f.FormHash
	h.refused(h.officer, id, w, workflow.KindInvalid, "/form_hash")
	w.Reason = "家庭变故"
	out := h.must(h.officer, id, w)
	require.Equal(t, f.FormHash, out.Papers[0].FormHash)
	for want, bad := range map[string][2]string{
		"没有代码": {"withdraw", "D20"},
		"草稿":   {"withdraw", "D22a"},
	} {
		_, err := h.service.Form(ctx, h.officer, id, workflow.ActName(bad[0]), workflow.PaperCode(bad[1]), []byte(`{"byy":1}`))
		require.ErrorContains(t, err, want)
	}
}

func TestApplicationFormBindsTheDraft(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	ctx := context.Background()
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	in := casework.DraftInput{ChildID: child, Category: workflow.CatInstitutionFoundling, Application: couple()}
	d, err := h.service.CreateDraft(ctx, casework.DraftRequest{Actor: h.officer, Input: in})
	require.NoError(t, err)
	f, err := h.service.Form(ctx, h.officer, d.Case.ID, workflow.ActSubmit, "D01", []byte(`{}`))
	require.NoError(t, err)
	in.Application.Reason = "改写的原因"
	_, err = h.service.EditDraft(ctx, casework.DraftRequest{Actor: h.officer, CaseID: d.Case.ID, Version: 1, Input: in})
	require.NoError(t, err)
	h.refused(h.officer, d.Case.ID, casework.Submit{Dated: casework.Dated{FormHash: f.FormHash}}, workflow.KindInvalid, "/form_hash")
}
