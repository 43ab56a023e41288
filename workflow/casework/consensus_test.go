package casework_test

import (
	"context"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// changed are the shipped packs with one value changed in one file.
func changed(t *testing.T, file, from, to string) laws {
	t.Helper()
	data, err := law.Data()
	require.NoError(t, err)
	tree := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(data, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(data, path)
		if path == "packs/"+file {
			require.Contains(t, string(raw), from)
			raw = []byte(strings.Replace(string(raw), from, to, 1))
		}
		tree[path] = &fstest.MapFile{Data: raw}
		return err
	}))
	set, err := law.Load(tree)
	require.NoError(t, err)
	return laws{set}
}

// byConsensus lets the sheets of the house be joined by consensus.
func (h *house) byConsensus() {
	h.t.Helper()
	h.service.Laws = changed(h.t, "sandbox/cn.yaml", "value: mean", "value: consensus")
}

func jointly(code, option string) casework.RateJointly {
	return casework.RateJointly{Items: rule(code, option).Rulings}
}

// agree is the agreement with the joint rating that stands last in the case.
func (h *house) agree(id string) casework.AgreeRating {
	h.t.Helper()
	all := h.load(id).JointRatings
	require.NotEmpty(h.t, all)
	return casework.AgreeRating{RatingID: all[len(all)-1].ID}
}

func TestEvaluatorsSettleADifferenceTogether(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.byConsensus()
	h.settlesTogether()
}

func TestEvaluatorsSettleADifferenceTogetherOnRealStore(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t, (*house).byConsensus)
	id := h.settlesTogether()
	_, err := s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
}

// settlesTogether drives a difference to a joint rating by both, and the case on to the hand-over.
func (h *house) settlesTogether() string {
	t := h.t
	id := h.assessing()
	h.scoredAs(id, h.eval)
	h.refused(h.eval, id, jointly("050", "a"), workflow.KindGuard, "disagreement_open")
	h.scoredAs(id, h.eval2, "050")
	sheets := h.load(id).Sheets
	h.refused(h.officer, id, handOver, workflow.KindGuard, "评定尚未一致")
	h.refused(h.eval, id, casework.FindUnfit{Ground: "x"}, workflow.KindGuard, "评定尚未一致")
	for _, who := range []workflow.Actor{h.officer, h.supervisor, h.manager} {
		h.refused(who, id, jointly("050", "a"), workflow.KindForbidden, "role_not_allowed")
	}
	h.refused(h.eval, id, jointly("060", "a"), workflow.KindInvalid, "/items/0/code")
	h.refused(h.eval, id, jointly("050", "没有"), workflow.KindInvalid, "050")
	h.refused(h.eval, id, casework.RateJointly{Items: append(jointly("050", "a").Items, jointly("050", "b").Items...)}, workflow.KindInvalid, "/items/1/code")
	h.refused(h.eval2, id, casework.AgreeRating{RatingID: evaluatorID(1)}, workflow.KindGuard, "joint_open")

	h.must(h.eval, id, jointly("050", "a"))
	h.refused(h.eval, id, h.agree(id), workflow.KindGuard, "由其他评估员")
	h.refused(h.officer, id, handOver, workflow.KindGuard, "评定尚未一致")
	first := h.agree(id)
	h.must(h.eval, id, jointly("050", "b"))
	h.refused(h.eval2, id, first, workflow.KindConflict, "rating_changed")
	h.refused(h.officer, id, h.agree(id), workflow.KindForbidden, "role_not_allowed")
	out := h.must(h.eval2, id, h.agree(id))
	require.Equal(t, []string{"D27"}, codes(out.Papers))
	_, err := h.service.Paper(context.Background(), h.officer, id, out.Papers[0].ID)
	require.NoError(t, err)

	c := h.load(id)
	require.Equal(t, sheets, c.Sheets, "the sheets stay as they are")
	require.Len(t, c.JointRatings, 2)
	require.NotEmpty(t, c.JointRatings[0].VoidWhy)
	require.False(t, c.JointRatings[1].Open())
	require.Equal(t, []string{h.eval.ID, h.eval2.ID}, c.Rulings[0].Ruling.AgreedBy)
	require.Len(t, c.Rulings[0].Values, 2)
	require.NotEmpty(t, c.JointRatings[1].Items[0].Title)
	require.NotEmpty(t, c.JointRatings[1].Items[0].Value)
	res, err := h.service.Result(context.Background(), h.officer, id, workflow.PhaseCapacity, "050")
	require.NoError(t, err)
	raw, err := json.Marshal(res.Result)
	require.NoError(t, err)
	require.Contains(t, string(raw), `"agreed_by":[{"id":"`+h.eval.ID)
	require.Contains(t, strings.Join(res.Explanation, "\n"), "经王雅琴、白玛共同复核")
	h.refused(h.eval, id, jointly("050", "a"), workflow.KindGuard, "没有需要裁定的评分差异")
	h.must(h.officer, id, handOver)
	return id
}

