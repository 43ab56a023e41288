package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// BeginAssessment opens the home study (开始评估) and names the scoring tables
// that are in force on that day: the case keeps them for ever.
type BeginAssessment struct{ Dated }

// Act names the act.
func (BeginAssessment) Act() workflow.ActName { return workflow.ActBeginAssessment }

// Decide names the tables; the body must stand on that day. It fails with
// law_unknown when the pack does not say how sheets are joined, or the division
// has no table in force for a phase, or only an illustrative one outside a sandbox.
func (in BeginAssessment) Decide(ctx context.Context, d *Decision) error {
	if err := d.bodyStands(ctx); err != nil {
		return err
	}
	if err := d.differentPeople(ctx); err != nil {
		return err
	}
	if _, err := d.Pack.Text("consolidation", d.On); err != nil { // no rule: the sheets could never be joined
		return lawError(err)
	}
	if faults := NotBefore("/on", d.On, lastDeclared(d.Case), "最后一名评估员作出声明之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Instruments, d.Case.Confirmations = map[string]workflow.Ref{}, nil
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		table, err := d.tableInForce(phase)
		if err != nil {
			return err
		}
		d.Case.Instruments[phase] = workflow.Ref(table.Ref())
		if why := d.confirmation(table); table.Status() == law.Illustrative && why != "" {
			if d.Case.Confirmations == nil {
				d.Case.Confirmations = map[string]string{}
			}
			d.Case.Confirmations[phase] = why
		}
	}
	d.Case.Commission.BegunOn = d.On
	d.Case.Commission.ActedFor(d.Actor.ID)
	return nil
}

// lastDeclared is the day of the last declaration of the evaluators of the case.
func lastDeclared(c *workflow.Case) (last law.Date) {
	for _, e := range c.ActiveEvaluators() {
		if e.Declared != nil {
			last = later(last, e.Declared.On)
		}
	}
	return last
}
