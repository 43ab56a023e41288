package casework

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// afterProposal refuses a decision that is dated before what it decides on.
func (d *Decision) afterProposal() error {
	return workflow.Invalid(NotBefore("/on", d.On, d.Case.Proposal.On, "提出拟办意见之日")...)
}

// propose keeps the proposal and where it came from, for a return.
func (d *Decision) propose(outcome string, reasons []string, basis []law.Citation, rules []string) error {
	for i, r := range reasons {
		if r == "" {
			return workflow.Invalid(workflow.Field(pointerAt("/reasons", i), "required", "理由不能为空"))
		}
	}
	var returned []workflow.Return
	if old := d.Case.Proposal; old != nil {
		returned = old.Returned
		d.Case.PastProposals = append(d.Case.PastProposals, *old)
	}
	d.Case.Proposal = &workflow.Proposal{
		Outcome: outcome, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, CameFrom: d.Case.State,
		Reasons: reasons, Basis: basis, Rules: rules, Returned: returned,
	}
	return nil
}

// resumeForDecision lets the review clock run again for a refusal that is proposed
// before the last assessment has ended (order B): nothing is waited for any more.
// A return of the proposal stops it again.
func (d *Decision) resumeForDecision() error {
	p := d.Case.Proposal
	p.Resumed = d.openGrounds(PauseAssessment, PauseReserve)
	for _, ground := range p.Resumed {
		if err := d.ResumeReview(ground, d.On); err != nil {
			return err
		}
	}
	return nil
}
