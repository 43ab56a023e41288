package casework_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

var giveBack = casework.ReopenSheet{EvaluatorID: evaluatorID(2), Reason: "融合走访的日期记载有误"}

// TestASheetIsReopenedFromReportingAfterTheIntegration drives it on the real store: the
// report in hand, the end of the period and their papers lose effect and stay, C4 runs on.
func TestASheetIsReopenedFromReportingAfterTheIntegration(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	id := h.integrating()
	h.reportedUntilSeal(id)
	h.refused(h.officer, id, giveBack, workflow.KindForbidden, "审批人")
	h.refused(h.manager, id, giveBack, workflow.KindForbidden, "审批人")
	early := giveBack
	early.On = day("2024-02-19")
	h.refused(h.supervisor, id, early, workflow.KindInvalid, "签署评估报告之日")
	was := h.load(id)
	stale := casework.Request{Actor: h.supervisor, CaseID: id, Version: was.Version - 1, Command: giveBack}
	_, err := h.service.Do(t.Context(), stale)
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)

	h.on("2024-02-21")
	out := h.must(h.supervisor, id, giveBack)
	require.Equal(t, workflow.Integrating, out.State)
	c := h.load(id)
	require.Nil(t, c.Report)
	require.Equal(t, *was.Report, withoutMark(c.PastReports[0]), "the text and its signatures stay")
	require.Equal(t, workflow.Return{On: day("2024-02-21"), By: h.supervisor.Name, ByID: h.supervisor.ID, Reason: giveBack.Reason}, *c.PastReports[0].Superseded)
	require.Equal(t, was.Sheets, c.Sheets, "the sheets stay")
	require.Len(t, c.SheetsOf(workflow.PhaseIntegration), 1)
	require.Len(t, c.SheetsOf(workflow.PhaseCapacity), 2, "the phase before is not touched")
	require.Equal(t, "融合良好", c.Integration.PastEnds[0].Summary)
	require.Equal(t, day("2024-02-09"), c.Integration.PastEnds[0].EndedOn)
	require.True(t, c.Integration.EndedOn.IsZero())
	for i, p := range c.Papers {
		superseded := p.Code == "D16b" || p.Code == "D11" && p.Subject == c.SetAside[0].SheetID
		require.Equal(t, superseded, !p.VoidOn.IsZero(), p.Code)
		require.Equal(t, was.Papers[i].ID, p.ID)
	}

	k := c.Clock(law.ClockIntegration)
	require.True(t, k.Stopped.IsZero())
	require.Equal(t, day("2024-01-10"), k.Start, "the days with the family count on")
	require.Equal(t, []law.UndoneStop{{Stopped: day("2024-02-09"), StopFact: "融合期满", On: day("2024-02-21"), Why: "退回评分表"}}, k.Undone)
	require.Contains(t, steps(h.clock(id, law.ClockIntegration)), "视为未曾终结")
	require.Equal(t, was.Clock(law.ClockAssessment), c.Clock(law.ClockAssessment), "C3 runs on as before: nobody gains time by it")
	require.Equal(t, was.Clock(law.ClockRegistrationReview), c.Clock(law.ClockRegistrationReview))

	h.scoredAgain(id, c)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好，日期已更正"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合收养"})
	h.refused(h.eval, id, casework.SignReport{Revision: 1}, workflow.KindConflict, "已修改")
	h.must(h.eval, id, casework.SignReport{Revision: 2})
	h.must(h.eval2, id, casework.SignReport{Revision: 2})
	h.must(h.manager, id, casework.SealReport{})
	c = h.load(id)
	require.Equal(t, "D16b", string(c.PaperOf("D16b").Code))
	require.Equal(t, day("2024-02-22"), c.Integration.EndedOn)
	require.Equal(t, day("2024-02-22"), c.Clock(law.ClockIntegration).Stopped)
	h.refused(h.supervisor, id, giveBack, workflow.KindGuard, "由登记机关退回")
	h.recordIsTheCase(id)
	_, err = s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
}

// scoredAgain: nobody sees anything of the other until the sheet that was given back on
// the 21st comes in on the 22nd, and not earlier.
func (h *house) scoredAgain(id string, c *workflow.Case) {
	h.t.Helper()
	other := c.SheetsOf(workflow.PhaseIntegration)[0].ID
	for _, who := range []workflow.Actor{h.officer, h.supervisor, h.manager, h.eval2} {
		seen := h.seen(who, id)
		require.NotContains(h.t, seen, other, who.Name)
		v, err := h.service.ReadCase(context.Background(), who, id)
		require.NoError(h.t, err)
		require.Empty(h.t, v.Case.PastReports[0].Analysis, who.Name)
		require.NotContains(h.t, codes(v.Case.Papers), "D16b", who.Name)
	}
	h.refused(h.eval, id, casework.FinishIntegration{Summary: "x"}, workflow.KindGuard, "integration_sheets")
	h.on("2024-02-22")
	draft, err := h.service.ReadSheet(context.Background(), h.eval2, id, workflow.PhaseIntegration)
	require.NoError(h.t, err)
	v, err := h.service.SaveSheet(context.Background(), casework.SheetRequest{Actor: h.eval2, CaseID: id, Phase: workflow.PhaseIntegration, Answers: draft.Sheet.Answers})
	require.NoError(h.t, err)
	h.refused(h.eval2, id, casework.SubmitSheet{Dated: casework.Dated{On: day("2024-02-20")}, Version: v.Version}, workflow.KindInvalid, "评分表退回之日")
	h.must(h.eval2, id, casework.SubmitSheet{Version: v.Version})
	require.Contains(h.t, h.seen(h.officer, id), other)
}

