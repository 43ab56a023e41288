package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
)

var units = []law.Unit{law.Day, law.WorkingDay, law.Month, law.Year}

// someDay draws a day around the covered years, whose edges matter most.
func someDay() *rapid.Generator[law.Date] {
	return rapid.Custom(func(t *rapid.T) law.Date {
		return law.MustDate("2003-06-01").AddDays(rapid.IntRange(0, 8800).Draw(t, "day"))
	})
}

// somePauses draws closed pauses near a start, often overlapping, touching or empty.
func somePauses(start law.Date) *rapid.Generator[[]law.Pause] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) law.Pause {
		from := start.AddDays(rapid.IntRange(-5, 60).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(0, 20).Draw(t, "length"))
		return law.Pause{From: from, To: to, Ground: rapid.SampledFrom([]string{"公告", "评估", "中止"}).Draw(t, "ground")}
	}), 0, 6)
}

func held(pauses []law.Pause, d law.Date) bool {
	for _, p := range pauses {
		if !d.Before(p.From) && d.Before(p.To) {
			return true
		}
	}
	return false
}

// brute counts day by day, as a clerk does with a wall calendar.
func brute(cal *law.Calendar, start law.Date, term law.Term, pauses []law.Pause) (raw, on law.Date) {
	length := term.Length
	switch term.Unit {
	case law.Month:
		length = start.DaysUntil(start.AddMonths(term.Length))
	case law.Year:
		length = start.DaysUntil(start.AddYears(term.Length))
	case law.Day, law.WorkingDay:
	}
	raw = start
	for left := length; left > 0; {
		raw = raw.AddDays(1)
		work, _ := cal.IsWorkday(raw)
		if !held(pauses, raw) && (work || term.Unit != law.WorkingDay) {
			left--
		}
	}
	on = raw
	for work, _ := cal.IsWorkday(on); !work || held(pauses, on); work, _ = cal.IsWorkday(on) {
		on = on.AddDays(1)
	}
	return raw, on
}

func TestDueAgreesWithCountingByHand(t *testing.T) {
	t.Parallel()
	cal := national(t)
	rapid.Check(t, func(t *rapid.T) {
		start := someDay().Draw(t, "start")
		unit := rapid.SampledFrom(units).Draw(t, "unit")
		most := map[law.Unit]int{law.Day: 200, law.WorkingDay: 150, law.Month: 14, law.Year: 2}[unit]
		term := limit(rapid.IntRange(1, most).Draw(t, "length"), unit)
		pauses := somePauses(start).Draw(t, "pauses")
		raw, on := brute(cal, start, term, pauses)
		due, err := cal.Due(start, term, pauses)
		require.NoError(t, err)
		require.Equal(t, days(raw, on), days(due.RawEnd, due.On))
		require.Equal(t, !cal.Covers(start.AddDays(1).Year()) || !cal.Covers(on.Year()), due.Provisional)
		work, _ := cal.IsWorkday(due.On)
		require.True(t, work && due.On.After(start))
		requireSteps(t, start, due)
	})
}

// requireSteps checks that the explanation is complete: it begins with the start, goes forward and ends with the roll.
func requireSteps(t require.TestingT, start law.Date, due law.Due) {
	require.Equal(t, law.StepStart, due.Steps[0].Kind)
	require.Equal(t, start, due.Steps[0].From)
	at := law.Date{}
	seen := map[string]int{}
	for _, s := range due.Steps {
		require.NotEmpty(t, s.Text)
		seen[s.Kind]++
		if s.Kind == law.StepNote {
			continue
		}
		require.False(t, s.From.Before(at), "steps go forward")
		require.False(t, s.To.Before(s.From))
		at = s.From
	}
	require.Equal(t, 1, seen[law.StepRawEnd])
	require.Equal(t, 1, seen[law.StepRoll])
}

func TestDueIsMonotone(t *testing.T) {
	t.Parallel()
	cal := national(t)
	rapid.Check(t, func(t *rapid.T) {
		start := someDay().Draw(t, "start")
		unit := rapid.SampledFrom(units).Draw(t, "unit")
		length := rapid.IntRange(1, 20).Draw(t, "length")
		pauses := somePauses(start).Draw(t, "pauses")
		a, err := cal.Due(start, limit(length, unit), pauses)
		require.NoError(t, err)
		longer, err := cal.Due(start, limit(length+1, unit), pauses)
		require.NoError(t, err)
		require.False(t, longer.On.Before(a.On))
		later, err := cal.Due(start.AddDays(1), limit(length, unit), pauses)
		require.NoError(t, err)
		if unit == law.Day || unit == law.WorkingDay {
			require.False(t, later.On.Before(a.On))
		}
	})
}

func TestPausesAreAUnion(t *testing.T) {
	t.Parallel()
	cal := national(t)
	rapid.Check(t, func(t *rapid.T) {
		start := someDay().Draw(t, "start")
		unit := rapid.SampledFrom(units).Draw(t, "unit")
		term := limit(rapid.IntRange(1, 40).Draw(t, "length"), unit)
		pauses := somePauses(start).Draw(t, "pauses")
		a, err := cal.Due(start, term, pauses)
		require.NoError(t, err)

		var split []law.Pause // each pause in two, and one of them twice
		for _, p := range pauses {
			cut := p.From.AddDays(p.From.DaysUntil(p.To) / 2)
			first, second := p, p
			first.To, second.From = cut, cut
			split = append(split, second, first, p)
		}
		b, err := cal.Due(start, term, rapid.Permutation(split).Draw(t, "order"))
		require.NoError(t, err)
		require.Equal(t, days(a.RawEnd, a.On), days(b.RawEnd, b.On))

		shuffled, err := cal.Due(start, term, rapid.Permutation(pauses).Draw(t, "shuffled"))
		require.NoError(t, err)
		require.Equal(t, a, shuffled, "explanation included")
	})
}

func TestDaysElapsed(t *testing.T) {
	t.Parallel()
	cal := national(t)
	start := law.MustDate("2024-03-01")
	require.Equal(t, 0, cal.DaysElapsed(start, start, nil))
	require.Equal(t, 0, cal.DaysElapsed(start, start.AddDays(-3), nil))
	require.Equal(t, 0, cal.DaysElapsed(law.Date{}, start, nil))
	require.Equal(t, 30, cal.DaysElapsed(start, start.AddDays(30), nil))
	open := []law.Pause{{From: start.AddDays(10)}}
	require.Equal(t, 9, cal.DaysElapsed(start, start.AddDays(30), open))
	rapid.Check(t, func(t *rapid.T) {
		pauses := somePauses(start).Draw(t, "pauses")
		on := start.AddDays(rapid.IntRange(0, 100).Draw(t, "on"))
		n := 0
		for d := start.AddDays(1); !d.After(on); d = d.AddDays(1) {
			if !held(pauses, d) {
				n++
			}
		}
		require.Equal(t, n, cal.DaysElapsed(start, on, pauses))
	})
}
