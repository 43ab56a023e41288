package main

import (
	"context"
	"sync/atomic"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

// tripCounter counts what is sent to the database and waited for.
type tripCounter struct{ n atomic.Int64 }

// TraceQueryStart implements pgx.QueryTracer.
func (c *tripCounter) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	c.n.Add(1)
	return ctx
}

// TraceQueryEnd implements pgx.QueryTracer.
func (*tripCounter) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart implements pgx.BatchTracer.
func (c *tripCounter) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	c.n.Add(1)
	return ctx
}

// TraceBatchQuery implements pgx.BatchTracer.
func (*tripCounter) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

// TraceBatchEnd implements pgx.BatchTracer.
func (*tripCounter) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

// countTrips does each act twice on one connection and counts the second time, when every statement is prepared: the
// round trips to the database of one request, that for the token among them. The world's services must be closed; they
// are open afterwards.
func (w *benchWorld) countTrips(ctx context.Context, acts []benchAct) (map[string]int64, error) {
	count := &tripCounter{}
	if err := w.open(ctx, store.Options{MaxConns: 1, Tracer: count}); err != nil {
		return nil, err
	}
	trips := map[string]int64{}
	f := &w.files[0]
	for _, a := range acts {
		for range 2 {
			before := count.n.Load()
			session, err := w.app.office.Authenticate(ctx, w.desks[f.desk].token)
			if err != nil {
				return nil, err
			}
			out, err := w.app.cases.Do(ctx, casework.Request{Actor: session.Actor, CaseID: f.id, Version: f.version, Key: newID(), Command: a.cmd(f.version)})
			if err != nil {
				return nil, err
			}
			f.version, trips[a.name] = out.Version, count.n.Load()-before
		}
	}
	return trips, nil
}
