package casework_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestASecondEmergencyKeepsTheFirst(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-20")
	emergency(h, id)
	h.must(h.supervisor, id, casework.RemoveChild{RemovedTo: "福利院", HandedBy: "王林", ReceivedBy: "央金"})
	h.must(h.supervisor, id, casework.LiftEmergency{Reason: "查无侵害", Plan: "每周走访", BackOn: day("2024-01-20")})
	h.on("2024-01-25")
	h.must(h.eval, id, casework.RaiseEmergency{Facts: "再次瘀伤", KnownAt: known(h)})
	c := h.load(id)
	require.Equal(t, "瘀伤", c.PastHolds[0].Facts)
	require.Equal(t, "央金", c.PastHolds[0].RemovedTaker)
	report := casework.RecordPoliceReport{ReportedAt: h.now, Station: "派出所", Content: "报案"}
	h.must(h.officer, id, report)
	report.Station, report.Content, report.Receipt = "别处", "别的", "回执2号"
	h.must(h.officer, id, report)
	e := h.load(id).Emergency
	require.Equal(t, []string{"派出所", "报案", "回执2号"}, []string{e.PoliceStation, e.PoliceContent, e.PoliceReceipt}, "a second report only adds the receipt")
	h.refused(h.supervisor, id, casework.LiftEmergency{Dated: casework.Dated{On: day("2024-01-24")}, Reason: "x", Plan: "y"}, workflow.KindInvalid, "提出紧急处置之日")
}

func TestHarmBeforeTheStudyAndNoRefusalBeforeThePolice(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RaiseEmergency{Facts: "询问中发现伤痕", KnownAt: known(h)})
	h.refused(h.officer, id, casework.CheckEligibility{}, workflow.KindGuard, "emergency_hold")
	h.must(h.officer, id, casework.ProposeRefusal{Reasons: []string{"侵害儿童"}, Basis: workflow.Table()[0].Basis})
	h.refused(h.supervisor, id, casework.ApproveRefusal{Opinion: "同意"}, workflow.KindGuard, "police_reported_if_harm")
	h.must(h.officer, id, casework.RecordPoliceReport{ReportedAt: h.now, Station: "派出所", Content: "报案"})
	h.must(h.supervisor, id, casework.ApproveRefusal{Opinion: "同意"})
	require.False(t, h.load(id).Emergency.Open(), "the hold ends with the case")
}

