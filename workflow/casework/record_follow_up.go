package casework

import (
	"context"
	"time"

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
	KnownAt    time.Time       `json:"known_at,omitzero" doc:"Instant of first knowledge (首次知悉的时间); needed for harm"`
}

// Act names the act.
func (RecordFollowUp) Act() workflow.ActName { return workflow.ActRecordFollowUp }

// Decide records the visit, orders D21b and arms the next. Only the one to whom
// it is assigned, or an officer of the authority, records it. A flag stays open
// until the supervisor settles it; suspected harm opens the emergency at once. A
// visit before its window is not that visit.
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
	if faults := NotBefore("/on", d.On, v.WindowFrom, "该次回访的最早日期"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	v.Status, v.DoneOn, v.Place, v.Seen, v.By, v.ByID = workflow.VisitDone, d.On, in.Place, in.Seen, d.Actor.Name, d.Actor.ID
	v.Situation, v.Care, v.Health, v.School, v.Relation, v.Advice = in.Situation, in.Care, in.Health, in.School, in.Relation, in.Advice
	v.Conclusion, v.Flag, v.FlagNote, v.FlagOpen = in.Conclusion, in.Flag, in.FlagNote, in.Flag != workflow.FlagNone
	if err := d.armFollowUp(); err != nil {
		return err
	}
	if _, err = d.OrderPaper(ctx, Order{Code: "D21b", To: "file", Subject: v.ID}); err != nil {
		return err
	}
	return in.harm(ctx, d)
}

// harm opens the emergency at once when harm to the child is suspected: a flag
// that waits for somebody protects nobody.
func (in RecordFollowUp) harm(ctx context.Context, d *Decision) error {
	if in.Flag != workflow.FlagHarm || d.Case.Emergency.Open() {
		return nil
	}
	if in.KnownAt.IsZero() {
		return workflow.Invalid(workflow.Field("/known_at", "required", "涉及侵害儿童的，请填写首次知悉的时间", workflow.MinorsLaw("第十一条")))
	}
	if err := d.raiseEmergency(in.FlagNote, in.KnownAt); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D12a", To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectEmergency})
	return err
}
