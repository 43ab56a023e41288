package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestABodyThatDoesNotAnswerOrHandsBackIsReplaced(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	other := casework.NameBody{Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}, Reason: "未答复"}
	h.must(h.officer, id, other)
	h.must(h.manager, id, casework.AcceptCommission{})
	h.refused(h.officer, id, other, workflow.KindGuard, "body_open")
	h.must(h.manager, id, casework.DeclineCommission{Reason: "人手不足，交回委托"})
	h.refused(h.manager, id, casework.AcceptCommission{}, workflow.KindForbidden, "评估机构负责人")
	out := h.must(h.officer, id, casework.NameBody{Body: casework.BodyChoice{Kind: workflow.BodyGroup}, Reason: "自行评估"})
	require.Equal(t, []string{"D05", "D05"}, codes(out.Papers), "the own group is not commissioned")
	c := h.load(id)
	require.Len(t, c.PastBodies, 2)
	require.Equal(t, "未答复；人手不足，交回委托", c.PastBodies[1].Reason)
	require.True(t, c.Running("assessment"), "the term runs on")
}

func TestTheContractAsItIsNowDecides(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.reportedUntilSeal(id)
	agency := h.store.state.Agencies[agencyID]
	agency.Contract.To = day("2024-02-19")
	h.store.state.Agencies[agencyID] = agency
	h.refused(h.manager, id, casework.SealReport{}, workflow.KindGuard, "没有有效的委托协议")
	agency.Contract.To, agency.Contract.Number = day("2025-12-31"), "协2"
	h.store.state.Agencies[agencyID] = agency
	h.refused(h.manager, id, casework.SealReport{Dated: casework.Dated{On: day("2024-02-19")}}, workflow.KindInvalid, "签署之日")
	h.must(h.manager, id, casework.SealReport{})
	require.Equal(t, "协2", h.load(id).Commission.Contract)
}

// reportedUntilSeal brings an integrating case to a report that is signed on 2024-02-20.
func (h *house) reportedUntilSeal(id string) {
	h.t.Helper()
	h.finished(id)
	h.on("2024-02-20")
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.eval2, id, casework.SignReport{Revision: 1})
}

// finished brings an integrating case to reporting on 2024-02-09.
func (h *house) finished(id string) {
	h.t.Helper()
	for _, d := range []string{"2024-01-19", "2024-02-02"} {
		h.on(d)
		h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	}
	h.on("2024-02-09")
	h.scored(id, workflow.PhaseIntegration, h.eval, h.eval2)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好"})
}

func TestAnExpiredCertificateDoesNotSign(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.finished(id)
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合"})
	card := h.store.state.Evaluators[evaluatorID(1)]
	card.CertifiedTo = day("2024-02-08")
	h.store.state.Evaluators[evaluatorID(1)] = card
	h.refused(h.eval, id, casework.SignReport{Revision: 1}, workflow.KindGuard, "工作证")
	card.CertifiedTo = day("2026-02-08")
	h.store.state.Evaluators[evaluatorID(1)] = card
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	require.Equal(t, day("2026-02-08"), h.load(id).EvaluatorByAccount(h.eval.ID).CertifiedTo, "the case knows the certificate as it is")
}

func TestAConflictDeclaredLateIsNotLost(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	h.must(h.eval2, id, casework.DeclareRecusal{Conflict: true, Ground: "与申请人系同学", Secrecy: true})
	_, err := h.service.ReadHistory(t.Context(), h.eval2, id, 0)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "the file shuts at once: %v", err)
	h.refused(h.eval2, id, casework.DeclareRecusal{Secrecy: true}, workflow.KindConflict, "不得自行撤回")
	begin := casework.BeginIntegration{AgreedOn: day("2024-01-08"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"}
	h.refused(h.officer, id, begin, workflow.KindGuard, "declarations_clear")
	h.refused(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(1), Comes: evaluatorID(3), Reason: "x"}, workflow.KindConflict, "已提交")
	h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(2), Comes: evaluatorID(3), Reason: "回避"})
	c := h.load(id)
	require.Len(t, c.SetAside, 1)
	require.Len(t, c.Sheets, 2, "the sheet stays")
	require.False(t, c.SheetsComplete(workflow.PhaseCapacity), "and does not count")
	require.NotContains(t, h.seen(h.officer, id), c.Sheets[0].ID, "the newcomer scores blind")
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	v := h.visit()
	v.EvaluatorIDs = []string{evaluatorID(1), evaluatorID(3)}
	h.refused(h.eval3, id, casework.SubmitSheet{Version: 1}, workflow.KindGuard, "visited")
	h.must(h.eval3, id, casework.RecordVisit{VisitInput: v})
	h.scored(id, workflow.PhaseCapacity, h.eval3)
	h.refused(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(3), Comes: evaluatorID(2), Reason: "x"}, workflow.KindConflict, "已提交")
	h.must(h.officer, id, begin)
}

func TestALeavingEvaluatorDoesNotCloseWhatWasScored(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(2), Comes: evaluatorID(3), Reason: "离职"})
	c := h.load(id)
	require.True(t, c.SheetsComplete(workflow.PhaseCapacity))
	require.Contains(t, h.seen(h.officer, id), c.Sheets[1].ID, "what all have scored stays open")
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	v := h.visit()
	v.EvaluatorIDs = []string{evaluatorID(1), evaluatorID(3)}
	h.on("2024-01-20")
	h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: v})
	h.must(h.eval3, id, casework.RecordIntegrationVisit{VisitInput: v})
	h.on("2024-02-09")
	h.scored(id, workflow.PhaseIntegration, h.eval, h.eval3)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "好"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合"})
	h.must(h.eval3, id, casework.SignReport{Revision: 1})
	h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(3), Comes: evaluatorID(2), Reason: "病休"})
	require.Empty(t, h.load(id).Report.Signatures, "who has left answers for nothing that is not sealed")
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.refused(h.manager, id, casework.SealReport{}, workflow.KindGuard, "尚未")
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.SignReport{Revision: 1})
	h.must(h.manager, id, casework.SealReport{})
}

func TestAssigningAnewKeepsDeclarations(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Conflict: true, Ground: "亲属"})
	h.refused(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}}, workflow.KindGuard, "已在本案声明应当回避")
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(3)}})
	c := h.load(id)
	require.Len(t, c.Commission.Members, 3, "who was named before stays in the record")
	require.Len(t, c.ActiveEvaluators(), 2)
	require.NotNil(t, c.EvaluatorByAccount(h.eval.ID).Declared)
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.manager, id, casework.BeginAssessment{})
}

func TestNoAssessmentWithoutARuleToJoinTheSheets(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	id := h.accepted()
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindNoLaw, "consolidation")
}
