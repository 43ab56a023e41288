package assessment_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

func drawTolerance(t *rapid.T) assessment.Consolidation {
	how := drawMode(t)
	if rapid.IntRange(0, 3).Draw(t, "by consensus") == 0 {
		how.Mode = assessment.Consensus
	}
	limits := []string{"", "0", "1", "5", "0%", "10%", "40%"}
	how.Tolerance = assessment.Tolerance{
		Item:  limit(t, rapid.SampledFrom(limits).Draw(t, "item")),
		Total: limit(t, rapid.SampledFrom(limits).Draw(t, "total")),
	}
	return how
}

// settled rules on everything that is in dispute, in at most two rounds: the items, then those that make the totals differ.
func settled(t *rapid.T, table *instrument.Instrument, sheets []assessment.Sheet, how assessment.Consolidation) []assessment.Ruling {
	var rulings []assessment.Ruling
	for round := range 3 {
		open := disagree(t, table, sheets, how, rulings...).Open()
		if len(open) == 0 {
			return rulings
		}
		require.Less(t, round, 2, "after two rounds nothing is open")
		for _, one := range open {
			item, _ := table.Node(one.Code)
			rulings = append(rulings, assessment.Ruling{
				Code: one.Code, Applicant: one.Applicant, Answer: drawAnswer(t, item), Reason: "查阅材料后认定", By: zhao, At: instant.Add(time.Minute),
			})
		}
	}
	return rulings
}

func TestRulingsSettleEveryDispute(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawTolerance(t)
		rulings := settled(t, table, sheets, how)
		result := score(t, table, sheets, how, rulings...)
		if result.TotalExact != nil {
			lowest, highest := table.Bounds()
			require.LessOrEqual(t, lowest.Cmp(*result.TotalExact), 0)
			require.LessOrEqual(t, result.TotalExact.Cmp(highest), 0)
		}
		for _, ruling := range rulings {
			row := find(t, result, ruling.Code)
			require.NotEmpty(t, row.Answers, "the evaluators are still shown")
			for _, one := range row.Answers {
				if one.Applicant == ruling.Applicant {
					require.False(t, one.Counts, "the ruling has taken its place")
				}
			}
			if item, _ := table.Node(ruling.Code); item.Scored() && !item.PerApplicant() && item.Kind() != instrument.KindRating {
				require.Equal(t, *row.Rulings[0].Answer.Points, *row.Points)
			}
		}
		require.NotEmpty(t, assessment.Explain(result))

		if len(rulings) > 0 { // without one of them the case is open again
			at := rapid.IntRange(0, len(rulings)-1).Draw(t, "left out")
			_, err := assessment.Consolidate(table, sheets, how, append(rulings[:at:at], rulings[at+1:]...)...)
			require.Error(t, err)
		}
	})
}

func TestOrderAndRepetitionOfRulingsDoNotMatter(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawTolerance(t)
		rulings := settled(t, table, sheets, how)
		one := bytesOf(t, score(t, table, sheets, how, rulings...))
		shuffledSheets := rapid.Permutation(sheets).Draw(t, "sheets")
		shuffled := rapid.Permutation(append(rulings, rulings...)).Draw(t, "rulings")
		require.Equal(t, one, bytesOf(t, score(t, table, shuffledSheets, how, shuffled...)))
	})
}

func TestVetoWinsOverEveryRuling(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawTolerance(t)
		ticked := 0
		for item := range table.Items() {
			for _, sheet := range sheets {
				if item.Kind() == instrument.KindVeto && saysYes(sheet.Answers[item.Code()]) {
					ticked++
					break
				}
			}
		}
		result := score(t, table, sheets, how, settled(t, table, sheets, how)...)
		require.Len(t, result.Vetoes, ticked)
		if ticked > 0 {
			require.False(t, result.Passed)
			require.Equal(t, instrument.Fail, result.Outcome)
		}
	})
}

// Where nothing lies beyond a tolerance, it makes no difference to the score.
func TestToleranceAloneChangesNoScore(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawTolerance(t)
		dispute := disagree(t, table, sheets, how)
		if len(dispute.Items) > 0 {
			return
		}
		plain := how
		plain.Tolerance = assessment.Tolerance{}
		with, without := score(t, table, sheets, how), score(t, table, sheets, plain)
		require.Equal(t, without.TotalExact, with.TotalExact)
		require.Equal(t, without.Tree, with.Tree)
		require.Equal(t, without.Conclusion, with.Conclusion)
	})
}

// A better answer to the adjudicator's item never lowers the total.
func TestBetterRulingNeverLowersTheTotal(t *testing.T) {
	t.Parallel()
	everyTable(t, func(t *rapid.T, table *instrument.Instrument) {
		sheets, how := drawSheets(t, table), drawTolerance(t)
		how.Tolerance.Total = assessment.Limit{} // else a ruling may bring other items into dispute
		rulings := settled(t, table, sheets, how)
		if len(rulings) == 0 {
			return
		}
		before := score(t, table, sheets, how, rulings...)
		if before.TotalExact == nil {
			return
		}
		at := rapid.IntRange(0, len(rulings)-1).Draw(t, "ruling")
		item, _ := table.Node(rulings[at].Code)
		better := best(item)
		if item.Kind() == instrument.KindBoolean {
			better.Value = new(true)
		}
		rulings[at].Answer = better
		after := score(t, table, sheets, how, rulings...)
		require.LessOrEqual(t, before.TotalExact.Cmp(*after.TotalExact), 0)
	})
}
