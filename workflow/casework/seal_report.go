package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// SealReport seals the report on behalf of the body (盖章) and hands it to the
// authority: C3 stops, and C1 runs again when the assessment is over with it. The authority's own group has no seal: its
// supervisor hands the report in, signed by all members (art. 9), as that of a mixed body does after the agency's seal.
type SealReport struct {
	Dated
	Note string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (SealReport) Act() workflow.ActName { return workflow.ActSealReport }

// Decide seals the report and orders it as a paper (D13, D16c). An agency must be under contract on that
// day; the seal is not older than the signatures.
func (in SealReport) Decide(ctx context.Context, d *Decision) error {
	if err := d.bodyStands(ctx); err != nil {
		return err
	}
	r := d.Case.ReportInHand()
	for _, s := range r.Signatures { // C3 ends with the seal: it is not older than what it seals
		if faults := NotBefore("/on", d.On, s.On, "评估员签署之日"); len(faults) > 0 {
			return workflow.Invalid(faults...)
		}
	}
	if faults := NotBefore("/on", d.On, r.AgencySealedOn, "派员机构盖章之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Commission.ActedFor(d.Actor.ID)
	var err error
	if d.warnings, err = d.ProofGaps(d.On); err != nil {
		return err
	}
	r.SealedOn, r.SealedBy, r.SealedByID = d.On, d.Actor.Name, d.Actor.ID
	if err := d.StopClock(law.ClockAssessment, d.On, "出具收养评估报告"); err != nil {
		return err
	}
	if r.Ends() {
		if err := d.ResumeReview(PauseAssessment, d.On); err != nil {
			return err
		}
	}
	_, err = d.OrderPaper(ctx, Order{Code: d.Row.Papers[0], To: "authority", Recipient: d.Case.Authority.Name})
	return err
}
