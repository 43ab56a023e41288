package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

const benchUsage = `usage: anjia bench [--clients N] [--authorities N] [--cases N] [--seconds N] [--rounds N] [--ended N] [--json] [--binary FILE]

Measures full acts over HTTP (token, lock, guards, change, entry, payload, clocks, order of a paper, idempotency, row
security) on a private PostgreSQL that keeps every commit (fsync, synchronous_commit), against pgbench doing the same
work in the same run: one statement for each row touched, and one statement in all. The rounds of all kinds take turns;
medians are printed, with the log of all entries kept beside an act and without. Then the rules and one score, in microseconds and allocations, and a what-if and the agency board over ended
cases, in seconds. Needs pgbench (Debian: with the
server). docs/performance.md explains the figures.

`

// benchOptions say how much is measured.
type benchOptions struct {
	clients, authorities, cases int
	rounds, ended               int
	length                      time.Duration
	binary                      string
	load                        float64 // of the machine before the bench made any
}

// runBench is "anjia bench".
func runBench(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errOut)
	var o benchOptions
	flags.IntVar(&o.clients, "clients", 16, "clients at once")
	flags.IntVar(&o.authorities, "authorities", 100, "registration authorities over which the cases are spread")
	flags.IntVar(&o.cases, "cases", 0, "cases under review; 8 for each authority when left out")
	seconds := flags.Int("seconds", 4, "length of a round")
	flags.IntVar(&o.rounds, "rounds", 5, "rounds of each kind")
	flags.IntVar(&o.ended, "ended", 1000, "ended cases over which a what-if and the agency board are measured; 0 leaves them out")
	asJSON := flags.Bool("json", false, "print the figures as JSON")
	flags.StringVar(&o.binary, "binary", "", "the binary of the server that is measured; this one when left out")
	flags.Usage = func() { _, _ = io.WriteString(errOut, benchUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	if o.cases == 0 {
		o.cases = 8 * o.authorities
	}
	if o.clients < 1 || o.authorities < 1 || o.rounds < 1 || o.ended < 0 || *seconds < 1 || o.cases < o.clients {
		return ended("bench", errors.New("every number must be 1 or more, and there must be a case for each client"), errOut)
	}
	o.length = time.Duration(*seconds) * time.Second
	ctx, stop := interrupted()
	defer stop()
	figures, err := bench(ctx, o, func(format string, a ...any) { _, _ = fmt.Fprintf(errOut, format+"\n", a...) })
	if err == nil && *asJSON {
		err = figures.writeJSON(out)
	} else if err == nil {
		err = figures.writeText(out)
	}
	return ended("bench", err, errOut)
}

// bench makes the world, measures in it and takes it down.
func bench(ctx context.Context, o benchOptions, say func(string, ...any)) (f *benchFigures, err error) {
	if o.binary == "" {
		if o.binary, err = os.Executable(); err != nil {
			return nil, err
		}
	}
	acts, err := benchActs()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	o.load = load()
	w, err := newBenchWorld(ctx, pgserver.Options{Settings: map[string]string{"max_wal_size": "4GB"}}, o.authorities)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.close(ctx)) }()
	if err := w.fill(ctx, o.cases); err != nil {
		return nil, err
	}
	say("%d authorities and %d cases under review made in %.0f s", o.authorities, o.cases, time.Since(start).Seconds())
	f = newFigures(w, o)
	if err := w.measureAlone(ctx, acts, f); err != nil {
		return nil, err
	}
	reference, err := w.preparePgbench(ctx, o.clients)
	if err != nil {
		return nil, err
	}
	defer func() { f.LoadAfter = load() }()
	if err := w.takeTurns(ctx, o, acts, reference, f, say); err != nil || o.ended == 0 {
		return f, err
	}
	f.Many, err = w.archive(ctx, o.ended)
	return f, err
}

// measureAlone takes what one process can tell: round trips, rules, score. The services are closed afterwards and the
// database is as autovacuum would have it.
func (w *benchWorld) measureAlone(ctx context.Context, acts []benchAct, f *benchFigures) (err error) {
	if err := w.leave(); err != nil {
		return err
	}
	backwards := slices.Clone(acts) // the last act of the first case is the pattern for pgbench: the first of the list
	slices.Reverse(backwards)
	if f.trips, err = w.countTrips(ctx, backwards); err != nil {
		return err
	}
	if f.Rules, err = w.measureRules(ctx); err != nil {
		return err
	}
	if err := w.leave(); err != nil {
		return err
	}
	return w.admin(benchDatabase, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, `vacuum (analyze)`) //nolint:misspell // SQL
		return err
	})
}

// takeTurns measures round after round, every kind once in each: what else the machine does meets all of them.
func (w *benchWorld) takeTurns(ctx context.Context, o benchOptions, acts []benchAct, reference *pgbench, f *benchFigures, say func(string, ...any)) (err error) {
	server, err := startServer(ctx, o.binary, "127.0.0.1:0", w.url(benchDatabase), w.folder)
	if err != nil {
		return err
	}
	for _, a := range acts { // every connection has prepared its statements, the pages are in memory
		if _, err := w.drive(server, a, o.clients, min(o.length, 2*time.Second)); err != nil {
			return errors.Join(err, server.kill())
		}
	}
	keeper, err := w.newKeeper(ctx)
	if err != nil {
		return errors.Join(err, server.kill())
	}
	defer func() { err = errors.Join(err, keeper.store.Close()) }()
	for n := range o.rounds {
		if err := w.turn(ctx, o, server, acts, keeper, reference, f); err != nil {
			return errors.Join(err, server.kill())
		}
		say("round %d of %d", n+1, o.rounds)
	}
	f.finish(w, acts)
	if err := server.stop(); err != nil {
		return err
	}
	return w.checkChains(ctx)
}

func (w *benchWorld) turn(ctx context.Context, o benchOptions, server *serverProcess, acts []benchAct, keeper *benchKeeper, reference *pgbench, f *benchFigures) error {
	for _, a := range acts {
		r, err := w.drive(server, a, o.clients, o.length)
		if err != nil {
			return err
		}
		f.rounds[a.name] = append(f.rounds[a.name], r)
		taken, err := keeper.settle(ctx, w, server)
		if err != nil {
			return err
		}
		f.rounds[figureTaking] = append(f.rounds[figureTaking], taken)
		if r, err = keeper.drive(ctx, w, server, a, o); err != nil {
			return err
		}
		f.rounds[a.name+loggedSuffix] = append(f.rounds[a.name+loggedSuffix], r)
	}
	for name, script := range map[string]string{figureRows: onePerRow, figureOne: combined} {
		meter, err := w.meter(server)
		if err != nil {
			return err
		}
		r := benchRound{}
		var rate float64
		if rate, r.acts, err = reference.run(ctx, name, script, o.length); err != nil {
			return err
		}
		if err := meter(&r); err != nil {
			return err
		}
		r.elapsed = time.Duration(float64(r.acts) / rate * float64(time.Second))
		f.rounds[name] = append(f.rounds[name], r)
	}
	return nil
}

// checkChains walks the records of some of the cases that were acted on: what was fast must also be right.
func (w *benchWorld) checkChains(ctx context.Context) error {
	if err := w.open(ctx, store.Options{}); err != nil {
		return err
	}
	for i := 0; i < len(w.files); i += max(1, len(w.files)/50) {
		if _, err := w.app.store.VerifyCase(ctx, w.files[i].id); err != nil {
			return err
		}
	}
	return nil
}
