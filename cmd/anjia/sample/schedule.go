package sample

import (
	"container/heap"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
)

// Step is something that happens on a day.
type Step struct {
	On   law.Date
	Name string
	Do   func(ctx context.Context) error

	family string
	order  int
}

// Schedule runs the steps of several families in the order of their days, each
// family's own in the order it named them, and moves the sandbox's clock forward.
type Schedule struct {
	Admin *Client // may move the clock
	Log   func(format string, args ...any)

	queue stepQueue
	added int
	today law.Date
}

// Add plans steps of a family. Steps may add further ones while they run.
func (s *Schedule) Add(family string, steps ...Step) {
	for _, st := range steps {
		st.family, st.order = family, s.added
		s.added++
		heap.Push(&s.queue, st)
	}
}

// Run does every step up to a day (zero: all); it stops at the first that fails.
func (s *Schedule) Run(ctx context.Context, until law.Date) error {
	for s.queue.Len() > 0 {
		if next := s.queue[0]; !until.IsZero() && next.On.After(until) {
			return nil
		}
		st, ok := heap.Pop(&s.queue).(Step)
		if !ok {
			return fmt.Errorf("sample: queue holds something else than steps")
		}
		if err := s.advance(ctx, st.On); err != nil {
			return err
		}
		if err := st.Do(ctx); err != nil {
			return fmt.Errorf("%s, %s, %s: %w", st.family, st.On, st.Name, err)
		}
		if s.Log != nil {
			s.Log("%s  %-28s %s", st.On, st.family, st.Name)
		}
	}
	return nil
}

// advance moves the clock to nine in the morning of a day that has not come yet.
func (s *Schedule) advance(ctx context.Context, on law.Date) error {
	if !s.today.IsZero() && !on.After(s.today) {
		return nil
	}
	at := time.Date(on.Year(), on.Month(), on.Day(), 9, 0, 0, 0, time.FixedZone("CST", 8*60*60))
	if _, err := s.Admin.Call(ctx, http.MethodPost, "/sandbox/clock", map[string]string{"now": at.Format(time.RFC3339)}, nil); err != nil {
		return fmt.Errorf("sample: clock to %s: %w", on, err)
	}
	s.today = on
	return nil
}

// Today is the day the clock was last moved to.
func (s *Schedule) Today() law.Date { return s.today }

type stepQueue []Step

func (q stepQueue) Len() int { return len(q) }
func (q stepQueue) Less(i, j int) bool {
	if q[i].On != q[j].On {
		return q[i].On.Before(q[j].On)
	}
	return q[i].order < q[j].order
}
func (q stepQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push is of heap.Interface.
func (q *stepQueue) Push(x any) {
	if s, ok := x.(Step); ok {
		*q = append(*q, s)
	}
}

// Pop is of heap.Interface.
func (q *stepQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
