package casework

import (
	"context"
	"fmt"

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
func (in DecideCircumstance) Decide(_ context.Context, d *Decision) error {
	for i := range d.Case.Circumstances {
		k := &d.Case.Circumstances[i]
		if k.ID != in.CircumstanceID {
			continue
		}
		if k.Decision != "" {
			return workflow.Refuse(workflow.KindConflict, "already_decided", fmt.Sprintf("该情形已于%s作出决定", k.DecidedOn.Chinese()))
		}
		k.Decision, k.DecidedOn, k.DecidedBy, k.Reason = in.Decision, d.On, d.Actor.Name, in.Reason
		return nil
	}
	return workflow.Invalid(workflow.Field("/circumstance_id", "unknown", "本案没有这一报告"))
}
