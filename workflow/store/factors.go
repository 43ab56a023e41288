package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/anjia-project/anjia/workflow/office"
)

// Factor implements office.Factors.
func (s *Store) Factor(ctx context.Context, o office.Owner) (office.Factor, error) {
	out := office.Factor{AuthorityID: o.AuthorityID, AccountID: o.AccountID}
	var pendingAt, since *time.Time
	err := s.own(ctx, o.AccountID, func(t *tx) error {
		t.queue.Queue(`select secret, pending, pending_at, since, last_step, recovery from account_factors where authority_id = $1 and account_id = $2`,
			o.AuthorityID, o.AccountID).QueryRow(func(row pgx.Row) error {
			if err := row.Scan(&out.Secret, &out.Pending, &pendingAt, &since, &out.LastStep, &out.Recovery); err != nil && !absent(err) {
				return err
			}
			return nil
		})
		return nil
	})
	out.PendingAt, out.Since = fromInstant(pendingAt), fromInstant(since)
	return out, err
}

// PendFactor implements office.Factors.
func (s *Store) PendFactor(ctx context.Context, o office.Owner, sealed []byte, at time.Time) error {
	return s.own(ctx, o.AccountID, func(t *tx) error {
		t.queue.Queue(`insert into account_factors (authority_id, account_id, pending, pending_at) values ($1, $2, $3, $4)
  on conflict (authority_id, account_id) do update set pending = excluded.pending, pending_at = excluded.pending_at`,
			o.AuthorityID, o.AccountID, sealed, at)
		return nil
	})
}

// ConfirmFactor implements office.Factors.
func (s *Store) ConfirmFactor(ctx context.Context, o office.Owner, pending []byte, step int64, recovery [][]byte, at time.Time) (bool, error) {
	return s.factorChanged(ctx, o, `update account_factors set secret = pending, pending = null, pending_at = null, since = $4, last_step = $5, recovery = $6
  where authority_id = $1 and account_id = $2 and pending = $3`, pending, at, step, recovery)
}

// TakeStep implements office.Factors.
func (s *Store) TakeStep(ctx context.Context, o office.Owner, step int64) (bool, error) {
	return s.factorChanged(ctx, o, `update account_factors set last_step = $3 where authority_id = $1 and account_id = $2 and last_step < $3`, step)
}

// TakeRecovery implements office.Factors.
func (s *Store) TakeRecovery(ctx context.Context, o office.Owner, hash []byte) (bool, error) {
	return s.factorChanged(ctx, o, `update account_factors set recovery = array_remove(recovery, $3::bytea)
  where authority_id = $1 and account_id = $2 and secret is not null and $3::bytea = any (recovery)`, hash)
}

// RenewRecovery implements office.Factors.
func (s *Store) RenewRecovery(ctx context.Context, o office.Owner, recovery [][]byte) error {
	_, err := s.factorChanged(ctx, o, `update account_factors set recovery = $3 where authority_id = $1 and account_id = $2 and secret is not null`, recovery)
	return err
}

// DropFactor implements office.Factors.
func (s *Store) DropFactor(ctx context.Context, o office.Owner) error {
	_, err := s.factorChanged(ctx, o, `delete from account_factors where authority_id = $1 and account_id = $2`)
	return err
}

// factorChanged runs one statement in the name of the owner and reports whether it met a row.
func (s *Store) factorChanged(ctx context.Context, o office.Owner, sql string, args ...any) (bool, error) {
	met := false
	err := s.own(ctx, o.AccountID, func(t *tx) error {
		t.queue.Queue(sql, append([]any{o.AuthorityID, o.AccountID}, args...)...).Exec(func(tag pgconn.CommandTag) error {
			met = tag.RowsAffected() > 0
			return nil
		})
		return nil
	})
	return met, err
}
