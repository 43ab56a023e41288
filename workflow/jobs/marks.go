package jobs

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
)

// marksBatch is how many cards and cases are listed at a time.
const marksBatch = 500

// AddMarks registers the marking of cards and cases from before there were marks: at the start of a leader, after which
// nothing is left of it, and every hour for what an older process has saved beside a newer one.
func AddMarks(k *Kinds, old casework.OldMarks) {
	Add(k, Worker[casework.MarkTies]{Timeout: sweepTimeout, Do: func(ctx context.Context, _ casework.MarkTies, _ *Progress) error {
		for {
			if marked, err := old.MarkOld(ctx, marksBatch); marked == 0 { // what cannot be marked is left over
				return err
			}
		}
	}})
	k.Every(sweepEvery, casework.MarkTies{})
}
