package casework

import (
	"context"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ApproveRegistration is the approver's decision to register (准予登记): the
// relation exists from that day (Civil Code art. 1105). The rules run again on
// the facts of that day.
type ApproveRegistration struct {
	Dated
	Impartial
	Opinion     string `json:"opinion" minLength:"1" maxLength:"2000"`
	NameAfter   string `json:"name_after,omitempty" maxLength:"100" doc:"收养后姓名; the application's when left out"`
	BlankNumber string `json:"blank_number,omitempty" maxLength:"18" doc:"印制号 of the ministry's blank, when the certificate is printed with the decision; else hand_certificate names it" example:"A54000123"`
}

// Act names the act.
func (ApproveRegistration) Act() workflow.ActName { return workflow.ActApproveRegistration }

// Decide registers: certificate number, child's record, follow-up plan from the
// pack where it knows a schedule, D18, D19, D21a.
func (in ApproveRegistration) Decide(ctx context.Context, d *Decision) error {
	if err := d.afterProposal(); err != nil {
		return err
	}
	if err := d.registeredOnce(ctx); err != nil {
		return err
	}
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
	if in.BlankNumber != "" {
		if err := d.takeBlank(ctx, in.BlankNumber, workflow.BlankUsed, ""); err != nil {
			return err
		}
	}
	if c.Integration != nil && c.Integration.Outcome == integrationFinished {
		c.Integration.Outcome = integrationDone
	}
	d.TouchChild()
	d.Child.AdoptedBy = c.ID
	if err := d.StopClock(law.ClockRegistrationReview, d.On, "准予登记"); err != nil {
		return err
	}
	if err := d.StopClock(law.ClockReviewWindow, d.On, "准予登记"); err != nil {
		return err
	}
	if err := d.closeReserves(ctx); err != nil {
		return err
	}
	return d.afterRegistration(ctx)
}

// registeredOnce refuses a child whose adoption another office has registered: nobody is
// adopted twice at a time. Of a child without an identity number that is not known.
func (d *Decision) registeredOnce(ctx context.Context) error {
	offices, err := d.Tx.RegisteredElsewhere(ctx, d.Child)
	if err != nil || len(offices) == 0 {
		return err
	}
	return workflow.Refuse(workflow.KindConflict, "registered_elsewhere",
		"被收养人的收养关系已由"+strings.Join(offices, "、")+"登记，不得重复登记：请与该机关核对身份信息后，退回拟办意见或者不予登记")
}

func (d *Decision) afterRegistration(ctx context.Context) error {
	if err := d.planFromPack(); err != nil {
		return err
	}
	if err := d.OrderAll(ctx, Order{Code: "D18", To: "file"}, Order{Code: "D19", To: "applicants", Recipient: Addressees(d.Case)}); err != nil {
		return err
	}
	if len(d.Case.FollowUps.Visits) == 0 {
		return nil
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D21a", To: "file"})
	return err
}
