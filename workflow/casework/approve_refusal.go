package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ApproveRefusal is the approver's decision to refuse (不予登记), reasoned and cited.
type ApproveRefusal struct {
	Dated
	Impartial
	Opinion string   `json:"opinion" minLength:"1" maxLength:"2000"`
	Reasons []string `json:"reasons,omitempty" maxItems:"20" doc:"The proposal's reasons when left out"`
}

// Act names the act.
func (ApproveRefusal) Act() workflow.ActName { return workflow.ActApproveRefusal }

// Decide refuses: D18 and D20 with the ways of redress; remedies run from service.
func (in ApproveRefusal) Decide(ctx context.Context, d *Decision) error {
	if err := d.afterProposal(); err != nil {
		return err
	}
	p := d.Case.Proposal
	reasons := in.Reasons
	if len(reasons) == 0 {
		reasons = p.Reasons
	}
	d.Case.Decision = &workflow.Decision{
		Outcome: workflow.OutcomeRefuse, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Opinion: in.Opinion, Reasons: reasons, Basis: p.Basis,
	}
	d.removedForGood("不予登记：" + in.Opinion)
	if err := d.liftEmergency("不予登记"); err != nil {
		return err
	}
	if err := d.StopAllClocks(d.On, "不予登记"); err != nil {
		return err
	}
	return d.OrderAll(ctx,
		Order{Code: "D18", To: "file"},
		Order{Code: "D20", To: "applicants", Recipient: Addressees(d.Case), Remedies: true})
}
