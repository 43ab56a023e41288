package jobs

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

const (
	// LogEvery is how often the log of all entries is extended.
	LogEvery = 2 * time.Second

	logBatch    = 5000             // entries of one taking
	logTakings  = 50               // of one round: what is left, the next round takes
	logTimeout  = time.Minute      // of a round
	logKilled   = 10 * time.Second // for so long a killed keeper stands in the way
	logWatch    = time.Minute
	logLate     = 30 * time.Second // an entry that waits longer is worth a warning
	logTellOnce = time.Minute
)

// LogKeeper extends and signs the log of all entries. Any number of processes may have one: a lock of the database lets
// one at a time work, and falls with its process.
type LogKeeper struct {
	Log casework.Log
	Key string // signer's key of ledger.NewLogKey
	// Publish makes a new head known; nil: nothing is published. What fails is tried again with the next round.
	Publish func(ctx context.Context, round casework.LogRound) error
	Tell    *slog.Logger

	mu     sync.Mutex
	broken error
	told   time.Time
}

// Round takes what can be taken, so much at most that it ends within the time of a job, and publishes the newest head.
// Once it has failed with casework.ErrLogBroken it does nothing but fail so again.
func (k *LogKeeper) Round(ctx context.Context) (last casework.LogRound, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.broken != nil {
		return last, k.broken
	}
	defer func() {
		if errors.Is(err, casework.ErrLogBroken) {
			k.broken = err
		}
	}()
	for range logTakings {
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

// work is a round as a job. A log that does not hold is never signed again by this process: it says so every minute,
// and its jobs do nothing, so that the queue keeps no failure every two seconds.
func (k *LogKeeper) work(ctx context.Context) error {
	_, err := k.Round(ctx)
	if !errors.Is(err, casework.ErrLogBroken) {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if now := time.Now(); now.Sub(k.told) >= logTellOnce {
		k.told = now
		k.Tell.ErrorContext(ctx, "THE LOG OF THE RECORD IS BROKEN: nothing is signed any more; see docs/operations.md", "error", err.Error())
	}
	return nil
}

// AddLog registers the keeping of the log, which every leader orders and processes with a keeper work (nil: this one has
// none), and the look at whether it is behind.
func AddLog(k *Kinds, log casework.Log, keeper *LogKeeper, tell *slog.Logger) {
	if keeper != nil {
		Add(k, Worker[casework.KeepLog]{Timeout: logTimeout, Do: func(ctx context.Context, _ casework.KeepLog, _ *Progress) error {
			return keeper.work(ctx)
		}})
	}
	Add(k, Worker[casework.WatchLog]{Do: func(ctx context.Context, _ casework.WatchLog, _ *Progress) error {
		return watchLog(ctx, log, tell)
	}})
	k.EveryUnless(LogEvery, logKilled, casework.KeepLog{})
	k.Every(logWatch, casework.WatchLog{})
}

// watchLog warns when entries wait for too long, and names what holds them back. Where no log was ever kept, none is
// missed.
func watchLog(ctx context.Context, log casework.Log, tell *slog.Logger) error {
	s, err := log.LogState(ctx)
	if err != nil || s.Size == 0 || s.Waiting == 0 {
		return err
	}
	if waited := time.Since(s.WaitingSince); waited > logLate {
		tell.WarnContext(ctx, "log_behind: entries wait to be taken into the log of the record; see docs/operations.md",
			"entries", s.Waiting, "waiting_for", waited.Round(time.Second).String(), "held_by_pid", s.HeldBy, "held_by", s.Holder)
	}
	return nil
}
