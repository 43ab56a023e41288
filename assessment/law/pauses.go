package law

import (
	"fmt"
	"slices"
	"strings"
)

// span is a stretch of day numbers [from, to) in which a clock stands still; an open one reaches past the last
// supported day.
type span struct {
	from, to int32
	open     bool
	grounds  string
}

// CountError says why a term cannot be counted.
type CountError struct {
	Code   string // start_missing, term_length, term_unit, term_kind, pause_order, out_of_range
	What   string
	Remedy string
}

// Error is what; remedy.
func (e *CountError) Error() string { return e.What + "; " + e.Remedy }

// checkPauses refuses a pause without a first day or one that ends before it begins. A pause lifted on the day it
// began is lawful and holds up nothing.
func checkPauses(pauses []Pause) error {
	for _, p := range pauses {
		if p.From.IsZero() || (!p.To.IsZero() && p.To.Before(p.From)) {
			return &CountError{
				Code: "pause_order", What: fmt.Sprintf("pause from %q to %q", p.From, p.To),
				Remedy: "give the first day not counted and, not before it, the first day counted again",
			}
		}
	}
	return nil
}

// union merges pauses into ascending, disjoint, non-touching spans after the uncounted day start. The result does
// not depend on the order of the pauses; malformed ones are left out.
func union(start Date, pauses []Pause) []span {
	if len(pauses) == 0 {
		return nil
	}
	spans := make([]span, 0, len(pauses))
	for _, p := range pauses {
		s := span{from: max(p.From.n, start.n+1), to: p.To.n, open: p.To.IsZero(), grounds: groundText(p)}
		if s.open {
			s.to = lastDay + 1
		}
		if !p.From.IsZero() && s.from < s.to {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b span) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		if a.to != b.to {
			return int(a.to - b.to)
		}
		return strings.Compare(a.grounds, b.grounds)
	})
	return mergeSpans(spans)
}

func mergeSpans(sorted []span) []span {
	merged := sorted[:0]
	for _, s := range sorted {
		last := len(merged) - 1
		if last < 0 || s.from > merged[last].to {
			merged = append(merged, s)
			continue
		}
		m := &merged[last]
		m.to, m.open = max(m.to, s.to), m.open || s.open
		if !slices.Contains(strings.Split(m.grounds, "；"), s.grounds) {
			m.grounds += "；" + s.grounds
		}
	}
	return merged
}

func groundText(p Pause) string {
	if basis := p.Basis.String(); basis != "" {
		return p.Ground + "，" + basis
	}
	return p.Ground
}

// pausedDays returns how many days of (after, until] the spans hold up.
func pausedDays(spans []span, after, until int32) int32 {
	var held int32
	for _, s := range spans {
		held += max(0, min(s.to, until+1)-max(s.from, after+1))
	}
	return held
}

// pausedOn returns the span a day lies in.
func pausedOn(spans []span, n int32) (span, bool) {
	for _, s := range spans {
		if n >= s.from && n < s.to {
			return s, true
		}
	}
	return span{}, false
}

// DaysElapsed returns how many calendar days of a running term are counted by the end of on: the days after start
// up to and including on, without those a pause holds up. It is 0 on and before the day of start.
func (c *Calendar) DaysElapsed(start, on Date, pauses []Pause) int {
	if start.IsZero() || !on.After(start) {
		return 0
	}
	return start.DaysUntil(on) - int(pausedDays(union(start, pauses), start.n, on.n))
}
