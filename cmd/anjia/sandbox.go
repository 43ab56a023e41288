package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"syscall"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// sandboxOptions describe a sandbox on a private PostgreSQL.
type sandboxOptions struct {
	address string   // of the API; a free port of 127.0.0.1 when its port is 0
	public  string   // see publicFlag
	dir     string   // data of the database and files; empty: temporary, gone after stop
	startOn law.Date // day at which the clock of a new sandbox starts
	log     *slog.Logger
	level   *slog.LevelVar // of log, when it may be quieter while the samples are loaded
	tuning  store.Options
	workers workerOptions
	sign    bool // papers and dossiers, by trial keys where there are no others
}

// The first administrator of a sandbox. A sandbox holds no real data.
const (
	sandboxLogin    = "guanli1"
	sandboxPassword = "anjia-sandbox-2024" //nolint:gosec // printed at the start: a sandbox holds no real data
	sandboxDatabase = "anjia"
)

// sandbox is a running training installation: database, server, API.
type sandbox struct {
	app         *app
	base        string // http://127.0.0.1:8080
	authorityID string
	authority   string
	fresh       bool // it was founded just now and is empty
	postgres    *pgserver.Server
	keys        *seal.Keyring // trial keys; nil without
	folder      string        // of its data; of a temporary one that of the database
	listener    net.Listener  // until the API answers on it
	stopServing context.CancelFunc
	pool        *jobs.Pool[pgx.Tx] // nil when it works no jobs
	served      chan error         // receives when the server has ended
}

// sandboxAuthority is the made-up office of a sandbox.
func sandboxAuthority() office.AuthorityParticulars {
	return office.AuthorityParticulars{
		Name: "拉萨市城关区民政局", ShortName: "拉城民收", CertificateMark: "藏城", Division: "540102", Address: "拉萨市城关区纳金中路1号",
		Phone: "0891-6330000", Superior: "拉萨市城关区人民政府", Court: "拉萨市城关区人民法院", Pack: "cn-540100",
	}
}

// startSandbox starts a private PostgreSQL, takes over what a crashed run left,
// migrates, founds the sandbox when it is new, and serves the API. The context
// bounds the start; stop ends it. The address is taken first: a start that fails
// for it must not leave a sandbox that counts as an earlier run and gets no samples.
func startSandbox(ctx context.Context, o sandboxOptions) (s *sandbox, err error) {
	s = &sandbox{served: make(chan error, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.stop(context.WithoutCancel(ctx)))
		}
	}()
	if err := s.listen(ctx, o.address); err != nil {
		return s, err
	}
	serverURL, folder, err := s.startDatabase(ctx, o)
	if err != nil {
		return s, err
	}
	s.folder = filepath.Dir(folder)
	if s.app, err = openApp(ctx, appOptions{database: serverURL, files: folder, public: o.public, log: o.log, tuning: o.tuning}); err != nil {
		return s, err
	}
	if err := s.found(ctx, o.startOn); err != nil {
		return s, err
	}
	if o.sign {
		if err := s.useTrialKeys(ctx); err != nil {
			return s, err
		}
	}
	return s, s.serve(ctx, o)
}

// startDatabase starts PostgreSQL with the two roles and the newest structure. The
// passwords of the roles are drawn anew at each start: nobody else uses them.
func (s *sandbox) startDatabase(ctx context.Context, o sandboxOptions) (serverURL, folder string, err error) {
	options := pgserver.Options{}
	if o.dir != "" {
		options.Dir = filepath.Join(o.dir, "postgres")
	}
	if s.postgres, err = pgserver.Start(ctx, options); err != nil {
		return "", "", err
	}
	setup := migrations.Setup{Database: sandboxDatabase, OwnerPassword: rand.Text(), ServerPassword: rand.Text()}
	admin, err := sql.Open("pgx", s.postgres.AdminDSN())
	if err != nil {
		return "", "", err
	}
	if err := errors.Join(migrations.Prepare(ctx, admin, setup), admin.Close()); err != nil {
		return "", "", err
	}
	if _, err := migrate(ctx, s.postgres.DSN(migrations.OwnerRole, setup.OwnerPassword, setup.Database)); err != nil {
		return "", "", err
	}
	folder = filepath.Join(o.dir, "files")
	if o.dir == "" {
		folder = filepath.Join(s.postgres.Dir(), "files")
	}
	return s.postgres.DSN(migrations.ServerRole, setup.ServerPassword, setup.Database), folder, nil
}

// found sets up the first authority and its administrator, unless an earlier run did.
func (s *sandbox) found(ctx context.Context, startOn law.Date) error {
	s.authority = sandboxAuthority().Name
	installation, founded, err := s.app.office.Installation(ctx)
	switch {
	case err != nil:
		return err
	case founded && !installation.Sandbox:
		return errors.New("the database in this folder is marked as production: anjia run serves sandboxes only")
	case founded:
		return nil
	}
	made, err := s.app.office.Found(ctx, office.Founding{
		Sandbox: true, StartOn: startOn, Authority: sandboxAuthority(), Login: sandboxLogin, Name: "管理员", Password: sandboxPassword,
	})
	if err != nil {
		return err
	}
	s.fresh, s.authorityID = true, made.Authority.ID
	return nil
}

// listen takes the address of the API.
func (s *sandbox) listen(ctx context.Context, address string) (err error) {
	s.listener, err = (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("listen on %s: %w (another anjia may run: stop it, or choose another --addr)", address, err)
	case err != nil:
		return fmt.Errorf("listen on %s: %w", address, err)
	}
	s.base = "http://" + s.listener.Addr().String()
	return nil
}

// serve answers until stop.
func (s *sandbox) serve(ctx context.Context, o sandboxOptions) error {
	handler, err := s.app.handler(ctx, edge.ServerOptions{Log: o.log})
	if err != nil {
		return err
	}
	if o.workers.log.key == "" {
		o.workers.log = s.ownLog()
	}
	if s.pool, err = s.app.work(ctx, o.workers); err != nil {
		return err
	}
	if err := s.trustLog(o.workers.log); err != nil {
		return err
	}
	listener := s.listener
	s.listener = nil
	serving, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s.stopServing = cancel
	go func() { s.served <- edge.Serve(serving, listener, handler, o.log) }()
	return nil
}

// ownLog is the log of the sandbox, with a key that it draws for itself, beside its database.
func (s *sandbox) ownLog() logOptions {
	dir := filepath.Join(s.folder, "log")
	return logOptions{key: filepath.Join(dir, "key"), dir: filepath.Join(dir, "published"), own: "anjia/sandbox"}
}

// stop ends the server, then the database; running requests finish first.
func (s *sandbox) stop(ctx context.Context) error {
	var err error
	if s.listener != nil { // the start failed before anything answered on it
		err = s.listener.Close()
	}
	if s.stopServing != nil {
		s.stopServing()
		err = <-s.served
	}
	err = errors.Join(err, stopWorkers(ctx, s.pool))
	if s.app != nil {
		err = errors.Join(err, s.app.close())
	}
	if s.postgres != nil {
		err = errors.Join(err, s.postgres.Stop(ctx))
	}
	return err
}
