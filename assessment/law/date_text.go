package law

import "strconv"

// Codes of a DateError.
const (
	DateFormat     = "date_format"       // not written YYYY-MM-DD
	DateNoSuchDay  = "date_no_such_day"  // 2026-02-30
	DateOutOfRange = "date_out_of_range" // before 1900-01-01 or after 2200-12-31
)

// DateError says why a text or a triple of numbers is no date. Error is English, Chinese is for officers.
type DateError struct {
	Value string // what was given, cut to 40 bytes
	Code  string // one of the Date… codes
}

var dateRules = map[string][2]string{
	DateFormat: {
		"a date is written YYYY-MM-DD with ASCII digits; write for example 2026-01-05",
		"日期应当写作“年-月-日”，例如 2026-01-05",
	},
	DateNoSuchDay: {
		"there is no such day in the Gregorian calendar; check month and day",
		"公历没有这一天，请核对月、日",
	},
	DateOutOfRange: {
		"dates run from 1900-01-01 to 2200-12-31; check the year",
		"日期应当在 1900-01-01 至 2200-12-31 之间，请核对年份",
	},
}

// Error names the value, the rule and the remedy in English.
func (e *DateError) Error() string { return strconv.Quote(e.Value) + ": " + dateRules[e.Code][0] }

// Chinese names the value, the rule and the remedy in Chinese.
func (e *DateError) Chinese() string { return "“" + e.Value + "”：" + dateRules[e.Code][1] }

// ParseDate reads a date written strictly YYYY-MM-DD between 1900-01-01 and 2200-12-31. It fails with a *DateError
// that names rule and remedy.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, &DateError{Value: clip(s), Code: DateFormat}
	}
	y, okY := digits(s[0:4])
	m, okM := digits(s[5:7])
	d, okD := digits(s[8:10])
	if !okY || !okM || !okD {
		return Date{}, &DateError{Value: clip(s), Code: DateFormat}
	}
	return newDate(s, y, m, d)
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func clip(s string) string {
	const most = 40
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 { // do not cut inside a character
		cut--
	}
	return s[:cut] + "…"
}

// String returns YYYY-MM-DD, and "" for an unset date.
func (d Date) String() string {
	if d.n == 0 {
		return ""
	}
	return string(d.AppendText10(make([]byte, 0, 10)))
}

// AppendText10 appends YYYY-MM-DD to b, nothing for an unset date.
func (d Date) AppendText10(b []byte) []byte {
	if d.n == 0 {
		return b
	}
	const figures = "0123456789"
	y, m, day := d.civil()
	return append(b,
		figures[y/1000], figures[y/100%10], figures[y/10%10], figures[y%10], '-',
		figures[m/10], figures[m%10], '-',
		figures[day/10], figures[day%10])
}

// Chinese returns the date as papers write it, 2024年1月2日; "" for an unset date.
func (d Date) Chinese() string {
	if d.n == 0 {
		return ""
	}
	y, m, day := d.civil()
	return strconv.Itoa(y) + "年" + strconv.Itoa(int(m)) + "月" + strconv.Itoa(day) + "日"
}

// MarshalText writes YYYY-MM-DD, and the empty text for an unset date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes; the empty text unsets the date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
