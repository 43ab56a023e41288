package casework_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// seen is everything that an actor can read of a case, as one text.
func (h *house) seen(who workflow.Actor, id string) string {
	h.t.Helper()
	ctx := context.Background()
	v, err := h.service.ReadCase(ctx, who, id)
	require.NoError(h.t, err)
	papers, err := h.service.Papers(ctx, who, id)
	require.NoError(h.t, err)
	history, err := h.service.ReadHistory(ctx, who, id, 0)
	require.NoError(h.t, err)
	all := []any{v, papers, history}
	for _, line := range history {
		entry, err := h.service.ReadEntry(ctx, who, id, line.Seq)
		require.NoError(h.t, err)
		all = append(all, entry)
	}
	raw, err := json.Marshal(all)
	require.NoError(h.t, err)
	return string(raw)
}

func TestSheetsAreBlindUntilAllAreIn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.scored(id, workflow.PhaseCapacity, h.eval)
	sheet := h.load(id).Sheets[0].ID
	paper := h.load(id).PaperOf("D11").ID
	for _, who := range []workflow.Actor{h.officer, h.supervisor, h.manager, h.eval2, h.auditor} {
		text := h.seen(who, id)
		require.NotContains(t, text, sheet, who.Name)
		require.NotContains(t, text, paper, who.Name)
		_, err := h.service.Paper(context.Background(), who, id, paper)
		require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%s: %v", who.Name, err)
		v, err := h.service.ReadCase(context.Background(), who, id)
		require.NoError(t, err)
		told := 1
		if who.Role == workflow.RoleEvaluator {
			told = 0 // not even that the other is done
		}
		require.Equal(t, []casework.SheetProgress{{Phase: "capacity", Submitted: told, Of: 2}, {Phase: "integration", Of: 2}}, v.Sheets)
		h.blindLines(who, id)
	}
	require.Contains(t, h.seen(h.eval, id), sheet, "one's own")
	_, err := h.service.Paper(context.Background(), h.eval, id, paper)
	require.NoError(t, err)
	h.blindLines(h.eval2, id) // and of the setting of the paper, by its evaluator
	h.must(h.eval2, id, casework.RecordVisit{VisitInput: h.visit()})
	h.blindLines(h.manager, id)
	h.refused(h.supervisor, id, casework.VoidPaper{PaperID: paper, Reason: "误"}, workflow.KindInvalid, "没有这一文书")

	h.scored(id, workflow.PhaseCapacity, h.eval2)
	for _, who := range []workflow.Actor{h.officer, h.supervisor, h.manager, h.eval2} {
		require.Contains(t, h.seen(who, id), sheet, who.Name)
	}
}

// blindLines looks at the entries of a blind sheet: its submission, and the setting of its paper. No
// hash is shown by which the person could be tried out, and to evaluators neither act nor time.
func (h *house) blindLines(who workflow.Actor, id string) {
	h.t.Helper()
	lines, err := h.service.ReadHistory(context.Background(), who, id, 0)
	require.NoError(h.t, err)
	blind := 0
	for i, l := range lines {
		one, err := h.service.ReadEntry(context.Background(), who, id, l.Seq)
		require.NoError(h.t, err)
		require.Equal(h.t, l, one.HistoryLine)
		require.Equal(h.t, i > 0 && lines[i-1].Blind, l.Prev == "")
		if !l.Blind {
			require.NotEmpty(h.t, l.Hash)
			continue
		}
		blind++
		require.Empty(h.t, l.Hash+l.Actor.ID+l.Actor.Name)
		require.Equal(h.t, who.Role == workflow.RoleEvaluator, string(l.Act)+l.At+l.On == "", who.Name)
	}
	require.NotZero(h.t, blind)
}

func TestOfferShowsNamesOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	_, err := h.service.ReadCase(context.Background(), h.manager, id)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
	h.on("2024-01-08")
	h.noticed(id)
	v, err := h.service.ReadCase(context.Background(), h.manager, id)
	require.NoError(t, err)
	raw, err := json.Marshal(v.Case)
	require.NoError(t, err)
	require.Contains(t, string(raw), "王林")
	require.NotContains(t, string(raw), "13800000000")
	require.NotContains(t, string(raw), "5401021985")
	require.Nil(t, v.Child)
	require.Equal(t, []string{"D05"}, codes(v.Case.Papers), "the copy for the body")
	_, err = h.service.Paper(context.Background(), h.manager, id, v.Case.Papers[0].ID)
	require.NoError(t, err)
	_, err = h.service.ReadHistory(context.Background(), h.manager, id, 0)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "%v", err)
	_, err = h.service.ReadCase(context.Background(), h.eval, id)
	require.True(t, workflow.IsKind(err, workflow.KindNotFound), "not assigned: %v", err)

	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.manager, id, casework.AcceptCommission{})
	v, err = h.service.ReadCase(context.Background(), h.manager, id)
	require.NoError(t, err)
	require.Equal(t, "13800000000", v.Case.Application.Applicants[0].Phone, "the file opens at acceptance")
	h.must(h.officer, id, casework.Withdraw{By: "placer", Reason: "另有安排"})
	v, err = h.service.ReadCase(context.Background(), h.manager, id)
	require.NoError(t, err)
	require.Empty(t, v.Case.Application.Applicants, "and shuts with the case")
}

func TestNumbersAreMasked(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	text := h.seen(h.auditor, id)
	require.NotContains(t, text, residentID("54010219850506011"))
	require.NotContains(t, text, "13800000000")
	require.Contains(t, text, "王林")
	require.Contains(t, h.seen(h.officer2, id), residentID("54010219850506011"))
	above := h.officer
	above.AuthorityID = "10000000-0000-7000-8000-000000000009"
	require.NotContains(t, h.seen(above, id), "13800000000")
	require.Equal(t, "王＊", casework.MaskName("王林"))
	require.Equal(t, "𠮷＊＊", casework.MaskName("𠮷祥林"))
	require.Empty(t, casework.MaskName(""))
	require.Equal(t, "540*************12", casework.MaskNumber("540102198505060112"))
	require.Equal(t, "*****", casework.MaskNumber("12345"))
}

func TestEveryReadingIsRecorded(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.store.state.Reads = nil
	h.seen(h.officer, id)
	var what []string
	for _, r := range h.store.state.Reads {
		require.Equal(t, id, r.CaseID)
		what = append(what, r.What)
	}
	require.Equal(t, "case case history history", strings.Join(what, " "))
}

func TestStaleAnswerTellsWhatChangedButNotWhoScored(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.must(h.eval, id, casework.RecordVisit{VisitInput: h.visit()})
	version := h.load(id).Version
	h.scored(id, workflow.PhaseCapacity, h.eval)
	_, err := h.service.Do(context.Background(), casework.Request{Actor: h.eval2, CaseID: id, Version: version, Command: casework.RecordVisit{VisitInput: h.visit()}})
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
	require.ErrorContains(t, err, "全体评估员提交后公开")
	require.NotContains(t, err.Error(), "提交评分表")
	require.NotContains(t, err.Error(), h.eval.Name)
	_, err = h.service.Do(context.Background(), casework.Request{Actor: h.manager, CaseID: id, Version: version, Command: casework.ReportCircumstance{Item: 1, Facts: "x"}})
	require.ErrorContains(t, err, "提交评分表")
	require.NotContains(t, err.Error(), h.eval.Name)
}
