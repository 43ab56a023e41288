package casework_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// inSichuan moves the office to a province of order B: capacity first, choice, integration.
func (h *house) inSichuan() {
	h.inOrderB()
	a := h.store.state.Authorities[officeID]
	a.Ref.Division = "510107"
	a.Ref.Superior, a.Ref.Court = "成都市武侯区人民政府", "成都市武侯区人民法院"
	h.store.state.Authorities[officeID] = a
}

// inOrderB gives the office a pack of order B and leaves it where it is.
func (h *house) inOrderB() {
	a := h.store.state.Authorities[officeID]
	a.Pack = "cn-51"
	h.store.state.Authorities[officeID] = a
}

// rivals are n families who want one foundling, all at the notice on 2024-01-08.
func (h *house) rivals(n int) (child string, ids []string) {
	h.t.Helper()
	in := foundling()
	in.FoundDivision = "510107"
	app := couple()
	app.Placer.Division = "510107"
	child = h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《四川日报》", Contact: "028-85550000"}, child)
	for range n {
		ids = append(ids, h.submit(child, workflow.CatInstitutionFoundling, app))
	}
	h.on("2024-01-08")
	for _, id := range ids {
		h.noticed(id)
	}
	return child, ids
}

// capable brings a noticed case of order B to selecting: consent on the 8th, report sealed and settled on the 15th of January.
func (h *house) capable(id string) {
	h.t.Helper()
	h.reportedFit(id)
	h.must(h.officer, id, casework.EnterSelection{Opinion: "能力评估合格"})
}

// reportedFit is capable up to the settled conclusion.
func (h *house) reportedFit(id string) {
	h.t.Helper()
	h.studied(id)
	h.must(h.eval, id, casework.FinishCapacity{})
	h.on("2024-01-15")
	h.sealed(id, workflow.ConclusionFit)
	h.settled(id)
}

// studied is consent, commission, visit and both capacity sheets.
func (h *house) studied(id string) {
	h.t.Helper()
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.manager, id, casework.AcceptCommission{})
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.manager, id, casework.BeginAssessment{})
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
}

func (h *house) sealed(id, conclusion string) {
	h.t.Helper()
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: conclusion, Opinion: "意见"})
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.eval2, id, casework.SignReport{Revision: 1})
	h.must(h.manager, id, casework.SealReport{})
}

