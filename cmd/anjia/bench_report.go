package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Names of what pgbench does.
const (
	figureRows = "one_statement_per_row"
	figureOne  = "one_statement"
)

// benchFigures is the result of a run.
type benchFigures struct {
	Machine    string       `json:"machine"`
	Go         string       `json:"go"`
	PostgreSQL string       `json:"postgresql"`
	Clients    int          `json:"clients"`
	Offices    int          `json:"authorities"`
	Cases      int          `json:"cases"`
	Rounds     int          `json:"rounds"`
	Seconds    float64      `json:"seconds_per_round"`
	Version    float64      `json:"average_case_version_at_end"`
	Acts       []actFigure  `json:"acts"`
	Logged     []actFigure  `json:"acts_with_the_log_kept"`
	Taking     actFigure    `json:"entries_into_the_log"`
	References []actFigure  `json:"references"`
	Rules      []ruleFigure `json:"rules"`
	Many       []manyFigure `json:"over_ended_cases,omitempty"`
	Load       float64      `json:"load_before"`          // of the machine, in the minute before it began
	LoadAfter  float64      `json:"load_after,omitempty"` // in the minute before the last figure: the bench itself is in it

	trips  map[string]int64
	rounds map[string][]benchRound
}

// actFigure is what the rounds of one kind come to. Rates and processor times are medians over the rounds.
type actFigure struct {
	Name      string  `json:"name"`
	What      string  `json:"what"`
	Rate      float64 `json:"acts_per_second"`
	Lowest    float64 `json:"lowest_round"`
	Highest   float64 `json:"highest_round"`
	P50       float64 `json:"p50_ms,omitempty"`
	P95       float64 `json:"p95_ms,omitempty"`
	P99       float64 `json:"p99_ms,omitempty"`
	PgCPU     float64 `json:"postgresql_cpu_us"`
	ServerCPU float64 `json:"server_cpu_us,omitempty"`
	ClientCPU float64 `json:"client_cpu_us,omitempty"`
	Trips     int64   `json:"round_trips,omitempty"`
	ToRows    float64 `json:"ratio_to_one_statement_per_row,omitempty"`
	ToOne     float64 `json:"ratio_to_one_statement,omitempty"`
	Logged    float64 `json:"ratio_with_the_log_kept,omitempty"` // acts a second with the log to those without
}

func newFigures(w *benchWorld, o benchOptions) *benchFigures {
	return &benchFigures{
		Machine: machine(), Go: runtime.Version(), PostgreSQL: w.pg.Version(), Clients: o.clients, Offices: o.authorities, Cases: o.cases,
		Rounds: o.rounds, Seconds: o.length.Seconds(), rounds: map[string][]benchRound{},
		Load: o.load,
	}
}

// machine names the processor and how many of its cores there are.
func machine() string {
	name := runtime.GOARCH
	if b, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				name = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d cores, %s", runtime.NumCPU(), name)
}

// finish sums the rounds up.
func (f *benchFigures) finish(w *benchWorld, acts []benchAct) {
	var sum int64
	for _, file := range w.files {
		sum += file.version
	}
	f.Version = float64(sum) / float64(len(w.files))
	rows := f.figure(figureRows, "pgbench: one statement for each row touched, in a transaction with the settings of row security")
	one := f.figure(figureOne, "pgbench: the same work in one statement")
	f.References = []actFigure{rows, one}
	f.Taking = f.figure(figureTaking, "the log of all entries catches up, nothing else being done")
	for _, a := range acts {
		g := f.figure(a.name, a.what)
		g.Trips, g.ToRows, g.ToOne = f.trips[a.name], g.Rate/rows.Rate, g.Rate/one.Rate
		f.Acts = append(f.Acts, g)
		l := f.figure(a.name+loggedSuffix, a.what+"; the log of all entries is kept beside it")
		l.Trips, l.Logged = g.Trips, l.Rate/g.Rate
		f.Logged = append(f.Logged, l)
	}
}

