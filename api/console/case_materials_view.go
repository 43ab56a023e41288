package console

import (
	"net/url"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sideOf are the papers of one side's file.
type sideOf struct {
	title string
	lines []casework.ChecklistLine
}

// materialSides sorts the checklist by whose file a paper belongs to.
func materialSides(d caseData) []sideOf {
	var out []sideOf
	for _, side := range []string{"applicant", "placer", "child", ""} {
		s := sideOf{title: d.Frame.T("material.other")}
		if side != "" {
			s.title = d.Frame.T("option.side." + side)
		}
		for _, m := range d.Materials {
			if m.Side == side || side == "" && m.Side != "applicant" && m.Side != "placer" && m.Side != "child" {
				s.lines = append(s.lines, m)
			}
		}
		if len(s.lines) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// materialBadges say whether a paper is there, and whether the rules demand it.
func materialBadges(f view.Frame, m casework.ChecklistLine) []view.Badge {
	var out []view.Badge
	switch {
	case m.Gap != "":
		out = append(out, view.Badge{Text: m.Gap, Tone: view.Warn})
	case m.Recorded != nil && m.Recorded.Original:
		out = append(out, view.Badge{Text: f.T("material.original"), Tone: view.Good})
	case m.Recorded != nil:
		out = append(out, view.Badge{Text: f.T("material.there"), Tone: view.Good})
	default:
		out = append(out, view.Badge{Text: f.T("material.absent"), Tone: view.Plain})
	}
	if m.Status == law.Practice {
		out = append(out, view.Badge{Text: f.T("material.customary"), Tone: view.Plain})
	}
	return out
}

// materialTexts are what was recorded of a paper.
func materialTexts(f view.Frame, m casework.ChecklistLine) []string {
	r := m.Recorded
	if r == nil {
		return nil
	}
	var out []string
	if !r.SeenOn.IsZero() {
		out = append(out, f.T("material.seen", f.Words.Date(r.SeenOn), r.SeenBy))
	}
	if r.Copies > 0 {
		out = append(out, f.T("material.copies", r.Copies))
	}
	if !r.ValidUntil.IsZero() {
		out = append(out, f.T("material.valid", f.Words.Date(r.ValidUntil)))
	}
	if r.Note != "" {
		out = append(out, r.Note)
	}
	return out
}

// materialLinks lead to the form that records a paper, filled in with which one it is, and to its scans.
func materialLinks(d caseData, m casework.ChecklistLine) []view.Link {
	var out []view.Link
	if to := d.actTo(workflow.ActRecordMaterial, "_n/lines", "1", "/lines/0/code", m.Code, "/lines/0/title", m.Title, "/lines/0/side", m.Side); to != "" {
		out = append(out, view.Link{To: materialsPath(d.Case.Case.ID) + "?code=" + url.QueryEscape(m.Code), Text: d.Frame.T("material.record")})
	}
	if m.Recorded != nil {
		for _, s := range m.Recorded.Scans {
			out = append(out, view.Link{To: d.at("/uploads/" + s.FileID), Text: s.Name})
		}
	}
	return out
}
