package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ReopenSheet gives a submitted sheet back to its evaluator (退回评分表): of the phase
// that runs, or, as long as no report is submitted, of the phase that was scored last,
// which runs again then. The sheet stays in the record and is superseded by the next;
// until that one is in, the sheets are blind again and there is no result.
type ReopenSheet struct {
	Dated
	EvaluatorID string `json:"evaluator_id" format:"uuid" doc:"Id of the evaluator whose sheet is given back"`
	Reason      string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ReopenSheet) Act() workflow.ActName { return workflow.ActReopenSheet }

// Decide sets the sheet aside, and takes effect from everything that rested on the
// sheets of the phase: rulings, a stated outcome, a finding of unfitness, the report,
// their papers. When the integration is scored anew its period runs on as if it had not
// ended. It fails with invalid_input for somebody whose sheet does not count, and for a
// day before the sheet was submitted or the report in hand was written or signed.
func (in ReopenSheet) Decide(_ context.Context, d *Decision) error {
	phase, _ := d.Case.LastScored()
	aside, err := in.sheets(d, phase)
	if err != nil {
		return err
	}
	if err := in.notBefore(d, aside); err != nil {
		return err
	}
	by := workflow.Return{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason}
	d.Case.Unsettle(phase, d.On, "评分表退回："+in.Reason)
	for _, one := range aside {
		d.Case.SetAside = append(d.Case.SetAside, one)
		d.Case.SupersedePapers(phase, one.SheetID, by)
	}
	if d.Case.State == d.To() { // the phase runs still: nothing has closed it
		return nil
	}
	d.Case.SupersedeReport(phase, by)
	if phase != workflow.PhaseIntegration {
		return nil
	}
	return d.resumeIntegration()
}

// sheets lists what does not count any more: the sheet that is given back, and those of
// people who have left since, for whom others score.
func (in ReopenSheet) sheets(d *Decision, phase string) ([]workflow.SetAside, error) {
	member := map[string]workflow.Evaluator{}
	for _, e := range d.Case.Commission.Members {
		if old, known := member[e.AccountID]; !known || !old.Active() {
			member[e.AccountID] = e
		}
	}
	var aside []workflow.SetAside
	found := false
	for _, s := range d.Case.SheetsOf(phase) {
		who := member[s.Evaluator.ID]
		named := who.EvaluatorID == in.EvaluatorID
		found = found || named
		switch {
		case !who.Active():
			aside = append(aside, workflow.SetAside{SheetID: s.ID, On: d.On, By: d.Actor.Name, Reason: "评估员已离开本案，由接替的评估员重新评定：" + in.Reason})
		case named:
			aside = append(aside, workflow.SetAside{SheetID: s.ID, On: d.On, By: d.Actor.Name, Reason: in.Reason, Reopened: true})
		}
	}
	if found {
		return aside, nil
	}
	for _, e := range d.Case.ActiveEvaluators() {
		if e.EvaluatorID == in.EvaluatorID {
			return nil, workflow.Invalid(workflow.Field("/evaluator_id", "not_submitted", "该评估员尚未提交本阶段的评分表，无需退回"))
		}
	}
	return nil, workflow.Invalid(workflow.Field("/evaluator_id", "not_assigned", "该评估员不在本案中"))
}

// notBefore refuses a day before what loses effect was made.
func (in ReopenSheet) notBefore(d *Decision, aside []workflow.SetAside) error {
	var faults []workflow.FieldError
	for _, p := range d.Case.Papers {
		if p.Code == "D11" && slices.ContainsFunc(aside, func(a workflow.SetAside) bool { return a.SheetID == p.Subject }) {
			faults = append(faults, NotBefore("/on", d.On, p.On, "提交该评分表之日")...)
		}
	}
	if r := d.Case.ReportInHand(); r != nil {
		faults = append(faults, NotBefore("/on", d.On, r.WrittenOn, "撰写评估报告之日")...)
		for _, s := range r.Signatures {
			faults = append(faults, NotBefore("/on", d.On, s.On, s.Name+"签署评估报告之日")...)
		}
	}
	return workflow.Invalid(faults...)
}

// resumeIntegration lets the integration period (C4) run on as if it had not ended: the
// child has stayed with the family. A removal to safety since the end interrupts it as
// it would have done then.
func (d *Decision) resumeIntegration() error {
	if err := d.ReopenClock(law.ClockIntegration, "退回评分表"); err != nil {
		return err
	}
	holds := slices.Clone(d.Case.PastHolds)
	if e := d.Case.Emergency; e != nil {
		holds = append(holds, *e)
	}
	for _, e := range holds {
		if e.RemovedOn.IsZero() || e.BackOn.IsZero() || interrupted(d.Case, e) {
			continue
		}
		from := later(e.RemovedOn, d.Case.Clock(law.ClockIntegration).Start)
		if err := d.PauseClock(law.ClockIntegration, PauseRemoved, from); err != nil {
			return err
		}
		if err := d.integrationAfterBreak(e.BackOn); err != nil {
			return err
		}
	}
	return nil
}

// interrupted reports whether the integration period knows of a removal already.
func interrupted(c *workflow.Case, e workflow.Emergency) bool {
	return slices.ContainsFunc(c.Clocks, func(k law.Clock) bool {
		return k.Name == law.ClockIntegration && (k.Start == e.BackOn ||
			slices.ContainsFunc(k.Pauses, func(p law.Pause) bool { return p.From == e.RemovedOn && p.To == e.BackOn }))
	})
}

// reopened is what an evaluator goes on from whose sheet was given back: a draft that
// nobody has saved yet, with all that stood in the sheet. nil when none was.
func reopened(c *workflow.Case, phase, account string) *SheetDraft {
	for i := len(c.SetAside) - 1; i >= 0; i-- {
		if !c.SetAside[i].Reopened {
			continue
		}
		for _, s := range c.Sheets {
			if s.ID == c.SetAside[i].SheetID && string(s.Phase) == phase && s.Evaluator.ID == account {
				sheet := assessment.Sheet{CaseID: s.CaseID, Instrument: s.Instrument, Phase: s.Phase, Evaluator: s.Evaluator, Applicants: s.Applicants, Answers: s.Answers}
				return &SheetDraft{CaseID: c.ID, EvaluatorID: account, Phase: phase, Sheet: sheet}
			}
		}
	}
	return nil
}

// givenBack is the day on which the last sheet of somebody in a phase was given back,
// zero when none was.
func givenBack(c *workflow.Case, phase, account string) law.Date {
	var last law.Date
	for _, a := range c.SetAside {
		for _, s := range c.Sheets {
			if a.Reopened && s.ID == a.SheetID && string(s.Phase) == phase && s.Evaluator.ID == account {
				last = later(last, a.On)
			}
		}
	}
	return last
}
