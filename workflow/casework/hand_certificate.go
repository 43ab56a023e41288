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
	BlankNumber string        `json:"blank_number" minLength:"4" maxLength:"18" doc:"印制号 of the ministry's blank, in stock or issued to who hands it over" example:"A54000123"`
	Spoilt      []SpoiltBlank `json:"spoilt,omitempty" maxItems:"20" doc:"Blanks that were spoiled while this certificate was printed (打印作废)"`
	Receivers   []string      `json:"receivers" minItems:"1" maxItems:"4" doc:"Who received, signed and gave a fingerprint"`
}

// SpoiltBlank is a blank that was spoiled while a certificate was printed on it.
type SpoiltBlank struct {
	Number string `json:"number" minLength:"4" maxLength:"18" doc:"印制号" example:"A54000122"`
	Reason string `json:"reason" minLength:"1" maxLength:"200" doc:"作废的事由" example:"打印错位"`
}

// Act names the act.
func (HandCertificate) Act() workflow.ActName { return workflow.ActHandCertificate }

// Decide records the hand-over; D19 is set anew with the blank's number. The register of
// blanks says in the same transaction which sheet was used and which were spoiled.
func (in HandCertificate) Decide(ctx context.Context, d *Decision) error {
	for i, name := range in.Receivers {
		if !slices.ContainsFunc(d.Case.Application.Applicants, func(a workflow.Applicant) bool { return a.Name == name }) {
			return workflow.Invalid(workflow.Field(pointerAt("/receivers", i), "not_an_adopter", "收养登记证应当由收养人本人领取并签名、按指印：请填写收养人姓名", workflow.Guideline("颁发收养登记证")))
		}
	}
	r := d.Case.Registration
	if err := in.checkBlanks(r.BlankNumber); err != nil {
		return err
	}
	for _, s := range in.Spoilt {
		if err := d.takeBlank(ctx, s.Number, workflow.BlankSpoiled, s.Reason); err != nil {
			return err
		}
		r.SpoiltBlanks = append(r.SpoiltBlanks, s.Number)
	}
	if err := d.takeBlank(ctx, in.BlankNumber, workflow.BlankUsed, ""); err != nil {
		return err
	}
	r.HandedOn, r.HandedBy, r.Receivers, r.BlankNumber = d.On, d.Actor.Name, in.Receivers, in.BlankNumber
	_, err := d.OrderPaper(ctx, Order{Code: "D19", To: "file", Recipient: Addressees(d.Case)})
	return err
}

// checkBlanks refuses a spoiled blank that is named twice or handed over, and a blank of
// the approval about which nothing is said.
func (in HandCertificate) checkBlanks(approved string) error {
	seen := map[string]bool{in.BlankNumber: true}
	for i, s := range in.Spoilt {
		if seen[s.Number] {
			return workflow.Invalid(workflow.Field(pointerAt("/spoilt", i)+"/number", "named_twice", "作废的印制号不得重复，也不得与颁发的印制号相同"))
		}
		seen[s.Number] = true
	}
	if approved != "" && !seen[approved] {
		return workflow.Invalid(workflow.Field("/spoilt", "approved_blank", "准予登记时填写的印制号"+approved+"没有颁发：请在作废的印制号（spoilt）中列明并说明事由"))
	}
	return nil
}

// takeBlank uses or spoils a blank of the case's own authority. It fails with conflict
// when the blank is not to be had.
func (d *Decision) takeBlank(ctx context.Context, number string, state workflow.BlankState, reason string) error {
	if _, err := workflow.ParseBlankNumber(number); err != nil {
		return err
	}
	return d.Tx.TakeBlank(ctx, workflow.BlankTaking{
		AuthorityID: d.Case.AuthorityID, Series: workflow.BlankCertificate, Number: number, State: state, CaseID: d.Case.ID,
		Certificate: d.Case.Registration.Certificate, Holders: slices.DeleteFunc([]string{d.Actor.ID, d.Case.OfficerID}, func(id string) bool { return id == "" }), By: d.Actor.Name, On: d.On, Reason: reason,
	})
}
