package law

import (
	"sort"
	"time"
)

// Calendar says which days of a region are working days. It is versioned data: the public holidays (法定节假日) and
// make-up workdays (调休上班日) of the years it covers, with regional holidays laid over them. In years it does not
// cover Monday to Friday are taken as working days, and dates that rest on them are provisional.
type Calendar struct {
	region  string
	version string
	sha256  string
	chain   []PackRef // nation first
	from    int       // first covered year
	to      int       // last covered year

	marks     []mark  // by day number
	worked    []int32 // working days up to and including the day number
	festivals []string
	rests     map[int32]restRun // runs of rest days in the covered years, by first day
}

// restRun is a run of rest days that is named as a whole in most explanations, with its line ready.
type restRun struct {
	last int32
	text string
}

// mark is what is known of one day: a working day or not, and the festival that made it so, as an index into
// festivals (0 for none).
type mark struct {
	work     bool
	festival uint16
}

const (
	kindHoliday = "holiday"
	kindMakeUp  = "make_up_workday"
)

// newCalendar marks weekends over the whole range of dates and then the given special days, later ones over
// earlier ones.
func newCalendar(days []specialDay) *Calendar {
	c := &Calendar{marks: make([]mark, lastDay+1), festivals: []string{""}}
	for n := int32(1); n <= lastDay; n++ {
		c.marks[n].work = !weekend(Date{n})
	}
	index := map[string]uint16{}
	for _, s := range days {
		i, ok := index[s.festival]
		if !ok {
			i = uint16(len(c.festivals)) //nolint:gosec // at most 200 in each of a few files
			index[s.festival] = i
			c.festivals = append(c.festivals, s.festival)
		}
		c.marks[s.on.n] = mark{work: s.kind == kindMakeUp, festival: i}
	}
	c.worked = make([]int32, lastDay+1)
	for n := int32(1); n <= lastDay; n++ {
		c.worked[n] = c.worked[n-1]
		if c.marks[n].work {
			c.worked[n]++
		}
	}
	return c
}

func weekend(d Date) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// nameRests prepares the lines of the runs of rest days in the covered years.
func (c *Calendar) nameRests() {
	c.rests = make(map[int32]restRun, 64*(c.to-c.from+1))
	end := civilToNumber(c.to, 12, 31)
	for n := civilToNumber(c.from, 1, 1); n <= end; n++ {
		if c.marks[n].work {
			continue
		}
		last := n
		for last < lastDay && !c.marks[last+1].work {
			last++
		}
		c.rests[n] = restRun{last: last, text: c.restText(n, last)}
		n = last
	}
}

func (c *Calendar) restText(first, last int32) string {
	return "跳过：" + rangeText(Date{first}, Date{last}) + " 休息日（" + c.restNames(first, last) + "）"
}

// Region returns the code of the region, such as cn-54.
func (c *Calendar) Region() string { return c.region }

// Version returns the version of the data, for a region under another the versions of the chain: cn-2026.1,
// cn-2026.1+cn-54-2026.1.
func (c *Calendar) Version() string { return c.version }

// SHA256 returns the hash, in hex, of the calendar file, for a region under another of its chain.
func (c *Calendar) SHA256() string { return c.sha256 }

// Chain returns the files the calendar is laid together from, the nation first.
func (c *Calendar) Chain() []PackRef { return append([]PackRef(nil), c.chain...) }

// Years returns the first and the last covered year.
func (c *Calendar) Years() (first, last int) { return c.from, c.to }

// Covers reports whether the holidays of a year are loaded.
func (c *Calendar) Covers(year int) bool { return year >= c.from && year <= c.to }

// IsWorkday reports whether a day is a working day, and whether that is known or only taken from the weekday
// because the year is not loaded. Both are false for an unset date.
func (c *Calendar) IsWorkday(d Date) (workday, known bool) {
	if d.IsZero() {
		return false, false
	}
	return c.marks[d.n].work, c.Covers(d.Year())
}

// Describe says in Chinese what a day is: 2026-02-14（星期六）调休上班日（春节）. Empty for an unset date.
func (c *Calendar) Describe(d Date) string {
	if d.IsZero() {
		return ""
	}
	text := dayText(d) + c.nature(d)
	if !c.Covers(d.Year()) {
		text += "（该年放假安排未载入）"
	}
	return text
}

// nature says 工作日, 调休上班日（春节）, 法定节假日（春节） or 周末.
func (c *Calendar) nature(d Date) string {
	m := c.marks[d.n]
	festival := c.festivals[m.festival]
	switch {
	case m.work && festival != "":
		return "调休上班日（" + festival + "）"
	case m.work:
		return "工作日"
	case festival != "":
		return "节假日（" + festival + "）"
	}
	return "周末"
}

// NextWorkday returns the first working day on or after d; the zero Date past the supported range.
func (c *Calendar) NextWorkday(d Date) Date {
	for n := d.n; n >= 1 && n <= lastDay; n++ {
		if c.marks[n].work {
			return Date{n}
		}
	}
	return Date{}
}

// nthWorkdayAfter returns the number of the nth working day after day number n; false past the supported range.
func (c *Calendar) nthWorkdayAfter(n, count int32) (int32, bool) {
	target := c.worked[n] + count
	if target > c.worked[lastDay] {
		return 0, false
	}
	span := int(lastDay - n)
	i := sort.Search(span, func(i int) bool { return c.worked[n+1+int32(i)] >= target }) //nolint:gosec // below lastDay
	return n + 1 + int32(i), true                                                        //nolint:gosec // below lastDay
}

var weekdays = [...]string{"日", "一", "二", "三", "四", "五", "六"}

func dayText(d Date) string { return d.String() + "（星期" + weekdays[d.Weekday()] + "）" }
