package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Store is a PostgreSQL database of anjia, seen by the server's role. It is safe for concurrent use.
type Store struct {
	pool *pgxpool.Pool
	sql  *sql.DB
	orm  *gorm.DB

	enqueue Enqueue
	marker  *marker
}

var _ casework.Store = (*Store)(nil)

// Options tune a Store; the zero value is right for most.
type Options struct {
	// MaxConns bounds the connections; zero: what the URL says in pool_max_conns, else 16.
	MaxConns int32
	// Tracer sees every statement and batch, for measurements and telemetry.
	Tracer pgx.QueryTracer
	// Enqueue puts the jobs of a transaction into the queue. Without it a transaction that orders one fails.
	Enqueue Enqueue
}

const defaultConns = 16

// Open connects to the database of a URL (DATABASE_URL: the server's role or a member of it, see docs/operations.md).
// It does not look at grants or migrations: CheckGrants and migrations.Pending do.
func Open(ctx context.Context, url string, o Options) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("store: DATABASE_URL cannot be read: %w", err)
	}
	switch {
	case o.MaxConns > 0:
		cfg.MaxConns = o.MaxConns
	case !strings.Contains(url, "pool_max_conns"):
		cfg.MaxConns = defaultConns
	}
	cfg.ConnConfig.Tracer = o.Tracer
	for name, value := range session() {
		if _, set := cfg.ConnConfig.RuntimeParams[name]; !set {
			cfg.ConnConfig.RuntimeParams[name] = value
		}
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s, err := over(ctx, pool)
	if err != nil {
		pool.Close()
		return nil, err
	}
	s.enqueue = o.Enqueue
	return s, nil
}

// session is what every connection is told. Nothing may wait for ever: a lock that is not had in ten seconds is
// answered as a conflict, and a transaction that was forgotten does not hold its locks.
func session() map[string]string {
	return map[string]string{
		"application_name":                    "anjia",
		"timezone":                            "Asia/Shanghai", // current_date is the civil date of the law
		"lock_timeout":                        "10s",
		"statement_timeout":                   "60s",
		"idle_in_transaction_session_timeout": "60s",
	}
}

// over puts GORM on the pool. PrepareStmt stays false: GORM would prepare anew in every transaction, pgx caches
// statements by itself. TranslateError stays false: it drops the names of constraints, which explain reads.
func over(ctx context.Context, pool *pgxpool.Pool) (*Store, error) {
	if err := pool.Ping(ctx); err != nil {
		return nil, fmt.Errorf("store: the database does not answer: %w", err)
	}
	db := stdlib.OpenDBFromPool(pool)
	orm, err := gorm.Open(postgres.New(postgres.Config{Conn: db}), &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		QueryFields:            true,
		Logger:                 logger.Discard,
		NowFunc:                func() time.Time { return time.Time{} }, // rows carry the instant of their act, never GORM's
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store: %w", err), db.Close())
	}
	return &Store{pool: pool, sql: db, orm: orm, marker: &marker{}}, nil
}

// Close waits for running transactions and closes all connections.
func (s *Store) Close() error {
	err := s.sql.Close()
	s.pool.Close()
	return err
}

// Ping asks the database whether it answers, for readiness probes.
func (s *Store) Ping(ctx context.Context) error { return s.pool.Ping(ctx) }

// Pool is the pool of connections, for the queue's workers. Whoever uses it sees no row of a case.
func (s *Store) Pool() *pgxpool.Pool { return s.pool }

// DB is the pool as database/sql, for migrations.Pending and the like. Whoever uses it sees no row of a case.
func (s *Store) DB() *sql.DB { return s.sql }
