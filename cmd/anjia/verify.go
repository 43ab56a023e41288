package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/google/uuid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

const verifyUsage = `usage: anjia verify [--trust trust.json] [--evidence DIR] [--record FILE] [--log DIR] [--json] [--lang en] FILE...
       anjia verify --case NUMBER|ID
       anjia verify --authority ID

With files: checks dossiers and single papers offline, without server, database or configuration: form, signatures,
timestamps, attachments, chain of entries, payloads, log, papers and pages, and says of each what holds, what does not
and what could not be checked. --trust names whom the reader trusts (roots, logs, signers), --evidence a folder with
files of evidence, --record the dossier or entries.json that single papers are looked up in, --log a folder with the
published log, by which heads of other times are held against each other. Exit status: 0 everything
holds, 1 something does not, 2 it cannot be read, 3 what could be checked holds and something could not be checked.

Otherwise: walks the chain of a case, or an authority's own chain, in the database of DATABASE_URL, entry by entry, and
checks every link, every payload and that the rows are what the last entries say: the row of the case; with --authority
the row of the authority, those of its children and the hashes of their papers. Names the first broken link; exit
status 1 then.
`

// runVerify is "anjia verify".
func runVerify(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	flags.SetOutput(errOut)
	which := flags.String("case", "", "number or id of the case")
	authority := flags.String("authority", "", "id of the authority")
	var files verifyFlags
	flags.StringVar(&files.trust, "trust", "", "trust file")
	flags.StringVar(&files.evidence, "evidence", "", "folder with files of evidence")
	flags.StringVar(&files.record, "record", "", "dossier or entries.json to look single papers up in")
	flags.StringVar(&files.log, "log", "", "folder with the published log")
	flags.StringVar(&files.lang, "lang", "zh", "zh or en")
	flags.BoolVar(&files.json, "json", false, "one JSON document a file")
	flags.Usage = func() { _, _ = io.WriteString(errOut, verifyUsage) }
	if code, done := parsedPaths(flags, args); done {
		return code
	}
	ways := 0
	for _, asked := range []bool{*which != "", *authority != "", flags.NArg() > 0} {
		if asked {
			ways++
		}
	}
	if ways != 1 {
		flags.Usage()
		return 2
	}
	if flags.NArg() > 0 {
		return verifyFiles(flags.Args(), files, out, errOut)
	}
	ctx, stop := interrupted()
	defer stop()
	verify := func(s *store.Store) error { return verifyCase(ctx, s, *which, out) }
	if *authority != "" {
		verify = func(s *store.Store) error { return verifyAuthority(ctx, s, *authority, out) }
	}
	return ended("verify", withDatabase(ctx, verify), errOut)
}

// withDatabase opens the database of DATABASE_URL for a reader.
func withDatabase(ctx context.Context, do func(s *store.Store) error) (err error) {
	database := os.Getenv("DATABASE_URL")
	if database == "" {
		return errors.New("DATABASE_URL is not set: name the database and the server's role")
	}
	s, err := store.Open(ctx, database, store.Options{MaxConns: 2})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return do(s)
}

func verifyCase(ctx context.Context, s *store.Store, which string, out io.Writer) (err error) {
	id := which
	if uuid.Validate(which) != nil {
		if id, err = caseByNumber(ctx, s, which); err != nil {
			return err
		}
	}
	v, err := s.VerifyCase(ctx, id)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "case %s (%s), %s: %d entries hold, head %s\n", v.Number, id, workflow.State(v.State).Chinese(), v.Head.Sequence, v.Head.Hash)
	tellLog(out, v.Log)
	return nil
}

func verifyAuthority(ctx context.Context, s *store.Store, id string, out io.Writer) error {
	v, err := s.VerifyAuthority(ctx, id)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "authority %s (%s): %d entries hold, children %d, papers of children %d, head %s\n",
		v.Name, id, v.Head.Sequence, v.Children, v.Papers, v.Head.Hash)
	tellLog(out, v.Log)
	return nil
}

// tellLog says how the chain stands in the log of all entries.
func tellLog(out io.Writer, in store.InLog) {
	if in.Head.Size == 0 {
		_, _ = fmt.Fprintln(out, "no log of all entries is kept here: that none of the newest entries is missing was not checked")
		return
	}
	_, _ = fmt.Fprintf(out, "in the log of %s (%d entries): %d proven, %d not taken yet; anjia log verify checks the log itself\n", in.Head.Origin, in.Head.Size, in.Proven, in.Pending)
}

// caseByNumber finds a case by its number, in the sight of an auditor of each
// authority that stands under none.
func caseByNumber(ctx context.Context, s *store.Store, number string) (id string, err error) {
	if _, err := workflow.ParseCaseNumber(number); err != nil {
		return "", err
	}
	roots, err := s.TopAuthorities(ctx)
	if err != nil {
		return "", err
	}
	for _, root := range roots {
		auditor := workflow.Actor{Role: workflow.RoleAuditor, AuthorityID: root}
		err := s.Within(ctx, auditor, func(tx casework.Tx) error {
			lines, err := tx.ListCases(ctx, casework.CaseFilter{Text: number, Limit: 10})
			for _, l := range lines {
				if l.Number == number {
					id = l.ID
				}
			}
			return err
		})
		if err != nil || id != "" {
			return id, err
		}
	}
	return "", fmt.Errorf("there is no case with the number %s", number)
}
