package reports

import "github.com/anjia-project/anjia/assessment/law"

// NewTimeline is the figure of periods and events up to a day (办理时限图): its axis
// reaches from the first day of them to the last, or to that day. It is false
// when there is no period or the axis would have no length. What goes beyond the
// bounds of a figure is left out.
func NewTimeline(caption string, to law.Date, clocks []TimelineClock, events []TimelineEvent) (Figure, bool) {
	t := Timeline{To: to}
	for _, k := range clocks {
		if k.Start.IsZero() || len(t.Clocks) == mostClocks {
			continue
		}
		t.Clocks = append(t.Clocks, k)
		t.From = earlier(t.From, k.Start)
		t.To = later(later(t.To, k.Due), k.Stopped)
	}
	for _, e := range events {
		if e.On.IsZero() || len(t.Events) == mostEvents {
			continue
		}
		t.Events = append(t.Events, e)
		t.From, t.To = earlier(t.From, e.On), later(t.To, e.On)
	}
	if len(t.Clocks) == 0 || !t.From.Before(t.To) {
		return Figure{}, false
	}
	return Figure{Caption: caption, Timeline: &t}, true
}

// earlier is the first of two days; a zero one does not count.
func earlier(a, b law.Date) law.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// later is the last of two days.
func later(a, b law.Date) law.Date {
	if b.After(a) {
		return b
	}
	return a
}
