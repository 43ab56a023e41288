package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
)

// The row of the series stays locked until the transaction ends: the next number waits, and a rollback gives both back.
const nextNumber = `with counter as (
  insert into number_series (authority_id, series, year, last) values ($1, $2, $3, 1)
  on conflict on constraint number_series_pk do update set last = number_series.last + 1 returning last)
insert into issued_numbers (authority_id, series, year, number) select $1, $2, $3, last from counter returning number`

// Number implements casework.Tx.
func (t *tx) Number(ctx context.Context, authorityID, series string, year int) (int, error) {
	var number int
	t.queue.Queue(nextNumber, authorityID, series, year).QueryRow(func(row pgx.Row) error { return row.Scan(&number) })
	if err := t.flush(ctx); err != nil {
		return 0, err
	}
	if number == 0 {
		return 0, fmt.Errorf("store: no number of series %s of authority %s", series, authorityID)
	}
	return number, nil
}

// VoidNumber makes an issued number void, with its reason; it is kept and never given again. It fails with not_found
// when the number was not issued by an office in scope, or is void already.
func (t *tx) VoidNumber(ctx context.Context, authorityID, series string, year, number int, reason string) error {
	var voided int
	t.queue.Queue(`with voided as (update issued_numbers set void_at = now(), void_by = app_actor(), void_reason = $5
 where authority_id = $1 and series = $2 and year = $3 and number = $4 and void_at is null returning 1) select count(*) from voided`,
		authorityID, series, year, number, reason).QueryRow(func(row pgx.Row) error { return row.Scan(&voided) })
	if err := t.flush(ctx); err != nil {
		return err
	}
	if voided == 0 {
		return workflow.Refuse(workflow.KindNotFound, "number_not_found", "没有这一编号，或者该编号已经作废")
	}
	return nil
}
