package casework

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Keeping is where an installation's law is kept.
type Keeping interface {
	// Holdings reads all of it.
	Holdings(ctx context.Context) (workflow.Holdings, error)
	// NewestEdition is the number of the last publication, 0 without any.
	NewestEdition(ctx context.Context) (int64, error)
}

// LiveShelf is the shelf of a running process: it takes up what other processes
// publish. Somebody calls Follow in the background; a version that a case names and
// that is not here yet is looked for at once. Safe for concurrent use.
type LiveShelf struct {
	shipped Shipped
	keeping Keeping
	now     atomic.Pointer[Shelf]
	reading sync.Mutex
}

// lookFor bounds the search for a version that is missing.
const lookFor = 3 * time.Second

// OpenShelf reads what the installation keeps. It fails as NewShelf does.
func OpenShelf(ctx context.Context, shipped Shipped, keeping Keeping) (*LiveShelf, error) {
	l := &LiveShelf{shipped: shipped, keeping: keeping}
	return l, l.Read(ctx)
}

// Read reads everything anew.
func (l *LiveShelf) Read(ctx context.Context) error {
	l.reading.Lock()
	defer l.reading.Unlock()
	h, err := l.keeping.Holdings(ctx)
	if err != nil {
		return err
	}
	s, err := l.Shelve(h)
	if err == nil {
		l.now.Store(s)
	}
	return err
}

// Shelve is the shelf of some holdings with what this program ships.
func (l *LiveShelf) Shelve(h workflow.Holdings) (*Shelf, error) { return NewShelf(l.shipped, h) }

// Refresh takes up what was published since, if anything was.
func (l *LiveShelf) Refresh(ctx context.Context) error {
	newest, err := l.keeping.NewestEdition(ctx)
	if err != nil || newest == l.Shelf().Number() {
		return err
	}
	if err := l.Read(ctx); err != nil {
		return fmt.Errorf("casework: take up what was published: %w", err)
	}
	return nil
}

// Follow refreshes until the context ends, whenever a tick comes; what fails is told and tried again.
func (l *LiveShelf) Follow(ctx context.Context, tick <-chan time.Time, failed func(error)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
			if err := l.Refresh(ctx); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
	}
}

// Shelf is the law as it stands now.
func (l *LiveShelf) Shelf() *Shelf { return l.now.Load() }

// Set is the law in use: packs and calendars.
func (l *LiveShelf) Set() *law.Set { return l.Shelf().Set() }

// Library holds every table that can be named.
func (l *LiveShelf) Library() *instrument.Library { return l.Shelf().Library() }

// Standing says how a table stands.
func (l *LiveShelf) Standing(ref instrument.Ref) TableStanding { return l.Shelf().Standing(ref) }

// Editions are all publications, oldest first.
func (l *LiveShelf) Editions() []workflow.Edition { return l.Shelf().Editions() }

// Current implements Laws.
func (l *LiveShelf) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	return l.Shelf().Current(code, sandbox)
}

// CalendarAt finds the calendar of a place.
func (l *LiveShelf) CalendarAt(pack, division string) (*law.Calendar, error) {
	return l.Shelf().CalendarAt(pack, division)
}

// Judged implements Laws.
func (l *LiveShelf) Judged(pack, calendar workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, c, err := l.Shelf().Judged(pack, calendar, sandbox)
	if err != nil && l.search() {
		p, c, err = l.Shelf().Judged(pack, calendar, sandbox)
	}
	return p, c, err
}

// Get implements Tables.
func (l *LiveShelf) Get(ref instrument.Ref) (*instrument.Instrument, error) {
	t, err := l.Shelf().Get(ref)
	if err != nil && l.search() {
		t, err = l.Shelf().Get(ref)
	}
	return t, err
}

// InForce implements Tables.
func (l *LiveShelf) InForce(phase instrument.Phase, division string, on law.Date) []*instrument.Instrument {
	return l.Shelf().InForce(phase, division, on)
}

// Confirmation implements Tables.
func (l *LiveShelf) Confirmation(ref instrument.Ref, division string, on law.Date) string {
	return l.Shelf().Confirmation(ref, division, on)
}

// search refreshes for what a case names; false when there is nothing newer.
func (l *LiveShelf) search() bool {
	ctx, stop := context.WithTimeout(context.Background(), lookFor)
	defer stop()
	had := l.Shelf().Number()
	return l.Refresh(ctx) == nil && l.Shelf().Number() != had
}
