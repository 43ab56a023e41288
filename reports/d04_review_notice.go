package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// reviewNotice is D04 初审告知书: the result of the preliminary review and what
// follows (2020 办法 art. 9(1)).
func reviewNotice(p *paper) {
	p.letter()
	n := p.notified()
	p.para("本机关于", p.day("/case/accepted_on", p.c.AcceptedOn, "受理日期"), "受理", p.you(), "申请收养", p.childPhrase(), "一案，经初步审查，现将结果和有关事项告知如下：")
	p.add(List{Style: ListChinese, Items: []ListItem{
		{Text: say("初审意见：", trimStopInline(p.need("/case/notified/opinion", n.Opinion, "初审意见")), "。")},
		{Text: say("收养评估：登记前应当依法进行收养评估。本案的评估由", p.bodyName(), p.bodyTitle(), "进行，评估的内容、程序、期限以及", p.you(), "的权利义务，见随本告知书送达的《收养评估通知书》。")},
		{Text: say("答复：", p.answerClause())},
		{Text: say("配合义务：", p.you(), "应当如实提供评估所需的证件、证明材料，如实说明本人和共同生活的家庭成员的情况。隐瞒事实、提供虚假材料的，评估人员应当报告本机关；弄虚作假骗取收养登记的，收养关系无效，由收养登记机关撤销登记。")},
		{Text: say("费用：", p.fee())},
		{Text: Text("初审意见是对现有材料的初步审查，不是准予登记的决定。登记前，本机关将按照登记之日的事实再次审查收养条件。")},
	}})
	p.add(Annexes{Names: []Inline{Text("收养评估通知书")}})
	p.contact()
	p.basis(workflow.CivilCode("第一千零九十八条"), workflow.CivilCode("第一千一百零五条第五款"), workflow.Measures("第八条"), workflow.Measures("第十三条"), workflow.Assessment("第九条"))
	p.closing()
}

// notified is the written notice of the case; an absent one is noted as missing.
func (p *paper) notified() workflow.Notified {
	if p.c.Notified == nil {
		p.lack("/case/notified", "书面告知")
		return workflow.Notified{}
	}
	return *p.c.Notified
}

// commission is the assessment body; an absent one is noted as missing.
func (p *paper) commission() workflow.Commission {
	if p.c.Commission == nil {
		p.lack("/case/commission", "评估主体")
		return workflow.Commission{}
	}
	return *p.c.Commission
}

// bodyName names the assessment body, which papers on the assessment must state.
func (p *paper) bodyName() Inline {
	if p.c.Commission == nil {
		p.lack("/case/commission", "评估主体")
		return nil
	}
	return p.need("/case/commission/body_name", p.c.Commission.BodyName, "评估主体名称")
}

// bodyTitle says what kind of body it is.
func (p *paper) bodyTitle() string {
	switch {
	case p.isGroup():
		return ""
	case p.isMixed():
		return "（由本机关在编人员和" + p.agencyName() + "派出的专业人员组成）"
	}
	return "（受委托的第三方评估机构）"
}

func (p *paper) isGroup() bool {
	return p.c.Commission != nil && p.c.Commission.Kind == workflow.BodyGroup
}

// answerClause says by when the family answers and what silence means, where a
// rule or the authority has set it.
func (p *paper) answerClause() Inline {
	ask := say("请", p.you(), "书面答复是否同意接受评估，")
	r, armed := p.clock(law.ClockConsentAnswer)
	t, inPack := p.packTerm("consent.answer_limit")
	switch {
	case armed:
		ask = say(ask, "答复期限为通知书送达之日的次日起", termWords(r.Term), "内，", r.until(), "。")
		if r.Basis.Instrument == "" && r.Basis.Note != "" && r.Status != law.Illustrative {
			ask = say(ask, "指定期限的理由：", trimStopInline(Fact("/case/clocks/consent_answer/basis/note", r.Basis.Note)), "。")
		}
	case inPack:
		ask = say(ask, "答复期限为通知书送达之日的次日起", t.Words, "内", statusNote(t.Status), "。")
	default:
		ask = say("请", p.you(), "在收到通知书后书面答复是否同意接受评估。现行规定没有答复期限。")
	}
	return say(ask, p.silence())
}

// silence is what the pack says of an answer that does not come.
func (p *paper) silence() string {
	if p.job.Pack == nil {
		return ""
	}
	param, err := p.job.Pack.Param("consent.silence_means", p.lawDay())
	if err != nil {
		return ""
	}
	what, err := param.Text()
	switch {
	case err != nil:
		return ""
	case what == "withdrawn":
		return "逾期未答复的，视为撤回收养登记申请" + statusNote(param.Status) + "。"
	case what == "remind":
		return "逾期未答复的，本机关将再次书面催告" + statusNote(param.Status) + "。"
	}
	return ""
}
