package assessment_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

var zhao = assessment.Person{ID: "e9", Name: "赵敏"}

func limit(t require.TestingT, text string) assessment.Limit {
	l, err := assessment.ParseLimit(text)
	require.NoError(t, err)
	return l
}

// within is the mean with a tolerance at each item and in total, "" for none.
func within(t require.TestingT, item, total string) assessment.Consolidation {
	return assessment.Consolidation{Mode: assessment.Mean, Tolerance: assessment.Tolerance{Item: limit(t, item), Total: limit(t, total)}}
}

func ruling(code string, answer assessment.Answer) assessment.Ruling {
	return assessment.Ruling{Code: code, Answer: answer, Reason: "查阅收入证明后认定", By: zhao, At: instant.Add(time.Hour)}
}

// places are the codes, applicants and grounds of disagreements.
func places(list []assessment.Disagreement) []string {
	found := []string{}
	for _, one := range list {
		found = append(found, strings.Trim(one.Code+" "+one.Applicant, " ")+" "+string(one.Ground))
	}
	return found
}

func disagree(t require.TestingT, table *instrument.Instrument, sheets []assessment.Sheet, how assessment.Consolidation, rulings ...assessment.Ruling) assessment.Dispute {
	dispute, err := assessment.Disagreements(table, sheets, how, rulings...)
	require.NoError(t, err)
	return dispute
}

func refused(t *testing.T, table *instrument.Instrument, sheets []assessment.Sheet, how assessment.Consolidation, rulings ...assessment.Ruling) []assessment.Problem {
	t.Helper()
	_, err := assessment.Consolidate(table, sheets, how, rulings...)
	var invalid *assessment.InvalidError
	require.ErrorAs(t, err, &invalid)
	return invalid.Problems
}

func TestParseLimit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"": "不设限", "0": "0分", "2.5": "2.5分", "20%": "分值范围的20%", "0%": "分值范围的0%", "100%": "分值范围的100%", "12.5%": "分值范围的12.5%"} {
		require.Equal(t, want, limit(t, text).Chinese())
	}
	for _, text := range []string{"%", "-1", "1e1", "1/3", "100.01%", "20 %", "２"} {
		_, err := assessment.ParseLimit(text)
		require.Error(t, err, text)
	}
}

// 010 gives 10, 7 or 3 points, a range of 7. A distance of 3 is within 3 points and within 42.86% (3.0002) of the range, and
// beyond what is a hundredth less.
func TestToleranceOfAnItem(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, map[string]assessment.Answer{"010": option("a")}, map[string]assessment.Answer{"010": option("b")})
	for _, c := range []struct {
		tolerance string
		open      bool
	}{{"3", false}, {"2.99", true}, {"42.86%", false}, {"42.85%", true}, {"0", true}, {"", false}, {"100%", false}} {
		how := within(t, c.tolerance, "")
		dispute := disagree(t, table, sheets, how)
		if !c.open {
			require.Empty(t, dispute.Items, c.tolerance)
			require.Equal(t, "98.50", score(t, table, sheets, how).Total)
			continue
		}
		require.Equal(t, []string{"010 item"}, places(dispute.Items), c.tolerance)
		one := dispute.Items[0]
		require.Equal(t, "3", one.Spread.String())
		require.Len(t, one.Values, 2)
		require.Equal(t, "张晓梅 a 10", one.Values[0].Name+" "+one.Values[0].Option+" "+one.Values[0].Points.String())
		require.Equal(t, "李建国 b 7", one.Values[1].Name+" "+one.Values[1].Option+" "+one.Values[1].Points.String())
		problems := refused(t, table, sheets, how)
		require.Equal(t, []string{"/answers/010 disagreement_open"}, codes(problems))
		require.Contains(t, problems[0].Message, "张晓梅：")
		require.Contains(t, problems[0].Message, "相差3，超过允许差值")
		require.Contains(t, problems[0].Remedy, "裁定")
	}
}

