package casework

import (
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// raiseEmergency opens the emergency hold (紧急处置): no approval comes first. It
// fails when the instant of first knowledge lies in the future.
func (d *Decision) raiseEmergency(facts string, knownAt time.Time) error {
	if knownAt.After(d.At) {
		return workflow.Invalid(workflow.Field("/known_at", "in_future", "首次知悉的时间不得晚于现在"))
	}
	d.Case.Emergency = &workflow.Emergency{
		RaisedOn: d.On, RaisedBy: d.Actor.Name, RaisedByID: d.Actor.ID, Facts: facts, KnownAt: knownAt.UTC().Format(time.RFC3339),
	}
	return nil
}

// liftEmergency ends an open emergency because the case leaves the study or the danger is over.
func (d *Decision) liftEmergency(reason string) {
	e := d.Case.Emergency
	if !e.Open() {
		return
	}
	e.LiftedOn, e.LiftedBy, e.LiftReason = d.On, d.Actor.Name, reason
}
