package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// buildAnjia builds the real binary into a folder.
func buildAnjia(t *testing.T, folder string) string {
	t.Helper()
	binary := filepath.Join(folder, "anjia")
	out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return binary
}

// TestBenchMeasuresEverything runs a bench that is too short to tell anything, and looks at what it tells: the scripts
// for pgbench name tables and columns that change with the migrations.
func TestBenchMeasuresEverything(t *testing.T) {
	t.Parallel()
	o := benchOptions{clients: 2, authorities: 2, cases: 4, rounds: 1, ended: 12, length: time.Second, binary: buildAnjia(t, t.TempDir())}
	f, err := bench(t.Context(), o, t.Logf)
	require.NoError(t, err)
	require.Len(t, f.Acts, 2)
	for _, a := range f.Acts {
		require.Positive(t, a.Rate, a.Name)
		require.Positive(t, a.P50, a.Name)
		require.LessOrEqual(t, a.P50, a.P99, a.Name)
		require.EqualValues(t, 3, a.Trips, "%s: the token, the reading, the writing with the commit", a.Name)
		require.Positive(t, a.ToRows, a.Name)
		require.Positive(t, a.ToOne, a.Name)
	}
	require.Len(t, f.Logged, 2)
	require.Positive(t, f.Taking.Rate)
	for _, a := range f.Logged {
		require.Positive(t, a.Rate, a.Name)
		require.Positive(t, a.Logged, a.Name)
	}
	require.Len(t, f.References, 2)
	var rules []string
	for _, r := range f.Rules {
		subject, _, _ := strings.Cut(r.Name, ":")
		rules = append(rules, subject)
		require.Positive(t, r.Micros, r.Name)
		require.Positive(t, r.Allocs, r.Name)
	}
	require.Subset(t, rules, []string{"eligibility", "score", "import", "score and explain"})
	require.Len(t, f.Many, 2)
	for _, m := range f.Many {
		require.Positive(t, m.Seconds, m.Name)
		require.Equal(t, 12, m.Cases)
	}
	var text, asJSON bytes.Buffer
	require.NoError(t, f.writeText(&text))
	for _, name := range []string{"record_questioning", "record_material", figureRows, figureOne} {
		require.Contains(t, text.String(), name)
	}
	require.NoError(t, f.writeJSON(&asJSON))
	require.True(t, json.Valid(asJSON.Bytes()))
}

func TestBenchRefusesWrongNumbers(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--clients", "0"}, {"--seconds", "0"}, {"--clients", "9", "--cases", "8"}, {"--rounds", "-1"}} {
		var out, errOut bytes.Buffer
		require.Equal(t, 1, runBench(args, &out, &errOut), args)
		require.Contains(t, errOut.String(), "1 or more")
		require.Empty(t, out.String())
	}
	var out, errOut bytes.Buffer
	require.Equal(t, 2, runBench([]string{"--clients", "many"}, &out, &errOut))
}

func TestMedian(t *testing.T) {
	t.Parallel()
	require.Zero(t, median(nil))
	require.InDelta(t, 3.0, median([]float64{3}), 0)
	require.InDelta(t, 2.0, median([]float64{1, 2, 9}), 0)
	require.InDelta(t, 2.5, median([]float64{1, 2, 3, 9}), 0)
}

func TestProcessorTimeOfOurselves(t *testing.T) {
	t.Parallel()
	own, err := ownCPU()
	require.NoError(t, err)
	require.Positive(t, own)
	_, err = treeCPU(1 << 30)
	require.Error(t, err)
}

// BenchmarkActOverHTTP is the full act with server and clients in one process, for profiles:
//
//	go test ./cmd/anjia -run '^$' -bench ActOverHTTP -cpuprofile cpu.out && go tool pprof cpu.out
func BenchmarkActOverHTTP(b *testing.B) {
	spareCollector()
	w, err := newBenchWorld(b.Context(), pgserver.Options{}, 10)
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, w.close(context.Background())) })
	require.NoError(b, w.fill(b.Context(), 160))
	handler, err := w.app.handler(b.Context(), edge.ServerOptions{Log: slog.New(slog.DiscardHandler)})
	require.NoError(b, err)
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	acts, err := benchActs()
	require.NoError(b, err)
	for _, a := range acts {
		b.Run(a.name, func(b *testing.B) {
			const clients = 16
			b.ReportAllocs()
			var wg sync.WaitGroup
			for h := range clients {
				wg.Go(func() { actOften(b, w, server.Listener.Addr().String(), a, h, clients) })
			}
			wg.Wait()
		})
	}
}

// actOften is one of so many clients, with its share of the acts and cases of its own.
func actOften(b *testing.B, w *benchWorld, address string, a benchAct, hand, clients int) {
	b.Helper()
	c, err := dialBench(address)
	if err != nil {
		b.Error(err)
		return
	}
	defer c.close()
	for n := hand; n < b.N; n += clients {
		f := &w.files[n%len(w.files)]
		if f.version, err = c.act(w.desks[f.desk].token, f.id, a.name, newID(), f.version, a.bodies[f.version%benchTurns]); err != nil {
			b.Error(err)
			return
		}
	}
}
