package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// noticedTo brings a submitted case to awaiting_consent with a body of choice.
func (h *house) noticedTo(id string, body casework.BodyChoice) *casework.Outcome {
	h.t.Helper()
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true, Form: "书面"})
	h.must(h.officer, id, casework.CheckEligibility{Opinion: "符合"})
	return h.must(h.officer, id, casework.IssueNotice{Opinion: "初审合格", Body: body})
}

var mixed = casework.BodyChoice{Kind: workflow.BodyMixed, AgencyID: agencyID}

// mixedAccepted is a case for which the agency has agreed to send people, on 2024-01-08.
func (h *house) mixedAccepted() string {
	h.t.Helper()
	id := h.submitted()
	h.on("2024-01-08")
	out := h.noticedTo(id, mixed)
	require.Equal(h.t, "雪莲花中心", out.Papers[2].Recipient, "the notice to the body goes to the agency that is asked")
	out = h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	require.Contains(h.t, codes(out.Papers), "D08")
	h.refused(h.supervisor, id, casework.AcceptCommission{}, workflow.KindGuard, "sending_agency")
	h.refused(h.supervisor, id, casework.DeclineCommission{Reason: "x"}, workflow.KindGuard, "sending_agency")
	h.must(h.manager, id, casework.AcceptCommission{})
	return id
}

func assigned(n ...int) casework.AssignEvaluators {
	in := casework.AssignEvaluators{}
	for _, i := range n {
		in.EvaluatorIDs = append(in.EvaluatorIDs, evaluatorID(i))
	}
	return in
}

// mixedAssessing goes on to assessing: two of the staff and one whom the agency sends.
func (h *house) mixedAssessing() string {
	h.t.Helper()
	id := h.mixedAccepted()
	h.must(h.supervisor, id, assigned(4, 5))
	h.must(h.manager, id, assigned(1))
	for _, who := range []workflow.Actor{h.group1, h.group2, h.eval} {
		h.must(who, id, casework.DeclareRecusal{Secrecy: true})
	}
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindGuard, "group_speaks")
	h.must(h.supervisor, id, casework.BeginAssessment{})
	return id
}

// visitOfAll is a visit by everybody of the mixed body.
func (h *house) visitOfAll() casework.VisitInput {
	v := h.visit()
	v.EvaluatorIDs = []string{evaluatorID(4), evaluatorID(5), evaluatorID(1)}
	return v
}

func (h *house) mixedIntegrating() string {
	h.t.Helper()
	id := h.mixedAssessing()
	h.must(h.group1, id, casework.RecordVisit{VisitInput: h.visitOfAll()})
	h.scored(id, workflow.PhaseCapacity, h.group1, h.eval)
	require.Len(h.t, h.load(id).Sheets, 2)
	require.NotContains(h.t, h.seen(h.group2, id), h.load(id).Sheets[1].ID, "the staff score blind to those who are sent")
	require.NotContains(h.t, h.seen(h.manager, id), h.load(id).Sheets[0].ID, "and the agency's manager sees none")
	require.NotContains(h.t, h.seen(h.eval, id), h.load(id).Sheets[0].ID, "who is sent scores blind to the staff")
	h.refused(h.officer, id, handOver, workflow.KindGuard, "尚有评估员未提交")
	h.scored(id, workflow.PhaseCapacity, h.group2)
	h.on("2024-01-10")
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-10"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	return id
}

// mixedSigned goes on to a report signed by two of three members on 2024-02-20.
func (h *house) mixedSigned(id string) {
	h.t.Helper()
	for _, d := range []string{"2024-01-19", "2024-02-02"} {
		h.on(d)
		h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visitOfAll()})
	}
	h.on("2024-02-09")
	h.scored(id, workflow.PhaseIntegration, h.group1, h.group2, h.eval)
	h.must(h.group1, id, casework.FinishIntegration{Summary: "融合良好"})
	h.on("2024-02-20")
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	h.must(h.group1, id, casework.SignReport{Revision: 1})
	h.must(h.group2, id, casework.SignReport{Revision: 1})
}

