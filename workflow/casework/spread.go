package casework

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// rawCase is a case as it was read, with its child where that was asked for.
type rawCase struct{ document, child []byte }

const (
	batchOfCases = 64  // that one hand takes at a time
	waitingCases = 8   // batches that wait, at most
	stepOfCases  = 100 // after so many it is told how far it is
)

// hands is how many work at the same time; 0: as many as there are processors.
func hands(asked int) int {
	if asked > 0 {
		return asked
	}
	return runtime.GOMAXPROCS(0)
}

// spread lets one read cases and several do something with them, each case once. The first error ends it all and is
// returned. do is told which of the hands it is, so that each can have something of its own.
func spread(ctx context.Context, hands int, read func(ctx context.Context, hand func(rawCase) error) error, do func(hand int, one rawCase) error) error {
	batches := make(chan []rawCase, waitingCases)
	group, within := errgroup.WithContext(ctx)
	for i := range hands {
		group.Go(func() error {
			for batch := range batches {
				for _, one := range batch {
					if err := do(i, one); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	group.Go(func() error {
		defer close(batches)
		var batch []rawCase
		send := func() error {
			select {
			case batches <- batch:
				batch = make([]rawCase, 0, batchOfCases)
				return nil
			case <-within.Done():
				return context.Cause(within)
			}
		}
		err := read(within, func(one rawCase) error {
			if batch = append(batch, one); len(batch) < batchOfCases {
				return nil
			}
			return send()
		})
		if err != nil || len(batch) == 0 {
			return err
		}
		return send()
	})
	return group.Wait()
}
