package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// asWorker runs fn in a transaction that sees the log and no case.
func (s *Store) asWorker(ctx context.Context, fn func(t *tx) error) error {
	return s.within(ctx, workerOn("", ""), "begin", worker(), fn)
}

// SignedHead implements casework.Log.
func (s *Store) SignedHead(ctx context.Context) (signed string, err error) {
	err = s.asWorker(ctx, func(t *tx) error {
		signed, err = t.signedHead(ctx)
		return err
	})
	return signed, err
}

// LogHeads implements casework.Log.
func (s *Store) LogHeads(ctx context.Context, since int64, most int) (out []casework.KeptHead, err error) {
	err = s.asWorker(ctx, func(t *tx) error {
		t.queue.Queue(`select size, at, note from log_heads where size > $1 order by size limit $2`, since, most).Query(func(rows pgx.Rows) error {
			out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (h casework.KeptHead, err error) {
				err = row.Scan(&h.Size, &h.At, &h.Note)
				h.At = h.At.UTC()
				return h, err
			})
			return err
		})
		return nil // sent with the commit
	})
	return out, err
}

// LogState implements casework.Log.
func (s *Store) LogState(ctx context.Context) (out casework.LogState, err error) {
	_, err = s.one(ctx, "", func(row pgx.Row) error {
		var since *time.Time
		var pid *int
		var holder *string
		if err := row.Scan(&out.Size, &out.Waiting, &since, &pid, &holder); err != nil {
			return err
		}
		if since != nil {
			out.WaitingSince = since.UTC()
		}
		if pid != nil {
			out.HeldBy = *pid
		}
		out.Holder = text(holder)
		return nil
	}, `select size, waiting, waiting_since, held_by, holder from log_state()`)
	if err != nil {
		return casework.LogState{}, fmt.Errorf("store: state of the log: %w", err)
	}
	return out, nil
}

// LogNodes implements casework.Log.
func (s *Store) LogNodes(ctx context.Context, nodes []ledger.LogNode) (out []ledger.Hash, err error) {
	err = s.asWorker(ctx, func(t *tx) error {
		out, err = t.logNodes(ctx, nodes)
		return err
	})
	return out, err
}

// LogEntries implements casework.Log.
func (s *Store) LogEntries(ctx context.Context, first int64, most int) (out []ledger.Hash, err error) {
	err = s.asWorker(ctx, func(t *tx) error {
		out, err = t.logEntries(ctx, first, most)
		return err
	})
	return out, err
}

func (t *tx) logEntries(ctx context.Context, first int64, most int) (out []ledger.Hash, err error) {
	t.queue.Queue(`select hash from log_hashes_of_entries($1, $2)`, first, most).Query(func(rows pgx.Rows) error {
		out, err = scanHashes(rows)
		return err
	})
	return out, t.flush(ctx)
}