func TestAJointRatingMeetsTheVersionThatWasRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.byConsensus()
	id := h.disputedByConsensus()
	h.refused(h.eval3, id, jointly("050", "a"), workflow.KindForbidden, "role_not_allowed")
	version := h.load(id).Version
	h.must(h.eval, id, jointly("050", "a"))
	for _, cmd := range []casework.Command{jointly("050", "b"), h.agree(id)} {
		_, err := h.service.Do(t.Context(), casework.Request{Actor: h.eval2, CaseID: id, Version: version, Command: cmd})
		require.True(t, workflow.IsKind(err, workflow.KindStale), "%s: %v", cmd.Act(), err)
	}
	require.Len(t, h.load(id).JointRatings, 1)
}

// disputedByConsensus brings a case to a difference at item 050.
func (h *house) disputedByConsensus() string {
	h.t.Helper()
	id := h.assessing()
	h.scoredAs(id, h.eval)
	h.scoredAs(id, h.eval2, "050")
	return id
}

func TestJointRatingIsOfConsensusAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.disputed()
	h.refused(h.eval, id, jointly("050", "a"), workflow.KindGuard, "by_consensus")
}

func TestWhatEvaluatorsCannotAgreeOnIsRuledOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.byConsensus()
	id := h.disputedByConsensus()
	h.must(h.eval, id, jointly("050", "a"))
	h.must(h.manager, id, casework.NameAdjudicator{EvaluatorID: evaluatorID(3)})
	h.must(h.eval3, id, casework.DeclareRecusal{Secrecy: true})
	v, err := h.service.ReadCase(t.Context(), h.eval3, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.JointRatings, "who rules judges for himself")
	entries, err := h.service.ReadHistory(t.Context(), h.eval3, id, 0)
	require.NoError(t, err)
	for _, e := range entries {
		if e.Act != workflow.ActRateJointly {
			continue
		}
		entry, err := h.service.ReadEntry(t.Context(), h.eval3, id, e.Seq)
		require.NoError(t, err)
		raw, err := json.Marshal(entry)
		require.NoError(t, err)
		require.NotContains(t, string(raw), "/input/items")
		require.NotContains(t, string(raw), "/joint_ratings/0/items")
	}
	agree := h.agree(id)
	h.must(h.eval3, id, rule("050", "b"))
	h.refused(h.eval2, id, agree, workflow.KindGuard, "joint_open")
	require.Equal(t, "由裁定人裁定", h.load(id).JointRatings[0].VoidWhy)
}

func TestASheetGivenBackHidesAndEndsAJointRating(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.byConsensus()
	id := h.disputedByConsensus()
	h.must(h.eval, id, jointly("050", "a"))
	h.must(h.supervisor, id, casework.ReopenSheet{EvaluatorID: evaluatorID(2), Reason: "漏填"})
	require.False(t, h.load(id).JointRatings[0].Open())
	v, err := h.service.ReadCase(t.Context(), h.officer, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.JointRatings, "it tells what was recorded on a sheet that is blind again")
	h.refused(h.eval2, id, h.agree(id), workflow.KindGuard, "joint_open")
}

// TestAllOfAMixedBodyMustAgree: with three sheets two agreements settle nothing.
func TestAllOfAMixedBodyMustAgree(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.byConsensus()
	id := h.mixedAssessing()
	h.must(h.group1, id, casework.RecordVisit{VisitInput: h.visitOfAll()})
	h.scoredAs(id, h.group1)
	h.scoredAs(id, h.group2, "050")
	h.scoredAs(id, h.eval)
	in := jointly("050", "b")
	up := h.upload(id, h.group1)
	in.Items[0].Answer.Evidence = []assessment.EvidenceRef{{ID: up.ID, SHA256: up.SHA256}}
	h.must(h.group1, id, in)
	h.must(h.eval, id, h.agree(id))
	require.Empty(t, h.load(id).Rulings)
	h.refused(h.eval, id, h.agree(id), workflow.KindGuard, "由其他评估员")
	h.must(h.group2, id, h.agree(id))
	require.Len(t, h.load(id).Rulings, 1)
	h.must(h.officer, id, handOver)
}
