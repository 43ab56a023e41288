package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"time"

	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
)

// figureTaking names what it takes to bring one entry into the log: hashes, head and signature, nothing else being done.
const figureTaking = "entries into the log"

// loggedSuffix names the rounds of an act beside which the log of all entries is kept.
const loggedSuffix = " + log"

// benchKeeper keeps the log beside a round as a worker does: a taking every two seconds, by a process that is not the
// server; its processor time counts as the clients'. It sets no papers, which a worker would as well.
type benchKeeper struct {
	store  *store.Store
	keeper *jobs.LogKeeper
}

func (w *benchWorld) newKeeper(ctx context.Context) (*benchKeeper, error) {
	key, _, err := ledger.NewLogKey(rand.Reader, "anjia/bench")
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, w.url(benchDatabase), store.Options{})
	if err != nil {
		return nil, err
	}
	return &benchKeeper{store: s, keeper: &jobs.LogKeeper{Log: s, Key: key, Tell: slog.New(slog.DiscardHandler)}}, nil
}

// drive is a round with the log kept beside it. What was written before is taken first: a round pays for its own acts.
func (k *benchKeeper) drive(ctx context.Context, w *benchWorld, server *serverProcess, a benchAct, o benchOptions) (r benchRound, err error) {
	if _, err := k.settle(ctx, w, server); err != nil {
		return r, err
	}
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- k.keep(ctx) }()
	r, err = w.drive(server, a, o.clients, o.length)
	stop()
	if kept := <-ended; !errors.Is(kept, context.Canceled) {
		err = errors.Join(err, kept)
	}
	return r, err
}

// keep takes entries every two seconds until the context ends.
func (k *benchKeeper) keep(ctx context.Context) error {
	tick := time.NewTicker(jobs.LogEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
			if _, err := k.keeper.Round(ctx); err != nil {
				return err
			}
		}
	}
}

// settle takes all there is while nothing else is done, so that its processor time for each entry can be told.
func (k *benchKeeper) settle(ctx context.Context, w *benchWorld, server *serverProcess) (r benchRound, err error) {
	meter, err := w.meter(server)
	if err != nil {
		return r, err
	}
	start := time.Now()
	for {
		round, err := k.keeper.Round(ctx)
		if err != nil {
			return r, err
		}
		if r.acts += round.Added; round.Added == 0 {
			r.elapsed = time.Since(start)
			return r, meter(&r)
		}
	}
}
