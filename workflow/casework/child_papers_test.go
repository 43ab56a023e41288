package casework_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

func lineCodes(lines []casework.PaperLine) []string {
	var papers []workflow.Paper
	for _, l := range lines {
		papers = append(papers, l.Paper)
	}
	return codes(papers)
}

// countingRenderer sets a paper differently each time, as a renderer of another version would.
type countingRenderer struct {
	plainRenderer
	n *atomic.Int64
}

func (r countingRenderer) Render(j casework.PaperJob) ([]byte, error) {
	content, err := r.plainRenderer.Render(j)
	return append(content, byte('a'+r.n.Add(1))), err
}

// publishedChild is a child with its notice published, before any case.
func (h *house) publishedChild() (child string, notice workflow.Paper) {
	h.t.Helper()
	child = h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	return child, h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child).Papers[0]
}

func TestChildPaperHasOneFileForEver(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	h.service.Renderer = countingRenderer{n: &atomic.Int64{}}
	child, notice := h.publishedChild()
	first := h.submit(child, workflow.CatInstitutionFoundling, couple())
	copies := h.load(first).PaperOf("D03a")
	require.Equal(t, notice.Number, copies.Number)
	f, err := h.service.ChildPaper(t.Context(), h.officer, child, notice.ID)
	require.NoError(t, err)
	require.Contains(t, string(f.Content), "D03a "+notice.Number+" 2 ", "a picture of the authority's entry")
	again, err := h.service.ChildPaper(t.Context(), h.auditor, child, notice.ID)
	require.NoError(t, err)
	require.Equal(t, f.Content, again.Content)
	lines, err := h.service.Papers(t.Context(), h.officer, first)
	require.NoError(t, err)
	require.Equal(t, f.SHA256, lines[0].SHA256, "the list of the case shows the file before it was read there")
	inCase, err := h.service.Paper(t.Context(), h.officer, first, copies.ID)
	require.NoError(t, err)
	require.Equal(t, f.Content, inCase.Content)
	require.Equal(t, copies.ID, inCase.Paper.ID)
	list, err := h.service.ChildPapers(t.Context(), h.officer, child)
	require.NoError(t, err)
	require.Equal(t, f.SHA256, list[0].SHA256)
	v, err := s.VerifyAuthority(t.Context(), officeID)
	require.NoError(t, err)
	require.EqualValues(t, 3, v.Entries, "registered, published, set")
	require.Equal(t, 1, v.Papers)
	_, err = s.VerifyCase(t.Context(), first)
	require.NoError(t, err)
	_, err = h.service.ChildPaper(t.Context(), h.officer, child, child)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
	_, err = h.service.ChildPaper(t.Context(), h.eval, child, notice.ID)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
}

// The copy may be read first, and in the rarer case a copy of each of two cases at once.
func TestChildPaperIsSetOnceWhoeverReadsFirst(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	h.service.Renderer = countingRenderer{n: &atomic.Int64{}}
	child, notice := h.publishedChild()
	var cases []string
	for range 2 {
		cases = append(cases, h.submit(child, workflow.CatInstitutionFoundling, couple()))
	}
	sums := make([]string, 9)
	errs := make([]error, len(sums))
	var wg sync.WaitGroup
	for i := range sums {
		wg.Go(func() {
			var f *casework.PaperFile
			if of := i % 3; of < len(cases) {
				f, errs[i] = h.service.Paper(t.Context(), h.officer, cases[of], h.load(cases[of]).PaperOf("D03a").ID)
			} else {
				f, errs[i] = h.service.ChildPaper(t.Context(), h.officer, child, notice.ID)
			}
			if f != nil {
				sums[i] = f.SHA256
			}
		})
	}
	wg.Wait()
	for i := range sums {
		require.NoError(t, errs[i])
		require.Equal(t, sums[0], sums[i])
	}
	v, err := s.VerifyAuthority(t.Context(), officeID)
	require.NoError(t, err)
	require.EqualValues(t, 3, v.Entries, "one entry names the hash, whoever was first")
	for _, id := range cases {
		c, err := s.VerifyCase(t.Context(), id)
		require.NoError(t, err)
		require.EqualValues(t, 2, c.Entries, "submitted, and the copy's hash")
	}
}

