package casework

import (
	"context"
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// TerminateAssessment ends the assessment early (终止评估): because of a reported
// circumstance, harm to the child, or another ground. It refuses nothing by
// itself: the officer then proposes and another person decides.
type TerminateAssessment struct {
	Dated
	ChildReturn
	CircumstanceIDs []string `json:"circumstance_ids,omitempty" maxItems:"20" doc:"Reported circumstances on which it rests"`
	Reason          string   `json:"reason" minLength:"1" maxLength:"5000" doc:"终止评估的理由"`
}

// Act names the act.
func (TerminateAssessment) Act() workflow.ActName { return workflow.ActTerminateAssessment }

// Decide ends the study: open circumstances are decided, an emergency is lifted,
// C3 and C4 stop, C1 runs again, the report's place says terminated, D22c goes to
// family and body.
func (in TerminateAssessment) Decide(ctx context.Context, d *Decision) error {
	items, faults := in.decideCircumstances(d)
	if faults = append(faults, Need("/reason", in.Reason, "终止评估的理由")...); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := d.returnChild(ctx, in.ChildReturn, "终止评估"); err != nil {
		return err
	}
	if d.Case.Integration != nil {
		d.integrationFailed(d.On)
	}
	if err := d.liftEmergency("终止评估"); err != nil {
		return err
	}
	if err := d.endAssessment("终止评估"); err != nil {
		return err
	}
	opinion := in.Reason
	if len(items) > 0 {
		opinion = "存在《收养评估办法（试行）》第十一条" + strings.Join(items, "、") + "情形。" + in.Reason
	}
	if err := d.StopClock(law.ClockReviewWindow, d.On, "终止评估"); err != nil {
		return err
	}
	if r := d.Case.Report; r != nil { // what was written, signed or sealed stays in the case
		d.Case.PastReports = append(d.Case.PastReports, *r)
	}
	if r := d.Case.IntegrationReport; r != nil {
		d.Case.PastReports, d.Case.IntegrationReport = append(d.Case.PastReports, *r), nil
	}
	d.Case.Report = &workflow.Report{
		Conclusion: workflow.ConclusionTerminated, Opinion: opinion,
		ConfirmedOn: d.On, ConfirmedBy: d.Actor.Name, ConfirmedByID: d.Actor.ID,
	}
	orders := []Order{{Code: "D22c", To: "applicants", Recipient: Addressees(d.Case)}}
	if b := d.Case.Commission; b.OfAgency() != "" {
		orders = append(orders, Order{Code: "D22c", To: "body", Recipient: b.AgencyTitle()})
	}
	return d.OrderAll(ctx, orders...)
}

// decideCircumstances decides the named circumstances, and every open one, as
// grounds of the termination, and returns their items.
func (in TerminateAssessment) decideCircumstances(d *Decision) (items []string, f []workflow.FieldError) {
	named := map[string]int{}
	for i, id := range in.CircumstanceIDs {
		named[id] = i
	}
	for i := range d.Case.Circumstances {
		k := &d.Case.Circumstances[i]
		_, on := named[k.ID]
		delete(named, k.ID)
		if k.Decision == "" {
			k.Decision, k.DecidedOn, k.DecidedBy, k.Reason = workflow.CircumstanceTerminate, d.On, d.Actor.Name, in.Reason
			on = true
		}
		if on {
			items = append(items, fmt.Sprintf("第（%s）项", numerals[k.Item]))
		}
	}
	for _, i := range named {
		f = append(f, workflow.Field(pointerAt("/circumstance_ids", i), "unknown", "本案没有这一报告"))
	}
	return items, f
}

// numerals are the items of art. 11 as statutes count them.
var numerals = [...]string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"} //nolint:gochecknoglobals // never changed
