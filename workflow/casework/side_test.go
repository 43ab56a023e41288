package casework_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

func known(h *house) time.Time { return h.now.Add(-time.Hour) }

func TestEmergencyNeedsNoApprovalAndStopsTheClocks(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-20")
	h.refused(h.eval, id, casework.RaiseEmergency{Facts: "瘀伤", KnownAt: h.now.Add(time.Minute)}, workflow.KindInvalid, "/known_at")
	out := h.must(h.eval, id, casework.RaiseEmergency{Facts: "瘀伤", KnownAt: known(h)})
	require.Equal(t, []string{"D12a"}, codes(out.Papers))
	require.True(t, h.clock(id, law.ClockAssessment).Running)
	require.False(t, h.clock(id, law.ClockIntegration).Running, "the child still lives there")
	h.refused(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()}, workflow.KindGuard, "emergency_hold")
	h.refused(h.supervisor, id, casework.LiftEmergency{Reason: "误会", Plan: "加强走访"}, workflow.KindGuard, "police_reported")
	early := casework.RecordPoliceReport{ReportedAt: known(h).Add(-time.Minute), Station: "派出所", Content: "报案"}
	h.refused(h.officer, id, early, workflow.KindInvalid, "首次知悉")
	report := casework.RecordPoliceReport{ReportedAt: h.now.Add(-50 * time.Minute), Station: "派出所", Content: "报案"}
	h.must(h.officer, id, report)
	report.Receipt = "回执1号"
	h.must(h.officer, id, report)
	h.refused(h.officer, id, report, workflow.KindConflict, "已经记录")
	e := h.load(id).Emergency
	knownAt, err := time.Parse(time.RFC3339, e.KnownAt)
	require.NoError(t, err)
	policeAt, err := time.Parse(time.RFC3339, e.PoliceAt)
	require.NoError(t, err)
	require.Equal(t, 10*time.Minute, policeAt.Sub(knownAt), "the gap is a figure")
	h.on("2024-01-22")
	h.must(h.supervisor, id, casework.LiftEmergency{Reason: "意外磕碰", Plan: "加强走访"})
	c3 := h.load(id).Clock(law.ClockAssessment)
	require.Equal(t, day("2024-01-20"), c3.Pauses[0].From)
	require.Equal(t, day("2024-01-22"), c3.Pauses[0].To)
}

func emergency(h *house, id string) {
	h.must(h.eval, id, casework.RaiseEmergency{Facts: "瘀伤", KnownAt: known(h)})
	h.must(h.officer, id, casework.RecordPoliceReport{ReportedAt: h.now, Station: "派出所", Content: "报案"})
}

func TestRemovedChildMustBeBackAndThePeriodStartsAnew(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-20")
	emergency(h, id)
	out := h.must(h.supervisor, id, casework.RemoveChild{RemovedTo: "福利院", ReceivedBy: "央金"})
	require.Equal(t, []string{"D15c"}, codes(out.Papers))
	require.True(t, h.clock(id, law.ClockIntegration).Running, "stands still without the child")
	require.False(t, h.load(id).ChildWithFamily())
	h.on("2024-01-25")
	lift := casework.LiftEmergency{Reason: "查无侵害", Plan: "每周走访"}
	h.refused(h.supervisor, id, lift, workflow.KindGuard, "child_back")
	lift.BackOn = day("2024-01-19")
	h.refused(h.supervisor, id, lift, workflow.KindInvalid, "/back_on")
	lift.BackOn = day("2024-01-24")
	h.must(h.supervisor, id, lift)
	c := h.load(id)
	require.True(t, c.ChildWithFamily())
	require.Equal(t, day("2024-01-24"), c.Clock(law.ClockIntegration).Start, "the pack: a break starts the period anew")
	require.Equal(t, day("2024-02-23"), h.clock(id, law.ClockIntegration).Earliest)
	h.verify(id)
}

func TestTerminatedAssessment(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-20")
	h.must(h.eval, id, casework.ReportCircumstance{Item: 8, Person: "王林", Facts: "殴打", LearntOn: day("2024-01-20"), KnownAt: known(h)})
	end := casework.TerminateAssessment{Reason: "侵害儿童"}
	h.refused(h.supervisor, id, end, workflow.KindGuard, "police_reported_if_harm")
	h.must(h.officer, id, casework.RecordPoliceReport{ReportedAt: h.now, Station: "派出所", Content: "报案"})
	h.refused(h.supervisor, id, end, workflow.KindGuard, "child_safe")
	end.ReturnedOn, end.ReturnedTo, end.HandedBy, end.ReceivedBy = day("2024-01-20"), "福利院", "王雅琴", "央金"
	out := h.must(h.supervisor, id, end)
	require.Equal(t, workflow.Deciding, out.State)
	require.Equal(t, []string{"D15c", "D22c", "D22c"}, codes(out.Papers))
	c := h.load(id)
	require.Equal(t, "terminate", c.Circumstances[0].Decision)
	require.Contains(t, c.Report.Opinion, "第（八）项")
	require.False(t, c.Emergency.Open())
	require.False(t, c.Running(law.ClockAssessment))
	require.False(t, c.Running(law.ClockIntegration))
	for _, p := range c.Clock(law.ClockRegistrationReview).Pauses[1:] {
		require.Equal(t, day("2024-01-20"), p.To, "the review runs again: %s", p.Ground)
	}
	h.verify(id)
}

