package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordInquiry records an inquiry with neighbours, community, employer or school (走访调查记录).
type RecordInquiry struct{ VisitInput }

// Act names the act.
func (RecordInquiry) Act() workflow.ActName { return workflow.ActRecordInquiry }

// Decide records the inquiry and orders D10c.
func (in RecordInquiry) Decide(ctx context.Context, d *Decision) error {
	return in.paper(ctx, d, workflow.VisitInquiry, "D10c")
}
