package console

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestStaysFollowTheRecord reads the states of a case out of its entries: a blind entry tells no day, an end lasts no longer.
func TestStaysFollowTheRecord(t *testing.T) {
	t.Parallel()
	day := law.MustDate
	lines := []casework.HistoryLine{
		{On: "2024-01-02", From: workflow.Draft, To: workflow.Submitted},
		{On: "2024-01-03", From: workflow.Submitted, To: workflow.Submitted},
		{On: "", From: workflow.Submitted, To: workflow.Submitted},
		{On: "2024-01-05", From: workflow.Submitted, To: workflow.Reviewing},
	}
	require.Equal(t, []stay{
		{workflow.Submitted, day("2024-01-02"), day("2024-01-05")}, {workflow.Reviewing, day("2024-01-05"), day("2024-02-01")},
	}, staysOf(lines, day("2024-02-01")))
	lines = append(lines, casework.HistoryLine{On: "2024-01-09", From: workflow.Reviewing, To: workflow.Withdrawn})
	stays := staysOf(lines, day("2024-02-01"))
	require.Equal(t, stay{workflow.Withdrawn, day("2024-01-09"), day("2024-01-09")}, stays[2])
	require.Empty(t, staysOf(nil, day("2024-02-01")))
}

// TestTicksStandApart keeps the days under the picture few, over weeks as over decades.
func TestTicksStandApart(t *testing.T) {
	t.Parallel()
	from := law.MustDate("2024-01-17")
	for _, days := range []int{1, 3, 10, 40, 100, 400, 1500, 9000} {
		got := ticks(from, from.AddDays(days))
		require.NotEmpty(t, got, days)
		require.LessOrEqual(t, len(got), 8, days)
		for i, k := range got {
			require.GreaterOrEqual(t, k.Day, 0, days)
			require.LessOrEqual(t, k.Day, days)
			require.True(t, i == 0 || k.Day > got[i-1].Day, days)
		}
	}
}
