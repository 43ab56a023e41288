package console

import (
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// paperBadges say how a paper stands: made, signed, served, on paper, failed, void.
func paperBadges(f view.Frame, p casework.PaperLine) []view.Badge {
	if !p.VoidOn.IsZero() {
		return []view.Badge{{Text: f.T("paper.void"), Tone: view.Plain}}
	}
	var out []view.Badge
	if p.Failure != "" {
		out = append(out, view.Badge{Text: f.T("paper.failed"), Tone: view.Danger})
	} else {
		out = append(out, view.Badge{Text: f.T("paper.made"), Tone: view.Info})
	}
	if len(p.Signatures) > 0 {
		out = append(out, view.Badge{Text: f.T("paper.signed"), Tone: view.Good})
	}
	if p.SealFailure != "" {
		out = append(out, view.Badge{Text: f.T("paper.seal_failed"), Tone: view.Warn})
	}
	if len(p.Scans) > 0 {
		out = append(out, view.Badge{Text: f.T("paper.scanned", len(p.Scans)), Tone: view.Good})
	}
	if n := len(p.Services); n > 0 {
		out = append(out, view.Badge{Text: f.T("paper.served.on", f.Words.Date(p.Services[0].On)), Tone: view.Good})
	} else if spec, ok := p.Code.Spec(); ok && spec.Served {
		out = append(out, view.Badge{Text: f.T("paper.unserved"), Tone: view.Warn})
	}
	return out
}

// paperNote is number and addressee.
func paperNote(p casework.PaperLine) string {
	var parts []string
	for _, s := range []string{string(p.Code), p.Number, p.Recipient} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// paperTroubles are reasons: why a paper is void, could not be set, could not be signed; and how it was served.
func paperTroubles(f view.Frame, p casework.PaperLine) []string {
	var out []string
	if p.VoidWhy != "" {
		out = append(out, f.T("paper.void.why", f.Words.Date(p.VoidOn), p.VoidWhy))
	}
	for _, text := range []string{p.Failure, p.SealFailure} {
		if text != "" {
			out = append(out, text)
		}
	}
	for _, s := range p.Services {
		out = append(out, f.T("paper.service", f.Words.Date(s.On), optionText(f, "mode", s.Mode), s.Recipient))
	}
	return out
}

// paperLinks are what can be done with a paper: set it again, serve it, file its scan, read what is filed.
func paperLinks(d caseData, p casework.PaperLine) []view.Link {
	f := d.Frame
	var out []view.Link
	add := func(to, word string) {
		if to != "" {
			out = append(out, view.Link{To: to, Text: f.T(word)})
		}
	}
	if p.VoidOn.IsZero() {
		if p.Failure != "" {
			add(d.at("/papers/"+p.ID), "paper.again")
		}
		if spec, ok := p.Code.Spec(); ok && spec.Served && len(p.Services) == 0 {
			add(d.actTo(workflow.ActServePaper, "/paper_id", p.ID, "/recipient", p.Recipient), "paper.serve")
		}
		add(d.actTo(workflow.ActAttachScan, "/paper_id", p.ID), "paper.scan")
	}
	for _, s := range p.Scans {
		out = append(out, view.Link{To: d.at("/uploads/" + s.FileID), Text: s.Name})
	}
	return out
}
