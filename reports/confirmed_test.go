package reports_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// TestEveryPaperScoredByAConfirmedTableSaysWhy: an illustrative table that an administrator lets judge real cases is
// marked on every paper that it scored, with the reason; papers that it did not score say nothing of it.
func TestEveryPaperScoredByAConfirmedTableSaysWhy(t *testing.T) {
	t.Parallel()
	const why = "本省评分表尚未公布，经局务会研究暂用"
	scored := []workflow.PaperCode{"D11", "D13", "D14", "D16b"}
	seen := 0
	for _, s := range samples(t) {
		if s.job.Case == nil {
			continue
		}
		s.job.Sandbox = false
		s.job.Case.Confirmations = map[string]string{workflow.PhaseCapacity: why, workflow.PhaseIntegration: why}
		doc, err := reports.Build(s.job)
		require.NoError(t, err, s.name)
		if slices.Contains(scored, s.job.Paper.Code) {
			seen++
			require.Contains(t, doc.Text(), "理由："+why, s.name)
			require.Contains(t, doc.Text(), "不是任何机关公布的正式标准", s.name)
			require.NotContains(t, doc.Text(), "不得作为办理实际案件的依据", s.name)
		}
		if strings.HasPrefix(string(s.job.Paper.Code), "D0") { // of the counter and the review
			require.NotContains(t, doc.Text(), why, s.name)
		}
	}
	require.GreaterOrEqual(t, seen, len(scored), "papers that are scored")
}
