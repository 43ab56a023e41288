package store_test

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store"
)

// trips counts what is sent to the database and waited for.
type trips struct{ n atomic.Int64 }

func (c *trips) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	c.n.Add(1)
	return ctx
}

func (*trips) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

func (c *trips) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	c.n.Add(1)
	return ctx
}

func (*trips) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

func (*trips) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

func TestAnActCostsTwoRoundTrips(t *testing.T) {
	t.Parallel()
	count := &trips{}
	w := newWorld(t, store.Options{MaxConns: 1, Tracer: count})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	act := func(numbers int) int64 {
		before := count.n.Load()
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
			key := &casework.Key{ActorID: w.officer.ID, Value: newID()}
			opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID, LockChild: true, Key: key})
			require.NoError(t, err)
			for range numbers {
				_, err := tx.Number(t.Context(), w.east, "paper", 2024)
				require.NoError(t, err)
			}
			change := changed(t, opened, w.officer, "act", note)
			change.Child, change.ChildWas = opened.Child, opened.Child.Version
			change.Child.Version++
			change.Key, change.Answer = key, []byte(`{}`)
			require.NoError(t, tx.RecordRead(t.Context(), casework.Read{CaseID: c.ID, AuthorityID: w.east, What: "case", At: at}))
			return tx.SaveAct(t.Context(), change)
		}))
		return count.n.Load() - before
	}
	act(1) // the statements are prepared now
	require.EqualValues(t, 2, act(0))
	require.EqualValues(t, 3, act(1), "a number is had before the act can go on")
}

func BenchmarkAct(b *testing.B) {
	w := newWorld(b, store.Options{MaxConns: 16})
	ids := make(chan string, 400)
	for range cap(ids) {
		ids <- w.submitted(b, w.officer, "卓玛", "张三").ID
	}
	b.ReportAllocs()
	b.SetParallelism(8)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			id := <-ids
			_, err := w.try(b, w.officer, id, "act", &casework.Key{ActorID: w.officer.ID, Value: newID()}, func(*workflow.Case) {})
			if err != nil {
				b.Error(err)
			}
			ids <- id
		}
	})
}

func TestOnlyATransactionWithJobsPaysForTheQueue(t *testing.T) {
	t.Parallel()
	count := &trips{}
	orders, err := jobs.NewOrders(riverpgxv5.New(nil))
	require.NoError(t, err)
	w := newWorld(t, store.Options{MaxConns: 1, Tracer: count, Enqueue: orders.Enqueue})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	act := func(jobs int) int64 {
		before := count.n.Load()
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
			opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID, LockChild: true})
			require.NoError(t, err)
			change := changed(t, opened, w.officer, "act", note)
			change.Case.Papers = append(change.Case.Papers, workflow.Paper{ID: newID(), EntrySeq: change.Record.Entry.Sequence})
			for range jobs {
				task := &casework.NewTask{ID: newID(), AuthorityID: w.east, CaseID: c.ID, Title: "试"}
				require.NoError(t, tx.Enqueue(t.Context(), casework.SetPapers{}, task))
			}
			return tx.SaveAct(t.Context(), change)
		}))
		return count.n.Load() - before
	}
	act(1) // the statements are prepared now
	require.EqualValues(t, 2, act(0), "a paper is noted in the statement of the act")
	for _, jobs := range []int{1, 5} { // the jobs together, and a notification unless there was one just now
		require.Contains(t, []int64{3, 4}, act(jobs))
	}
}

// BenchmarkActWithAJob compares with BenchmarkAct: why acts note their papers instead of ordering a job for them.
func BenchmarkActWithAJob(b *testing.B) {
	orders, err := jobs.NewOrders(riverpgxv5.New(nil))
	require.NoError(b, err)
	for _, tt := range []struct {
		name         string
		papers, jobs int
	}{{"plain", 0, 0}, {"paper noted", 1, 0}, {"job ordered", 0, 1}} {
		b.Run(tt.name, func(b *testing.B) {
			w := newWorld(b, store.Options{MaxConns: 16, Enqueue: orders.Enqueue})
			ids := make(chan string, 100)
			for range cap(ids) {
				ids <- w.submitted(b, w.officer, "卓玛", "张三").ID
			}
			b.SetParallelism(8)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					id := <-ids
					err := w.Within(b.Context(), w.officer, func(tx casework.Tx) error {
						opened, err := tx.OpenCase(b.Context(), casework.OpenCase{CaseID: id, LockChild: true})
						if err != nil {
							return err
						}
						change := changed(b, opened, w.officer, "act", note)
						change.Case.Papers = nil
						for range tt.papers {
							change.Case.Papers = append(change.Case.Papers, workflow.Paper{ID: newID(), EntrySeq: change.Record.Entry.Sequence})
						}
						for range tt.jobs {
							if err := tx.Enqueue(b.Context(), casework.SetPapers{}, nil); err != nil {
								return err
							}
						}
						return tx.SaveAct(b.Context(), change)
					})
					if err != nil {
						b.Error(err)
					}
					ids <- id
				}
			})
		})
	}
}
