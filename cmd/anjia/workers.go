package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store"
)

// workerOptions say whether and how a process works jobs.
type workerOptions struct {
	off    bool
	tuning jobs.Options
	keep   jobs.Keep
}

// enqueue is how acts order jobs: by River, in their own transaction.
func enqueue() (store.Enqueue, error) {
	orders, err := jobs.NewOrders(riverpgxv5.New(nil))
	if err != nil {
		return nil, err
	}
	return orders.Enqueue, nil
}

// kinds are all kinds of job that this program works.
func (a *app) kinds(keep jobs.Keep) *jobs.Kinds {
	k := &jobs.Kinds{}
	jobs.AddSweeps(k, a.store, keep)
	jobs.AddPapers(k, a.cases)
	jobs.AddEvidence(k, a.cases, a.store, 0)
	jobs.AddImports(k, a.files, a.office)
	jobs.AddWhatIf(k, a.replay(), a.office)
	return k
}

// work starts the workers of this process; nil when it shall have none.
func (a *app) work(ctx context.Context, o workerOptions) (*jobs.Pool[pgx.Tx], error) {
	if o.off {
		return nil, nil //nolint:nilnil // a process without workers
	}
	if o.tuning.Log == nil {
		o.tuning.Log = a.log
	}
	pool, err := jobs.New(riverpgxv5.New(a.store.Pool()), a.store, a.kinds(o.keep), o.tuning)
	if err != nil {
		return nil, err
	}
	return pool, pool.Start(ctx)
}

// stopWorkers lets running jobs end; what does not end soon is taken up elsewhere.
func stopWorkers(ctx context.Context, pool *jobs.Pool[pgx.Tx]) error {
	if pool == nil {
		return nil
	}
	const patience = time.Minute // over both of its own limits, so that a database that is gone cannot hold the process
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return pool.Stop(ctx)
}
