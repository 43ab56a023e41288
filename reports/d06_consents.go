package reports

import (
	"github.com/anjia-project/anjia/workflow"
)

// assessmentConsent is D06a 收养评估同意书 (2020 办法 art. 9(2)): signed by every
// applicant; the later date starts the assessment clock.
func assessmentConsent(p *paper) {
	p.addressed(p.authority())
	limit, floor := p.needTerm("assessment.limit", "收养评估期限"), p.needTerm("integration.min", "融合期下限")
	p.para("收养申请人", p.applicantNames(), "申请收养", p.childPhrase(), "，已收到你机关送达的《", p.titleOf("D05"), "》", p.noticeRef(), "，并已知悉下列事项：")
	p.add(List{Style: ListArabic, Items: []ListItem{
		{Text: say("评估由", p.bodyName(), p.bodyTitle(), "进行，评估对象包括收养申请人和共同生活的家庭成员；")},
		{Text: Text("评估内容包括" + assessmentContents[:len(assessmentContents)-len("。")] + "；")},
		{Text: say("评估自收养申请人确认同意之日起", limit.Words, "内完成", bothAgree(p), "，其中融合时间不少于", floor.Words, "；")},
		{Text: say(trimStop(p.fee()), "；")},
		{Text: Text("有申请评估人员回避的权利，有如实提供材料、配合评估的义务；")},
		{Text: Text("评估报告是办理收养登记的参考依据，不是登记机关的决定；在登记以前可以书面撤回申请。")},
	}})
	p.add(Paragraph{Text: Text("经考虑，本人对是否接受收养评估答复如下（由本人勾选）："), KeepNext: true})
	p.add(CheckList{Columns: 2, Items: []CheckItem{{Text: Text("同意接受收养评估")}, {Text: Text("不同意接受收养评估")}}})
	p.applicantSignatures("上述事项已经向本人说明，本人已经理解，答复出于自愿。")
	p.basisNote(workflow.Assessment("第九条").String() + "、第十条")
}

// noticeRef cites the number of the notice that was served on the applicants.
func (p *paper) noticeRef() Inline {
	for i := len(p.c.Papers) - 1; i >= 0; i-- {
		if x := p.c.Papers[i]; x.Code == "D05" && x.To == "applicants" && x.VoidOn.IsZero() && x.Number != "" {
			return say("（", Fact(at("/case/papers", i)+"/number", x.Number), "）")
		}
	}
	return nil
}

func trimStop(s string) string {
	const stop = "。"
	if len(s) >= len(stop) && s[len(s)-len(stop):] == stop {
		return s[:len(s)-len(stop)]
	}
	return s
}

// basisNote prints a basis as a small line over the signatures of a form.
func (p *paper) basisNote(text string) {
	p.beforeSigning(Paragraph{Text: Text("依据：" + text + "。"), Small: true})
}

// inquiryAuthority is D06b 授权书: the applicants authorise the body to inquire.
func inquiryAuthority(p *paper) {
	p.addressed(p.authority())
	p.para("为配合收养评估，本人", p.applicantNames(), "授权你机关和", p.bodyName(), "指派的评估人员，在本次收养评估范围内，向有关单位和个人了解、查询和复制下列信息：")
	p.add(List{Style: ListArabic, Items: []ListItem{
		{Text: Text("公安机关等：本人的户籍登记、有无违法犯罪记录；")},
		{Text: Text("婚姻登记机关：本人的婚姻登记情况；")},
		{Text: Text("医疗机构：与收养有关的健康检查结果；")},
		{Text: Text("工作单位、税务和不动产登记等机构：本人的职业、收入和住房情况；")},
		{Text: Text("居住地村（居）民委员会、邻居和亲属：本人的家庭关系、日常表现和社区环境。")},
	}})
	p.add(KeyValue{Columns: 1, Items: []Item{{Label: "其他授权事项\n（没有的划去）", MinHeight: 18}}})
	p.para("授权期限自签署之日起至本次收养评估终结之日止。所获信息仅用于本次收养评估和收养登记，不得用于其他目的，不得向无关人员泄露。本人可以书面撤回授权；撤回以前依据授权进行的查询仍然有效。")
	p.applicantSignatures("以上授权出于本人自愿。")
	p.basisNote(workflow.Assessment("第四条").String() + "、第九条；" + workflow.PIPL("第二十九条").String())
}

// familyDeclaration is D06c 收养申请人家庭情况声明: printed with what is on file,
// the rest in the applicants' own hand (登记办法 art. 6: declaration on children).
func familyDeclaration(p *paper) {
	p.addressed(p.authority())
	p.para("收养申请人", p.applicantNames(), "就本人和共同生活的家庭成员的情况作如下声明：")
	p.add(p.applicantSummary())
	p.add(Heading{Level: 2, Text: Text("共同生活的家庭成员")}, p.householdTable())
	p.add(Heading{Level: 2, Text: Text("由申请人填写")})
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "婚姻史", MinHeight: 16},
		{Label: "子女情况\n（包括亲生、\n收养和非婚生）", MinHeight: 20},
		{Label: "健康状况和\n病史", MinHeight: 16},
		{Label: "收入、财产和\n债务", MinHeight: 18},
		{Label: "住房情况", MinHeight: 14},
		{Label: "受过的刑事、\n行政处罚", MinHeight: 14},
		{Label: "抚育计划", MinHeight: 24},
	}})
	p.add(Paragraph{Text: Text("本人声明：以上情况真实、完整；本人和共同生活的家庭成员（由本人勾选）："), KeepNext: true})
	p.add(CheckList{Columns: 1, Items: []CheckItem{
		{Text: Text("没有《收养评估办法（试行）》第十一条所列情形")}, {Text: Text("有上述情形，另附书面说明")},
	}})
	p.para("本人知悉：登记机关可以对声明的内容进行调查核实；弄虚作假骗取收养登记的，收养关系无效，由收养登记机关撤销登记，收缴收养登记证。")
	p.applicantSignatures("以上声明由本人作出。")
	p.basisNote(workflow.Measures("第六条").String() + "、第十三条；" + workflow.Assessment("第十一条").String())
}

// applicantSummary is one line per applicant, as on file.
func (p *paper) applicantSummary() Table {
	t := Table{
		Columns: []Column{column(2.2, AlignCenter), column(0.9, AlignCenter), column(2.5, AlignCenter), column(3.2, AlignCenter), column(1.4, AlignCenter), column(1.4, AlignCenter)},
		Header:  headRow("姓名", "性别", "出生日期", "证件号码", "婚姻状况", "现有子女数"),
	}
	for i, a := range p.c.Application.Applicants {
		here := at("/case/application/applicants", i)
		t.Rows = append(t.Rows, cells(p.need(here+"/name", a.Name, "收养申请人姓名"), statedWord(sexWord(a.Sex)), stated(here+"/born", a.Born.Chinese()),
			idNumber(here, a.Person), statedWord(maritalWord(a.Marital)), statedWord(count(a.Children, "名"))))
	}
	return t
}
