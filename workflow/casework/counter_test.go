package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestCounterPath(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	c := h.load(id)
	require.Equal(t, workflow.Submitted, c.State)
	require.NotEmpty(t, c.Number)
	require.Equal(t, []string{"D03a", "D01", "D02a"}, codes(c.Papers), "the notice is filed in the case")
	require.True(t, h.clock(id, law.ClockRegistrationReview).Running, "stands still for the notice")
	h.on("2024-01-08")
	h.noticed(id)
	c = h.load(id)
	require.Equal(t, workflow.AwaitingConsent, c.State)
	require.Equal(t, "雪莲花中心", c.Commission.BodyName)
	require.Equal(t, day("2024-01-17"), h.clock(id, law.ClockConsentAnswer).On, "7 working days of the sandbox")
	h.on("2024-01-15")
	out := h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-11", "2024-01-12")})
	require.Equal(t, []string{"D06a", "D06b", "D06c", "D07", "D08"}, codes(out.Papers))
	c = h.load(id)
	require.Equal(t, workflow.Commissioning, c.State)
	c3 := c.Clock(law.ClockAssessment)
	require.Equal(t, day("2024-01-12"), c3.Start, "the later consent starts the clock")
	c1 := c.Clock(law.ClockRegistrationReview)
	require.Len(t, c1.Pauses, 2)
	require.Equal(t, day("2024-01-12"), c1.Pauses[1].From, "the review stands still from the consent")
	require.Equal(t, day("2024-01-12"), c.Clock(law.ClockConsentAnswer).Stopped)
}

func TestConsentMustBeWholeAndInOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.on("2024-01-10")
	one := casework.GiveConsent{Consents: consents("2024-01-09")}
	h.refused(h.officer, id, one, workflow.KindInvalid, "尚缺：赵芳")
	early := casework.GiveConsent{Consents: consents("2024-01-07", "2024-01-08")}
	h.refused(h.officer, id, early, workflow.KindInvalid, "/consents/0/consented_on")
	late := casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-11")}
	h.refused(h.officer, id, late, workflow.KindInvalid, "/consents/1/consented_on")
	open := casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")}
	open.Consents[1].Privacy = false
	h.refused(h.officer, id, open, workflow.KindInvalid, "单独同意")
	h.refused(h.supervisor, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")}, workflow.KindForbidden, "收养登记员")
}

func TestSupplementRestartsTheReview(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	require.Equal(t, day("2024-02-01"), h.clock(id, law.ClockRegistrationReview).On)
	h.refused(h.officer, id, casework.RequestSupplement{Items: []string{" "}}, workflow.KindInvalid, "/items/0")
	h.must(h.officer, id, casework.RequestSupplement{Items: []string{"婚姻证明"}})
	require.True(t, h.clock(id, law.ClockRegistrationReview).Running)
	require.Equal(t, day("2024-02-01"), h.clock(id, law.ClockSupplement).On)
	h.on("2024-01-10")
	h.must(h.officer, id, casework.SupplySupplement{Note: "结婚证"})
	c := h.load(id)
	require.Equal(t, day("2024-01-02"), c.ReceivedOn, "the application came in once")
	require.True(t, c.CompleteOn.IsZero(), "nobody has seen the originals yet")
	require.Equal(t, day("2024-02-09"), h.clock(id, law.ClockRegistrationReview).RawEnd, "30 days after the complete file")
	require.Len(t, c.Clocks, 3)
	h.refused(h.officer, id, casework.RequestSupplement{Items: []string{"再补"}}, workflow.KindGuard, "supplement_once")
}

func TestSupplementLapsesOnlyAfterServiceAndLimit(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	out := h.must(h.officer, id, casework.RequestSupplement{Items: []string{"婚姻证明"}})
	h.on("2024-01-05")
	h.must(h.officer, id, casework.ServePaper{PaperID: out.Papers[0].ID, Mode: workflow.ServedByPost, Recipient: "王林", PostNumber: "1098765432101"})
	due := h.clock(id, law.ClockSupplement)
	require.Equal(t, day("2024-02-04"), due.RawEnd, "30 days of the sandbox from the service, not from the order")
	lapse := casework.LapseSupplement{Reason: "未提交婚姻证明"}
	h.now = due.On.Time()
	h.refused(h.officer, id, lapse, workflow.KindGuard, "尚未逾期")
	h.now = due.On.AddDays(1).Time()
	out = h.must(h.officer, id, lapse)
	require.Equal(t, workflow.NotAccepted, out.State)
	require.NotNil(t, out.Papers[0].Remedies)
	for _, k := range h.load(id).Clocks {
		require.False(t, k.Stopped.IsZero(), k.Name)
	}
}

