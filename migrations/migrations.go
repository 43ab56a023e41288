// Package migrations holds the database's structure as numbered SQL files and brings a database up to date with them.
//
// The files 00001_….sql are applied in order, each in one transaction, by the role that owns the database; a number
// once released is never changed. After them come the tables of River, the queue of jobs, by its own migrations. schema.sql is the structure that results: it is made by `make schema` for people to
// read, is never applied, and a test compares it with what the files make.
//
// Nothing here reads or writes a case, and nothing of ours is imported: other rooms must not find their way into the
// structure of released databases.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// ServerRole is the role that the SQL files grant the server's rights to. It must exist before the first migration;
// DATABASE_URL logs in as this role or as a member of it, never as the owner.
const ServerRole = "anjia_server"

// OwnerRole is the role by which Prepare lets a new database be owned. An office may choose another name for its own.
const OwnerRole = "anjia_owner"

//go:embed *.sql
var files embed.FS

// Up applies what is pending and returns how many files that were. The connection is the owner's (MIGRATE_URL), and a
// direct one: a session lock that a transaction pooler would lose keeps several starting processes apart, of which
// one migrates and the others wait. A file that fails leaves the database as the file before it left it.
func Up(ctx context.Context, db *sql.DB) (applied int, err error) { return up(ctx, db, files) }

// Version is the number of the last file applied to the database, zero when none was.
func Version(ctx context.Context, db *sql.DB) (int64, error) {
	var exists bool
	if err := db.QueryRowContext(ctx, `select to_regclass('goose_db_version') is not null`).Scan(&exists); err != nil {
		return 0, fmt.Errorf("read the version of the database: %w", err)
	}
	if !exists {
		return 0, nil
	}
	var version int64
	err := db.QueryRowContext(ctx, `select coalesce(max(version_id), 0) from goose_db_version where is_applied`).Scan(&version)
	if err != nil {
		return 0, fmt.Errorf("read the version of the database: %w", err)
	}
	return version, nil
}

// Pending says whether the database still lacks files that this program knows. The server's role may ask.
func Pending(ctx context.Context, db *sql.DB) (bool, error) {
	have, err := Version(ctx, db)
	if err != nil {
		return false, err
	}
	newest, err := newest(files)
	if err != nil || have < newest {
		return have < newest, err
	}
	return pendingJobs(ctx, db)
}

func up(ctx context.Context, db *sql.DB, fsys fs.FS) (applied int, err error) {
	if err := checkRoles(ctx, db); err != nil {
		return 0, fmt.Errorf("migrate the database: %w", err)
	}
	if err := checkNotNewer(ctx, db, fsys); err != nil {
		return 0, fmt.Errorf("migrate the database: %w", err)
	}
	// The lock is asked for once a second for ten minutes: the first of several processes may have much to do.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 600))
	if err != nil {
		return 0, err
	}
	// Held by hand and not by goose, because River's tables come under the same lock.
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrate the database: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := locker.SessionLock(ctx, conn); err != nil {
		return 0, fmt.Errorf("migrate the database: wait for the lock: %w", err)
	}
	defer func() { err = errors.Join(err, locker.SessionUnlock(context.WithoutCancel(ctx), conn)) }()
	if applied, err = upFiles(ctx, db, fsys); err != nil {
		return 0, err
	}
	return applied, upJobs(ctx, conn)
}

// upFiles applies what is pending of our own files.
func upFiles(ctx context.Context, db *sql.DB, fsys fs.FS) (int, error) {
	p, err := goose.NewProvider(goose.DialectPostgres, db, fsys, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return 0, fmt.Errorf("read the migrations: %w", err)
	}
	done, err := p.Up(ctx)
	if err != nil {
		return 0, fmt.Errorf("migrate the database: %w", err)
	}
	// The server reports at /readyz whether files are pending, so its role must see the version.
	if _, err := db.ExecContext(ctx, `grant select on goose_db_version to `+ServerRole); err != nil {
		return 0, fmt.Errorf("let %s read the version: %w", ServerRole, err)
	}
	return len(done), nil
}

// checkRoles refuses to migrate where the grants of the files would fail or would be without effect.
func checkRoles(ctx context.Context, db *sql.DB) error {
	var user string
	var exists bool
	err := db.QueryRowContext(ctx, `select current_user, exists (select from pg_roles where rolname = $1)`, ServerRole).Scan(&user, &exists)
	switch {
	case err != nil:
		return err
	case !exists:
		return fmt.Errorf("the role %s is missing: let the database's administrator run CREATE ROLE %s LOGIN PASSWORD '…' (docs/operations.md)", ServerRole, ServerRole)
	case user == ServerRole:
		return fmt.Errorf("logged in as %s, which must not own the tables: MIGRATE_URL names the owner's role", ServerRole)
	}
	return nil
}

// checkNotNewer keeps an old program from running on a database that a newer one has changed.
func checkNotNewer(ctx context.Context, db *sql.DB, fsys fs.FS) error {
	have, err := Version(ctx, db)
	if err != nil {
		return err
	}
	known, err := newest(fsys)
	if err != nil {
		return err
	}
	if have > known {
		return fmt.Errorf("the database is at version %d, this program knows versions up to %d: use the newer program", have, known)
	}
	return nil
}

// newest is the highest number among the files.
func newest(fsys fs.FS) (int64, error) {
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return 0, err
	}
	var highest int64
	for _, name := range names {
		if n, err := goose.NumericComponent(name); err == nil { // schema.sql has no number
			highest = max(highest, n)
		}
	}
	if highest == 0 {
		return 0, fmt.Errorf("read the migrations: %w", goose.ErrNoMigrations)
	}
	return highest, nil
}
