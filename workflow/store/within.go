package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// tx is one transaction on one connection, which pgx (for batches) and GORM (for rows) share. Statements are queued
// and sent with the next one that needs an answer: begin and settings go with the first reading, the writing of an
// act with the commit.
type tx struct {
	actor workflow.Actor
	conn  *sql.Conn
	pg    *pgx.Conn
	orm   *gorm.DB
	queue *pgx.Batch
	ended bool

	marker  *marker
	enqueue Enqueue
	jobs    []casework.QueuedJob // ordered, and not in the queue yet
}

var _ casework.Tx = (*tx)(nil)

// Within runs fn in one transaction in which the database shows what the actor may see (row-level security), commits
// when fn returns nil and rolls back otherwise, also when fn panics. What an act wrote last may be refused only at
// the commit: the error of Within counts, not that fn was content. An error of a lost connection during the commit
// leaves open whether it took place; the same request with its idempotency key settles it.
func (s *Store) Within(ctx context.Context, actor workflow.Actor, fn func(t casework.Tx) error) error {
	return s.within(ctx, scopeOf(actor), "begin", actor, func(t *tx) error { return fn(t) })
}

func (s *Store) within(ctx context.Context, sc scope, begin string, actor workflow.Actor, fn func(t *tx) error) (err error) {
	if err := sc.check(); err != nil {
		return err
	}
	t, err := s.take(ctx)
	if err != nil {
		return err
	}
	t.actor = actor
	defer func() {
		if failed := t.release(context.WithoutCancel(ctx)); err == nil {
			err = failed
		}
	}()
	t.queue.Queue(begin)
	sc.set(t.queue)
	if err := fn(t); err != nil {
		return err
	}
	if err := t.order(ctx); err != nil {
		return err
	}
	return t.commit(ctx)
}

// take gets a connection and its two faces. Nothing is sent yet.
func (s *Store) take(ctx context.Context) (*tx, error) {
	conn, err := s.sql.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("store: no connection to the database: %w", err)
	}
	t := &tx{conn: conn, queue: &pgx.Batch{}, enqueue: s.enqueue, marker: s.marker}
	err = conn.Raw(func(driver any) error {
		c, ok := driver.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("store: the driver's connection is a %T", driver)
		}
		t.pg = c.Conn()
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	// The context makes GORM copy its statement. Without it the connection would be put into the one that all share,
	// and one person's transaction would run on another's connection.
	t.orm = s.orm.Session(&gorm.Session{NewDB: true, Context: ctx})
	t.orm.Statement.ConnPool = conn
	return t, nil
}

// flush sends what is queued in one round trip and reads the answers.
func (t *tx) flush(ctx context.Context) error {
	if t.queue.Len() == 0 {
		return nil
	}
	b := t.queue
	t.queue = &pgx.Batch{}
	return explain(t.pg.SendBatch(ctx, b).Close())
}

// rows is GORM in this transaction, for whatever is not worth a statement of its own making.
func (t *tx) rows(ctx context.Context) (*gorm.DB, error) {
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return t.orm.WithContext(ctx), nil
}

var errRolledBack = errors.New("store: the transaction was rolled back: an earlier error in it was passed over")

func (t *tx) commit(ctx context.Context) error {
	t.queue.Queue("commit").Exec(func(tag pgconn.CommandTag) error {
		t.ended = true
		if tag.String() != "COMMIT" {
			return errRolledBack
		}
		return nil
	})
	return t.flush(ctx)
}

// release rolls back what was not committed and gives the connection back. A connection that cannot even roll back
// is thrown away by the pool, which looks at its state.
func (t *tx) release(ctx context.Context) error {
	if !t.ended && !t.pg.IsClosed() && t.pg.PgConn().TxStatus() != 'I' {
		if _, err := t.pg.Exec(ctx, "rollback"); err != nil {
			_ = t.pg.Close(ctx)
		}
	}
	return t.conn.Close()
}
