package board

import (
	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/law"
)

// stretch gathers how long something took.
type stretch struct {
	days          []float64
	open, dropped int
}

// add takes one in that began on a day; an unset end is open, or dropped when nothing is to come.
func (s *stretch) add(from, to law.Date, over bool) {
	switch {
	case !to.IsZero():
		s.days = append(s.days, float64(max(0, from.DaysUntil(to))))
	case over:
		s.dropped++
	default:
		s.open++
	}
}

const lowerQuartile, upperQuartile = 0.25, 0.75

func (s *stretch) duration(terms agreement.Terms) Duration {
	return Duration{
		Began: len(s.days) + s.open + s.dropped, Finished: len(s.days), Open: s.open, Dropped: s.dropped,
		Median: agreement.Median(s.days, terms), Lower: agreement.Quantile(s.days, lowerQuartile, terms), Upper: agreement.Quantile(s.days, upperQuartile, terms),
	}
}

// tallied counts how often something happened.
type tallied struct{ count, of, open int }

// limit: only limits that have passed tell; of a case whose limit is still to come, an early report would say nothing
// of those that will be late.
func (t *tallied) limit(f *Fact, asOf law.Date) {
	switch {
	case f.DueOn.IsZero() && f.Over:
		return
	case f.DueOn.IsZero() || !f.DueOn.Before(asOf):
		t.open++
	default:
		t.of++
		if f.DoneOn.IsZero() || f.DoneOn.After(f.DueOn) {
			t.count++
		}
	}
}

// rework: cases with a report, and of these the ones that had one returned.
func (t *tallied) rework(f *Fact) {
	switch {
	case f.Reports == 0 && !f.Over:
		t.open++
	case f.Reports > 0:
		t.of++
		if f.Returns > 0 {
			t.count++
		}
	}
}

func (t *tallied) share(terms agreement.Terms) Share {
	return Share{Count: t.count, Of: t.of, Open: t.open, Share: agreement.Share(t.count, t.of, terms)}
}
