package assessment_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
)

func TestExplainFollowsEveryNumberToOptionEvidenceAndPerson(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, map[string]assessment.Answer{"010": option("b"), "B1": value(true)}, map[string]assessment.Answer{"V7": value(true)})
	text := strings.Join(assessment.Explain(score(t, table, sheets, mean())), "\n")
	for _, part := range []string{
		"sandbox-s1-capacity@1，SHA-256 " + table.Ref().SHA256,
		"并非官方评分表",
		"评估员：张晓梅、李建国。合并方式：逐项取各评估员评分的平均值。",
		"010 收养动机：8.50分，最高10分。张晓梅选择“兼有自身需要，能够顾及儿童利益”（选项b），7分",
		"证据ev-1（SHA-256 " + aFile.SHA256 + "）",
		"V6 参加非法组织、邪教组织：各评估员均未发现。",
		"V7 有吸毒、酗酒、赌博、嫖娼等行为：李建国认定存在该情形",
		"B1 收养残疾或者患病儿童：2.50分，最高5分。张晓梅认定为是，5分",
		"总分：101.00分，最高可得110分。",
		"判定1：存在否决性情形，涉及V7，符合，据此得出结论。",
		"结论：存在否决性情形，收养能力评估不合格。评分结果是收养登记的参考依据",
	} {
		require.Contains(t, text, part)
	}
	require.NotContains(t, text, "判定2")
}

func TestExplainTellsRoundingCapsAndModes(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-points")
	first := map[string]assessment.Answer{"010": points("69.99"), "020": points("0"), "B1": points("6"), "B2": points("6")}
	second := map[string]assessment.Answer{"010": points("70"), "020": points("0"), "B1": points("6"), "B2": points("6")}
	text := strings.Join(assessment.Explain(score(t, table, twoSheets(t, table, first, second), mean())), "\n")
	require.Contains(t, text, "【加分】合计12.00分，按上限计10.00分")
	require.Contains(t, text, "总分：79.99分，最高可得110分；精确值为79.995，打印时保留两位小数，只舍不入，判定按精确值进行。")
	require.Contains(t, text, "判定2：总分不低于80分，实得79.995分，不符合，进入下一项判定。")

	text = strings.Join(assessment.Explain(score(t, table, twoSheets(t, table, first, second), assessment.Consolidation{Mode: assessment.Lead, Lead: li.ID})), "\n")
	require.Contains(t, text, "评估员：张晓梅、李建国（主评估员）。合并方式：逐项采用主评估员的评分。")
	require.Contains(t, text, "010 甲项：70.00分，最高80分。张晓梅，69.99分（未采用）")
}

func TestExplainNamesTheApplicant(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f6")
	each := assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: rating(60), wife.ID: rating(90)}}
	sheets := twoSheets(t, table, map[string]assessment.Answer{"020": each}, map[string]assessment.Answer{"020": each})
	text := strings.Join(assessment.Explain(score(t, table, sheets, mean())), "\n")
	require.Contains(t, text, "（评定值90.00×权重0.3333）。张晓梅评定申请人扎西评定为60（未采用）；张晓梅评定申请人卓玛评定为90")
}
