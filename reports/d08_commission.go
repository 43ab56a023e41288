package reports

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// commissionLetter is D08 收养评估委托书: the authority commissions an agency for
// one case under the standing agreement, or gives it to its own group.
func commissionLetter(p *paper) {
	p.letter()
	if !p.isGroup() { // an organ writes to another; to its own people it needs no head
		p.doc.Head = &Head{Mark: p.doc.Authority}
	}
	b := p.commission()
	limit, floor := p.needTerm("assessment.limit", "收养评估期限"), p.needTerm("integration.min", "融合期下限")
	if p.isMixed() {
		p.requestToSend()
	} else if p.isGroup() {
		p.para("依照", workflow.Assessment("第五条").String(), "、第六条的规定，现将下列收养登记案件的收养评估交由你小组进行：")
	} else {
		p.para("依照", workflow.Assessment("第五条").String(), "的规定和双方签订的委托协议（", p.need("/case/commission/contract", b.Contract, "委托协议编号"), "，有效期至",
			p.day("/case/commission/contract_to", b.ContractTo, "委托协议有效期"), "），现委托你单位对下列收养登记案件进行收养评估：")
	}
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "案件编号", Value: p.need("/case/number", p.c.Number, "案件编号")},
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childPhrase()},
		{Label: "收养类别", Value: p.category()},
		{Label: "评估主体", Value: p.bodyLine(b)},
		{Label: "确认同意之日", Value: p.consentDays()},
		{Label: "评估期限", Value: p.assessmentLimit(limit)},
	}})
	p.add(List{Style: ListChinese, Items: []ListItem{
		{Text: p.whoIsAssigned()},
		{Text: say("评估内容：", assessmentContents, "其中融合时间不少于", floor.Words, "。")},
		{Text: Text("评估报告：包括正文（评估工作基本情况、评估内容分析、评估结论等）和附件（反映评估过程的文字、语音、照片、影像等材料）。" + p.signatureRule())},
		{Text: Text("报告义务：发现《收养评估办法（试行）》第十一条所列情形的，应当向本机关报告；发现正在或者可能侵害未成年人的，应当立即报告，并依法履行强制报告义务。")},
		{Text: Text("信息保护：只在评估所需范围内处理个人信息，不得转委托、泄露或者另作他用；评估完成或者委托终止后，应当移交评估材料，返还或者删除个人信息，不得保留。")},
		{Text: Text("费用：不得向收养申请人、送养人、被收养人收取任何费用。")},
	}})
	p.contact()
	p.basis(workflow.Assessment("第五条"), workflow.Assessment("第八条"), workflow.Assessment("第九条"), limit.Basis, workflow.Assessment("第十一条"), workflow.Assessment("第十二条"), workflow.Assessment("第十三条"), workflow.PIPL("第二十一条"), workflow.MinorsLaw("第十一条"))
	p.closing()
	p.imprint()
}

func (p *paper) bodyLine(b workflow.Commission) Inline {
	if p.isMixed() {
		return say(p.bodyName(), p.bodyTitle())
	}
	return say(p.bodyName(), p.creditCode(b))
}

// consentDays lists when each applicant agreed.
func (p *paper) consentDays() Inline {
	var out Inline
	for i, k := range p.c.Consents {
		if k.Kind != workflow.ConsentAssessment || !k.Given {
			continue
		}
		if len(out) > 0 {
			out = append(out, Run{Text: "；"})
		}
		here := at("/case/consents", i)
		out = say(out, p.need(here+"/by", k.By, "同意评估的申请人"), " ", p.day(here+"/on", k.On, "同意评估的日期"))
	}
	if len(out) == 0 {
		return say("待收养申请人确认同意")
	}
	return out
}

// assessmentLimit is the length of C3 and, once it runs, its last day.
func (p *paper) assessmentLimit(limit term) Inline {
	if r, ok := p.clock(law.ClockAssessment); ok {
		return say("自收养申请人确认同意之日起", termWords(r.Term), "，", r.until())
	}
	return say("自收养申请人确认同意之日起", limit.Words)
}

// whoIsAssigned is how many are assigned, and who may be.
func (p *paper) whoIsAssigned() Inline {
	if p.isMixed() {
		return p.whoIsSent()
	}
	return say("指派人员：应当指派", p.packNumber("evaluators.min", "评估员人数下限"), "名以上评估人员，", p.whoQualifies(), "有利害关系的应当回避。")
}

// whoQualifies is who may assess, as arts. 6 and 7 have it.
func (p *paper) whoQualifies() string {
	if p.isGroup() {
		return "应当为熟悉收养相关法律法规和政策的在编人员，"
	}
	years := p.packNumber("agency.staff_years", "从事相关工作年限")
	return "应当为具有社会工作、医学、心理学等专业背景或者从事相关工作" + years + "年以上的专职人员，"
}

// signatureRule is who signs the report (art. 9(4)).
func (p *paper) signatureRule() string {
	if p.isGroup() {
		return "评估报告应当由评估小组全体成员共同签名。"
	}
	if p.isMixed() {
		return "评估报告应当由评估小组全体成员（含派出人员）共同签名" + p.sealsWords() + "。"
	}
	return "评估报告应当由参与评估人员签名，并加盖机构公章。"
}

// memberTable lists evaluators with qualification and declaration.
func (p *paper) memberTable(caption string) Block {
	members := p.commission().Members
	if len(members) == 0 {
		p.lack("/case/commission/members", "评估人员")
	}
	t := Table{
		Caption: caption,
		Columns: []Column{column(1, AlignCenter), column(2, AlignCenter), column(1.7, AlignCenter), column(2.4, AlignCenter), column(2.6, AlignCenter), column(2.8, AlignLeft)},
		Header:  headRow("序号", "姓名", "专业背景", "工作证号", "无违法犯罪\n记录查询", "回避声明和备注"),
	}
	for i, m := range members {
		here := at("/case/commission/members", i)
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(i+1)), p.evaluatorName(here, m), Text(backgroundWord(m.Background)),
			orNone(here+"/certificate", m.Certificate), notedDay(here+"/checked_on", m.CheckedOn), declared(here, m)))
	}
	return t
}

func (p *paper) evaluatorName(here string, m workflow.Evaluator) Inline {
	name := p.need(here+"/name", m.Name, "评估员姓名")
	switch {
	case m.Lead:
		return say(name, "（组长）")
	case m.AgencyID != "":
		return say(name, "（派出人员）")
	}
	return name
}

func declared(here string, m workflow.Evaluator) Inline {
	var out Inline
	switch d := m.Declared; {
	case d == nil:
		out = Text("尚未声明")
	case d.Conflict:
		out = say(d.On, "声明应当回避：", noted(here+"/declared/ground", d.Ground))
	default:
		out = say(d.On, "声明无应当回避的情形")
	}
	if !m.Active() {
		out = say(out, "；", m.ReleasedOn, "退出：", noted(here+"/release_why", m.ReleaseWhy))
	}
	return out
}
