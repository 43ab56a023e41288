package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordFollowUp records a visit after registration (回访记录).
type RecordFollowUp struct {
	Dated
	VisitID    string          `json:"visit_id" format:"uuid"`
	Place      string          `json:"place" minLength:"1" maxLength:"200"`
	Seen       []workflow.Seen `json:"seen" minItems:"1" maxItems:"30"`
	Situation  string          `json:"situation" minLength:"1" maxLength:"5000" doc:"总体情况"`
	Care       string          `json:"care,omitempty" maxLength:"5000" doc:"抚育教育情况"`
	Health     string          `json:"health,omitempty" maxLength:"5000" doc:"身心健康情况"`
	School     string          `json:"school,omitempty" maxLength:"5000" doc:"就学情况"`
	Relation   string          `json:"relation,omitempty" maxLength:"5000" doc:"亲子关系情况"`
	Advice     string          `json:"advice,omitempty" maxLength:"5000" doc:"指导和建议"`
	Conclusion string          `json:"conclusion" enum:"continue,focus,end,ask_documents" doc:"继续跟踪、重点跟踪、结束跟踪、补充文件"`
	Flag       string          `json:"flag,omitempty" enum:"none,not_integrating,family_changed,death,harm,other" default:"none" doc:"异常情形"`
	FlagNote   string          `json:"flag_note,omitempty" maxLength:"5000"`
}

// Act names the act.
func (RecordFollowUp) Act() workflow.ActName { return workflow.ActRecordFollowUp }

// Decide records the visit, orders D21b and arms the next. Only the one to whom
// it is assigned, or an officer of the authority, records it. A flag stays open
// until the supervisor settles it; suspected harm opens the emergency by its own act.
func (in RecordFollowUp) Decide(ctx context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	if !mayVisit(d, v) {
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "该次回访未指派给您")
	}
	if in.Flag == "" {
		in.Flag = workflow.FlagNone
	}
	if in.Flag != workflow.FlagNone && in.FlagNote == "" {
		return workflow.Invalid(workflow.Field("/flag_note", "required", "有异常情形的，请说明情况"))
	}
	v.Status, v.DoneOn, v.Place, v.Seen, v.By = workflow.VisitDone, d.On, in.Place, in.Seen, d.Actor.Name
	v.Situation, v.Care, v.Health, v.School, v.Relation, v.Advice = in.Situation, in.Care, in.Health, in.School, in.Relation, in.Advice
	v.Conclusion, v.Flag, v.FlagNote, v.FlagOpen = in.Conclusion, in.Flag, in.FlagNote, in.Flag != workflow.FlagNone
	if err := d.armFollowUp(); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D21b", To: "file", Subject: v.ID})
	return err
}
