package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// DecideCircumstance is the authority's decision on a reported circumstance: go
// on, or terminate (which the supervisor then does by its own act).
type DecideCircumstance struct {
	Dated
	CircumstanceID string `json:"circumstance_id" format:"uuid"`
	Decision       string `json:"decision" enum:"continue,terminate"`
	Reason         string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (DecideCircumstance) Act() workflow.ActName { return workflow.ActDecideCircumstance }

// Decide records the decision; it fails when the circumstance is unknown or decided.
// Who reported it does not set it aside himself.
func (in DecideCircumstance) Decide(_ context.Context, d *Decision) error {
	for i := range d.Case.Circumstances {
		k := &d.Case.Circumstances[i]
		if k.ID != in.CircumstanceID {
			continue
		}
		if k.Decision != "" {
			return workflow.Refuse(workflow.KindConflict, "already_decided", fmt.Sprintf("该情形已于%s作出决定", k.DecidedOn.Chinese()))
		}
		if faults := NotBefore("/on", d.On, k.ReportedOn, "报告之日"); len(faults) > 0 {
			return workflow.Invalid(faults...)
		}
		if in.Decision == workflow.CircumstanceContinue && k.ByID == d.Actor.ID {
			return workflow.GuardUnmet(workflow.Unmet{
				Guard: "decider_differs", Message: "决定继续办理的人不得是报告人", Basis: []law.Citation{workflow.Assessment("第十一条")},
				Who: []workflow.Role{workflow.RoleSupervisor},
			})
		}
		k.Decision, k.DecidedOn, k.DecidedBy, k.Reason = in.Decision, d.On, d.Actor.Name, in.Reason
		return nil
	}
	return workflow.Invalid(workflow.Field("/circumstance_id", "unknown", "本案没有这一报告"))
}
