package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx" of database/sql

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// benchDatabase is the database that acts are measured in; benchCopy is the same again, for pgbench.
const (
	benchDatabase = "anjia_bench"
	benchCopy     = "anjia_bench_copy"
)

// benchStart is the day at which the sandbox's clock stands: its year is in every calendar.
const benchStart = "2024-01-02"

// benchWorld is a sandbox on a durable private PostgreSQL with offices, officers and cases under review, all made by
// the acts that users do. Ids follow a pattern, so that pgbench can name the same rows by a number.
type benchWorld struct {
	pg        *pgserver.Server
	passwords migrations.Setup
	folder    string
	app       *app
	office    *office.Service
	ids       *benchIDs // of office
	root      workflow.Actor
	desks     []benchDesk
	files     []benchCase
}

// benchDesk is one office with its officer, who is logged in.
type benchDesk struct {
	officer workflow.Actor
	token   string
}

// benchCase is one case under review.
type benchCase struct {
	id      string
	desk    int
	version int64
}

func benchAuthorityID(n int) string { return fmt.Sprintf("a0000000-0000-7000-8000-%012d", n) }
func benchOfficerID(n int) string   { return fmt.Sprintf("b0000000-0000-7000-8000-%012d", n) }
func benchCaseID(n int) string      { return fmt.Sprintf("c0000000-0000-7000-8000-%012d", n) }

// benchToken is the bearer token of the officer of a desk: of the form that the door asks for.
func benchToken(n int) string {
	return "anjia_" + base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%032d", n))
}

// benchIDs gives the ids that were laid ready, and random ones after that.
type benchIDs struct{ ready []string }

func (b *benchIDs) next() string {
	if len(b.ready) > 0 {
		id := b.ready[0]
		b.ready = b.ready[1:]
		return id
	}
	return newID()
}

// newBenchWorld starts the server and makes the offices; cases come by fill.
func newBenchWorld(ctx context.Context, o pgserver.Options, offices int) (w *benchWorld, err error) {
	w = &benchWorld{ids: &benchIDs{}, passwords: migrations.Setup{Database: benchDatabase, OwnerPassword: rand.Text(), ServerPassword: rand.Text()}}
	if w.folder, err = os.MkdirTemp("", "anjia-bench-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.close(ctx))
		}
	}()
	if w.pg, err = pgserver.Start(ctx, o); err != nil {
		return nil, err
	}
	if err = w.migrate(ctx); err != nil {
		return nil, err
	}
	if err = w.open(ctx, store.Options{}); err != nil {
		return nil, err
	}
	return w, w.openOffices(ctx, offices)
}

