package casework_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

func TestNoticeTakesItsPeriodOutOfTheReview(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child
	require.Equal(t, "ET540102-2024-0001", child.Code)
	id := h.submit(child.ID, workflow.CatInstitutionFoundling, couple())
	h.on("2024-01-05")
	out := h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891", PublishedOn: day("2024-01-04")}, child.ID)
	require.Len(t, out.Cases, 1)
	require.Equal(t, []string{"D03a"}, codes(out.Papers))
	require.NotEmpty(t, out.Papers[0].Number)
	require.Equal(t, day("2024-03-05"), out.Clock.Due.Earliest, "60 full days end on Monday 4 March")
	require.True(t, h.clock(id, law.ClockRegistrationReview).Running)
	require.Contains(t, codes(h.load(id).Papers), "D03a")

	h.on("2024-03-04")
	_, err := h.child(casework.ClearNotice{Unclaimed: true}, child.ID)
	require.True(t, workflow.IsKind(err, workflow.KindGuard), "%v", err)
	h.on("2024-03-11")
	_, err = h.child(casework.ClearNotice{}, child.ID)
	require.True(t, workflow.IsKind(err, workflow.KindInvalid), "%v", err)
	h.mustChild(casework.ClearNotice{Unclaimed: true}, child.ID)
	c := h.load(id)
	pause := c.Clock(law.ClockRegistrationReview).Pauses[0]
	require.Equal(t, day("2024-01-04"), pause.From)
	require.Equal(t, day("2024-03-05"), pause.To, "the clerk's delay counts")
	require.Equal(t, day("2024-04-02"), h.clock(id, law.ClockRegistrationReview).RawEnd)
	h.verify(id)
	_, err = h.child(casework.ClearNotice{Unclaimed: true}, child.ID)
	require.True(t, workflow.IsKind(err, workflow.KindConflict), "%v", err)
}

// verify walks the chains of a case and of the authority.
func (h *house) verify(id string) {
	h.t.Helper()
	_, err := ledger.VerifyChain(ledger.Genesis(officeID, ledger.CaseChain(id)), h.store.state.Chains[id])
	require.NoError(h.t, err)
	_, err = ledger.VerifyChain(ledger.Genesis(officeID, ledger.AuthorityChain(officeID)), h.store.state.Chains[officeID])
	require.NoError(h.t, err)
}

func TestNoticeOlderThanTheCase(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child)
	h.on("2024-03-05")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, child)
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	require.Empty(t, h.load(id).Clock(law.ClockRegistrationReview).Pauses, "a notice that has run leaves the review alone")
	require.Equal(t, []string{"D03a", "D03b", "D01", "D02a"}, codes(h.load(id).Papers))
}

func TestNoticeIsForFoundlings(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in := foundling()
	in.Source = "orphan"
	child := h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID
	_, err := h.child(casework.PublishNotice{Medium: "报", Contact: "0891"}, child)
	require.ErrorContains(t, err, "弃婴")
	in.FoundOn = day("2022-03-14")
	_, err = h.child(casework.EditChild{ChildInput: in, Reason: "更正"}, child)
	require.ErrorContains(t, err, "/found_on")
}

func TestChildIsEditedBeforeAnyCaseOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child
	in := foundling()
	in.Name = "肖梦瑶"
	out := h.mustChild(casework.EditChild{ChildInput: in, Reason: "姓名误录"}, child.ID)
	require.Equal(t, "肖梦瑶", out.Child.Name)
	require.Equal(t, child.Code, out.Child.Code)
	require.EqualValues(t, 2, out.Child.Version)
	h.submit(child.ID, workflow.CatInstitutionFoundling, couple())
	_, err := h.child(casework.EditChild{ChildInput: in, Reason: "再改"}, child.ID)
	require.True(t, workflow.IsKind(err, workflow.KindConflict), "%v", err)
	require.Len(t, h.store.state.Chains[officeID], 2)
}

func TestChildActsOfOthers(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	ctx := context.Background()
	_, err := h.service.DoChild(ctx, casework.ChildRequest{Actor: h.eval, Command: casework.RegisterChild{ChildInput: foundling()}})
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	other := h.officer
	other.AuthorityID = "10000000-0000-7000-8000-000000000002"
	publish := casework.PublishNotice{Medium: "报", Contact: "0891"}
	_, err = h.service.DoChild(ctx, casework.ChildRequest{Actor: other, ChildID: child, Version: 1, Command: publish})
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
	_, err = h.service.DoChild(ctx, casework.ChildRequest{Actor: h.officer, ChildID: child, Version: 7, Command: publish})
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
	publish.On = day("2023-12-20")
	_, err = h.service.DoChild(ctx, casework.ChildRequest{Actor: h.officer, ChildID: child, Version: 1, Command: publish})
	require.ErrorContains(t, err, "backdating_reason")
}

func TestChildActIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	req := casework.ChildRequest{Actor: h.officer, Key: "k1", Command: casework.RegisterChild{ChildInput: foundling()}}
	first, err := h.service.DoChild(context.Background(), req)
	require.NoError(t, err)
	again, err := h.service.DoChild(context.Background(), req)
	require.NoError(t, err)
	require.True(t, again.Replayed)
	require.Equal(t, first.Child.ID, again.Child.ID)
	require.Len(t, h.store.state.Children, 1)
}
