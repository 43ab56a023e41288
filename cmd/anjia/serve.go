package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/migrations"
)

const serveUsage = `usage: anjia serve [--addr HOST:PORT] [--public-url URL] [--sandbox] [--trust-proxy] [--https] [--publish-log] [--no-worker]

Serves the API on the PostgreSQL (15 or newer) of an office, and works the jobs that acts leave for later. The
database is founded once with anjia init.

  DATABASE_URL  the server's role (a member of anjia_server); a role that may do more is refused
  MIGRATE_URL   the owner's role; when set, the database is brought to this version before serving
  ANJIA_DATA    folder of uploads and stored papers; var/files when unset
  ANJIA_CLAMD   socket of ClamAV's daemon: /run/clamav/clamd.ctl, or tcp:HOST:3310; without it, files stay in quarantine in production
  ANJIA_LOG_KEY, ANJIA_LOG_DIR  key and folder of the log of all entries (anjia log -h); without a key this process keeps no log
  ANJIA_TRUST   trust file (docs/dossier.md) by which files that somebody brings to the console are verified; without it, no signature is judged
  ANJIA_FILES   instead: a bucket that speaks S3, s3://bucket?endpoint=https://…&region=… (keys in AWS_ACCESS_KEY_ID, …)
  ANJIA_FONTS   folders of fonts for rare characters, 仿宋 and 楷体, instead of Debian's; "none" for the program's own alone

`

// defaultAddress is where the API answers unless it is told otherwise.
const defaultAddress = "127.0.0.1:8080"

// runServe is "anjia serve".
func runServe(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.SetOutput(errOut)
	address := flags.String("addr", defaultAddress, "address to listen on")
	sandbox := flags.Bool("sandbox", false, "training mode; the database must be marked as a sandbox")
	proxy := flags.Bool("trust-proxy", false, "take the client's address from X-Forwarded-For; only behind a proxy of the own house")
	public := publicFlag(flags)
	publish := flags.Bool("publish-log", false, "show the log of all entries (heads and hashes, under /api/v1/log) to everybody; else to auditors only")
	https := flags.Bool("https", false, "the office serves HTTPS: tell browsers to use nothing else")
	workers, evidence := workerFlags(flags), evidenceFlags(flags)
	flags.BoolVar(&workers.off, "no-worker", false, "work no jobs: processes of anjia worker do")
	flags.Usage = func() { _, _ = io.WriteString(errOut, serveUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	ctx, stop := interrupted()
	defer stop()
	log := newLog(errOut)
	err := serve(ctx, serveOptions{
		address: *address, public: *public, sandbox: *sandbox, publishLog: *publish, server: edge.ServerOptions{Log: log, TrustProxy: *proxy, Secure: *https}, workers: *workers, evidence: evidence, log: log, out: out,
	})
	return ended("serve", err, errOut)
}

type serveOptions struct {
	address    string
	public     string
	publishLog bool
	sandbox    bool
	server     edge.ServerOptions
	workers    workerOptions
	evidence   *evidenceOptions
	log        *slog.Logger
	out        io.Writer
}

func serve(ctx context.Context, o serveOptions) (err error) {
	database := os.Getenv("DATABASE_URL")
	if database == "" {
		return errors.New("DATABASE_URL is not set: name the database and the server's role, or use anjia run for a sandbox of its own")
	}
	if owner := os.Getenv("MIGRATE_URL"); owner != "" {
		if _, err := migrate(ctx, owner); err != nil {
			return err
		}
	}
	a, err := openApp(ctx, appOptions{database: database, files: dataFolder(), evidence: o.evidence, public: o.public, log: o.log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	if err := a.checkMark(ctx, o.sandbox); err != nil {
		return err
	}
	a.publishLog = o.publishLog
	handler, err := a.handler(ctx, o.server)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.address)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", o.address, err)
	}
	if err := a.tellScanner(ctx); err != nil {
		return errors.Join(err, listener.Close())
	}
	pool, err := a.work(ctx, o.workers)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer func() { err = errors.Join(err, stopWorkers(ctx, pool)) }()
	_, _ = fmt.Fprintf(o.out, "anjia answers on http://%s/api/v1 (document: /api/v1/openapi.json)\n", listener.Addr())
	return edge.Serve(ctx, listener, handler, o.log)
}

// checkMark refuses to serve a sandbox as production, and the other way round.
func (a *app) checkMark(ctx context.Context, sandbox bool) error {
	installation, founded, err := a.office.Installation(ctx)
	switch {
	case err != nil:
		return err
	case !founded:
		return errNotFounded
	case installation.Sandbox && !sandbox:
		return errors.New("the database is marked as a sandbox: start with --sandbox, or use the database of the office")
	case !installation.Sandbox && sandbox:
		return errors.New("the database is marked as production: it can't be served as a sandbox")
	}
	return nil
}

// migrate brings the database of the owner's role to this version.
func migrate(ctx context.Context, owner string) (int, error) {
	db, err := sql.Open("pgx", owner)
	if err != nil {
		return 0, fmt.Errorf("MIGRATE_URL cannot be read: %w", err)
	}
	applied, err := migrations.Up(ctx, db)
	return applied, errors.Join(err, db.Close())
}

// dataFolder is where uploads and stored papers are kept: a folder, or a bucket.
func dataFolder() string {
	if place := os.Getenv("ANJIA_FILES"); place != "" {
		return place
	}
	if dir := os.Getenv("ANJIA_DATA"); dir != "" {
		return dir
	}
	return "var/files"
}

// interrupted is a context that ends with Ctrl-C or SIGTERM; a second Ctrl-C ends the process at once.
func interrupted() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// parsed reads the flags; done tells that the command is over, with its exit status.
func parsed(flags *flag.FlagSet, args []string) (code int, done bool) {
	if code, done = parsedPaths(flags, args); done || flags.NArg() == 0 {
		return code, done
	}
	_, _ = fmt.Fprintf(flags.Output(), "anjia %s takes no argument %q\n", flags.Name(), flags.Arg(0))
	return 2, true
}

// parsedPaths is parsed for a command that takes paths.
func parsedPaths(flags *flag.FlagSet, args []string) (code int, done bool) {
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0, true
	case err != nil:
		return 2, true
	}
	return 0, false
}

// ended turns the error of a command into its exit status.
func ended(command string, err error, errOut io.Writer) int {
	if err == nil {
		return 0
	}
	_, _ = fmt.Fprintf(errOut, "anjia %s: %v\n", command, err)
	return 1
}
