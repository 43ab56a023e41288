package casework_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// reported brings an integrating case (hand-over on 2024-01-10) to report_review on 2024-02-20.
func (h *house) reported(id string) {
	h.t.Helper()
	for _, d := range []string{"2024-01-19", "2024-02-02"} {
		h.on(d)
		h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	}
	h.on("2024-02-09")
	h.scored(id, workflow.PhaseIntegration, h.eval, h.eval2)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好"})
	h.on("2024-02-20")
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.eval2, id, casework.SignReport{Revision: 1})
	h.must(h.manager, id, casework.SealReport{})
}

func (h *house) questioned(id string) {
	h.t.Helper()
	in := casework.InquiryInput{From: "09:00", To: "09:30", Place: "登记室", Recorder: "扎西", Exchanges: []workflow.QA{{Q: "自愿吗", A: "自愿"}}}
	for i, party := range []string{"a1", "a2", workflow.PartyPlacer} {
		in.From, in.To = fmt.Sprintf("%02d:00", 9+i), fmt.Sprintf("%02d:30", 9+i)
		h.must(h.officer, id, casework.RecordQuestioning{InquiryInput: in, PartyID: party, Separate: true})
	}
	in.From, in.To = "14:00", "14:30"
	h.must(h.officer, id, casework.RecordInvestigation{InquiryInput: in, Person: "央金", Relation: "经办人"})
}

// TestRoadToTheArchive drives a couple and a foundling from the counter to the closed file on the real store.
func TestRoadToTheArchive(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	id := h.integrating()
	h.reported(id)
	c := h.load(id)
	require.Equal(t, workflow.ReportReview, c.State)
	require.Equal(t, day("2024-02-20"), c.Clock(law.ClockAssessment).Stopped)
	require.True(t, h.clock(id, law.ClockRegistrationReview).Running, "the notice still runs")
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	d14 := h.must(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"}).Papers[0]
	h.must(h.officer, id, casework.ServePaper{PaperID: d14.ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	require.Equal(t, day("2024-03-06"), h.clock(id, law.ClockReviewWindow).On, "15 days of the sandbox")
	h.must(h.officer, id, casework.RecordReply{Reply: "没有异议", Agrees: true})
	h.questioned(id)
	h.must(h.officer, id, casework.GiveGuidance{Content: "亲子沟通", Persons: []string{"王林", "赵芳"}})
	h.on("2024-03-05")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, c.ChildID)
	due := h.clock(id, law.ClockRegistrationReview)
	require.Equal(t, day("2024-04-03"), due.RawEnd, "day 0 is the receipt and the notice: 30 days from 5 March")
	h.must(h.officer, id, casework.ProposeRegistration{Reasons: []string{"符合条件"}})
	h.refused(h.officer, id, casework.ApproveRegistration{Opinion: "同意"}, workflow.KindForbidden, "审批人")
	h.must(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意"})
	h.must(h.officer, id, casework.HandCertificate{BlankNumber: "54240001", Receivers: []string{"王林", "赵芳"}})
	h.visitAll(id)
	h.must(h.officer, id, casework.EndFollowUp{Opinion: "良好"})
	h.must(h.officer, id, casework.Close{Pages: 86})
	require.Equal(t, workflow.Closed, h.load(id).State)
	require.Equal(t, id, h.opened(id).Child.AdoptedBy)
	_, err := s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
	for _, k := range h.load(id).Clocks {
		require.False(t, k.Stopped.IsZero(), k.Name)
	}
}

func (h *house) visitAll(id string) {
	h.t.Helper()
	for _, v := range h.load(id).FollowUps.Visits {
		h.now = v.DueOn.Time()
		h.must(h.officer, id, casework.RecordFollowUp{
			VisitID: v.ID, Place: "家中", Seen: []workflow.Seen{{Name: "王林", Relation: "养父"}}, Situation: "好", Care: "好", Health: "好",
			Relation: "亲密", Conclusion: "continue",
		})
	}
}

// TestConsentAndSealHoldTheReview: C1 stands still from the later consent to the
// seal and then goes on with what was left (2020 办法 art. 10).
func TestConsentAndSealHoldTheReview(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child)
	h.on("2024-03-05")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, child)
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	h.on("2024-03-11")
	h.noticed(id) // day 0 is 11 March: on that day the originals were seen
	h.on("2024-03-15")
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-03-12", "2024-03-15")})
	require.True(t, h.clock(id, law.ClockRegistrationReview).Running)
	h.must(h.manager, id, casework.AcceptCommission{})
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.manager, id, casework.BeginAssessment{})
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-03-15"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	h.on("2024-04-01")
	h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	h.on("2024-04-15")
	h.scored(id, workflow.PhaseIntegration, h.eval, h.eval2)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.eval2, id, casework.SignReport{Revision: 1})
	h.must(h.manager, id, casework.SealReport{})
	// 3 days (12-14 March) ran before the consent, 27 are left from 15 April on.
	require.Equal(t, day("2024-05-11"), h.clock(id, law.ClockRegistrationReview).RawEnd)
	require.Equal(t, day("2024-05-14"), h.clock(id, law.ClockAssessment).On)
}
