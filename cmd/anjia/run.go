package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

const runUsage = `usage: anjia run [--addr HOST:PORT] [--data DIR] [--start-on DATE] [--empty]

Starts a sandbox for training: a private PostgreSQL (no set-up, also as root), the API, sample accounts and sample
cases in a new sandbox. Ctrl-C stops both. The data stay in --data; what a crashed run left is taken over.

`

// runSandbox is "anjia run".
func runSandbox(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	flags.SetOutput(errOut)
	address := flags.String("addr", defaultAddress, "address to listen on")
	public := publicFlag(flags)
	dir := flags.String("data", sandboxFolder(), "folder of the database and the files (ANJIA_DATA)")
	start := flags.String("start-on", "2024-01-02", "day at which the clock of a new sandbox starts")
	empty := flags.Bool("empty", false, "load no sample cases")
	flags.Usage = func() { _, _ = io.WriteString(errOut, runUsage); flags.PrintDefaults() }
	if code, done := parsed(flags, args); done {
		return code
	}
	startOn, err := law.ParseDate(*start)
	if err != nil {
		return ended("run", fmt.Errorf("--start-on: %w", err), errOut)
	}
	ctx, stop := interrupted()
	defer stop()
	level := &slog.LevelVar{}
	log := slog.New(slog.NewJSONHandler(errOut, &slog.HandlerOptions{Level: level}))
	o := sandboxOptions{address: *address, public: cmp.Or(*public, ownAddress(*address)), dir: *dir, startOn: startOn, log: log, level: level, sign: true}
	return ended("run", runUntilStopped(ctx, o, *empty, out, log), errOut)
}

func runUntilStopped(ctx context.Context, o sandboxOptions, empty bool, out io.Writer, log *slog.Logger) error {
	s, err := startSandbox(ctx, o)
	if err != nil {
		if ctx.Err() != nil {
			return nil //nolint:nilerr // stopped while starting: what failed was the start
		}
		return err
	}
	if moved := s.postgres.MovedFrom(); moved != "" {
		_, _ = fmt.Fprintf(out, "the database's user %s cannot reach %s; its data are in %s\n", s.postgres.User(), moved, s.postgres.Dir())
	}
	if s.fresh && !empty {
		if err := sampled(ctx, s, o, log); err != nil && ctx.Err() == nil {
			return errors.Join(fmt.Errorf("load the sample cases: %w", err), s.stop(context.WithoutCancel(ctx)))
		}
	}
	if err := announce(ctx, out, s, o.dir); err != nil && ctx.Err() == nil {
		return errors.Join(err, s.stop(context.WithoutCancel(ctx)))
	}
	select {
	case <-ctx.Done():
		_, _ = fmt.Fprintln(out, "stopping")
		return s.stop(context.WithoutCancel(ctx))
	case <-s.postgres.Exited():
		return errors.Join(fmt.Errorf("PostgreSQL has ended; its log is %s", s.postgres.LogFile()), s.stop(context.WithoutCancel(ctx)))
	case err := <-s.served:
		s.served <- nil
		return errors.Join(err, s.stop(context.WithoutCancel(ctx)))
	}
}

// announce prints where the sandbox answers and who may log in.
func announce(ctx context.Context, out io.Writer, s *sandbox, dir string) error {
	accounts, err := s.accounts(ctx)
	if err != nil {
		return fmt.Errorf("list the accounts: %w", err)
	}
	_, _ = fmt.Fprintf(out, "\nanjia 安家 sandbox (演练): %s/console   API: %s/api/v1   document: %s/api/v1/openapi.json\n", s.base, s.base, s.base)
	password := "password of each"
	if !s.fresh {
		password = "password of each, unless it was changed"
		_, _ = fmt.Fprintln(out, "taken over from an earlier run, with its cases, accounts and clock")
		if samplesUnfinished(dir) {
			_, _ = fmt.Fprintf(out, "that run ended while it loaded the sample cases, so some are missing: to begin anew, move %s away\n", dir)
		}
	}
	_, _ = fmt.Fprintf(out, "%s; POST %s/api/v1/sessions {\"name\":…,\"password\":…}; %s: %s\n", s.authority, s.base, password, sandboxPassword)
	for _, a := range accounts {
		_, _ = fmt.Fprintf(out, "  %-10s %s（%s）\n", a.Login, a.Name, a.Role.Chinese())
	}
	_, _ = fmt.Fprintln(out, unscannedNotice)
	if file := s.trustFile(); file != "" {
		_, _ = fmt.Fprintf(out, "papers are signed by trial keys: anjia verify --trust %s FILE…\n", file)
	}
	_, _ = fmt.Fprintln(out, "Ctrl-C stops it")
	return nil
}

// accounts lists who may log in, in the order in which they were set up.
func (s *sandbox) accounts(ctx context.Context) ([]office.Account, error) {
	roots, err := s.app.store.TopAuthorities(ctx)
	if err != nil {
		return nil, err
	}
	var out []office.Account
	for _, root := range roots {
		of, err := s.app.office.Accounts(ctx, workflow.Actor{Role: workflow.RoleAdmin, AuthorityID: root}, office.Filter{})
		if err != nil {
			return nil, err
		}
		out = append(out, of...)
	}
	return slices.DeleteFunc(out, func(a office.Account) bool { return a.Disabled }), nil
}

// sandboxFolder is where a sandbox keeps its data.
func sandboxFolder() string {
	if dir := os.Getenv("ANJIA_DATA"); dir != "" {
		return dir
	}
	return "var/sandbox"
}
