package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
)

// CardFiled implements casework.ConflictTx.
func (t *tx) CardFiled(ctx context.Context, accountID string) (filed bool, err error) {
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return false, err
	}
	t.queue.Queue(`select card_filed($1)`, t.marker.mark(workflow.TraceLogin, accountID)).QueryRow(func(row pgx.Row) error { return row.Scan(&filed) })
	return filed, t.flush(ctx)
}

// RegisteredElsewhere implements casework.ConflictTx.
func (t *tx) RegisteredElsewhere(ctx context.Context, child *workflow.Child) (offices []string, err error) {
	number := workflow.NormalID(child.IDNumber)
	if number == "" {
		return nil, nil
	}
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return nil, err
	}
	t.queue.Queue(`select coalesce(a.name, r::text) from registered_offices($1, $2) r left join authorities a on a.id = r order by 1`,
		child.AuthorityID, t.marker.person(number)).Query(func(rows pgx.Rows) (err error) {
		offices, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	return offices, t.flush(ctx)
}

// OtherAccounts implements casework.ConflictTx.
func (t *tx) OtherAccounts(ctx context.Context, accountID string) (others []string, err error) {
	if err := t.marker.load(ctx, t); err != nil || !t.marker.ready() {
		return nil, err
	}
	t.queue.Queue(`select id::text from accounts_of_person($1) as id where id::text <> $2 order by 1`,
		t.marker.mark(workflow.TraceLogin, accountID), accountID).Query(func(rows pgx.Rows) (err error) {
		others, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	return others, t.flush(ctx)
}

// OtherAccounts implements office.Tx.
func (o officeTx) OtherAccounts(ctx context.Context, accountID string) ([]string, error) {
	return o.t.OtherAccounts(ctx, accountID)
}
