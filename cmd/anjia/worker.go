package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"github.com/anjia-project/anjia/workflow/jobs"
)

const workerUsage = `usage: anjia worker [--public-url URL] [--workers N] [--keep-keys DURATION] [--keep-tokens DURATION] [--keep-tasks DURATION] [--scrub MIB]

Works the jobs that acts leave for later (thumbnails, papers, imports, sweeps), as a process of its own beside
anjia serve --no-worker. Any number may run; one of all of them orders what recurs. Ctrl-C or SIGTERM lets running
jobs end; what a killed worker held is taken up by another.

  DATABASE_URL  the server's role, as for anjia serve
  ANJIA_DATA    folder of uploads and stored papers; the same as that of the servers, and so is ANJIA_FILES
  ANJIA_CLAMD   socket of the virus scanner; the same as that of the servers
  ANJIA_LOG_KEY, ANJIA_LOG_DIR  key and folder of the log of all entries (anjia log -h); without a key this process keeps no log

`

// runWorker is "anjia worker".
func runWorker(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("worker", flag.ContinueOnError)
	flags.SetOutput(errOut)
	o, evidence, public := workerFlags(flags), evidenceFlags(flags), publicFlag(flags)
	flags.Usage = func() { _, _ = io.WriteString(errOut, workerUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	ctx, stop := interrupted()
	defer stop()
	return ended("worker", work(ctx, *o, evidence, *public, newLog(errOut), out), errOut)
}

// workerFlags are the flags of every process that works jobs.
func workerFlags(flags *flag.FlagSet) *workerOptions {
	o := &workerOptions{tuning: jobs.Options{}, log: logFromEnvironment()}
	flags.IntVar(&o.tuning.Workers, "workers", 4, "ordinary jobs worked at a time; a quarter as many heavy ones")
	const day = 24 * time.Hour
	flags.DurationVar(&o.keep.Keys, "keep-keys", 7*day, "how long answers of idempotency keys are kept, at least 24h; some 7 KB an act")
	flags.DurationVar(&o.keep.Tokens, "keep-tokens", 30*day, "how long tokens are kept after they ran out")
	flags.DurationVar(&o.keep.Tasks, "keep-tasks", 90*day, "how long finished tasks are shown")
	flags.Int64Var(&o.scrubMiB, "scrub", 8, "MiB a second at which stored files are read again and compared with their hashes; 0: never")
	return o
}

// work works jobs until the context ends.
func work(ctx context.Context, o workerOptions, evidence *evidenceOptions, public string, log *slog.Logger, out io.Writer) (err error) {
	database := os.Getenv("DATABASE_URL")
	if database == "" {
		return errors.New("DATABASE_URL is not set: name the database and the server's role")
	}
	a, err := openApp(ctx, appOptions{database: database, files: dataFolder(), evidence: evidence, public: public, log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := a.tellScanner(ctx); err != nil {
		return err
	}
	pool, err := a.work(ctx, o)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(out, "anjia works jobs")
	<-ctx.Done()
	_, _ = fmt.Fprintln(out, "stopping")
	return stopWorkers(ctx, pool)
}
