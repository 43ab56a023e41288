package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RefuseConsent records that the family does not consent to the assessment
// (不同意评估): without it there is no registration, and the application ends as withdrawn.
type RefuseConsent struct {
	Dated
	ApplicantID string   `json:"applicant_id" minLength:"1" maxLength:"64" doc:"Who refuses; one of two spouses is enough"`
	RefusedOn   law.Date `json:"refused_on,omitzero" doc:"Day of the refusal; the day of the act when left out"`
	Reason      string   `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (RefuseConsent) Act() workflow.ActName { return workflow.ActRefuseConsent }

// Decide records the refusal, stops every clock and orders D22a.
func (in RefuseConsent) Decide(ctx context.Context, d *Decision) error {
	on := orOn(in.RefusedOn, d.On)
	name := applicantName(d.Case, in.ApplicantID)
	faults := d.within("/refused_on", on, d.Case.Notified.On, "书面告知之日")
	if name == "" {
		faults = append(faults, workflow.Field("/applicant_id", "unknown_party", "不是本案的收养申请人"))
	}
	faults = append(faults, Need("/reason", in.Reason, "不同意评估的理由")...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Consents = append(d.Case.Consents, workflow.Consent{
		Kind: workflow.ConsentAssessment, By: name, PartyID: in.ApplicantID, Given: false, On: on, Form: "书面", Note: in.Reason,
	})
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Who: name, Ground: EndConsentRefused, Reason: in.Reason, EventOn: on,
		Basis: []law.Citation{workflow.Assessment("第九条")},
	}
	if err := d.StopAllClocks(d.On, "收养申请人不同意评估"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D22a", To: "authority", Recipient: d.Case.Authority.Name})
	return err
}

// FormInput is what the form shows before it is signed.
func (in RefuseConsent) FormInput(*workflow.Case) any {
	return map[string]any{"applicant_id": in.ApplicantID, "reason": in.Reason}
}
