package board

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Fact is one commission of an agency in one case, or its part in a mixed body.
type Fact struct {
	CaseID     string // tells cases apart, never shown
	AgencyID   string
	AgencyName string
	Mixed      bool // it sent people to a mixed body (派员): the report is that of the body, visits and sheets are theirs

	NamedOn    law.Date
	AcceptedOn law.Date
	DeclinedOn law.Date // declined, or handed back after acceptance
	VisitedOn  law.Date // first home visit of its evaluators
	SealedOn   law.Date // of the report that stands
	Over       bool     // nothing is to come any more: declined, handed back, or the case has ended

	DueOn  law.Date // 收养评估期限; zero while no clock runs or a pause is open
	DoneOn law.Date // the day on which that clock was stopped

	Reports int // handed in, those that were returned included
	Returns int

	Sheets []SheetFact
}

// SheetFact is the first sheet that an evaluator handed in, blind.
type SheetFact struct {
	Table     *instrument.Instrument
	Evaluator assessment.Person
	Lead      bool // 评估组长
	Sheet     assessment.Sheet
}

// Law finds what a case was judged by; nil where it is not at hand.
type Law struct {
	Calendar *law.Calendar
	Tables   map[string]*instrument.Instrument // by phase
}

// FactsOf lists the commissions of agencies in a case, the present one last. The authority's own group is no agency; of
// a mixed body the agency that sends people is.
func FactsOf(c *workflow.Case, at Law) []Fact {
	var out []Fact
	for i := range c.PastBodies {
		if b := &c.PastBodies[i]; b.OfAgency() != "" {
			f := factOf(c, b)
			f.Over = true
			out = append(out, f)
		}
	}
	b := c.Commission
	if b.OfAgency() == "" {
		return out
	}
	f := factOf(c, b)
	f.Over = !b.DeclinedOn.IsZero() || !b.EndedOn.IsZero() || c.State.End()
	f.reports(c)
	f.due(c, at.Calendar)
	f.sheets(c, b, at.Tables)
	return append(out, f)
}

func factOf(c *workflow.Case, b *workflow.Commission) Fact {
	f := Fact{
		CaseID: c.ID, AgencyID: b.OfAgency(), AgencyName: b.AgencyTitle(), Mixed: b.Kind == workflow.BodyMixed,
		NamedOn: b.NamedOn, AcceptedOn: b.AcceptedOn, DeclinedOn: b.DeclinedOn,
	}
	for _, v := range c.Visits {
		if v.Kind == workflow.VisitHome && (f.VisitedOn.IsZero() || v.On.Before(f.VisitedOn)) && made(v, b) {
			f.VisitedOn = v.On
		}
	}
	return f
}

// made reports whether people of the agency made the visit.
func made(v workflow.Visit, b *workflow.Commission) bool {
	return slices.ContainsFunc(b.Members, func(e workflow.Evaluator) bool { return sent(b, e) && slices.Contains(v.Evaluators, e.AccountID) })
}

// sent reports whether a member is of the agency: everybody of a commissioned one, of a mixed body whom it sends.
func sent(b *workflow.Commission, e workflow.Evaluator) bool {
	return b.Kind != workflow.BodyMixed || e.AgencyID != ""
}

// reports counts what was handed in and returned. One that is being written anew after a return was handed in before.
func (f *Fact) reports(c *workflow.Case) {
	for _, r := range []*workflow.Report{c.Report, c.IntegrationReport} {
		if r == nil {
			continue
		}
		f.Reports += len(r.Returned)
		f.Returns += len(r.Returned)
		if !r.SealedOn.IsZero() {
			f.Reports++
		}
	}
	if c.Report != nil {
		f.SealedOn = c.Report.SealedOn
	}
}

// due is the limit of the assessment and the day on which it was met.
func (f *Fact) due(c *workflow.Case, cal *law.Calendar) {
	k := c.Clock(law.ClockAssessment)
	if k == nil || cal == nil {
		return
	}
	if due, err := k.Explain(cal); err == nil && !due.Running {
		f.DueOn, f.DoneOn = due.On, k.Stopped
	}
}

// sheets keeps the first sheet of each evaluator of the agency, once all of the phase are in. One that was set aside and
// has no other after it is of somebody who had to withdraw, and says nothing; one that was opened again does: it is
// what was judged blind.
func (f *Fact) sheets(c *workflow.Case, b *workflow.Commission, tables map[string]*instrument.Instrument) {
	for phase, table := range tables {
		if table == nil || !slices.Contains(c.ScoredPhases, phase) {
			continue
		}
		first := map[string]int{}
		for i := range c.Sheets {
			s := &c.Sheets[i]
			_, before := first[s.Evaluator.ID]
			if string(s.Phase) != phase || before || !belongs(b, s.Evaluator.ID) || s.Instrument.SHA256 != table.Ref().SHA256 || withdrawn(c, i) {
				continue
			}
			first[s.Evaluator.ID] = i
			f.Sheets = append(f.Sheets, SheetFact{Table: table, Evaluator: s.Evaluator, Lead: leads(b, s.Evaluator.ID), Sheet: *s})
		}
	}
}

func belongs(b *workflow.Commission, account string) bool {
	return slices.ContainsFunc(b.Members, func(e workflow.Evaluator) bool { return e.AccountID == account && sent(b, e) })
}

func leads(b *workflow.Commission, account string) bool {
	return slices.ContainsFunc(b.Members, func(e workflow.Evaluator) bool { return e.AccountID == account && e.Lead })
}

// withdrawn reports whether the sheet was set aside for good.
func withdrawn(c *workflow.Case, at int) bool {
	s := &c.Sheets[at]
	if !slices.ContainsFunc(c.SetAside, func(a workflow.SetAside) bool { return a.SheetID == s.ID }) {
		return false
	}
	return !slices.ContainsFunc(c.Sheets[at+1:], func(o assessment.Sheet) bool {
		return o.Phase == s.Phase && o.Evaluator.ID == s.Evaluator.ID
	})
}