func TestRulingTakesThePlaceOfTheValue(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	for _, mode := range []assessment.Mode{assessment.Mean, assessment.Lower, assessment.Lead, assessment.Consensus} {
		sheets := twoSheets(t, table, map[string]assessment.Answer{"010": option("a"), "080": option("a")}, map[string]assessment.Answer{"010": option("c"), "080": option("b")})
		how := within(t, "25%", "")
		how.Mode, how.Lead = mode, zhang.ID
		rulings := []assessment.Ruling{ruling("010", option("b"))}
		if mode == assessment.Consensus {
			rulings = append(rulings, ruling("080", option("b")))
		}
		result := score(t, table, sheets, how, rulings...)
		want := map[assessment.Mode]string{assessment.Mean: "96.00", assessment.Lower: "95.00", assessment.Lead: "97.00", assessment.Consensus: "95.00"}
		require.Equal(t, want[mode], result.Total, mode)
		row := find(t, result, "010")
		require.Equal(t, "7", row.Points.String())
		require.Len(t, row.Answers, 2, "both evaluators are still shown")
		require.False(t, row.Answers[0].Counts || row.Answers[1].Counts)
		require.Len(t, row.Rulings, 1)
		require.True(t, row.Rulings[0].Answer.Counts)
		require.Equal(t, "赵敏 b 7", row.Rulings[0].Answer.Name+" "+row.Rulings[0].Answer.Option+" "+row.Rulings[0].Answer.Points.String())
		require.Equal(t, "查阅收入证明后认定", row.Rulings[0].Reason)
		require.Equal(t, "7", row.Rulings[0].Spread.String())
	}
}

func find(t require.TestingT, result assessment.Result, code string) assessment.Row {
	var look func(rows []assessment.Row) (assessment.Row, bool)
	look = func(rows []assessment.Row) (assessment.Row, bool) {
		for _, row := range rows {
			if row.Code == code {
				return row, true
			}
			if inner, found := look(row.Rows); found {
				return inner, true
			}
		}
		return assessment.Row{}, false
	}
	row, found := look(result.Tree)
	require.True(t, found, code)
	return row
}

// 010: 10 and 7; 030: 6 and 5; 080: 10 and 8. The totals 100 and 94 lie 6 apart, of 110 that the table can give.
func TestToleranceOfTheTotal(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, nil, map[string]assessment.Answer{"010": option("b"), "030": option("b"), "080": option("b")})
	dispute := disagree(t, table, sheets, within(t, "", "6"))
	require.Empty(t, dispute.Items)
	require.Equal(t, "6", dispute.Total.Spread.String())
	require.False(t, dispute.Total.Beyond)

	dispute = disagree(t, table, sheets, within(t, "", "5.99"))
	require.True(t, dispute.Total.Beyond)
	require.Equal(t, []string{"010 total", "030 total", "080 total"}, places(dispute.Items), "only the total is beyond: every item that differs")
	require.Equal(t, "100", dispute.Total.Totals[0].Total.String())
	require.Equal(t, "94", dispute.Total.Totals[1].Total.String())
	problems := refused(t, table, sheets, within(t, "", "5.99"))
	require.Len(t, problems, 3)
	require.Contains(t, problems[0].Message, "总分相差6分，超过允许差值5.99分")

	dispute = disagree(t, table, sheets, within(t, "2.5", "5.99"))
	require.Equal(t, []string{"010 item"}, places(dispute.Items), "first what is beyond for itself")
	dispute = disagree(t, table, sheets, within(t, "2.5", "5.99"), ruling("010", option("a")))
	require.Empty(t, dispute.Open())
	require.Equal(t, "3", dispute.Total.Spread.String(), "with the ruling the totals lie near enough")
	require.Equal(t, "98.50", score(t, table, sheets, within(t, "2.5", "5.99"), ruling("010", option("a"))).Total)

	dispute = disagree(t, table, sheets, within(t, "2.5", "2.99"), ruling("010", option("a")))
	require.Equal(t, []string{"010 item", "030 total", "080 total"}, places(dispute.Items))
	require.Equal(t, []string{"030 total", "080 total"}, places(dispute.Open()), "still too far apart with the ruling")
	result := score(t, table, sheets, within(t, "2.5", "2.99"), ruling("080", option("b")), ruling("030", option("a")), ruling("010", option("a")))
	require.Equal(t, "98.00", result.Total)
}

func TestThreeEvaluators(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := append(twoSheets(t, table, map[string]assessment.Answer{"010": option("b")}, map[string]assessment.Answer{"010": option("c")}),
		submitted(t, table, filled(table, wang, nil)))
	require.Empty(t, disagree(t, table, sheets, within(t, "7", "")).Items)
	dispute := disagree(t, table, sheets, within(t, "6.99", ""))
	require.Equal(t, []string{"010 item"}, places(dispute.Items))
	require.Equal(t, "7", dispute.Items[0].Spread.String(), "highest less lowest")
	require.Len(t, dispute.Items[0].Values, 3)
	require.Equal(t, "97.00", score(t, table, sheets, within(t, "6.99", ""), ruling("010", option("b"))).Total)
}

