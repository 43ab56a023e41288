package assessment_test

import (
	"encoding/json"
	"maps"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// tables are all frames that can be scored.
func tables(t require.TestingT) []*instrument.Instrument {
	return []*instrument.Instrument{
		capacity(t), integration(t), sample(t, "test-points"), sample(t, "test-f3"), sample(t, "test-f5"), sample(t, "test-f6"),
		sample(t, "test-f7"),
	}
}

// drawAnswer gives any lawful answer to an item.
func drawAnswer(t *rapid.T, item *instrument.Node) assessment.Answer {
	answer := assessment.Answer{Comment: "核实", Evidence: []assessment.EvidenceRef{proof(item)}}
	lowest, highest := item.Range()
	switch item.Kind() {
	case instrument.KindOption:
		var choices []instrument.Choice
		for choice := range item.Choices() {
			choices = append(choices, choice)
		}
		choice := rapid.SampledFrom(choices).Draw(t, item.Code())
		answer.Option = choice.Code
		if choice.IsBand() {
			answer.Points = drawPoints(t, item, choice.Lowest, choice.Highest)
		}
	case instrument.KindPoints:
		answer.Points = drawPoints(t, item, lowest, highest)
	case instrument.KindRating:
		answer.Rating = new(rapid.IntRange(0, 100).Draw(t, item.Code()))
	case instrument.KindDual:
		answer.Initial, answer.Final = new(rapid.IntRange(1, 4).Draw(t, item.Code())), new(rapid.IntRange(1, 4).Draw(t, item.Code()))
		answer.Mitigation = "亲属协助照料"
	case instrument.KindVeto:
		answer.Value = new(rapid.IntRange(0, 30).Draw(t, item.Code()) == 30)
	case instrument.KindBoolean:
		answer.Value = new(rapid.Bool().Draw(t, item.Code()))
	case instrument.KindInteger:
		answer.Text = strconv.Itoa(rapid.IntRange(1, 99).Draw(t, item.Code()))
	case instrument.KindDate:
		answer.Text = "2024-01-02"
	case instrument.KindText, instrument.KindSection, instrument.KindBonus:
		answer.Text = rapid.StringMatching(`[一-龥]{1,20}`).Draw(t, item.Code())
	}
	return answer
}

func drawPoints(t *rapid.T, item *instrument.Node, lowest, highest instrument.Exact) string {
	step, stepped := item.Step()
	if !stepped {
		step = exact(t, "0.01")
	}
	most := int64(0)
	for lowest.Add(step.Mul(instrument.FromInt(most+1))).Cmp(highest) <= 0 && most < 10000 {
		most++
	}
	return lowest.Add(step.Mul(instrument.FromInt(rapid.Int64Range(0, most).Draw(t, item.Code())))).String()
}

func drawSheet(t *rapid.T, table *instrument.Instrument, by assessment.Person) assessment.Sheet {
	sheet := assessment.NewSheet(table, "sheet-"+by.ID, "case-1", by, husband, wife)
	for item := range table.Items() {
		if item.Optional() && rapid.Bool().Draw(t, "leave out "+item.Code()) {
			continue
		}
		if !item.PerApplicant() {
			sheet.Answers[item.Code()] = drawAnswer(t, item)
			continue
		}
		sheet.Answers[item.Code()] = assessment.Answer{ByApplicant: map[string]assessment.Answer{
			husband.ID: drawAnswer(t, item), wife.ID: drawAnswer(t, item),
		}}
	}
	done, err := assessment.Submit(table, sheet, instant)
	require.NoError(t, err)
	return done
}

func drawSheets(t *rapid.T, table *instrument.Instrument) []assessment.Sheet {
	people := []assessment.Person{zhang, li, wang}[:rapid.IntRange(2, 3).Draw(t, "evaluators")]
	var sheets []assessment.Sheet
	for _, by := range people {
		sheets = append(sheets, drawSheet(t, table, by))
	}
	return sheets
}

func drawMode(t *rapid.T) assessment.Consolidation {
	return assessment.Consolidation{Mode: rapid.SampledFrom([]assessment.Mode{assessment.Mean, assessment.Lower, assessment.Lead}).Draw(t, "mode"), Lead: zhang.ID}
}

func everyTable(t *testing.T, property func(t *rapid.T, table *instrument.Instrument)) {
	t.Helper()
	for _, table := range tables(t) {
		t.Run(table.Ref().Code, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { property(t, table) })
		})
	}
}

func score(t require.TestingT, table *instrument.Instrument, sheets []assessment.Sheet, how assessment.Consolidation, rulings ...assessment.Ruling) assessment.Result {
	result, err := assessment.Consolidate(table, sheets, how, rulings...)
	require.NoError(t, err)
	return result
}

