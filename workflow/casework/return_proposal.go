package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ReturnProposal gives the proposal back to where it came from, with reasons (退回).
type ReturnProposal struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ReturnProposal) Act() workflow.ActName { return workflow.ActReturnProposal }

// Decide withdraws the proposal and keeps why.
func (in ReturnProposal) Decide(_ context.Context, d *Decision) error {
	if err := d.afterProposal(); err != nil {
		return err
	}
	p := d.Case.Proposal
	p.Withdrawn = true
	p.Returned = append(p.Returned, workflow.Return{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason})
	for _, ground := range p.Resumed {
		if err := d.PauseReview(ground, d.On); err != nil {
			return err
		}
	}
	return nil
}