// recordIsTheCase compares the case with what its last entry holds.
func (h *house) recordIsTheCase(id string) {
	h.t.Helper()
	o := h.opened(id)
	var after struct {
		Case json.RawMessage `json:"case"`
	}
	require.NoError(h.t, h.service.Store.Within(context.Background(), h.officer, func(tx casework.Tx) error {
		records, err := tx.Entries(context.Background(), id, 0)
		if err != nil {
			return err
		}
		last := int64(0)
		for _, r := range records {
			if r.Entry.Kind == ledger.KindAct {
				last = r.Entry.Sequence
			}
		}
		record, err := tx.EntryPayload(context.Background(), id, last)
		if err != nil {
			return err
		}
		whole, ok := record.Payload.(ledger.Payload)
		require.True(h.t, ok)
		return json.Unmarshal(whole.After, &after)
	}))
	now, err := json.Marshal(o.Case)
	require.NoError(h.t, err)
	require.JSONEq(h.t, string(now), string(after.Case))
}

func withoutMark(r workflow.Report) workflow.Report {
	r.Superseded = nil
	return r
}

func steps(due law.Due) string {
	var b bytes.Buffer
	for _, s := range due.Steps {
		b.WriteString(s.Text)
	}
	return b.String()
}

func TestAFindingOfUnfitnessFallsWithItsSheet(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.personal()
	id := h.assessing()
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	h.must(h.supervisor, id, casework.StateOutcome{Phase: workflow.PhaseCapacity, Passed: new(false), Reason: "收入不稳定"})
	h.must(h.eval, id, casework.FindUnfit{Ground: "不具备收养能力"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionUnfit, Opinion: "不适合"})
	h.must(h.supervisor, id, giveBack)
	c := h.load(id)
	require.Equal(t, workflow.Assessing, c.State)
	require.Nil(t, c.StatedOf(workflow.PhaseCapacity))
	require.Equal(t, "收入不稳定", c.Stated[0].Reason)
	require.Nil(t, c.Report)
	require.True(t, c.PastReports[0].Unfit)
	require.Equal(t, "不具备收养能力", c.PastReports[0].UnfitGround)
	h.refused(h.eval, id, casework.FindUnfit{Ground: "x"}, workflow.KindGuard, "capacity_sheets")
	h.scoredAs(id, h.eval2)
	h.must(h.supervisor, id, casework.StateOutcome{Phase: workflow.PhaseCapacity, Passed: new(true), Reason: "已补充收入证明"})
	h.must(h.officer, id, handOver)
	h.recordIsTheCase(id)
}

func TestASheetIsReopenedAfterTheReportWasReturned(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.reported(id)
	h.refused(h.supervisor, id, giveBack, workflow.KindGuard, "由登记机关退回")
	d13 := h.load(id).PaperOf("D13").ID
	h.must(h.officer, id, casework.ReturnReport{Reason: "走访日期有误"})
	require.Equal(t, "退回评估报告", h.load(id).Clock(law.ClockAssessment).Undone[0].Why)
	h.must(h.supervisor, id, giveBack)
	c := h.load(id)
	require.Len(t, c.PastReports, 2, "the sealed text, and the one that was in hand")
	require.Nil(t, c.PastReports[0].Superseded)
	require.False(t, c.Paper(d13).VoidOn.IsZero())
	require.Equal(t, workflow.Integrating, c.State)
	require.True(t, c.Running(law.ClockAssessment))
	_, err := h.service.Paper(context.Background(), h.officer, id, d13)
	require.Error(t, err, "the report tells the scores, and they are blind again")
}

