package check_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier/check"
)

// BenchmarkThousandPages verifies a sealed dossier of two hundred papers, a
// thousand pages and more, with every check: the target is a second.
func BenchmarkThousandPages(b *testing.B) {
	w := newWorld(b, 200, 31)
	file := w.signed(b)
	o := trusting(b, w.trustFile())
	for b.Loop() {
		r := check.File(file, o)
		require.Equal(b, check.CodeHolds, r.ExitCode(), lines(r))
	}
	b.ReportMetric(float64(w.content.Manifest.Papers[199].Pages[1]), "pages")
	b.ReportMetric(float64(len(file))/1e6, "MB")
	b.ReportMetric(peak(b), "peakMB")
}

// peak is the most memory that the process had, in megabytes.
func peak(b *testing.B) float64 {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0 // not on Linux
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(rest)[0])
	require.NoError(b, err)
	return float64(kb) / 1e3
}
