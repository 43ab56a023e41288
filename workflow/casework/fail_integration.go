package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// FailIntegration returns the child because the two do not grow together (融合失败):
// the case goes to decision.
type FailIntegration struct {
	Dated
	ChildReturn
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (FailIntegration) Act() workflow.ActName { return workflow.ActFailIntegration }

// Decide records the return, stops C4 and C3 and lets C1 run again; an emergency
// ends with it. A child that was taken to safety before needs no second return.
func (in FailIntegration) Decide(ctx context.Context, d *Decision) error {
	if faults := Need("/reason", in.Reason, "融合失败的理由"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if e := d.Case.Emergency; e.Open() && e.PoliceAt == "" {
		return policeFirst()
	}
	if err := d.returnChild(ctx, in.ChildReturn, in.Reason); err != nil {
		return err
	}
	d.integrationFailed(d.On)
	if err := d.liftEmergency("融合失败，儿童已返还"); err != nil {
		return err
	}
	return d.endAssessment("融合失败")
}
