package board_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/workflow/board"
)

// teams are commissions, each judged by two of so many evaluators in turn, who differ at the first item or two in
// two cases of three. lead says which of the two leads: 0, 1, or nobody.
func teams(t *testing.T, n, evaluators, lead int) []board.Fact {
	t.Helper()
	x := table(t)
	facts := make([]board.Fact, n)
	for i := range facts {
		who := []string{fmt.Sprint("e", i%evaluators), fmt.Sprint("e", (i+1)%evaluators)}
		facts[i] = judgedBy(x, timely("a", i, 1), who, i%2, i%3)
		if lead < 2 {
			facts[i].Sheets[lead].Lead = true
		}
	}
	return facts
}

func kappas(facts []board.Fact) (between string, figures int, refused map[string]bool) {
	table := board.Compute(year, facts, board.View{}).Agencies[0].Tables[0]
	refused = map[string]bool{}
	for _, item := range table.Items {
		if item.Kappa.Figure != nil {
			figures++
		} else {
			refused[item.Kappa.Refusal.Code] = true
		}
	}
	return table.KappaBetween, figures, refused
}

func TestKappaIsOfTwoFixedRatersAndNoOthers(t *testing.T) {
	t.Parallel()
	between, figures, refused := kappas(teams(t, 12, 2, 2))
	require.Equal(t, "pair", between)
	require.Positive(t, figures)
	require.True(t, refused[agreement.CodeNoVariation], "an item with one mark for all has none: %v", refused)

	between, figures, refused = kappas(teams(t, 12, 3, 2))
	require.Empty(t, between)
	require.Zero(t, figures)
	require.Equal(t, map[string]bool{agreement.CodeTwoRatersOnly: true}, refused)

	between, figures, _ = kappas(teams(t, 12, 3, 0))
	require.Equal(t, "roles", between)
	require.Positive(t, figures)

	between, figures, refused = kappas(teams(t, 9, 2, 0))
	require.Equal(t, "pair", between)
	require.Zero(t, figures)
	require.Equal(t, map[string]bool{agreement.CodeTooFewSubjects: true}, refused)
}

func TestKappaByRoleDoesNotDependOnWhoFillsTheRole(t *testing.T) {
	t.Parallel()
	first := board.Compute(year, teams(t, 12, 3, 0), board.View{}).Agencies[0].Tables[0]
	fixed := board.Compute(year, teamsOfTwo(t), board.View{}).Agencies[0].Tables[0]
	for i := range first.Items {
		require.Equal(t, fixed.Items[i].Kappa, first.Items[i].Kappa)
	}
}

// teamsOfTwo are the same marks as teams of three with the same two people all along.
func teamsOfTwo(t *testing.T) []board.Fact {
	t.Helper()
	facts := make([]board.Fact, 12)
	for i := range facts {
		facts[i] = judgedBy(table(t), timely("a", i, 1), []string{"lead", "other"}, i%2, i%3)
	}
	return facts
}

func TestCasesWithoutALeadOrWithAThirdSheetAreLeftOut(t *testing.T) {
	t.Parallel()
	facts := teams(t, 14, 3, 0)
	facts[0].Sheets[0].Lead = false
	third := judgedBy(table(t), timely("a", 1, 1), []string{"e7"}, 0, 0)
	facts[1].Sheets = append(facts[1].Sheets, third.Sheets...)
	seen := 0
	for _, item := range board.Compute(year, facts, board.View{}).Agencies[0].Tables[0].Items {
		if item.Kappa.Figure != nil && item.Percent.Figure.N == 14 {
			require.Equal(t, 12, item.Kappa.Figure.N)
			seen++
		}
	}
	require.Positive(t, seen)
}
