package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// InquiryInput is what a record of questioning, of an investigation and of the
// child's own words have in common: when, where, by whom, of whom, what was said.
type InquiryInput struct {
	Dated
	HeldOn    law.Date      `json:"held_on,omitzero" doc:"Day of the conversation; the day of the act when left out"`
	From      string        `json:"from" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"09:30"`
	To        string        `json:"to" pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$" example:"10:15"`
	Place     string        `json:"place" minLength:"1" maxLength:"200"`
	Asker     string        `json:"asker,omitempty" maxLength:"100" doc:"询问人（调查人）; who records the act when left out"`
	AskerPost string        `json:"asker_post,omitempty" maxLength:"100"`
	Recorder  string        `json:"recorder" minLength:"1" maxLength:"100" doc:"记录人: another person than the asker"`
	Exchanges []workflow.QA `json:"exchanges,omitempty" maxItems:"200"`
	Text      string        `json:"text,omitempty" maxLength:"20000"`
}

// record checks the common part and makes the record of it.
func (in InquiryInput) record(d *Decision, kind string) (workflow.Record, []workflow.FieldError) {
	r := workflow.Record{
		ID: d.NewID(), Kind: kind, On: orOn(in.HeldOn, d.On), From: in.From, To: in.To, Place: in.Place,
		Asker: in.Asker, AskerPost: in.AskerPost, Recorder: in.Recorder, Exchanges: in.Exchanges, Text: in.Text,
	}
	if r.Asker == "" {
		r.Asker = d.Actor.Name
	}
	if r.AskerPost == "" && r.Asker == d.Actor.Name {
		r.AskerPost = d.Actor.Role.Chinese()
	}
	f := d.within("/held_on", r.On, d.Case.ReceivedOn, "收到申请之日")
	f = append(f, hours(in.From, in.To)...)
	f = append(f, Need("/place", in.Place, "地点")...)
	f = append(f, Need("/recorder", in.Recorder, "记录人")...)
	if r.Asker == r.Recorder {
		f = append(f, workflow.Field("/recorder", "same_person", "询问（调查）和记录应当由两人进行，记录人不得是"+r.Asker, workflow.Guideline("收养登记")))
	}
	if len(in.Exchanges) == 0 && in.Text == "" {
		f = append(f, workflow.Field("/exchanges", "required", "请记录问答或者谈话内容"))
	}
	for i, x := range in.Exchanges {
		if x.Q == "" || x.A == "" {
			f = append(f, workflow.Field(pointerAt("/exchanges", i), "required", "问和答均应当填写，未回答的请写明“未回答”"))
		}
	}
	return r, f
}

// keep appends the record and orders its paper. It refuses one that cannot have
// been held at its time beside those that the case has.
func (d *Decision) keep(ctx context.Context, r workflow.Record, code workflow.PaperCode) error {
	if faults := d.sameTime(r); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Inquiries = append(d.Case.Inquiries, r)
	_, err := d.OrderPaper(ctx, Order{Code: code, To: "file", Recipient: r.Person, Subject: r.ID})
	return err
}

// party resolves a party of the case: an applicant's id, placer or child. Others have "" and are named.
func (d *Decision) party(id, name string) (person, relation string, known bool) {
	switch id {
	case "":
		return name, "", true
	case workflow.PartyPlacer:
		if name == "" {
			name = PlacerName(d.Case)
		}
		return name, "送养人", d.Case.Application.Placer.Type != ""
	case PartyChild:
		return d.Child.Name, "被收养人", true
	}
	n := applicantName(d.Case, id)
	return n, "收养申请人", n != ""
}
