package casework

import (
	"context"

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
	r := d.Case.Registration
	if r.BlankNumber != "" && r.BlankNumber != in.BlankNumber {
		r.SpoiltBlanks = append(r.SpoiltBlanks, r.BlankNumber)
	}
	r.HandedOn, r.HandedBy, r.Receivers, r.BlankNumber = d.On, d.Actor.Name, in.Receivers, in.BlankNumber
	_, err := d.OrderPaper(ctx, Order{Code: "D19", To: "file", Recipient: ApplicantNames(d.Case)})
	return err
}
