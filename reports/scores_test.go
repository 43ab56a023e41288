package reports_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/reports"
)

func exact(t *testing.T, s string) *instrument.Exact {
	t.Helper()
	var e instrument.Exact
	require.NoError(t, e.UnmarshalText([]byte(s)))
	return &e
}

// TestEveryKindOfItem: a weighted rating shows its rating and weight, a dual both
// ratings and what mitigates them, a settled disagreement who settled it and why.
func TestEveryKindOfItem(t *testing.T) {
	t.Parallel()
	w := couple(t)
	rated := assessment.Row{
		Code: "R1", Type: instrument.KindRating, Title: instrument.Text{ZH: "加权项目"}, Points: exact(t, "8.5"), Printed: "8.50", Rating: exact(t, "85"), Weight: exact(t, "0.1"),
		Answers: []assessment.Given{{Evaluator: "acc-e1", Name: "索朗·卓嘎", Points: exact(t, "85")}},
		Rulings: []assessment.Ruled{{Answer: assessment.Given{Evaluator: "acc-s", Name: "旺堆", Points: exact(t, "85")}, Reason: "以走访记录为准。"}},
	}
	dual := assessment.Row{
		Code: "Q1", Type: instrument.KindDual, Title: instrument.Text{ZH: "双次评级项目"}, Duals: []assessment.DualValue{{Initial: *exact(t, "3"), Final: *exact(t, "1")}},
		Answers: []assessment.Given{{Evaluator: "acc-e1", Name: "索朗·卓嘎", Initial: new(3), Mitigation: "参加培训。", Final: new(1)}},
	}
	result := *w.res["integration"]
	result.Tree = append([]assessment.Row{rated, dual}, result.Tree...)
	w.res["integration"] = &result
	for _, code := range []string{"D13", "D16b"} {
		job := w.order("D16b", "2024-03-07")
		if code == "D13" {
			job = w.order("D13", "2024-03-11")
		}
		text := textOf(t, job)
		require.Contains(t, text, "评定值85\t")
		require.Contains(t, text, "8.50\n（85×0.1）")
		require.Contains(t, text, "初评3；缓解措施：参加培训；终评1")
		require.Contains(t, text, "初评3.00\n终评1.00")
		settled := "R1 加权项目：各评估员评定不一致，旺堆裁定为“评定值85”，理由：以走访记录为准。"
		if code == "D13" {
			settled = "说明\t裁定：旺堆定为“评定值85”；理由：以走访记录为准。"
		}
		require.Contains(t, text, settled)
		doc, err := reports.Build(job)
		require.NoError(t, err)
		require.NotEmpty(t, pagesOf(t, doc))
	}
}
