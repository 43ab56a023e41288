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
	job := casework.SealPaper{CaseID: c.ID, PaperID: c.Papers[i].ID}
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

	h.service.Sealer = stampingSealer{}
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
	job := casework.SealPaper{CaseID: c.ID, PaperID: c.Papers[i].ID}
	_, err := h.service.Paper(t.Context(), h.officer, c.ID, job.PaperID)
	require.NoError(t, err)
	require.NotContains(t, h.store.state.Jobs, casework.Job(job))
	require.NoError(t, h.service.SealPaper(t.Context(), job))
	require.Empty(t, lineOf(t, h, job).Signatures)
}
