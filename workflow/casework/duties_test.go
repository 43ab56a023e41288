package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestAnAuthorityAboveReadsAndDoesNotAct(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	above := h.officer
	above.ID, above.AuthorityID = "30000000-0000-7000-8000-000000000090", "10000000-0000-7000-8000-000000000009"
	_, err := h.service.ReadCase(t.Context(), above, id)
	require.NoError(t, err)
	h.refused(above, id, casework.RequestSupplement{Items: []string{"婚姻证明"}}, workflow.KindForbidden, "收养登记员")
	above.Role = workflow.RoleSupervisor
	h.refused(above, id, casework.RaiseEmergency{Facts: "x", KnownAt: known(h)}, workflow.KindForbidden, "审批人")
	_, err = h.service.StoreUpload(t.Context(), casework.NewUpload{Actor: above, CaseID: id, Name: "x.png", MediaType: "image/png", Content: []byte("x")})
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
	files, ok := h.service.Files.(*memoryFiles)
	require.True(t, ok)
	require.Empty(t, files.files, "nothing is kept for somebody who may not bring it")
}

func TestWhoMayNotActIsNotToldWhatChanged(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	req := casework.Request{Actor: h.auditor, CaseID: id, Version: 1, Command: casework.Accept{}}
	_, err := h.service.Do(t.Context(), req)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	req = casework.Request{Actor: h.manager, CaseID: id, Version: 1, Command: casework.AcceptCommission{}}
	_, err = h.service.Do(t.Context(), req)
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
	require.NotContains(t, err.Error(), h.officer.Name, "an offer is not the file")
}

func TestOnePersonWithTwoAccountsIsOnePerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	twin := h.supervisor
	twin.ID, twin.Name = "30000000-0000-7000-8000-000000000093", h.officer.Name
	h.refused(twin, id, casework.ApproveRegistration{Opinion: "同意"}, workflow.KindGuard, "approver_differs")
	h.must(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意"})
}

// proposedForRegistration brings a couple and a foundling to a proposal that can be approved.
func (h *house) proposedForRegistration() string {
	h.t.Helper()
	return h.proposedFrom(h.integrating())
}

// proposedFrom takes a case from integration to the proposal to register.
func (h *house) proposedFrom(id string) string {
	h.t.Helper()
	h.reported(id)
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	h.must(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"})
	h.must(h.officer, id, casework.ServePaper{PaperID: h.load(id).PaperOf("D14").ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	h.must(h.officer, id, casework.RecordReply{Reply: "没有异议", Agrees: true})
	h.questioned(id)
	h.must(h.officer, id, casework.GiveGuidance{Content: "亲子沟通", Persons: []string{"王林"}})
	h.on("2024-03-05")
	h.mustChild(casework.ClearNotice{Unclaimed: true}, h.load(id).ChildID)
	h.must(h.officer, id, casework.ProposeRegistration{Reasons: []string{"符合条件"}})
	return id
}

// withGroup brings a case to commissioning by the authority's own group, accepted.
func (h *house) withGroup() string {
	h.t.Helper()
	id := h.submitted()
	h.on("2024-01-08")
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true})
	h.must(h.officer, id, casework.CheckEligibility{})
	out := h.must(h.officer, id, casework.IssueNotice{Opinion: "合格", Body: casework.BodyChoice{Kind: workflow.BodyGroup}})
	require.NotContains(h.t, codes(out.Papers), "D08")
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.supervisor, id, casework.AcceptCommission{})
	return id
}

func TestOwnGroup(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.withGroup()
	team := []string{evaluatorID(4), evaluatorID(5)}
	h.refused(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: team}, workflow.KindForbidden, "应当由审批人办理")
	_, err := h.do(h.supervisor, id, casework.AssignEvaluators{EvaluatorIDs: team[:1]})
	var few *workflow.Error
	require.ErrorAs(t, err, &few)
	require.Equal(t, []workflow.Role{workflow.RoleSupervisor}, few.Unmet[0].Who, "the own group has no manager")
	h.refused(h.supervisor, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(4), evaluatorID(1)}}, workflow.KindGuard, "不是本案评估主体的评估员")
	card := h.store.state.Evaluators[evaluatorID(5)]
	card.Established = false
	h.store.state.Evaluators[evaluatorID(5)] = card
	h.refused(h.supervisor, id, casework.AssignEvaluators{EvaluatorIDs: team}, workflow.KindGuard, "在编")
	card.Established, card.Name = true, h.officer.Name
	h.store.state.Evaluators[evaluatorID(5)] = card
	h.refused(h.supervisor, id, casework.AssignEvaluators{EvaluatorIDs: team}, workflow.KindGuard, "separate_duties")
	card.Name = h.group2.Name
	h.store.state.Evaluators[evaluatorID(5)] = card
	h.must(h.supervisor, id, casework.AssignEvaluators{EvaluatorIDs: team})
	h.must(h.group1, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.group2, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.supervisor, id, casework.BeginAssessment{})
	v := h.visit()
	v.EvaluatorIDs = team
	h.must(h.group1, id, casework.RecordVisit{VisitInput: v})
	h.scored(id, workflow.PhaseCapacity, h.group1, h.group2)
	h.on("2024-01-10")
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-10"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	h.on("2024-01-20")
	h.must(h.group1, id, casework.RecordIntegrationVisit{VisitInput: v})
	h.must(h.group2, id, casework.RecordIntegrationVisit{VisitInput: v})
	h.on("2024-02-09")
	h.scored(id, workflow.PhaseIntegration, h.group1, h.group2)
	h.must(h.group1, id, casework.FinishIntegration{Summary: "好"})
	h.must(h.group1, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合"})
	h.must(h.group1, id, casework.SignReport{Revision: 1})
	h.refused(h.supervisor, id, casework.SealReport{}, workflow.KindGuard, "贡布")
	h.must(h.group2, id, casework.SignReport{Revision: 1})
	h.must(h.supervisor, id, casework.SealReport{})
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	h.refused(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"}, workflow.KindGuard, "confirmer_differs")
	h.must(h.supervisor2, id, casework.ConfirmConclusion{Opinion: "同意"})
}

func TestTwoCardsOfOnePersonAreNoTeam(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	for n := 1; n <= 2; n++ {
		card := h.store.state.Evaluators[evaluatorID(n)]
		card.IDNumber = residentID("54010219900101001")
		h.store.state.Evaluators[evaluatorID(n)] = card
	}
	h.refused(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}}, workflow.KindGuard, "same_person")
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(3)}})
}

// accepted brings a case to commissioning with the agency's acceptance.
func (h *house) accepted() string {
	h.t.Helper()
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.manager, id, casework.AcceptCommission{})
	return id
}

func TestAgencyTiedToThePlacerIsExcluded(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	agency := goodAgency()
	agency.Representative = "央金"
	h.store.state.Agencies[agencyID] = agency
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true})
	h.must(h.officer, id, casework.CheckEligibility{})
	notice := casework.IssueNotice{Opinion: "合格", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}}
	h.refused(h.officer, id, notice, workflow.KindGuard, "法定代表人相同")
	h.store.state.Agencies[agencyID] = goodAgency()
	h.must(h.officer, id, notice)
}
