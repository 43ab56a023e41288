package whatif

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// clock compares the date of one clock. A length that an officer set stays; so do the visits that were planned.
func clock(k law.Clock, was, would Law, today law.Date) []Difference {
	d := Difference{Kind: Due, Where: string(k.Name), Title: k.Title() + "（自" + k.Start.String() + "起）"}
	next, why, err := reclock(k, was.Pack, would.Pack)
	before, errWas := k.Explain(was.Calendar)
	if errWas != nil {
		d.Kind, d.Before, d.After = Undetermined, errWas.Error(), "不能推算"
		return []Difference{d}
	}
	d.Before, d.Why = dueText(k, before, was.Calendar, today), why
	if err != nil {
		d.Kind, d.After = Undetermined, "不能推算："+plain(err)
		return []Difference{d}
	}
	after, err := next.Explain(would.Calendar)
	if err != nil {
		d.Kind, d.After = Undetermined, "不能推算："+err.Error()
		return []Difference{d}
	}
	if after.On == before.On && after.Earliest == before.Earliest && after.Running == before.Running {
		return nil
	}
	d.After = dueText(next, after, would.Calendar, today)
	d.Why = append(d.Why, days(k.Start, later(before.On, after.On), was.Calendar, would.Calendar)...)
	return []Difference{d}
}

// reclock is the clock as another pack would have set it on the same facts.
func reclock(k law.Clock, was, would *law.Pack) (law.Clock, []Reason, error) {
	spec, known := k.Name.Spec()
	if !known || was == would || k.Pack == "" || k.Name == law.ClockFollowUp {
		return k, nil, nil
	}
	var why []Reason
	fresh, err := law.StartClock(would, k.Name, k.Start)
	var missing *law.MissingParamError
	if errors.As(err, &missing) {
		why = append(why, Reason{By: ByParameter, Code: spec.Key, Title: spec.Title, Before: termText(k.Term), After: "未载明"})
	}
	if err != nil {
		return k, why, err
	}
	if fresh.Term != k.Term {
		why = append(why, Reason{By: ByParameter, Code: spec.Key, Title: spec.Title, Before: termText(k.Term), After: termText(fresh.Term)})
	}
	k.Term, k.Basis, k.Status, k.Pack = fresh.Term, fresh.Basis, fresh.Status, fresh.Pack
	pauses := slices.Clone(k.Pauses)
	k.Pauses = slices.DeleteFunc(pauses, func(p law.Pause) bool {
		key := groundKey(was, spec.PauseKey, p)
		if key == "" {
			return false
		}
		if _, err := would.Param(key, p.From); err == nil {
			return false
		}
		why = append(why, Reason{By: ByParameter, Code: key, Title: spec.Title + "停计事由", Before: p.Ground, After: "不停计"})
		return true
	})
	return k, why, nil
}

// groundKey finds the parameter whose words a pause carries, "" when the pack has none.
func groundKey(pack *law.Pack, prefix string, p law.Pause) string {
	if prefix == "" {
		return ""
	}
	for _, key := range pack.Keys() {
		if !strings.HasPrefix(key, prefix+".") {
			continue
		}
		if text, err := pack.Text(key, p.From); err == nil && text == p.Ground {
			return key
		}
	}
	return ""
}

// mostDays bounds the span that is searched for other rest days.
const mostDays = 1200

// days lists the days of a span that two calendars take for different ones.
func days(from, to law.Date, was, would *law.Calendar) []Reason {
	if was == would || to.IsZero() {
		return nil
	}
	var out []Reason
	for d, n := from, 0; !d.After(to) && n < mostDays; d, n = d.AddDays(1), n+1 {
		before, after := was.Describe(d), would.Describe(d)
		if before != after {
			out = append(out, Reason{By: ByDay, Code: d.String(), Title: d.Chinese(), Before: before, After: after})
		}
	}
	return out
}

func later(a, b law.Date) law.Date {
	if b.After(a) {
		return b
	}
	return a
}

// dueText is a date with what came of it: a limit was kept or missed.
func dueText(k law.Clock, due law.Due, cal *law.Calendar, today law.Date) string {
	if due.Running {
		return "停计中，无届满日"
	}
	text := due.On.String()
	if due.Provisional {
		text += "（暂定）"
	}
	if k.Term.Kind == law.Floor {
		return text + "，最早" + due.Earliest.String()
	}
	late, err := k.Late(cal, today)
	switch {
	case err != nil:
	case late:
		text += "，逾期"
	case !k.Stopped.IsZero():
		text += "，按期"
	}
	return text
}

func termText(t law.Term) string {
	unit := map[law.Unit]string{law.Day: "日", law.WorkingDay: "个工作日", law.Month: "个月", law.Year: "年"}[t.Unit]
	return strconv.Itoa(t.Length) + unit
}
