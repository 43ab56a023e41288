package assessment_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
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
		"V6 参加非法组织、邪教组织：各评估员均未发现。参照：《收养评估办法（试行）》（民发〔2020〕144号）第十一条第（二）项。",
		"V7 有吸毒、酗酒、赌博、嫖娼等行为：李建国认定存在该情形",
		"B1 收养残疾或者患病儿童：2.50分，最高5分。张晓梅认定为是，5分",
		"总分：101.00分，最高可得110分；其中“一般性指标”98.5分、“加分性指标”2.5分。",
		"判定1：存在否决性情形，涉及V7，符合，据此得出结论。",
		"结论：存在否决性情形，收养能力评估不合格。评分结果是收养登记的参考依据",
	} {
		require.Contains(t, text, part)
	}
	require.NotContains(t, text, "判定2")
	require.NotContains(t, text, "依据《", "an illustrative table rests on no text")
	require.NotContains(t, text, "四川")
}

func TestExplainTellsRoundingCapsAndModes(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-points")
	first := map[string]assessment.Answer{"010": points("69.99"), "020": points("0"), "B1": points("6"), "B2": points("6")}
	second := map[string]assessment.Answer{"010": points("70"), "020": points("0"), "B1": points("6"), "B2": points("6")}
	text := strings.Join(assessment.Explain(score(t, table, twoSheets(t, table, first, second), mean())), "\n")
	require.Contains(t, text, "【加分】合计12.00分，按上限计10.00分")
	require.Contains(t, text, "总分：79.99分，最高可得110分；其中“一般”69.995分、“加分”10分；精确值为79.995，打印时保留两位小数，只舍不入，判定按精确值进行。")
	require.Contains(t, text, "判定2：总分不低于80分，实得79.995分，不符合，进入下一项判定。")

	text = strings.Join(assessment.Explain(score(t, table, twoSheets(t, table, first, second), assessment.Consolidation{Mode: assessment.Lead, Lead: li.ID})), "\n")
	require.Contains(t, text, "评估员：张晓梅、李建国（主评估员）。合并方式：逐项采用主评估员的评分。")
	require.Contains(t, text, "010 甲项：70.00分，最高80分。张晓梅评69.99分（未采用）")
}

func TestExplainNamesTheApplicant(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f6")
	each := assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: rating(60), wife.ID: rating(90)}}
	sheets := twoSheets(t, table, map[string]assessment.Answer{"020": each}, map[string]assessment.Answer{"020": each})
	text := strings.Join(assessment.Explain(score(t, table, sheets, mean())), "\n")
	require.Contains(t, text, "（评定值90.00×权重0.3333）。张晓梅对申请人扎西评定为60（未采用）；张晓梅对申请人卓玛评定为90")
}

func TestExplainTellsWhoRuled(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, nil, map[string]assessment.Answer{"010": option("c"), "080": option("b")})
	settle := ruling("010", option("b"))
	settle.Answer.Evidence = []assessment.EvidenceRef{{ID: "ev-9", SHA256: strings.Repeat("b2", 32), IssuedOn: law.MustDate("2024-01-05"), ExpiresOn: law.MustDate("2024-07-04")}}
	text := strings.Join(assessment.Explain(score(t, table, sheets, within(t, "25%", "50%"), settle)), "\n")
	for _, part := range []string{
		"允许差值：单项分值范围的25%，总分分值范围的50%。",
		"各评估员单独计算的总分（有裁定的项目按裁定计）：张晓梅97.00分、李建国95.00分，相差2分，允许差值49分。",
		"选项a），10分（未采用），说明",
		"各评估员评定差异超过允许范围（相差7，允许1.75），由裁定人赵敏于2024年3月5日裁定：选择“兼有自身需要，能够顾及儿童利益”（选项b），7分；理由：“查阅收入证明后认定”，证据ev-9（SHA-256 " + strings.Repeat("b2", 32) + "，2024年1月5日出具，有效至2024年7月4日）。",
		"平均：（10＋8）÷2。",
	} {
		require.Contains(t, text, part)
	}

	settle = ruling("010", option("b"))
	settle.By, settle.AgreedBy = li, []string{zhang.ID, li.ID}
	text = strings.Join(assessment.Explain(score(t, table, sheets, assessment.Consolidation{Mode: assessment.Consensus}, settle, ruling("080", option("c")))), "\n")
	require.Contains(t, text, "各评估员未达成一致，经张晓梅、李建国共同复核，统一于2024年3月5日评定：选择“兼有自身需要，能够顾及儿童利益”（选项b），7分；理由")
	require.Contains(t, text, "各评估员未达成一致，由裁定人赵敏于2024年3月5日裁定：选择")
}

func TestExplainOneFollowsANumberDownItsPath(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-points")
	answers := map[string]assessment.Answer{"010": points("62.5"), "020": points("10"), "B1": points("6"), "B2": points("6")}
	result := score(t, table, twoSheets(t, table, answers, answers), mean())
	lines, err := assessment.ExplainOne(result, "B1")
	require.NoError(t, err)
	require.Len(t, lines, 4)
	require.Regexp(t, "^总分82.50分＝72.5（.* 一般）＋10（.* 加分）。$", lines[0])
	require.Equal(t, "　【加分】合计12.00分，按上限计10.00分，最高10分。", lines[1])
	require.Equal(t, "　“加分”10.00分＝6（B1 加分甲）＋6（B2 加分乙）＝12，按上限计10。", lines[2])
	require.Contains(t, lines[3], "　　B1 加分甲：6.00分，最高6分。张晓梅评6分，说明：“现场核实”，证据ev-1（SHA-256 ")

	lines, err = assessment.ExplainOne(result, "")
	require.NoError(t, err)
	require.Contains(t, lines[0], "总分82.50分＝")
	require.Contains(t, lines[len(lines)-1], "结论：合格。")

	_, err = assessment.ExplainOne(result, "10")
	var invalid *assessment.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, []string{"/code unknown_code"}, codes(invalid.Problems))
}

func TestExplainCitesWhatATableRestsOn(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	result := score(t, table, twoSheets(t, table, nil, nil), mean())
	result.Status = law.Official
	text := strings.Join(assessment.Explain(result), "\n")
	require.Contains(t, text, "），依据"+result.Citation.String()+"。")
	require.Contains(t, text, "未发现。依据：《收养评估办法（试行）》")
	require.NotContains(t, text, "演练示例")
}
