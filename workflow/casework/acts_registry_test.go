package casework_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestEveryRowHasOneCommand compares the registry with the table, in order.
func TestEveryRowHasOneCommand(t *testing.T) {
	t.Parallel()
	var rows, acts []workflow.ActName
	for _, r := range workflow.Table() {
		if !slices.Contains(rows, r.Act) { // an act may have a row for each order, and for several states
			rows = append(rows, r.Act)
		}
	}
	for _, d := range casework.Acts() {
		acts = append(acts, d.Name)
		require.NotEmpty(t, d.Chinese, d.Name)
		require.Equal(t, d.Name, d.New().Act(), "a fresh input is of the act")
	}
	require.Equal(t, rows, acts)
}