func TestUnservedSupplementDoesNotLapse(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	h.must(h.officer, id, casework.RequestSupplement{Items: []string{"婚姻证明"}})
	h.on("2024-06-03")
	h.refused(h.officer, id, casework.LapseSupplement{Reason: "未提交"}, workflow.KindGuard, "paper_served")
}

func TestLimitByHandOnlyWhereNoLawIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false) // production: no law on the limit
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	h.must(h.officer, id, casework.RequestSupplement{Items: []string{"婚姻证明"}, Limit: &casework.HandTerm{Length: 10, Unit: "working_day", Reason: "材料需异地调取"}})
	k := h.load(id).Clock(law.ClockSupplement)
	require.Equal(t, law.Practice, k.Status)
	require.Equal(t, day("2024-01-16"), h.clock(id, law.ClockSupplement).On)
}

func TestNoLimitWithoutLaw(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	out := h.must(h.officer, id, casework.RequestSupplement{Items: []string{"婚姻证明"}})
	require.Nil(t, h.load(id).Clock(law.ClockSupplement))
	h.must(h.officer, id, casework.ServePaper{PaperID: out.Papers[0].ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	h.on("2025-01-06")
	h.refused(h.officer, id, casework.LapseSupplement{Reason: "未提交"}, workflow.KindGuard, "supplement_lapsed")
}

func TestDeclineNamesArticleAndAuthority(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	out := h.must(h.officer, id, casework.DeclineAcceptance{Ground: "no_jurisdiction", Reason: "儿童福利机构在日喀则市"})
	require.Equal(t, workflow.NotAccepted, out.State)
	e := h.load(id).Ending
	require.Equal(t, "第四条", e.Basis[0].Article)
	require.Contains(t, e.Competent, "儿童福利机构所在地")
	h.must(h.officer, id, casework.ServePaper{PaperID: out.Papers[0].ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	require.Equal(t, day("2024-03-04"), h.clock(id, law.ClockReconsideration).On, "60 days end on Saturday 2 March")
	require.Equal(t, day("2024-07-02"), h.clock(id, law.ClockLawsuit).On)
}

func TestNoAnswerNeedsLawOnSilence(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	id := h.submitted()
	h.on("2024-01-08")
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true})
	h.must(h.officer, id, casework.CheckEligibility{})
	h.must(h.officer, id, casework.IssueNotice{Opinion: "初审合格", Body: casework.BodyChoice{Kind: workflow.BodyGroup}, Limit: &casework.HandTerm{Length: 5, Unit: "day", Reason: "便于准备"}})
	h.on("2024-02-05")
	h.refused(h.officer, id, casework.RecordNoAnswer{Contacted: "电话两次"}, workflow.KindNoLaw, "consent.silence_means")
}

func TestNoAnswerInTheSandbox(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	var notice string
	for _, p := range h.load(id).Papers {
		if p.Code == "D05" && p.To == "applicants" {
			notice = p.ID
		}
	}
	h.on("2024-02-05")
	h.refused(h.officer, id, casework.RecordNoAnswer{Contacted: "电话两次"}, workflow.KindGuard, "paper_served")
	h.must(h.officer, id, casework.ServePaper{PaperID: notice, Mode: workflow.ServedDirectly, Recipient: "王林", ServedOn: day("2024-01-08")})
	out := h.must(h.officer, id, casework.RecordNoAnswer{Contacted: "电话两次"})
	require.Equal(t, workflow.Withdrawn, out.State)
	require.Equal(t, []string{"D22b"}, codes(out.Papers))
}

func TestRefusedConsentEndsTheCase(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.refused(h.officer, id, casework.RefuseConsent{ApplicantID: "a9", Reason: "不愿意"}, workflow.KindInvalid, "不是本案的收养申请人")
	out := h.must(h.officer, id, casework.RefuseConsent{ApplicantID: "a2", Reason: "不愿意"})
	require.Equal(t, workflow.Withdrawn, out.State)
	require.Equal(t, "赵芳", h.load(id).Ending.Who)
}
