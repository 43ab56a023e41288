package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// card changes an evaluator's card.
func (h *house) card(n int, change func(e *workflow.EvaluatorCard)) {
	e := h.store.state.Evaluators[evaluatorID(n)]
	change(&e)
	h.store.state.Evaluators[evaluatorID(n)] = e
}

func evaluatorSubject(n int) workflow.Subject {
	return workflow.Subject{Kind: workflow.SubjectEvaluator, ID: evaluatorID(n)}
}

func staff(a workflow.Actor) workflow.Subject {
	return workflow.Subject{Kind: workflow.SubjectStaff, ID: a.ID}
}

var pair = casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}}

func TestATieBlocksUntilTheSupervisorDecides(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	h.card(1, func(e *workflow.EvaluatorCard) { e.Phone = "＋８６ 138 0000 0000" })
	h.refused(h.manager, id, pair, workflow.KindGuard, "联系电话相同")
	waive := casework.WaiveRecusal{Subject: evaluatorSubject(1), Reason: "村委会公用电话"}
	h.refused(h.manager, id, waive, workflow.KindForbidden, "审批人")
	h.refused(h.supervisor, id, casework.WaiveRecusal{Subject: evaluatorSubject(2), Reason: "x"}, workflow.KindConflict, "no_conflict")
	h.must(h.supervisor, id, waive)
	h.refused(h.supervisor, id, waive, workflow.KindConflict, "no_conflict")
	h.card(1, func(e *workflow.EvaluatorCard) { e.BankAccount = "6222021001112222" })
	h.must(h.manager, id, pair)
	require.Equal(t, []workflow.TieKind{workflow.TiePhone}, h.load(id).Recusals[0].Ties)
}

func TestKinshipIsNeverWaived(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	his := h.load(id).Application.Applicants[0].IDNumber
	h.card(1, func(e *workflow.EvaluatorCard) {
		e.Kin = []workflow.Kin{{Relation: workflow.KinAffinity, IDNumber: his}}
	})
	_, err := h.do(h.manager, id, pair)
	require.ErrorContains(t, err, "近姻亲")
	require.NotContains(t, err.Error(), his, "the kind is told, never the value")
	h.refused(h.supervisor, id, casework.WaiveRecusal{Subject: evaluatorSubject(1), Reason: "x"}, workflow.KindConflict, "recusal_mandatory")
	h.card(1, func(e *workflow.EvaluatorCard) { e.Kin[0].Relation = workflow.KinOther })
	h.must(h.manager, id, pair)
}

func TestAnotherOfficesCardIsFoundByThePerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	number := residentID("54010219900101001")
	h.card(1, func(e *workflow.EvaluatorCard) { e.IDNumber = number })
	far := "10000000-0000-7000-8000-000000000077"
	h.store.state.Authorities[far] = casework.Authority{ID: far, Ref: workflow.AuthorityRef{Name: "日喀则市民政局"}}
	h.store.state.Evaluators["twin"] = workflow.EvaluatorCard{ID: "twin", AuthorityID: far, IDNumber: number, Phone: "13800000000"}
	h.refused(h.manager, id, pair, workflow.KindGuard, "日喀则市民政局留存的信息表明，与本案当事人联系电话相同")
}

func TestWhoDecidesMustHaveNoTie(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.card(3, func(e *workflow.EvaluatorCard) { e.AccountID, e.Phone = h.supervisor.ID, "13800000000" })
	approve := casework.ApproveRegistration{Opinion: "同意"}
	h.refused(h.supervisor, id, approve, workflow.KindGuard, "联系电话相同")
	h.refused(h.supervisor, id, casework.WaiveRecusal{Subject: staff(h.supervisor), Reason: "x"}, workflow.KindForbidden, "own_recusal")
	h.refused(h.supervisor, id, casework.WaiveRecusal{Subject: evaluatorSubject(3), Reason: "x"}, workflow.KindForbidden, "own_recusal")
	h.must(h.supervisor2, id, casework.WaiveRecusal{Subject: staff(h.supervisor), Reason: "总机号码"})
	h.must(h.supervisor, id, approve)
}

func TestATieThatComesUpLaterStopsTheRegistration(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	h.card(1, func(e *workflow.EvaluatorCard) {
		e.Kin = []workflow.Kin{{Relation: workflow.KinLineal, IDNumber: h.load(id).Application.Applicants[0].IDNumber}}
	})
	h.refused(h.supervisor, id, casework.ApproveRegistration{Opinion: "同意"}, workflow.KindGuard, h.eval.Name+"：应当回避")
	h.must(h.supervisor, id, casework.ReturnProposal{Reason: "评估员应当回避，另行评估"})
}

