package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// sealTimeout is ample for several signatures whose timestamps come over the network.
const sealTimeout = time.Minute

// AddSeals registers the signing of papers, in processes that have keys.
func AddSeals(k *Kinds, cases *casework.Service) {
	Add(k, Worker[casework.SealPaper]{Timeout: sealTimeout, Do: func(ctx context.Context, job casework.SealPaper, _ *Progress) error {
		return cases.SealPaper(ctx, job)
	}})
}
