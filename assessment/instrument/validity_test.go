package instrument_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

func TestProofStandsToItsLastDay(t *testing.T) {
	t.Parallel()
	day := func(text string) law.Date {
		if text == "" {
			return law.Date{}
		}
		return law.MustDate(text)
	}
	for _, c := range []struct {
		name                 string
		valid                instrument.Validity
		issued, expires      string
		last, first, tooLate string
	}{
		{"thirty days, the day of issue not counted", instrument.Validity{Days: 30}, "2024-01-01", "", "2024-01-31", "2024-01-01", "2024-02-01"},
		{"six months, the corresponding day", instrument.Validity{Months: 6}, "2024-01-15", "", "2024-07-15", "2024-01-15", "2024-07-16"},
		{"no corresponding day, so the last of the month", instrument.Validity{Months: 6}, "2023-08-31", "", "2024-02-29", "2023-08-31", "2024-03-01"},
		{"the paper's own day", instrument.Validity{Expires: true}, "", "2024-05-31", "2024-05-31", "2024-01-01", "2024-06-01"},
		{"both, the paper ends first", instrument.Validity{Months: 6, Expires: true}, "2024-01-15", "2024-05-31", "2024-05-31", "2024-01-15", "2024-06-01"},
		{"both, the months end first", instrument.Validity{Months: 6, Expires: true}, "2024-01-15", "2025-05-31", "2024-07-15", "2024-01-15", "2024-07-16"},
		{"a last day that is a Sunday does not roll", instrument.Validity{Days: 6}, "2024-01-01", "", "2024-01-07", "2024-01-01", "2024-01-08"},
	} {
		last, known := c.valid.LastDay(day(c.issued), day(c.expires))
		require.True(t, known, c.name)
		require.Equal(t, day(c.last), last, c.name)
		require.True(t, c.valid.Holds(day(c.issued), day(c.expires), day(c.last)), c.name)
		require.True(t, c.valid.Holds(day(c.issued), day(c.expires), day(c.first)), c.name)
		require.False(t, c.valid.Holds(day(c.issued), day(c.expires), day(c.tooLate)), c.name)
		if c.issued != "" {
			require.False(t, c.valid.Holds(day(c.issued), day(c.expires), day(c.issued).AddDays(-1)), "%s: before it was issued", c.name)
		}
		require.NotEmpty(t, c.valid.Chinese())
	}
}

func TestProofWithoutItsDateDoesNotStand(t *testing.T) {
	t.Parallel()
	on := law.MustDate("2024-01-02")
	for _, valid := range []instrument.Validity{{Days: 1}, {Months: 1}, {Expires: true}, {Months: 1, Expires: true}} {
		_, known := valid.LastDay(law.Date{}, law.Date{})
		require.False(t, known)
		require.False(t, valid.Holds(law.Date{}, law.Date{}, on))
	}
	require.False(t, instrument.Validity{Months: 1, Expires: true}.Holds(on, law.Date{}, on))
	require.True(t, instrument.Validity{}.Holds(law.Date{}, law.Date{}, on), "nothing is demanded")
	require.Empty(t, instrument.Validity{}.Chinese())
}

// A proof stands on one unbroken stretch of days.
func TestProofStandsWithoutGaps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		valid := instrument.Validity{Months: rapid.IntRange(0, 120).Draw(t, "months"), Expires: rapid.Bool().Draw(t, "expires")}
		if valid.Months == 0 {
			valid.Days = rapid.IntRange(1, 3650).Draw(t, "days")
		}
		issued := law.MustDate("2000-01-01").AddDays(rapid.IntRange(0, 20000).Draw(t, "issued"))
		expires := issued.AddDays(rapid.IntRange(0, 4000).Draw(t, "life"))
		last, known := valid.LastDay(issued, expires)
		require.True(t, known)
		require.False(t, last.Before(issued))
		on := issued.AddDays(rapid.IntRange(-10, 5000).Draw(t, "on"))
		require.Equal(t, !on.Before(issued) && !on.After(last), valid.Holds(issued, expires, on))
	})
}
