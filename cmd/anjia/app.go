package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/google/uuid"

	"github.com/anjia-project/anjia/api"
	"github.com/anjia-project/anjia/api/console"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/files"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// version names the program in the document of the API.
const version = "0.1.0"

// app is all that one process answers requests with.
type app struct {
	store  *store.Store
	cases  *casework.Service
	office *office.Service
	law    *casework.LiveShelf
	files  *files.Bucket
	log    *slog.Logger
	public string // where the public reaches the office; "" for nowhere
	trust  string // file that names whom the office trusts; "" for nobody

	publishLog bool   // the API shows the log of all entries to everybody
	unfollow   func() // stops looking for what is published
}

// appOptions say where an app keeps what it keeps.
type appOptions struct {
	database string           // DATABASE_URL: the server's role
	files    string           // folder or bucket of uploads and stored papers
	evidence *evidenceOptions // nil: the defaults
	tuning   store.Options
	public   string // ANJIA_PUBLIC_URL
	log      *slog.Logger
}

// openApp connects to the database, refuses one that is not migrated or lets the
// server do too much, seeds the law that is shipped, and puts the services together.
func openApp(ctx context.Context, o appOptions) (_ *app, err error) {
	a := &app{log: o.log, public: o.public, trust: os.Getenv("ANJIA_TRUST")}
	if o.tuning.Enqueue, err = enqueue(); err != nil {
		return nil, err
	}
	if a.store, err = store.Open(ctx, o.database, o.tuning); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.close())
		}
	}()
	if err := a.checkVersion(ctx); err != nil {
		return nil, err
	}
	if pending, err := migrations.Pending(ctx, a.store.DB()); err != nil || pending {
		return nil, errors.Join(err, errors.New("the database lacks migrations of this version: run anjia migrate with MIGRATE_URL"))
	}
	if err := a.store.CheckGrants(ctx); err != nil {
		return nil, err
	}
	if _, err := a.store.SettleEpoch(ctx); err != nil {
		return nil, err
	}
	if a.files, err = files.OpenPlace(ctx, o.files, o.log); err != nil {
		return nil, err
	}
	if err := a.assemble(ctx); err != nil {
		return nil, err
	}
	return a, a.withEvidence(o.evidence)
}

// checkVersion refuses a PostgreSQL that is too old.
func (a *app) checkVersion(ctx context.Context) error {
	version, err := a.store.ServerVersion(ctx)
	if err != nil {
		return err
	}
	if version < pgserver.OldestVersion {
		return fmt.Errorf("the database is PostgreSQL %d: anjia needs %d or newer", version, pgserver.OldestVersion)
	}
	return nil
}

// assemble seeds and loads the law, compiles the table of acts and makes the services.
func (a *app) assemble(ctx context.Context) error {
	shipped, err := shippedLaw()
	if err != nil {
		return err
	}
	if err := a.seedLaw(ctx, shipped); err != nil {
		return err
	}
	if a.law, err = casework.OpenShelf(ctx, shipped, a.store); err != nil {
		return err
	}
	lifecycle, err := workflow.Compile(workflow.Table(), workflow.Guards())
	if err != nil {
		return err
	}
	renderer, err := newRenderer()
	if err != nil {
		return err
	}
	a.cases = &casework.Service{
		Store: a.store, Lifecycle: lifecycle, Laws: a.law, Tables: a.law, Renderer: renderer, Overlays: renderer, Files: a.files, Vault: a.files,
		Now: time.Now, NewID: newID, Seed: newSeed, LockDossier: newDossierLock(),
	}
	if a.cases.Sealer, err = newSealer(a.log); err != nil {
		return err
	}
	a.cases.Verifier = newVerifier(func() string { return a.trust })
	a.office = office.New(office.Service{
		Store: a.store, Laws: a.law, Now: time.Now, NewID: newID, Seed: newSeed, Random: rand.Reader, Printer: renderer,
		Shelve:    func(h workflow.Holdings) (office.Shelf, error) { return a.law.Shelve(h) },
		Published: func(ctx context.Context) { a.told(a.law.Refresh(context.WithoutCancel(ctx))) },
	})
	a.followLaw() //nolint:contextcheck // it lives as long as the process
	return nil
}

