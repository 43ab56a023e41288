package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// recentHeads is how many of the newest heads before the one used are proven to be continued by it.
const recentHeads = 12

// LogContinuations implements casework.DossierTx: of the newest heads each, before these the last one up to every power of
// two.
func (t *tx) LogContinuations(ctx context.Context, size int64) (out []casework.LogContinuation, err error) {
	tree := ledger.OpenLogTree(size, func(nodes []ledger.LogNode) ([]ledger.Hash, error) { return t.logNodes(ctx, nodes) })
	var sizes []int64
	t.queue.Queue(`select size from (select size from log_heads where size < $1 order by size desc limit $2) newest
  union select (select max(h.size) from log_heads h where h.size <= 2::bigint ^ k and h.size < $1) from generate_series(0, 62) k
    where 2::bigint ^ k < $1 and exists (select from log_heads h where h.size <= 2::bigint ^ k)
  order by size`, size, recentHeads).Query(func(rows pgx.Rows) error {
		sizes, err = pgx.CollectRows(rows, pgx.RowTo[int64])
		return err
	})
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	for _, was := range sizes {
		proof, err := tree.Consistency(was, size)
		if err != nil {
			return nil, err
		}
		out = append(out, casework.LogContinuation{Size: was, Proof: proof})
	}
	return out, nil
}