func TestWithdrawReturnsTheChild(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-20")
	w := casework.Withdraw{By: "applicant", Name: "王林", Reason: "家庭变故"}
	h.refused(h.officer, id, w, workflow.KindGuard, "child_safe")
	w.ReturnedOn, w.ReturnedTo = day("2024-01-09"), "福利院"
	h.refused(h.officer, id, w, workflow.KindInvalid, "/returned_on")
	w.ReturnedOn = day("2024-01-19")
	w.Name = "王林林"
	h.refused(h.officer, id, w, workflow.KindInvalid, "/name")
	w.Name = "王林"
	out := h.must(h.officer, id, w)
	require.Equal(t, []string{"D15c", "D22a"}, codes(out.Papers))
	require.Equal(t, workflow.Withdrawn, h.load(id).State)
	require.Empty(t, h.store.state.Dues[id])
}

func TestChildWithdrawsFromEightOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted() // born 2022
	h.refused(h.officer, id, casework.Withdraw{By: "child", Reason: "不愿意"}, workflow.KindInvalid, "/by")
	h.must(h.officer, id, casework.Withdraw{By: "placer", Reason: "另有安排"})
	require.Equal(t, "拉萨市儿童福利院", h.load(id).Ending.Who)
}

func TestTerminate(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	end := casework.Terminate{Ground: "applicant_died", EventOn: day("2024-01-02"), Proof: "死亡证明", Reason: "申请人死亡"}
	h.refused(h.supervisor, id, end, workflow.KindInvalid, "/who")
	h.refused(h.officer, id, end, workflow.KindForbidden, "审批人")
	end.Who = "王林"
	out := h.must(h.supervisor, id, end)
	require.Equal(t, workflow.Terminated, out.State)
	require.NotNil(t, out.Papers[0].Remedies)
}

func TestServiceOfPapers(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	receipt := h.load(id).PaperOf("D02a")
	form := h.load(id).PaperOf("D01")
	ok := casework.ServePaper{PaperID: receipt.ID, Mode: workflow.ServedDirectly, Recipient: "王林"}
	for want, bad := range map[string]casework.ServePaper{
		"/paper_id":  {PaperID: form.ID, Mode: workflow.ServedDirectly, Recipient: "王林"},
		"/witness":   {PaperID: receipt.ID, Mode: workflow.ServedLeaving, Recipient: "王林"},
		"/mode":      {PaperID: receipt.ID, Mode: "pigeon", Recipient: "王林"},
		"/served_on": {PaperID: receipt.ID, Mode: workflow.ServedDirectly, Recipient: "王林", ServedOn: day("2024-01-01")},
		"/relation":  {PaperID: receipt.ID, Mode: workflow.ServedOnAgent, Recipient: "王母"},
	} {
		h.refused(h.officer, id, bad, workflow.KindInvalid, want)
	}
	out := h.must(h.officer, id, ok)
	require.Equal(t, []string{"R01"}, codes(out.Papers))
	p := h.load(id).Paper(receipt.ID)
	require.Equal(t, out.Papers[0].ID, p.Services[0].Receipt)
	h.refused(h.supervisor, id, casework.VoidPaper{PaperID: receipt.ID, Reason: "误"}, workflow.KindConflict, "送达")
	h.must(h.supervisor, id, casework.VoidPaper{PaperID: form.ID, Reason: "重打"})
	h.refused(h.supervisor, id, casework.VoidPaper{PaperID: form.ID, Reason: "重打"}, workflow.KindConflict, "作废")
	h.refused(h.officer, id, casework.AttachScan{PaperID: form.ID, UploadID: h.upload(id, h.officer).ID}, workflow.KindInvalid, "作废")
}

func TestScanIsBoundByHash(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	form := h.load(id).PaperOf("D02a")
	up := h.upload(id, h.officer)
	h.refused(h.officer, id, casework.AttachScan{PaperID: form.ID, UploadID: "40000000-0000-7000-8000-999999999999"}, workflow.KindInvalid, "/upload_id")
	h.must(h.officer, id, casework.AttachScan{PaperID: form.ID, UploadID: up.ID})
	require.Equal(t, up.SHA256, h.load(id).Paper(form.ID).Scans[0].SHA256)
	chain := h.store.state.Chains[id]
	entry, ok := chain[len(chain)-1].Payload.(ledger.Payload)
	require.True(t, ok)
	require.Contains(t, string(entry.After), `"sha256":"`+up.SHA256+`"`, "the entry holds the hash of the scan: another picture is found out")
	h.refused(h.officer, id, casework.AttachScan{PaperID: form.ID, UploadID: up.ID}, workflow.KindInvalid, "已经归入")
}

func TestDeathOfTheChildStandsInItsRecord(t *testing.T) {
	t.Parallel()
	h, _ := newRealHouse(t)
	id := h.submitted()
	h.must(h.supervisor, id, casework.Terminate{Ground: "child_died", EventOn: day("2024-01-02"), Proof: "死亡证明", Reason: "病故"})
	o := h.opened(id)
	require.Equal(t, day("2024-01-02"), o.Child.DiedOn)
	_, err := h.service.CreateDraft(t.Context(), casework.DraftRequest{Actor: h.officer, Input: casework.DraftInput{ChildID: o.Child.ID, Application: couple()}})
	require.ErrorContains(t, err, "已经死亡")
}