func (f *benchFigures) figure(name, what string) actFigure {
	rounds := f.rounds[name]
	each := func(of func(r benchRound) float64) []float64 {
		out := make([]float64, len(rounds))
		for i, r := range rounds {
			out[i] = of(r)
		}
		slices.Sort(out)
		return out
	}
	rates := each(benchRound.rate)
	g := actFigure{
		Name: name, What: what, Rate: median(rates), Lowest: rates[0], Highest: rates[len(rates)-1],
		PgCPU: median(each(func(r benchRound) float64 { return r.per(r.pgCPU) })),
	}
	if len(rounds[0].latencies) > 0 || name == figureTaking { // pgbench is no process of ours
		g.ClientCPU = median(each(func(r benchRound) float64 { return r.per(r.clientCPU) }))
	}
	if len(rounds[0].latencies) > 0 {
		g.P50, g.P95, g.P99 = f.latency(rounds, 50), f.latency(rounds, 95), f.latency(rounds, 99)
		g.ServerCPU = median(each(func(r benchRound) float64 { return r.per(r.serverCPU) }))
	}
	return g
}

// latency is the median over the rounds of a percentile, in milliseconds.
func (*benchFigures) latency(rounds []benchRound, percent int) float64 {
	var out []float64
	for _, r := range rounds {
		at := min(len(r.latencies)-1, len(r.latencies)*percent/100)
		out = append(out, float64(r.latencies[at])/float64(time.Millisecond))
	}
	slices.Sort(out)
	return median(out)
}

// median of sorted figures.
func median(sorted []float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	return (sorted[len(sorted)/2] + sorted[(len(sorted)-1)/2]) / 2
}

func (f *benchFigures) writeJSON(out io.Writer) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(f)
}

func (f *benchFigures) writeText(out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s; %s; PostgreSQL %s, fsync and synchronous_commit on\n", f.Machine, f.Go, f.PostgreSQL)
	fmt.Fprintf(&b, "%d clients, %d authorities, %d cases (version %.0f on average at the end); medians of %d rounds of %.0f s, in turn\n\n",
		f.Clients, f.Offices, f.Cases, f.Version, f.Rounds, f.Seconds)
	fmt.Fprintf(&b, "%-24s %7s %15s %7s %7s %7s %9s %9s %9s %6s\n", "", "acts/s", "lowest-highest", "p50 ms", "p95 ms", "p99 ms", "pg µs", "server µs", "client µs", "trips")
	for _, a := range slices.Concat(f.Acts, f.Logged, []actFigure{f.Taking}, f.References) {
		fmt.Fprintf(&b, "%-24s %7.0f %15s", a.Name, a.Rate, fmt.Sprintf("%.0f-%.0f", a.Lowest, a.Highest))
		if a.P50 == 0 {
			fmt.Fprintf(&b, " %7s %7s %7s %9.0f", "", "", "", a.PgCPU)
			if a.ClientCPU > 0 {
				fmt.Fprintf(&b, " %9s %9.0f", "", a.ClientCPU)
			}
			b.WriteString("\n")
			continue
		}
		fmt.Fprintf(&b, " %7.1f %7.1f %7.1f %9.0f %9.0f %9.0f %6d\n", a.P50, a.P95, a.P99, a.PgCPU, a.ServerCPU, a.ClientCPU, a.Trips)
	}
	b.WriteString("\n")
	for _, a := range f.Acts {
		fmt.Fprintf(&b, "%s (%s): %.2f of pgbench with one statement per row, %.2f of one statement in all\n", a.Name, a.What, a.ToRows, a.ToOne)
	}
	for _, a := range f.Logged {
		fmt.Fprintf(&b, "%s: %.2f of the acts a second without it\n", a.Name, a.Logged)
	}
	b.WriteString("\n")
	for _, r := range f.Rules {
		fmt.Fprintf(&b, "%-56s %8.1f µs %6d allocations %8d bytes\n", r.Name, r.Micros, r.Allocs, r.Bytes)
	}
	for _, m := range f.Many {
		fmt.Fprintf(&b, "%-56s %8.2f s, %.2f s of this process' processor time, over %d ended cases of %.0f KB\n", m.Name, m.Seconds, m.CPU, m.Cases, m.KB)
	}
	fmt.Fprintf(&b, "load of the machine: %.1f before, %.1f at the end, the bench itself in it\n", f.Load, f.LoadAfter)
	_, err := io.WriteString(out, b.String())
	return err
}
