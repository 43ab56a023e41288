package casework_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// own files the card of an account.
func (h *house) own(a workflow.Actor, change func(card *workflow.RecusalCard)) {
	card := h.store.state.Cards[a.ID]
	change(&card)
	h.store.state.Cards[a.ID] = card
}

// TestTheCardOfAnAccountTiesItsPerson: kinship excludes who proposes and who approves, and
// the supervisor reads the kind and who holds it, nothing else.
func TestTheCardOfAnAccountTiesItsPerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	his := h.husband(id)
	h.own(h.supervisor, func(c *workflow.RecusalCard) {
		c.Kin = []workflow.Kin{{Relation: workflow.KinSpouse, Name: "某某", IDNumber: his}}
	})
	approve := casework.ApproveRegistration{Impartial: casework.Impartial{NoInterest: true}, Opinion: "同意"}
	_, err := h.do(h.supervisor, id, approve)
	require.ErrorContains(t, err, "拉萨市城关区民政局留存的信息表明，与本案当事人有夫妻")
	require.NotContains(t, err.Error(), his)
	ties, found := h.tiesOf(h.supervisor, id, "审批人")
	require.True(t, found)
	require.Equal(t, []workflow.TieKind{workflow.TieKin}, ties)
	h.refused(h.supervisor2, id, casework.WaiveRecusal{Subject: staff(h.supervisor), Reason: "x"}, workflow.KindConflict, "recusal_mandatory")

	h.own(h.supervisor, func(c *workflow.RecusalCard) { c.Kin[0].Relation = workflow.KinOther })
	h.must(h.supervisor, id, approve)
	require.Empty(t, h.load(id).NoInterest, "who has a card is compared: the word adds nothing")
}

// TestAPhoneOnTheProposersCardIsDecidedOn: what may be chance is for another supervisor to decide.
func TestAPhoneOnTheProposersCardIsDecidedOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.must(h.supervisor, id, casework.ReturnProposal{Reason: "补充理由"})
	h.own(h.officer, func(c *workflow.RecusalCard) { c.Phone = "138-0000-0000" })
	propose := casework.ProposeRegistration{Reasons: []string{"符合条件"}}
	h.refused(h.officer, id, propose, workflow.KindGuard, "联系电话相同")
	h.must(h.supervisor, id, casework.WaiveRecusal{Subject: staff(h.officer), Reason: "总机号码"})
	h.must(h.officer, id, propose)
}

// TestWithoutACardTheTiesAreUnknown: the check says so, and who decides has to give the own
// word, which stands on the case.
func TestWithoutACardTheTiesAreUnknown(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	unknown := func() string {
		v, err := h.service.Conflicts(t.Context(), h.supervisor, id, nil)
		require.NoError(t, err)
		return v.Subjects[len(v.Subjects)-1].Unknown
	}
	require.Empty(t, unknown())
	delete(h.store.state.Cards, h.supervisor.ID)
	require.Equal(t, "未填报回避核查信息，有无利害关系不明", unknown())
	approve := casework.ApproveRegistration{Opinion: "同意"}
	h.refused(h.supervisor, id, approve, workflow.KindGuard, "未填报回避核查信息")
	h.card(3, func(e *workflow.EvaluatorCard) { e.AccountID = h.supervisor.ID })
	h.refused(h.supervisor, id, approve, workflow.KindGuard, "未填报回避核查信息")
	h.card(3, func(e *workflow.EvaluatorCard) { e.IDNumber = residentID("54012119650101099") })
	require.Empty(t, unknown(), "an evaluator's card serves as well")
	h.card(3, func(e *workflow.EvaluatorCard) { e.IDNumber = "" })
	approve.NoInterest = true
	h.must(h.supervisor, id, approve)
	require.Equal(t, []workflow.NoInterest{{AccountID: h.supervisor.ID, Name: h.supervisor.Name, Act: workflow.ActApproveRegistration, On: h.load(id).Decision.On}}, h.load(id).NoInterest)
	require.Contains(t, unknown(), "已声明没有利害关系")
}

// TestTheNumberOnTheCardFindsTheCardsOfOtherOffices: an account knows its person, and the
// person is known elsewhere.
func TestTheNumberOnTheCardFindsTheCardsOfOtherOffices(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.store.state.Authorities[farID] = casework.Authority{ID: farID, Ref: workflow.AuthorityRef{Name: "日喀则市民政局"}}
	h.store.state.Evaluators["twin"] = workflow.EvaluatorCard{ID: "twin", AuthorityID: farID, IDNumber: h.store.state.Cards[h.supervisor.ID].IDNumber, Phone: "13800000000"}
	h.refused(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意"}, workflow.KindGuard, "日喀则市民政局留存的信息表明，与本案当事人联系电话相同")
}

// TestAChildIsRegisteredOnce also where two offices have a record of it.
func TestAChildIsRegisteredOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	o := h.opened(id)
	o.Child.IDNumber = residentID("540102" + strings.ReplaceAll(o.Child.Born.String(), "-", "") + map[bool]string{true: "001", false: "002"}[o.Child.Sex == eligibility.Male])
	h.store.state.Children[o.Child.ID] = encode(o.Child)
	twin := *o.Child
	twin.ID, twin.AuthorityID, twin.AdoptedBy = h.newID(), farID, h.newID()
	h.store.state.Authorities[farID] = casework.Authority{ID: farID, Ref: workflow.AuthorityRef{Name: "成都市锦江区民政局"}}
	h.store.state.Children[twin.ID] = encode(&twin)
	approve := casework.ApproveRegistration{Opinion: "同意"}
	h.refused(h.supervisor, id, approve, workflow.KindConflict, "registered_elsewhere")
	h.refused(h.supervisor, id, approve, workflow.KindConflict, "成都市锦江区民政局")
	twin.AdoptedBy = ""
	h.store.state.Children[twin.ID] = encode(&twin)
	h.must(h.supervisor, id, approve)
}
