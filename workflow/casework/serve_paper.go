package casework

import (
	"context"
	"strings"

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
	Relation  string   `json:"relation,omitempty" maxLength:"100" doc:"Relation to the addressee; needed when another person received it"`
	Cohabits  bool     `json:"cohabits,omitempty" doc:"The receiver is an adult of the family who lives with the addressee (同住成年家属): needed when a paper for a person is handed to another"`
	Place     string   `json:"place,omitempty" maxLength:"200" doc:"Needed when the paper was left"`
	Witness   string   `json:"witness,omitempty" maxLength:"100" doc:"见证人; needed when the paper was left (留置送达) and this was not recorded"`
	Recorded  bool     `json:"recorded,omitempty" doc:"The leaving was photographed or filmed (拍照、录像)"`
	Note      string   `json:"note,omitempty" maxLength:"1000" doc:"Why it was refused (left), consent to electronic service, why it was announced"`

	PostNumber  string   `json:"post_number,omitempty" maxLength:"60" doc:"邮件号码或者回执号; needed for service by post"`
	AnnouncedOn law.Date `json:"announced_on,omitzero" doc:"Day of the announcement; service takes effect when its term has run"`
	Medium      string   `json:"medium,omitempty" maxLength:"200" doc:"Medium of the announcement"`
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
	if err := in.check(d, p, on); err != nil {
		return err
	}
	first, code, to := p.ServedOn().IsZero(), p.Code, p.To
	receipt, err := d.OrderPaper(ctx, Order{Code: "R01", To: "file", Recipient: in.Recipient, Subject: in.PaperID})
	if err != nil {
		return err
	}
	service := workflow.Service{
		On: on, Mode: in.Mode, Recipient: in.Recipient, Relation: in.Relation, Place: in.Place,
		Witness: in.Witness, By: d.Actor.Name, Receipt: receipt.ID, Note: in.remarks(), Cohabits: in.Cohabits,
		PostNumber: in.PostNumber, Recorded: in.Recorded, AnnouncedOn: in.AnnouncedOn, Medium: in.Medium,
	}
	p = d.Case.Paper(in.PaperID) // the list may have moved
	p.Services = append(p.Services, service)
	if !first {
		return nil
	}
	return d.startFromService(code, to, on)
}

func (in ServePaper) check(d *Decision, p *workflow.Paper, on law.Date) error {
	f := d.within("/served_on", on, p.On, "文书作出之日")
	f = append(f, Need("/recipient", in.Recipient, "受送达人")...)
	spec, _ := p.Code.Spec()
	switch {
	case !spec.Served:
		f = append(f, workflow.Field("/paper_id", "not_served", "《"+p.Title+"》不是应当送达的文书"))
	case !p.VoidOn.IsZero():
		f = append(f, workflow.Field("/paper_id", "void", "该文书已于"+p.VoidOn.Chinese()+"作废，不得送达"))
	}
	more, err := in.modeFaults(d, p, on)
	if err != nil {
		return err
	}
	return workflow.Invalid(append(f, more...)...)
}

// remarks is what the receipt of service says besides its own lines.
func (in ServePaper) remarks() string {
	var parts []string
	if in.Cohabits {
		parts = append(parts, "由同住成年家属签收")
	}
	if in.PostNumber != "" {
		parts = append(parts, "邮件（回执）号码："+in.PostNumber)
	}
	if in.Recorded {
		parts = append(parts, "送达过程已拍照、录像")
	}
	if !in.AnnouncedOn.IsZero() {
		parts = append(parts, "公告："+in.Medium+"，"+in.AnnouncedOn.Chinese())
	}
	if in.Note != "" {
		parts = append(parts, in.Note)
	}
	return strings.Join(parts, "；")
}

// startFromService starts the terms that run from the first service of a paper.
// Where no law sets a term none is started.
func (d *Decision) startFromService(code workflow.PaperCode, to string, on law.Date) error {
	if to == "body" {
		return nil
	}
	switch code {
	case "D02d", "D20", "D22b":
		return d.startRemedies(on)
	case "D26c":
		if !d.choiceReviewable() {
			return nil
		}
		return d.startRemedies(on)
	case "D14", "D14b":
		_, err := d.StartClockIfKnown(law.ClockReviewWindow, on)
		return err
	case "D02c":
		return d.restartOnService(law.ClockSupplement, on)
	case "D05":
		return d.restartOnService(law.ClockConsentAnswer, on)
	}
	return nil
}

// startRemedies starts the terms for reconsideration and lawsuit.
func (d *Decision) startRemedies(on law.Date) error {
	if _, err := d.StartClockIfKnown(law.ClockReconsideration, on); err != nil {
		return err
	}
	_, err := d.StartClockIfKnown(law.ClockLawsuit, on)
	return err
}
