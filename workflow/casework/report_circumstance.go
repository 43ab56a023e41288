package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ReportCircumstance reports one of the nine circumstances (应当报告的情形, 2020
// 办法 art. 11): a duty to report, never a refusal by itself. Item 8, harm or
// danger to the child in integration, raises the emergency at once.
type ReportCircumstance struct {
	Dated
	Item     int       `json:"item" minimum:"1" maximum:"9" doc:"Item of art. 11"`
	Person   string    `json:"person" minLength:"1" maxLength:"100" doc:"The applicant or household member concerned"`
	Facts    string    `json:"facts" minLength:"1" maxLength:"5000"`
	LearntOn law.Date  `json:"learnt_on" doc:"Day on which it became known"`
	KnownAt  time.Time `json:"known_at,omitzero" doc:"Instant of first knowledge; needed for item 8"`
}

// Act names the act.
func (ReportCircumstance) Act() workflow.ActName { return workflow.ActReportCircumstance }

// Decide records the report and orders D12a; for harm it opens the emergency.
func (in ReportCircumstance) Decide(ctx context.Context, d *Decision) error {
	faults := NotAfter("/learnt_on", in.LearntOn, d.On, "报告之日")
	if in.LearntOn.IsZero() {
		faults = append(faults, workflow.Field("/learnt_on", "required", "请填写知悉日期"))
	}
	if in.Item < 1 || in.Item > 9 {
		faults = append(faults, workflow.Field("/item", "range", "应当报告的情形为第（一）至第（九）项", workflow.Assessment("第十一条")))
	}
	if in.Item == harmItem && in.KnownAt.IsZero() {
		faults = append(faults, workflow.Field("/known_at", "required", "涉及侵害儿童的，请填写首次知悉的时间", workflow.Assessment("第十一条")))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	id := d.NewID()
	d.Case.Circumstances = append(d.Case.Circumstances, workflow.Circumstance{
		ID: id, Item: in.Item, Person: in.Person, Facts: in.Facts, LearntOn: in.LearntOn, ReportedOn: d.On, By: d.Actor.Name, ByID: d.Actor.ID,
	})
	if in.Item == harmItem && !d.Case.Emergency.Open() {
		if err := d.raiseEmergency(in.Facts, in.KnownAt); err != nil {
			return err
		}
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D12a", To: "authority", Recipient: d.Case.Authority.Name, Subject: id})
	return err
}
