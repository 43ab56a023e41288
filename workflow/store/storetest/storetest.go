// Package storetest gives each test a database of its own on a real PostgreSQL.
//
// The first test of a test binary starts a private cluster (in memory where there is room) and migrates a template;
// every database after that is a clone of it, which takes some ten milliseconds. A test may do with its database
// what it likes, in parallel with others. Nothing is left behind: a test's database is dropped at its end, and the
// cluster goes with the test binary, even when that panics or is killed.
//
// For tests only: no other package may import it.
package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx" of database/sql
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/migrations"
	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// Database is a database that belongs to one test. All three connection strings name it; they differ in the role.
type Database struct {
	Name   string
	Owner  string // migrations.OwnerRole: what MIGRATE_URL is in operation
	Server string // migrations.ServerRole: what DATABASE_URL is in operation
	Admin  string // the cluster's superuser: for attacks on the record, never for ordinary work
}

// template is the migrated database that others are cloned from.
const template = "anjia_template"

// New returns a migrated database, empty of data but for what the migrations put there.
func New(tb testing.TB) *Database {
	tb.Helper()
	c := running(tb)
	_, err := c.template()
	require.NoError(tb, err)
	return c.create(tb, template)
}

// Empty returns a database that is prepared (roles, locale, access) and not migrated.
func Empty(tb testing.TB) *Database {
	tb.Helper()
	return running(tb).create(tb, "template0")
}

// Open returns a pool on a connection string of this database; it is closed at the end of the test.
func Open(tb testing.TB, dsn string) *sql.DB {
	tb.Helper()
	db, err := sql.Open("pgx", dsn)
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	return db
}

// cluster is the PostgreSQL of this test binary.
type cluster struct {
	server   *pgserver.Server
	admin    *sql.DB
	template func() (struct{}, error) // migrates it, once
	number   atomic.Int64
}

// shared is the one piece of state that the tests of a binary have in common.
var shared = sync.OnceValues(start)

func running(tb testing.TB) *cluster {
	tb.Helper()
	c, err := shared()
	require.NoError(tb, err, "the tests need a PostgreSQL server")
	return c
}

// startWithin bounds the start of the cluster, on a machine that is busy with other tests.
const startWithin = 2 * time.Minute

func start() (*cluster, error) {
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	server, err := pgserver.Start(ctx, pgserver.Options{
		Durability: pgserver.Fast,
		// The databases are small and short-lived; a worker that visits the template would hold up its clones.
		Settings: map[string]string{"autovacuum": "off"},
	})
	if err != nil {
		return nil, err
	}
	admin, err := sql.Open("pgx", server.AdminDSN())
	if err != nil {
		return nil, err
	}
	admin.SetMaxOpenConns(4)
	c := &cluster{server: server, admin: admin}
	c.template = sync.OnceValues(func() (struct{}, error) { return struct{}{}, c.makeTemplate() })
	if err := migrations.Prepare(ctx, admin, migrations.Setup{Database: template}); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *cluster) makeTemplate() error {
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	db, err := sql.Open("pgx", c.server.DSN(migrations.OwnerRole, "", template))
	if err != nil {
		return err
	}
	if _, err := migrations.Up(ctx, db); err != nil {
		_ = db.Close()
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	// A database with a connection open cannot be cloned.
	_, err = c.admin.ExecContext(ctx, `alter database `+template+` allow_connections false`)
	return err
}

// create clones a database for the test and drops the clone at its end.
func (c *cluster) create(tb testing.TB, from string) *Database {
	tb.Helper()
	name := fmt.Sprintf("t%d_%s", c.number.Add(1), plain(tb.Name()))
	ctx := context.Background() // not the test's: it has ended when the database is dropped
	locale := ""
	if from == "template0" {
		locale = ` encoding 'UTF8' locale 'C.UTF-8'`
	}
	_, err := c.admin.ExecContext(ctx, `create database `+name+` owner `+migrations.OwnerRole+
		` template `+from+` strategy file_copy`+locale)
	require.NoError(tb, err)
	tb.Cleanup(func() {
		_, err := c.admin.ExecContext(ctx, `drop database if exists `+name+` with (force)`)
		require.NoError(tb, err)
	})
	require.NoError(tb, migrations.Restrict(ctx, c.admin, name))
	return &Database{
		Name:   name,
		Owner:  c.server.DSN(migrations.OwnerRole, "", name),
		Server: c.server.DSN(migrations.ServerRole, "", name),
		Admin:  c.server.DSN(pgserver.Superuser, "", name),
	}
}

// plain is a test's name as part of a database's name, short and without anything to quote.
func plain(test string) string {
	s := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(test))
	return s[:min(len(s), 40)]
}
