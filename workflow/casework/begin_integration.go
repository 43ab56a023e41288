package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

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
	since, what := d.Case.FactDate(d.Row.After)
	faults = append(faults, NotBefore("/agreed_on", in.AgreedOn, since, what)...)
	if in.AgreedOn.IsZero() {
		faults = append(faults, workflow.Field("/agreed_on", "required", "请填写融合协议的签订日期"))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := d.afterSheets(workflow.PhaseCapacity); err != nil {
		return err
	}
	if err := d.elsewhere(ctx); err != nil {
		return err
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
		Order{Code: "D15a", To: "parties", Recipient: Addressees(d.Case)},
		Order{Code: "D15b", To: "parties", Recipient: Addressees(d.Case)})
}
