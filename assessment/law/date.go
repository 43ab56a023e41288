package law

import (
	"strconv"
	"time"
)

// Date is a civil date in Asia/Shanghai, comparable with ==. The zero Date means "not set". It holds the number of
// the day counted from 1899-12-31, so that the first supported day, 1900-01-01, is 1.
type Date struct{ n int32 }

const (
	firstYear = 1900
	lastYear  = 2200
	// epochShift is the day number of 1899-12-31 in the count of days since 1970-01-01.
	epochShift = -25568
)

// lastDay is the number of 2200-12-31, the last supported day.
var lastDay = civilToNumber(lastYear, 12, 31)

// shanghai is the fixed offset in force since 1992; the legal dates of this system are all later.
var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// NewDate returns the date of a year, month and day, or a *DateError when there is no such day in the calendar or
// it lies outside 1900-01-01 to 2200-12-31.
func NewDate(y int, m time.Month, d int) (Date, error) {
	return newDate(strconv.Itoa(y)+"-"+strconv.Itoa(int(m))+"-"+strconv.Itoa(d), y, int(m), d)
}

func newDate(text string, y, m, d int) (Date, error) {
	if y < firstYear || y > lastYear {
		return Date{}, &DateError{Value: text, Code: DateOutOfRange}
	}
	if m < 1 || m > 12 || d < 1 || d > daysIn(y, time.Month(m)) {
		return Date{}, &DateError{Value: text, Code: DateNoSuchDay}
	}
	return Date{civilToNumber(y, m, d)}, nil
}

// DateOf returns the civil date in Asia/Shanghai at an instant; the zero Date outside the supported range.
func DateOf(t time.Time) Date {
	y, m, d := t.In(shanghai).Date()
	if y < firstYear || y > lastYear {
		return Date{}
	}
	return Date{civilToNumber(y, int(m), d)}
}

// HourOf returns the time of day in Asia/Shanghai at an instant, as records write it: 15:04.
func HourOf(t time.Time) string { return t.In(shanghai).Format("15:04") }

// MustDate is ParseDate for dates written in source and tests; it panics on a bad one and must never see input.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err) //nolint:forbidigo // for dates in source: a wrong one is a fault of the program
	}
	return d
}

// IsZero reports whether the date is not set.
func (d Date) IsZero() bool { return d.n == 0 }

// Equal reports whether both are the same day; it exists for comparison libraries, == does the same.
func (d Date) Equal(o Date) bool { return d == o }

// Before reports whether d is an earlier day than o. An unset date is before every other.
func (d Date) Before(o Date) bool { return d.n < o.n }

// After reports whether d is a later day than o.
func (d Date) After(o Date) bool { return d.n > o.n }

// Compare returns -1, 0 or +1 as d is before, the same as, or after o.
func (d Date) Compare(o Date) int {
	switch {
	case d.n < o.n:
		return -1
	case d.n > o.n:
		return 1
	}
	return 0
}

// DaysUntil returns how many days o lies after d: 1 for the next day, negative when o is earlier.
func (d Date) DaysUntil(o Date) int { return int(o.n) - int(d.n) }

// AddDays returns the date n days later (earlier when negative); the zero Date when d is unset or the result lies
// outside the supported range.
func (d Date) AddDays(n int) Date {
	if d.n == 0 || n > int(lastDay) || n < -int(lastDay) {
		return Date{}
	}
	sum := d.n + int32(n) //nolint:gosec // bounded on the line above
	if sum < 1 || sum > lastDay {
		return Date{}
	}
	return Date{sum}
}

// AddMonths returns the corresponding day n months later, or the last day of that month when it has no such day
// (Civil Code art. 202); the zero Date when d is unset or the result lies outside the supported range.
func (d Date) AddMonths(n int) Date {
	const span = (lastYear - firstYear + 1) * 12
	if d.n == 0 || n > span || n < -span {
		return Date{}
	}
	y, m, day := d.civil()
	months := y*12 + int(m) - 1 + n
	y, m = months/12, time.Month(months%12+1)
	if y < firstYear || y > lastYear {
		return Date{}
	}
	return Date{civilToNumber(y, int(m), min(day, daysIn(y, m)))}
}

// AddYears is AddMonths by whole years: 29 February becomes 28 February in common years.
func (d Date) AddYears(n int) Date {
	if n > lastYear || n < -lastYear {
		return Date{}
	}
	return d.AddMonths(12 * n)
}

// Weekday returns the day of the week; Sunday for an unset date.
func (d Date) Weekday() time.Weekday {
	return time.Weekday((d.n%7 + 7) % 7) // 1899-12-31, number 0, was a Sunday
}

// Year returns the calendar year, 0 for an unset date.
func (d Date) Year() int { y, _, _ := d.civil(); return y }

// Month returns the month, 0 for an unset date.
func (d Date) Month() time.Month { _, m, _ := d.civil(); return m }

// Day returns the day of the month, 0 for an unset date.
func (d Date) Day() int { _, _, day := d.civil(); return day }

// Time returns midnight UTC of the civil date, for drivers that want a time.Time; the zero Time for an unset date.
func (d Date) Time() time.Time {
	if d.n == 0 {
		return time.Time{}
	}
	y, m, day := d.civil()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// Reaches returns the day on which one born on d reaches an age: the birthday itself, and for one born on
// 29 February the 28th in common years (a reading, Civil Code art. 202). Zero when outside the supported range.
func (d Date) Reaches(age int) Date { return d.AddYears(age) }

// AgeOn returns the full years (周岁) of one born on d; the birthday itself counts. It is negative before birth and
// -1 when either date is unset.
func (d Date) AgeOn(on Date) int {
	if d.n == 0 || on.n == 0 {
		return -1
	}
	age := on.Year() - d.Year()
	if on.Before(d.AddYears(age)) {
		age--
	}
	return age
}

func daysIn(y int, m time.Month) int {
	switch m {
	case time.February:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case time.April, time.June, time.September, time.November:
		return 30
	default:
		return 31
	}
}

// civilToNumber and civil convert by the era arithmetic of the proleptic Gregorian calendar, in which a year
// begins in March so that the leap day comes last.
func civilToNumber(y, m, d int) int32 {
	if m <= 2 {
		y--
	}
	era, yoe := y/400, y%400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int32(era*146097 + doe - 719468 - epochShift) //nolint:gosec // years are bounded by the callers
}

func (d Date) civil() (int, time.Month, int) {
	if d.n == 0 {
		return 0, 0, 0
	}
	z := int(d.n) + epochShift + 719468
	era, doe := z/146097, z%146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	y, m := yoe+era*400, mp+3
	if m > 12 {
		m -= 12
		y++
	}
	return y, time.Month(m), doy - (153*mp+2)/5 + 1
}
