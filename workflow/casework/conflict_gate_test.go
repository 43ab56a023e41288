package casework_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// husband is the identity number of the first applicant of a case.
func (h *house) husband(id string) string {
	return h.load(id).Application.Applicants[0].IDNumber
}

// kinOf puts a relative on an evaluator's card.
func (h *house) kinOf(n int, relation workflow.KinRelation, number string) {
	h.card(n, func(e *workflow.EvaluatorCard) { e.Kin = []workflow.Kin{{Relation: relation, IDNumber: number}} })
}

func (h *house) tiesOf(by workflow.Actor, id, role string) (out []workflow.TieKind, found bool) {
	h.t.Helper()
	v, err := h.service.Conflicts(h.t.Context(), by, id, nil)
	require.NoError(h.t, err)
	for _, s := range v.Subjects {
		if s.Role != role {
			continue
		}
		found = true
		for _, tie := range s.Ties {
			out = append(out, tie.Kind)
		}
	}
	return out, found
}

// twoFamilies are ready for the choice of the first of two families whose numbers differ; the second's husband has the number.
func (h *house) twoFamilies(second string) (ids []string, propose casework.ProposeChoice) {
	h.t.Helper()
	h.inSichuan()
	_, ids = h.rivals(2)
	for _, id := range ids {
		h.capable(id)
	}
	h.store.state.Cases[ids[1]] = bytes.ReplaceAll(h.store.state.Cases[ids[1]], []byte(h.husband(ids[1])), []byte(second))
	h.on("2024-01-17")
	return ids, casework.ProposeChoice{Reasons: []string{"与儿童已有感情"}, Others: []casework.RankedCase{{CaseID: ids[1], Rank: 1, Reason: "得分相同"}}}
}

func TestWhoChoosesHasNoTieToTheOtherFamilies(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	other := residentID("51010719900101001")
	ids, propose := h.twoFamilies(other)
	h.card(3, func(e *workflow.EvaluatorCard) { e.AccountID = h.officer.ID })
	h.kinOf(3, workflow.KinLineal, other)
	_, err := h.do(h.officer, ids[0], propose)
	require.ErrorContains(t, err, "案件"+h.load(ids[1]).Number)
	require.ErrorContains(t, err, "应当回避")
	require.NotContains(t, err.Error(), h.load(ids[1]).Application.Applicants[0].Name, "another family's name is not told")
	h.card(3, func(e *workflow.EvaluatorCard) { e.AccountID, e.Kin = h.supervisor.ID, nil })
	h.must(h.officer, ids[0], propose)
	h.kinOf(3, workflow.KinSpouse, other)
	h.refused(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"}, workflow.KindGuard, "案件"+h.load(ids[1]).Number)
	h.must(h.supervisor2, ids[0], casework.ApproveChoice{Opinion: "同意"})
}

func TestTheChoiceRestsOnTheEvaluatorsOfAllFamilies(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	other := residentID("51010719900101001")
	ids, propose := h.twoFamilies(other)
	h.must(h.officer, ids[0], propose)
	h.kinOf(1, workflow.KinAffinity, other)
	h.refused(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"}, workflow.KindGuard, h.eval.Name+"：应当回避")
}

func TestAnAdjudicatorIsLookedAtWhenRulingAndAfter(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.kinOf(3, workflow.KinLineal, h.husband(id))
	h.refused(h.eval3, id, rule("050", "b"), workflow.KindGuard, "近姻亲")
	ties, found := h.tiesOf(h.supervisor, id, "裁定人")
	require.True(t, found)
	require.Equal(t, []workflow.TieKind{workflow.TieKin}, ties)
	h.card(3, func(e *workflow.EvaluatorCard) { e.Kin = nil })
	h.must(h.eval3, id, rule("050", "b"))
	ties, found = h.tiesOf(h.supervisor, id, "裁定人")
	require.True(t, found, "the ruling counts")
	require.Empty(t, ties)
}

func TestATieOfTheAdjudicatorStopsTheRegistration(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval3, id, rule("050", "b"))
	h.on("2024-01-10")
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-10"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	h.proposedFrom(id)
	h.kinOf(3, workflow.KinSpouse, h.husband(id))
	approve := casework.ApproveRegistration{Opinion: "同意"}
	h.refused(h.supervisor, id, approve, workflow.KindGuard, h.eval3.Name+"：应当回避")
	h.refused(h.supervisor, id, approve, workflow.KindGuard, "请由审批人退回或者终止评估")
	h.card(3, func(e *workflow.EvaluatorCard) { e.Kin = nil })
	h.must(h.supervisor, id, approve)
}

// TestWhoAssessedTheFamilyBeforeDecidesByWaiverAlone: nobody looked at the earlier
// cases of who decides when he came to the case.
func TestWhoAssessedTheFamilyBeforeDecidesByWaiverAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.store.state.Marks["earlier"] = casework.CaseMarks{Parties: h.load(id).Traces(nil), Team: []string{h.supervisor.ID, h.eval.ID}, Settled: true}
	approve := casework.ApproveRegistration{Opinion: "同意"}
	h.refused(h.supervisor, id, approve, workflow.KindGuard, "曾在未予登记的案件中评估过该家庭")
	_, err := h.do(h.supervisor, id, approve)
	require.NotContains(t, err.Error(), h.eval.Name, "the evaluators' were looked at when they were assigned")
	h.must(h.supervisor2, id, casework.WaiveRecusal{Subject: staff(h.supervisor), Reason: "原案因材料不齐办结，未作实质评定"})
	h.must(h.supervisor, id, approve)
}

func TestAnAdjudicatorsInterestIsKnownElsewhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	require.NotContains(t, h.store.state.Marks[id].Declared, h.eval3.ID)
	h.must(h.eval3, id, casework.DeclareRecusal{Conflict: true, Ground: "申请人的表兄"})
	require.Contains(t, h.store.state.Marks[id].Declared, h.eval3.ID)
	h.refused(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)}, workflow.KindGuard, "已在本案声明应当回避")
}

func TestWhoRuledHasJudgedTheFamily(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	require.NotContains(t, h.store.state.Marks[id].Team, h.eval3.ID)
	h.must(h.eval3, id, rule("050", "b"))
	require.Contains(t, h.store.state.Marks[id].Team, h.eval3.ID)
}

func TestAnAdjudicatorWhoHasToWithdrawDoesNotRule(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.supervisor, id, casework.RecordRecusal{Subject: evaluatorSubject(3), Reason: "与申请人系同学"})
	h.refused(h.eval3, id, rule("050", "b"), workflow.KindForbidden, "recused")
	require.Contains(t, h.store.state.Marks[id].Declared, h.eval3.ID)
}
