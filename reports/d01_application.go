package reports

import (
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// application is D01 收养登记申请书 (登记办法 arts. 5-7): the ministry's form, signed
// by the applicants before the registrar, who witnesses it.
func application(p *paper) {
	p.addressed(p.authority())
	p.doc.Subtitle = "（" + statedWord(modeWord(p.c.Application.Mode)).String() + "　" + p.category().String() + "）"
	p.para(p.applicantNames(), "自愿收养", p.childPhrase(), "，依照", workflow.Measures("第五条").String(), "、第六条的规定，向你机关申请办理收养登记。")
	p.heading("一、收养人情况")
	for i := range p.c.Application.Applicants {
		p.add(p.applicantGrid(i))
	}
	p.attendance()
	p.add(Heading{Level: 2, Text: Text("共同生活的家庭成员")}, p.householdTable())
	p.heading("二、被收养人情况")
	p.add(p.childGrid())
	p.heading("三、送养人情况")
	for _, g := range p.placerGrid() {
		p.add(g)
	}
	p.heading("四、收养原因和住房情况")
	p.add(p.applicationGrid())
	p.heading("五、申请人声明和保证")
	p.undertaking()
	p.applicantSignatures("以上内容本人已经阅看（已经向本人宣读），与本人的意思一致，所填内容真实。")
	p.add(Signatures{Columns: 1, Signers: []Signer{{Role: "见证人（收养登记员签名）", Dated: true}}})
}

// attendance says who appears by a spouse with an attested proxy.
func (p *paper) attendance() {
	for i, a := range p.c.Application.Applicants {
		here := at("/case/application/applicants", i)
		if a.Attendance != eligibility.ByProxy {
			continue
		}
		p.para("收养人", p.need(here+"/name", a.Name, "收养申请人姓名"), attendanceWord(a.Attendance), "办理，委托书经",
			p.need(here+"/proxy_attested_by", a.ProxyAttestedBy, "委托书证明（公证）单位"), "于",
			p.day(here+"/proxy_attested_on", a.ProxyAttestedOn, "委托书证明（公证）日期"), "证明（公证）。")
	}
}

func (p *paper) applicationGrid() KeyValue {
	a := p.c.Application
	const pointer = "/case/application"
	area := stated(pointer+"/housing_area", a.HousingArea)
	if a.HousingArea != "" {
		area = append(area, Run{Text: "平方米"})
	}
	agreement := "不要求签订"
	if a.Agreement {
		agreement = "要求签订"
	}
	secrecy := "未要求"
	if p.c.Secrecy {
		secrecy = "要求保守收养秘密"
	}
	return KeyValue{Columns: 2, Items: []Item{
		{Label: "收养原因", Value: p.need(pointer+"/reason", a.Reason, "收养原因"), Span: true},
		{Label: "收养动机", Value: stated(pointer+"/motive", a.Motive), Span: true},
		{Label: "住房情况", Value: stated(pointer+"/housing", a.Housing), Span: true},
		{Label: "住房面积", Value: area},
		{Label: "独立房间", Value: statedWord(yesNo(a.PrivateRoom, "有", "没有"))},
		{Label: "收养协议", Value: Text(agreement)},
		{Label: "收养秘密", Value: Text(secrecy)},
		{Label: "收养人与被收\n养人合影", Value: Text("（粘贴处）"), Span: true, MinHeight: 34},
	}}
}

// undertaking is the part of the form that binds the applicants.
func (p *paper) undertaking() {
	promise := p.c.Application.Undertaking
	if promise == "" {
		promise = "保证不遗弃、不虐待被收养人，抚养、教育和保护被收养人健康成长。"
	}
	p.add(List{Style: ListArabic, Items: []ListItem{
		{Text: say("本人自愿收养上述被收养人，", Fact("/case/application/undertaking", promise))},
		{Text: say("本人提供的证件和证明材料真实有效。本人知悉：弄虚作假骗取收养登记的，收养关系无效，由收养登记机关撤销登记，收缴收养登记证（", workflow.Measures("第十三条").String(), "）。")},
		{Text: Text("本人知悉：除收养继子女外，登记机关将依法进行收养评估；评估不收取费用。")},
		{Text: say("本人知悉：收养关系自登记之日起成立（", workflow.CivilCode("第一千一百零五条").String(), "）。")},
	}})
}

// applicantSignatures leaves each applicant a place to sign with fingerprint and date.
func (p *paper) applicantSignatures(lead string) {
	s := Signatures{Lead: Text(lead)}
	for i := range p.c.Application.Applicants {
		s.Signers = append(s.Signers, Signer{Role: p.applicantRole(i) + "签名", Fingerprint: true, Dated: true})
	}
	p.add(s)
}
