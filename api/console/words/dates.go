package words

import (
	"fmt"
	"strconv"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
)

// Date writes a civil date as the reader does; "" for none.
func (w *Words) Date(d law.Date) string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Year(), d.Month(), d.Day()
	if w.Language == English {
		return fmt.Sprintf("%d %s %d", day, month, year)
	}
	return fmt.Sprintf("%d年%d月%d日", year, int(month), day)
}

// Moment writes an instant in the civil time of the house, to the minute.
func (w *Words) Moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(time.FixedZone("CST", 8*60*60)) //nolint:mnd // Asia/Shanghai, no summer time since 1991
	if w.Language == English {
		return t.Format("2 January 2006, 15:04")
	}
	return t.Format("2006年1月2日 15:04")
}

// Count writes a whole number; from most on as "most+", since nobody reads further.
func (w *Words) Count(n, most int) string {
	if most > 0 && n > most {
		return grouped(most) + "+"
	}
	return grouped(n)
}

func grouped(n int) string {
	s := strconv.Itoa(n)
	const group = 3
	for i := len(s) - group; i > 0 && s[i-1] != '-'; i -= group {
		s = s[:i] + "," + s[i:]
	}
	return s
}
