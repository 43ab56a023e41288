package casework_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

const farID = "10000000-0000-7000-8000-000000000007"

// elsewhere files at another office a case of the same child, in a state.
func (h *house) elsewhere(caseID string, state workflow.State) {
	h.t.Helper()
	h.store.state.Authorities[farID] = casework.Authority{ID: farID, Ref: workflow.AuthorityRef{Name: "成都市锦江区民政局"}}
	o := h.opened(caseID)
	o.Child.IDNumber = residentID("51010720220315002")
	h.store.state.Children[o.Child.ID] = encode(o.Child)
	o.Child.ID, o.Child.AuthorityID = h.newID(), farID
	h.store.state.Children[o.Child.ID] = encode(o.Child)
	o.Case.ID, o.Case.AuthorityID, o.Case.ChildID, o.Case.State = h.newID(), farID, o.Child.ID, state
	h.store.state.Cases[o.Case.ID] = encode(o.Case)
}

// TestAChoiceKnowsOfOtherOffices: that there are cases elsewhere is told, their number and office
// and nothing else; what was agreed has to be said, and the approver sees whether it is still so.
func TestAChoiceKnowsOfOtherOffices(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.inSichuan()
	child, ids := h.rivals(1)
	h.capable(ids[0])
	v, err := h.service.Candidates(t.Context(), h.officer, child)
	require.NoError(t, err)
	require.Empty(t, v.Elsewhere)
	require.Contains(t, v.Unknown, "没有公民身份号码", "unknown is not none")

	h.elsewhere(ids[0], workflow.Assessing)
	h.elsewhere(ids[0], workflow.Withdrawn)
	v, err = h.service.Candidates(t.Context(), h.officer, child)
	require.NoError(t, err)
	require.Empty(t, v.Unknown)
	require.Equal(t, []workflow.OfficeCases{{OfficeID: farID, Office: "成都市锦江区民政局", Cases: 1}}, v.Elsewhere)
	require.Len(t, v.Candidates, 1)

	in := choose()
	h.refused(h.officer, ids[0], in, workflow.KindInvalid, "成都市锦江区民政局另有案件1件")
	in.Agreed = " "
	h.refused(h.officer, ids[0], in, workflow.KindInvalid, "/agreed")
	in.Agreed = "锦江区民政局同意由本机关办理"
	h.must(h.officer, ids[0], in)
	h.elsewhere(ids[0], workflow.Reviewing)
	h.refused(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"}, workflow.KindConflict, "另有案件2件")
	h.must(h.supervisor, ids[0], casework.ReturnChoice{Reason: "先商定"})
	h.must(h.officer, ids[0], in)
	h.must(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"})
	k := h.load(ids[0]).Selection.Choice
	require.Equal(t, 2, k.Elsewhere[0].Cases)
	require.Equal(t, in.Agreed, k.Agreed)
	raw, err := json.Marshal(k.Elsewhere)
	require.NoError(t, err)
	require.NotContains(t, string(raw), "王林")
}
