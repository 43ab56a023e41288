package casework_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// stampingSealer writes who signs behind the file.
type stampingSealer struct{ refuses error }

func (stampingSealer) Has(string) bool { return true }

func (s stampingSealer) Seal(_ context.Context, pdf []byte, by []casework.SealAs, at time.Time) ([]byte, []casework.SealMark, error) {
	if s.refuses != nil {
		return nil, nil, s.refuses
	}
	out := slices.Clone(pdf)
	var marks []casework.SealMark
	for _, b := range by {
		out = append(out, " signed by "+b.Name...)
		marks = append(marks, casework.SealMark{Role: b.Role, SubjectID: b.SubjectID, Name: b.Name, At: at})
	}
	return out, marks, nil
}

func TestSealPaper(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.service.Sealer = stampingSealer{refuses: &workflow.Error{Kind: workflow.KindUnset, Code: "paper_not_sealed", Message: "没有配置签署密钥"}}
	c := h.load(h.submitted())
	i := slices.IndexFunc(c.Papers, func(p workflow.Paper) bool { return p.Code == "D02a" })
	require.GreaterOrEqual(t, i, 0)
	job := casework.SealPaper{AuthorityID: c.AuthorityID, CaseID: c.ID, PaperID: c.Papers[i].ID}
	require.NoError(t, h.service.SealPaper(t.Context(), job), "nothing to sign before it is set")
	plain, err := h.service.Paper(t.Context(), h.officer, c.ID, job.PaperID)
	require.NoError(t, err)
	require.Contains(t, h.store.state.Jobs, casework.Job(job), "ordered in the transaction that sets the paper")

	require.Error(t, h.service.SealPaper(t.Context(), job))
	line := lineOf(t, h, job)
	require.Equal(t, "没有配置签署密钥", line.SealFailure)
	again, err := h.service.Paper(t.Context(), h.officer, c.ID, job.PaperID)
	require.NoError(t, err)
	require.Equal(t, plain.Content, again.Content, "a key that is missing holds up nothing")
	tried, err := h.service.SealMissing(t.Context(), 20)
	require.NoError(t, err, "what is at fault with a key stands beside the paper")
	require.Equal(t, 1, tried)
	require.Equal(t, []casework.SealPaper{job}, h.store.state.SealOrders, "it stays on the list")

	h.service.Sealer = stampingSealer{}
	tried, err = h.service.SealMissing(t.Context(), 20)
	require.NoError(t, err)
	require.Equal(t, 1, tried)
	require.Empty(t, h.store.state.SealOrders)
	require.NoError(t, h.service.SealPaper(t.Context(), job))
	require.NoError(t, h.service.SealPaper(t.Context(), job), "a second run finds nothing to do")
	signed, err := h.service.Paper(t.Context(), h.officer, c.ID, job.PaperID)
	require.NoError(t, err)
	require.Equal(t, string(plain.Content)+" signed by "+c.Authority.Name, string(signed.Content))
	line = lineOf(t, h, job)
	require.Empty(t, line.SealFailure)
	require.Equal(t, plain.SHA256, line.Unsigned)
	require.Equal(t, signed.SHA256, line.SHA256)
	require.Len(t, line.Signatures, 1)
}

func lineOf(t *testing.T, h *house, job casework.SealPaper) casework.PaperLine {
	t.Helper()
	lines, err := h.service.Papers(t.Context(), h.officer, job.CaseID)
	require.NoError(t, err)
	i := slices.IndexFunc(lines, func(l casework.PaperLine) bool { return l.ID == job.PaperID })
	require.GreaterOrEqual(t, i, 0)
	return lines[i]
}