// shippedLaw is what comes with the program.
func shippedLaw() (s casework.Shipped, err error) {
	if s.Set, err = law.Embedded(); err != nil {
		return s, err
	}
	if s.Seeded, err = instrument.Embedded(); err != nil {
		return s, err
	}
	s.Offered, err = instrument.Offered()
	return s, err
}

// seedLaw puts the shipped packs, calendars and scoring tables into the database
// where they are missing: a case keeps the version it was judged by.
func (a *app) seedLaw(ctx context.Context, shipped casework.Shipped) error {
	raw := shipped.Set.Raw()
	for _, t := range shipped.Seeded {
		ref := t.Ref()
		raw = append(raw, store.Instrument(ref.Code, ref.Version, ref.SHA256, ref.Name()+".yaml", t.Raw()))
	}
	_, err := a.store.SeedLaw(ctx, raw)
	return err
}

// lawEvery is how soon a process takes up what another one published.
const lawEvery = time.Second

// followLaw takes up what other processes publish, until the app is closed.
func (a *app) followLaw() {
	ctx, stop := context.WithCancel(context.Background())
	ticker, done := time.NewTicker(lawEvery), make(chan struct{})
	go func() {
		defer close(done)
		a.law.Follow(ctx, ticker.C, a.told)
	}()
	a.unfollow = func() { stop(); ticker.Stop(); <-done }
}

// told logs that what was published could not be taken up.
func (a *app) told(err error) {
	if err != nil {
		a.log.Error("published law not taken up; trying again", "error", err.Error())
	}
}

// handler is the API over the app. It fails when the installation was not founded.
func (a *app) handler(ctx context.Context, o edge.ServerOptions) (http.Handler, error) {
	installation, founded, err := a.office.Installation(ctx)
	if err != nil {
		return nil, err
	}
	if !founded {
		return nil, errNotFounded
	}
	if err := a.addressPapers(installation); err != nil {
		return nil, err
	}
	routes, err := api.New(api.Deps{ //nolint:contextcheck // each request has its own context, not that of the start
		Cases: a.cases, Office: a.office, Law: a.law, Replay: a.replay(), Boards: a.boards(), Notices: a.store, Book: &casework.LogBook{Log: a.store, Public: a.publishLog}, Secret: installation.Secret, Version: version, Log: a.log, Server: o,
		Notes: a.notes(),
		Ready: []api.Check{
			{Name: "database", Run: a.store.Ping},
			{Name: "schema", Run: func(ctx context.Context) error {
				pending, err := migrations.Pending(ctx, a.store.DB())
				if err == nil && pending {
					err = errors.New("migrations are pending")
				}
				return err
			}},
			{Name: "grants", Run: a.store.CheckGrants},
		},
	})
	if err != nil {
		return nil, err
	}
	pages, err := console.New(console.Deps{ //nolint:contextcheck // as above
		API: routes, Cases: a.cases, Office: a.office, Sandbox: installation.Sandbox, Version: version, Log: a.log, Server: o,
	})
	if err != nil {
		return nil, err
	}
	return console.Beside(routes, pages), nil
}

var errNotFounded = errors.New("the installation is empty: run anjia init to set up the first authority and its administrator")

// close gives everything back.
func (a *app) close() error {
	var err error
	if a.unfollow != nil {
		a.unfollow()
	}
	if a.files != nil {
		err = a.files.Close()
	}
	if a.store != nil {
		err = errors.Join(err, a.store.Close())
	}
	return err
}

// newID draws an id that sorts by its time (UUIDv7).
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// newSeed draws the seed of the salts of one payload.
func newSeed() (ledger.Seed, error) {
	var raw [ledger.SeedSize]byte
	if _, err := io.ReadFull(rand.Reader, raw[:]); err != nil {
		return ledger.Seed{}, err
	}
	return ledger.SeedFromBytes(raw[:])
}

// newLog writes structured lines to w. What goes into them is chosen line by
// line: ids, routes and statuses, never names, numbers or bodies.
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: slog.LevelInfo}))
}
