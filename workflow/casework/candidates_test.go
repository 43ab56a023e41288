package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestCandidatesSideBySide: a family in the choice, one that is scored and not
// reported, one at the notice; before and after the choice.
func TestCandidatesSideBySide(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.inSichuan()
	child, ids := h.rivals(3)
	h.capable(ids[0])
	h.on("2024-01-08")
	h.studied(ids[1])
	h.on("2024-01-17")
	read := func(who workflow.Actor) []casework.CandidateView {
		v, err := h.service.Candidates(t.Context(), who, child)
		require.NoError(t, err)
		require.Equal(t, day("2024-01-17"), v.On)
		return v.Candidates
	}
	h.store.state.Reads, h.store.state.ChildReads = nil, nil
	all := read(h.officer)
	require.Len(t, all, 3)
	require.Len(t, h.store.state.Reads, 3, "the reading of each case is recorded")
	require.Equal(t, "candidates", h.store.state.Reads[0].What)
	require.Equal(t, "candidates", h.store.state.ChildReads[0].What)

	in, scored, early := all[0], all[1], all[2]
	require.Equal(t, []string{ids[0], ids[1], ids[2]}, []string{in.CaseID, scored.CaseID, early.CaseID})
	require.True(t, in.InSelection)
	require.False(t, in.OnItsWay)
	require.Equal(t, workflow.StandingCandidate, in.Standing)
	require.Empty(t, in.Blocks)
	require.Equal(t, day("2024-01-15"), in.ReportedOn)
	require.Equal(t, 2, *in.DaysSinceReport)
	require.Equal(t, 2, in.DaysInState)
	require.Equal(t, in.ReceivedOn.DaysUntil(day("2024-01-17")), in.DaysSinceReceived)
	require.True(t, in.Capacity.Passed)
	require.NotEmpty(t, in.Capacity.Total)
	require.Len(t, in.Capacity.Sections, 1, "vetoes give no points")
	require.Equal(t, "100.00", in.Capacity.Sections[0].Points)
	require.Greater(t, len(in.Capacity.Sections[0].Parts), 5)
	require.Len(t, in.Capacity.Bonus, 1)
	require.NotNil(t, in.Ties)

	require.True(t, scored.OnItsWay)
	require.NotNil(t, scored.Capacity, "all sheets are in")
	require.Nil(t, scored.DaysSinceReport)
	require.Equal(t, "wrong_state", scored.Blocks[0].Guard)
	require.Contains(t, scored.Blocks[0].Message, "评估中")
	require.Nil(t, early.Capacity)

	for _, c := range read(h.auditor) {
		require.Nil(t, c.Ties, "the recusal check is not for auditors")
	}
	for _, who := range []workflow.Actor{h.manager, h.eval, h.eval3} {
		_, err := h.service.Candidates(t.Context(), who, child)
		require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%s: %v", who.Role, err)
	}
	require.NotContains(t, string(encode(all)), "王林", "no family is named")

	choice := choose()
	choice.NotAwaited = []casework.NotAwaitedOne{{CaseID: ids[1], Reason: "儿童亟需家庭照护"}, {CaseID: ids[2], Reason: "儿童亟需家庭照护"}}
	h.must(h.officer, ids[0], choice)
	require.Equal(t, "no_choice", read(h.officer)[0].Blocks[0].Guard, "an opinion waits for approval")
	h.must(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"})
	require.Equal(t, "not_chosen", read(h.supervisor)[0].Blocks[0].Guard)
}

// TestCandidatesAreBlindUntilAllSheetsAreIn: one sheet of two tells nobody anything.
func TestCandidatesAreBlindUntilAllSheetsAreIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	child := h.load(id).ChildID
	read := func() casework.CandidateView {
		v, err := h.service.Candidates(t.Context(), h.officer, child)
		require.NoError(t, err)
		require.Len(t, v.Candidates, 1)
		return v.Candidates[0]
	}
	h.scoredAs(id, h.eval)
	require.Nil(t, read().Capacity)
	require.False(t, read().Unsettled)
	h.scoredAs(id, h.eval2, "050")
	require.Nil(t, read().Capacity)
	require.True(t, read().Unsettled)
	require.Equal(t, "other_order", read().Blocks[0].Guard, "the office follows order A")
}

// TestTheNextCandidatesKnowWhoIsChosen: while one family is chosen the reserves are blocked by it.
func TestTheNextCandidatesKnowWhoIsChosen(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child, ids := h.chosen(2)
	v, err := h.service.Candidates(t.Context(), h.officer, child)
	require.NoError(t, err)
	reserve := v.Candidates[1]
	require.Equal(t, ids[1], reserve.CaseID)
	require.Equal(t, workflow.StandingReserve, reserve.Standing)
	require.Equal(t, 1, reserve.Rank)
	require.Equal(t, "child_promised", reserve.Blocks[0].Guard)
	require.Contains(t, reserve.Blocks[0].Message, h.load(ids[0]).Number)
}
