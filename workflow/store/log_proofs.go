package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// LogProofs implements casework.Tx.
func (t *tx) LogProofs(ctx context.Context, chain ledger.Chain, upTo int64) (out casework.LogProof, err error) {
	if !isUUID(chain.ID) {
		return out, noEntry()
	}
	if out.Head, err = t.signedHead(ctx); err != nil {
		return out, err
	}
	if out.Head == "" {
		return out, casework.ErrLogBehind
	}
	head, err := ledger.ReadHead(out.Head)
	if err != nil {
		return out, err
	}
	if out.Inclusions, err = t.places(ctx, chain, upTo, head.Size); err != nil {
		return out, err
	}
	if got := int64(len(out.Inclusions)); got < upTo {
		return out, fmt.Errorf("%w (%d of %d entries of %s)", casework.ErrLogBehind, got, upTo, chain)
	}
	tree := ledger.OpenLogTree(head.Size, func(nodes []ledger.LogNode) ([]ledger.Hash, error) { return t.logNodes(ctx, nodes) })
	for i := range out.Inclusions {
		in := &out.Inclusions[i]
		if in.Proof, err = tree.Prove(head.Size, in.Index); err != nil {
			return out, err
		}
	}
	return out, nil
}

// places are the places in the log of the entries of a chain, as far as a head of that size covers them.
func (t *tx) places(ctx context.Context, chain ledger.Chain, upTo, size int64) (out []ledger.Inclusion, err error) {
	which := `case_id = $1`
	if chain.Kind == ledger.AuthorityChainKind {
		which = `authority_id = $1 and case_id is null`
	}
	t.queue.Queue(`select seq, idx from log_leaves where `+which+` and seq <= $2 and idx < $3 order by seq`, chain.ID, upTo, size).Query(func(rows pgx.Rows) error {
		out, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (in ledger.Inclusion, err error) {
			err = row.Scan(&in.Sequence, &in.Index)
			return in, err
		})
		return err
	})
	return out, t.flush(ctx)
}
