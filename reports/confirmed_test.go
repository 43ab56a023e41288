package reports_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// points are points as papers print them: 98.50分, 满分100, never the minutes of 14时35分.
var points = regexp.MustCompile(`[0-9]\.[0-9]+分|[满总]分[^，。]*[0-9]`)

// TestEveryPaperScoredByAConfirmedTableSaysWhy: an illustrative table that an administrator lets judge real cases is
// marked on every paper that shows what it gave, with the reason; papers of the counter and the review say nothing of it.
func TestEveryPaperScoredByAConfirmedTableSaysWhy(t *testing.T) {
	t.Parallel()
	const why = "本省评分表尚未公布，经局务会研究暂用"
	scored := map[workflow.PaperCode]int{"D11": 0, "D13": 0, "D14": 0, "D14b": 0, "D16b": 0, "D16c": 0, "D26a": 0, "D27": 0}
	for _, s := range samples(t) {
		if s.job.Case == nil {
			continue
		}
		code := s.job.Paper.Code
		s.job.Sandbox = false
		s.job.Case.Confirmations = map[string]string{workflow.PhaseCapacity: why, workflow.PhaseIntegration: why}
		doc, err := reports.Build(s.job)
		require.NoError(t, err, s.name)
		text := doc.Text()
		_, listed := scored[code]
		require.True(t, listed || !points.MatchString(text), "%s shows points: %q", s.name, points.FindString(text))
		if listed {
			scored[code]++
			require.Contains(t, text, "示例（非正式标准）", s.name)
			require.Contains(t, text, "理由："+why, s.name)
			require.Contains(t, text, "不是任何机关公布的正式标准", s.name)
			require.NotContains(t, text, "不得作为办理实际案件的依据", s.name)
		}
		if strings.HasPrefix(string(code), "D0") { // of the counter and the review
			require.NotContains(t, text, why, s.name)
		}
	}
	for code, seen := range scored {
		require.Positive(t, seen, code)
	}
}
