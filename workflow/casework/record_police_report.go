package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// RecordPoliceReport records the report to the police (报警记录). The time between
// first knowledge and report is a figure that is audited.
type RecordPoliceReport struct {
	Dated
	ReportedAt time.Time `json:"reported_at" doc:"Instant of the report to the police (报案时间)"`
	Station    string    `json:"station" minLength:"1" maxLength:"200" doc:"受案的公安机关"`
	Receipt    string    `json:"receipt,omitempty" maxLength:"100" doc:"接报案回执编号; may come later by the same act"`
	ReportedBy string    `json:"reported_by,omitempty" maxLength:"100" doc:"报案人; who records the act when left out"`
	Content    string    `json:"content" minLength:"1" maxLength:"5000" doc:"报案内容"`
}

// Act names the act.
func (RecordPoliceReport) Act() workflow.ActName { return workflow.ActRecordPoliceReport }

// Decide records the report and orders D12b. A second time only adds the receipt of the police.
func (in RecordPoliceReport) Decide(ctx context.Context, d *Decision) error {
	e := d.Case.Emergency
	if faults := in.faults(d); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	at := in.ReportedAt.UTC().Format(time.RFC3339)
	if e.PoliceAt != "" && (e.PoliceReceipt != "" || in.Receipt == "" || at != e.PoliceAt) {
		return workflow.Refuse(workflow.KindConflict, "already_reported", "报案时间已经记录，只能以同一报案时间补记接报案回执编号")
	}
	if e.PoliceAt == "" {
		e.PoliceAt, e.PoliceStation, e.PoliceContent, e.ReportedBy = at, in.Station, in.Content, in.ReportedBy
		if e.ReportedBy == "" {
			e.ReportedBy = d.Actor.Name
		}
	}
	e.PoliceReceipt = in.Receipt
	_, err := d.OrderPaper(ctx, Order{Code: "D12b", To: "file", Subject: SubjectEmergency})
	return err
}

func (in RecordPoliceReport) faults(d *Decision) []workflow.FieldError {
	f := append(Need("/station", in.Station, "受案的公安机关"), Need("/content", in.Content, "报案内容")...)
	known, err := time.Parse(time.RFC3339, d.Case.Emergency.KnownAt)
	switch {
	case in.ReportedAt.IsZero():
		f = append(f, workflow.Field("/reported_at", "required", "请填写报案时间", workflow.Assessment("第十一条")))
	case in.ReportedAt.After(d.At):
		f = append(f, workflow.Field("/reported_at", "in_future", "报案时间不得晚于现在"))
	case err == nil && in.ReportedAt.Before(known):
		f = append(f, workflow.Field("/reported_at", "too_early", "报案时间不得早于首次知悉的时间"))
	}
	return f
}
