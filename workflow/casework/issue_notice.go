package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// IssueNotice is the written notice after the preliminary review (书面告知, 2020
// 办法 art. 9(1)): it names the assessment body and goes to the family and the body.
type IssueNotice struct {
	Dated
	Opinion string     `json:"opinion" minLength:"1" maxLength:"2000" doc:"初审意见"`
	Body    BodyChoice `json:"body"`
	Limit   *HandTerm  `json:"limit,omitempty" doc:"Term for the answer that the authority sets where no law does (指定答复期限)"`
}

// Act names the act.
func (IssueNotice) Act() workflow.ActName { return workflow.ActIssueNotice }

// Decide names the body, which must be qualified on the day, arms the limit for
// the answer where one is known, and orders notices and the forms of consent.
func (in IssueNotice) Decide(ctx context.Context, d *Decision) error {
	if faults := Need("/opinion", in.Opinion, "初审意见"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	body, err := d.commission(ctx, in.Body)
	if err != nil {
		return err
	}
	d.Case.Notified = &workflow.Notified{On: d.On, By: d.Actor.Name, Opinion: in.Opinion, Mode: in.Body.Kind}
	d.Case.Commission = body
	if err := d.startKnownOrHand(law.ClockConsentAnswer, d.On, in.Limit); err != nil {
		return err
	}
	family := Addressees(d.Case)
	return d.OrderAll(ctx,
		Order{Code: "D04", To: "applicants", Recipient: family},
		Order{Code: "D05", To: "applicants", Recipient: family},
		Order{Code: "D05", To: "body", Recipient: noticeTo(body)},
		Order{Code: "D06a", To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectBlank},
		Order{Code: "D06b", To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectBlank},
		Order{Code: "D06c", To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectBlank},
		Order{Code: "D07", To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectBlank})
}

// Subjects of the family's forms: the blank that the notice hands out, and the one that came back signed.
const (
	SubjectBlank  = "blank"
	SubjectSigned = "signed"
)
