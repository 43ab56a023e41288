package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// FinishCapacity closes the capacity part of the study with a passed result
// (能力评估完毕, order B): the body writes the report on the capacity; whether the
// family goes on to the integration is for the choice among all families to say.
type FinishCapacity struct {
	Dated
	Summary string `json:"summary,omitempty" maxLength:"2000" doc:"Remark of the evaluator who closes the part"`
}

// Act names the act.
func (FinishCapacity) Act() workflow.ActName { return workflow.ActFinishCapacity }

// Decide only looks at the dates: the result stands in the sheets.
func (in FinishCapacity) Decide(_ context.Context, d *Decision) error {
	return d.afterSheets(workflow.PhaseCapacity)
}
