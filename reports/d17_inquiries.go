package reports

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/workflow"
)

// questioning is D17a 收养登记询问笔录: one person, asked alone, word by word.
func questioning(p *paper) {
	r, here := p.inquiryRecord("询问人", "被询问人")
	p.para("问：我们是", p.doc.Authority, "的工作人员（出示工作证件）。现就收养登记有关情况向你询问，你应当如实回答；故意隐瞒事实或者提供虚假情况的，应当承担法律责任；与询问无关的问题，你有权拒绝回答。你是否听清楚？")
	p.para("答：", Blank(16))
	p.inquiryBody(r, here)
	p.inquirySignatures(r, here, "被询问人", "询问人", "以上笔录已经本人阅看（已向本人宣读），与本人所述一致。")
	p.basisNote(workflow.Measures("第八条").String() + "；" + workflow.CivilCode("第一千一百零四条").String())
}

// investigation is D17b 收养登记调查记录.
func investigation(p *paper) {
	r, here := p.inquiryRecord("调查人", "被调查人")
	p.heading("调查内容")
	p.inquiryBody(r, here)
	p.inquirySignatures(r, here, "被调查人", "调查人", "以上记录已经本人阅看（已向本人宣读），与事实一致。")
	p.basisNote(workflow.Measures("第七条").String() + "、第八条")
}

// childOpinion is D17c 八周岁以上被收养人意见 (Civil Code art. 1104): the child's own
// words, heard alone.
func childOpinion(p *paper) {
	r, here := p.inquiryRecord("询问人", "被收养人")
	age := p.packNumber("eligibility.child_consent_age", "应当征得被收养人同意的年龄")
	if !p.k.Born.IsZero() && !r.On.IsZero() {
		p.para("被收养人", p.childPhrase(), "，询问当日年满", p.k.Born.AgeOn(r.On), "周岁。收养", age, "周岁以上未成年人的，应当征得被收养人的同意。询问时收养申请人和送养人不在场。")
	}
	p.heading("询问情况")
	p.inquiryBody(r, here)
	p.heading("被收养人的意见")
	if r.Willing == nil {
		p.lack(here+"/willing", "被收养人是否同意")
	}
	p.add(CheckList{Columns: 2, Items: []CheckItem{
		{Checked: r.Willing != nil && *r.Willing, Text: Text("愿意被" + p.applicantNames().String() + "收养")},
		{Checked: r.Willing != nil && !*r.Willing, Text: Text("不愿意被" + p.applicantNames().String() + "收养")},
	}})
	p.add(KeyValue{Columns: 1, Items: []Item{{Label: "由被收养人\n书写（画）", MinHeight: 26}}})
	p.inquirySignatures(r, here, "被收养人", "询问人", "以上内容已用被收养人能够理解的语言说明，记录与被收养人的表达一致。")
	p.basisNote(workflow.CivilCode("第一千一百零四条").String() + "；" + workflow.MinorsLaw("第四条").String())
}

// inquiryRecord opens a record and returns it with its pointer.
func (p *paper) inquiryRecord(asker, asked string) (workflow.Record, string) {
	p.doc.Authority = p.authority()
	i := slices.IndexFunc(p.c.Inquiries, func(r workflow.Record) bool { return r.ID == p.job.Paper.Subject && r.ID != "" })
	if i < 0 {
		p.lack("/case/inquiries", "本笔录所指的询问（调查）")
		return workflow.Record{}, "/case/inquiries"
	}
	r, here := p.c.Inquiries[i], at("/case/inquiries", i)
	items := []Item{
		{Label: "日期", Value: p.day(here+"/on", r.On, "询问（调查）日期")},
		{Label: "起止时间", Value: say(noted(here+"/from", r.From), " 至 ", noted(here+"/to", r.To))},
		{Label: "地点", Value: p.need(here+"/place", r.Place, "询问（调查）地点"), Span: true},
		{Label: asker, Value: p.need(here+"/asker", r.Asker, asker)},
		{Label: "职务", Value: orNone(here+"/asker_post", r.AskerPost)},
		{Label: "记录人", Value: p.need(here+"/recorder", r.Recorder, "记录人")},
		p.separate(r),
		{Label: asked, Value: p.need(here+"/person", r.Person, asked)},
		{Label: "与收养当事人\n的关系", Value: noted(here+"/relation", r.Relation)},
	}
	items = append(items, p.askedItems(r)...)
	items = append(items, Item{Label: "在场人员", Value: orNone(here+"/present", strings.Join(r.Present, "、")), Span: true})
	p.add(KeyValue{Columns: 2, Items: items})
	return r, here
}

// separate says whether a party was asked alone; for an investigation, how many
// people made it.
func (p *paper) separate(r workflow.Record) Item {
	switch {
	case r.Kind == workflow.RecordInvestigation:
		return Item{Label: "调查方式", Value: Text("当面调查")}
	case r.Separate:
		return Item{Label: "单独询问", Value: Text("是")}
	}
	return Item{Label: "单独询问", Value: Text("否")}
}

// askedItems identifies a party of the case who was asked.
func (p *paper) askedItems(r workflow.Record) []Item {
	for i, a := range p.c.Application.Applicants {
		if a.ID != r.PartyID || r.PartyID == "" {
			continue
		}
		here := at("/case/application/applicants", i)
		return []Item{
			{Label: "性别", Value: statedWord(sexWord(a.Sex))},
			{Label: "出生日期", Value: stated(here+"/born", a.Born.Chinese())},
			{Label: "证件号码", Value: idNumber(here, a.Person)},
			{Label: "联系电话", Value: stated(here+"/phone", a.Phone)},
			{Label: "住址", Value: stated(here+"/address", a.Address), Span: true},
		}
	}
	return nil
}

func (p *paper) inquiryBody(r workflow.Record, here string) {
	if len(r.Exchanges) == 0 && strings.TrimSpace(r.Text) == "" {
		p.lack(here+"/exchanges", "询问（调查）的内容")
	}
	p.exchanges(here+"/exchanges", r.Exchanges)
	p.prose(here+"/text", r.Text)
}

func (p *paper) inquirySignatures(r workflow.Record, here, asked, asker, lead string) {
	p.add(Signatures{Columns: 1, Lead: Text(lead), Signers: []Signer{
		{Role: asked + "（签名）", Name: r.Person, Field: here + "/person", Fingerprint: r.Kind != workflow.RecordInvestigation, Dated: true},
	}}, Signatures{Columns: 2, Signers: []Signer{
		{Role: asker + "（签名）", Name: r.Asker, Field: here + "/asker", Dated: true},
		{Role: "记录人（签名）", Name: r.Recorder, Field: here + "/recorder", Dated: true},
	}})
}
