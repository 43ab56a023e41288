package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ProposeRegistration is the officer's proposal to register (拟准予登记). From the
// preliminary review it is the short way of step-children, who are exempt from
// assessment (2020 办法 art. 2).
type ProposeRegistration struct {
	Dated
	Reasons []string `json:"reasons" minItems:"1" maxItems:"20" doc:"拟办理由"`
}

// Act names the act.
func (ProposeRegistration) Act() workflow.ActName { return workflow.ActProposeRegistration }

// Decide records the proposal; another person decides.
func (in ProposeRegistration) Decide(_ context.Context, d *Decision) error {
	if d.Case.State == workflow.Reviewing && !d.Case.Category.Exempt() {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardAssessedOrExempt), Message: "除收养继子女外，应当先进行收养评估",
			Basis: []law.Citation{workflow.Assessment("第二条")}, Who: []workflow.Role{workflow.RoleOfficer},
		})
	}
	return d.propose(workflow.OutcomeRegister, in.Reasons, nil, nil)
}

// ProposeRefusal is the officer's proposal to refuse (拟不予登记), with the rules
// and articles on which it rests. A score, a veto or a terminated assessment
// never refuses by itself: two people do.
type ProposeRefusal struct {
	Dated
	Reasons []string       `json:"reasons" minItems:"1" maxItems:"20" doc:"不予登记的理由"`
	Rules   []string       `json:"rules,omitempty" maxItems:"20" doc:"Codes of eligibility rules that failed in the last check"`
	Basis   []law.Citation `json:"basis,omitempty" maxItems:"20" doc:"Articles on which the refusal rests, beside those of the rules"`
}

// Act names the act.
func (ProposeRefusal) Act() workflow.ActName { return workflow.ActProposeRefusal }

// Decide records the proposal. Rules named must have failed in the last check;
// a refusal without any basis is refused itself.
func (in ProposeRefusal) Decide(_ context.Context, d *Decision) error {
	basis := in.Basis
	for i, code := range in.Rules {
		o, ok := lastOutcome(d.Case, code)
		if !ok || o.Kind != eligibility.Fail {
			return workflow.Invalid(workflow.Field(pointerAt("/rules", i), "not_failed", "最近一次条件审查中，该项并非“不符合”"))
		}
		basis = append(basis, o.Basis...)
	}
	if len(basis) == 0 {
		return workflow.Invalid(workflow.Field("/basis", "required", "不予登记应当说明法律依据：请引用未符合的审查项目或者条文", workflow.Measures("第八条")))
	}
	return d.propose(workflow.OutcomeRefuse, in.Reasons, basis, in.Rules)
}

func lastOutcome(c *workflow.Case, code string) (eligibility.Outcome, bool) {
	last := c.LastEligibility()
	if last == nil {
		return eligibility.Outcome{}, false
	}
	return last.Report.Outcome(code)
}

// propose keeps the proposal and where it came from, for a return.
func (d *Decision) propose(outcome string, reasons []string, basis []law.Citation, rules []string) error {
	for i, r := range reasons {
		if r == "" {
			return workflow.Invalid(workflow.Field(pointerAt("/reasons", i), "required", "理由不能为空"))
		}
	}
	var returned []workflow.Return
	if d.Case.Proposal != nil {
		returned = d.Case.Proposal.Returned
	}
	d.Case.Proposal = &workflow.Proposal{
		Outcome: outcome, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, CameFrom: d.Case.State,
		Reasons: reasons, Basis: basis, Rules: rules, Returned: returned,
	}
	return nil
}

// ReturnProposal gives the proposal back to where it came from, with reasons (退回).
type ReturnProposal struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ReturnProposal) Act() workflow.ActName { return workflow.ActReturnProposal }

// Decide withdraws the proposal and keeps why.
func (in ReturnProposal) Decide(_ context.Context, d *Decision) error {
	p := d.Case.Proposal
	p.Withdrawn = true
	p.Returned = append(p.Returned, workflow.Return{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason})
	return nil
}

// GiveGuidance records family education guidance (家庭教育指导, 家庭教育促进法 art. 32).
type GiveGuidance struct {
	Dated
	Content string   `json:"content" minLength:"1" maxLength:"5000"`
	Persons []string `json:"persons" minItems:"1" maxItems:"10"`
}

// Act names the act.
func (GiveGuidance) Act() workflow.ActName { return workflow.ActGiveGuidance }

// Decide records the guidance; a second time replaces the first in the case and keeps both in the record.
func (in GiveGuidance) Decide(_ context.Context, d *Decision) error {
	d.Case.Guidance = &workflow.Guidance{On: d.On, By: d.Actor.Name, Content: in.Content, Persons: in.Persons}
	return nil
}

