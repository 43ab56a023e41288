package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Setup describes the roles and the database that Prepare makes.
type Setup struct {
	// Database is the name of the database.
	Database string
	// OwnerPassword and ServerPassword become the passwords of OwnerRole and ServerRole; empty: no password, for a
	// cluster that asks for none.
	OwnerPassword, ServerPassword string
}

// preparing is the session lock under which roles are made: roles belong to the cluster, and two processes that make
// them at once would fail on each other.
const preparing = 0x616e6a6961 // "anjia"

// Prepare makes the two roles and the empty database (UTF-8, locale C.UTF-8) where they are missing, sets the
// passwords, and lets nobody but the two roles connect. It is for a private cluster: admin is its superuser. An
// office's administrator does the same by hand (docs/operations.md). What exists already and is fit stays as it is;
// a database of another encoding, locale or owner is refused.
func Prepare(ctx context.Context, admin *sql.DB, s Setup) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("prepare the database %s: %w", s.Database, err)
		}
	}()
	conn, err := admin.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, `select pg_advisory_lock($1)`, preparing); err != nil {
		return err
	}
	defer func() {
		_, errUnlock := conn.ExecContext(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, preparing)
		err = errors.Join(err, errUnlock)
	}()
	if err := ensureRole(ctx, conn, OwnerRole, s.OwnerPassword); err != nil {
		return err
	}
	if err := ensureRole(ctx, conn, ServerRole, s.ServerPassword); err != nil {
		return err
	}
	if err := ensureDatabase(ctx, conn, s.Database); err != nil {
		return err
	}
	return Restrict(ctx, conn, s.Database)
}

// Execer is a connection, a pool or a transaction.
type Execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Restrict lets only the owner and the server's role connect to the database, and only the owner make temporary
// tables there. A database cloned from a template does not inherit this.
func Restrict(ctx context.Context, db Execer, database string) error {
	if err := execFormat(ctx, db, `revoke all on database %I from public`, database); err != nil {
		return err
	}
	return execFormat(ctx, db, `grant connect on database %I to %I`, database, ServerRole)
}

func ensureRole(ctx context.Context, db Execer, role, password string) error {
	var exists bool
	if err := db.QueryRowContext(ctx, `select exists (select from pg_roles where rolname = $1)`, role).Scan(&exists); err != nil {
		return err
	}
	verb := "alter"
	if !exists {
		verb = "create"
	}
	// Spelt out, so that a role that somebody gave more to loses it again.
	err := execFormat(ctx, db, verb+` role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls`, role)
	if err != nil || password == "" {
		return err
	}
	return execFormat(ctx, db, `alter role %I password %L`, role, password)
}

func ensureDatabase(ctx context.Context, db Execer, name string) error {
	var encoding, collate, ctype, owner string
	err := db.QueryRowContext(ctx, `select pg_encoding_to_char(encoding), datcollate, datctype, pg_get_userbyid(datdba)
		from pg_database where datname = $1`, name).Scan(&encoding, &collate, &ctype, &owner)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return execFormat(ctx, db, `create database %I owner %I encoding 'UTF8' locale 'C.UTF-8' template template0`, name, OwnerRole)
	case err != nil:
		return err
	case encoding != "UTF8" || !isCUTF8(collate) || !isCUTF8(ctype):
		return fmt.Errorf("it has encoding %s and locale %s/%s; anjia needs UTF8 and C.UTF-8: dump it, drop it and load it into a new one", encoding, collate, ctype)
	case owner != OwnerRole:
		return fmt.Errorf("it belongs to the role %s, not to %s: run ALTER DATABASE … OWNER TO %s", owner, OwnerRole, OwnerRole)
	}
	return nil
}

// isCUTF8 knows both spellings of the locale that systems report.
func isCUTF8(locale string) bool {
	return strings.EqualFold(locale, "C.UTF-8") || strings.EqualFold(locale, "C.utf8")
}

// execFormat runs a statement whose names (%I) and texts (%L) are quoted by the database itself.
func execFormat(ctx context.Context, db Execer, format string, args ...string) error {
	var statement string
	if err := db.QueryRowContext(ctx, `select format($1, variadic $2::text[])`, format, args).Scan(&statement); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, statement)
	return err
}