// What is ruled on one applicant stands in every sheet; then the applicants are joined as the table says.
func TestRulingOnOneApplicant(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f3")
	item, _ := table.Node("1.2")
	each := func(h, w string) assessment.Answer {
		one := func(code string) assessment.Answer {
			return assessment.Answer{Option: code, Comment: "核实", Evidence: []assessment.EvidenceRef{proof(item)}}
		}
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: one(h), wife.ID: one(w)}}
	}
	// 1.2 gives 30 for A and 5 for D; the lower of the spouses counts.
	sheets := twoSheets(t, table, map[string]assessment.Answer{"1.2": each("A", "A")}, map[string]assessment.Answer{"1.2": each("A", "D")})
	how := within(t, "10%", "")
	require.Equal(t, []string{"1.2 p2 item"}, places(disagree(t, table, sheets, how).Items))
	problems := refused(t, table, sheets, how)
	require.Equal(t, []string{"/answers/1.2/by_applicant/p2 disagreement_open"}, codes(problems))
	require.Contains(t, problems[0].Message, "申请人卓玛")

	settle := ruling("1.2", option("D"))
	settle.Applicant = wife.ID
	row := find(t, score(t, table, sheets, how, settle), "1.2")
	require.Equal(t, "5", row.Points.String())
	require.True(t, row.Rulings[0].Answer.Counts)
	require.False(t, slices.ContainsFunc(row.Answers, func(g assessment.Given) bool { return g.Counts }), "the husband's 30 is not the lower")
	settle.Answer = option("A")
	row = find(t, score(t, table, sheets, how, settle), "1.2")
	require.Equal(t, "30", row.Points.String())
	require.True(t, row.Answers[0].Counts)
	require.False(t, row.Answers[1].Counts, "the wife's was ruled upon")
}

func TestQuestionsWithoutPoints(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f5")
	both := func(yes bool) assessment.Answer {
		given := assessment.Answer{Value: &yes, Evidence: []assessment.EvidenceRef{aFile}}
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: given, wife.ID: given}}
	}
	fit := map[string]assessment.Answer{"capable": value(true), "disease": both(false), "record": both(false)}
	unfit := map[string]assessment.Answer{"capable": value(false), "disease": both(false), "record": both(false)}
	sheets := twoSheets(t, table, fit, unfit)
	require.Empty(t, disagree(t, table, sheets, within(t, "100%", "50%")).Items)
	require.Nil(t, disagree(t, table, sheets, within(t, "100%", "50%")).Total, "the table has no total")
	for _, tolerance := range []string{"20%", "5"} {
		how := within(t, tolerance, "")
		require.Equal(t, []string{"capable item"}, places(disagree(t, table, sheets, how).Items), tolerance)
		require.True(t, score(t, table, sheets, how, ruling("capable", value(true))).Passed, "the ruling counts, not the finding that it overrules")
		require.False(t, score(t, table, sheets, how, ruling("capable", value(false))).Passed)
	}
}

func TestEvaluatorsMayAgreeUnderConsensus(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, nil, map[string]assessment.Answer{"010": option("b")})
	how := assessment.Consolidation{Mode: assessment.Consensus}
	joint := ruling("010", option("b"))
	joint.By, joint.AgreedBy = li, []string{li.ID, zhang.ID}
	result := score(t, table, sheets, how, joint)
	require.Equal(t, "97.00", result.Total)
	require.Equal(t, []assessment.Person{zhang, li}, find(t, result, "010").Rulings[0].AgreedBy)

	joint.AgreedBy = []string{li.ID}
	require.Equal(t, []string{"/rulings/0/agreed_by joint_not_by_all"}, codes(refused(t, table, sheets, how, joint)))
	joint.AgreedBy = []string{li.ID, zhang.ID, zhang.ID}
	require.Equal(t, []string{"/rulings/0/agreed_by joint_not_by_all"}, codes(refused(t, table, sheets, how, joint)))
	joint.AgreedBy, joint.By = []string{li.ID, zhang.ID}, zhao
	require.Equal(t, []string{"/rulings/0/by/id joint_by_outsider"}, codes(refused(t, table, sheets, how, joint)))
	joint.By = li
	require.Equal(t, []string{"/rulings/0/agreed_by joint_needs_consensus"}, codes(refused(t, table, sheets, within(t, "1", ""), joint)))
}

