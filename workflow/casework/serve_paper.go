package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ServePaper records the service of a paper (送达): remedies and limits run from it.
type ServePaper struct {
	Dated
	PaperID   string   `json:"paper_id" format:"uuid"`
	Mode      string   `json:"mode" enum:"direct,post,agent,left,electronic,announcement"`
	ServedOn  law.Date `json:"served_on,omitzero" doc:"Day of the service; the day of the act when left out"`
	Recipient string   `json:"recipient" minLength:"1" maxLength:"100" doc:"Who received it"`
	Relation  string   `json:"relation,omitempty" maxLength:"100" doc:"Relation to the addressee, when another person received it"`
	Place     string   `json:"place,omitempty" maxLength:"200"`
	Witness   string   `json:"witness,omitempty" maxLength:"100" doc:"见证人; needed when the paper was left (留置送达)"`
	Note      string   `json:"note,omitempty" maxLength:"1000" doc:"Post number, medium of the announcement, consent to electronic service"`
}

// Act names the act.
func (ServePaper) Act() workflow.ActName { return workflow.ActServePaper }

// Decide records the service with its receipt R01 and starts what runs from it:
// reconsideration and lawsuit for a decision with redress, the window for a
// review, the family's limits. Only the first service of a paper starts them.
func (in ServePaper) Decide(ctx context.Context, d *Decision) error {
	p := d.Case.Paper(in.PaperID)
	if p == nil {
		return workflow.Invalid(workflow.Field("/paper_id", "unknown_paper", "本案没有这一文书"))
	}
	on := orOn(in.ServedOn, d.On)
	if faults := in.faults(d, p, on); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	first, code, to := p.ServedOn().IsZero(), p.Code, p.To
	receipt, err := d.OrderPaper(ctx, Order{Code: "R01", To: "file", Recipient: in.Recipient, Subject: in.PaperID})
	if err != nil {
		return err
	}
	service := workflow.Service{
		On: on, Mode: in.Mode, Recipient: in.Recipient, Relation: in.Relation, Place: in.Place,
		Witness: in.Witness, By: d.Actor.Name, Receipt: receipt.ID, Note: in.Note,
	}
	p = d.Case.Paper(in.PaperID) // the list may have moved
	p.Services = append(p.Services, service)
	if !first {
		return nil
	}
	return d.startFromService(code, to, on)
}

func (in ServePaper) faults(d *Decision, p *workflow.Paper, on law.Date) []workflow.FieldError {
	f := d.within("/served_on", on, p.On, "文书作出之日")
	f = append(f, Need("/recipient", in.Recipient, "受送达人")...)
	spec, _ := p.Code.Spec()
	switch {
	case !spec.Served:
		f = append(f, workflow.Field("/paper_id", "not_served", "《"+p.Title+"》不是应当送达的文书"))
	case !p.VoidOn.IsZero():
		f = append(f, workflow.Field("/paper_id", "void", "该文书已于"+p.VoidOn.Chinese()+"作废，不得送达"))
	}
	modes := []string{workflow.ServedDirectly, workflow.ServedByPost, workflow.ServedOnAgent, workflow.ServedLeaving, workflow.ServedElectronic, workflow.ServedByNotice}
	if !slices.Contains(modes, in.Mode) {
		f = append(f, workflow.Field("/mode", "enum", "请选择送达方式"))
	}
	switch in.Mode {
	case workflow.ServedLeaving:
		f = append(f, Need("/witness", in.Witness, "留置送达的见证人")...)
	case workflow.ServedElectronic:
		f = append(f, Need("/note", in.Note, "受送达人同意电子送达的情况")...)
	case workflow.ServedByNotice:
		f = append(f, Need("/note", in.Note, "公告的媒体和日期")...)
	case workflow.ServedOnAgent:
		f = append(f, Need("/relation", in.Relation, "代收人与受送达人的关系")...)
	}
	return f
}

// startFromService starts the terms that run from the first service of a paper.
// Where no law sets a term none is started.
func (d *Decision) startFromService(code workflow.PaperCode, to string, on law.Date) error {
	if to == "body" {
		return nil
	}
	switch code {
	case "D02d", "D20", "D22b":
		if _, err := d.StartClockIfKnown(law.ClockReconsideration, on); err != nil {
			return err
		}
		_, err := d.StartClockIfKnown(law.ClockLawsuit, on)
		return err
	case "D14":
		_, err := d.StartClockIfKnown(law.ClockReviewWindow, on)
		return err
	case "D02c":
		return d.restartOnService(law.ClockSupplement, on)
	case "D05":
		return d.restartOnService(law.ClockConsentAnswer, on)
	}
	return nil
}
