package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordInterview records an interview (谈话记录表).
type RecordInterview struct{ VisitInput }

// Act names the act.
func (RecordInterview) Act() workflow.ActName { return workflow.ActRecordInterview }

// Decide records the interview and orders D10b.
func (in RecordInterview) Decide(ctx context.Context, d *Decision) error {
	return in.paper(ctx, d, workflow.VisitInterview, "D10b")
}