func TestRulingsThatAreRefused(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	how := within(t, "25%", "")
	for name, c := range map[string]struct {
		change func(r *assessment.Ruling)
		want   string
	}{
		"by an evaluator":             {func(r *assessment.Ruling) { r.By = li }, "/rulings/0/by/id adjudicator_is_evaluator"},
		"by nobody":                   {func(r *assessment.Ruling) { r.By = assessment.Person{} }, "/rulings/0/by missing_field"},
		"without reason":              {func(r *assessment.Ruling) { r.Reason = " \n" }, "/rulings/0/reason reason_missing"},
		"unprintable reason":          {func(r *assessment.Ruling) { r.Reason = "a\x00" }, "/rulings/0/reason control_character"},
		"endless reason":              {func(r *assessment.Ruling) { r.Reason = strings.Repeat("因", 4001) }, "/rulings/0/reason text_too_long"},
		"without instant":             {func(r *assessment.Ruling) { r.At = time.Time{} }, "/rulings/0/at instant_missing"},
		"before the last sheet":       {func(r *assessment.Ruling) { r.At = instant.Add(-time.Microsecond) }, "/rulings/0/at ruling_too_early"},
		"no such item":                {func(r *assessment.Ruling) { r.Code = "10" }, "/rulings/0/code unknown_code"},
		"no such option":              {func(r *assessment.Ruling) { r.Answer = option("z") }, "/rulings/0/answer/option option_not_in_list"},
		"no answer":                   {func(r *assessment.Ruling) { r.Answer = assessment.Answer{} }, "/rulings/0/answer item_missing"},
		"of another kind":             {func(r *assessment.Ruling) { r.Answer = value(true) }, "/rulings/0/answer/value wrong_answer_type"},
		"for an applicant":            {func(r *assessment.Ruling) { r.Applicant = wife.ID }, "/rulings/0/applicant not_per_applicant"},
		"an item that is agreed on":   {func(r *assessment.Ruling) { r.Code = "020" }, "/rulings/020 ruling_not_in_dispute"},
		"an item that is near enough": {func(r *assessment.Ruling) { r.Code = "080" }, "/rulings/080 ruling_not_in_dispute"},
		"a veto":                      {func(r *assessment.Ruling) { r.Code, r.Answer = "V5", value(false) }, "/rulings/V5 ruling_not_in_dispute"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sheets := twoSheets(t, table, nil, map[string]assessment.Answer{"010": option("b"), "080": option("b"), "V5": value(true)})
			wrong := ruling("010", option("b"))
			c.change(&wrong)
			problems := refused(t, table, sheets, how, wrong, ruling("010", option("a")))
			problems = slices.DeleteFunc(problems, func(p assessment.Problem) bool { return p.Code == "ruling_twice" })
			require.Equal(t, []string{c.want}, codes(problems))
			require.NotEmpty(t, problems[0].Rule)
			require.NotEmpty(t, problems[0].Remedy)
		})
	}
}

func TestSameRulingTwiceIsOneAndTwoRulingsAreNone(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, nil, map[string]assessment.Answer{"010": option("b")})
	how := within(t, "25%", "")
	one, elsewhere := ruling("010", option("b")), ruling("010", option("b"))
	elsewhere.At = one.At.In(time.FixedZone("CST", 8*3600))
	require.Equal(t, bytesOf(t, score(t, table, sheets, how, one)), bytesOf(t, score(t, table, sheets, how, one, elsewhere, one)))
	require.Equal(t, []string{"/rulings/1 ruling_twice"}, codes(refused(t, table, sheets, how, one, ruling("010", option("a")))))
}

func bytesOf(t require.TestingT, result assessment.Result) string {
	raw, err := json.Marshal(result)
	require.NoError(t, err)
	return string(raw)
}

func TestBadToleranceIsRefused(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, nil, nil)
	minus, two := exact(t, "-1"), exact(t, "2")
	for _, bad := range []assessment.Limit{{Points: &minus}, {Share: &minus}, {Share: &two}, {Points: &two, Share: &two}} {
		how := mean()
		how.Tolerance.Item, how.Tolerance.Total = bad, bad
		require.Equal(t, []string{"/tolerance/item bad_tolerance", "/tolerance/total bad_tolerance"}, codes(refused(t, table, sheets, how)))
	}
}
