package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// LapseSupplement ends an application whose file was not completed in time (逾期未补正，不予受理).
type LapseSupplement struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"1000" doc:"What is still missing"`
}

// Act names the act.
func (LapseSupplement) Act() workflow.ActName { return workflow.ActLapseSupplement }

// Decide ends the case with D02d. The limit only runs out against a family that
// was served with the request.
func (in LapseSupplement) Decide(ctx context.Context, d *Decision) error {
	if err := d.served("D02c", "补正告知书", workflow.Measures("第八条")); err != nil {
		return err
	}
	if faults := Need("/reason", in.Reason, "逾期未补正的内容"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Ground: EndSupplementLapsed, Reason: in.Reason, Basis: []law.Citation{workflow.Measures("第八条")},
	}
	return d.notAccepted(ctx, "逾期未补正，不予受理")
}

// notAccepted stops every clock and orders the notice of not accepting, with the ways of redress.
func (d *Decision) notAccepted(ctx context.Context, fact string) error {
	if err := d.StopAllClocks(d.On, fact); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D02d", To: "applicants", Recipient: Addressees(d.Case), Remedies: true})
	return err
}

// served refuses what presupposes the service of the newest paper of a code on the applicants.
func (d *Decision) served(code workflow.PaperCode, title string, basis law.Citation) error {
	for i := len(d.Case.Papers) - 1; i >= 0; i-- {
		p := d.Case.Papers[i]
		if p.Code == code && p.VoidOn.IsZero() && p.To == "applicants" && !p.ServedOn().IsZero() {
			return nil
		}
	}
	return workflow.GuardUnmet(workflow.Unmet{
		Guard: "paper_served", Message: title + "尚未送达申请人：期限自送达起算，请先记录送达", Basis: []law.Citation{basis},
		Who: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor},
	})
}
