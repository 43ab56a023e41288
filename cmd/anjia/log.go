package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
)

const logUsage = `usage: anjia log key --origin anjia/NAME FILE
       anjia log extend
       anjia log head
       anjia log epoch
       anjia log verify [--key VKEY [--head FILE]]
       anjia log check --key VKEY [--head FILE] DIR

The log of all entries of all chains: one Merkle tree whose head is signed (docs/record.md, section 6).

  key     draws the key pair of a log: the signer's key into FILE (for ANJIA_LOG_KEY), the verifier's into FILE.pub
  extend  takes what is not in the log yet, signs, and publishes to ANJIA_LOG_DIR; workers with ANJIA_LOG_KEY do so
          every two seconds
  head    prints the newest signed head of the database
  epoch   raises the epoch where a database was restored on another server; every start does so by itself
  verify  compares the log in the database with the entries there, and the head with the log
  check   checks a published folder without a database

--key is the verifier's key or the file of it; --head a signed head that was kept: the log must continue it.

DATABASE_URL names the server's role. Exit status 1 when something does not hold.
`

// runLog is "anjia log".
func runLog(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("log", flag.ContinueOnError)
	flags.SetOutput(errOut)
	origin := flags.String("origin", "", "name of the log and its key")
	key := flags.String("key", "", "verifier's key, or the file of it")
	head := flags.String("head", "", "file of a signed head that was kept")
	flags.Usage = func() { _, _ = io.WriteString(errOut, logUsage) }
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		if code, done := parsed(flags, args); done {
			return code
		}
		flags.Usage()
		return 2
	}
	if code, done := parsedPaths(flags, args[1:]); done {
		return code
	}
	ctx, stop := interrupted()
	defer stop()
	paths := map[string]int{"key": 1, "check": 1, "extend": 0, "head": 0, "epoch": 0, "verify": 0}
	if want, known := paths[args[0]]; !known || flags.NArg() != want || args[0] == "key" && *origin == "" || *key == "" && (args[0] == "check" || *head != "") {
		flags.Usage()
		return 2
	}
	return ended("log "+args[0], logCommand(ctx, args[0], flags.Arg(0), *origin, *key, *head, out, errOut), errOut)
}

func logCommand(ctx context.Context, command, path, origin, key, head string, out, errOut io.Writer) error {
	switch command {
	case "key":
		public, err := writeLogKey(path, origin)
		if err == nil {
			_, _ = fmt.Fprintln(out, public)
		}
		return err
	case "check":
		return checkPublished(path, key, head, out)
	}
	return withDatabase(ctx, func(s *store.Store) error {
		switch command {
		case "extend":
			return extendLog(ctx, s, out, errOut)
		case "head":
			signed, err := s.SignedHead(ctx)
			_, _ = fmt.Fprint(out, signed)
			return err
		case "epoch":
			epoch, err := s.SettleEpoch(ctx)
			if err == nil {
				_, _ = fmt.Fprintf(out, "epoch %d\n", epoch)
			}
			return err
		}
		return verifyLog(ctx, s, key, head, out)
	})
}

// extendLog is one round of the keeper.
func extendLog(ctx context.Context, s *store.Store, out, errOut io.Writer) error {
	o := logFromEnvironment()
	if o.key == "" {
		return errors.New("ANJIA_LOG_KEY is not set: name the file of the signer's key (anjia log key makes one)")
	}
	k, err := (&app{store: s, log: newLog(errOut)}).keeper(o)
	if err != nil {
		return err
	}
	if _, err := s.SettleEpoch(ctx); err != nil {
		return err
	}
	round, err := k.Round(ctx)
	if err == nil {
		_, _ = fmt.Fprintf(out, "%d entries taken; the log has %d, root %s\n", round.Added, round.Head.Size, round.Head.Root)
	}
	return err
}

// verifyLog looks at the whole log in the database.
func verifyLog(ctx context.Context, s *store.Store, key, kept string, out io.Writer) error {
	var keys []string
	var older []ledger.LogHead
	if key != "" {
		public, err := textOrFile(key)
		if err != nil {
			return err
		}
		keys = append(keys, public)
		if older, err = keptHead(kept, public); err != nil {
			return err
		}
	}
	head, err := s.VerifyLog(ctx, keys, older...)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "the log of %s holds: %d entries, root %s\n", head.Origin, head.Size, head.Root)
	told(out, older, len(keys) > 0)
	return nil
}

// told says what was compared, and what was not.
func told(out io.Writer, older []ledger.LogHead, signed bool) {
	for _, h := range older {
		_, _ = fmt.Fprintf(out, "it continues the head kept, of %d entries\n", h.Size)
	}
	if !signed {
		_, _ = fmt.Fprintln(out, "the signature of its head was not checked: --key names the verifier's key")
	}
}

// keptHead reads a head from a file; none when no file is named.
func keptHead(path, public string) ([]ledger.LogHead, error) {
	if path == "" {
		return nil, nil
	}
	signed, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	head, err := ledger.ParseHead(string(signed), public)
	return []ledger.LogHead{head}, err
}

// checkPublished is what a witness does.
func checkPublished(dir, key, kept string, out io.Writer) error {
	public, err := textOrFile(key)
	if err != nil {
		return err
	}
	older, err := keptHead(kept, public)
	if err != nil {
		return err
	}
	log, err := ledger.CheckLog(func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))) }, public)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "the published log of %s holds: %d entries, root %s\n", log.Head.Origin, log.Head.Size, log.Head.Root)
	for _, h := range older {
		if err := log.Continues(h); err != nil {
			return err
		}
	}
	told(out, older, true)
	return nil
}

// textOrFile is a verifier's key, or what stands in the file of that name.
func textOrFile(s string) (string, error) {
	if strings.Count(s, "+") >= 2 { //nolint:mnd // name+hash+key
		return s, nil
	}
	raw, err := os.ReadFile(s)
	return strings.TrimSpace(string(raw)), err
}
