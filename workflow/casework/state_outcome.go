package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// StateOutcome is what the supervisor finds where the scoring table leaves the
// conclusion to a person (认定评分结果, 由审批人判断). Before it the family has neither
// passed nor failed: there is no integration, no finding of unfitness, no report.
type StateOutcome struct {
	Dated
	Impartial
	Phase  string `json:"phase" enum:"capacity,integration" doc:"Phase whose table leaves the conclusion to a person"`
	Passed *bool  `json:"passed" doc:"Whether the family meets the requirements of the phase (符合要求)"`
	Reason string `json:"reason" minLength:"1" maxLength:"2000" doc:"On which facts of the sheets the finding rests"`
}

// Act names the act.
func (StateOutcome) Act() workflow.ActName { return workflow.ActStateOutcome }

// Decide records the finding. It fails with conflict where the table itself gives the
// conclusion, or the supervisor has stated one already.
func (in StateOutcome) Decide(_ context.Context, d *Decision) error {
	if in.Passed == nil {
		return workflow.Invalid(workflow.Field("/passed", "required", "请写明认定为符合要求还是不符合要求"))
	}
	if in.Phase != workflow.PhaseCapacity && in.Phase != workflow.PhaseIntegration {
		return workflow.Invalid(workflow.Field("/phase", "enum", "评估阶段应当是能力评估（capacity）或者融合评估（integration）"))
	}
	if !d.Case.SheetsComplete(in.Phase) {
		return workflow.Invalid(workflow.Field("/phase", "sheets_open", "这一阶段的评分表尚未齐全"))
	}
	if err := d.afterSheets(in.Phase); err != nil {
		return err
	}
	r, err := d.Result(in.Phase)
	if err != nil {
		return sheetError(err)
	}
	switch {
	case r.Outcome != instrument.Human:
		return workflow.Refuse(workflow.KindConflict, "outcome_given", "评分表已有结论“"+r.Conclusion+"”，不由审批人另行认定")
	case d.Case.StatedOf(in.Phase) != nil:
		return workflow.Refuse(workflow.KindConflict, "outcome_stated", "本阶段的评分结果已经认定")
	}
	d.Case.Stated = append(d.Case.Stated, workflow.StatedOutcome{
		Phase: in.Phase, Passed: *in.Passed, Reason: in.Reason, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID,
	})
	return nil
}
