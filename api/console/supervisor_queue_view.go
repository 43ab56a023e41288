package console

import (
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// waitingTitle names a case of the queue by its number and the family.
func waitingTitle(w waiting) string {
	return strings.TrimSpace(w.Line.Number + " " + w.Line.Applicants)
}

// proposed says what is proposed, by whom, when and why.
func proposed(f view.Frame, w waiting) []view.Fact {
	c := w.Case
	var out []view.Fact
	switch w.Line.Awaits {
	case workflow.AwaitsConclusion:
		r := c.ReportInHand()
		if r == nil {
			r = c.Report
		}
		if r == nil {
			return nil
		}
		out = appendFact(out, f.T("queue.conclusion"), f.T("queue.conclusion."+r.Conclusion))
		out = appendFact(out, f.T("queue.opinion"), r.Opinion)
		return appendFact(out, f.T("queue.sealed"), by(f.Words.Date(r.SealedOn), r.SealedBy))
	case workflow.AwaitsChoice:
		if c.Selection == nil || c.Selection.Choice == nil {
			return nil
		}
		k := c.Selection.Choice
		out = appendFact(out, f.T("queue.chosen"), k.ChosenNumber)
		out = appendFact(out, f.T("queue.reasons"), strings.Join(k.Reasons, "\n"))
		out = appendFact(out, f.T("queue.departure"), k.Departure)
		return appendFact(out, f.T("queue.by"), by(f.Words.Date(k.On), k.By))
	case workflow.AwaitsRegister, workflow.AwaitsRefuse:
		p := c.Proposal
		if p == nil {
			return nil
		}
		out = appendFact(out, f.T("queue.reasons"), strings.Join(p.Reasons, "\n"))
		out = appendFact(out, f.T("act.articles"), basisText(p.Basis))
		return appendFact(out, f.T("queue.by"), by(f.Words.Date(p.On), p.By))
	case workflow.AwaitsNothing:
	}
	return out
}

func by(when, who string) string {
	return strings.Trim(when+" "+who, " ")
}

// awaitsBadge says which approval a case waits for.
func awaitsBadge(f view.Frame, w waiting) view.Badge {
	tone := view.Info
	if w.Line.Awaits == workflow.AwaitsRefuse {
		tone = view.Warn
	}
	return view.Badge{Text: f.T("worklist.awaits." + string(w.Line.Awaits)), Tone: tone}
}

// queueDue says how the nearest limit stands.
func queueDue(d queueData, w waiting) view.Badge {
	return lineBadge(workListData{Frame: d.Frame, List: &casework.WorkList{Today: d.Today}}, w.Line)
}

// buttonClass makes the act that grants the first button.
func buttonClass(i int) string {
	if i == 0 {
		return "button"
	}
	return "button quiet"
}
