package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// SettleFlag is the supervisor's disposal of a flagged visit (处置回访异常).
type SettleFlag struct {
	Dated
	VisitID  string `json:"visit_id" format:"uuid"`
	Disposal string `json:"disposal" minLength:"1" maxLength:"5000"`
}

// Act names the act.
func (SettleFlag) Act() workflow.ActName { return workflow.ActSettleFlag }

// Decide closes the flag and keeps what was done.
func (in SettleFlag) Decide(_ context.Context, d *Decision) error {
	v, err := d.visit(in.VisitID)
	if err != nil {
		return err
	}
	if !v.FlagOpen {
		return workflow.Refuse(workflow.KindConflict, "no_flag", "该次回访没有待处置的异常")
	}
	if v.ByID != "" && v.ByID == d.Actor.ID {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: "settler_differs", Message: "处置回访异常的人不得是记录该次回访的人", Who: []workflow.Role{workflow.RoleSupervisor},
		})
	}
	v.FlagOpen, v.Disposal, v.DisposedBy, v.DisposedOn = false, in.Disposal, d.Actor.Name, d.On
	return nil
}
