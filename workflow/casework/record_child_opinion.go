package casework

import (
	"context"
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// RecordChildOpinion is the child's own word (八周岁以上被收养人意见, Civil Code art.
// 1104): the child is heard alone, in words that it understands.
type RecordChildOpinion struct {
	InquiryInput
	Willing bool     `json:"willing" doc:"The child wants to be adopted by the applicants"`
	Alone   bool     `json:"alone" doc:"Heard without applicants and placer in the room"`
	Present []string `json:"present,omitempty" maxItems:"10" doc:"Who else was in the room (social worker, teacher)"`
}

// Act names the act.
func (RecordChildOpinion) Act() workflow.ActName { return workflow.ActRecordChildOpinion }

// Decide keeps the record with the child's consent or refusal and orders D17c. It
// is for children who have reached the age of consent on the day they are heard.
func (in RecordChildOpinion) Decide(ctx context.Context, d *Decision) error {
	r, faults := in.record(d, workflow.RecordChildOpinion)
	age, err := d.Pack.Int("eligibility.child_consent_age", r.On)
	if err != nil {
		return lawError(err)
	}
	article := workflow.CivilCode("第一千一百零四条")
	if born := d.Child.Born; !born.IsZero() && born.AgeOn(r.On) < age {
		faults = append(faults, workflow.Field("/held_on", "too_young",
			fmt.Sprintf("被收养人于%s年满%d周岁，此前不需征得其同意", born.Reaches(age).Chinese(), age), article))
	}
	if !in.Alone {
		faults = append(faults, workflow.Field("/alone", "must_be_alone", "听取被收养人意见时，收养申请人和送养人应当回避", article))
	}
	for i, n := range in.Present {
		if n == "" || applicantNamed(d, n) {
			faults = append(faults, workflow.Field(pointerAt("/present", i), "not_allowed", "收养申请人不得在场；姓名不能为空", article))
		}
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	r.PartyID, r.Person, r.Relation, r.Separate = PartyChild, d.Child.Name, "被收养人", true
	r.Present, r.Willing = in.Present, &in.Willing
	d.Case.Consents = append(d.Case.Consents, workflow.Consent{
		Kind: workflow.ConsentChild, By: d.Child.Name, PartyID: PartyChild, Given: in.Willing, On: r.On, Form: "询问笔录",
	})
	return d.keep(ctx, r, "D17c")
}

func applicantNamed(d *Decision, name string) bool {
	return slices.ContainsFunc(d.Case.Application.Applicants, func(a workflow.Applicant) bool { return a.Name == name })
}
