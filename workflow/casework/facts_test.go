package casework_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestTheChildIsGivenToOneFamilyAtATime(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	first := h.integrating()
	second := h.submit(h.load(first).ChildID, workflow.CatInstitutionFoundling, couple())
	h.noticed(second)
	h.must(h.officer, second, casework.GiveConsent{Consents: consents("2024-01-10", "2024-01-10")})
	h.must(h.manager, second, casework.AcceptCommission{})
	h.must(h.manager, second, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, second, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, second, casework.DeclareRecusal{Secrecy: true})
	h.must(h.manager, second, casework.BeginAssessment{})
	h.scored(second, workflow.PhaseCapacity, h.eval, h.eval2)
	begin := casework.BeginIntegration{AgreedOn: day("2024-01-10"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"}
	h.refused(h.officer, second, begin, workflow.KindGuard, "child_elsewhere")
	h.on("2024-01-12")
	h.must(h.officer, first, casework.FailIntegration{ChildReturn: casework.ChildReturn{ReturnedOn: day("2024-01-12"), ReturnedTo: "福利院"}, Reason: "不适应"})
	h.must(h.officer, second, begin)
}

func TestADateIsNotOlderThanWhatItRestsOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.on("2024-01-15")
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	begin := casework.BeginIntegration{Dated: casework.Dated{On: day("2024-01-09"), BackdatingReason: "补录"}, AgreedOn: day("2024-01-09"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"}
	h.refused(h.officer, id, begin, workflow.KindInvalid, "评分表提交之日")
	begin.Dated, begin.AgreedOn = casework.Dated{}, day("2024-01-15")
	h.must(h.officer, id, begin)
	w := casework.Withdraw{Dated: casework.Dated{On: day("2024-01-10"), BackdatingReason: "补录"}, By: "placer", Reason: "另有安排"}
	w.ReturnedOn, w.ReturnedTo = day("2024-01-10"), "福利院"
	h.refused(h.officer, id, w, workflow.KindInvalid, "融合中")
}

func TestVisitsOfAnInterruptedPeriodDoNotCount(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-19")
	h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	h.on("2024-01-20")
	emergency(h, id)
	h.must(h.supervisor, id, casework.RemoveChild{RemovedTo: "福利院", ReceivedBy: "央金"})
	h.on("2024-01-24")
	h.must(h.supervisor, id, casework.LiftEmergency{Reason: "查无侵害", Plan: "走访", BackOn: day("2024-01-24")})
	h.on("2024-02-23")
	h.refused(h.eval, id, casework.SubmitSheet{Version: 1}, workflow.KindGuard, "visited")
	h.refused(h.eval, id, casework.FinishIntegration{Summary: "好"}, workflow.KindGuard, "现有0次")
}

func TestEverybodyWhoPlacesMustConsent(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in := foundling()
	in.Source, in.InstitutionRaised, in.FoundOn, in.FoundDivision, in.PoliceReceipt = "birth_parents", new(false), law.Date{}, "", ""
	app := couple()
	father := &workflow.BirthParent{Person: workflow.Person{Name: "旺堆"}, Status: eligibility.ParentLiving, Division: "540102"}
	mother := &workflow.BirthParent{Person: workflow.Person{Name: "拉姆"}, Status: eligibility.ParentLiving, Division: "540102"}
	app.BirthFather, app.BirthMother = father, mother
	app.Placer = workflow.Placer{
		Type: eligibility.PlacerBirthParents, Persons: []workflow.Person{father.Person, mother.Person}, SpecialDifficulty: new(true),
		HasDutyHolders: new(false), Division: "540102",
	}
	id := h.submit(h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID, workflow.CatSpecialDifficulty, app)
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	say := func(who string, yes bool) {
		h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: who, Given: yes})
	}
	notice := casework.IssueNotice{Opinion: "合格", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}}
	say("拉姆", false)
	say("旺堆", true) // the last word of the one is not the word of the other
	h.refused(h.officer, id, notice, workflow.KindGuard, "尚未记录送养人同意送养：拉姆")
	say("拉姆", true)
	h.must(h.officer, id, casework.CheckEligibility{})
	h.must(h.officer, id, notice)
}

func TestAWordBeforeEightIsNoConsent(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in := foundling()
	in.Born, in.FoundOn = day("2016-01-09"), day("2016-01-10")
	child := h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child)
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	h.on("2024-01-08")
	word := casework.RecordConsent{Kind: workflow.ConsentChild, By: "肖梦", Given: true}
	h.refused(h.officer, id, word, workflow.KindInvalid, "应当表示同意的年龄")
	h.on("2024-01-09")
	h.must(h.officer, id, word)
}

// TestTheOrderOfSubmissionCounts: a draft takes the order of the pack that is in
// use when it is submitted.
func TestTheOrderOfSubmissionCounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	d := h.draft(child, workflow.CatInstitutionFoundling, couple())
	require.Equal(t, workflow.OrderA, d.Case.Order)
	h.service.Laws = otherOrder{h.service.Laws}
	h.must(h.officer, d.Case.ID, casework.Submit{})
	require.Equal(t, workflow.OrderB, h.load(d.Case.ID).Order)
}

// otherOrder serves packs of order B: capacity first, then the choice of the best, then integration.
type otherOrder struct{ casework.Laws }