func TestSheetsOfOrderBAreReopenedWhereTheyWereScored(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.inSichuan()
	child, ids := h.rivals(2)
	require.NotEmpty(t, child)
	for _, id := range ids {
		h.studied(id)
		h.must(h.eval, id, casework.FinishCapacity{})
		h.must(h.supervisor, id, giveBack)
		require.Equal(t, workflow.Assessing, h.load(id).State)
		h.scored(id, workflow.PhaseCapacity, h.eval2)
		h.must(h.eval, id, casework.FinishCapacity{})
	}
	h.on("2024-01-15")
	for _, id := range ids {
		h.sealed(id, workflow.ConclusionFit)
		h.refused(h.supervisor, id, giveBack, workflow.KindGuard, "report_unsealed")
		h.settled(id)
		h.must(h.officer, id, casework.EnterSelection{Opinion: "合格"})
		h.refused(h.supervisor, id, giveBack, workflow.KindWrongState, "择优")
	}
	h.on("2024-01-17")
	h.must(h.officer, ids[0], choose(ids[1:]...))
	h.on("2024-01-18")
	h.must(h.supervisor, ids[0], casework.ApproveChoice{Opinion: "同意"})
	id := ids[0]
	h.on("2024-01-22")
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-22"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	for _, d := range []string{"2024-02-01", "2024-02-20"} {
		h.on(d)
		h.must(h.eval, id, casework.RecordIntegrationVisit{VisitInput: h.visit()})
	}
	h.on("2024-02-26")
	h.scored(id, workflow.PhaseIntegration, h.eval, h.eval2)
	h.must(h.supervisor, id, giveBack)
	require.NotNil(t, h.load(id).Report, "the report on the capacity stands")
	h.scored(id, workflow.PhaseIntegration, h.eval2)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "意见"})
	h.must(h.supervisor, id, giveBack)
	c := h.load(id)
	require.Equal(t, workflow.Integrating, c.State)
	require.Nil(t, c.IntegrationReport)
	require.False(t, c.Report.SealedOn.IsZero(), "the report on the capacity stands")
	require.True(t, c.Paper(c.PaperOf("D13").ID).VoidOn.IsZero())
	h.scored(id, workflow.PhaseIntegration, h.eval2)
	h.must(h.eval, id, casework.FinishIntegration{Summary: "融合良好"})
	h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "意见"})
	h.must(h.eval, id, casework.SignReport{Revision: 2})
	h.must(h.eval2, id, casework.SignReport{Revision: 2})
	h.must(h.manager, id, casework.SealReport{})
	h.refused(h.supervisor, id, giveBack, workflow.KindGuard, "report_unsealed")
}

// TestTheIntegrationIsNotResumedWithoutTheChild and counts no day of a removal.
func TestTheIntegrationIsNotResumedWithoutTheChild(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.finished(id)
	h.on("2024-02-10")
	emergency(h, id)
	h.must(h.officer, id, casework.RemoveChild{RemovedTo: "福利院", ReceivedBy: "央金"})
	h.on("2024-02-15")
	h.refused(h.supervisor, id, giveBack, workflow.KindGuard, "emergency_hold")
	h.must(h.supervisor2, id, casework.LiftEmergency{Reason: "查无侵害", Plan: "每周走访", BackOn: day("2024-02-14")})
	h.must(h.supervisor, id, giveBack)
	k := h.load(id).Clock(law.ClockIntegration)
	require.Equal(t, day("2024-02-14"), k.Start, "the pack lets the period start anew")
	require.True(t, k.Stopped.IsZero())
	h.refused(h.eval, id, casework.FinishIntegration{Summary: "x"}, workflow.KindGuard, "integration_elapsed")

	h = newHouse(t, true)
	id = h.integrating()
	h.finished(id)
	h.must(h.officer, id, casework.ReturnChild{ChildReturn: casework.ChildReturn{ReturnedOn: day("2024-02-09"), ReturnedTo: "福利院"}, Reason: "不愿继续"})
	h.refused(h.supervisor, id, giveBack, workflow.KindGuard, "integration_resumable")
}

func TestASheetIsReopenedOnceByTwo(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	id := h.integrating()
	h.finished(id)
	version := h.load(id).Version
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i := range errs {
		in := giveBack
		in.EvaluatorID = evaluatorID(i + 1)
		wg.Go(func() {
			_, errs[i] = h.service.Do(context.Background(), casework.Request{Actor: h.supervisor, CaseID: id, Version: version, Command: in})
		})
	}
	wg.Wait()
	require.NotEqual(t, errs[0] == nil, errs[1] == nil, "one wins: %v", errs)
	require.True(t, workflow.IsKind(errors.Join(errs...), workflow.KindStale), "%v", errs)
	require.Len(t, h.load(id).SetAside, 1)
	_, err := s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
}

// TestWhoCameInThePlaceOfAnEvaluatorScoresWhenAPhaseIsReopened: the sheet of who has left
// does not count any more.
func TestWhoCameInThePlaceOfAnEvaluatorScoresWhenAPhaseIsReopened(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.integrating()
	h.finished(id)
	h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(2), Comes: evaluatorID(3), Reason: "调离"})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.refused(h.supervisor, id, casework.ReopenSheet{EvaluatorID: evaluatorID(3), Reason: "x"}, workflow.KindInvalid, "尚未提交")
	h.must(h.supervisor, id, giveBack)
	c := h.load(id)
	require.Len(t, c.SetAside, 1)
	require.False(t, c.SetAside[0].Reopened, "nobody goes on from it")
	require.Len(t, c.SheetsOf(workflow.PhaseIntegration), 1)
	require.False(t, c.SheetsComplete(workflow.PhaseIntegration))
}
