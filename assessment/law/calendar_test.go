package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// national returns the shipped national calendar.
func national(tb testing.TB) *law.Calendar {
	tb.Helper()
	cal, err := embedded(tb).Calendar("cn")
	require.NoError(tb, err)
	return cal
}

func TestKnownDays(t *testing.T) {
	t.Parallel()
	cal := national(t)
	for day, want := range map[string]struct {
		work, known bool
		text        string
	}{
		"2024-02-04": {true, true, "2024-02-04（星期日）调休上班日（春节）"},
		"2024-02-09": {true, true, "2024-02-09（星期五）工作日"}, // New Year's Eve was no public holiday in 2024
		"2024-02-10": {false, true, "2024-02-10（星期六）节假日（春节）"},
		"2024-02-18": {true, true, "2024-02-18（星期日）调休上班日（春节）"},
		"2024-10-07": {false, true, "2024-10-07（星期一）节假日（国庆节）"},
		"2024-10-12": {true, true, "2024-10-12（星期六）调休上班日（国庆节）"},
		"2024-12-29": {false, true, "2024-12-29（星期日）周末"},
		"2025-01-01": {false, true, "2025-01-01（星期三）节假日（元旦）"},
		"2025-01-02": {true, true, "2025-01-02（星期四）工作日"},
		"2025-01-28": {false, true, "2025-01-28（星期二）节假日（春节）"}, // the Eve is one since 2025
		"2025-05-02": {false, true, "2025-05-02（星期五）节假日（劳动节）"},
		"2026-01-04": {true, true, "2026-01-04（星期日）调休上班日（元旦）"},
		"2027-01-01": {true, false, "2027-01-01（星期五）工作日（该年放假安排未载入）"},
		"2003-12-31": {true, false, "2003-12-31（星期三）工作日（该年放假安排未载入）"},
	} {
		work, known := cal.IsWorkday(law.MustDate(day))
		require.Equal(t, want.work, work, day)
		require.Equal(t, want.known, known, day)
		require.Equal(t, want.text, cal.Describe(law.MustDate(day)))
	}
	work, known := cal.IsWorkday(law.Date{})
	require.False(t, work || known)
	require.Empty(t, cal.Describe(law.Date{}))
}

func TestCalendarIdentity(t *testing.T) {
	t.Parallel()
	cal, err := law.DefaultCalendar()
	require.NoError(t, err)
	require.Equal(t, national(t).SHA256(), cal.SHA256())
	require.Equal(t, []law.PackRef{{Code: "cn", Version: cal.Version(), SHA256: cal.SHA256()}}, cal.Chain())
	require.Equal(t, "cn-2026.1", cal.Version())
	require.Equal(t, "cn", cal.Region())
	require.Len(t, cal.SHA256(), 64)
	first, last := cal.Years()
	require.Equal(t, []int{2004, 2026}, []int{first, last})
	require.True(t, cal.Covers(2004) && cal.Covers(2026))
	require.False(t, cal.Covers(2003) || cal.Covers(2027))
}

// TestWorkdaysOfYears compares with the counts of working days that follow from the notices.
func TestWorkdaysOfYears(t *testing.T) {
	t.Parallel()
	cal := national(t)
	for year, want := range map[string]int{"2023": 249, "2024": 251, "2025": 248} {
		n := 0
		for d := law.MustDate(year + "-01-01"); d.String() <= year+"-12-31"; d = d.AddDays(1) {
			if work, _ := cal.IsWorkday(d); work {
				n++
			}
		}
		require.Equal(t, want, n, year)
	}
}

func TestNextWorkday(t *testing.T) {
	t.Parallel()
	cal := national(t)
	require.Equal(t, "2026-02-24", cal.NextWorkday(law.MustDate("2026-02-15")).String())
	require.Equal(t, "2026-02-14", cal.NextWorkday(law.MustDate("2026-02-14")).String())
	require.True(t, cal.NextWorkday(law.Date{}).IsZero())
}

func TestRegionalOverlay(t *testing.T) {
	t.Parallel()
	tree := shipped(t)
	tree["calendars/cn-54.csv"].Data = []byte("# region: cn-54\n# parent: cn\n# version: cn-54-2026.2\n# years: 2026-2026\n" +
		"# basis: 自治区通知\ndate,kind,festival,in_lieu\n2026-02-25,holiday,藏历新年,no\n2026-03-02,make_up_workday,藏历新年,no\n")
	set, err := law.Load(tree)
	require.NoError(t, err)
	region, err := set.Calendar("cn-54")
	require.NoError(t, err)
	below, err := set.Calendar("cn-540100")
	require.NoError(t, err)
	nation, err := set.Calendar("cn")
	require.NoError(t, err)
	day := law.MustDate("2026-02-25")
	for cal, want := range map[*law.Calendar]bool{region: false, below: false, nation: true} {
		work, _ := cal.IsWorkday(day)
		require.Equal(t, want, work, cal.Region())
	}
	require.Equal(t, "cn-2026.1+cn-54-2026.2", region.Version())
	require.NotEqual(t, nation.SHA256(), region.SHA256())
	require.False(t, region.Covers(2025), "a year counts as covered only when the nation and the region have it")
	due, err := region.Due(law.MustDate("2026-02-15"), law.Term{Length: 10, Unit: law.Day, Kind: law.Limit}, nil)
	require.NoError(t, err)
	require.Equal(t, "2026-02-26", due.On.String())
}
