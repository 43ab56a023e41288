package casework_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// answers fills in a whole sheet of the capacity table: the first choice, at the named items the last.
func (h *house) answers(id string, who workflow.Actor, last ...string) map[string]assessment.Answer {
	h.t.Helper()
	table, err := h.service.Tables.Get(instrument.Ref(h.load(id).Instruments[workflow.PhaseCapacity]))
	require.NoError(h.t, err)
	up := h.upload(id, who)
	answers := map[string]assessment.Answer{}
	for item := range table.Items() {
		a := assessment.Answer{Comment: "核实", Evidence: []assessment.EvidenceRef{{ID: up.ID, SHA256: up.SHA256}}}
		switch item.Kind() {
		case instrument.KindVeto, instrument.KindBoolean:
			a = assessment.Answer{Value: new(false)}
		case instrument.KindText:
			a = assessment.Answer{Text: "无"}
		default:
			choices := slices.Collect(item.Choices())
			a.Option = choices[0].Code
			if slices.Contains(last, item.Code()) {
				a.Option = choices[len(choices)-1].Code
			}
		}
		answers[item.Code()] = a
	}
	return answers
}

// scoredAs submits a sheet of the capacity phase.
func (h *house) scoredAs(id string, who workflow.Actor, last ...string) {
	h.t.Helper()
	if len(h.load(id).Visits) == 0 {
		h.must(h.eval, id, casework.RecordVisit{VisitInput: h.visit()})
	}
	v, err := h.service.SaveSheet(context.Background(), casework.SheetRequest{Actor: who, CaseID: id, Phase: workflow.PhaseCapacity, Answers: h.answers(id, who, last...)})
	require.NoError(h.t, err)
	require.Empty(h.t, v.Problems)
	h.must(who, id, casework.SubmitSheet{Version: v.Version})
}

func rule(code, option string) casework.RuleItems {
	return casework.RuleItems{Rulings: []casework.ItemRuling{{Code: code, Answer: assessment.Answer{Option: option, Comment: "核实"}, Reason: "体检证明载明慢性病已稳定控制"}}}
}

// disputed brings a case to a difference at item 050 of the capacity table.
func (h *house) disputed() string {
	h.t.Helper()
	id := h.assessing()
	h.scoredAs(id, h.eval)
	h.refused(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)}, workflow.KindGuard, "disagreement_open")
	h.scoredAs(id, h.eval2, "050")
	return id
}

func (h *house) disputes(who workflow.Actor, id string) []casework.Dispute {
	h.t.Helper()
	v, err := h.service.ReadCase(context.Background(), who, id)
	require.NoError(h.t, err)
	return v.Disputes
}

var handOver = casework.BeginIntegration{AgreedOn: day("2024-01-08"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"}

func TestADifferenceBeyondToleranceIsRuledOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	open := h.disputes(h.officer, id)
	require.Len(t, open, 1)
	require.Equal(t, 1, open[0].Open)
	require.Equal(t, "050", open[0].Items[0].Code)
	h.refused(h.officer, id, handOver, workflow.KindGuard, "尚未裁定：050")
	h.refused(h.eval, id, casework.FindUnfit{Ground: "x"}, workflow.KindGuard, "尚未裁定：050")

	h.refused(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(1)}, workflow.KindGuard, "不得裁定")
	h.refused(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(4)}, workflow.KindGuard, "不是本案评估主体的评估员")
	h.refused(h.supervisor, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(4)}, workflow.KindInvalid, "/reason")
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.refused(h.eval3, id, rule("050", "b"), workflow.KindGuard, "adjudicator_declared")
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	h.refused(h.eval, id, rule("050", "b"), workflow.KindGuard, "adjudicator_declared")
	h.refused(h.eval3, id, rule("060", "b"), workflow.KindInvalid, "不在待裁定之列")
	h.refused(h.eval3, id, rule("050", "没有"), workflow.KindInvalid, "050")
	out := h.must(h.eval3, id, rule("050", "b"))
	require.Equal(t, []string{"D27"}, codes(out.Papers))
	_, err := h.service.Paper(context.Background(), h.officer, id, out.Papers[0].ID)
	require.NoError(t, err)
	h.refused(h.eval3, id, rule("050", "a"), workflow.KindForbidden, "role_not_allowed")

	c := h.load(id)
	require.Len(t, c.Rulings, 1)
	require.Len(t, c.Rulings[0].Values, 2)
	require.NotEmpty(t, c.Rulings[0].Value)
	require.Equal(t, 0, h.disputes(h.officer, id)[0].Open)
	h.must(h.officer, id, handOver)
}

