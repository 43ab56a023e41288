package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordVisit records a home visit (家访记录, 2020 办法 arts. 8-9).
type RecordVisit struct{ VisitInput }

// Act names the act.
func (RecordVisit) Act() workflow.ActName { return workflow.ActRecordVisit }

// Decide records the visit and orders D10a.
func (in RecordVisit) Decide(ctx context.Context, d *Decision) error {
	return in.paper(ctx, d, workflow.VisitHome, "D10a")
}