// ApproveRegistration is the approver's decision to register (准予登记): the
// relation exists from that day (Civil Code art. 1105). The rules run again on
// the facts of that day.
type ApproveRegistration struct {
	Dated
	Opinion     string `json:"opinion" minLength:"1" maxLength:"2000"`
	NameAfter   string `json:"name_after,omitempty" maxLength:"100" doc:"收养后姓名; the application's when left out"`
	BlankNumber string `json:"blank_number,omitempty" maxLength:"50" doc:"印制号 of the ministry's blank"`
}

// Act names the act.
func (ApproveRegistration) Act() workflow.ActName { return workflow.ActApproveRegistration }

// Decide registers: certificate number, child's record, follow-up plan from the
// pack where it knows a schedule, D18, D19, D21a.
func (in ApproveRegistration) Decide(ctx context.Context, d *Decision) error {
	c := d.Case
	c.Decision = &workflow.Decision{
		Outcome: workflow.OutcomeRegister, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Opinion: in.Opinion,
		Reasons: c.Proposal.Reasons,
	}
	if err := d.checkEligibility(workflow.PurposeRegistration); err != nil {
		return err
	}
	if last := c.LastEligibility(); last.Report.Verdict != eligibility.Eligible {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardEligibleToday), Message: "按登记之日的事实审查，条件未具备", Who: []workflow.Role{workflow.RoleOfficer},
			Basis: []law.Citation{workflow.CivilCode("第一千零九十八条")},
		})
	}
	serial, err := d.Tx.Number(ctx, c.AuthorityID, "certificate", d.On.Year())
	if err != nil {
		return err
	}
	number, err := workflow.FormatCertificateNumber(d.On.Year(), c.Authority.CertificateMark, serial)
	if err != nil {
		return err
	}
	name := in.NameAfter
	if name == "" {
		name = c.Application.NameAfter
	}
	if name == "" {
		name = d.Child.Name
	}
	c.Registration = &workflow.Registration{On: d.On, Certificate: number, BlankNumber: in.BlankNumber, NameAfter: name}
	if c.Integration != nil && c.Integration.Outcome == "finished" {
		c.Integration.Outcome = "integrated"
	}
	d.TouchChild()
	d.Child.AdoptedBy = c.ID
	if err := d.StopClock(law.ClockRegistrationReview, d.On, "准予登记"); err != nil {
		return err
	}
	if err := d.StopClock(law.ClockReviewWindow, d.On, "准予登记"); err != nil {
		return err
	}
	return d.afterRegistration(ctx)
}

func (d *Decision) afterRegistration(ctx context.Context) error {
	if err := d.planFromPack(); err != nil {
		return err
	}
	if err := d.OrderAll(ctx, Order{Code: "D18", To: "file"}, Order{Code: "D19", To: "applicants", Recipient: ApplicantNames(d.Case)}); err != nil {
		return err
	}
	if len(d.Case.FollowUps.Visits) == 0 {
		return nil
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D21a", To: "file"})
	return err
}

// ApproveRefusal is the approver's decision to refuse (不予登记), reasoned and cited.
type ApproveRefusal struct {
	Dated
	Opinion string   `json:"opinion" minLength:"1" maxLength:"2000"`
	Reasons []string `json:"reasons,omitempty" maxItems:"20" doc:"The proposal's reasons when left out"`
}

// Act names the act.
func (ApproveRefusal) Act() workflow.ActName { return workflow.ActApproveRefusal }

// Decide refuses: D18 and D20 with the ways of redress; remedies run from service.
func (in ApproveRefusal) Decide(ctx context.Context, d *Decision) error {
	p := d.Case.Proposal
	reasons := in.Reasons
	if len(reasons) == 0 {
		reasons = p.Reasons
	}
	d.Case.Decision = &workflow.Decision{
		Outcome: workflow.OutcomeRefuse, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Opinion: in.Opinion, Reasons: reasons, Basis: p.Basis,
	}
	if err := d.StopAllClocks(d.On, "不予登记"); err != nil {
		return err
	}
	return d.OrderAll(ctx,
		Order{Code: "D18", To: "file"},
		Order{Code: "D20", To: "applicants", Recipient: ApplicantNames(d.Case), Remedies: true})
}

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
	r.HandedOn, r.HandedBy, r.Receivers, r.BlankNumber = d.On, d.Actor.Name, in.Receivers, in.BlankNumber
	_, err := d.OrderPaper(ctx, Order{Code: "D19", To: "file", Recipient: ApplicantNames(d.Case)})
	return err
}
