package casework

import (
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// raiseEmergency opens the emergency hold (紧急处置): no approval comes first. The
// review clock and the assessment clock stand still where the pack knows the
// ground. It fails when the instant of first knowledge lies in the future.
func (d *Decision) raiseEmergency(facts string, knownAt time.Time) error {
	if knownAt.After(d.At) {
		return workflow.Invalid(workflow.Field("/known_at", "in_future", "首次知悉的时间不得晚于现在"))
	}
	if e := d.Case.Emergency; e != nil { // an earlier hold that was lifted stays in the case
		d.Case.PastHolds = append(d.Case.PastHolds, *e)
	}
	d.Case.Emergency = &workflow.Emergency{
		RaisedOn: d.On, RaisedBy: d.Actor.Name, RaisedByID: d.Actor.ID, Facts: facts, KnownAt: knownAt.UTC().Format(time.RFC3339),
	}
	for _, name := range []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment} {
		if err := d.pauseKnown(name, PauseEmergency, d.On); err != nil {
			return err
		}
	}
	return nil
}

// liftEmergency ends an open emergency because the case leaves the study or the
// danger is over, and lets the clocks go on; none open is no error.
func (d *Decision) liftEmergency(reason string) error {
	e := d.Case.Emergency
	if !e.Open() {
		return nil
	}
	if faults := NotBefore("/on", d.On, e.RaisedOn, "提出紧急处置之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	e.LiftedOn, e.LiftedBy, e.LiftReason = d.On, d.Actor.Name, reason
	for _, name := range []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment} {
		if err := d.resumeKnown(name, PauseEmergency, d.On); err != nil {
			return err
		}
	}
	return nil
}

// harmItem is the item of art. 11 on harm to the child, with the duty to report to the police at once.
const harmItem = 8
