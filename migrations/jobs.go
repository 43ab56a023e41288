package migrations

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// jobGrants is what the server's role needs of River's tables, and nothing else: it orders, works and sweeps jobs,
// elects a leader, and reads the version. They hold kinds, ids and codes of errors, never a name or a number.
const jobGrants = `grant select, insert, update, delete on river_job, river_leader, river_queue to ` + ServerRole + `;
grant usage on sequence river_job_id_seq to ` + ServerRole + `;
grant select on river_migration to ` + ServerRole

// upJobs brings River's own tables to the version of the library, and grants what the server needs of them. They belong to who migrates. The caller holds the lock that keeps several processes apart.
func upJobs(ctx context.Context, conn *sql.Conn) error {
	err := conn.Raw(func(driver any) error {
		c, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("the driver's connection is a %T, not one of pgx", driver)
		}
		m, err := jobMigrator()
		if err != nil {
			return err
		}
		for more := true; more; { // each in its own transaction: a value added to an enum cannot be used in the same one
			err := pgx.BeginFunc(ctx, c.Conn(), func(tx pgx.Tx) error {
				done, err := m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{MaxSteps: 1}) //nolint:staticcheck // Migrate takes a connection of the pool; the lock is held on this one, and one step at a time is one transaction
				more = err == nil && len(done.Versions) > 0
				return err
			})
			if err != nil {
				return err
			}
		}
		_, err = c.Conn().Exec(ctx, jobGrants)
		return err
	})
	if err != nil {
		return fmt.Errorf("migrate the tables of jobs: %w", err)
	}
	return nil
}

// jobMigrator knows River's versions; it needs no pool, because each migration runs in a transaction it is given.
var jobMigrator = sync.OnceValues(func() (*rivermigrate.Migrator[pgx.Tx], error) {
	return rivermigrate.New(riverpgxv5.New(nil), nil)
})

// pendingJobs says whether River's tables are older than the library.
func pendingJobs(ctx context.Context, db *sql.DB) (bool, error) {
	m, err := jobMigrator()
	if err != nil {
		return false, err
	}
	newest := slices.MaxFunc(m.AllVersions(), func(a, b rivermigrate.Migration) int { return a.Version - b.Version })
	var exists bool
	if err := db.QueryRowContext(ctx, `select to_regclass('river_migration') is not null`).Scan(&exists); err != nil || !exists {
		return true, err
	}
	var have int
	err = db.QueryRowContext(ctx, `select coalesce(max(version), 0) from river_migration where line = 'main'`).Scan(&have)
	if errors.Is(err, sql.ErrNoRows) {
		return true, nil
	}
	return have < newest.Version, err
}
