package casework_test

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// word is a text that occurs nowhere else; once it stands in a case it may not be lost.
func (w *walk) word(what string) string {
	w.serial++
	s := fmt.Sprintf("%s〔%06d〕", what, w.serial)
	w.given = append(w.given, s)
	return s
}

// mostly is true in seven of eight draws, and always when a step is meant to succeed.
func (w *walk) mostly(what string) bool { return w.sure || rapid.IntRange(0, 7).Draw(w.rt, what) > 0 }

// seldom is true in one of n draws, and never when a step is meant to succeed.
func (w *walk) seldom(n int, what string) bool {
	return !w.sure && rapid.IntRange(1, n).Draw(w.rt, what) == 1
}

// dated is mostly today, sometimes another day.
func (w *walk) dated() casework.Dated {
	if w.mostly("today") {
		return casework.Dated{}
	}
	d := casework.Dated{On: law.DateOf(w.now).AddDays(rapid.IntRange(-40, 2).Draw(w.rt, "on"))}
	if rapid.Bool().Draw(w.rt, "why late") {
		d.BackdatingReason = "补录"
	}
	return d
}

func (w *walk) instant() time.Time {
	return w.now.Add(time.Duration(rapid.IntRange(-90, 1).Draw(w.rt, "minutes")) * time.Minute)
}