func TestAnUnfitReportAfterIntegrationHasAWayOut(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.finished(id)
	h.on("2024-02-20")
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionUnfit, Opinion: "不适合"})
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.eval2, id, casework.SignReport{Revision: 1, Dissent: "保留意见"})
	h.must(h.manager, id, casework.SealReport{})
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	h.refused(h.officer2, id, casework.CheckReport{Opinion: "完整"}, workflow.KindConflict, "已由")
	h.must(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"})
	h.must(h.officer, id, casework.ServePaper{PaperID: h.load(id).PaperOf("D14").ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	h.refused(h.officer, id, casework.RecordReply{Dated: casework.Dated{On: day("2024-02-19")}, Reply: "x"}, workflow.KindInvalid, "/on")
	h.must(h.officer, id, casework.RecordReply{Reply: "有异议"})
	h.must(h.officer, id, casework.RecordReply{Reply: "不再坚持", Agrees: true})
	require.Equal(t, "有异议", h.load(id).Report.PastReplies[0].Reply)
	h.must(h.officer, id, casework.ProposeRefusal{Reasons: []string{"评估不合格"}, Basis: workflow.Table()[0].Basis})
	h.refused(h.supervisor, id, casework.ApproveRefusal{Opinion: "同意"}, workflow.KindGuard, "child_safe")
	back := casework.ReturnChild{Reason: "评估不合格"}
	h.refused(h.officer, id, back, workflow.KindGuard, "returned_on")
	back.ReturnedOn, back.ReturnedTo, back.ReceivedBy = day("2024-02-20"), "福利院", "央金"
	out := h.must(h.officer, id, back)
	require.Equal(t, []string{"D15c"}, codes(out.Papers))
	h.must(h.supervisor, id, casework.ApproveRefusal{Opinion: "同意"})
	h.verify(id)
}

func TestNoRegistrationOfAChildThatWasReturned(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.must(h.supervisor, id, casework.ReturnChild{ChildReturn: casework.ChildReturn{ReturnedOn: day("2024-03-05"), ReturnedTo: "福利院"}, Reason: "双方不愿继续"})
	h.refused(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意"}, workflow.KindGuard, "child_stays")
	h.must(h.supervisor, id, casework.ReturnProposal{Reason: "儿童已返还"})
	h.must(h.officer, id, casework.ProposeRefusal{Reasons: []string{"融合终止"}, Basis: workflow.Table()[0].Basis})
	require.Len(t, h.load(id).PastProposals, 1, "the first proposal stays in the case")
	h.must(h.supervisor, id, casework.ApproveRefusal{Opinion: "同意"})
}

func TestAReportIsKeptWhenTheAssessmentIsTerminated(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.reported(id)
	h.must(h.officer, id, casework.ReturnReport{Reason: "附件不全"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	h.must(h.eval, id, casework.SignReport{Revision: 2})
	h.must(h.eval2, id, casework.SignReport{Revision: 2})
	h.must(h.manager, id, casework.SealReport{})
	h.must(h.officer, id, casework.ReportCircumstance{Item: 1, Person: "王林", Facts: "伪造证明", LearntOn: day("2024-02-20")})
	end := casework.TerminateAssessment{Reason: "弄虚作假"}
	end.ReturnedOn, end.ReturnedTo = day("2024-02-20"), "福利院"
	h.must(h.supervisor, id, end)
	c := h.load(id)
	require.Equal(t, workflow.Deciding, c.State)
	require.Len(t, c.PastReports, 2, "the one that was returned and the one that stood")
	require.Equal(t, day("2024-02-20"), c.PastReports[0].SealedOn)
	require.Equal(t, workflow.ConclusionTerminated, c.Report.Conclusion)
	papers, err := h.service.Papers(t.Context(), h.manager, id)
	require.NoError(t, err)
	require.Contains(t, lineCodes(papers), "D22c", "the body gets its own notice of the end")
	require.NotContains(t, lineCodes(papers), "D13")
	_, err = h.service.ReadCase(t.Context(), h.eval, id)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "the file is shut: %v", err)
}

func TestADecisionToTerminateStopsTheRoad(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	h.must(h.supervisor, id, casework.ReportCircumstance{Item: 7, Person: "王林", Facts: "赌博", LearntOn: day("2024-01-08")})
	k := h.load(id).Circumstances[0].ID
	h.refused(h.supervisor, id, casework.DecideCircumstance{CircumstanceID: k, Decision: "continue", Reason: "轻微"}, workflow.KindGuard, "decider_differs")
	h.must(h.supervisor2, id, casework.DecideCircumstance{CircumstanceID: k, Decision: "terminate", Reason: "属实"})
	h.refused(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-08"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"}, workflow.KindGuard, "circumstances_decided")
	h.must(h.supervisor, id, casework.TerminateAssessment{Reason: "赌博"})
}

func TestReplacedLinesStay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	line := casework.MaterialLine{Code: "other", Title: "居住证明", Side: "applicant", Copies: 1, Note: "第一份"}
	h.must(h.officer, id, casework.RecordMaterial{Lines: []casework.MaterialLine{line}})
	line.Note = "第二份"
	h.must(h.officer, id, casework.RecordMaterial{Lines: []casework.MaterialLine{line}})
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	for _, content := range []string{"第一次指导", "第二次指导"} {
		h.must(h.officer, id, casework.GiveGuidance{Content: content, Persons: []string{"王林"}})
	}
	raw, err := json.Marshal(h.load(id))
	require.NoError(t, err)
	for _, one := range []string{"第一份", "第二份", "第一次指导", "第二次指导"} {
		require.Contains(t, string(raw), one)
	}
}

func TestVoidPaperThatMustBeServedIsOrderedAnew(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.reported(id)
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	first := h.must(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"}).Papers[0]
	out := h.must(h.supervisor, id, casework.VoidPaper{PaperID: first.ID, Reason: "姓名误印"})
	require.Equal(t, []string{"D14"}, codes(out.Papers))
	again := out.Papers[0]
	require.NotEqual(t, first.Number, again.Number, "a void number is never given again")
	require.NotNil(t, again.Remedies)
	require.Equal(t, first.Recipient, again.Recipient)
	h.refused(h.officer, id, casework.ServePaper{PaperID: first.ID, Mode: workflow.ServedDirectly, Recipient: "王林"}, workflow.KindInvalid, "作废")
	h.must(h.officer, id, casework.ServePaper{PaperID: again.ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	h.must(h.officer, id, casework.RecordReply{Reply: "没有异议", Agrees: true})
	visit := h.load(id).PaperOf("D10a")
	require.Empty(t, h.must(h.supervisor, id, casework.VoidPaper{PaperID: visit.ID, Reason: "重打"}).Papers, "a record is not issued anew")
}

func TestFollowUpProtectsTheChild(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.must(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意", BlankNumber: "A54000001"})
	second := casework.HandCertificate{BlankNumber: "A54000002", Receivers: []string{"王林"}}
	h.refused(h.officer, id, second, workflow.KindInvalid, "A54000001")
	second.Spoilt = []casework.SpoiltBlank{{Number: "A54000001", Reason: "姓名打印错位"}}
	h.must(h.officer, id, second)
	require.Equal(t, []string{"A54000001"}, h.load(id).Registration.SpoiltBlanks)
	v := h.load(id).FollowUps.Visits[0]
	record := casework.RecordFollowUp{
		VisitID: v.ID, Place: "家中", Seen: []workflow.Seen{{Name: "王林", Relation: "养父"}}, Situation: "有伤痕", Conclusion: "focus",
		Flag: workflow.FlagHarm, FlagNote: "手臂瘀伤",
	}
	h.refused(h.supervisor, id, record, workflow.KindInvalid, "最早日期")
	h.now = v.DueOn.Time().Add(8 * time.Hour)
	h.must(h.officer, id, casework.MissFollowUp{VisitID: v.ID, Reason: "外出"})
	h.must(h.officer, id, casework.MissFollowUp{VisitID: v.ID, Reason: "住院"})
	h.refused(h.supervisor, id, record, workflow.KindInvalid, "/known_at")
	record.KnownAt = h.now.Add(-time.Minute)
	out := h.must(h.supervisor, id, record)
	require.Equal(t, []string{"D21b", "D12a"}, codes(out.Papers))
	c := h.load(id)
	require.True(t, c.Emergency.Open(), "suspected harm waits for nobody")
	require.Equal(t, "外出；住院", c.FollowUps.Visits[0].Missed)
	h.refused(h.supervisor, id, casework.SettleFlag{VisitID: v.ID, Disposal: "已处置"}, workflow.KindGuard, "settler_differs")
	h.must(h.supervisor2, id, casework.SettleFlag{VisitID: v.ID, Disposal: "已处置"})
	h.refused(h.officer, id, casework.Close{Pages: 1}, workflow.KindGuard, "emergency_hold")
}
