package assessment_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

func dual(initial, final int, mitigation string) assessment.Answer {
	return assessment.Answer{Initial: &initial, Final: &final, Mitigation: mitigation}
}

func TestDualOnASheet(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f7")
	for name, c := range map[string]struct {
		answer assessment.Answer
		want   []string
	}{
		"same":                   {dual(2, 2, ""), []string{}},
		"better, with reason":    {dual(3, 1, "亲属协助"), []string{}},
		"better, without reason": {dual(3, 1, ""), []string{"/answers/2/mitigation mitigation_missing"}},
		"worse, without reason":  {dual(1, 3, " "), []string{"/answers/2/mitigation mitigation_missing"}},
		"below the range":        {dual(0, 1, "亲属协助"), []string{"/answers/2/initial rating_out_of_range"}},
		"above the range":        {dual(1, 5, "亲属协助"), []string{"/answers/2/final rating_out_of_range"}},
		"at its ends":            {dual(4, 1, "亲属协助"), []string{}},
		"no final":               {assessment.Answer{Initial: new(1)}, []string{"/answers/2/final item_missing"}},
		"no initial":             {assessment.Answer{Final: new(1)}, []string{"/answers/2/initial item_missing"}},
		"only words":             {assessment.Answer{Mitigation: "亲属协助"}, []string{"/answers/2/initial item_missing", "/answers/2/final item_missing"}},
		"another kind":           {rating(1), []string{"/answers/2/rating wrong_answer_type"}},
		"unprintable words":      {dual(2, 1, "a\x00"), []string{"/answers/2/mitigation control_character"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, codes(assessment.Check(table, filled(table, zhang, map[string]assessment.Answer{"2": c.answer}))))
		})
	}
	sheet := filled(table, zhang, nil)
	sheet.Answers["2"] = dual(2, 1, "亲属协助")
	require.Equal(t, []string{"/answers/2/comment note_missing"}, codes(assessment.Check(table, sheet)), "the table demands a note where the ratings differ")
}

// The ratings of both evaluators and both applicants by hand, in every mode.
func TestDualsByHand(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f7")
	each := func(h, w assessment.Answer) assessment.Answer {
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: h, wife.ID: w}}
	}
	sheets := twoSheets(t, table,
		map[string]assessment.Answer{"1.1": each(dual(4, 2, "已接受辅导"), dual(1, 1, ""))},
		map[string]assessment.Answer{"1.1": each(dual(3, 3, "无明显缓解"), dual(2, 1, "已接受辅导"))})
	for mode, want := range map[assessment.Mode]string{
		assessment.Mean: "p1 3.5 2.5, p2 1.5 1", assessment.Lower: "p1 4 3, p2 2 1", assessment.Lead: "p1 4 2, p2 1 1",
	} {
		result := score(t, table, sheets, assessment.Consolidation{Mode: mode, Lead: zhang.ID})
		var got []string
		for _, one := range find(t, result, "1.1").Duals {
			got = append(got, one.Applicant+" "+one.Initial.String()+" "+one.Final.String())
		}
		require.Equal(t, want, strings.Join(got, ", "), mode)
		require.Equal(t, instrument.Human, result.Outcome)
		require.False(t, result.Passed)
		require.Empty(t, result.Total)
		require.Equal(t, map[bool]string{true: "rest", false: "concern"}[mode == assessment.Lead], result.DecidedBy, "the gate reads the highest that counts")
		text := strings.Join(assessment.Explain(result), "\n")
		require.Contains(t, text, "张晓梅对申请人扎西初评4级、终评2级，缓解措施：“已接受辅导”")
		require.Contains(t, text, "结论由审批人作出：依照判定条件“"+result.DecidedBy+"”")
	}

	how := within(t, "0", "")
	require.Equal(t, []string{"1.1 p1 item", "1.1 p2 item"}, places(disagree(t, table, sheets, how).Items))
	how = within(t, "25%", "") // one of four steps
	require.Empty(t, disagree(t, table, sheets, how).Items)
	rulings := []assessment.Ruling{ruling("1.1", dual(3, 2, "已接受辅导")), ruling("1.1", dual(1, 1, ""))}
	rulings[0].Applicant, rulings[1].Applicant = husband.ID, wife.ID
	result := score(t, table, sheets, within(t, "0", ""), rulings...)
	require.Equal(t, "rest", result.DecidedBy, "3 was overruled")
	require.Equal(t, "3", find(t, result, "1.1").Duals[0].Initial.String())
	require.Equal(t, "2", find(t, result, "1.1").Duals[0].Final.String())
	rulings[0].Answer.Mitigation = ""
	require.Equal(t, []string{"/rulings/0/answer/mitigation mitigation_missing"}, codes(refused(t, table, sheets, within(t, "0", ""), rulings...)))
}