// mixedDecided drives a whole mixed case from commissioning to the registration on 2024-03-06.
func (h *house) mixedDecided() string {
	h.t.Helper()
	id := h.mixedIntegrating()
	h.mixedSigned(id)
	h.refused(h.manager, id, casework.SealForAgency{}, workflow.KindGuard, "尚未在报告上签名：王雅琴")
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.refused(h.supervisor, id, casework.SealReport{}, workflow.KindGuard, "agency_sealed")
	h.refused(h.supervisor, id, casework.SealForAgency{}, workflow.KindGuard, "sending_agency")
	h.refused(h.officer, id, casework.SealForAgency{}, workflow.KindForbidden, "role_not_allowed")
	h.must(h.manager, id, casework.SealForAgency{})
	h.refused(h.manager, id, casework.SealForAgency{}, workflow.KindGuard, "agency_unsealed")
	h.refused(h.manager, id, casework.SealReport{}, workflow.KindGuard, "group_speaks")
	h.must(h.supervisor, id, casework.SealReport{})
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	h.refused(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"}, workflow.KindGuard, "confirmer_differs")
	d14 := h.must(h.supervisor2, id, casework.ConfirmConclusion{Opinion: "同意"}).Papers[0]
	h.must(h.officer, id, casework.ServePaper{PaperID: d14.ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	h.must(h.officer, id, casework.RecordReply{Reply: "没有异议", Agrees: true})
	h.questioned(id)
	h.must(h.officer, id, casework.GiveGuidance{Content: "亲子沟通", Persons: []string{"王林", "赵芳"}})
	h.on("2024-03-06")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, h.load(id).ChildID)
	h.must(h.officer, id, casework.ProposeRegistration{Reasons: []string{"符合条件"}})
	h.must(h.supervisor2, id, casework.ApproveRegistration{Opinion: "同意"})
	require.Equal(h.t, workflow.FollowUp, h.load(id).State)
	return id
}

func TestAMixedBodyFromCommissioningToDecision(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	c := h.load(h.mixedDecided())
	require.Equal(t, workflow.MixedCount{Staff: 2, Sent: 1}, workflow.CountSides(c.ActiveEvaluators()))
	require.Equal(t, "social_work", c.EvaluatorByAccount(h.eval.ID).Background, "the background of who is sent is recorded")
	require.Equal(t, officeID, c.Commission.BodyID)
	require.Equal(t, day("2024-02-20"), c.Report.AgencySealedOn)
	require.Len(t, c.Report.Signatures, 3)
}

func TestAMixedBodyOnRealStore(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	id := h.mixedDecided()
	_, err := s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
	v, err := h.service.Conflicts(t.Context(), h.supervisor2, id, nil)
	require.NoError(t, err)
	var roles []string
	for _, one := range v.Subjects {
		roles = append(roles, one.Role)
	}
	require.Equal(t, []string{"评估机构", "评估员", "评估员", "评估员"}, roles[:4], "ties are looked for on both sides")
	for _, p := range h.load(id).Papers {
		_, err := h.service.Paper(t.Context(), h.officer, id, p.ID)
		require.NoError(t, err, p.Code)
	}
}

func TestAMixedBodyNeedsARuleAQualifiedAgencyAndBothSides(t *testing.T) {
	t.Parallel()
	t.Run("no rule", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, false)
		id := h.submitted()
		h.on("2024-01-08")
		h.materials(id)
		h.must(h.officer, id, casework.Accept{})
		h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true, Form: "书面"})
		h.must(h.officer, id, casework.CheckEligibility{Opinion: "符合"})
		h.refused(h.officer, id, casework.IssueNotice{Opinion: "合格", Body: mixed}, workflow.KindNoLaw, "混合评估小组")
	})
	t.Run("agency", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, true)
		id := h.submitted()
		h.on("2024-01-08")
		h.noticed(id)
		h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
		h.refused(h.officer, id, casework.NameBody{Body: casework.BodyChoice{Kind: workflow.BodyMixed}, Reason: "x"}, workflow.KindInvalid, "/body/agency_id")
		a := h.store.state.Agencies[agencyID]
		a.Contract.To = day("2024-01-07")
		h.store.state.Agencies[agencyID] = a
		h.refused(h.officer, id, casework.NameBody{Body: mixed, Reason: "x"}, workflow.KindGuard, "没有有效的委托协议")
		a.Contract.To = day("2024-01-08")
		h.store.state.Agencies[agencyID] = a
		out := h.must(h.officer, id, casework.NameBody{Body: mixed, Reason: "改为混合评估"})
		require.Equal(t, []string{"D05", "D05", "D08"}, codes(out.Papers))
		require.Equal(t, "雪莲花中心", out.Papers[2].Recipient)
	})
	t.Run("sides", func(t *testing.T) {
		t.Parallel()
		h := newHouse(t, true)
		id := h.mixedAccepted()
		h.refused(h.supervisor, id, assigned(4), workflow.KindGuard, "在编人员应当有2名以上，现有1名")
		h.refused(h.supervisor, id, assigned(4, 1), workflow.KindGuard, "派出人员由派员机构指派")
		h.refused(h.manager, id, assigned(4), workflow.KindGuard, "在编人员由登记机关指派")
		h.refused(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1)}, LeadID: evaluatorID(1)}, workflow.KindInvalid, "/lead_id")
		h.must(h.supervisor, id, assigned(4, 5))
		h.refused(h.supervisor, id, casework.BeginAssessment{}, workflow.KindGuard, "派出1名以上专业人员，现有0名")
		h.must(h.manager, id, assigned(1, 2))
		c := h.load(id)
		require.Len(t, c.ActiveEvaluators(), 4, "what one side names leaves the other as it is")
		require.True(t, c.EvaluatorByAccount(h.group1.ID).Lead)
		h.must(h.manager, id, assigned(3))
		require.Equal(t, workflow.MixedCount{Staff: 2, Sent: 1}, workflow.CountSides(h.load(id).ActiveEvaluators()))
		h.refused(h.supervisor, id, casework.ReplaceEvaluator{Leaves: evaluatorID(3), Comes: evaluatorID(1), Reason: "x"}, workflow.KindForbidden, "other_side")
		h.refused(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(4), Comes: evaluatorID(1), Reason: "x"}, workflow.KindForbidden, "other_side")
		h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(3), Comes: evaluatorID(2), Reason: "病休"})
	})
}