// TestPapersOfThePartiesStayWet: 电子签名法第三条.
func TestPapersOfThePartiesStayWet(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.service.Sealer = stampingSealer{}
	c := h.load(h.submitted())
	i := slices.IndexFunc(c.Papers, func(p workflow.Paper) bool { return p.Code == "D01" })
	require.GreaterOrEqual(t, i, 0)
	job := casework.SealPaper{AuthorityID: c.AuthorityID, CaseID: c.ID, PaperID: c.Papers[i].ID}
	_, err := h.service.Paper(t.Context(), h.officer, c.ID, job.PaperID)
	require.NoError(t, err)
	require.NotContains(t, h.store.state.Jobs, casework.Job(job))
	require.NoError(t, h.service.SealPaper(t.Context(), job))
	require.Empty(t, lineOf(t, h, job).Signatures)
}

// TestPapersSetBeforeThereWereKeys are signed once there are some.
func TestPapersSetBeforeThereWereKeys(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	c := h.load(h.submitted())
	for _, p := range c.Papers {
		_, err := h.service.Paper(t.Context(), h.officer, c.ID, p.ID)
		require.NoError(t, err)
	}
	for _, job := range h.store.state.Jobs {
		require.NotEqual(t, "seal_paper", job.Kind(), "nobody could work it")
	}
	ordered := 0
	for _, o := range h.store.state.SealOrders { // those of the child's own papers are on no list of the case
		if o.CaseID != "" {
			ordered++
		}
	}
	require.Positive(t, ordered)
	h.service.Sealer = stampingSealer{}
	tried, err := h.service.SealMissing(t.Context(), 1)
	require.NoError(t, err)
	require.Equal(t, 1, tried, "no more at a time than asked")
	_, err = h.service.SealMissing(t.Context(), 20)
	require.NoError(t, err)
	lines, err := h.service.Papers(t.Context(), h.officer, c.ID)
	require.NoError(t, err)
	signed := 0
	for _, l := range lines {
		if len(l.Signatures) > 0 {
			signed++
			require.NotEqual(t, workflow.PaperCode("D01"), l.Code, "papers of the parties stay wet")
		}
	}
	require.Equal(t, ordered, signed)
}

// TestTheNoticeOfAChildIsSigned, once, and its copies in cases are the same file.
func TestTheNoticeOfAChildIsSigned(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	child, notice := h.publishedChild()
	first := h.submit(child, workflow.CatInstitutionFoundling, couple())
	copied := h.load(first).PaperOf("D03a")
	plain, err := h.service.Paper(t.Context(), h.officer, first, copied.ID)
	require.NoError(t, err)
	h.service.Sealer = stampingSealer{}
	later := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC) // after the clock of the database, which says what is due
	h.service.Now = func() time.Time { return later }
	for range 2 {
		_, err = h.service.SealMissing(t.Context(), 20)
		require.NoError(t, err)
	}
	require.Empty(t, due(t, s, later.Add(time.Hour)))
	own, err := h.service.ChildPaper(t.Context(), h.officer, child, notice.ID)
	require.NoError(t, err)
	require.Equal(t, string(plain.Content)+" signed by 拉萨市城关区民政局", string(own.Content))
	inCase, err := h.service.Paper(t.Context(), h.officer, first, copied.ID)
	require.NoError(t, err)
	require.Equal(t, own.Content, inCase.Content)
	list, err := h.service.ChildPapers(t.Context(), h.officer, child)
	require.NoError(t, err)
	require.Equal(t, own.SHA256, list[0].SHA256)
	require.Equal(t, plain.SHA256, list[0].Unsigned)
	require.Len(t, list[0].Signatures, 1)
	v, err := s.VerifyAuthority(t.Context(), officeID)
	require.NoError(t, err)
	require.EqualValues(t, 4, v.Entries, "registered, published, set, signed")
	_, err = s.VerifyCase(t.Context(), first)
	require.NoError(t, err)
}

func due(t *testing.T, s casework.Store, at time.Time) []casework.SealPaper {
	t.Helper()
	list, err := s.PapersToSeal(t.Context(), at, 100)
	require.NoError(t, err)
	return list
}
