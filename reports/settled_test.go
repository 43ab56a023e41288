package reports_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// TestWhyAnItemCameToItsValue: the report tells how differing values became one, who ruled
// and why, what was remarked, how many files there are and how their hashes begin.
func TestWhyAnItemCameToItsValue(t *testing.T) {
	t.Parallel()
	w := couple(t)
	text := textOf(t, w.order("D13", "2024-03-11"))
	for _, part := range []string{
		"三十周岁至四十五周岁（选项a，6分）\t四十六周岁至五十周岁（选项b，5分）\t5.50\n说明\t计算：（6＋5）÷2，得5.50分。\n",
		"索朗·卓嘎、何䶮：谈话和实地查看一致，详见走访记录；佐证1件（b1946ac92492）。",
		"得分构成\t98（一般性指标）＋0（加分性指标）＝98分",
		"一般性指标（得分98.00，满分100）",
		"（2）总分不低于80分（实得98.00，标准80）：是，据此得出结论。",
	} {
		require.Contains(t, text, part)
	}
	require.NotContains(t, textOf(t, w.order("D16b", "2024-03-07")), "选项a", "the short table stays short")

	result := *w.res["capacity"]
	result.Tree = append([]assessment.Row(nil), result.Tree...)
	result.Tree[1].Rows = append([]assessment.Row(nil), result.Tree[1].Rows...)
	row := &result.Tree[1].Rows[0]
	row.Rulings = []assessment.Ruled{{
		Answer: assessment.Given{Evaluator: "e3", Name: "贡布", Option: "b", OptionTitle: instrument.Text{ZH: "较好"}, Points: exact(t, "7"), Evidence: []assessment.EvidenceRef{{SHA256: strings.Repeat("c3", 32)}}},
		Reason: "查阅收入证明。", Ground: assessment.BeyondItem, Spread: *exact(t, "3"), Allowed: exact(t, "1.75"), At: time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC),
	}}
	result.Tree[1].Rows[1].Rulings = []assessment.Ruled{{
		Answer: assessment.Given{Name: "何䶮", Points: exact(t, "8"), Option: "b", OptionTitle: instrument.Text{ZH: "良好"}}, Reason: "再次走访", Ground: assessment.NoConsensus,
		AgreedBy: []assessment.Person{{Name: "索朗·卓嘎"}, {Name: "何䶮"}},
	}}
	w.res["capacity"] = &result
	text = textOf(t, w.order("D13", "2024-03-11"))
	require.Contains(t, text, "裁定：贡布定为“较好”（选项b，7分）；各评估员相差3，允许差值1.75；理由：查阅收入证明；佐证1件（c3c3c3c3c3c3）。")
	require.Contains(t, text, "共同评定：索朗·卓嘎、何䶮定为“良好”（选项b，8分）；各评估员未达成一致；理由：再次走访。")
}

// TestManyEvaluatorsShareAColumn and no page is too narrow for them.
func TestManyEvaluatorsShareAColumn(t *testing.T) {
	t.Parallel()
	w := couple(t)
	result := *w.res["integration"]
	for i := range 3 {
		id := fmt.Sprintf("acc-x%d", i)
		result.Sheets = append(result.Sheets, assessment.SheetRef{ID: id, Evaluator: assessment.Person{ID: id, Name: fmt.Sprintf("评估员%d", i)}})
	}
	w.res["integration"] = &result
	job := w.order("D13", "2024-03-11")
	require.Contains(t, textOf(t, job), "各评估员的评定")
	require.Contains(t, textOf(t, job), "索朗·卓嘎：适应良好（选项a，10分）\n何䶮：适应良好（选项a，10分）\n评估员0：未填写")
	doc, err := reports.Build(job)
	require.NoError(t, err)
	require.NotEmpty(t, pagesOf(t, doc))
}

// TestWhatPeopleSettledIsOnThePapers: who stated a conclusion that the table leaves open,
// proofs that came in later, a sheet that was given back.
func TestWhatPeopleSettledIsOnThePapers(t *testing.T) {
	t.Parallel()
	w := couple(t)
	result := *w.res["capacity"]
	result.Outcome, result.Conclusion = instrument.Human, "由审批人判断"
	w.res["capacity"] = &result
	require.Contains(t, textOf(t, w.order("D13", "2024-03-11")), "由审批人判断（尚未认定）")

	w.c.Stated = []workflow.StatedOutcome{
		{Phase: "capacity", Passed: false, Reason: "旧的", On: day("2024-01-30"), By: "旺堆", VoidOn: day("2024-02-01"), VoidWhy: "评分表退回"},
		{Phase: "capacity", Passed: true, Reason: "各项内容均经核实。", On: day("2024-02-02"), By: "旺堆"},
	}
	w.c.Renewals = []workflow.PhaseRenewal{{
		Phase: "capacity", On: day("2024-03-01"), By: "次旦·平措", Note: "原证明到期",
		Renewal: assessment.Renewal{Code: "050", Evidence: assessment.EvidenceRef{ID: "f2", SHA256: strings.Repeat("ab", 32), IssuedOn: day("2024-02-28"), ExpiresOn: day("2024-08-28")}},
	}}
	w.c.SetAside = []workflow.SetAside{{SheetID: w.c.Sheets[1].ID, On: day("2024-02-01"), Reopened: true}}
	text := textOf(t, w.order("D13", "2024-03-11"))
	for _, part := range []string{
		"由审批人判断，经审批人认定为符合要求",
		"评分结果的认定：评分表将结论留待审批人判断，审批人旺堆于2024年2月2日认定为符合要求。理由：各项内容均经核实。",
		"2024年3月1日\t050 身体健康状况\t校验码abababababab，2024年2月28日出具，有效至2024年8月28日\t次旦·平措\t原证明到期",
		"补交的证明材料不改变评分。",
		"收养能力评估评分表（评估员何䶮，已于2024年2月1日退回，由重新提交的取代）",
	} {
		require.Contains(t, text, part)
	}
	require.NotContains(t, text, "旧的")
	text = textOf(t, w.order("D18", "2024-03-20"))
	require.Contains(t, text, "收养能力评估：审批人旺堆于2024年2月2日认定为符合要求。理由：各项内容均经核实。")
	require.Contains(t, text, "2024年3月1日由次旦·平措补交收养能力评估“050 身体健康状况”的证明，校验码abababababab，2024年2月28日出具，有效至2024年8月28日")
	require.Contains(t, textOf(t, w.order("D14", "2024-03-12")), "由审批人判断，经审批人认定为符合要求。")
}

// TestTheReportOnTheIntegrationIsOnTheHandlingForm of order B.
func TestTheReportOnTheIntegrationIsOnTheHandlingForm(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.c.IntegrationReport = &workflow.Report{Covers: []string{workflow.PhaseIntegration}, Conclusion: workflow.ConclusionFit}
	require.NotContains(t, textOf(t, w.order("D18", "2024-03-20")), "融合情况评估报告", "it is not submitted yet")
	w.c.IntegrationReport.SealedOn = day("2024-03-15")
	require.Contains(t, textOf(t, w.order("D18", "2024-03-20")), "；于2024年3月15日出具融合情况评估报告，结论：融合合格")
}
