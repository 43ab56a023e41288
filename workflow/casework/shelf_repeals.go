package casework

import (
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RepealOf finds the edition that ends the one of the number (废止); false when none does.
func (s *Shelf) RepealOf(number int64) (workflow.Edition, bool) {
	for _, e := range s.editions {
		if e.Repeals != 0 && e.Repeals == number {
			return e, true
		}
	}
	return workflow.Edition{}, false
}

// ended says that the edition of a table has no force on a day because it was
// repealed, or because what had taken its place was: a repeal brings no earlier
// table back. One that was repealed before its first day has taken no place.
func (s *Shelf) ended(e workflow.Edition, on law.Date) bool {
	for _, end := range s.editions {
		if end.Repeals == 0 || on.Before(end.InForce) {
			continue
		}
		if end.Repeals == e.Number {
			return true
		}
		gone, at := s.edition(end.Repeals)
		if gone == nil || gone.Phase() != s.published[e.Number].Phase() || at.Division != e.Division {
			continue
		}
		if at.Number > e.Number && !at.InForce.Before(e.InForce) && at.InForce.Before(end.InForce) {
			return true
		}
	}
	return false
}

// edition finds a published table by its number.
func (s *Shelf) edition(number int64) (*instrument.Instrument, workflow.Edition) {
	for _, e := range s.editions {
		if e.Number == number {
			return s.published[number], e
		}
	}
	return nil, workflow.Edition{}
}

// Repealed implements the optional part of Tables: the table of a phase that would
// be in force for a division on a day, had it not been repealed, and from when it is.
func (s *Shelf) Repealed(phase instrument.Phase, division string, on law.Date) (ref instrument.Ref, from law.Date, found bool) {
	for _, end := range s.editions {
		if end.Repeals == 0 || on.Before(end.InForce) {
			continue
		}
		t, e := s.edition(end.Repeals)
		if t != nil && t.Phase() == phase && instrument.Covers(e.Division, division) && !end.InForce.Before(from) {
			ref, from, found = t.Ref(), end.InForce, true
		}
	}
	return ref, from, found
}

// RepealOf finds the edition that ends the one of the number.
func (l *LiveShelf) RepealOf(number int64) (workflow.Edition, bool) {
	return l.Shelf().RepealOf(number)
}

// Repealed finds the table that would be in force, had it not been repealed.
func (l *LiveShelf) Repealed(phase instrument.Phase, division string, on law.Date) (instrument.Ref, law.Date, bool) {
	return l.Shelf().Repealed(phase, division, on)
}
