package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ProposeRegistration is the officer's proposal to register (拟准予登记). From the
// preliminary review it is the short way of step-children, who are exempt from
// assessment (2020 办法 art. 2).
type ProposeRegistration struct {
	Dated
	Impartial
	Reasons []string `json:"reasons" minItems:"1" maxItems:"20" doc:"拟办理由"`
}

// Act names the act.
func (ProposeRegistration) Act() workflow.ActName { return workflow.ActProposeRegistration }

// Decide records the proposal; another person decides.
func (in ProposeRegistration) Decide(_ context.Context, d *Decision) error {
	if d.Case.State == workflow.Reviewing && !d.Case.Category.Exempt() {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: string(workflow.GuardAssessedOrExempt), Message: "除收养继子女外，应当先进行收养评估",
			Basis: []law.Citation{workflow.Assessment("第二条")}, Who: []workflow.Role{workflow.RoleOfficer},
		})
	}
	return d.propose(workflow.OutcomeRegister, in.Reasons, nil, nil)
}
