package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// PermitFoundling is the supervisor's reasoned permission to go on with a
// foundling found outside an institution (非福利机构抚养的弃婴): 民发〔2008〕132号
// (recalled) lets such adoptions of children found since 2009-04-01 be refused,
// so refusal is proposed unless a supervisor says why not. The police receipt
// stays a condition of its own.
type PermitFoundling struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (PermitFoundling) Act() workflow.ActName { return workflow.ActPermitFoundling }

// Decide keeps who permitted it and why. The table has it for category 8 only.
func (in PermitFoundling) Decide(_ context.Context, d *Decision) error {
	if d.Case.Permission != nil {
		return workflow.Refuse(workflow.KindConflict, "already_permitted", "已于"+d.Case.Permission.On.Chinese()+"同意继续办理")
	}
	d.Case.Permission = &workflow.Permission{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason}
	return nil
}
