package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// FinishIntegration ends the integration period after at least 30 days (融合期满):
// the result of the integration sheets stands, the body writes its report.
type FinishIntegration struct {
	Dated
	Summary string `json:"summary" minLength:"1" maxLength:"5000" doc:"融合情况综述"`
}

// Act names the act.
func (FinishIntegration) Act() workflow.ActName { return workflow.ActFinishIntegration }

// Decide ends the period and orders D16b.
func (in FinishIntegration) Decide(ctx context.Context, d *Decision) error {
	if err := d.afterSheets(workflow.PhaseIntegration); err != nil {
		return err
	}
	i := d.Case.Integration
	i.EndedOn, i.Outcome, i.Summary = d.On, integrationFinished, in.Summary
	if err := d.StopClock(law.ClockIntegration, d.On, "融合期满"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D16b", To: "file"})
	return err
}
