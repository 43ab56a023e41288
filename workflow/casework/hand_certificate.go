package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// HandCertificate is the handing over of the certificate (颁证): identities are
// checked, rights and duties explained, the parties sign and give fingerprints.
type HandCertificate struct {
	Dated
	BlankNumber string   `json:"blank_number" minLength:"1" maxLength:"50" doc:"印制号 of the ministry's blank"`
	Receivers   []string `json:"receivers" minItems:"1" maxItems:"4" doc:"Who received, signed and gave a fingerprint"`
}

// Act names the act.
func (HandCertificate) Act() workflow.ActName { return workflow.ActHandCertificate }

// Decide records the hand-over; D19 is set anew with the blank's number.
func (in HandCertificate) Decide(ctx context.Context, d *Decision) error {
	for i, name := range in.Receivers {
		if !slices.ContainsFunc(d.Case.Application.Applicants, func(a workflow.Applicant) bool { return a.Name == name }) {
			return workflow.Invalid(workflow.Field(pointerAt("/receivers", i), "not_an_adopter", "收养登记证应当由收养人本人领取并签名、按指印：请填写收养人姓名", workflow.Guideline("颁发收养登记证")))
		}
	}
	r := d.Case.Registration
	if r.BlankNumber != "" && r.BlankNumber != in.BlankNumber {
		r.SpoiltBlanks = append(r.SpoiltBlanks, r.BlankNumber)
	}
	r.HandedOn, r.HandedBy, r.Receivers, r.BlankNumber = d.On, d.Actor.Name, in.Receivers, in.BlankNumber
	_, err := d.OrderPaper(ctx, Order{Code: "D19", To: "file", Recipient: Addressees(d.Case)})
	return err
}
