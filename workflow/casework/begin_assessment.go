package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// BeginAssessment opens the home study (开始评估) and names the scoring tables
// that are in force on that day: the case keeps them for ever.
type BeginAssessment struct {
	Dated
	IllustrativeReason string `json:"illustrative_reason,omitempty" maxLength:"500" doc:"Outside a sandbox no illustrative table is used"`
}

// Act names the act.
func (BeginAssessment) Act() workflow.ActName { return workflow.ActBeginAssessment }

// Decide names the tables. It fails with law_unknown when the division has no
// table in force for a phase, or only an illustrative one outside a sandbox.
func (in BeginAssessment) Decide(_ context.Context, d *Decision) error {
	d.Case.Instruments = map[string]workflow.Ref{}
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		table, err := d.tableInForce(phase)
		if err != nil {
			return err
		}
		d.Case.Instruments[phase] = workflow.Ref(table.Ref())
	}
	d.Case.Commission.BegunOn = d.On
	return nil
}
