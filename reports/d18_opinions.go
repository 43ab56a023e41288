package reports

import (
	"strings"

	"github.com/anjia-project/anjia/workflow"
)

// opinions are the two cells of the form in which two people sign.
func (p *paper) opinions(q workflow.Proposal, d workflow.Decision) KeyValue {
	p.need("/case/proposal/by", q.By, "拟办人")
	p.need("/case/decision/by", d.By, "审批人")
	officer := say("拟", outcomeWord(q.Outcome), "。理由：", p.need("/case/proposal/reasons", joinReasons(q.Reasons), "拟办理由"))
	chief := say(outcomeWord(d.Outcome), "。", p.need("/case/decision/opinion", d.Opinion, "审批意见"))
	items := []Item{
		{Label: "审查意见", Value: officer, MinHeight: 28, Foot: []Inline{signedBy("收养登记员", Fact("/case/proposal/by", q.By)), p.day("/case/proposal/on", q.On, "拟办日期")}},
		{Label: "审批意见", Value: chief, MinHeight: 28, Foot: []Inline{signedBy("审批人", Fact("/case/decision/by", d.By)), p.day("/case/decision/on", d.On, "审批日期")}},
	}
	if m := p.c.Permission; m != nil {
		items = append(items, Item{Label: "继续办理\n的批准", Value: noted("/case/permission/reason", m.Reason), Foot: []Inline{signedBy("批准人", noted("/case/permission/by", m.By)), notedDay("/case/permission/on", m.On)}})
	}
	for i, r := range q.Returned {
		here := at("/case/proposal/returned", i)
		items = append(items, Item{Label: "退回记录", Value: say(noted(here+"/by", r.By), "退回：", noted(here+"/reason", r.Reason)), Foot: []Inline{notedDay(here+"/on", r.On)}})
	}
	return KeyValue{Caption: "审查处理", Columns: 1, Items: items}
}

func joinReasons(list []string) string { return strings.Join(list, "；") }

// outcomeBlock is the last part of the form: certificate and its handing over,
// or the refusal.
func (p *paper) outcomeBlock(d workflow.Decision) {
	r := p.c.Registration
	if d.Outcome != workflow.OutcomeRegister {
		p.add(KeyValue{Columns: 2, Items: []Item{
			{Label: "处理结果", Value: Text("不予登记，另行书面说明理由")},
			{Label: "决定日期", Value: p.day("/case/decision/on", d.On, "审批日期")},
			{Label: "备注", Span: true, Value: Text(noneWord)},
		}})
		return
	}
	if r == nil {
		p.lack("/case/registration", "登记情况")
		return
	}
	const here = "/case/registration"
	p.add(KeyValue{Caption: "登记和发证", Columns: 2, Items: []Item{
		{Label: "登记证字号", Value: p.need(here+"/certificate", r.Certificate, "收养登记证字号"), Span: true},
		{Label: "登记日期", Value: p.day(here+"/on", r.On, "登记日期")},
		{Label: "登记证印制号", Value: orPendingNumber(here+"/blank_number", r.BlankNumber)},
		{Label: "收养后姓名", Value: p.nameAfter()},
		{Label: "颁证日期", Value: orPendingNumber(here+"/handed_on", r.HandedOn.Chinese())},
		{Label: "颁证人", Value: orPendingNumber(here+"/handed_by", r.HandedBy)},
		{Label: "档案页数", Value: p.pages()},
		{Label: "备注", Value: Text(noneWord), Span: true},
	}})
}

func orPendingNumber(pointer, value string) Inline {
	if value == "" {
		return Text("颁证时填写")
	}
	return Fact(pointer, value)
}

func (p *paper) pages() Inline {
	if e := p.c.Ending; e != nil && e.Pages > 0 {
		return say(e.Pages, "页")
	}
	return Text("归档时填写")
}

// receiverSignatures leaves each adopter a place to sign and give a fingerprint.
func (p *paper) receiverSignatures(lead string) Signatures {
	s := Signatures{Lead: Text(lead)}
	for i, a := range p.c.Application.Applicants {
		s.Signers = append(s.Signers, Signer{Role: "领证人（签名）", Name: a.Name, Field: at("/case/application/applicants", i) + "/name", Fingerprint: true, Dated: true})
	}
	return s
}