func TestWhoHasWithdrawnDoesNotAct(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	h.must(h.manager, id, pair)
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	own := func(a workflow.Actor) casework.RecordRecusal {
		return casework.RecordRecusal{Subject: staff(a), Reason: "同学"}
	}
	h.refused(h.officer2, id, own(h.officer), workflow.KindForbidden, "not_own_recusal")
	h.refused(h.officer, id, casework.RecordRecusal{Subject: evaluatorSubject(1), Reason: "x"}, workflow.KindForbidden, "not_own_recusal")
	h.must(h.officer, id, own(h.officer))
	h.refused(h.officer, id, casework.RecordMaterial{}, workflow.KindForbidden, "recused")
	h.refused(h.supervisor, id, own(h.officer), workflow.KindConflict, "recusal_recorded")
	h.must(h.officer, id, casework.RaiseEmergency{Facts: "孩子身上有伤", KnownAt: known(h)})
	h.must(h.manager, id, casework.RecordRecusal{Subject: evaluatorSubject(1), Reason: "评估员与申请人系同学"})
	_, err := h.service.ReadCase(t.Context(), h.eval, id)
	require.NoError(t, err)
	h.refused(h.supervisor, id, casework.WaiveRecusal{Subject: evaluatorSubject(1), Reason: "x"}, workflow.KindConflict, "recusal_recorded")
	v, err := h.service.ReadCase(t.Context(), h.eval, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.Application.Applicants, "the file shuts for who has withdrawn")
}

func TestAnEvaluatorWhoWithdrewIsReplacedAndTheInterestIsKnownElsewhere(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	h.must(h.manager, id, pair)
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.manager, id, casework.RecordRecusal{Subject: evaluatorSubject(1), Reason: "同学"})
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindGuard, "应当回避的评估员尚未更换")
	h.refused(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(3)}}, workflow.KindGuard, "已登记回避")
	h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(1), Comes: evaluatorID(3), Reason: "回避"})
	q := casework.TieQuery{CaseID: "another", CardID: evaluatorID(1), Subject: h.store.state.Evaluators[evaluatorID(1)].Traces(), Parties: h.load(id).Traces(nil)}
	require.NoError(t, h.store.Within(t.Context(), h.officer, func(tx casework.Tx) error {
		found, err := tx.Ties(t.Context(), q)
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Equal(t, workflow.TieDeclared, found[0].Kind)
		return nil
	}))
}

func TestConflictsAreReadByTheAuthorityOfTheCase(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.accepted()
	h.must(h.manager, id, pair)
	h.card(2, func(e *workflow.EvaluatorCard) { e.Phone = "13800000000" })
	v, err := h.service.Conflicts(t.Context(), h.supervisor, id, &workflow.Subject{Kind: workflow.SubjectEvaluator, ID: evaluatorID(3)})
	require.NoError(t, err)
	require.Len(t, v.Subjects, 6, "agency, two evaluators, officer, reader, who is asked about")
	require.Empty(t, v.Subjects[1].Ties)
	require.Equal(t, workflow.TiePhone, v.Subjects[2].Ties[0].Kind)
	require.False(t, v.Subjects[2].Ties[0].Excludes)
	for _, who := range []workflow.Actor{h.manager, h.auditor} {
		_, err := h.service.Conflicts(t.Context(), who, id, nil)
		require.True(t, workflow.IsKind(err, workflow.KindForbidden), "%v", err)
	}
}

// TestAnOfficeInWhichAllHaveWithdrawn: the refusal says who can go on, and whom the authority above sends can.
func TestAnOfficeInWhichAllHaveWithdrawn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.proposedForRegistration()
	for _, who := range []workflow.Actor{h.supervisor, h.supervisor2} {
		h.must(who, id, casework.RecordRecusal{Subject: staff(who), Reason: "与申请人系亲属"})
		h.refused(who, id, casework.ApproveRegistration{Opinion: "同意"}, workflow.KindForbidden, "均应当回避的，请报上级民政部门指派人员，由管理员为其开立本机关的账户后办理")
	}
	sent := h.supervisor
	sent.ID, sent.Name = "30000000-0000-7000-8000-000000000095", "普布"
	h.store.state.Accounts[sent.ID] = sent
	h.must(sent, id, casework.ApproveRegistration{Impartial: casework.Impartial{NoInterest: true}, Opinion: "同意"})
}
