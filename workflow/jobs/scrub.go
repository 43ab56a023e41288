package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Scrub says how fast stored files are read again, and how often. Zero: the default.
type Scrub struct {
	// Pace in bytes a second, on average; 8 MiB. Below zero nothing is read again.
	Pace int64
	// Again is how long after its last check a file is checked anew; 90 days.
	Again time.Duration
	// Run is how long one job reads; 25 minutes.
	Run time.Duration
	// Every is how often one is ordered; 30 minutes.
	Every time.Duration
}

func (s *Scrub) defaults() {
	if s.Pace == 0 {
		s.Pace = 8 << 20
	}
	for _, d := range []struct {
		value *time.Duration
		or    time.Duration
	}{{&s.Again, 90 * 24 * time.Hour}, {&s.Run, 25 * time.Minute}, {&s.Every, 30 * time.Minute}} {
		if *d.value <= 0 {
			*d.value = d.or
		}
	}
}

// scrubBatch is how many files are listed at a time; the listing looks at every file.
const scrubBatch = 2000

// Scrubber reads one stored file again; *casework.Service does it.
type Scrubber interface {
	CheckFile(ctx context.Context, f casework.StoredFile) (casework.FileState, error)
}

// AddScrub registers the reading again of stored files, slowly, by one process of all at a time.
func AddScrub(k *Kinds, do Scrubber, checks casework.FileChecks, o Scrub) {
	o.defaults()
	if o.Pace < 0 {
		return
	}
	Add(k, Worker[casework.ScrubFiles]{Timeout: o.Run + sweepTimeout, Do: func(ctx context.Context, _ casework.ScrubFiles, _ *Progress) error {
		return o.work(ctx, do, checks)
	}})
	k.Every(o.Every, casework.ScrubFiles{})
}

// scrubFailures in a row end a run: the store is away then, and not a file of it broken.
const scrubFailures = 3

// work goes on until nothing is due or the time of the run is over.
func (s Scrub) work(ctx context.Context, do Scrubber, checks casework.FileChecks) error {
	over, failed := time.Now().Add(s.Run), []error{}
	for {
		due, err := checks.FilesToCheck(ctx, time.Now().Add(-s.Again), scrubBatch)
		if err != nil {
			return err
		}
		for _, f := range due {
			if time.Now().After(over) {
				return nil
			}
			unreadable, err := s.check(ctx, do, checks, f)
			if err != nil {
				return err
			}
			if failed = append(failed, unreadable); unreadable == nil {
				failed = failed[:0]
			}
			if len(failed) == scrubFailures {
				return errors.Join(failed...)
			}
		}
		if len(due) < scrubBatch {
			return nil
		}
	}
}

// check reads one file, notes what was found, and rests as long as the pace wants. unreadable is why the store did not
// give the file.
func (s Scrub) check(ctx context.Context, do Scrubber, checks casework.FileChecks, f casework.StoredFile) (unreadable, err error) {
	rest := time.NewTimer(time.Duration(float64(f.Size) / float64(s.Pace) * float64(time.Second)))
	defer rest.Stop()
	found, unreadable := do.CheckFile(ctx, f)
	if ctx.Err() != nil { // nothing was found out
		return nil, ctx.Err()
	}
	if err := checks.NoteFileCheck(ctx, f, found); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-rest.C:
		return unreadable, nil
	}
}