// settled checks, confirms and serves the report in hand; the family agrees.
func (h *house) settled(id string) {
	h.t.Helper()
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	told := h.must(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"}).Papers[0]
	h.must(h.officer, id, casework.ServePaper{PaperID: told.ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	h.must(h.officer, id, casework.RecordReply{Reply: "没有异议", Agrees: true})
}

// choose proposes the first case, the others in their order, and returns the input.
func choose(others ...string) casework.ProposeChoice {
	in := casework.ProposeChoice{Reasons: []string{"照护经验丰富"}}
	for i, id := range others {
		in.Others = append(in.Others, casework.RankedCase{CaseID: id, Rank: i + 1, Reason: "距离较远"})
	}
	return in
}

// chosen brings n families to a choice approved on 2024-01-18, the first case chosen.
func (h *house) chosen(n int) (child string, ids []string) {
	h.t.Helper()
	h.inSichuan()
	child, ids = h.rivals(n)
	for _, id := range ids {
		h.capable(id)
	}
	h.on("2024-01-17")
	h.must(h.officer, ids[0], choose(ids[1:]...))
	h.on("2024-01-18")
	h.must(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"})
	return child, ids
}

// integrated goes on with the chosen case: hand-over on 2024-01-22, evaluated and settled on 2024-03-01.
func (h *house) integrated(id, conclusion string) {
	h.t.Helper()
	h.on("2024-01-22")
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-22"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	for _, d := range []string{"2024-02-01", "2024-02-20"} {
		h.on(d)
		h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	}
	h.on("2024-02-26")
	h.scored(id, workflow.PhaseIntegration, h.eval, h.eval2)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好"})
	require.Equal(h.t, workflow.IntegrationReview, h.load(id).State)
	h.on("2024-03-01")
	h.sealed(id, conclusion)
	h.settled(id)
}

// registered takes the chosen case from the settled integration to the registration on 2024-03-07.
func (h *house) registeredAs(id, child string) *casework.Outcome {
	h.t.Helper()
	h.on("2024-03-06")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, child)
	h.questioned(id)
	h.must(h.officer, id, casework.GiveGuidance{Content: "亲子沟通", Persons: []string{"王林", "赵芳"}})
	h.must(h.officer, id, casework.ProposeRegistration{Reasons: []string{"符合条件"}})
	h.on("2024-03-07")
	return h.must(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意"})
}

// TestTheBestOfSeveralIsChosen drives three families of one child through order B
// on the real store: one is registered, the others are told and have remedies.
func TestTheBestOfSeveralIsChosen(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t, (*house).inSichuan)
	child, ids := h.chosen(3)
	for i, id := range ids {
		c := h.load(id)
		require.Equal(t, workflow.Selecting, c.State)
		require.Equal(t, []workflow.Standing{workflow.StandingChosen, workflow.StandingReserve, workflow.StandingReserve}[i], c.Selection.Standing)
		require.Equal(t, i, c.Selection.Rank)
		require.Equal(t, day("2024-01-15"), c.Clock(law.ClockAssessment).Stopped, "C3 ends with the report on the capacity")
		require.True(t, h.clock(id, law.ClockRegistrationReview).Running, "C1 stands still for all of them")
		require.Len(t, c.Selection.Choice.Candidates, 3)
	}
	h.refused(h.officer, ids[1], casework.BeginIntegration{AgreedOn: day("2024-01-18"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"}, workflow.KindGuard, "候选家庭")
	h.integrated(ids[0], workflow.ConclusionFit)
	require.Equal(t, day("2024-02-21"), h.clock(ids[0], law.ClockIntegration).On, "30 days from 22 January")
	require.Equal(t, day("2024-03-01"), h.load(ids[0]).IntegrationReport.SealedOn)
	require.Equal(t, day("2024-01-15"), h.load(ids[0]).Report.SealedOn)
	out := h.registeredAs(ids[0], child)
	require.Len(t, out.Touched, 2)
	for _, id := range ids[1:] {
		c := h.load(id)
		require.Equal(t, workflow.NotSelected, c.State)
		require.Equal(t, casework.EndNotSelected, c.Ending.Ground)
		require.Equal(t, "被收养人已由择优选定的家庭登记收养", c.Ending.Reason, "nothing was added")
		told := c.PaperOf("D26c")
		require.NotNil(t, told.Remedies)
		h.must(h.officer, id, casework.ServePaper{PaperID: told.ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
		require.Equal(t, day("2024-05-06"), h.clock(id, law.ClockReconsideration).On, "60 days from 7 March")
		require.Equal(t, day("2024-09-07"), h.clock(id, law.ClockLawsuit).RawEnd)
		_, err := s.VerifyCase(t.Context(), id)
		require.NoError(t, err)
	}
	_, err := s.VerifyCase(t.Context(), ids[0])
	require.NoError(t, err)
	require.Equal(t, workflow.FollowUp, h.load(ids[0]).State)
}

// TestReviewClockOfOrderB: C1 runs before the consent and from the sealed report
// on the integration on; for a reserve it stands still on its own ground.
func TestReviewClockOfOrderB(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	_, ids := h.chosen(2)
	grounds := func(id string) map[string]string {
		out := map[string]string{}
		for _, p := range h.load(id).Clock(law.ClockRegistrationReview).Pauses {
			out[p.Ground] = p.From.String() + "/" + p.To.String()
		}
		return out
	}
	require.Equal(t, "2024-01-08/2024-01-18", grounds(ids[1])["收养评估期间"])
	require.Equal(t, "2024-01-18/", grounds(ids[1])["候选期间"])
	require.Equal(t, "2024-01-08/", grounds(ids[0])["收养评估期间"])
	h.integrated(ids[0], workflow.ConclusionFit)
	require.Equal(t, "2024-01-08/2024-03-01", grounds(ids[0])["收养评估期间"])
}

// TestTheNextReserve: when the integration fails the first reserve is proposed;
// who is chosen then waits no longer as a reserve.
func TestTheNextReserve(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	_, ids := h.chosen(3)
	h.refused(h.officer, ids[1], choose(ids[2]), workflow.KindConflict, "已被选定")
	h.on("2024-01-22")
	h.must(h.officer, ids[0], casework.BeginIntegration{AgreedOn: day("2024-01-22"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	h.on("2024-02-05")
	h.must(h.officer, ids[0], casework.FailIntegration{ChildReturn: casework.ChildReturn{ReturnedOn: day("2024-02-05"), ReturnedTo: "福利院"}, Reason: "未能融合"})
	require.Equal(t, workflow.Deciding, h.load(ids[0]).State)
	h.refused(h.officer, ids[2], choose(ids[1]), workflow.KindInvalid, "先于本案")
	second := choose(ids[1])
	second.Departure = "第1候选家庭已经怀孕"
	h.must(h.officer, ids[2], second)
	h.must(h.supervisor2, ids[2], casework.ReturnChoice{Reason: "理由尚不充分"})
	h.must(h.officer, ids[1], choose(ids[2]))
	h.must(h.supervisor, ids[1], casework.ApproveChoice{Opinion: "同意"})
	c := h.load(ids[1])
	require.Equal(t, workflow.StandingChosen, c.Selection.Standing)
	require.Len(t, c.Selection.PastChoices, 2)
	h.must(h.officer, ids[1], casework.BeginIntegration{AgreedOn: day("2024-02-05"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	h.refused(h.officer, ids[0], casework.ProposeRegistration{Reasons: []string{"x"}}, workflow.KindGuard, "返还")
}

// TestTheChoiceIsRefused: what a choice may not do, each with its reason, and nothing moves in any case.
func TestTheChoiceIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.inSichuan()
	_, ids := h.rivals(3)
	h.capable(ids[0])
	h.on("2024-01-08")
	h.studied(ids[1])
	h.on("2024-01-17")
	stands := func() (out []string) {
		for _, id := range ids {
			out = append(out, string(h.store.state.Cases[id])+h.store.state.Heads[id].Hash.String())
		}
		return out
	}
	before := stands()
	h.refused(h.officer, ids[0], choose(), workflow.KindInvalid, "请等待其评估完毕")
	h.refused(h.officer, ids[0], choose(ids[1]), workflow.KindInvalid, "不是同一被收养人参加择优的其他案件")
	h.refused(h.supervisor, ids[0], choose(), workflow.KindForbidden, "收养登记员")
	h.refused(h.officer, ids[1], choose(ids[0]), workflow.KindWrongState, "评估中")
	require.Equal(t, before, stands())

	in := choose()
	in.NotAwaited = []casework.NotAwaitedOne{{CaseID: ids[1], Reason: "儿童亟需家庭照护"}, {CaseID: ids[2], Reason: "儿童亟需家庭照护"}}
	h.must(h.officer, ids[0], in)
	h.refused(h.officer, ids[0], in, workflow.KindGuard, "已有待批准的择优意见")
	proposer := h.supervisor
	proposer.ID, proposer.Name = h.officer.ID, h.officer.Name
	h.refused(proposer, ids[0], casework.ApproveChoice{Opinion: "同意"}, workflow.KindGuard, "不得是提出人")
	h.on("2024-01-18")
	h.must(h.eval, ids[1], casework.FinishCapacity{})
	h.sealed(ids[1], workflow.ConclusionFit)
	h.settled(ids[1])
	h.must(h.officer, ids[1], casework.EnterSelection{Opinion: "合格"})
	h.refused(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"}, workflow.KindConflict, "有变化")
	require.Equal(t, workflow.StandingCandidate, h.load(ids[0]).Selection.Standing, "no half choice")
}

// TestAFamilyThatFailedIsNotChosen: below the mark it is reported unfit and goes to refusal, never to the choice.
func TestAFamilyThatFailedIsNotChosen(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.inSichuan()
	_, ids := h.rivals(1)
	h.studied(ids[0])
	h.must(h.eval, ids[0], casework.FinishCapacity{})
	h.on("2024-01-15")
	h.sealed(ids[0], workflow.ConclusionUnfit)
	require.False(t, h.load(ids[0]).Report.ConfirmedOn.After(day("2024-01-15")))
	h.settled(ids[0])
	h.refused(h.officer, ids[0], casework.EnterSelection{Opinion: "x"}, workflow.KindGuard, "不适合收养")
	h.must(h.officer, ids[0], casework.ProposeRefusal{Reasons: []string{"不具备能力"}, Basis: []law.Citation{workflow.CivilCode("第一千零九十八条第（二）项")}})
	require.Equal(t, workflow.Deciding, h.load(ids[0]).State)
}

// TestAFamilyAloneIsChosenToo: without competitors two people still decide, and a returned refusal waits again.
func TestAFamilyAloneIsChosenToo(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.inSichuan()
	_, ids := h.rivals(1)
	h.capable(ids[0])
	assessing := func() bool {
		k := h.load(ids[0]).Clock(law.ClockRegistrationReview)
		return k.PausedFor("收养评估期间")
	}
	require.True(t, assessing())
	h.must(h.officer, ids[0], casework.ProposeRefusal{Reasons: []string{"x"}, Basis: []law.Citation{workflow.CivilCode("第一千零九十八条")}})
	require.False(t, assessing(), "nothing is waited for any more")
	h.must(h.supervisor, ids[0], casework.ReturnProposal{Reason: "理由不充分"})
	require.Equal(t, workflow.Selecting, h.load(ids[0]).State)
	require.True(t, assessing())
	h.must(h.officer, ids[0], choose())
	h.must(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"})
	require.True(t, h.load(ids[0]).Chosen())
}

// TestAReserveMayLeave: a family withdraws while it waits; the others keep their ranks.
func TestAReserveMayLeave(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	_, ids := h.chosen(3)
	h.must(h.officer, ids[1], casework.Withdraw{By: "applicant", Name: "王林", Reason: "已怀孕"})
	require.Equal(t, workflow.Withdrawn, h.load(ids[1]).State)
	require.Equal(t, 2, h.load(ids[2]).Selection.Rank)
}

// TestAFailedIntegrationOfOrderB: evaluated unfit, the child goes back and refusal is decided by two.
func TestAFailedIntegrationOfOrderB(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	_, ids := h.chosen(1)
	h.integrated(ids[0], workflow.ConclusionUnfit)
	h.refused(h.officer, ids[0], casework.ProposeRegistration{Reasons: []string{"x"}}, workflow.KindGuard, "融合情况评估不合格")
	h.must(h.officer, ids[0], casework.ProposeRefusal{Reasons: []string{"未能融合"}, Basis: []law.Citation{workflow.CivilCode("第一千零九十八条第（二）项")}})
	h.refused(h.supervisor, ids[0], casework.ApproveRefusal{Opinion: "同意"}, workflow.KindGuard, "先记录返还")
	h.must(h.officer, ids[0], casework.ReturnChild{ChildReturn: casework.ChildReturn{ReturnedOn: day("2024-03-01"), ReturnedTo: "福利院"}, Reason: "融合不合格"})
	h.must(h.supervisor, ids[0], casework.ApproveRefusal{Opinion: "同意"})
	require.Equal(t, workflow.Refused, h.load(ids[0]).State)
}

// TestTwoSupervisorsApproveAtOnce: one wins, the other is stale, and every case tells the same story.
func TestTwoSupervisorsApproveAtOnce(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t, (*house).inSichuan)
	h.inSichuan()
	_, ids := h.rivals(2)
	for _, id := range ids {
		h.capable(id)
	}
	h.must(h.officer, ids[0], choose(ids[1]))
	version := h.load(ids[0]).Version
	errs := make(chan error, 2)
	for _, who := range []workflow.Actor{h.supervisor, h.supervisor2} {
		go func() {
			_, err := h.service.Do(context.Background(), casework.Request{Actor: who, CaseID: ids[0], Version: version, Command: casework.ApproveChoice{Opinion: "同意"}})
			errs <- err
		}()
	}
	one, two := <-errs, <-errs
	if one != nil {
		one, two = two, one
	}
	require.NoError(t, one)
	require.True(t, workflow.IsKind(two, workflow.KindStale), "%v", two)
	require.True(t, h.load(ids[0]).Chosen())
	require.Equal(t, h.load(ids[0]).Selection.Choice.ApprovedByID, h.load(ids[1]).Selection.Choice.ApprovedByID)
	require.Equal(t, 1, h.load(ids[1]).Selection.Rank)
	for _, id := range ids {
		_, err := s.VerifyCase(t.Context(), id)
		require.NoError(t, err)
	}
}

// TestABodyReadsNothingOfTheOtherFamilies: the agency knows that its family was chosen, not among whom and why.
func TestABodyReadsNothingOfTheOtherFamilies(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	_, ids := h.chosen(2)
	for _, who := range []workflow.Actor{h.manager, h.eval, h.officer} {
		v, err := h.service.ReadCase(t.Context(), who, ids[0])
		require.NoError(t, err)
		require.Equal(t, workflow.StandingChosen, v.Case.Selection.Standing)
		raw := string(encode(v))
		require.Equal(t, who == h.officer, strings.Contains(raw, h.load(ids[1]).Number), who.Name)
		require.Equal(t, who == h.officer, strings.Contains(raw, "D26a"), who.Name)
	}
	head := h.opened(ids[0]).Head.Sequence
	for _, who := range []workflow.Actor{h.eval, h.officer} {
		e, err := h.service.ReadEntry(t.Context(), who, ids[0], head)
		require.NoError(t, err)
		require.Equal(t, who == h.officer, strings.Contains(string(encode(e)), h.load(ids[1]).Number), who.Name)
	}
	form := h.load(ids[0]).PaperOf("D26a")
	_, err := h.service.Paper(t.Context(), h.manager, ids[0], form.ID)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
}
