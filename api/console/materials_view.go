package console

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// id is that of the line in the page.
func (l *materialLine) id() string { return "m" + strings.ReplaceAll(l.At, "/", "-") }

// of is the id of a control of the line.
func (l *materialLine) of(name string) string { return l.id() + "-" + name }

// materialLineOf is a line of the checklist with what is recorded of it.
func materialLineOf(f view.Frame, caseID string, c casework.ChecklistLine) materialLine {
	l := materialLine{
		Code: c.Code, Title: c.Title, Side: c.Side, Basis: c.Basis.String(), Gap: c.Gap, Demanded: c.Status == law.Official,
	}
	if l.Side == "" {
		l.Side = paperSides()[0]
	}
	l.State = materialState(f, c)
	if m := c.Recorded; m != nil {
		l.Original, l.Missing, l.Note = m.Original, m.Missing, m.Note
		l.Until, l.Seen = dateText(m.ValidUntil), dateText(m.SeenOn)
		if m.Copies > 0 {
			l.Copies = strconv.Itoa(m.Copies)
		}
		l.Recorded = materialFacts(f, m)
		for _, s := range m.Scans {
			l.Scans = append(l.Scans, view.Link{To: Prefix + "/cases/" + url.PathEscape(caseID) + "/uploads/" + url.PathEscape(s.FileID), Text: s.Name})
		}
	}
	return l
}

// materialState says how a paper stands.
func materialState(f view.Frame, c casework.ChecklistLine) view.Badge {
	official := c.Status == law.Official
	switch {
	case c.Recorded != nil && c.Recorded.Missing:
		return view.Badge{Text: f.T("materials.state.missing"), Tone: view.Danger}
	case c.Recorded == nil && official:
		return view.Badge{Text: f.T("materials.state.open"), Tone: view.Warn}
	case c.Recorded == nil:
		return view.Badge{Text: f.T("materials.state.may"), Tone: view.Plain}
	case c.Gap != "":
		return view.Badge{Text: c.Gap, Tone: view.Warn}
	case c.Recorded.Original:
		return view.Badge{Text: f.T("materials.state.seen"), Tone: view.Good}
	}
	return view.Badge{Text: f.T("materials.state.copy"), Tone: view.Good}
}

func materialFacts(f view.Frame, m *workflow.Material) []view.Fact {
	var out []view.Fact
	if m.Original {
		out = appendFact(out, f.T("materials.seen_by"), m.SeenBy+" "+f.Words.Date(m.SeenOn))
	}
	if m.Copies > 0 {
		out = appendFact(out, f.T("field.copies"), strconv.Itoa(m.Copies))
	}
	out = appendFact(out, f.T("field.valid_until"), f.Words.Date(m.ValidUntil))
	return appendFact(out, f.T("field.note"), m.Note)
}
