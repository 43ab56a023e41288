package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

const demoUsage = `usage: anjia demo [--out DIR] [--quiet]

Starts a private PostgreSQL and a sandbox whose clock starts at 2024-01-02, drives seven families over the API from the
counter to the closed file or a lawful refusal, writes every paper as DIR/<case>/<NN>-<code>.pdf, the whole file of
each case as DIR/<case>/dossier.pdf, DIR/trust.json by which anjia verify judges these, and DIR/summary.json, and prints a table. It fails when a case does not end as expected or a paper cannot be set.

`

// demoStart is the first day of the demo's clock.
const demoStart = "2024-01-02"

// runDemo is "anjia demo".
func runDemo(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(errOut)
	dir := flags.String("out", "build/demo", "folder of papers and summary; what an earlier demo left there is replaced")
	quiet := flags.Bool("quiet", false, "do not print every step")
	flags.Usage = func() { _, _ = io.WriteString(errOut, demoUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	ctx, stop := interrupted()
	defer stop()
	return ended("demo", demonstrate(ctx, *dir, *quiet, out, newQuietLog(errOut)), errOut)
}

// newQuietLog shows warnings and errors only: the demo prints its own story.
func newQuietLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func demonstrate(ctx context.Context, dir string, quiet bool, out io.Writer, log *slog.Logger) (err error) {
	start := law.MustDate(demoStart)
	s, err := startSandbox(ctx, sandboxOptions{address: "127.0.0.1:0", startOn: start, log: log, sign: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop(context.WithoutCancel(ctx))) }()
	_, _ = fmt.Fprintf(out, "sandbox on %s, clock at %s; %s\n", s.base, start, unscannedNotice)
	o, sched, err := openSamples(ctx, s, start)
	if err != nil {
		return err
	}
	if !quiet {
		sched.Log = func(format string, a ...any) { _, _ = fmt.Fprintf(out, format+"\n", a...) }
	}
	chengdu, err := sample.OpenChengdu(ctx, &http.Client{}, s.base, o.Admin, s.authorityID, start)
	if err != nil {
		return err
	}
	families := append(sample.Families(sched, o), sample.BestOfSeveral(sched, chengdu)...)
	if err := sched.Run(ctx, law.Date{}); err != nil {
		return err
	}
	if err := s.awaitSeals(ctx); err != nil {
		return err
	}
	summary, err := writeDemo(ctx, families, dir)
	if err != nil {
		return err
	}
	if err := writeTrust(s.keys.TrustFile(), dir); err != nil {
		return err
	}
	return printDemo(out, summary, dir)
}

// openSamples opens the sample office of a fresh sandbox and a schedule on its clock.
func openSamples(ctx context.Context, s *sandbox, start law.Date) (*sample.Office, *sample.Schedule, error) {
	h := &http.Client{}
	admin, err := sample.Login(ctx, h, s.base, sandboxLogin, sandboxPassword)
	if err != nil {
		return nil, nil, err
	}
	o, err := sample.OpenOffice(ctx, h, s.base, admin, s.authorityID, s.authority, start)
	return o, &sample.Schedule{Admin: admin}, err
}

// writeDemo writes papers and summary into a fresh folder.
func writeDemo(ctx context.Context, families []*sample.Family, dir string) (*sample.Summary, error) {
	for _, f := range families { // only what an earlier demo wrote is removed
		if err := os.RemoveAll(filepath.Join(dir, f.Name)); err != nil {
			return nil, err
		}
	}
	summary := &sample.Summary{}
	for _, f := range families {
		c, err := f.Write(ctx, dir)
		if err != nil {
			return nil, err
		}
		if err := f.TakeDossier(ctx, f.Office.Supervisor, "演示", false, filepath.Join(dir, f.Name, "dossier.pdf")); err != nil {
			return nil, err
		}
		summary.Cases = append(summary.Cases, *c)
	}
	b, err := json.MarshalIndent(summary, "", "  ")
	if err != nil {
		return nil, err
	}
	return summary, os.WriteFile(filepath.Join(dir, "summary.json"), append(b, '\n'), 0o600)
}

// printDemo prints the table and fails when a case ended elsewhere than expected.
func printDemo(out io.Writer, s *sample.Summary, dir string) error {
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "\ncase\tnumber\tstate\texpected\tpapers")
	var wrong error
	papers := 0
	for _, c := range s.Cases {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\n", c.Name, c.Number, c.State, c.Expected, len(c.Papers))
		papers += len(c.Papers)
		if c.State != c.Expected {
			wrong = errors.Join(wrong, fmt.Errorf("case %s ended in %s, expected %s", c.Name, c.State, c.Expected))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "%d papers and summary.json in %s\n", papers, dir)
	return wrong
}
