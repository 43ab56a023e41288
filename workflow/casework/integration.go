package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Outcomes of an integration period.
const (
	integrationFinished = "finished"   // the period has run
	integrationDone     = "integrated" // and the adoption was registered
	integrationFailed   = "failed"
)

// integrationFailed says that the integration did not succeed; a period that has
// ended before keeps its last day.
func (d *Decision) integrationFailed(on law.Date) {
	i := d.Case.Integration
	if i.EndedOn.IsZero() {
		i.EndedOn = on
	}
	i.Outcome = integrationFailed
}

// removedForGood makes the removal of a child to safety its return: it does not
// come back to the family of this case.
func (d *Decision) removedForGood(why string) {
	i, e := d.Case.Integration, d.Case.Emergency
	if i == nil || !i.ReturnedOn.IsZero() || e == nil || e.RemovedOn.IsZero() || d.Case.Registration != nil {
		return
	}
	i.ReturnedOn, i.ReturnedTo, i.ReturnWhy = e.RemovedOn, e.RemovedTo, why
	d.integrationFailed(d.On)
}

// elsewhere refuses to give the child to this family while it lives with the
// family of another case. The child is locked, so that two cases cannot both pass.
func (d *Decision) elsewhere(ctx context.Context) error {
	cases, err := d.Tx.CasesOfChild(ctx, d.Child.ID)
	if err != nil {
		return err
	}
	for _, c := range cases {
		if c.ID != d.Case.ID && c.ChildWithFamily() {
			return workflow.GuardUnmet(workflow.Unmet{
				Guard: "child_elsewhere", Message: "被收养人正在另一案件（" + c.Number + "）的申请人家中融合，返还以前不得交接给本案申请人",
				Basis: []law.Citation{workflow.Assessment("第八条"), workflow.Assessment("第四条")}, Who: []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor},
			})
		}
	}
	return nil
}

// afterSheets refuses a step that is dated before the sheets on which it rests
// were handed in.
func (d *Decision) afterSheets(phase string) error {
	var last law.Date
	for _, s := range d.Case.SheetsOf(phase) {
		for _, p := range d.Case.Papers {
			if p.Code == "D11" && p.Subject == s.ID {
				last = later(last, p.On)
			}
		}
	}
	return workflow.Invalid(NotBefore("/on", d.On, last, "最后一份评分表提交之日")...)
}
