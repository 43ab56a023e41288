package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Withdraw ends the case because a party does not want the adoption any more
// (撤回申请): both sides must want it, and a child of consent age too (Civil Code art. 1104).
type Withdraw struct {
	Dated
	ChildReturn
	By          string   `json:"by" enum:"applicant,placer,child" doc:"Who withdraws"`
	Name        string   `json:"name,omitempty" maxLength:"100" doc:"Name; needed for an applicant, else the party's"`
	WithdrawnOn law.Date `json:"withdrawn_on,omitzero" doc:"Day of the request; the day of the act when left out"`
	Reason      string   `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (Withdraw) Act() workflow.ActName { return workflow.ActWithdraw }

// Decide ends the case. A child that lives with the family is returned within the act.
func (in Withdraw) Decide(ctx context.Context, d *Decision) error {
	on := orOn(in.WithdrawnOn, d.On)
	who, ground, faults := in.party(d, on)
	faults = append(faults, d.within("/withdrawn_on", on, d.Case.ReceivedOn, "收到申请之日")...)
	faults = append(faults, Need("/reason", in.Reason, "撤回的理由")...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if e := d.Case.Emergency; e.Open() && e.PoliceAt == "" {
		return policeFirst()
	}
	if err := d.returnChild(ctx, in.ChildReturn, "撤回申请："+in.Reason); err != nil {
		return err
	}
	if err := d.liftEmergency("申请已撤回"); err != nil {
		return err
	}
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Who: who, Ground: ground, Reason: in.Reason, EventOn: on,
		Basis: []law.Citation{workflow.CivilCode("第一千一百零四条")},
	}
	if err := d.endCase("撤回申请"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D22a", To: "authority", Recipient: d.Case.Authority.Name})
	return err
}

// party says who withdraws; a child may from the age of consent on.
func (in Withdraw) party(d *Decision, on law.Date) (who, ground string, f []workflow.FieldError) {
	switch in.By {
	case "applicant":
		known := slices.ContainsFunc(d.Case.Application.Applicants, func(a workflow.Applicant) bool { return a.Name == in.Name })
		if !known {
			f = append(f, workflow.Field("/name", "unknown_party", "请填写撤回申请的收养申请人姓名，与申请书一致"))
		}
		return in.Name, EndByApplicant, f
	case "placer":
		if who = PlacerName(d.Case); who == "" {
			f = append(f, workflow.Field("/by", "no_placer", "本案没有送养人"))
		}
		return who, EndByPlacer, f
	case "child":
		age, err := d.Pack.Int("eligibility.child_consent_age", on)
		if err != nil || d.Child.Born.IsZero() || d.Child.Born.AgeOn(on) < age {
			f = append(f, workflow.Field("/by", "too_young", "被收养人未达到应当征得其同意的年龄，由送养人或者收养申请人撤回", workflow.CivilCode("第一千一百零四条")))
		}
		return d.Child.Name, EndByChild, f
	}
	return "", "", append(f, workflow.Field("/by", "enum", "撤回人应当是收养申请人、送养人或者八周岁以上的被收养人"))
}

// policeFirst refuses to end a case on emergency hold before the police know.
func policeFirst() error {
	return workflow.GuardUnmet(workflow.Unmet{
		Guard: string(workflow.GuardPoliceReported), Message: "尚未记录向公安机关报案：应当立即报案",
		Basis: []law.Citation{workflow.Assessment("第十一条"), workflow.MinorsLaw("第十一条")},
		Who:   []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor},
	})
}

// endCase stops every clock and ends the commission: the file shuts for the body.
func (d *Decision) endCase(fact string) error {
	if b := d.Case.Commission; b != nil && b.EndedOn.IsZero() {
		b.EndedOn = d.On
	}
	return d.StopAllClocks(d.On, fact)
}

// FormInput is what the form shows before it is signed.
func (in Withdraw) FormInput(*workflow.Case) any {
	return map[string]any{"by": in.By, "name": in.Name, "reason": in.Reason}
}
