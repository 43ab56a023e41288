package reports_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// TestTheFamilysWordsStandBesideTheDecision: what was said in general and beside each
// finding, and what was said before it, are on the form on which is decided.
func TestTheFamilysWordsStandBesideTheDecision(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.c.Report.PastReplies = []workflow.Reply{{On: day("2024-03-13"), Reply: "住房面积应为九十平方米。", Comments: []workflow.ReplyComment{{Phase: "capacity", Code: "1.2", Title: "住房", Text: "产权证载明九十平方米"}}}}
	w.c.Report.RepliedOn, w.c.Report.Reply, w.c.Report.ReplyAgrees = day("2024-03-14"), "已更正，无异议", true
	text := textOf(t, w.order("D18", "2024-03-19"))
	require.Contains(t, text, "对评估结论有异议（2024年3月13日）：住房面积应为九十平方米；对“1.2 住房”：产权证载明九十平方米；对评估结论无异议（2024年3月14日）：已更正，无异议")
}

// TestReasonsOfAConclusionNameNobody: parts, vetoes and conditions are told, remarks
// and choices of evaluators are not.
func TestReasonsOfAConclusionNameNobody(t *testing.T) {
	t.Parallel()
	w := couple(t)
	text := textOf(t, w.order("D14", "2024-03-12"))
	require.Contains(t, text, "评分依据（收养能力评估）：各部分得分为")
	require.Contains(t, text, "判定条件依次为：")
	for _, e := range w.c.Commission.Members {
		require.NotContains(t, text, e.Name)
	}
	for _, s := range w.c.Sheets {
		for _, a := range s.Answers {
			if len([]rune(a.Comment)) > 5 {
				require.NotContains(t, text, a.Comment)
			}
		}
	}
}

// TestALetterDoesNotDateAnEarlierLettersWindow: the days for an objection run from the service of the letter itself; a
// window that was opened by the letter on the first report says nothing about this one.
func TestALetterDoesNotDateAnEarlierLettersWindow(t *testing.T) {
	t.Parallel()
	w := couple(t)
	before := textOf(t, w.order("D14", "2024-03-12"))
	require.Contains(t, before, "自本告知书送达之日的次日起15日内")
	earlier, err := law.StartClock(w.pack, law.ClockReviewWindow, day("2024-02-02"))
	require.NoError(t, err)
	w.c.Clocks = append(w.c.Clocks, earlier)
	require.Equal(t, before, textOf(t, w.order("D14", "2024-03-12")))
}
