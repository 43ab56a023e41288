package reports

import (
	"github.com/anjia-project/anjia/workflow"
)

// assessmentNotice is D05 收养评估通知书 (2020 办法 art. 9(1)), to the applicants
// and, in its own words, to the assessment body.
func assessmentNotice(p *paper) {
	p.letter()
	if p.job.Paper.To == "body" {
		p.noticeToBody()
		return
	}
	p.para(p.you(), "申请收养", p.childPhrase(), "一案，经初审，符合继续办理的条件。依照", workflow.CivilCode("第一千一百零五条第五款").String(), "和", workflow.Assessment("第三条").String(),
		"的规定，登记前应当进行收养评估。现将有关事项通知如下：")
	limit, floor := p.needTerm("assessment.limit", "收养评估期限"), p.needTerm("integration.min", "融合期下限")
	p.add(List{Style: ListChinese, Items: []ListItem{
		{Text: say("评估主体：", p.bodyName(), p.bodyTitle(), "。", p.bodyQualified())},
		{Text: say("评估人员：由评估主体指派", p.packNumber("evaluators.min", "评估员人数下限"), "名以上评估人员进行，入户、谈话和走访时出示工作证件和授权。", p.you(), "认为评估人员与收养申请人、送养人有利害关系的，可以申请其回避。")},
		{Text: Text("评估内容：" + assessmentContents)},
		{Text: Text("评估方式：面谈、查阅资料、实地走访等；评估对象包括收养申请人和共同生活的家庭成员。")},
		{Text: say("评估期限：自", p.you(), "确认同意之日起", limit.Words, "内完成", bothAgree(p), "；其中收养申请人与被收养人融合的时间不少于", floor.Words, "。评估期间不计入收养登记审查期限。")},
		{Text: say("费用：", p.fee())},
		{Text: say("提供材料：", p.you(), "应当如实、及时提供评估所需的材料，包括身份、婚姻、健康、收入、住房、有无违法犯罪记录等方面的证明，并配合评估人员的工作。有应当报告的情形的，评估人员应当向本机关报告。")},
		{Text: Text("评估报告：评估完成后出具书面评估报告，作为办理收养登记的参考依据，评估结论由本机关书面告知。")},
		{Text: say("答复：", p.answerClause(), "同意的，请签署《", p.titleOf("D06a"), "》等随附文书；不同意的，也请书面告知，本机关将终止办理。")},
	}})
	p.contact()
	p.basis(workflow.CivilCode("第一千一百零五条第五款"), workflow.Assessment("第四条"), workflow.Assessment("第八条"), workflow.Assessment("第九条"), limit.Basis, workflow.Assessment("第十一条"), workflow.Assessment("第十二条"), workflow.Assessment("第十四条"))
	p.closing()
}

// assessmentContents is the list of art. 8 of the 2020 measures.
const assessmentContents = "收养申请人的收养动机、道德品行、受教育程度、健康状况、经济及住房条件、婚姻家庭关系、共同生活家庭成员意见、抚育计划、邻里关系、社区环境、与被收养人融合情况等。"

// bothAgree says from whose consent the limit runs when two adopt.
func bothAgree(p *paper) string {
	if len(p.c.Application.Applicants) > 1 {
		return "（夫妻先后同意的，自最后一方同意之日起计算）"
	}
	return ""
}

// bodyQualified names the agreement under which an agency works.
func (p *paper) bodyQualified() Inline {
	b := p.commission()
	if p.isGroup() {
		return say("评估小组由本机关熟悉收养相关法律法规和政策的在编人员组成（", workflow.Assessment("第六条").String(), "）。")
	}
	if p.isMixed() {
		return say("评估小组由本机关熟悉收养相关法律法规和政策的在编人员和派员机构派出的具有社会工作、医学、心理学专业背景的人员组成", p.mixedBasis(), "。派员机构：", p.sendingAgency(), "。")
	}
	return p.agreement(b)
}

// agreement is the agency's credit code and its commission agreement; nil when neither is on file.
func (p *paper) agreement(b workflow.Commission) Inline {
	if b.CreditCode == "" && b.Contract == "" {
		return nil
	}
	out := say("统一社会信用代码：", noted("/case/commission/credit_code", b.CreditCode))
	if b.Contract != "" {
		out = say(out, "；委托协议：", Fact("/case/commission/contract", b.Contract))
		if !b.ContractTo.IsZero() {
			out = say(out, "（有效期至", Fact("/case/commission/contract_to", b.ContractTo.Chinese()), "）")
		}
	}
	return say(out, "。")
}

// noticeToBody is the copy for the assessment body: it carries what the body
// needs to check recusal, and no more of the file before the body accepts.
func (p *paper) noticeToBody() {
	p.doc.Subtitle = "（送评估主体）"
	limit, floor := p.needTerm("assessment.limit", "收养评估期限"), p.needTerm("integration.min", "融合期下限")
	unit, task, end := "你单位", "本机关拟委托你单位", "委托终止后应当返还或者删除"
	if p.isGroup() {
		unit, task, end = "你小组", "本机关决定由你小组", "评估结束后应当移交"
	}
	if p.isMixed() {
		p.noticeToSender(limit, floor)
		return
	}
	p.para("收养登记案件（案件编号", p.need("/case/number", p.c.Number, "案件编号"), "）经初审，应当进行收养评估。", task, "承担该案的收养评估，现将有关事项通知如下：")
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "送养人", Value: p.placerName()},
		{Label: "被收养人", Value: p.childPhrase()},
		{Label: "收养类别", Value: p.category()},
	}})
	p.add(List{Style: ListChinese, Items: []ListItem{
		{Text: Text("请先核对" + unit + "及评估人员与收养申请人、送养人有无利害关系；有应当回避情形的，应当回避，不得承担本案评估。")},
		{Text: say("收养申请人确认同意后，请及时答复是否接受，并指派", p.packNumber("evaluators.min", "评估员人数下限"), "名以上符合规定条件的人员进行评估。在接受以前，案卷不向"+unit+"开放。")},
		{Text: say("评估应当自收养申请人确认同意之日起", limit.Words, "内完成，其中融合时间不少于", floor.Words, "。")},
		{Text: Text("发现《收养评估办法（试行）》第十一条所列情形的，应当向本机关报告；发现收养申请人故意或者过失行为正在或者可能侵害未成年人的，应当立即报告，本机关立即向公安机关报案。")},
		{Text: say("不得向收养申请人、送养人、被收养人收取任何费用；对评估中知悉的个人信息和隐私负有保密义务，" + end + "。")},
	}})
	p.contact()
	p.basis(workflow.Assessment("第五条"), workflow.Assessment("第九条"), limit.Basis, workflow.Assessment("第十一条"), workflow.Assessment("第十二条"), workflow.Assessment("第十四条"), workflow.PIPL("第二十一条"))
	p.closing()
}
