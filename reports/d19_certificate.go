package reports

import (
	"github.com/anjia-project/anjia/workflow"
)

// certificate is D19 收养登记证 as the archive copy (存档件): the certificate itself
// is a ministry blank with a printed number; this sheet repeats what stands on it.
func certificate(p *paper) {
	p.doc.Authority = p.authority()
	p.doc.Subtitle, p.doc.OneSheet = "（存档件）", true // one leaf of the file
	r := workflow.Registration{}
	if p.c.Registration == nil {
		p.lack("/case/registration", "登记情况")
	} else {
		r = *p.c.Registration
	}
	const here = "/case/registration"
	p.doc.Number = r.Certificate
	p.need(here+"/certificate", r.Certificate, "收养登记证字号")
	p.small("本件归档存查，不作为收养登记证使用；领证人的签名、指印载于收养登记审查处理表。")
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "登记日期", Value: p.day(here+"/on", r.On, "登记日期")},
		{Label: "印制号", Value: orPendingNumber(here+"/blank_number", r.BlankNumber)},
		{Label: "颁证日期", Value: orPendingNumber(here+"/handed_on", r.HandedOn.Chinese())},
		{Label: "颁证人", Value: orPendingNumber(here+"/handed_by", r.HandedBy)},
		{Label: "领证人", Value: receivers(here, r), Span: true},
	}})
	p.add(p.adopterTable())
	p.add(KeyValue{Caption: "被收养人", Columns: 2, Items: []Item{
		{Label: "收养前姓名", Value: p.childName()},
		{Label: "收养后姓名", Value: p.need(here+"/name_after", r.NameAfter, "收养后姓名")},
		{Label: "性别", Value: p.needSex()},
		{Label: "出生日期", Value: p.day("/child/born", p.k.Born, "被收养人出生日期")},
		{Label: "国籍", Value: nationality("/child", p.k.Person, unknownWord)},
		{Label: "证件号码", Value: idNumber("/child", p.k.Person)},
		{Label: "身份类别", Value: p.category(), Span: true},
		{Label: "送养人", Value: p.placerName(), Span: true},
	}})
	p.para("上列收养人收养上列被收养人，符合", workflow.CivilCode("").String(), "的规定，准予登记。收养关系自登记之日起成立。")
	p.basis(workflow.CivilCode("第一千一百零五条"), workflow.CivilCode("第一千一百一十一条"), workflow.Measures("第八条"))
	p.add(Closing{Seal: true, Date: r.On})
}

func receivers(here string, r workflow.Registration) Inline {
	if len(r.Receivers) == 0 {
		return Text("颁证时填写")
	}
	return names(here+"/receivers", r.Receivers)
}

// adopterTable gives the adopters as the certificate does.
func (p *paper) adopterTable() Table {
	t := Table{
		Caption: "收养人",
		Columns: []Column{column(2, AlignCenter), column(0.9, AlignCenter), column(2.2, AlignCenter), column(1.2, AlignCenter), column(3.4, AlignCenter)},
		Header:  headRow("姓名", "性别", "出生日期", "国籍", "证件号码"),
	}
	if len(p.c.Application.Applicants) == 0 {
		p.lack("/case/application/applicants", "收养人")
	}
	for i, a := range p.c.Application.Applicants {
		here := at("/case/application/applicants", i)
		t.Rows = append(t.Rows, cells(p.need(here+"/name", a.Name, "收养人姓名"), statedWord(sexWord(a.Sex)), p.day(here+"/born", a.Born, "收养人出生日期"),
			applicantNationality(here, a), idNumber(here, a.Person)))
	}
	return t
}
