package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// LogProofs implements casework.Tx: nothing in memory is ever sequenced.
func (*memoryTx) LogProofs(context.Context, ledger.Chain, int64) (casework.LogProof, error) {
	return casework.LogProof{}, casework.ErrLogBehind
}