func (o otherOrder) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, cal, err := o.Laws.Current(code, sandbox)
	if err != nil {
		return nil, nil, err
	}
	b := *p
	b.Order, b.Version, b.SHA256 = "B", "2027.1", "other"
	return &b, cal, nil
}

// newerLaw serves a newer version of every pack.
type newerLaw struct{ casework.Laws }

func (o newerLaw) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, cal, err := o.Laws.Current(code, sandbox)
	if err != nil {
		return nil, nil, err
	}
	b := *p
	b.Version, b.SHA256 = "2027.1", "newer"
	return &b, cal, nil
}

func TestACaseIsJudgedByTheLawOfItsSubmission(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	d, err := h.service.CreateDraft(context.Background(), casework.DraftRequest{Actor: h.officer, Input: casework.DraftInput{ChildID: child, Category: workflow.CatInstitutionFoundling, Application: couple()}})
	require.NoError(t, err)
	h.service.Laws = newerLaw{h.service.Laws}
	h.must(h.officer, d.Case.ID, casework.Submit{})
	require.Equal(t, "2027.1", h.load(d.Case.ID).Pack.Version)
}

func TestConsentMayComeBeforeTheNoticeIsServed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.on("2024-01-10")
	h.must(h.officer, id, casework.ServePaper{PaperID: h.load(id).PaperOf("D04").ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	for _, p := range h.load(id).Papers {
		if p.Code == "D05" && p.To == "applicants" {
			h.must(h.officer, id, casework.ServePaper{PaperID: p.ID, Mode: workflow.ServedByPost, Recipient: "王林", PostNumber: "1098765432101"})
		}
	}
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-09")})
	require.Equal(t, day("2024-01-09"), h.load(id).Clock(law.ClockAssessment).Start)
}

func TestSilenceWhereNoRuleIsKnownIsDecidedByReasons(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	id := h.submitted()
	h.on("2024-01-08")
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true})
	h.must(h.officer, id, casework.CheckEligibility{})
	h.must(h.officer, id, casework.IssueNotice{
		Opinion: "合格", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}, Limit: &casework.HandTerm{Length: 10, Unit: "day", Reason: "路途较远"},
	})
	for _, p := range h.load(id).Papers {
		if p.Code == "D05" && p.To == "applicants" {
			h.must(h.officer, id, casework.ServePaper{PaperID: p.ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
		}
	}
	h.on("2024-02-01")
	silent := casework.RecordNoAnswer{Contacted: "三次电话催告"}
	h.refused(h.officer, id, silent, workflow.KindNoLaw, "consent.silence_means")
	silent.Decision = "申请人明确表示无暇办理且拒绝书面答复"
	h.must(h.officer, id, silent)
	require.Contains(t, h.load(id).Ending.Reason, "无暇办理")
}

func TestAnOfferDoesNotTellWhatTheAuthorityThinks(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	v, err := h.service.ReadCase(t.Context(), h.manager, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.Notified.Opinion)
	require.Equal(t, day("2024-01-08"), v.Case.Notified.On)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	form := h.load(id).PaperOf("D01").ID
	h.refused(h.manager, id, casework.AttachScan{PaperID: form, UploadID: "40000000-0000-7000-8000-000000000000"}, workflow.KindInvalid, "没有这一文书")
	out := h.must(h.manager, id, casework.DeclineCommission{Reason: "人手不足"})
	for _, a := range out.Actions {
		require.Empty(t, a.Unmet, "reasons may name persons")
	}
}

func TestADecisionIsNotOlderThanItsProposal(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.on("2024-01-12")
	h.must(h.officer, id, casework.FailIntegration{ChildReturn: casework.ChildReturn{ReturnedOn: day("2024-01-12"), ReturnedTo: "福利院"}, Reason: "不适应"})
	h.on("2024-01-20")
	h.must(h.officer, id, casework.ProposeRefusal{Reasons: []string{"融合失败"}, Basis: workflow.Table()[0].Basis})
	early := casework.Dated{On: day("2024-01-18")}
	h.refused(h.supervisor, id, casework.ApproveRefusal{Dated: early, Opinion: "同意"}, workflow.KindInvalid, "拟办意见之日")
	h.refused(h.supervisor, id, casework.ReturnProposal{Dated: early, Reason: "不充分"}, workflow.KindInvalid, "拟办意见之日")
	h.must(h.supervisor, id, casework.ApproveRefusal{Opinion: "同意"})
}

func TestTheDeathOfAChildHasOneDay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	first := h.submitted()
	second := h.submit(h.load(first).ChildID, workflow.CatInstitutionFoundling, couple())
	h.on("2024-01-05")
	end := casework.Terminate{Ground: "child_died", EventOn: day("2024-01-04"), Proof: "死亡证明", Reason: "病故"}
	h.must(h.supervisor, first, end)
	h.refused(h.officer, second, casework.Accept{}, workflow.KindGuard, "materials_listed")
	end.EventOn = day("2024-01-05")
	h.refused(h.supervisor, second, end, workflow.KindInvalid, "/event_on")
	end.EventOn = day("2024-01-04")
	h.must(h.supervisor, second, end)
	require.Equal(t, day("2024-01-04"), h.opened(second).Child.DiedOn)
}
