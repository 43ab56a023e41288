package dossier

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// clocksOfFigure is how many time limits one figure shows: more do not stay readable.
const clocksOfFigure = 10

// clocks draws the time limits to scale and explains each (期限说明).
func clocks(c Content) (reports.Document, error) {
	d := part(c, "期限说明")
	events, err := milestones(c)
	if err != nil {
		return d, err
	}
	to := lastDay(c)
	for some := range slices.Chunk(c.Explanations.Clocks, clocksOfFigure) {
		drawn := make([]reports.TimelineClock, len(some))
		for i, k := range some {
			drawn[i] = k.drawn()
		}
		if f, ok := reports.NewTimeline("办理时限图（截至"+to.String()+"）", to, drawn, events); ok {
			d.Blocks = append(d.Blocks, f)
		}
	}
	for _, k := range c.Explanations.Clocks {
		d.Blocks = append(d.Blocks, reports.Heading{Level: 1, Text: reports.Text(k.Title)}, reports.KeyValue{Columns: 2, Items: k.items()})
	}
	return d, nil
}

// lastDay is the day of the last entry in China; zero when it has none.
func lastDay(c Content) law.Date {
	at, err := time.Parse(time.RFC3339Nano, c.Manifest.AsOf.At)
	if err != nil {
		return law.Date{}
	}
	return law.DateOf(at)
}

// milestones are the acts that led to another state, on their legal day.
func milestones(c Content) ([]reports.TimelineEvent, error) {
	steps := map[int64]Step{}
	for _, s := range c.Explanations.History {
		steps[s.Sequence] = s
	}
	var out []reports.TimelineEvent
	for _, e := range c.Entries.Entries {
		h, err := ledger.Decode([]byte(e.Header))
		if err != nil {
			return nil, fmt.Errorf("dossier: %s: %w", EntriesName, err)
		}
		if h.Kind != ledger.KindAct || h.From == h.To {
			continue
		}
		on, err := law.ParseDate(h.On)
		if err != nil {
			return nil, fmt.Errorf("dossier: %s: entry %d: %w", EntriesName, h.Sequence, err)
		}
		out = append(out, reports.TimelineEvent{On: on, Label: orDash(steps[h.Sequence].Act)})
	}
	return out, nil
}

// drawn is the time limit as the figure shows it, whose spans count both their days.
func (k Clock) drawn() reports.TimelineClock {
	out := reports.TimelineClock{Label: k.Title, Start: k.From, Due: k.Due, Stopped: k.Stopped}
	for _, p := range k.Pauses {
		span := reports.TimelineSpan{From: p.From}
		if p.To.After(p.From) {
			span.To = p.To.AddDays(-1)
		} else if !p.To.IsZero() {
			continue // it began and ended on one day: no day was left out
		}
		out.Pauses = append(out.Pauses, span)
	}
	return out
}

func (k Clock) items() []reports.Item {
	due := ""
	if !k.Due.IsZero() {
		due = k.Due.String()
	}
	items := []reports.Item{
		{Label: "起算日", Value: reports.Text(k.From.String())},
		{Label: "届满日", Value: reports.Text(orDash(due))},
		{Label: "起算事实", Value: reports.Text(orDash(k.FromFact)), Span: true},
		{Label: "状态", Value: reports.Text(orDash(k.Status)), Span: true},
	}
	for _, part := range []struct {
		label string
		lines []string
	}{{"中止计算", k.pauses()}, {"依据", k.Basis}, {"计算说明", k.Steps}} {
		if len(part.lines) > 0 {
			items = append(items, reports.Item{Label: part.label, Value: reports.Text(strings.Join(part.lines, "\n")), Span: true})
		}
	}
	return items
}

func (k Clock) pauses() []string {
	var out []string
	for _, p := range k.Pauses {
		until := "起，尚未恢复"
		if !p.To.IsZero() {
			until = "至" + p.To.String() + "（恢复之日，计入）"
		}
		out = append(out, p.From.String()+until+"："+p.Ground)
	}
	return out
}
