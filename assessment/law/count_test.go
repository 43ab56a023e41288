package law_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func limit(n int, unit law.Unit) law.Term {
	return law.Term{Length: n, Unit: unit, Kind: law.Limit, Rolls: true}
}

func TestDueGolden(t *testing.T) {
	t.Parallel()
	cal := national(t)
	for _, row := range []struct {
		start       string
		term        law.Term
		due         string
		provisional bool
	}{
		{"2026-01-05", limit(30, law.Day), "2026-02-04", false},
		{"2024-01-11", limit(30, law.Day), "2024-02-18", false}, // day 30 is Spring Festival, the next working day a Sunday
		{"2024-01-05", limit(30, law.Day), "2024-02-04", false}, // a Sunday, but a make-up workday
		{"2024-09-01", limit(30, law.Day), "2024-10-08", false}, // National Day
		{"2024-08-31", limit(30, law.Day), "2024-09-30", false}, // the day before it
		{"2024-02-05", limit(3, law.WorkingDay), "2024-02-08", false},
		{"2024-02-08", limit(2, law.WorkingDay), "2024-02-18", false}, // the holiday skipped, the Sunday counted
		{"2024-02-02", limit(1, law.WorkingDay), "2024-02-04", false},
		{"2024-12-31", limit(1, law.Day), "2025-01-02", false},        // New Year's Day 2025 stood alone
		{"2024-12-31", limit(1, law.WorkingDay), "2025-01-02", false}, // and no make-up day around it
		{"2024-12-27", limit(3, law.WorkingDay), "2025-01-02", false},
		{"2025-09-30", limit(1, law.WorkingDay), "2025-10-09", false}, // National Day and Mid-Autumn
		{"2024-01-31", limit(1, law.Month), "2024-02-29", false},
		{"2023-12-31", limit(2, law.Month), "2024-02-29", false},
		{"2024-03-01", limit(6, law.Month), "2024-09-02", false}, // 1 September is a Sunday
		{"2024-02-29", limit(1, law.Year), "2025-02-28", false},
		{"2026-12-01", limit(30, law.Day), "2026-12-31", false},
		{"2026-12-02", limit(30, law.Day), "2027-01-01", true}, // a holiday for sure, but the year is not loaded
		{"2026-12-31", limit(1, law.WorkingDay), "2027-01-01", true},
		{"2003-12-30", limit(5, law.Day), "2004-01-05", true},
		{"2003-12-31", limit(5, law.Day), "2004-01-05", false},
		{"2026-12-25", limit(1, law.Day), "2026-12-28", false},
	} {
		got, err := cal.Due(law.MustDate(row.start), row.term, nil)
		require.NoError(t, err)
		require.Equal(t, row.due, got.On.String(), "%s %v", row.start, row.term)
		require.Equal(t, row.provisional, got.Provisional, "%s %v", row.start, row.term)
		require.True(t, got.Earliest.IsZero())
	}
}

func TestFloors(t *testing.T) {
	t.Parallel()
	cal := national(t)
	start := law.MustDate("2024-01-02")
	notice := law.Term{Length: 60, Unit: law.Day, Kind: law.Floor, Rolls: true, Full: true}
	due, err := cal.Due(start, notice, nil)
	require.NoError(t, err)
	require.Equal(t, []string{"2024-03-02", "2024-03-04", "2024-03-05"}, days(due.RawEnd, due.On, due.Earliest))

	stay := law.Term{Length: 30, Unit: law.Day, Kind: law.Floor}
	due, err = cal.Due(law.MustDate("2024-01-11"), stay, nil) // day 30 is Spring Festival
	require.NoError(t, err)
	require.Equal(t, []string{"2024-02-10", "2024-02-10", "2024-02-10"}, days(due.RawEnd, due.On, due.Earliest))

	due, err = cal.Due(law.MustDate("2027-01-01"), stay, nil)
	require.NoError(t, err)
	require.False(t, due.Provisional, "calendar days that do not roll need no calendar")
	due, err = cal.Due(law.MustDate("2027-01-01"), notice, nil)
	require.NoError(t, err)
	require.True(t, due.Provisional)
}

func days(list ...law.Date) []string {
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = d.String()
	}
	return out
}