func TestChildPaperThatCannotBeSetShowsWhy(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	child, notice := h.publishedChild()
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	h.service.Renderer = plainRenderer{fail: workflow.Refuse(workflow.KindUnset, "missing_glyph", "缺字：𪚥")}
	copies := h.load(id).PaperOf("D03a").ID
	_, err := h.service.Paper(t.Context(), h.officer, id, copies)
	require.True(t, workflow.IsKind(err, workflow.KindUnset), "%v", err)
	_, err = h.service.ChildPaper(t.Context(), h.officer, child, notice.ID)
	require.True(t, workflow.IsKind(err, workflow.KindUnset), "%v", err)
	ofChild, err := h.service.ChildPapers(t.Context(), h.officer, child)
	require.NoError(t, err)
	require.Contains(t, ofChild[0].Failure, "𪚥")
	ofCase, err := h.service.Papers(t.Context(), h.officer, id)
	require.NoError(t, err)
	require.Contains(t, ofCase[0].Failure, "𪚥")
	require.Empty(t, ofCase[0].SHA256)
	h.service.Renderer = plainRenderer{}
	f, err := h.service.Paper(t.Context(), h.officer, id, copies)
	require.NoError(t, err)
	ofChild, err = h.service.ChildPapers(t.Context(), h.officer, child)
	require.NoError(t, err)
	require.Equal(t, f.SHA256, ofChild[0].SHA256)
	require.Empty(t, ofChild[0].Failure)
	_, err = s.VerifyAuthority(t.Context(), officeID)
	require.NoError(t, err)
}

func TestHashOfACopyStandsInBothChains(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child, notice := h.publishedChild()
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	f, err := h.service.Paper(t.Context(), h.officer, id, h.load(id).PaperOf("D03a").ID)
	require.NoError(t, err)
	for _, chain := range [][]ledger.Record{h.store.state.Chains[officeID], h.store.state.Chains[id]} {
		last := chain[len(chain)-1]
		require.Equal(t, ledger.KindSystem, last.Entry.Kind)
		payload, ok := last.Payload.(ledger.Payload)
		require.True(t, ok)
		require.Contains(t, string(payload.Input), f.SHA256)
		require.Contains(t, string(payload.Input), notice.Number)
		require.Contains(t, string(payload.Input), notice.ID)
	}
	h.verify(id)
}

func TestReadsOfAChildAreRecorded(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child, notice := h.publishedChild()
	_, err := h.service.ReadChild(t.Context(), h.officer, child)
	require.NoError(t, err)
	_, err = h.service.ChildPapers(t.Context(), h.officer, child)
	require.NoError(t, err)
	_, err = h.service.ChildPaper(t.Context(), h.auditor, child, notice.ID)
	require.NoError(t, err)
	_, err = h.service.ListChildren(t.Context(), h.supervisor, casework.ChildFilter{})
	require.NoError(t, err)
	_, err = h.service.ReadAuthorityHistory(t.Context(), h.auditor, officeID, 0, 10)
	require.NoError(t, err)
	_, err = h.service.ReadAuthorityEntry(t.Context(), h.auditor, officeID, 1)
	require.NoError(t, err)
	_, err = h.service.ReadChild(t.Context(), h.eval, child)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
	var what []string
	for _, r := range h.store.state.ChildReads {
		require.Equal(t, officeID, r.AuthorityID)
		require.Equal(t, h.now, r.At)
		if r.What != "list" && len(what) != 4 {
			require.Equal(t, child, r.ChildID)
		}
		what = append(what, r.What)
	}
	require.Equal(t, []string{"child", "child", "paper:" + notice.ID, "list", "history", "history"}, what)
}
