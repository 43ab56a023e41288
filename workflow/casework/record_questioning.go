package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordQuestioning is the record of questioning one party (询问笔录, 收养登记工作规范):
// each applicant and the placer alone.
type RecordQuestioning struct {
	InquiryInput
	PartyID  string `json:"party_id,omitempty" maxLength:"64" doc:"Applicant id, placer or child; empty for another person"`
	Person   string `json:"person,omitempty" maxLength:"100" doc:"Name; needed for another person and for the person who spoke for the placer"`
	Relation string `json:"relation,omitempty" maxLength:"100" doc:"Relation to the parties; needed for another person"`
	Separate bool   `json:"separate" doc:"The person was asked alone (单独询问)"`
}

// Act names the act.
func (RecordQuestioning) Act() workflow.ActName { return workflow.ActRecordQuestioning }

// Decide keeps the record and orders D17a. Applicants and placer are asked alone.
func (in RecordQuestioning) Decide(ctx context.Context, d *Decision) error {
	r, faults := in.record(d, workflow.RecordQuestioning)
	person, relation, known := d.party(in.PartyID, in.Person)
	if !known {
		faults = append(faults, workflow.Field("/party_id", "unknown_party", "本案没有这一当事人：请填写申请人编号、placer 或者 child"))
	}
	if in.Relation != "" {
		relation = in.Relation
	}
	faults = append(faults, Need("/person", person, "被询问人姓名")...)
	faults = append(faults, Need("/relation", relation, "被询问人与当事人的关系")...)
	if !in.Separate && in.PartyID != "" {
		faults = append(faults, workflow.Field("/separate", "must_be_alone", "收养申请人、送养人和被收养人应当分别单独询问", workflow.Guideline("收养登记")))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	r.PartyID, r.Person, r.Relation, r.Separate = in.PartyID, person, relation, in.Separate
	return d.keep(ctx, r, "D17a")
}