func TestWhoIsSentToAMixedBodyIsProfessionalAndNobodyElse(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.mixedAccepted()
	card := h.store.state.Evaluators[evaluatorID(1)]
	card.Background, card.Years = "law", 5 // enough for an agency that is commissioned, not for one that sends
	card.IDNumber = "54010219900101001X"
	h.store.state.Evaluators[evaluatorID(1)] = card
	h.refused(h.manager, id, assigned(1), workflow.KindGuard, "sent_background")
	card.Background = "medicine"
	h.store.state.Evaluators[evaluatorID(1)] = card
	h.must(h.manager, id, assigned(1))
	own := h.store.state.Evaluators[evaluatorID(4)]
	own.IDNumber = card.IDNumber
	h.store.state.Evaluators[evaluatorID(4)] = own
	h.refused(h.supervisor, id, assigned(4, 5), workflow.KindGuard, "same_person")
}

func TestADifferenceInAMixedBodyIsRuledOnByAFourth(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.mixedAssessing()
	h.must(h.group1, id, casework.RecordVisit{VisitInput: h.visitOfAll()})
	h.scoredAs(id, h.group1)
	h.scoredAs(id, h.group2)
	require.Empty(t, h.disputes(h.officer, id), "nothing is told before all three are in")
	h.scoredAs(id, h.eval, "050")
	require.Len(t, h.disputes(h.officer, id), 1)
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval3, id, rule("050", "b"))
	require.Len(t, h.load(id).Rulings[0].Values, 3)
	h.must(h.officer, id, handOver)
}

func TestTheSealsOfAMixedReportFollowThePack(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.service.Laws = changed(t, "sandbox/cn.yaml", "value: [authority, agency]", "value: [authority]")
	id := h.mixedIntegrating()
	h.mixedSigned(id)
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.supervisor, id, casework.SealReport{})
	h.must(h.officer, id, casework.ReturnReport{Reason: "补充说明"})
	r := h.load(id).Report
	require.Empty(t, r.Signatures)
	require.True(t, r.AgencySealedOn.IsZero())
}

func TestANewTextVoidsTheAgencysSeal(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.mixedIntegrating()
	h.mixedSigned(id)
	h.must(h.eval, id, casework.SignReport{Revision: 1})
	h.must(h.manager, id, casework.SealForAgency{})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "补充分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	require.True(t, h.load(id).Report.AgencySealedOn.IsZero())
	agency := h.store.state.Agencies[agencyID]
	agency.Contract.To = day("2024-02-19")
	h.store.state.Agencies[agencyID] = agency
	for _, who := range []workflow.Actor{h.group1, h.group2, h.eval} {
		h.must(who, id, casework.SignReport{Revision: 2})
	}
	h.refused(h.manager, id, casework.SealForAgency{}, workflow.KindGuard, "没有有效的委托协议")
}

func TestTheAgencysSealConcernsMixedBodiesAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.reportedUntilSeal(id)
	h.refused(h.manager, id, casework.SealForAgency{}, workflow.KindConflict, "other_body")
	actions, _, err := h.service.Actions(t.Context(), h.manager, id)
	require.NoError(t, err)
	for _, a := range actions {
		require.NotEqual(t, workflow.ActSealForAgency, a.Act, "what can never concern the case is not listed")
	}
}

func TestWhoCanMeetAConditionOfAMixedBody(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.mixedAccepted()
	actions, _, err := h.service.Actions(t.Context(), h.manager, id)
	require.NoError(t, err)
	for _, a := range actions {
		switch a.Act { //nolint:exhaustive // the acts of either side
		case workflow.ActAssignEvaluators:
			require.True(t, a.Allowed)
			require.Equal(t, []workflow.Role{workflow.RoleSupervisor, workflow.RoleManager}, a.Roles)
		case workflow.ActBeginAssessment:
			require.False(t, a.Allowed)
			require.Equal(t, []workflow.Role{workflow.RoleSupervisor}, a.Roles)
		case workflow.ActDeclineCommission:
			require.True(t, a.Allowed)
			require.Equal(t, []workflow.Role{workflow.RoleManager}, a.Roles)
		}
	}
	h.must(h.manager, id, casework.DeclineCommission{Reason: "无人可派"})
	h.must(h.officer, id, casework.NameBody{Body: casework.BodyChoice{Kind: workflow.BodyGroup}, Reason: "派员机构交回"})
	_, err = h.service.ReadCase(t.Context(), h.manager, id)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "the file shuts for the agency: %v", err)
}
