package casework_test

import (
	"testing"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestTheCardTellsOnePersonWithTwoAccounts: who proposed cannot approve under another account and
// another name, when the cards of both have one number; with another number he is another.
func TestTheCardTellsOnePersonWithTwoAccounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	his := h.store.state.Cards[h.officer.ID].IDNumber
	own := h.store.state.Cards[h.supervisor.ID].IDNumber
	h.own(h.supervisor, func(c *workflow.RecusalCard) { c.IDNumber = his })
	approve := casework.ApproveRegistration{Opinion: "同意"}
	h.refused(h.supervisor, id, approve, workflow.KindGuard, "本人的另一账户已办理在先（回避核查信息中的证件号码相同")
	h.own(h.supervisor, func(c *workflow.RecusalCard) { c.IDNumber = own })
	h.must(h.supervisor, id, approve)
}

// TestAnEvaluatorIsNotTheOfficerUnderAnotherAccount: the number on both cards tells.
func TestAnEvaluatorIsNotTheOfficerUnderAnotherAccount(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.manager, id, casework.AcceptCommission{})
	officer := h.load(id).OfficerID
	card := h.store.state.Evaluators[evaluatorID(1)]
	card.IDNumber = h.store.state.Cards[officer].IDNumber
	h.store.state.Evaluators[card.ID] = card
	assign := casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}}
	h.refused(h.manager, id, assign, workflow.KindGuard, "本案登记员不得兼任评估员（回避核查信息中的证件号码相同")
	h.own(workflow.Actor{ID: officer}, func(c *workflow.RecusalCard) { c.IDNumber = residentID("54012119650101099") })
	h.must(h.manager, id, assign)
}
