package casework_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

// take takes a blank for a case, with the case's officer as holder.
func (h *house) take(s *store.Store, caseID, number string, state workflow.BlankState) error {
	return s.Within(h.t.Context(), h.officer, func(tx casework.Tx) error {
		return tx.TakeBlank(h.t.Context(), workflow.BlankTaking{
			AuthorityID: officeID, Series: workflow.BlankCertificate, Number: number, State: state, CaseID: caseID,
			Certificate: "（2024）藏拉收字00099", Holders: []string{h.officer.ID}, By: h.officer.Name, On: day("2024-03-05"), Reason: "错位",
		})
	})
}

func TestACertificateTakesABlankOfTheRegister(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	other := h.submitted()
	id := h.proposedForRegistration()
	h.refused(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意", BlankNumber: "5424-0001"}, workflow.KindInvalid, "blank_number_format")
	h.must(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意", BlankNumber: "54240001"})
	hand := casework.HandCertificate{BlankNumber: "54240002", Receivers: []string{"王林"}}
	h.refused(h.officer, id, hand, workflow.KindInvalid, "没有颁发")
	hand.Spoilt = []casework.SpoiltBlank{{Number: "54240001", Reason: "打印错位"}, {Number: "54240003", Reason: "卡纸"}, {Number: "54240003", Reason: "卡纸"}}
	h.refused(h.officer, id, hand, workflow.KindInvalid, "不得重复")
	hand.Spoilt = hand.Spoilt[:2]

	require.NoError(t, h.take(s, other, "54240002", workflow.BlankUsed))
	h.refused(h.officer, id, hand, workflow.KindConflict, "blank_not_available")
	require.NoError(t, h.take(s, other, "54240003", workflow.BlankUsed), "a refused hand-over spoils nothing either")
	hand.BlankNumber, hand.Spoilt = "054240004", hand.Spoilt[:1]
	h.refused(h.officer, id, hand, workflow.KindConflict, "blank_unknown") // one zero more is another sheet
	hand.BlankNumber = "54240004"
	hand.Dated = casework.Dated{On: day("2024-03-05")}
	h.must(h.officer, id, hand)
	r := h.load(id).Registration
	require.Equal(t, "54240004", r.BlankNumber)
	require.Equal(t, []string{"54240001"}, r.SpoiltBlanks)
	require.Equal(t, workflow.KindConflict, kindOf(h.take(s, other, "54240001", workflow.BlankUsed)), "spoiled for good")
	require.Equal(t, workflow.KindConflict, kindOf(h.take(s, other, "54240004", workflow.BlankSpoiled)), "another case's")
}

func kindOf(err error) workflow.Kind {
	for _, k := range []workflow.Kind{workflow.KindConflict, workflow.KindInvalid, workflow.KindForbidden} {
		if workflow.IsKind(err, k) {
			return k
		}
	}
	return ""
}

func TestABlankIsUsedOnce(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	cases := []string{h.submitted(), h.submitted()}
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i, id := range cases {
		wg.Go(func() { errs[i] = h.take(s, id, "54240009", workflow.BlankUsed) })
	}
	wg.Wait()
	require.NotEqual(t, errs[0] == nil, errs[1] == nil, "one wins: %v", errs)
	lost := errs[0]
	if lost == nil {
		lost = errs[1]
	}
	require.Equal(t, workflow.KindConflict, kindOf(lost))
	require.ErrorContains(t, lost, "已使用")
}
