package assessment_test

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// sample loads a table of instrument/testdata/good by its code.
func sample(t require.TestingT, code string) *instrument.Instrument {
	tables, err := instrument.LoadDir(os.DirFS("instrument/testdata"), "good")
	require.NoError(t, err)
	at := slices.IndexFunc(tables, func(table *instrument.Instrument) bool { return table.Ref().Code == code })
	require.GreaterOrEqual(t, at, 0, code)
	return tables[at]
}

// Every line was added up by hand. The mark is 80; 79.995 is printed as 79.99 and does not pass.
func TestTotalsByHand(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-points")
	for name, c := range map[string]struct {
		sheets         [][4]string // items 010, 020, bonus B1, B2 of each evaluator
		mode           assessment.Mode
		exact, printed string
		passed         bool
	}{
		"one hundredth short on both sheets":         {[][4]string{{"79.99", "0", "0", "0"}, {"79.99", "0", "0", "0"}}, assessment.Mean, "79.99", "79.99", false},
		"half a hundredth short is not rounded up":   {[][4]string{{"79.99", "0", "0", "0"}, {"80", "0", "0", "0"}}, assessment.Mean, "79.995", "79.99", false},
		"the mark exactly":                           {[][4]string{{"79.99", "0", "0", "0"}, {"80", "0.01", "0", "0"}}, assessment.Mean, "80", "80.00", true},
		"the mark exactly, from thirds":              {[][4]string{{"60", "20", "0", "0"}, {"60.01", "20", "0", "0"}, {"59.99", "20", "0", "0"}}, assessment.Mean, "80", "80.00", true},
		"three sheets, a third of a hundredth short": {[][4]string{{"80", "0", "0", "0"}, {"80", "0", "0", "0"}, {"79.99", "0", "0", "0"}}, assessment.Mean, "23999/300", "79.99", false},
		"bonus at its cap":                           {[][4]string{{"60", "10", "5", "5"}, {"60", "10", "5", "5"}}, assessment.Mean, "80", "80.00", true},
		"bonus above its cap":                        {[][4]string{{"60", "9.99", "6", "6"}, {"60", "9.99", "6", "6"}}, assessment.Mean, "79.99", "79.99", false},
		"mean first, then the cap: (12+4)/2, not 7":  {[][4]string{{"60", "12", "6", "6"}, {"60", "12", "2", "2"}}, assessment.Mean, "80", "80.00", true},
		"lower, item by item and not sheet by sheet": {[][4]string{{"70", "10", "0", "0"}, {"60", "20", "0", "0"}}, assessment.Lower, "70", "70.00", false},
		"lower of equal sheets":                      {[][4]string{{"70", "10", "0", "0"}, {"70", "10", "0", "0"}}, assessment.Lower, "80", "80.00", true},
		"the lead's own points":                      {[][4]string{{"70", "9.99", "0", "0"}, {"80", "20", "6", "6"}}, assessment.Lead, "79.99", "79.99", false},
		"consensus":                                  {[][4]string{{"70", "10", "0", "0"}, {"70.00", "10.0", "0", "0"}}, assessment.Consensus, "80", "80.00", true},
		"everything":                                 {[][4]string{{"80", "20", "6", "6"}, {"80", "20", "6", "6"}}, assessment.Mean, "110", "110.00", true},
		"nothing":                                    {[][4]string{{"0", "0", "0", "0"}, {"0", "0", "0", "0"}}, assessment.Mean, "0", "0.00", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var sheets []assessment.Sheet
			for at, p := range c.sheets {
				by := []assessment.Person{zhang, li, wang}[at]
				sheets = append(sheets, submitted(t, table, filled(table, by, map[string]assessment.Answer{
					"010": points(p[0]), "020": points(p[1]), "B1": points(p[2]), "B2": points(p[3]),
				})))
			}
			result, err := assessment.Consolidate(table, sheets, assessment.Consolidation{Mode: c.mode, Lead: zhang.ID})
			require.NoError(t, err)
			require.Equal(t, c.exact, result.TotalExact.String())
			require.Equal(t, c.printed, result.Total)
			require.Equal(t, c.passed, result.Passed)
			require.Equal(t, map[bool]string{true: "合格", false: "不合格"}[c.passed], result.Conclusion)
		})
	}
}

