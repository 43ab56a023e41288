package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// EnterSelection lets a family that is found capable take part in the choice among
// all who want the child (进入择优, order B), also when it is the only one.
type EnterSelection struct {
	Dated
	Opinion string `json:"opinion" minLength:"1" maxLength:"2000" doc:"登记员意见"`
}

// Act names the act.
func (EnterSelection) Act() workflow.ActName { return workflow.ActEnterSelection }

// Decide opens the case's part in the choice. The review clock goes on standing still.
func (in EnterSelection) Decide(_ context.Context, d *Decision) error {
	if faults := Need("/opinion", in.Opinion, "登记员意见"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Selection = &workflow.Selection{EnteredOn: d.On, Standing: workflow.StandingCandidate, Opinion: in.Opinion}
	return d.EndClock(law.ClockReviewWindow, d.On, "进入择优")
}
