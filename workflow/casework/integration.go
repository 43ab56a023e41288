package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// FindUnfit closes the study without integration because the capacity result did
// not pass (认定不具备收养能力, order A): the body writes its report.
type FindUnfit struct {
	Dated
	Ground string `json:"ground" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (FindUnfit) Act() workflow.ActName { return workflow.ActFindUnfit }

// Decide opens the report as one that finds the family unfit.
func (in FindUnfit) Decide(_ context.Context, d *Decision) error {
	d.Case.Report = &workflow.Report{Unfit: true, UnfitGround: in.Ground}
	return nil
}

// BeginIntegration hands the child to the family (开始融合): agreement and
// hand-over. The period of at least 30 days starts with the hand-over.
type BeginIntegration struct {
	Dated
	AgreedOn     law.Date `json:"agreed_on" doc:"Date of the integration agreement (融合协议)"`
	Place        string   `json:"place" minLength:"1" maxLength:"200"`
	HandedBy     string   `json:"handed_by" minLength:"1" maxLength:"100"`
	ReceivedBy   string   `json:"received_by" minLength:"1" maxLength:"100"`
	Items        []string `json:"items,omitempty" maxItems:"50" doc:"Things and papers handed over"`
	ChildWilling *bool    `json:"child_willing,omitempty" doc:"A child of consent age in its own words"`
}

// Act names the act.
func (BeginIntegration) Act() workflow.ActName { return workflow.ActBeginIntegration }

// Decide records agreement and hand-over, and starts C4. A child old enough to
// consent must be willing.
func (in BeginIntegration) Decide(ctx context.Context, d *Decision) error {
	faults := NotAfter("/agreed_on", in.AgreedOn, d.On, "交接之日")
	faults = append(faults, NotBefore("/agreed_on", in.AgreedOn, d.Case.Commission.BegunOn, "开始评估之日")...)
	if in.AgreedOn.IsZero() {
		faults = append(faults, workflow.Field("/agreed_on", "required", "请填写融合协议的签订日期"))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	age, err := d.Number("eligibility.child_consent_age")
	if err != nil {
		return lawError(err)
	}
	if d.Child.Born.IsZero() || d.Child.Born.AgeOn(d.On) >= age {
		if in.ChildWilling == nil || !*in.ChildWilling {
			return workflow.GuardUnmet(workflow.Unmet{
				Guard: "child_willing", Message: "八周岁以上的被收养人应当表示愿意共同生活", Basis: []law.Citation{workflow.CivilCode("第一千一百零四条")},
				Who: []workflow.Role{workflow.RoleOfficer}, Pointer: "/child_willing",
			})
		}
	}
	d.Case.Integration = &workflow.Integration{
		AgreedOn: in.AgreedOn, HandedOn: d.On, Place: in.Place, HandedBy: in.HandedBy, ReceivedBy: in.ReceivedBy,
		Items: in.Items, ChildWilling: in.ChildWilling,
	}
	if err := d.StartClock(law.ClockIntegration, d.On); err != nil {
		return err
	}
	return d.OrderAll(ctx,
		Order{Code: "D15a", To: "parties", Recipient: ApplicantNames(d.Case)},
		Order{Code: "D15b", To: "parties", Recipient: ApplicantNames(d.Case)})
}

// FinishIntegration ends the integration period after at least 30 days (融合期满):
// the result of the integration sheets stands, the body writes its report.
type FinishIntegration struct {
	Dated
	Summary string `json:"summary" minLength:"1" maxLength:"5000" doc:"融合情况综述"`
}

// Act names the act.
func (FinishIntegration) Act() workflow.ActName { return workflow.ActFinishIntegration }

// Decide ends the period and orders D16b.
func (in FinishIntegration) Decide(ctx context.Context, d *Decision) error {
	i := d.Case.Integration
	i.EndedOn, i.Outcome, i.Summary = d.On, "finished", in.Summary
	if err := d.StopClock(law.ClockIntegration, d.On, "融合期满"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D16b", To: "file"})
	return err
}

// FailIntegration returns the child because the two do not grow together (融合失败):
// the case goes to decision.
type FailIntegration struct {
	Dated
	Reason     string   `json:"reason" minLength:"1" maxLength:"2000"`
	ReturnedOn law.Date `json:"returned_on"`
	ReturnedTo string   `json:"returned_to" minLength:"1" maxLength:"200"`
}

// Act names the act.
func (FailIntegration) Act() workflow.ActName { return workflow.ActFailIntegration }

// Decide records the return, stops C4 and C3 and lets C1 run again; an emergency ends with it.
func (in FailIntegration) Decide(ctx context.Context, d *Decision) error {
	faults := NotAfter("/returned_on", in.ReturnedOn, d.On, "本次办理之日")
	faults = append(faults, NotBefore("/returned_on", in.ReturnedOn, d.Case.Integration.HandedOn, "儿童交接之日")...)
	if in.ReturnedOn.IsZero() {
		faults = append(faults, workflow.Field("/returned_on", "required", "请填写儿童返还的日期"))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if d.Case.Emergency.Open() && d.Case.Emergency.PoliceAt == "" {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardPoliceReported), Message: "尚未记录向公安机关报案：应当立即报案",
			Basis: []law.Citation{workflow.Assessment("第十一条")}, Who: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor},
		})
	}
	i := d.Case.Integration
	i.EndedOn, i.Outcome, i.ReturnedOn, i.ReturnedTo, i.ReturnWhy = d.On, "failed", in.ReturnedOn, in.ReturnedTo, in.Reason
	if err := d.liftEmergency("融合失败，儿童已返还"); err != nil {
		return err
	}
	if err := d.endAssessment("融合失败"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D15c", To: "parties", Recipient: ApplicantNames(d.Case)})
	return err
}

// endAssessment stops the assessment's clocks and lets the review clock run again.
func (d *Decision) endAssessment(fact string) error {
	if err := d.StopClock(law.ClockIntegration, d.On, fact); err != nil {
		return err
	}
	if err := d.StopClock(law.ClockAssessment, d.On, fact); err != nil {
		return err
	}
	if d.Case.Commission != nil {
		d.Case.Commission.EndedOn = d.On
	}
	return d.ResumeReview(PauseAssessment, d.On)
}
