package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store"
)

// workerOptions say whether and how a process works jobs.
type workerOptions struct {
	off      bool
	tuning   jobs.Options
	keep     jobs.Keep
	scrubMiB int64 // a second
	log      logOptions
}

// scrub is the pace at which stored files are read again.
func (o workerOptions) scrub() jobs.Scrub {
	if o.scrubMiB <= 0 {
		return jobs.Scrub{Pace: -1}
	}
	return jobs.Scrub{Pace: o.scrubMiB << 20}
}

// enqueue is how acts order jobs: by River, in their own transaction.
func enqueue() (store.Enqueue, error) {
	orders, err := jobs.NewOrders(riverpgxv5.New(nil))
	if err != nil {
		return nil, err
	}
	return orders.Enqueue, nil
}

// kinds are the kinds of job that this process works: all of this program, but for what needs a virus scanner where
// there is none. That is left to processes that have one.
func (a *app) kinds(o workerOptions, keeper *jobs.LogKeeper, sandbox bool) *jobs.Kinds {
	k := &jobs.Kinds{}
	jobs.AddLog(k, a.store, keeper, a.log)
	jobs.AddSweeps(k, a.store, o.keep)
	jobs.AddMarks(k, a.store)
	jobs.AddReminders(k, &casework.Reminders{Book: a.store, Laws: a.law, Now: time.Now})
	jobs.AddPapers(k, a.cases)
	jobs.AddDossiers(k, a.cases, a.keepsLog(o.log), a.sealDossier)
	if a.cases.Sealer != nil {
		jobs.AddSeals(k, a.cases)
	}
	jobs.AddEvidence(k, a.cases, a.store, 0)
	if a.cases.Scanner != nil {
		jobs.AddScans(k, a.cases, a.store)
	}
	if a.cases.Scanner != nil || a.cases.UsesUnscanned(sandbox) {
		jobs.AddImports(k, a.cases, a.office)
	}
	jobs.AddScrub(k, a.cases, a.store, o.scrub())
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
	keeper, err := a.keeper(o.log)
	if err != nil {
		return nil, err
	}
	installation, _, err := a.office.Installation(ctx)
	if err != nil {
		return nil, err
	}
	if err := a.addressPapers(installation); err != nil {
		return nil, err
	}
	pool, err := jobs.New(riverpgxv5.New(a.store.Pool()), a.store, a.kinds(o, keeper, installation.Sandbox), o.tuning)
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
