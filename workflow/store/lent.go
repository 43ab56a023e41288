package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// lentTx lets the queue take part in a transaction of the store: it forwards statements to the connection, and cannot
// end the transaction.
type lentTx struct{ conn *pgx.Conn }

var (
	_ pgx.Tx = lentTx{}
	_ pgx.Tx = savepoint{}

	errLent = errors.New("store: a transaction that was lent is ended by the store alone")
)

// Begin sets a savepoint.
func (l lentTx) Begin(ctx context.Context) (pgx.Tx, error) {
	if _, err := l.conn.Exec(ctx, "savepoint lent"); err != nil {
		return nil, err
	}
	return savepoint{l}, nil
}

// Commit refuses.
func (lentTx) Commit(context.Context) error { return errLent }

// Rollback refuses.
func (lentTx) Rollback(context.Context) error { return errLent }

// CopyFrom forwards.
func (l lentTx) CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, from pgx.CopyFromSource) (int64, error) {
	return l.conn.CopyFrom(ctx, table, columns, from)
}

// SendBatch forwards.
func (l lentTx) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return l.conn.SendBatch(ctx, b)
}

// LargeObjects are not used by anybody here.
func (lentTx) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }

// Prepare forwards.
func (l lentTx) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return l.conn.Prepare(ctx, name, sql)
}

// Exec forwards.
func (l lentTx) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return l.conn.Exec(ctx, sql, args...)
}

// Query forwards.
func (l lentTx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return l.conn.Query(ctx, sql, args...)
}

// QueryRow forwards.
func (l lentTx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return l.conn.QueryRow(ctx, sql, args...)
}

// Conn is the connection.
func (l lentTx) Conn() *pgx.Conn { return l.conn }

// savepoint is a part of a lent transaction that may fail alone.
type savepoint struct{ lentTx }

// Commit keeps the part.
func (s savepoint) Commit(ctx context.Context) error {
	_, err := s.conn.Exec(ctx, "release savepoint lent")
	return err
}

// Rollback undoes the part.
func (s savepoint) Rollback(ctx context.Context) error {
	_, err := s.conn.Exec(ctx, "rollback to savepoint lent")
	return err
}