// open puts the services on the database.
func (w *benchWorld) open(ctx context.Context, tuning store.Options) (err error) {
	w.app, err = openApp(ctx, appOptions{database: w.url(benchDatabase), files: w.folder, tuning: tuning, log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	quick := *w.app.office
	quick.NewID = w.ids.next
	quick.Cost = office.PasswordCost{MemoryKiB: 8, Passes: 1, Lanes: 1} // nobody logs in by password here
	w.office = office.New(quick)
	return nil
}

// leave closes the services; the database stays.
func (w *benchWorld) leave() error {
	a := w.app
	w.app = nil
	return a.close()
}

// url is the connection string of the server's role.
func (w *benchWorld) url(database string) string {
	return w.pg.DSN(migrations.ServerRole, w.passwords.ServerPassword, database)
}

func (w *benchWorld) close(ctx context.Context) error {
	var err error
	if w.app != nil {
		err = w.leave()
	}
	if w.pg != nil {
		err = errors.Join(err, w.pg.Stop(context.WithoutCancel(ctx)))
	}
	return errors.Join(err, os.RemoveAll(w.folder))
}

// admin runs something as the superuser of the cluster.
func (w *benchWorld) admin(database string, do func(db *sql.DB) error) error {
	u, err := url.Parse(w.pg.AdminDSN())
	if err != nil {
		return err
	}
	u.Path = "/" + database
	db, err := sql.Open("pgx", u.String())
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

func (w *benchWorld) migrate(ctx context.Context) error {
	err := w.admin("postgres", func(db *sql.DB) error { return migrations.Prepare(ctx, db, w.passwords) })
	if err != nil {
		return err
	}
	_, err = migrate(ctx, w.pg.DSN(migrations.OwnerRole, w.passwords.OwnerPassword, benchDatabase))
	return err
}

// openOffices founds a province and, under it, as many counties with one officer each.
func (w *benchWorld) openOffices(ctx context.Context, n int) error {
	particulars := func(name string) office.AuthorityParticulars {
		return office.AuthorityParticulars{
			Name: name, ShortName: "拉城民收", CertificateMark: "藏城", Division: "540102", Superior: "拉萨市城关区人民政府", Court: "拉萨市城关区人民法院", Pack: "cn-540100",
			Phone: "0891-6330000",
		}
	}
	w.ids.ready = []string{benchAuthorityID(0), benchOfficerID(0)}
	founded, err := w.office.Found(ctx, office.Founding{
		Sandbox: true, StartOn: law.MustDate(benchStart), Authority: particulars("西藏自治区民政厅"), Login: "bench-admin", Name: "管理员", Password: sample.Password,
	})
	if err != nil {
		return err
	}
	w.root = workflow.Actor{ID: founded.Account.ID, Name: "管理员", Role: workflow.RoleAdmin, AuthorityID: founded.Authority.ID, Organisation: founded.Authority.Name}
	for i := range n {
		name := fmt.Sprintf("拉萨市第%d区民政局", i+1)
		w.ids.ready = []string{benchAuthorityID(i + 1)}
		if _, err := w.office.Do(ctx, office.Request{Actor: w.root, Command: office.CreateAuthority{ParentID: w.root.AuthorityID, AuthorityParticulars: particulars(name)}}); err != nil {
			return err
		}
		desk, err := w.openDesk(ctx, i+1, name)
		if err != nil {
			return err
		}
		w.desks = append(w.desks, desk)
	}
	return nil
}

// openDesk opens the account of an officer, with a token as a login would give it.
func (w *benchWorld) openDesk(ctx context.Context, n int, authority string) (benchDesk, error) {
	d := benchDesk{token: benchToken(n), officer: workflow.Actor{
		ID: benchOfficerID(n), Name: "周敏", Role: workflow.RoleOfficer, AuthorityID: benchAuthorityID(n), Organisation: authority,
	}}
	w.ids.ready = []string{d.officer.ID}
	_, err := w.office.Do(ctx, office.Request{Actor: w.root, Command: office.CreateAccount{
		AuthorityID: d.officer.AuthorityID, Login: fmt.Sprintf("bench-%d", n), Name: d.officer.Name, Role: d.officer.Role, Password: sample.Password,
	}})
	if err != nil {
		return d, err
	}
	now := time.Now()
	return d, w.app.store.SaveToken(ctx, office.Token{
		Hash: sha256.Sum256([]byte(d.token)), AuthorityID: d.officer.AuthorityID, AccountID: d.officer.ID, IssuedAt: now, ExpiresAt: now.Add(24 * time.Hour),
	})
}

// fill brings cases, spread over all offices, to the state of review.
func (w *benchWorld) fill(ctx context.Context, n int) error {
	const hands = 8
	start := len(w.files)
	w.files = append(w.files, make([]benchCase, n)...)
	errs := make([]error, hands)
	var wg sync.WaitGroup
	for h := range hands {
		wg.Go(func() {
			for i := start + h; i < start+n && errs[h] == nil; i += hands {
				w.files[i], errs[h] = w.file(ctx, i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// file takes one application and reviews it: child, draft, submission, papers seen, acceptance.
func (w *benchWorld) file(ctx context.Context, n int) (benchCase, error) {
	ids := &benchIDs{}
	one, desk, couple := *w.app.cases, n%len(w.desks), sample.CoupleNumber(n)
	one.NewID = ids.next
	officer := w.desks[desk].officer
	child, err := one.DoChild(ctx, casework.ChildRequest{Actor: officer, Command: casework.RegisterChild{ChildInput: couple.Child}})
	if err != nil {
		return benchCase{}, fmt.Errorf("bench: child %d: %w", n, err)
	}
	ids.ready = []string{benchCaseID(n + 1)}
	draft, err := one.CreateDraft(ctx, casework.DraftRequest{Actor: officer, Input: casework.DraftInput{
		ChildID: child.Child.ID, Category: couple.Category, Application: couple.Application,
	}})
	if err != nil {
		return benchCase{}, fmt.Errorf("bench: draft %d: %w", n, err)
	}
	c := benchCase{id: draft.Case.ID, desk: desk, version: draft.Case.Version}
	draft.Case.ReceivedOn = law.MustDate(benchStart)
	for _, cmd := range []casework.Command{casework.Submit{}, sample.Materials(draft.Case, child.Child), casework.Accept{}} {
		out, err := one.Do(ctx, casework.Request{Actor: officer, CaseID: c.id, Version: c.version, Command: cmd})
		if err != nil {
			return c, fmt.Errorf("bench: %s of case %d: %w", cmd.Act(), n, err)
		}
		c.version = out.Version
	}
	return c, nil
}
