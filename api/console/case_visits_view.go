package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
)

// visitGroups are everything that was gone to see and asked, by kind, the newest first.
func visitGroups(f view.Frame, c *workflow.Case) []view.Group {
	var out []view.Group
	if len(c.Appointments) > 0 {
		out = append(out, agreedGroup(f, c))
	}
	for _, kind := range []string{workflow.VisitHome, workflow.VisitInterview, workflow.VisitInquiry, workflow.VisitIntegration} {
		g := view.Group{Title: f.T("visit." + kind), Empty: f.T("visit.none")}
		for i := len(c.Visits) - 1; i >= 0; i-- {
			if c.Visits[i].Kind == kind {
				g.Sections = append(g.Sections, visitSection(f, c, c.Visits[i]))
			}
		}
		out = append(out, g)
	}
	asked := view.Group{Title: f.T("visit.asked"), Empty: f.T("visit.none")}
	for i := len(c.Inquiries) - 1; i >= 0; i-- {
		asked.Sections = append(asked.Sections, inquirySection(f, c.Inquiries[i]))
	}
	out = append(out, asked)
	if c.FollowUps != nil {
		out = append(out, followUpGroup(f, c))
	}
	return out
}

// agreedGroup are the appointments, the newest first, with what became of each.
func agreedGroup(f view.Frame, c *workflow.Case) view.Group {
	g := view.Group{Title: f.T("visit.agreed")}
	for i := len(c.Appointments) - 1; i >= 0; i-- {
		a := c.Appointments[i]
		l := factList{f: f}
		l.text("place", a.Place)
		l.text("with", a.With)
		l.text("evaluator_ids", list(f, a.Names))
		s := view.Section{Title: f.Words.Date(a.Day) + " " + a.From + " " + f.T("option.kind."+a.Kind)}
		switch {
		case a.KeptBy != "":
			s.Badges = []view.Badge{{Text: f.T("visit.agreed.kept"), Tone: view.Good}}
			s.Links = []view.Link{{To: "#visit-" + a.KeptBy, Text: f.T("visit.agreed.record")}}
		case !a.Open():
			s.Badges = []view.Badge{{Text: f.T("visit.agreed.off"), Tone: view.Plain}}
			l.text("reason", a.Reason)
		default:
			s.Badges = []view.Badge{{Text: f.T("visit.agreed.open"), Tone: view.Info}}
		}
		s.Facts = l.out
		g.Sections = append(g.Sections, s)
	}
	return g
}

func visitSection(f view.Frame, c *workflow.Case, v workflow.Visit) view.Section {
	l := factList{f: f}
	l.text("place", v.Place)
	l.text("evaluator_ids", list(f, v.Names))
	l.text("seen", seenText(f, v.Seen))
	if v.ChildSeen {
		l.yes("child_seen", &v.ChildSeen)
	}
	s := view.Section{ID: "visit-" + v.ID, Title: f.T("visit.when", f.Words.Date(v.On), v.From, v.To), Facts: l.out}
	s.Texts = passages(f, v.Narrative, v.Exchanges)
	for _, e := range v.Evidence {
		s.Links = append(s.Links, view.Link{To: Prefix + "/cases/" + c.ID + "/uploads/" + e.FileID, Text: e.Name})
	}
	return s
}

func seenText(f view.Frame, all []workflow.Seen) string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = f.T("visit.seen", s.Name, s.Relation)
		if s.Alone {
			names[i] = f.T("visit.seen.alone", s.Name, s.Relation)
		}
	}
	return list(f, names)
}

// passages are a narrative and what was asked and answered.
func passages(f view.Frame, narrative string, exchanges []workflow.QA) []view.Passage {
	var out []view.Passage
	if narrative != "" {
		out = append(out, view.Passage{Name: f.T("field.narrative"), Lines: []string{narrative}})
	}
	if len(exchanges) > 0 {
		p := view.Passage{Name: f.T("visit.exchanges", len(exchanges)), Folded: true}
		for _, e := range exchanges {
			p.Lines = append(p.Lines, f.T("visit.exchange", e.Q, e.A))
		}
		out = append(out, p)
	}
	return out
}

func inquirySection(f view.Frame, r workflow.Record) view.Section {
	l := factList{f: f}
	l.text("place", r.Place)
	l.text("asker", r.Asker)
	l.text("recorder", r.Recorder)
	l.text("relation", r.Relation)
	l.text("present", list(f, r.Present))
	l.yes("willing", r.Willing)
	return view.Section{
		Title:  f.T("visit.record", f.T("record."+r.Kind), r.Person),
		Badges: []view.Badge{{Text: f.T("visit.when", f.Words.Date(r.On), r.From, r.To), Tone: view.Plain}},
		Facts:  l.out, Texts: passages(f, r.Text, r.Exchanges),
	}
}

// followUpGroup are the visits after registration, planned and made.
func followUpGroup(f view.Frame, c *workflow.Case) view.Group {
	g := view.Group{Title: f.T("visit.follow_up"), Empty: f.T("visit.none")}
	for i, v := range c.FollowUps.Visits {
		l := factList{f: f}
		l.day("due_on", v.DueOn)
		if !v.WindowFrom.IsZero() {
			l.text("window_from", f.Words.Date(v.WindowFrom)+" – "+f.Words.Date(v.WindowTo))
		}
		l.option("mode", v.Mode)
		l.text("account_id", v.Assignee)
		l.text("place", v.Place)
		l.text("seen", seenText(f, v.Seen))
		l.text("situation", v.Situation)
		l.text("care", v.Care)
		l.text("health", v.Health)
		l.text("school", v.School)
		l.text("advice", v.Advice)
		l.option("conclusion", v.Conclusion)
		if v.Flag != "" && v.Flag != workflow.FlagNone {
			l.option("flag", v.Flag)
			l.text("flag_note", v.FlagNote)
			l.text("disposal", v.Disposal)
		}
		g.Sections = append(g.Sections, view.Section{
			ID: "visit-" + v.ID, Title: f.T("case.follow_up.nth", i+1), Badges: []view.Badge{followUpBadge(f, v)}, Facts: l.out,
		})
	}
	return g
}

func followUpBadge(f view.Frame, v workflow.FollowUpVisit) view.Badge {
	tone := map[string]view.Tone{workflow.VisitPlanned: view.Info, workflow.VisitDone: view.Good, workflow.VisitMissed: view.Danger, workflow.VisitReplanned: view.Plain}[v.Status]
	text := f.T("visit.status." + v.Status)
	if !v.DoneOn.IsZero() {
		text += " " + f.Words.Date(v.DoneOn)
	}
	return view.Badge{Text: text, Tone: tone}
}
