package console

import (
	"strconv"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// stay is a stretch of a case in one state.
type stay struct {
	state    workflow.State
	from, to law.Date
}

// staysOf reads from the record how long a case was in each state; the last one lasts until today.
func staysOf(history []casework.HistoryLine, today law.Date) []stay {
	var out []stay
	for _, h := range history {
		on, err := law.ParseDate(h.On)
		if err != nil || h.From == h.To && len(out) > 0 { // blind entries tell no day; nothing moved
			continue
		}
		if n := len(out); n > 0 {
			out[n-1].to = on
		}
		out = append(out, stay{state: h.To, from: on, to: today})
	}
	if n := len(out); n > 0 && out[n-1].state.End() {
		out[n-1].to = out[n-1].from
	}
	return out
}

// timelineOf draws the states and limits of a case to scale; false when nothing has happened yet.
func timelineOf(d caseData) (view.Timeline, bool) {
	f := d.Frame
	stays := staysOf(d.History, d.Today)
	if len(stays) == 0 {
		return view.Timeline{}, false
	}
	from, to := extent(d, stays)
	t := view.Timeline{
		Days: from.DaysUntil(to), Today: from.DaysUntil(d.Today), Label: f.T("case.timeline"), Table: f.T("case.timeline.table"),
		Columns: [4]string{f.T("case.timeline.line"), f.T("case.timeline.what"), f.T("case.timeline.from"), f.T("case.timeline.to")},
		Ticks:   ticks(from, to),
	}
	states := view.Lane{Name: f.T("case.timeline.states"), Note: f.T("state." + string(d.Case.Case.State))}
	for i, s := range stays {
		name := f.T("state." + string(s.state))
		tone := view.Info
		if i%2 == 1 { // neighbours are told apart
			tone = view.Plain
		}
		states.Spans = append(states.Spans, view.Span{From: from.DaysUntil(s.from), To: from.DaysUntil(s.to), Tone: tone, Text: spanText(f, name, s.from, s.to)})
		t.Rows = append(t.Rows, [4]string{states.Name, name, f.Words.Date(s.from), f.Words.Date(s.to)})
	}
	t.Lanes = append(t.Lanes, states)
	for _, k := range d.Case.Clocks {
		addClock(&t, d, from, k)
	}
	return t, true
}

// extent is from the first day that the picture shows to the last.
func extent(d caseData, stays []stay) (from, to law.Date) {
	from, to = stays[0].from, d.Today
	if end := stays[len(stays)-1]; end.state.End() {
		to = end.to
	}
	for _, k := range d.Case.Clocks {
		if k.Start.Before(from) {
			from = k.Start
		}
		if end := endOf(k, d.Today); end.After(to) {
			to = end
		}
	}
	const margin = 3 // days, so that the last mark is no edge
	return from, to.AddDays(margin)
}

// endOf is the last day that a limit takes in the picture.
func endOf(k casework.ClockView, today law.Date) law.Date {
	switch {
	case !k.Stopped.IsZero():
		return k.Stopped
	case k.Due != nil && !k.Due.Running && k.Due.On.After(today):
		return k.Due.On
	}
	return today
}

// addClock adds the line of a limit with its pauses and its day.
func addClock(t *view.Timeline, d caseData, from law.Date, k casework.ClockView) {
	f := d.Frame
	name, end := f.T("clock."+string(k.Name)), endOf(k, d.Today)
	badge := dueBadge(f, k)
	tone := badge.Tone
	if tone == view.Paused || tone == view.Warn {
		tone = view.Info
	}
	l := view.Lane{Name: name, Note: badge.Text}
	l.Spans = append(l.Spans, view.Span{From: from.DaysUntil(k.Start), To: from.DaysUntil(end), Tone: tone, Text: spanText(f, name, k.Start, end)})
	t.Rows = append(t.Rows, [4]string{name, badge.Text, f.Words.Date(k.Start), f.Words.Date(end)})
	for _, p := range k.Pauses {
		until := p.To
		if until.IsZero() {
			until = d.Today
		}
		what := f.T("case.timeline.pause", p.Ground)
		l.Spans = append(l.Spans, view.Span{From: from.DaysUntil(p.From), To: from.DaysUntil(until), Tone: view.Paused, Text: spanText(f, what, p.From, until)})
		t.Rows = append(t.Rows, [4]string{name, what, f.Words.Date(p.From), f.Words.Date(p.To)})
	}
	if k.Due != nil && !k.Due.Running {
		l.Marks = append(l.Marks, view.Mark{Day: from.DaysUntil(k.Due.On), Tone: badge.Tone, Text: f.T("case.timeline.due", name, f.Words.Date(k.Due.On))})
		t.Rows = append(t.Rows, [4]string{name, f.T("case.clock.due"), f.Words.Date(k.Due.On), ""})
	}
	t.Lanes = append(t.Lanes, l)
}

func spanText(f view.Frame, what string, from, to law.Date) string {
	return f.T("case.timeline.span", what, f.Words.Date(from), f.Words.Date(to), from.DaysUntil(to))
}

// ticks are firsts of months, at most a handful, so that they stand apart on a phone too.
func ticks(from, to law.Date) []view.Mark {
	const most, year = 5, 12
	months := 1 + (to.Year()-from.Year())*year + int(to.Month()-from.Month())
	step := 1
	for _, s := range []int{1, 2, 3, 6, year, 2 * year, 5 * year} {
		if step = s; months/s <= most {
			break
		}
	}
	first := from.AddDays(1 - from.Day())
	var out []view.Mark
	for n := 0; ; n++ {
		day := first.AddMonths(n)
		if day.After(to) {
			break
		}
		if day.Before(from) || (int(day.Month())-1)%min(step, year) != 0 || step > year && day.Year()%(step/year) != 0 {
			continue
		}
		out = append(out, view.Mark{Day: from.DaysUntil(day), Text: strconv.Itoa(day.Year()) + "-" + two(int(day.Month()))})
	}
	if len(out) > 1 {
		return out
	}
	out = nil // a few weeks: some days instead
	for day, days := from, max(1, from.DaysUntil(to)/most); day.Before(to); day = day.AddDays(days) {
		out = append(out, view.Mark{Day: from.DaysUntil(day), Text: day.String()[len("2006-"):]})
	}
	return out
}

func two(n int) string {
	const ten = 10
	if n < ten {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
