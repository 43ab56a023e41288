package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// GiveConsent is the family's confirmed consent to the assessment (同意评估, 2020
// 办法 art. 9(2)), each applicant for himself or herself, with the separate consent
// to the processing of sensitive data (PIPL arts. 29, 31).
type GiveConsent struct {
	Dated
	Consents []ApplicantConsent `json:"consents" minItems:"1" maxItems:"2" doc:"One for each applicant"`
	Signed   []SignedForm       `json:"signed,omitempty" maxItems:"20" doc:"Scans of the signed forms"`
	Note     string             `json:"note,omitempty" maxLength:"500"`
}

// ApplicantConsent is one applicant's consent.
type ApplicantConsent struct {
	ApplicantID string   `json:"applicant_id" minLength:"1" maxLength:"64"`
	ConsentedOn law.Date `json:"consented_on,omitzero" doc:"Day of the signature; the day of the act when left out"`
	Privacy     bool     `json:"privacy" doc:"The separate consent to the processing of sensitive personal data was signed"`
}

// SignedForm binds the scan of a signed form.
type SignedForm struct {
	Code     string `json:"code" enum:"D06a,D06b,D06c,D07"`
	UploadID string `json:"upload_id" format:"uuid"`
}

// Act names the act.
func (GiveConsent) Act() workflow.ActName { return workflow.ActGiveConsent }

// Decide records the consents. The assessment clock (C3) starts with the LATER
// one; from that day the review clock (C1) stands still (2020 办法 art. 10).
func (in GiveConsent) Decide(ctx context.Context, d *Decision) error {
	latest, faults := in.record(d)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := d.EndClock(law.ClockConsentAnswer, latest, "收养申请人确认同意"); err != nil {
		return err
	}
	if err := d.StartClock(law.ClockAssessment, latest); err != nil {
		return err
	}
	if err := d.PauseReview(PauseAssessment, latest); err != nil {
		return err
	}
	if err := in.orderForms(ctx, d); err != nil {
		return err
	}
	if d.Case.Commission.OfAgency() == "" { // the authority's own group is not commissioned
		return nil
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D08", To: "body", Recipient: d.Case.Commission.AgencyTitle()})
	return err
}

// record checks that every applicant has consented, each once, and returns the later day.
func (in GiveConsent) record(d *Decision) (latest law.Date, f []workflow.FieldError) {
	given := map[string]bool{}
	for i, k := range in.Consents {
		at := pointerAt("/consents", i)
		name := applicantName(d.Case, k.ApplicantID)
		if name == "" || given[k.ApplicantID] {
			f = append(f, workflow.Field(at+"/applicant_id", "unknown_party", "不是本案的收养申请人，或者重复填写"))
			continue
		}
		given[k.ApplicantID] = true
		on := orOn(k.ConsentedOn, d.On)
		f = append(f, d.within(at+"/consented_on", on, d.Case.Notified.On, "书面告知之日")...)
		if !k.Privacy {
			f = append(f, workflow.Field(at+"/privacy", "required", name+"尚未就敏感个人信息的处理作出单独同意", workflow.PIPL("第二十九条")))
		}
		latest = later(latest, on)
		d.Case.Consents = append(d.Case.Consents, workflow.Consent{
			Kind: workflow.ConsentAssessment, By: name, PartyID: k.ApplicantID, Given: true, On: on, Form: "书面", Privacy: k.Privacy, Note: in.Note,
		})
	}
	for _, a := range d.Case.Application.Applicants {
		if !given[a.ID] {
			f = append(f, workflow.Field("/consents", "incomplete", "夫妻双方均应当同意，尚缺："+a.Name, workflow.Assessment("第九条")))
		}
	}
	return latest, f
}

// orderForms orders the signed forms and binds the scans to them.
func (in GiveConsent) orderForms(ctx context.Context, d *Decision) error {
	forms := []workflow.PaperCode{"D06a", "D06b", "D06c", "D07"}
	bound := make([]bool, len(in.Signed))
	for _, code := range forms {
		p, err := d.OrderPaper(ctx, Order{Code: code, To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectSigned})
		if err != nil {
			return err
		}
		for i, s := range in.Signed {
			if s.Code != string(code) {
				continue
			}
			scan, err := d.scan(ctx, pointerAt("/signed", i)+"/upload_id", s.UploadID)
			if err != nil {
				return err
			}
			p.Scans, bound[i] = append(p.Scans, scan), true
		}
	}
	for i, ok := range bound {
		if !ok {
			return workflow.Invalid(workflow.Field(pointerAt("/signed", i)+"/code", "unknown_form", "不是本次应当签署的文书"))
		}
	}
	return nil
}

// FormInput is what the forms show before they are signed: who consents. Days
// and scans come with the signature.
func (in GiveConsent) FormInput(*workflow.Case) any {
	ids := make([]string, len(in.Consents))
	for i, k := range in.Consents {
		ids[i] = k.ApplicantID
	}
	return map[string]any{"applicant_ids": ids}
}