func TestPausesHoldTheClock(t *testing.T) {
	t.Parallel()
	cal := national(t)
	start := law.MustDate("2024-03-01")
	pause := func(from, to string) law.Pause {
		p := law.Pause{From: law.MustDate(from), Ground: "公告"}
		if to != "" {
			p.To = law.MustDate(to)
		}
		return p
	}
	for _, row := range []struct {
		name    string
		length  int
		pauses  []law.Pause
		raw, on string
	}{
		{"none", 5, nil, "2024-03-06", "2024-03-06"},
		{"inside", 5, []law.Pause{pause("2024-03-04", "2024-03-07")}, "2024-03-09", "2024-03-11"},
		{"lifted the same day", 5, []law.Pause{pause("2024-03-04", "2024-03-04")}, "2024-03-06", "2024-03-06"},
		{"on the last day", 5, []law.Pause{pause("2024-03-06", "2024-03-12")}, "2024-03-12", "2024-03-12"},
		{"after the last day", 5, []law.Pause{pause("2024-03-07", "2024-03-12")}, "2024-03-06", "2024-03-06"},
		{"open after the last day", 5, []law.Pause{pause("2024-03-07", "")}, "2024-03-06", "2024-03-06"},
		{"from the start day", 5, []law.Pause{pause("2024-03-01", "2024-03-04")}, "2024-03-08", "2024-03-08"},
		{"before the start", 5, []law.Pause{pause("2024-02-01", "2024-03-01")}, "2024-03-06", "2024-03-06"},
		{"overlapping", 5, []law.Pause{pause("2024-03-05", "2024-03-08"), pause("2024-03-04", "2024-03-07")}, "2024-03-10", "2024-03-11"},
		{"touching", 5, []law.Pause{pause("2024-03-04", "2024-03-06"), pause("2024-03-06", "2024-03-08")}, "2024-03-10", "2024-03-11"},
		{"roll into a pause", 1, []law.Pause{pause("2024-03-04", "2024-03-07")}, "2024-03-02", "2024-03-07"},
	} {
		due, err := cal.Due(start, limit(row.length, law.Day), row.pauses)
		require.NoError(t, err, row.name)
		require.Equal(t, []string{row.raw, row.on}, days(due.RawEnd, due.On), row.name)
		require.False(t, due.Running)
	}
}

func TestOpenPauseRuns(t *testing.T) {
	t.Parallel()
	cal := national(t)
	open := []law.Pause{{From: law.MustDate("2024-03-04"), Ground: "公告"}}
	for name, length := range map[string]int{"within the term": 3, "in the roll after Saturday 2 March": 1} {
		due, err := cal.Due(law.MustDate("2024-03-01"), limit(length, law.Day), open)
		require.NoError(t, err)
		require.True(t, due.Running, name)
		require.True(t, due.On.IsZero() && due.RawEnd.IsZero(), name)
		require.Contains(t, strings.Join(due.Texts(), "\n"), "停计中：自 2024-03-04 起不计入（公告）", name)
	}
}

func TestPausedMonths(t *testing.T) {
	t.Parallel()
	cal := national(t)
	due, err := cal.Due(law.MustDate("2024-01-31"), limit(1, law.Month), []law.Pause{
		{From: law.MustDate("2024-02-05"), To: law.MustDate("2024-02-08"), Ground: "中止"},
	})
	require.NoError(t, err)
	require.Equal(t, "2024-03-03", due.RawEnd.String(), "29 days and 3 paused")
	require.Equal(t, "2024-03-04", due.On.String())
}

func TestExplanation(t *testing.T) {
	t.Parallel()
	cal := national(t)
	due, err := cal.Due(law.MustDate("2026-02-01"), limit(15, law.WorkingDay), nil)
	require.NoError(t, err)
	require.Equal(t, []string{
		"起算：2026-02-01 当日不计入，自次日起计算（《中华人民共和国民法典》第二百零一条第一款）",
		"跳过：2026-02-07至2026-02-08 休息日（周末）",
		"计入：2026-02-14（星期六）调休上班日（春节）",
		"跳过：2026-02-15至2026-02-23 休息日（春节）",
		"期间末日：第15个工作日为 2026-02-27（星期五）",
		"不顺延：末日 2026-02-27 为工作日",
	}, due.Texts())
	due, err = cal.Due(law.MustDate("2026-02-01"), limit(15, law.Day), nil)
	require.NoError(t, err)
	last := due.Steps[len(due.Steps)-1]
	require.Equal(t, law.StepRoll, last.Kind)
	require.Equal(t, []string{"2026-02-16", "2026-02-23", "2026-02-24"}, days(last.From, last.To, due.On))
	require.Equal(t, "顺延：2026-02-16至2026-02-23 为休息日（春节），以次一工作日 2026-02-24（星期二）为末日（《中华人民共和国民法典》第二百零三条第一款）", last.Text)
}

func TestCountErrors(t *testing.T) {
	t.Parallel()
	cal := national(t)
	start := law.MustDate("2024-01-02")
	for code, call := range map[string]func() error{
		"start_missing": func() error { _, err := cal.Due(law.Date{}, limit(1, law.Day), nil); return err },
		"term_length":   func() error { _, err := cal.Due(start, limit(0, law.Day), nil); return err },
		"term_unit":     func() error { _, err := cal.Due(start, limit(1, "week"), nil); return err },
		"term_kind":     func() error { _, err := cal.Due(start, law.Term{Length: 1, Unit: law.Day}, nil); return err },
		"pause_order": func() error {
			_, err := cal.Due(start, limit(1, law.Day), []law.Pause{{From: start, To: start.AddDays(-1)}})
			return err
		},
	} {
		var fault *law.CountError
		require.ErrorAs(t, call(), &fault, code)
		require.Equal(t, code, fault.Code)
	}
	for _, term := range []law.Term{limit(100_000, law.Day), limit(100_000, law.WorkingDay), limit(100_000, law.Month), limit(100_000, law.Year)} {
		_, err := cal.Due(start, term, nil)
		var fault *law.CountError
		require.ErrorAs(t, err, &fault)
		require.Equal(t, "out_of_range", fault.Code, term)
	}
	_, err := cal.Due(law.MustDate("2200-12-30"), limit(1, law.Day), nil)
	require.NoError(t, err)
	_, err = cal.Due(law.MustDate("2200-12-31"), limit(1, law.Day), nil)
	require.Error(t, err)
}
