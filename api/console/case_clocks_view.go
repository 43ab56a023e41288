package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// clockGroups are the limits of a case: those that run, then those that have ended.
func clockGroups(f view.Frame, c *casework.CaseView) []view.Group {
	run := view.Group{Title: f.T("case.clocks.running"), Empty: f.T("case.clocks.none")}
	ended := view.Group{Title: f.T("case.clocks.ended")}
	for _, k := range c.Clocks {
		if k.Stopped.IsZero() {
			run.Sections = append(run.Sections, clockSection(f, k))
		} else {
			ended.Sections = append(ended.Sections, clockSection(f, k))
		}
	}
	if len(ended.Sections) == 0 {
		return []view.Group{run}
	}
	return []view.Group{run, ended}
}

func clockSection(f view.Frame, k casework.ClockView) view.Section {
	s := view.Section{ID: "clock-" + string(k.Name), Title: f.T("clock." + string(k.Name)), Badges: []view.Badge{dueBadge(f, k)}}
	if k.Due != nil && k.Due.Provisional {
		s.Badges = append(s.Badges, view.Badge{Text: f.T("due.provisional"), Tone: view.Warn})
	}
	if k.Status == law.Illustrative {
		s.Badges = append(s.Badges, view.Badge{Text: f.T("case.illustrative"), Tone: view.Warn})
	}
	s.Facts = appendFact(s.Facts, f.T("case.clock.start"), f.T("case.clock.from", f.Words.Date(k.Start), k.StartFact))
	if k.Due != nil && !k.Due.Running {
		s.Facts = appendFact(s.Facts, f.T("case.clock.due"), f.Words.Date(k.Due.On))
		s.Facts = appendFact(s.Facts, f.T("case.clock.earliest"), f.Words.Date(k.Due.Earliest))
	}
	if !k.Stopped.IsZero() {
		s.Facts = appendFact(s.Facts, f.T("case.clock.stopped"), f.T("case.clock.from", f.Words.Date(k.Stopped), k.StopFact))
	}
	for _, p := range k.Pauses {
		s.Facts = append(s.Facts, view.Fact{Name: f.T("case.clock.pause"), Value: pauseText(f, p), Note: p.Basis.String()})
	}
	if !k.Basis.IsZero() {
		s.Cited = articlesOf(f, []law.Citation{k.Basis})
	}
	if k.Due != nil {
		s.Texts = []view.Passage{{Name: f.T("due.why"), Lines: k.Due.Texts(), Folded: true}}
	}
	return s
}

func pauseText(f view.Frame, p law.Pause) string {
	if p.To.IsZero() {
		return f.T("case.clock.pause.open", f.Words.Date(p.From), p.Ground)
	}
	return f.T("case.clock.pause.closed", f.Words.Date(p.From), f.Words.Date(p.To.AddDays(-1)), p.Ground)
}
