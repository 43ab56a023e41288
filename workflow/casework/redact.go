package casework

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// SheetProgress is what may be known of the sheets of a phase before all are in: n of m
// submitted. Evaluators are told of their own alone (design.md §5).
type SheetProgress struct {
	Phase     string `json:"phase"`
	Submitted int    `json:"submitted"`
	Of        int    `json:"of"`
	Mine      bool   `json:"mine"` // the reader has submitted his
}

// progress counts the submitted sheets of the phases that have begun.
func progress(c *workflow.Case, a workflow.Actor) []SheetProgress {
	out := []SheetProgress{}
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		if _, begun := c.Instruments[phase]; !begun {
			continue
		}
		p := SheetProgress{Phase: phase, Of: len(c.ActiveEvaluators())}
		for _, s := range c.SheetsOf(phase) {
			p.Submitted++
			p.Mine = p.Mine || s.Evaluator.ID == a.ID
		}
		if a.Role == workflow.RoleEvaluator && !c.SheetsComplete(phase) {
			p.Submitted = 0
			if p.Mine {
				p.Submitted = 1
			}
		}
		out = append(out, p)
	}
	return out
}

// Redact takes out of a loaded case what the actor may not see: blind sheets and
// their papers, numbers, and before an agency has accepted everything but the
// offer. It changes c and child, and returns nil when the case does not exist for the actor.
func Redact(c *workflow.Case, child *workflow.Child, a workflow.Actor) (*workflow.Case, *workflow.Child) {
	switch access(c, a) {
	case accessClear:
	case accessMasked:
		maskCase(c, child)
	case accessOffer:
		return offer(c), nil
	case accessHead:
		return head(c), nil
	default:
		return nil, nil
	}
	whole := *c
	c.Sheets = slices.DeleteFunc(slices.Clone(c.Sheets), func(s assessment.Sheet) bool { return blindSheet(&whole, s, a.ID) })
	c.Rulings = slices.DeleteFunc(slices.Clone(c.Rulings), func(r workflow.PhaseRuling) bool { return blindRuling(&whole, r) })
	c.JointRatings = slices.DeleteFunc(slices.Clone(c.JointRatings), func(j workflow.JointRating) bool { return blindJoint(&whole, j, a.ID) })
	c.PastReports = slices.Clone(c.PastReports)
	for i := range c.PastReports {
		if r := &c.PastReports[i]; whole.BlindReport(*r) {
			r.Work, r.Analysis, r.Conclusion, r.Opinion, r.UnfitGround = "", "", "", "", ""
		}
	}
	if whole.Adjudicated(a.ID) {
		for i := range c.Sheets {
			c.Sheets[i] = disputedOnly(&whole, c.Sheets[i], a.ID)
		}
	}
	c.Papers = slices.DeleteFunc(slices.Clone(c.Papers), func(p workflow.Paper) bool { return blindPaper(&whole, p, a.ID) || ofRivals(p, a) })
	if assesses(a) {
		c.Selection = ownPart(c)
	}
	return c, child
}

// head is a case without any person: number, state, dates, division.
func head(c *workflow.Case) *workflow.Case {
	return &workflow.Case{
		ID: c.ID, AuthorityID: c.AuthorityID, Authority: c.Authority, Number: c.Number, Kind: c.Kind, Category: c.Category,
		Order: c.Order, State: c.State, StateSince: c.StateSince, Version: c.Version, Pack: c.Pack, Calendar: c.Calendar,
		ReceivedOn: c.ReceivedOn, CompleteOn: c.CompleteOn, AcceptedOn: c.AcceptedOn, Clocks: c.Clocks,
	}
}

// offer is what an agency sees before it accepts: number, division, dates, the
// names for the recusal check, and the papers addressed to it.
func offer(c *workflow.Case) *workflow.Case {
	o := head(c)
	o.Application.Mode = c.Application.Mode
	for _, a := range c.Application.Applicants {
		o.Application.Applicants = append(o.Application.Applicants, workflow.Applicant{ID: a.ID, Person: workflow.Person{Name: a.Name}})
	}
	for _, m := range c.Application.Household {
		o.Application.Household = append(o.Application.Household, workflow.HouseholdMember{Person: workflow.Person{Name: m.Name}, Relation: m.Relation})
	}
	o.Application.Placer = workflow.Placer{Type: c.Application.Placer.Type, Organisation: c.Application.Placer.Organisation}
	for _, p := range c.Application.Placer.Persons {
		o.Application.Placer.Persons = append(o.Application.Placer.Persons, workflow.Person{Name: p.Name})
	}
	o.Commission = c.Commission
	if n := c.Notified; n != nil { // what the authority thinks of the family is not part of an offer
		o.Notified = &workflow.Notified{On: n.On, By: n.By, Mode: n.Mode}
	}
	for _, p := range c.Papers {
		if p.To == "body" {
			o.Papers = append(o.Papers, p)
		}
	}
	return o
}

// maySeePaper reports whether the actor may read a paper of the case.
func maySeePaper(c *workflow.Case, p workflow.Paper, a workflow.Actor) bool {
	switch access(c, a) {
	case accessClear, accessMasked:
		return !blindPaper(c, p, a.ID) && !ofRivals(p, a)
	case accessOffer:
		return p.To == "body"
	case accessHead: // a body whose commission has ended still gets what is addressed to it
		return a.Role == workflow.RoleManager && p.To == "body"
	case accessNone:
	}
	return false
}
