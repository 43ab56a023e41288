package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

var _ casework.Log = (*Store)(nil)

const newestHead = `select note from log_heads order by size desc limit 1`

// SettleEpoch makes sure that entries written from now on are taken by the log after those that are there: it raises the
// epoch on a database that was restored on another server. Every process calls it before it writes.
func (s *Store) SettleEpoch(ctx context.Context) (epoch int, err error) {
	_, err = s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&epoch) }, `select log_settle_epoch()`)
	if err != nil {
		return 0, fmt.Errorf("store: epoch of the log: %w", err)
	}
	return epoch, nil
}

// ExtendLog implements casework.Log.
func (s *Store) ExtendLog(ctx context.Context, key string, most int) (round casework.LogRound, err error) {
	public, err := ledger.LogVerifierKey(key)
	if err != nil {
		return round, err
	}
	err = s.asWorker(ctx, func(t *tx) error {
		round, err = t.extendLog(ctx, key, public, most)
		return err
	})
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.ConstraintName == "log_order" {
		err = fmt.Errorf("%w: %w", casework.ErrLogBroken, err)
	}
	if err != nil {
		return casework.LogRound{}, fmt.Errorf("store: extend the log: %w", err)
	}
	return round, nil
}

// extendLog takes, hashes, proves that the new log continues the old one, signs and keeps.
func (t *tx) extendLog(ctx context.Context, key, public string, most int) (round casework.LogRound, err error) {
	entries, err := t.takeEntries(ctx, most)
	if err != nil {
		return round, err
	}
	if round.Note, err = t.signedHead(ctx); err != nil {
		return round, err
	}
	origin, err := ledger.LogKeyOrigin(key)
	if err != nil {
		return round, err
	}
	tree, older, err := t.openLog(ctx, round.Note, origin, public)
	if err != nil || len(entries) == 0 {
		round.Head = older
		return round, err
	}
	nodes, err := tree.Add(entries...)
	if err != nil {
		return round, err
	}
	if round.Head, err = tree.Head(origin, tree.Size()); err != nil {
		return round, err
	}
	if err := consistent(tree, older, round.Head); err != nil {
		return round, err
	}
	if round.Note, err = round.Head.Sign(key); err != nil {
		return round, err
	}
	round.Added = len(entries)
	return round, t.closeLog(ctx, round, nodes)
}

// openLog opens the tree under a signed head, whose signature and root must hold.
func (t *tx) openLog(ctx context.Context, signed, origin, public string) (*ledger.LogTree, ledger.LogHead, error) {
	older := ledger.LogHead{Origin: origin}
	if signed != "" {
		var err error
		if older, err = ledger.ParseHead(signed, public); err != nil {
			return nil, older, fmt.Errorf("%w: the newest head is not signed by this key: %w", casework.ErrLogBroken, err)
		}
	}
	tree := ledger.OpenLogTree(older.Size, func(nodes []ledger.LogNode) ([]ledger.Hash, error) { return t.logNodes(ctx, nodes) })
	kept, err := tree.Head(origin, older.Size)
	if err != nil {
		return nil, older, fmt.Errorf("%w: %w", casework.ErrLogBroken, err)
	}
	if signed == "" {
		older.Root = kept.Root
	}
	if kept != older {
		return nil, older, fmt.Errorf("%w: its hashes give root %s of %d entries, signed was %s", casework.ErrLogBroken, kept.Root, older.Size, older.Root)
	}
	return tree, older, nil
}

func consistent(tree *ledger.LogTree, older, newer ledger.LogHead) error {
	proof, err := tree.Consistency(older.Size, newer.Size)
	if err == nil {
		err = ledger.VerifyConsistency(older, newer, proof)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", casework.ErrLogBroken, err)
	}
	return nil
}

func (t *tx) takeEntries(ctx context.Context, most int) (out []ledger.Hash, err error) {
	t.queue.Queue(`select idx, hash from log_take($1) order by idx`, most).Query(func(rows pgx.Rows) error {
		var idx *int64
		var raw []byte
		_, err := pgx.ForEachRow(rows, []any{&idx, &raw}, func() error {
			if idx == nil {
				return nil // another process is at work
			}
			h, err := ledger.HashFromBytes(raw)
			out = append(out, h)
			return err
		})
		return err
	})
	return out, t.flush(ctx)
}

func (t *tx) closeLog(ctx context.Context, round casework.LogRound, nodes []ledger.LogHash) error {
	levels, ns, hashes := []int16{}, []int64{}, [][]byte{}
	for _, node := range nodes {
		if node.Level > 0 {
			levels, ns, hashes = append(levels, int16(node.Level)), append(ns, node.N), append(hashes, node.Hash[:]) //nolint:gosec // 63 levels at most
		}
	}
	t.queue.Queue(`select log_close($1, $2, $3, $4, $5, $6)`, round.Head.Size, round.Head.Root[:], round.Note, levels, ns, hashes)
	return t.flush(ctx)
}

func (t *tx) signedHead(ctx context.Context) (signed string, err error) {
	t.queue.Queue(newestHead).QueryRow(func(row pgx.Row) error {
		err := row.Scan(&signed)
		if absent(err) {
			return nil
		}
		return err
	})
	return signed, t.flush(ctx)
}

func (t *tx) logNodes(ctx context.Context, nodes []ledger.LogNode) (out []ledger.Hash, err error) {
	levels, ns := make([]int16, len(nodes)), make([]int64, len(nodes))
	for i, n := range nodes {
		levels[i], ns[i] = int16(n.Level), n.N //nolint:gosec // 63 levels at most
	}
	t.queue.Queue(`select hash from log_nodes($1, $2)`, levels, ns).Query(func(rows pgx.Rows) error {
		out, err = scanHashes(rows)
		return err
	})
	return out, t.flush(ctx)
}

func scanHashes(rows pgx.Rows) ([]ledger.Hash, error) {
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (h ledger.Hash, err error) {
		var raw []byte
		if err := row.Scan(&raw); err != nil {
			return h, err
		}
		if raw == nil {
			return h, errors.New("a node of the log's tree is gone")
		}
		return ledger.HashFromBytes(raw)
	})
}
