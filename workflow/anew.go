package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// LastScored is the phase whose sheets the case came from last, and the state in which
// they are scored: where a sheet goes that is given back (退回评分表). In order A a case
// is in the integration once the child was handed over; in order B the capacity is
// reported on its own.
func (c *Case) LastScored() (phase string, in State) {
	if c.State == Integrating || c.State == IntegrationReview || c.reportedPhase() == PhaseIntegration {
		return PhaseIntegration, Integrating
	}
	return PhaseCapacity, Assessing
}

// SupersedeReport takes effect from what closed a phase after its sheets were all in:
// the report in hand, a finding of unfitness with it, the end of the integration. Each
// stays in the case with date, person and reason.
func (c *Case) SupersedeReport(phase string, by Return) {
	if r := c.ReportInHand(); r != nil {
		past := *r
		past.Superseded = &by
		c.PastReports = append(c.PastReports, past)
		c.SetReport(nil)
	}
	if i := c.Integration; phase == PhaseIntegration && i != nil && !i.EndedOn.IsZero() {
		i.PastEnds = append(i.PastEnds, IntegrationEnd{EndedOn: i.EndedOn, Outcome: i.Outcome, Summary: i.Summary, Superseded: by})
		i.EndedOn, i.Outcome, i.Summary = law.Date{}, "", ""
	}
}

// SupersedePapers takes effect from the print of a sheet that was given back, and from
// the papers that were made of all sheets of its phase. One that was served stays in
// force until the next.
func (c *Case) SupersedePapers(phase, sheet string, by Return) {
	for i := range c.Papers {
		if p := &c.Papers[i]; c.restsOn(*p, phase) || p.Code == "D11" && p.Subject == sheet {
			p.supersede(by)
		}
	}
}

// restsOn reports whether a paper was made of all sheets of the phase together.
func (c *Case) restsOn(p Paper, phase string) bool {
	switch p.Code {
	case "D13":
		return phase == c.reportedPhase()
	case "D16b", "D16c":
		return phase == PhaseIntegration
	case "D27":
		return slices.ContainsFunc(c.Rulings, func(r PhaseRuling) bool { return r.ID == p.Subject && r.Phase == phase })
	}
	return false
}

// reportedPhase is the last phase that the assessment report (D13) is on.
func (c *Case) reportedPhase() string {
	if c.order() == OrderA && c.Integration != nil {
		return PhaseIntegration
	}
	return PhaseCapacity
}

// supersede makes a paper void because another takes its place.
func (p *Paper) supersede(by Return) {
	if p.VoidOn.IsZero() && p.ServedOn().IsZero() {
		p.VoidOn, p.VoidWhy = by.On, "评分表退回，由重新作出的文书取代："+by.Reason
	}
}

// NextRevision numbers a new text of a report: a superseded text keeps its number, so
// that nobody signs one for the other.
func (c *Case) NextRevision(r *Report) int {
	last := r.Revision
	for _, past := range c.PastReports {
		if past.Superseded != nil && slices.Equal(past.Covers, r.Covers) {
			last = max(last, past.Revision)
		}
	}
	return last + 1
}

// BlindReport reports whether the text of a report is hidden: it tells what is on the
// sheets of a phase that is blind again.
func (c *Case) BlindReport(r Report) bool {
	phase := ScoringPhase(c.State)
	return phase != "" && !c.SheetsComplete(phase) && (len(r.Covers) == 0 || slices.Contains(r.Covers, phase))
}

// BlindAgain reports whether a paper shows what the sheets say of a phase that is blind
// again, since one of its sheets was given back.
func (c *Case) BlindAgain(p Paper) bool {
	phase := ScoringPhase(c.State)
	return phase != "" && !c.SheetsComplete(phase) && c.restsOn(p, phase)
}
