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

const verifyUsage = `usage: anjia verify --case NUMBER|ID
       anjia verify --authority ID

Walks the chain of a case, or an authority's own chain, in the database of DATABASE_URL, entry by entry, and checks
every link, every payload and that the rows are what the last entries say: the row of the case; with --authority the
row of the authority, those of its children and the hashes of their papers. Names the first broken link; exit status 1
then.
`

// runVerify is "anjia verify".
func runVerify(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("verify", flag.ContinueOnError)
	flags.SetOutput(errOut)
	which := flags.String("case", "", "number or id of the case")
	authority := flags.String("authority", "", "id of the authority")
	flags.Usage = func() { _, _ = io.WriteString(errOut, verifyUsage) }
	if code, done := parsed(flags, args); done {
		return code
	}
	if (*which == "") == (*authority == "") {
		flags.Usage()
		return 2
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
	return nil
}

func verifyAuthority(ctx context.Context, s *store.Store, id string, out io.Writer) error {
	v, err := s.VerifyAuthority(ctx, id)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "authority %s (%s): %d entries hold, children %d, papers of children %d, head %s\n",
		v.Name, id, v.Head.Sequence, v.Children, v.Papers, v.Head.Hash)
	return nil
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
