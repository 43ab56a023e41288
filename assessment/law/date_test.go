package law_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
)

var (
	firstDay = law.MustDate("1900-01-01")
	lastDay  = law.MustDate("2200-12-31")
)

// anyDate draws a supported date.
func anyDate() *rapid.Generator[law.Date] {
	return rapid.Custom(func(t *rapid.T) law.Date {
		return firstDay.AddDays(rapid.IntRange(0, firstDay.DaysUntil(lastDay)).Draw(t, "day"))
	})
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"1900-01-01", "2200-12-31", "2024-02-29", "2000-02-29", "2026-01-05"} {
		d, err := law.ParseDate(text)
		require.NoError(t, err)
		require.Equal(t, text, d.String())
	}
	for text, code := range map[string]string{
		"":             law.DateFormat,
		"2026-1-05":    law.DateFormat,
		"2026/01/05":   law.DateFormat,
		"2026-01-05 ":  law.DateFormat,
		"２０２６-01":      law.DateFormat,
		"+026-01-05":   law.DateFormat,
		"2026-02-30":   law.DateNoSuchDay,
		"2025-02-29":   law.DateNoSuchDay,
		"1900-02-29":   law.DateNoSuchDay,
		"2026-13-01":   law.DateNoSuchDay,
		"2026-00-01":   law.DateNoSuchDay,
		"2026-04-31":   law.DateNoSuchDay,
		"2026-01-00":   law.DateNoSuchDay,
		"1899-12-31":   law.DateOutOfRange,
		"2201-01-01":   law.DateOutOfRange,
		"0000-00-00":   law.DateOutOfRange,
		"2026-01-05T0": law.DateFormat,
	} {
		_, err := law.ParseDate(text)
		var fault *law.DateError
		require.ErrorAs(t, err, &fault, text)
		require.Equal(t, code, fault.Code, text)
		require.NotEmpty(t, fault.Chinese())
	}
	_, err := law.ParseDate("2026-02-30")
	require.EqualError(t, err, `"2026-02-30": there is no such day in the Gregorian calendar; check month and day`)
}

func TestDateAgainstTime(t *testing.T) {
	t.Parallel()
	for d := firstDay; !d.IsZero(); d = d.AddDays(1) {
		at := d.Time()
		if d.Weekday() != at.Weekday() || law.DateOf(at) != d || d.String() != at.Format(time.DateOnly) {
			t.Fatalf("%s is not %s", d, at)
		}
	}
}

func TestDateOfIsShanghai(t *testing.T) {
	t.Parallel()
	before := time.Date(2024, 1, 1, 15, 59, 59, 0, time.UTC)
	require.Equal(t, law.MustDate("2024-01-01"), law.DateOf(before))
	require.Equal(t, law.MustDate("2024-01-02"), law.DateOf(before.Add(time.Second)))
	require.True(t, law.DateOf(time.Time{}).IsZero())
}

func TestDateEdges(t *testing.T) {
	t.Parallel()
	require.True(t, firstDay.AddDays(-1).IsZero())
	require.True(t, lastDay.AddDays(1).IsZero())
	require.True(t, lastDay.AddMonths(1).IsZero())
	require.True(t, firstDay.AddYears(-1).IsZero())
	require.True(t, lastDay.AddYears(1<<40).IsZero())
	require.True(t, lastDay.AddDays(-1<<40).IsZero())
	require.True(t, law.Date{}.AddDays(1).IsZero())
	require.True(t, law.Date{}.AddMonths(1).IsZero())
	require.Equal(t, -1, law.Date{}.AgeOn(lastDay))
	require.Empty(t, law.Date{}.String()+law.Date{}.Chinese())
	require.Equal(t, "2024年1月2日", law.MustDate("2024-01-02").Chinese())
	_, err := law.NewDate(2023, time.February, 29)
	require.Error(t, err)
}

func TestDateOrder(t *testing.T) {
	t.Parallel()
	a, b := law.MustDate("2024-02-29"), law.MustDate("2024-03-01")
	require.Equal(t, []int{-1, 0, 1}, []int{a.Compare(b), a.Compare(a.AddDays(0)), b.Compare(a)})
	require.True(t, a.Before(b) && b.After(a) && a.Equal(b.AddDays(-1)))
	require.Equal(t, 1, a.DaysUntil(b))
	require.Equal(t, time.March, b.Month())
	require.True(t, law.Date{}.Time().IsZero())
	require.Panics(t, func() { law.MustDate("2026-02-30") })
	_, err := law.ParseDate("二〇二六年一月五日二〇二六年一月五日二〇二六年")
	require.ErrorContains(t, err, "…")
}

func TestAddMonths(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		from   string
		months int
		want   string
	}{
		{"2024-01-31", 1, "2024-02-29"},
		{"2023-01-31", 1, "2023-02-28"},
		{"2024-08-31", 6, "2025-02-28"},
		{"2024-03-31", -1, "2024-02-29"},
		{"2024-01-15", -13, "2022-12-15"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2024-12-31", 2, "2025-02-28"},
	} {
		require.Equal(t, row.want, law.MustDate(row.from).AddMonths(row.months).String(), row)
	}
}

func TestAges(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		birth, on string
		age       int
	}{
		{"1994-03-10", "2024-03-09", 29},
		{"1994-03-10", "2024-03-10", 30},
		{"2016-02-29", "2024-02-28", 7},
		{"2016-02-29", "2024-02-29", 8},
		{"2016-02-29", "2025-02-27", 8},
		{"2016-02-29", "2025-02-28", 9}, // no 29th: reached on the 28th
		{"2024-01-02", "2024-01-02", 0},
		{"2024-01-02", "2024-01-01", -1},
	} {
		require.Equal(t, row.age, law.MustDate(row.birth).AgeOn(law.MustDate(row.on)), row)
	}
	require.Equal(t, "2025-02-28", law.MustDate("2016-02-29").Reaches(9).String())
}

func TestAgeAgreesWithReaches(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		birth, age := anyDate().Draw(t, "birth"), rapid.IntRange(0, 120).Draw(t, "age")
		day := birth.Reaches(age)
		if day.IsZero() {
			return
		}
		require.Equal(t, age, birth.AgeOn(day))
		if age > 0 {
			require.Equal(t, age-1, birth.AgeOn(day.AddDays(-1)))
		}
	})
}

func TestDateJSON(t *testing.T) {
	t.Parallel()
	type paper struct {
		On   law.Date `json:"on"`
		Void law.Date `json:"void,omitzero"`
	}
	text, err := json.Marshal(paper{On: law.MustDate("2024-01-02")})
	require.NoError(t, err)
	require.JSONEq(t, `{"on":"2024-01-02"}`, string(text))

	var back paper
	require.NoError(t, json.Unmarshal([]byte(`{"on":"","void":"2024-02-29"}`), &back))
	require.Equal(t, paper{Void: law.MustDate("2024-02-29")}, back)

	err = json.Unmarshal([]byte(`{"on":"2026-02-30"}`), &back)
	var fault *law.DateError
	require.ErrorAs(t, err, &fault)
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-01-05", "2026-02-30", "", "１２３４-01-01", "1899-12-31", "2026-1-1\x00\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := law.ParseDate(text)
		if err != nil {
			require.True(t, d.IsZero())
			require.NotEmpty(t, err.Error())
			return
		}
		require.Equal(t, text, d.String())
		at, err := time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		require.Equal(t, at, d.Time())
	})
}
