package casework_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestAReopenedSheetIsBlindAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval3, id, rule("050", "b"))
	reopen := casework.ReopenSheet{EvaluatorID: evaluatorID(2), Reason: "第050项依据的体检证明已更正"}
	h.refused(h.officer, id, reopen, workflow.KindForbidden, "审批人")
	h.refused(h.supervisor, id, casework.ReopenSheet{EvaluatorID: evaluatorID(3), Reason: "x"}, workflow.KindInvalid, "不在本案中")
	h.must(h.supervisor, id, reopen)
	c := h.load(id)
	first, old := c.Sheets[0].ID, c.Sheets[1].ID
	require.True(t, c.SetAside[0].Reopened)
	require.Len(t, c.Sheets, 2, "the sheet stays")
	require.Empty(t, c.RulingsOf(workflow.PhaseCapacity))
	for _, who := range []workflow.Actor{h.officer, h.supervisor, h.manager, h.eval2} {
		require.NotContains(t, h.seen(who, id), first, who.Name)
		require.NotContains(t, h.seen(who, id), "有影响抚育", who.Name)
		require.Empty(t, h.disputes(who, id))
	}
	v, err := h.service.ReadCase(context.Background(), h.eval, id)
	require.NoError(t, err)
	require.Len(t, v.Case.Sheets, 1, "to the other evaluator the old sheet is a number alone")
	require.Equal(t, first, v.Case.Sheets[0].ID)
	h.refused(h.officer, id, handOver, workflow.KindGuard, "capacity_sheets")
	h.refused(h.supervisor, id, reopen, workflow.KindInvalid, "尚未提交")

	own, err := h.service.ReadSheet(context.Background(), h.eval2, id, workflow.PhaseCapacity)
	require.NoError(t, err)
	require.False(t, own.Submitted)
	require.Zero(t, own.Version)
	require.Len(t, own.Sheet.Answers, len(c.Sheets[1].Answers), "nothing typed is lost")
	h.scoredAs(id, h.eval2)
	c = h.load(id)
	require.Len(t, c.Sheets, 3)
	require.Len(t, c.SheetsOf(workflow.PhaseCapacity), 2)
	require.Contains(t, h.seen(h.officer, id), old, "superseded, and open like the others")
	h.must(h.officer, id, handOver)
}

// expiring gives the house a capacity table whose proof at 050 is valid for a month.
func (h *house) expiring() {
	h.t.Helper()
	raw, err := os.ReadFile("../../assessment/instrument/data/s1-capacity.yaml")
	require.NoError(h.t, err)
	at := bytes.Index(raw, []byte(`code: "050"`))
	valid := bytes.Replace(raw[at:], []byte("{demand: file, when: always}"), []byte("{demand: file, when: always, valid: {months: 1}}"), 1)
	capacity, err := instrument.Load("s1-valid.yaml", slices.Concat(raw[:at], valid))
	require.NoError(h.t, err)
	shipped, err := instrument.Embedded()
	require.NoError(h.t, err)
	shipped = slices.DeleteFunc(shipped, func(t *instrument.Instrument) bool { return t.Phase() == instrument.Capacity })
	h.service.Tables, err = instrument.NewLibrary(append(shipped, capacity)...)
	require.NoError(h.t, err)
}

func TestProofsStandOnTheDayOfTheDecision(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.expiring()
	id := h.assessing()
	h.must(h.eval, id, casework.RecordVisit{VisitInput: h.visit()})
	for _, who := range []workflow.Actor{h.eval, h.eval2} {
		answers := h.answers(id, who)
		a := answers["050"]
		a.Evidence[0].IssuedOn = day("2024-01-08")
		answers["050"] = a
		v, err := h.service.SaveSheet(context.Background(), casework.SheetRequest{Actor: who, CaseID: id, Phase: workflow.PhaseCapacity, Answers: answers})
		require.NoError(t, err)
		require.Empty(t, v.Problems)
		h.must(who, id, casework.SubmitSheet{Version: v.Version})
	}
	h.on("2024-01-10")
	h.must(h.officer, id, handOver)
	h.reportedUntilSeal(id)
	out := h.must(h.manager, id, casework.SealReport{})
	require.Len(t, out.Warnings, 2, "both sheets rest on a proof that has run out: %v", out.Warnings)
	require.Equal(t, "evidence_expired", out.Warnings[0].Code)
	h.refused(h.officer, id, casework.ProposeRegistration{Reasons: []string{"符合条件"}}, workflow.KindGuard, "evidence_valid")

	up := h.upload(id, h.officer)
	renew := casework.RenewEvidence{Phase: workflow.PhaseCapacity, Code: "050", Evidence: assessment.EvidenceRef{ID: up.ID, SHA256: up.SHA256, IssuedOn: day("2024-02-19")}}
	wrong := renew
	wrong.Code = "V1"
	h.refused(h.officer, id, wrong, workflow.KindInvalid, "没有要求")
	wrong = renew
	wrong.Evidence.SHA256 = up.ID
	h.refused(h.officer, id, wrong, workflow.KindInvalid, "SHA-256")
	before := h.load(id).Sheets
	h.must(h.officer, id, renew)
	require.Equal(t, before, h.load(id).Sheets, "no score changes")
	_, err := h.do(h.officer, id, casework.ProposeRegistration{Reasons: []string{"符合条件"}})
	require.Error(t, err)
	require.NotContains(t, err.Error(), "evidence_valid")
}
