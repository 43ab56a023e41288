package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Keep says how long what nobody works with any more is kept, in real time. Zero: the default.
type Keep struct {
	// Keys: stored answers of idempotency keys, some 7 KB for an act; 7 days. A
	// request that is repeated later is refused for its old version instead of
	// being answered from the store. Less than a day is taken for a day.
	Keys time.Duration
	// Tokens that have run out; 30 days.
	Tokens time.Duration
	// Tasks that have ended; 90 days.
	Tasks time.Duration
}

func (k *Keep) defaults() {
	const day = 24 * time.Hour
	if k.Keys <= 0 {
		k.Keys = 7 * day
	}
	if k.Tokens <= 0 {
		k.Tokens = 30 * day
	}
	if k.Tasks <= 0 {
		k.Tasks = 90 * day
	}
}

const (
	sweepEvery   = time.Hour
	sweepBatch   = 2000 // a transaction; some 14 MB of answers
	sweepTimeout = 30 * time.Minute
)

// AddSweeps registers what is swept once an hour by one process of all.
func AddSweeps(k *Kinds, sweeps casework.Sweeps, keep Keep) {
	keep.defaults()
	Add(k, Worker[casework.SweepKeys]{Timeout: sweepTimeout, Do: func(ctx context.Context, _ casework.SweepKeys, _ *Progress) error {
		return sweepAll(ctx, keep.Keys, sweeps.SweepKeys)
	}})
	Add(k, Worker[casework.SweepTokens]{Timeout: sweepTimeout, Do: func(ctx context.Context, _ casework.SweepTokens, _ *Progress) error {
		return sweepAll(ctx, keep.Tokens, sweeps.SweepTokens)
	}})
	Add(k, Worker[casework.SweepTasks]{Timeout: sweepTimeout, Do: func(ctx context.Context, _ casework.SweepTasks, _ *Progress) error {
		return sweepAll(ctx, keep.Tasks, sweeps.SweepTasks)
	}})
	k.Every(sweepEvery, casework.SweepKeys{})
	k.Every(sweepEvery, casework.SweepTokens{})
	k.Every(sweepEvery, casework.SweepTasks{})
}

// sweepAll goes on in small transactions until nothing is left; what an ended
// context leaves, the next sweep takes.
func sweepAll(ctx context.Context, keep time.Duration, sweep func(context.Context, time.Time, int) (int, error)) error {
	before := time.Now().Add(-keep)
	for {
		swept, err := sweep(ctx, before, sweepBatch)
		if err != nil || swept < sweepBatch {
			return err
		}
	}
}
