package jobs

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// LogEvery is how often the log of all entries is extended.
const LogEvery = 2 * time.Second

const logBatch = 5000 // entries of one taking

// LogKeeper extends and signs the log of all entries. Any number of processes may have one: a lock of the database lets
// one at a time work, and falls with its process. It is no job of the queue, whose rows it would fill every two seconds.
type LogKeeper struct {
	Log casework.Log
	Key string // signer's key of ledger.NewLogKey
	// Publish makes a new head known; nil: nothing is published. What fails is tried again with the next round.
	Publish func(ctx context.Context, round casework.LogRound) error
	Tell    *slog.Logger
}

// Round takes all that can be taken and publishes the newest head.
func (k LogKeeper) Round(ctx context.Context) (last casework.LogRound, err error) {
	for {
		round, err := k.Log.ExtendLog(ctx, k.Key, logBatch)
		if err != nil {
			return last, err
		}
		last.Added += round.Added
		last.Head, last.Note = round.Head, round.Note
		if round.Added < logBatch {
			break
		}
	}
	if k.Publish != nil && last.Note != "" {
		err = k.Publish(ctx, last)
	}
	return last, err
}

// Run makes a round at each tick until the context ends. A log that does not hold is never signed again by this
// process: it says so, and stops.
func (k LogKeeper) Run(ctx context.Context, ticks <-chan time.Time) {
	for {
		_, err := k.Round(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case errors.Is(err, casework.ErrLogBroken):
			k.Tell.Error("THE LOG OF THE RECORD IS BROKEN: nothing is signed any more; see docs/operations.md", "error", err.Error())
			return
		case err != nil:
			k.Tell.Error("the log of the record was not extended; trying again", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
	}
}
