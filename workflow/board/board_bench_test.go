package board_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/board"
)

// many is n commissions of one agency, each judged by two of so many evaluators.
func many(b *testing.B, n, evaluators int) []board.Fact {
	b.Helper()
	all, err := instrument.Embedded()
	require.NoError(b, err)
	var x *instrument.Instrument
	for _, t := range all {
		if string(t.Phase()) == workflow.PhaseCapacity && t.Ref().Code == "sandbox-s3-capacity" {
			x = t
		}
	}
	require.NotNil(b, x)
	facts := make([]board.Fact, n)
	for i := range facts {
		f := timely("a", i%360, 1)
		f.CaseID = fmt.Sprintf("case-%06d", i)
		facts[i] = judgedBy(x, f, []string{fmt.Sprint("e", i%evaluators), fmt.Sprint("e", (i+1)%evaluators)}, i%2, i%3)
	}
	return facts
}

// BenchmarkCompute makes the board of one agency: ten thousand cases under the largest shipped table, which is the
// worst for a board (figures are reckoned over all of them at each item).
func BenchmarkCompute(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		for _, evaluators := range []int{2, 20} {
			b.Run(fmt.Sprintf("cases=%d/evaluators=%d", n, evaluators), func(b *testing.B) {
				facts := many(b, n, evaluators)
				b.ReportAllocs()
				for b.Loop() {
					require.Len(b, board.Compute(year, facts, board.View{}).Agencies, 1)
				}
			})
		}
	}
}
