package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// InLog is how a chain stands in the log of all entries.
type InLog struct {
	Head    ledger.LogHead // the newest; zero when no log is kept. Its signature was not looked at
	Proven  int            // entries whose inclusion under that head was proven
	Pending int            // newer ones that the log has not taken yet
}

// The entries of a chain beside their leaves; late says that the log has passed an entry without taking it.
const (
	besides = ` select coalesce(e.seq, l.seq), e.hash, l.idx, l.hash, coalesce((e.epoch, e.txid) < (h.epoch, h.txid), false)
 from e full join l on l.seq = e.seq left join h on true order by 1`
	newest = `, h as (select epoch, txid from log_heads order by size desc limit 1)`

	caseInLog = `with e as (select seq, hash, epoch, txid from case_entries where authority_id = $1 and case_id = $2),
 l as (select seq, idx, hash from log_leaves where case_id = $2)` + newest + besides
	authorityInLog = `with e as (select seq, hash, epoch, txid from authority_entries where authority_id = $1),
 l as (select seq, idx, hash from log_leaves where authority_id = $1 and case_id is null)` + newest + besides
)

type besideLeaf struct {
	seq         int64
	entry, leaf []byte
	idx         *int64
	late        bool
}

// verifyInLog compares a chain, which was verified before, with the log. It fails with *TamperedRowError.
func (t *tx) verifyInLog(ctx context.Context, of, query string, args ...any) (out InLog, err error) {
	rows, err := t.pg.Query(ctx, query, args...)
	if err != nil {
		return out, explain(err)
	}
	beside, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (b besideLeaf, err error) {
		err = row.Scan(&b.seq, &b.entry, &b.idx, &b.leaf, &b.late)
		return b, err
	})
	if err != nil {
		return out, explain(err)
	}
	signed, err := t.signedHead(ctx)
	if err != nil {
		return out, err
	}
	if signed != "" {
		if out.Head, err = ledger.ReadHead(signed); err != nil {
			return out, err
		}
	}
	tree := ledger.OpenLogTree(out.Head.Size, func(nodes []ledger.LogNode) ([]ledger.Hash, error) { return t.logNodes(ctx, nodes) })
	for _, b := range beside {
		if b.entry != nil && b.idx == nil && !b.late {
			out.Pending++
			continue
		}
		if what := b.wrong(out.Head, tree, out.Pending > 0); what != "" {
			return out, &TamperedRowError{of, what}
		}
		out.Proven++
	}
	return out, nil
}

// wrong says what does not hold of an entry and its leaf; empty when all does.
func (b besideLeaf) wrong(head ledger.LogHead, tree *ledger.LogTree, pendingBefore bool) string {
	switch {
	case b.entry == nil:
		return fmt.Sprintf("the log holds entry %d, the chain does not: its newest entries were cut off", b.seq)
	case b.idx == nil || pendingBefore:
		return fmt.Sprintf("the log has passed entry %d without taking it: it was put there later, or its leaf was removed", b.seq)
	case string(b.entry) != string(b.leaf):
		return fmt.Sprintf("the log holds another entry %d: the chain was replaced", b.seq)
	}
	entry, err := ledger.HashFromBytes(b.entry)
	if err != nil {
		return err.Error()
	}
	in := ledger.Inclusion{Sequence: b.seq, Index: *b.idx}
	if in.Proof, err = tree.Prove(head.Size, in.Index); err == nil {
		err = ledger.VerifyInclusion(head, entry, in)
	}
	if err != nil {
		return "the log does not prove entry " + fmt.Sprint(b.seq) + ": " + err.Error()
	}
	return ""
}

const verifyBatch = 20000

// VerifyLog goes through the whole log in the database: its leaves must give the root of the newest head, and those of
// the older heads that somebody kept; each leaf must be the hash of the entry that stands there. With keys the newest
// head must be signed by one of them. It fails with casework.ErrLogBroken, naming the first fault.
func (s *Store) VerifyLog(ctx context.Context, keys []string, kept ...ledger.LogHead) (head ledger.LogHead, err error) {
	err = s.within(ctx, workerOn("", ""), "begin isolation level repeatable read read only", worker(), func(t *tx) error {
		head, err = t.verifyLog(ctx, keys, kept)
		return err
	})
	return head, err
}

func (t *tx) verifyLog(ctx context.Context, keys []string, kept []ledger.LogHead) (head ledger.LogHead, err error) {
	signed, err := t.signedHead(ctx)
	if err != nil {
		return head, err
	}
	switch {
	case signed == "":
		return head, casework.ErrLogBehind
	case len(keys) > 0:
		head, err = ledger.ParseHead(signed, keys...)
	default:
		head, err = ledger.ReadHead(signed)
	}
	if err != nil {
		return head, fmt.Errorf("%w: %w", casework.ErrLogBroken, err)
	}
	for _, k := range kept {
		if k.Origin != head.Origin || k.Size > head.Size {
			return head, fmt.Errorf("%w: the head here is of %q and %d entries, the one kept of %q and %d: the log was cut or is another one",
				casework.ErrLogBroken, head.Origin, head.Size, k.Origin, k.Size)
		}
	}
	if err := t.sumLog(ctx, append(kept, head)); err != nil {
		return head, err
	}
	return head, t.strays(ctx)
}

// sumLog computes the root under each head, and that nothing stands behind the newest.
func (t *tx) sumLog(ctx context.Context, heads []ledger.LogHead) error {
	slices.SortFunc(heads, func(a, b ledger.LogHead) int { return int(a.Size - b.Size) })
	var sum ledger.LogSum
	check := func() error {
		for len(heads) > 0 && heads[0].Size == sum.Size() {
			if heads[0].Root != sum.Root() {
				return fmt.Errorf("%w: its first %d entries give root %s, the head says %s", casework.ErrLogBroken, sum.Size(), sum.Root(), heads[0].Root)
			}
			heads = heads[1:]
		}
		return nil
	}
	for {
		entries, err := t.logEntries(ctx, sum.Size(), verifyBatch)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := check(); err != nil {
				return err
			}
			sum.Add(e)
		}
		if len(entries) == 0 {
			break
		}
	}
	if err := check(); err != nil {
		return err
	}
	if len(heads) > 0 {
		return fmt.Errorf("%w: it has %d leaves, its head is of %d", casework.ErrLogBroken, sum.Size(), heads[0].Size)
	}
	return nil
}

// strays looks for leaves whose entry is gone or another one.
func (t *tx) strays(ctx context.Context) error {
	found := ""
	t.queue.Queue(`select idx, chain, seq, gone from log_strays(1)`).Query(func(rows pgx.Rows) error {
		var idx, seq int64
		var chain string
		var gone bool
		_, err := pgx.ForEachRow(rows, []any{&idx, &chain, &seq, &gone}, func() error {
			found = fmt.Sprintf("entry %d of %s, at index %d, is another one now", seq, chain, idx)
			if gone {
				found = fmt.Sprintf("entry %d of %s, at index %d, is gone", seq, chain, idx)
			}
			return nil
		})
		return err
	})
	if err := t.flush(ctx); err != nil {
		return err
	}
	if found != "" {
		return fmt.Errorf("%w: %s", casework.ErrLogBroken, found)
	}
	return nil
}
