package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// sealTimeout is ample for several signatures whose timestamps come over the network.
const (
	sealTimeout        = time.Minute
	sealMissingEvery   = time.Minute
	sealMissingBatch   = 20
	sealMissingTimeout = 10 * time.Minute
)

// AddSeals registers the signing of papers, in processes that have keys: of each soon after
// it was set, and of those that could not be signed then.
func AddSeals(k *Kinds, cases *casework.Service) {
	Add(k, Worker[casework.SealPaper]{Timeout: sealTimeout, Do: func(ctx context.Context, job casework.SealPaper, _ *Progress) error {
		return cases.SealPaper(ctx, job)
	}})
	Add(k, Worker[casework.SealMissing]{Timeout: sealMissingTimeout, Do: func(ctx context.Context, _ casework.SealMissing, p *Progress) error {
		for {
			tried, err := cases.SealMissing(ctx, sealMissingBatch)
			if err != nil || tried < sealMissingBatch {
				return err
			}
			if err := p.Step(ctx, 0, 0, ""); err != nil {
				return err
			}
		}
	}})
	k.Every(sealMissingEvery, casework.SealMissing{})
}
