package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ProposeRefusal is the officer's proposal to refuse (拟不予登记), with the rules
// and articles on which it rests. A score, a veto or a terminated assessment
// never refuses by itself: two people do.
type ProposeRefusal struct {
	Dated
	Impartial
	Reasons []string       `json:"reasons" minItems:"1" maxItems:"20" doc:"不予登记的理由"`
	Rules   []string       `json:"rules,omitempty" maxItems:"20" doc:"Codes of eligibility rules that failed in the last check"`
	Basis   []law.Citation `json:"basis,omitempty" maxItems:"20" doc:"Articles on which the refusal rests, beside those of the rules"`
}

// Act names the act.
func (ProposeRefusal) Act() workflow.ActName { return workflow.ActProposeRefusal }

// Decide records the proposal. Rules named must have failed in the last check;
// a refusal without any basis is refused itself.
func (in ProposeRefusal) Decide(_ context.Context, d *Decision) error {
	basis := in.Basis
	for i, code := range in.Rules {
		o, ok := lastOutcome(d.Case, code)
		if !ok || o.Kind != eligibility.Fail {
			return workflow.Invalid(workflow.Field(pointerAt("/rules", i), "not_failed", "最近一次条件审查中，该项并非“不符合”"))
		}
		basis = append(basis, o.Basis...)
	}
	if len(basis) == 0 {
		return workflow.Invalid(workflow.Field("/basis", "required", "不予登记应当说明法律依据：请引用未符合的审查项目或者条文", workflow.Measures("第八条")))
	}
	if err := d.propose(workflow.OutcomeRefuse, in.Reasons, basis, in.Rules); err != nil {
		return err
	}
	return d.resumeForDecision()
}

func lastOutcome(c *workflow.Case, code string) (eligibility.Outcome, bool) {
	last := c.LastEligibility()
	if last == nil {
		return eligibility.Outcome{}, false
	}
	return last.Report.Outcome(code)
}
