package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordIntegrationVisit records a visit in the integration period (融合期记录).
type RecordIntegrationVisit struct{ VisitInput }

// Act names the act.
func (RecordIntegrationVisit) Act() workflow.ActName { return workflow.ActRecordIntegrationVisit }

// Decide records the visit and orders D16a; the child must have been seen.
func (in RecordIntegrationVisit) Decide(ctx context.Context, d *Decision) error {
	if !in.ChildSeen {
		return workflow.Invalid(workflow.Field("/child_seen", "required", "融合期走访应当见到被收养人", workflow.Assessment("第八条")))
	}
	return in.paper(ctx, d, workflow.VisitIntegration, "D16a")
}