func TestAnAdjudicatorSeesTheItemsInDisputeAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	v, err := h.service.ReadCase(context.Background(), h.eval3, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.Sheets, "names for the recusal check alone")
	require.Empty(t, v.Disputes)
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	v, err = h.service.ReadCase(context.Background(), h.eval3, id)
	require.NoError(t, err)
	require.Len(t, v.Case.Sheets, 2)
	for _, s := range v.Case.Sheets {
		require.Len(t, s.Answers, 1)
		require.Contains(t, s.Answers, "050")
	}
	require.Nil(t, v.Case.PaperOf("D11"), "the whole sheet is not open")
	seq := h.opened(id).Head.Sequence
	entry, err := h.service.ReadEntry(context.Background(), h.eval3, id, seq)
	require.NoError(t, err)
	raw, err := json.Marshal(entry)
	require.NoError(t, err)
	require.Contains(t, string(raw), "/answers/050/option")
	require.NotContains(t, string(raw), "/answers/060/option")
	h.must(h.eval3, id, rule("050", "b"))
	v, err = h.service.ReadCase(context.Background(), h.eval3, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.Sheets, "the file shuts when all is ruled on")
}

func TestNoDifferenceWithinTolerance(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	require.Empty(t, h.disputes(h.officer, id))
	h.refused(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)}, workflow.KindGuard, "没有需要裁定的评分差异")
}

func TestAnAdjudicatorNeitherChecksNorConfirms(t *testing.T) {
	t.Parallel()
	c := workflow.Case{AuthorityID: officeID, State: workflow.ReportReview, Adjudicators: []workflow.Adjudicator{{AccountID: "x", Name: "贡布", DoneOn: day("2024-01-09")}}}
	life, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	for _, who := range []workflow.Actor{{ID: "x", Role: workflow.RoleOfficer, AuthorityID: officeID}, {ID: "y", Name: "贡布", Role: workflow.RoleOfficer, AuthorityID: officeID}} {
		_, err := life.Decide(&workflow.View{Case: &c, Actor: who}, workflow.ActCheckReport)
		require.ErrorContains(t, err, "checker_not_assessor")
	}
}

func TestAReplacedEvaluatorsRulingsFall(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.must(h.supervisor, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(4), Reason: "评估机构没有第三名评估员"})
	h.must(h.group1, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.group1, id, rule("050", "b"))
	h.must(h.eval2, id, casework.DeclareRecusal{Conflict: true, Ground: "亲属", Secrecy: true})
	h.must(h.manager, id, casework.ReplaceEvaluator{Leaves: evaluatorID(2), Comes: evaluatorID(3), Reason: "回避"})
	c := h.load(id)
	require.False(t, c.Rulings[0].VoidOn.IsZero())
	require.Empty(t, c.RulingsOf(workflow.PhaseCapacity))
	h.refused(h.officer, id, handOver, workflow.KindGuard, "capacity_sheets")
}

// personal gives the house a capacity table that leaves the conclusion to the approver.
func (h *house) personal() {
	h.t.Helper()
	raw, err := os.ReadFile("../../assessment/instrument/data/s1-capacity.yaml")
	require.NoError(h.t, err)
	raw = bytes.Replace(raw, []byte("outcome: pass"), []byte("outcome: human"), 1)
	capacity, err := instrument.Load("s1-human.yaml", raw)
	require.NoError(h.t, err)
	shipped, err := instrument.Embedded()
	require.NoError(h.t, err)
	shipped = slices.DeleteFunc(shipped, func(t *instrument.Instrument) bool { return t.Phase() == instrument.Capacity })
	h.service.Tables, err = instrument.NewLibrary(append(shipped, capacity)...)
	require.NoError(h.t, err)
}

func TestAConclusionLeftToAPersonIsStatedByTheSupervisor(t *testing.T) {
	t.Parallel()
	for _, passed := range []bool{true, false} {
		h := newHouse(t, true)
		h.personal()
		id := h.assessing()
		state := casework.StateOutcome{Phase: workflow.PhaseCapacity, Passed: &passed, Reason: "各项内容均经核实"}
		h.refused(h.supervisor, id, state, workflow.KindGuard, "outcome_left")
		h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
		h.refused(h.officer, id, handOver, workflow.KindGuard, "由审批人判断")
		h.refused(h.eval, id, casework.FindUnfit{Ground: "x"}, workflow.KindGuard, "由审批人判断")
		h.refused(h.officer, id, state, workflow.KindForbidden, "审批人")
		h.refused(h.supervisor, id, casework.StateOutcome{Phase: workflow.PhaseCapacity, Reason: "x"}, workflow.KindInvalid, "/passed")
		h.must(h.supervisor, id, state)
		h.refused(h.supervisor, id, state, workflow.KindGuard, "outcome_left")
		if passed {
			h.refused(h.eval, id, casework.FindUnfit{Ground: "x"}, workflow.KindGuard, "经审批人认定")
			h.must(h.officer, id, handOver)
			continue
		}
		h.refused(h.officer, id, handOver, workflow.KindGuard, "经审批人认定")
		h.must(h.eval, id, casework.FindUnfit{Ground: "不符合要求"})
		h.refused(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionFit, Opinion: "适合"}, workflow.KindInvalid, "不得为适合收养")
		h.must(h.eval, id, casework.WriteReport{Work: "走访", Analysis: "分析", Conclusion: workflow.ConclusionUnfit, Opinion: "不适合"})
	}
}
