package reports

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// serviceReceipt is R01 送达回证: which paper, to whom, when, where, how, and who
// signed; remedies run from it.
func serviceReceipt(p *paper) {
	p.doc.Authority = p.authority()
	served, here := p.servedPaper()
	s, there := p.service(served, here)
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "送达文书", Value: say("《", p.need(here+"/title", served.Title, "送达文书名称"), "》"), Span: true},
		{Label: "文号", Value: orNone(here+"/number", served.Number)},
		{Label: "文书日期", Value: p.day(here+"/on", served.On, "送达文书的日期")},
		{Label: "受送达人", Value: p.need(here+"/recipient", p.livingRecipient(served), "受送达人")},
		{Label: "案由", Value: Text("收养登记")},
		{Label: "送达方式", Value: p.need(there+"/mode", modeOf(s), "送达方式")},
		{Label: "送达日期", Value: p.day(there+"/on", s.On, "送达日期")},
		{Label: "送达地点", Value: noted(there+"/place", s.Place), Span: true},
		{Label: "收件人", Value: p.need(there+"/recipient", s.Recipient, "收件人")},
		{Label: "与受送达人\n的关系", Value: p.relationOf(there, served, s)},
		{Label: "见证人", Value: orNone(there+"/witness", s.Witness)},
		{Label: "送达人", Value: p.need(there+"/by", s.By, "送达人")},
		{Label: "备注", Value: orNone(there+"/note", s.Note), Span: true},
	}})
	p.remedyDates(served)
	p.small("收件人不是受送达人的，应当注明代收人与受送达人的关系；受送达人拒绝签收，采用留置送达的，应当由见证人签名，并注明拒收的事由和日期。")
	signers := []Signer{{Role: "收件人（签名、盖章）", Name: s.Recipient, Field: there + "/recipient", Dated: true, On: s.On}, {Role: "送达人（签名）", Name: s.By, Field: there + "/by", Dated: true, On: s.On}}
	if s.Witness != "" || s.Mode == workflow.ServedLeaving {
		signers = append(signers, Signer{Role: "见证人（签名）", Name: s.Witness, Field: there + "/witness", Dated: true, On: s.On})
	}
	p.add(Signatures{Signers: signers})
}

func modeOf(s workflow.Service) string {
	if s.Mode == "" {
		return ""
	}
	return serviceWord(s.Mode)
}

// relationOf says how the receiver is related to the addressee: the same person,
// unless the record says otherwise.
func (p *paper) relationOf(pointer string, served workflow.Paper, s workflow.Service) Inline {
	if s.Relation == "" && s.Recipient != "" && s.Recipient == p.livingRecipient(served) {
		return Text("本人")
	}
	return orNone(pointer+"/relation", s.Relation)
}

// servedPaper is the paper that was served.
func (p *paper) servedPaper() (workflow.Paper, string) {
	i := slices.IndexFunc(p.c.Papers, func(x workflow.Paper) bool { return x.ID == p.job.Paper.Subject && x.ID != "" })
	if i < 0 {
		p.lack("/case/papers", "所送达的文书")
		return workflow.Paper{}, "/case/papers"
	}
	return p.c.Papers[i], at("/case/papers", i)
}

// service is the service that this receipt proves.
func (p *paper) service(served workflow.Paper, here string) (workflow.Service, string) {
	i := slices.IndexFunc(served.Services, func(s workflow.Service) bool { return s.Receipt == p.job.Paper.ID && s.Receipt != "" })
	if i < 0 {
		p.lack(here+"/services", "送达的记录")
		return workflow.Service{}, here + "/services"
	}
	return served.Services[i], at(here+"/services", i)
}

// remedyDates prints the terms that run from this service, where they do.
func (p *paper) remedyDates(served workflow.Paper) {
	var names []law.ClockName
	switch served.Code {
	case "D02d", "D20", "D22b", "D26c":
		names = []law.ClockName{law.ClockReconsideration, law.ClockLawsuit}
	case "D14", "D14b":
		names = []law.ClockName{law.ClockReviewWindow}
	case "D02c":
		names = []law.ClockName{law.ClockSupplement}
	case "D05":
		names = []law.ClockName{law.ClockConsentAnswer}
	}
	if served.To == "body" {
		return
	}
	var items []ListItem
	for _, n := range names {
		r, ok := p.clock(n)
		if !ok || r.Start != served.ServedOn() {
			continue
		}
		items = append(items, ListItem{Text: say(r.Title(), "：自送达次日（", r.Start.AddDays(1), "）起", termWords(r.Term), "，", r.until(), "。")})
	}
	if len(items) > 0 {
		p.add(Paragraph{Text: Text("自本次送达起算的期限："), KeepNext: true}, List{Style: ListArabicParen, Items: items})
	}
}
