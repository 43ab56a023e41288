package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordInvestigation is the record of an investigation on the spot (调查记录, 收养登记工作规范).
type RecordInvestigation struct {
	InquiryInput
	Person   string `json:"person" minLength:"1" maxLength:"100" doc:"被调查人"`
	Relation string `json:"relation" minLength:"1" maxLength:"100" doc:"与收养人、送养人、被收养人的关系"`
	PartyID  string `json:"party_id,omitempty" maxLength:"64" doc:"Applicant id, placer or child, when it is a party"`
}

// Act names the act.
func (RecordInvestigation) Act() workflow.ActName { return workflow.ActRecordInvestigation }

// Decide keeps the record and orders D17b.
func (in RecordInvestigation) Decide(ctx context.Context, d *Decision) error {
	r, faults := in.record(d, workflow.RecordInvestigation)
	if _, _, known := d.party(in.PartyID, in.Person); !known {
		faults = append(faults, workflow.Field("/party_id", "unknown_party", "本案没有这一当事人：请填写申请人编号、placer 或者 child"))
	}
	faults = append(faults, Need("/person", in.Person, "被调查人姓名")...)
	faults = append(faults, Need("/relation", in.Relation, "被调查人与当事人的关系")...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	r.PartyID, r.Person, r.Relation = in.PartyID, in.Person, in.Relation
	return d.keep(ctx, r, "D17b")
}
