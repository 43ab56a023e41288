package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// decides reports whether an act judges on the family, so that who does it must
// have no tie to the parties.
func decides(act workflow.ActName) bool {
	switch act { //nolint:exhaustive // the other acts judge on nothing
	case workflow.ActCheckReport, workflow.ActConfirmConclusion, workflow.ActProposeChoice, workflow.ActApproveChoice,
		workflow.ActProposeRegistration, workflow.ActApproveRegistration, workflow.ActProposeRefusal, workflow.ActApproveRefusal:
		return true
	}
	return false
}

// rests reports whether an act rests on the work of the evaluators, whose cards may
// have changed since they were assigned.
func rests(act workflow.ActName) bool {
	switch act { //nolint:exhaustive // the other acts do not rest on it
	case workflow.ActBeginAssessment, workflow.ActConfirmConclusion, workflow.ActApproveChoice, workflow.ActApproveRegistration:
		return true
	}
	return false
}

// unbiased is the recusal check at begin and decision (回避, 2020 办法 art. 12): of
// who decides, and of those on whose work the decision rests. It fails with
// guard_unmet that names each tie by its kind. Earlier cases were looked at when the
// evaluators were assigned; one that has ended since ran beside this one.
func (d *Decision) unbiased(ctx context.Context) error {
	var subjects []subject
	if decides(d.Row.Act) {
		subjects = append(subjects, staffSubject(d.Actor))
	}
	if rests(d.Row.Act) && d.Case.Commission != nil {
		for _, e := range d.Case.ActiveEvaluators() {
			s, err := memberSubject(ctx, d.Tx, e)
			if err != nil {
				return err
			}
			subjects = append(subjects, s)
		}
	}
	var unmet []workflow.Unmet
	for _, s := range subjects {
		more, err := d.bound(ctx, s, "", workflow.TieEarlier)
		if err != nil {
			return err
		}
		unmet = append(unmet, more...)
	}
	return workflow.GuardUnmet(unmet...)
}