func TestCapacityTableByHand(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	// 010 mixed 7, 030 senior secondary 5, 070 0.6-1× 5, 080 long lease 6, 090 ordinary 7: 100-3-1-5-4-3 = 84.
	lower := map[string]assessment.Answer{"010": option("b"), "030": option("b"), "070": option("c"), "080": option("c"), "090": option("b")}
	// And 020 minor penalty 6, 060 mild concern 5: 84-4-3 = 77.
	least := map[string]assessment.Answer{"020": option("b"), "060": option("b")}
	for code, answer := range lower {
		least[code] = answer
	}
	result, err := assessment.Consolidate(table, twoSheets(t, table, lower, lower), mean())
	require.NoError(t, err)
	require.Equal(t, "84.00", result.Total)
	require.True(t, result.Passed)
	require.Equal(t, "收养能力评估合格", result.Conclusion)

	result, err = assessment.Consolidate(table, twoSheets(t, table, least, least), mean())
	require.NoError(t, err)
	require.Equal(t, "77.00", result.Total)
	require.False(t, result.Passed)
	require.Equal(t, "总分未达到80分，收养能力评估不合格", result.Conclusion)

	result, err = assessment.Consolidate(table, twoSheets(t, table, lower, least), mean())
	require.NoError(t, err)
	require.Equal(t, "80.50", result.Total)
	require.True(t, result.Passed)

	least["B2"] = value(true) // +3: 80 exactly
	result, err = assessment.Consolidate(table, twoSheets(t, table, least, least), mean())
	require.NoError(t, err)
	require.Equal(t, "80.00", result.Total)
	require.True(t, result.Passed)
}

func TestIntegrationTableByHand(t *testing.T) {
	t.Parallel()
	table := integration(t)
	eights := map[string]assessment.Answer{}
	for item := range table.Items() {
		if item.Kind() == instrument.KindOption {
			eights[item.Code()] = option("b")
		}
	}
	result, err := assessment.Consolidate(table, twoSheets(t, table, eights, eights), mean())
	require.NoError(t, err)
	require.Equal(t, "80.00", result.Total)
	require.Equal(t, "融合情况评估合格", result.Conclusion)

	worse := map[string]assessment.Answer{}
	for code := range eights {
		worse[code] = option("b")
	}
	worse["010"] = option("c")
	result, err = assessment.Consolidate(table, twoSheets(t, table, eights, worse), mean())
	require.NoError(t, err)
	require.Equal(t, "79.00", result.Total)
	require.False(t, result.Passed)
}

// A veto that one of several evaluators ticks decides, in every mode, and the result names who ticked it.
func TestVetoOnAnySheetDecides(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	for _, mode := range []assessment.Mode{assessment.Mean, assessment.Lower, assessment.Consensus, assessment.Lead} {
		found := assessment.Answer{Value: new(true), Comment: "邻居反映并经核实"}
		sheets := twoSheets(t, table, nil, map[string]assessment.Answer{"V5": found})
		result, err := assessment.Consolidate(table, sheets, assessment.Consolidation{Mode: mode, Lead: zhang.ID})
		require.NoError(t, err)
		require.False(t, result.Passed)
		require.Equal(t, "100.00", result.Total, "the points are still told")
		require.Equal(t, "veto", result.DecidedBy)
		require.Len(t, result.Gates, 1, "no later gate is tried")
		require.Equal(t, []string{"V5"}, result.Gates[0].Codes)
		require.Len(t, result.Vetoes, 1)
		require.Equal(t, "V5", result.Vetoes[0].Code)
		require.Equal(t, "第十一条第（四）项", result.Vetoes[0].Citation.Article)
		require.Len(t, result.Vetoes[0].FoundBy, 1)
		require.Equal(t, li.Name, result.Vetoes[0].FoundBy[0].Name)
		require.Equal(t, "邻居反映并经核实", result.Vetoes[0].FoundBy[0].Comment)
	}
}

func TestConsensusListsEveryDifference(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	sheets := twoSheets(t, table, map[string]assessment.Answer{"010": option("b"), "B1": value(true)}, map[string]assessment.Answer{"080": option("d")})
	_, err := assessment.Consolidate(table, sheets, assessment.Consolidation{Mode: assessment.Consensus})
	var invalid *assessment.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, []string{"/answers/010 no_consensus", "/answers/080 no_consensus", "/answers/B1 no_consensus"}, codes(invalid.Problems))
}