func TestTotalIsBoundedAndSumsItsParts(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		result := score(t, table, drawSheets(t, table), drawMode(t))
		if result.TotalExact == nil {
			return
		}
		lowest, highest := table.Bounds()
		require.LessOrEqual(t, lowest.Cmp(*result.TotalExact), 0)
		require.LessOrEqual(t, result.TotalExact.Cmp(highest), 0)
		require.Equal(t, result.TotalExact.Printed(), result.Total)
		sum := instrument.Exact{}
		for _, row := range result.Tree {
			if row.Points != nil {
				sum = sum.Add(*row.Points)
				boundedRow(t, row)
			}
		}
		if limit, capped := table.TotalCap(); capped {
			sum = sum.Min(limit)
		}
		require.Equal(t, sum, *result.TotalExact)
	})
}

func boundedRow(t *rapid.T, row assessment.Row) {
	require.GreaterOrEqual(t, row.Points.Sign(), 0)
	require.LessOrEqual(t, row.Points.Cmp(*row.Max), 0)
	for _, below := range row.Rows {
		if below.Points != nil {
			boundedRow(t, below)
		}
	}
}

func TestBetterAnswersNeverLowerTheTotal(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawMode(t)
		var scored []*instrument.Node
		for item := range table.Items() {
			if item.Scored() {
				scored = append(scored, item)
			}
		}
		if len(scored) == 0 {
			return
		}
		before := score(t, table, sheets, how)
		item := rapid.SampledFrom(scored).Draw(t, "item")
		at := rapid.IntRange(0, len(sheets)-1).Draw(t, "sheet")
		better := best(item)
		if item.Kind() == instrument.KindBoolean {
			better.Value = new(true)
		}
		if item.PerApplicant() {
			better = assessment.Answer{ByApplicant: map[string]assessment.Answer{husband.ID: better, wife.ID: better}}
		}
		sheets[at].Answers = maps.Clone(sheets[at].Answers)
		sheets[at].Answers[item.Code()] = better
		after := score(t, table, sheets, how)
		require.LessOrEqual(t, before.TotalExact.Cmp(*after.TotalExact), 0)
		if before.Passed {
			require.True(t, after.Passed, "a better answer never turns a pass into a fail")
		}
	})
}

func TestVetoAlwaysWins(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawMode(t)
		ticked := map[string]bool{}
		for _, sheet := range sheets {
			for code, answer := range sheet.Answers {
				node, _ := table.Node(code)
				if node.Kind() == instrument.KindVeto && saysYes(answer) {
					ticked[code] = true
				}
			}
		}
		result := score(t, table, sheets, how)
		require.Len(t, result.Vetoes, len(ticked))
		for _, veto := range result.Vetoes {
			require.True(t, ticked[veto.Code])
			require.NotEmpty(t, veto.FoundBy)
		}
		if len(ticked) > 0 {
			require.False(t, result.Passed)
			require.Equal(t, "veto", result.DecidedBy)
		}
	})
}

func saysYes(answer assessment.Answer) bool {
	if answer.Value != nil && *answer.Value {
		return true
	}
	for _, inner := range answer.ByApplicant {
		if saysYes(inner) {
			return true
		}
	}
	return false
}

func TestOrderOfEvaluatorsDoesNotMatter(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawMode(t)
		shuffled := rapid.Permutation(sheets).Draw(t, "order")
		one, err := json.Marshal(score(t, table, sheets, how))
		require.NoError(t, err)
		other, err := json.Marshal(score(t, table, shuffled, how))
		require.NoError(t, err)
		require.Equal(t, string(one), string(other), "same input, same bytes")
	})
}

func TestResultRoundTripsThroughJSON(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		result := score(t, table, drawSheets(t, table), drawMode(t))
		raw, err := json.Marshal(result)
		require.NoError(t, err)
		var back assessment.Result
		require.NoError(t, json.Unmarshal(raw, &back))
		again, err := json.Marshal(back)
		require.NoError(t, err)
		require.Equal(t, string(raw), string(again))
		require.Equal(t, assessment.Explain(result), assessment.Explain(back))
	})
}

// Evaluators who agree make the same score as each of them alone, in every mode.
func TestAgreementIsTheSingleScore(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		one := drawSheet(t, table, zhang)
		other := one
		other.ID, other.Evaluator = "sheet-2", li
		alone, err := assessment.ScoreOne(table, one)
		require.NoError(t, err)
		for _, mode := range []assessment.Mode{assessment.Mean, assessment.Lower, assessment.Consensus, assessment.Lead} {
			both := score(t, table, []assessment.Sheet{one, other}, assessment.Consolidation{Mode: mode, Lead: li.ID})
			require.Equal(t, alone.TotalExact, both.TotalExact)
			require.Equal(t, alone.Conclusion, both.Conclusion)
		}
	})
}

// The mean lies between the lowest and the highest single score wherever no cap intervenes.
func TestLowerIsNeverAboveTheMean(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets := drawSheets(t, table)
		average := score(t, table, sheets, mean())
		lowest := score(t, table, sheets, assessment.Consolidation{Mode: assessment.Lower})
		if average.TotalExact != nil {
			require.LessOrEqual(t, lowest.TotalExact.Cmp(*average.TotalExact), 0)
		}
		if lowest.Passed {
			require.True(t, average.Passed)
		}
	})
}
