package law

import (
	"fmt"
	"strconv"
)

const mostLength = 100_000 // no legal term is longer; keeps the arithmetic small

// Valid refuses a term without a positive length, a known unit and a known kind.
func (t Term) Valid() error {
	switch {
	case t.Length < 1 || t.Length > mostLength:
		return &CountError{
			Code: "term_length", What: "length " + strconv.Itoa(t.Length), Remedy: "give a whole number from 1 to 100000",
		}
	case t.Unit != Day && t.Unit != WorkingDay && t.Unit != Month && t.Unit != Year:
		return &CountError{
			Code: "term_unit", What: "unit " + strconv.Quote(clip(string(t.Unit))), Remedy: "write day, working_day, month or year",
		}
	case t.Kind != Limit && t.Kind != Floor:
		return &CountError{
			Code: "term_kind", What: "kind " + strconv.Quote(clip(string(t.Kind))), Remedy: "write limit or floor",
		}
	}
	return nil
}

// Due counts a term after Civil Code arts. 200 to 203: the day of the start fact is not counted; months and years
// end on the corresponding day, else on the last of the month; paused days are not counted; the last day of a
// limit that is a rest day moves to the next working day that no pause holds up. With pauses, months and years
// are turned into the days they have from their start. The result explains itself in Chinese.
//
// It is provisional when a counted day or the roll lies in a year that is not loaded; a floor that neither rolls
// nor counts working days needs no calendar and never is.
// It fails with a *CountError for an unset start, an invalid term or pause, and dates past 2200-12-31.
func (c *Calendar) Due(start Date, t Term, pauses []Pause) (Due, error) {
	if start.IsZero() {
		return Due{}, &CountError{Code: "start_missing", What: "there is no start", Remedy: "give the day of the start fact"}
	}
	if err := t.Valid(); err != nil {
		return Due{}, err
	}
	if err := checkPauses(pauses); err != nil {
		return Due{}, err
	}
	k := count{c: c, start: start, term: t, spans: union(start, pauses)}
	if err := k.run(); err != nil {
		return Due{}, err
	}
	return k.due(), nil
}

// count is one reckoning under way.
type count struct {
	c     *Calendar
	start Date
	term  Term
	spans []span

	days   int32 // counted units: calendar days for months and years
	end    int32 // number of the last counted day
	on     int32 // after rolling
	held   *span // the open pause that keeps the term from ending
	inRoll bool  // held after the last counted day, while rolling
	within int   // spans that lie before end, wholly counted
}

func (k *count) run() error {
	if err := k.measure(); err != nil {
		return err
	}
	if !k.advance() || k.end > lastDay {
		return k.tooFar()
	}
	if k.held == nil {
		return k.roll()
	}
	return nil
}

// measure turns the term into units to be counted one by one.
func (k *count) measure() error {
	months := k.term.Length
	switch k.term.Unit {
	case Month:
	case Year:
		months *= 12
	case Day, WorkingDay:
		k.days = int32(k.term.Length) //nolint:gosec // Valid bounds it
		return nil
	}
	raw := k.start.AddMonths(months)
	if raw.IsZero() {
		return k.tooFar()
	}
	k.days = raw.n - k.start.n
	return nil
}

// advance walks from pause to pause until the units are used up; false past the supported range.
func (k *count) advance() bool {
	at, left := k.start.n, k.days
	for i := range k.spans {
		s := &k.spans[i]
		free := k.between(at, s.from-1)
		if left <= free {
			break
		}
		left -= free
		at, k.within = s.to-1, i+1
		if s.open {
			k.held = s
			return true
		}
	}
	if k.term.Unit != WorkingDay {
		k.end = at + left
		return true
	}
	end, ok := k.c.nthWorkdayAfter(at, left)
	k.end = end
	return ok
}

// between returns how many units lie in (after, until].
func (k *count) between(after, until int32) int32 {
	if k.term.Unit == WorkingDay {
		return k.c.worked[min(until, lastDay)] - k.c.worked[after]
	}
	return until - after
}

// roll moves the end of a limit, or of a floor that rolls, off rest days and paused days.
func (k *count) roll() error {
	k.on = k.end
	if !k.rolls() || k.c.marks[k.end].work {
		return nil
	}
	for n := k.end + 1; n <= lastDay; n++ {
		if s, paused := pausedOn(k.spans, n); paused {
			if s.open {
				k.held, k.inRoll = &s, true
				return nil
			}
			n = s.to - 1
			continue
		}
		if k.c.marks[n].work {
			k.on = n
			return nil
		}
	}
	return k.tooFar()
}

func (k *count) rolls() bool { return k.term.Kind == Limit || k.term.Rolls }

func (k *count) tooFar() error {
	return &CountError{
		Code:   "out_of_range",
		What:   fmt.Sprintf("%d %s from %s end after 2200-12-31", k.term.Length, k.term.Unit, k.start),
		Remedy: "give a shorter length or an earlier start",
	}
}

// provisional reports whether a year between the first counted day and the last is not loaded; asked only where
// the calendar matters.
func (k *count) provisional(until Date) bool {
	if !k.rolls() && k.term.Unit != WorkingDay {
		return false
	}
	first := k.start.AddDays(1).Year()
	return !k.c.Covers(first) || !k.c.Covers(until.Year())
}