func TestSheetsThatDoNotBelongTogether(t *testing.T) {
	t.Parallel()
	table := capacity(t)
	for name, c := range map[string]struct {
		change func(sheets []assessment.Sheet) []assessment.Sheet
		how    assessment.Consolidation
		want   string
	}{
		"one sheet":                {func(s []assessment.Sheet) []assessment.Sheet { return s[:1] }, mean(), "/sheets too_few_sheets"},
		"none":                     {func([]assessment.Sheet) []assessment.Sheet { return nil }, mean(), "/sheets too_few_sheets"},
		"two where three":          {func(s []assessment.Sheet) []assessment.Sheet { return s }, assessment.Consolidation{Mode: assessment.Mean, AtLeast: 3}, "/sheets too_few_sheets"},
		"a pack cannot allow":      {func(s []assessment.Sheet) []assessment.Sheet { return s[:1] }, assessment.Consolidation{Mode: assessment.Mean, AtLeast: 1}, "/sheets too_few_sheets"},
		"no such mode":             {func(s []assessment.Sheet) []assessment.Sheet { return s }, assessment.Consolidation{Mode: "median"}, "/mode unknown_mode"},
		"no mode":                  {func(s []assessment.Sheet) []assessment.Sheet { return s }, assessment.Consolidation{}, "/mode unknown_mode"},
		"single is no mode":        {func(s []assessment.Sheet) []assessment.Sheet { return s }, assessment.Consolidation{Mode: assessment.Single}, "/mode unknown_mode"},
		"lead without sheet":       {func(s []assessment.Sheet) []assessment.Sheet { return s }, assessment.Consolidation{Mode: assessment.Lead, Lead: wang.ID}, "/lead lead_without_sheet"},
		"draft":                    {func(s []assessment.Sheet) []assessment.Sheet { s[1] = filled(table, li, nil); return s }, mean(), "/sheets/1/submitted_at sheet_not_submitted"},
		"another case":             {func(s []assessment.Sheet) []assessment.Sheet { s[1].CaseID = "case-2"; return s }, mean(), "/sheets/1/case_id other_case"},
		"the same evaluator twice": {func(s []assessment.Sheet) []assessment.Sheet { s[1].Evaluator = zhang; return s }, mean(), "/sheets/1/evaluator/id evaluator_twice"},
		"the same sheet twice":     {func(s []assessment.Sheet) []assessment.Sheet { s[1].ID = s[0].ID; return s }, mean(), "/sheets/1/id sheet_twice"},
		"other applicants":         {func(s []assessment.Sheet) []assessment.Sheet { s[1].Applicants = s[1].Applicants[:1]; return s }, mean(), "/sheets/1/applicants other_applicants"},
		"other bytes of the table": {func(s []assessment.Sheet) []assessment.Sheet { s[1].Instrument.SHA256 = aFile.SHA256; return s }, mean(), "/sheets/1/instrument other_instrument"},
		"a gap":                    {func(s []assessment.Sheet) []assessment.Sheet { delete(s[1].Answers, "040"); return s }, mean(), "/sheets/1/answers/040 item_missing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := assessment.Consolidate(table, c.change(twoSheets(t, table, nil, nil)), c.how)
			var invalid *assessment.InvalidError
			require.ErrorAs(t, err, &invalid)
			require.Equal(t, []string{c.want}, codes(invalid.Problems))
		})
	}
}

