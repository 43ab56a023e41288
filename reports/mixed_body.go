package reports

import (
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// isMixed reports whether established staff and people sent by an agency assess together (混合评估小组).
func (p *paper) isMixed() bool {
	return p.c.Commission != nil && p.c.Commission.Kind == workflow.BodyMixed
}

// sendingAgency names the agency that sends people to a mixed body (派员机构).
func (p *paper) sendingAgency() Inline {
	return p.need("/case/commission/agency_name", p.commission().AgencyName, "派员机构名称")
}

func (p *paper) agencyName() string { return p.sendingAgency().String() }

// mixedBasis is the text by which the body may be mixed, in brackets; where it is an
// example the paper says so.
func (p *paper) mixedBasis() string {
	const key = "mixed.staff_min"
	if p.job.Pack == nil {
		p.lack("/pack/"+key, "混合评估小组的依据")
		return ""
	}
	param, err := p.job.Pack.Param(key, p.lawDay())
	if err != nil {
		p.lack("/pack/"+key, "混合评估小组的依据")
		return ""
	}
	p.illustrative(param.Status, "混合评估小组的组成")
	if param.Basis.Instrument == "" {
		return ""
	}
	return "（" + param.Basis.String() + "）"
}

// requestToSend opens D08 to the agency that is asked to send people.
func (p *paper) requestToSend() {
	b := p.commission()
	p.para("依照", workflow.Assessment("第五条").String(), "、第六条的规定和双方签订的委托协议（", p.need("/case/commission/contract", b.Contract, "委托协议编号"), "，有效期至",
		p.day("/case/commission/contract_to", b.ContractTo, "委托协议有效期"), "），本机关就下列收养登记案件成立", p.bodyName(), "，现委托你单位派出专业人员参加评估：")
}

// whoIsSent is who makes up a mixed body.
func (p *paper) whoIsSent() Inline {
	return say("派出人员：评估小组由本机关在编人员", p.packNumber("mixed.staff_min", "在编人员人数下限"), "名以上和你单位派出的人员", p.packNumber("mixed.sent_min", "派出人员人数下限"),
		"名以上组成；派出人员应当为具有社会工作、医学、心理学专业背景的专职人员，有利害关系的应当回避。")
}

// noticeToSender is the copy of D05 for the agency that is asked to send people: what
// it needs to check recusal, and no more of the file before it agrees.
func (p *paper) noticeToSender(limit, floor term) {
	p.para("收养登记案件（案件编号", p.need("/case/number", p.c.Number, "案件编号"), "）经初审，应当进行收养评估。本机关拟由在编人员和你单位派出的专业人员组成", p.bodyName(), "承担该案的收养评估，现将有关事项通知如下：")
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "送养人", Value: p.placerName()},
		{Label: "被收养人", Value: p.childPhrase()},
		{Label: "收养类别", Value: p.category()},
	}})
	p.add(List{Style: ListChinese, Items: []ListItem{
		{Text: Text("请先核对你单位及拟派出人员与收养申请人、送养人有无利害关系；有应当回避情形的，应当回避。")},
		{Text: say("收养申请人确认同意后，请及时答复是否派员，并指派", p.packNumber("mixed.sent_min", "派出人员人数下限"), "名以上具有社会工作、医学、心理学专业背景的专职人员。在答复以前，案卷不向你单位开放。")},
		{Text: say("评估应当自收养申请人确认同意之日起", limit.Words, "内完成，其中融合时间不少于", floor.Words, "。派出人员独立评分，全体成员提交以前不相互告知。")},
		{Text: Text("发现《收养评估办法（试行）》第十一条所列情形的，应当向本机关报告；发现收养申请人故意或者过失行为正在或者可能侵害未成年人的，应当立即报告，本机关立即向公安机关报案。")},
		{Text: Text("不得向收养申请人、送养人、被收养人收取任何费用；对评估中知悉的个人信息和隐私负有保密义务，委托终止后应当返还或者删除。")},
	}})
	p.contact()
	p.basis(workflow.Assessment("第五条"), workflow.Assessment("第六条"), workflow.Assessment("第九条"), limit.Basis, workflow.Assessment("第十一条"), workflow.Assessment("第十二条"), workflow.Assessment("第十四条"), workflow.PIPL("第二十一条"))
	p.closing()
}

// reportSeals are whose seals the report of a mixed body carries.
func (p *paper) reportSeals() []string { return workflow.MixedSeals(p.job.Pack, p.lawDay()) }

// sealsWords is what is sealed besides the signatures.
func (p *paper) sealsWords() string {
	authority, agency := slices.Contains(p.reportSeals(), workflow.SealAuthority), slices.Contains(p.reportSeals(), workflow.SealAgency)
	switch {
	case authority && agency:
		return "，并由派员机构和本机关盖章"
	case authority:
		return "，并由本机关盖章"
	case agency:
		return "，并由派员机构盖章"
	}
	return ""
}

// mixedSeals closes a report of a mixed body: who signed, and the seals that the pack asks for.
func (p *paper) mixedSeals(r workflow.Report, here string) {
	p.small("本报告由评估小组全体成员（含派出人员）共同签名（", workflow.Assessment("第九条").String(), "）。")
	seals := p.reportSeals()
	if slices.Contains(seals, workflow.SealAgency) {
		p.day(here+"/agency_sealed_on", r.AgencySealedOn, "派员机构盖章日期")
		p.add(Closing{Organ: p.agencyName(), Seal: true, Date: r.AgencySealedOn})
	}
	if slices.Contains(seals, workflow.SealAuthority) {
		p.add(Closing{Organ: p.authority(), Seal: true, Date: r.SealedOn})
	}
}
