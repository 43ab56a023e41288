package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ReturnReport gives the report back for rework, with reasons (退回): C3 runs on
// from where it stood, C1 pauses again.
type ReturnReport struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ReturnReport) Act() workflow.ActName { return workflow.ActReturnReport }

// Decide takes seal and signatures off the report and lets the assessment clock run on.
func (in ReturnReport) Decide(_ context.Context, d *Decision) error {
	r := d.Case.ReportInHand()
	d.Case.PastReports = append(d.Case.PastReports, *r) // the sealed text stays in the case
	r.Returned = append(r.Returned, workflow.Return{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason})
	r.SealedOn, r.SealedBy, r.SealedByID, r.Signatures = law.Date{}, "", "", nil
	r.AgencySealedOn, r.AgencySealedBy, r.AgencySealedByID = law.Date{}, "", ""
	r.CheckedOn, r.CheckedBy, r.CheckedByID, r.CheckOpinion = law.Date{}, "", "", ""
	if slices.Contains(d.Row.Arms, law.ClockAssessment) {
		if err := d.ReopenClock(law.ClockAssessment, "退回评估报告"); err != nil {
			return err
		}
	}
	return d.PauseReview(PauseAssessment, d.On)
}