// Each spouse is judged: the lower of the two counts at 1.2, the mean at 2.1, and then the evaluators are joined.
func TestApplicantsAreJoinedBeforeEvaluators(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f3")
	each := func(h, w assessment.Answer) assessment.Answer {
		h.Comment, w.Comment = "核实", "核实"
		proof := aFile
		proof.Kind = "income_proof"
		h.Evidence, w.Evidence = []assessment.EvidenceRef{proof}, []assessment.EvidenceRef{proof}
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: h, wife.ID: w}}
	}
	first := map[string]assessment.Answer{"1.1.1": {Option: "B", Points: "20.5"}, "1.2": each(option("A"), option("B")), "2.1": each(points("25"), points("10")), "2.2": points("14.75")}
	second := map[string]assessment.Answer{"1.1.1": {Option: "B", Points: "21"}, "1.2": each(option("B"), option("D")), "2.1": each(points("20"), points("20")), "2.2": points("15")}
	// 1.1.1: (20.5+21)/2 = 20.75; 1.2: (20+5)/2 = 12.5; 2.1: (17.5+20)/2 = 18.75; 2.2: 14.875; together 66.875.
	result, err := assessment.Consolidate(table, twoSheets(t, table, first, second), mean())
	require.NoError(t, err)
	require.Equal(t, "66.875", result.TotalExact.String())
	require.Equal(t, "66.87", result.Total)
	require.False(t, result.Passed)

	minor := result.Tree[0].Rows[1]
	require.Equal(t, "1.2", minor.Code)
	require.Len(t, minor.Answers, 4)
	counts := []bool{}
	for _, given := range minor.Answers {
		counts = append(counts, given.Counts)
	}
	require.Equal(t, []bool{false, true, false, true}, counts, "of each evaluator the lower applicant counts")
}

func TestSectionMinimum(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f3")
	zero := assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: points("5"), wife.ID: points("5")}}
	for id, answer := range zero.ByApplicant {
		proof := aFile
		proof.Kind = "income_proof"
		answer.Evidence = []assessment.EvidenceRef{proof}
		zero.ByApplicant[id] = answer
	}
	result, err := assessment.Consolidate(table, twoSheets(t, table, map[string]assessment.Answer{"2.1": zero, "2.2": points("14.75")}, map[string]assessment.Answer{"2.1": zero, "2.2": points("15")}), mean())
	require.NoError(t, err)
	require.Equal(t, "79.87", result.Total, "above the mark of 75")
	require.Equal(t, "section", result.DecidedBy, "19.875 in section 2 is below its own minimum of 20")
	require.False(t, result.Passed)
}

func TestWeightedTable(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f6")
	answers := func(a, h, w, c int, bonus string) map[string]assessment.Answer {
		return map[string]assessment.Answer{
			"010": rating(a), "020": {ByApplicant: map[string]assessment.Answer{husband.ID: rating(h), wife.ID: rating(w)}}, "030": rating(c), "B1": points(bonus),
		}
	}
	// 0.3333×80 + 0.3333×max(70,90) + 0.3334×70 = 26.664 + 29.997 + 23.338 = 79.999, and one bonus hundredth.
	result, err := assessment.Consolidate(table, twoSheets(t, table, answers(80, 70, 90, 70, "0"), answers(80, 70, 90, 70, "0")), mean())
	require.NoError(t, err)
	require.Equal(t, "79.999", result.TotalExact.String())
	require.Equal(t, "79.99", result.Total)
	require.False(t, result.Passed)

	result, err = assessment.Consolidate(table, twoSheets(t, table, answers(80, 70, 90, 70, "0"), answers(80, 70, 90, 70, "0.01")), mean())
	require.NoError(t, err)
	require.Equal(t, "80.004", result.TotalExact.String())
	require.True(t, result.Passed)

	result, err = assessment.Consolidate(table, twoSheets(t, table, answers(100, 100, 0, 100, "5"), answers(100, 0, 100, 100, "5")), mean())
	require.NoError(t, err)
	require.Equal(t, "100.00", result.Total, "the total is capped")
	require.Equal(t, "105", result.TotalUncut.String())
}

func TestTableWithoutPoints(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-f5")
	both := func(yes bool) assessment.Answer {
		given := assessment.Answer{Value: &yes, Evidence: []assessment.EvidenceRef{aFile}}
		return assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: given, wife.ID: given}}
	}
	fit := map[string]assessment.Answer{"capable": value(true), "disease": both(false), "record": both(false)}
	result, err := assessment.Consolidate(table, twoSheets(t, table, fit, fit), mean())
	require.NoError(t, err)
	require.True(t, result.Passed)
	require.Empty(t, result.Total)
	require.Nil(t, result.TotalExact)

	sick := map[string]assessment.Answer{"capable": value(true), "disease": both(true), "record": both(false)}
	result, err = assessment.Consolidate(table, twoSheets(t, table, fit, sick), mean())
	require.NoError(t, err)
	require.False(t, result.Passed, "one evaluator's finding is enough")
	require.Equal(t, []string{"disease"}, result.Gates[2].Codes)
}
