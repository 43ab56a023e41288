package finish_test

import (
	"bytes"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
)

// BenchmarkFivePages measures what a report of five pages costs: text, a table
// over several pages, signatures; tagged, in two weights, a heavy title and a rare
// name. cpu-ms is the processor time of the process, garbage collection and all:
// on a busy machine it is the steadier figure.
func BenchmarkFivePages(b *testing.B) {
	d := fivePages(b)
	out := render(b, d)
	b.ReportAllocs()
	before := processorTime(b)
	for b.Loop() {
		render(b, d)
	}
	b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(bytes.Count(out, []byte("/Type /Page\n"))), "pages")
}

func fivePages(tb testing.TB) reports.Document {
	tb.Helper()
	d := record()
	table, ok := d.Blocks[4].(reports.Table)
	require.True(tb, ok)
	for n := len(table.Rows); n > 0; n-- {
		table.Rows = table.Rows[:n]
		d.Blocks[4] = table
		if bytes.Count(render(tb, d), []byte("/Type /Page\n")) == 5 {
			return d
		}
	}
	tb.Fatal("the sample record has no length of five pages")
	return d
}

func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	require.NoError(tb, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
