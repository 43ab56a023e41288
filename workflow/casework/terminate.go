package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Terminate ends a case whose object is gone (终止办理): death of the child or of an
// applicant, parents found, the child adopted or otherwise lost to the case.
type Terminate struct {
	Dated
	ChildReturn
	Ground  string         `json:"ground" enum:"child_died,applicant_died,parents_found,object_lost"`
	EventOn law.Date       `json:"event_on" doc:"Day of the fact: death, parents found"`
	Who     string         `json:"who,omitempty" maxLength:"100" doc:"Whom the fact concerns; needed when an applicant died"`
	Proof   string         `json:"proof" minLength:"1" maxLength:"500" doc:"Paper that proves it (死亡证明、认领材料…)"`
	Reason  string         `json:"reason" minLength:"1" maxLength:"2000"`
	Basis   []law.Citation `json:"basis,omitempty" maxItems:"10" doc:"Articles beside the ground's own"`
}

// Act names the act.
func (Terminate) Act() workflow.ActName { return workflow.ActTerminate }

// Decide ends the case and orders D22b with the ways of redress. A child that
// lives with the family is returned within the act, unless it has died.
func (in Terminate) Decide(ctx context.Context, d *Decision) error {
	basis, known := terminationBasis(in.Ground)
	faults := d.within("/event_on", in.EventOn, d.Child.Born, "被收养人出生之日")
	if !known {
		faults = append(faults, workflow.Field("/ground", "enum", "请选择终止办理的事由"))
	}
	if in.EventOn.IsZero() {
		faults = append(faults, workflow.Field("/event_on", "required", "请填写事由发生的日期"))
	}
	faults = append(faults, Need("/reason", in.Reason, "终止办理的理由")...)
	faults = append(faults, Need("/proof", in.Proof, "证明材料")...)
	if in.Ground == EndApplicantDied && !applicantNamed(d, in.Who) {
		faults = append(faults, workflow.Field("/who", "unknown_party", "请填写死亡的收养申请人姓名，与申请书一致"))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if e := d.Case.Emergency; e.Open() && e.PoliceAt == "" {
		return policeFirst()
	}
	if err := in.child(ctx, d); err != nil {
		return err
	}
	if err := d.liftEmergency("终止办理"); err != nil {
		return err
	}
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Who: in.Who, Ground: in.Ground, Reason: in.Reason, EventOn: in.EventOn, Proof: in.Proof,
		Basis: append(basis, in.Basis...),
	}
	if err := d.endCase("终止办理"); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D22b", To: "applicants", Recipient: Addressees(d.Case), Remedies: true})
	return err
}

func (in Terminate) child(ctx context.Context, d *Decision) error {
	if in.Ground != EndChildDied {
		return d.returnChild(ctx, in.ChildReturn, "终止办理："+in.Reason)
	}
	if i := d.Case.Integration; i != nil && i.EndedOn.IsZero() {
		i.EndedOn, i.Outcome = in.EventOn, integrationFailed
	}
	if died := d.Child.DiedOn; !died.IsZero() { // another case of the child was first
		if died != in.EventOn {
			return workflow.Invalid(workflow.Field("/event_on", "other_day", "被收养人已记录于"+died.Chinese()+"死亡，请核对日期"))
		}
		return nil
	}
	d.TouchChild()
	d.Child.DiedOn = in.EventOn
	return nil
}

// terminationBasis is the article on which each ground rests.
func terminationBasis(ground string) (basis []law.Citation, known bool) {
	switch ground {
	case EndChildDied, EndObjectLost:
		return []law.Citation{workflow.CivilCode("第一千零九十三条"), workflow.Measures("第八条")}, true
	case EndApplicantDied:
		return []law.Citation{workflow.CivilCode("第一千一百零四条"), workflow.Measures("第八条")}, true
	case EndParentsFound:
		return []law.Citation{workflow.CivilCode("第一千零九十三条第（二）项"), workflow.Measures("第八条")}, true
	}
	return nil, false
}
