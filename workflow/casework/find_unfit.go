package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// FindUnfit closes the study without integration because the capacity result did
// not pass (认定不具备收养能力): the body writes its report.
type FindUnfit struct {
	Dated
	Ground string `json:"ground" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (FindUnfit) Act() workflow.ActName { return workflow.ActFindUnfit }

// Decide opens the report as one that finds the family unfit.
func (in FindUnfit) Decide(_ context.Context, d *Decision) error {
	if err := d.afterSheets(workflow.PhaseCapacity); err != nil {
		return err
	}
	d.Case.Report = &workflow.Report{Unfit: true, UnfitGround: in.Ground}
	return nil
}
