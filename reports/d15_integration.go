package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// stay is what a form of the integration period prints: from the record once
// the act is done, else from the draft input.
type stay struct {
	AgreedOn   law.Date `json:"agreed_on"`
	HandedOn   law.Date `json:"on"`
	Place      string   `json:"place"`
	HandedBy   string   `json:"handed_by"`
	ReceivedBy string   `json:"received_by"`
	Items      []string `json:"items"`
	Willing    *bool    `json:"child_willing"`
}

func (p *paper) stay() stay {
	if i := p.c.Integration; i != nil {
		return stay{i.AgreedOn, i.HandedOn, i.Place, i.HandedBy, i.ReceivedBy, i.Items, i.ChildWilling}
	}
	var s stay
	p.draft(&s)
	return s
}

// orBlank prints a fact, or a line to be filled in by hand.
func orBlank(pointer, value string, ems float64) Inline {
	if value == "" {
		return Blank(ems)
	}
	return Fact(pointer, value)
}

// integrationAgreement is D15a 融合协议: placer, applicants and authority agree on
// the time in which the child lives with the family (2020 办法 art. 8).
func integrationAgreement(p *paper) {
	s, floor := p.stay(), p.needTerm("integration.min", "融合期下限")
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "甲方\n（送养人）", Value: p.placerName()},
		{Label: "乙方\n（收养申请人）", Value: p.applicantNames()},
		{Label: "丙方\n（登记机关）", Value: p.authorityFact()},
		{Label: "被收养人", Value: p.childPhrase()},
	}})
	p.para("为评估收养申请人与被收养人的融合情况，依照", workflow.Assessment("第八条").String(), "的规定，各方达成如下协议：")
	p.add(List{Style: ListChinese, Items: []ListItem{
		{Text: say("融合期自被收养人交接之日起，不少于", floor.Words, "（交接当日不计入）。被收养人拟于", orBlank("/case/integration/handed_on", s.HandedOn.Chinese(), 8), "交接，与乙方共同生活于", orBlank("/case/integration/place", s.Place, 14), "。")},
		{Text: say("性质：收养关系自登记之日起成立（", workflow.CivilCode("第一千一百零五条").String(), "）。融合期间收养关系尚未成立，甲方委托乙方照料被收养人，甲方的监护职责不因此免除。")},
		{Text: Text("乙方应当保障被收养人的人身安全和身心健康，照料其生活、医疗和教育；不得遗弃、虐待、转交他人照料；未经甲方同意，不得携被收养人离开约定的居住地；不得公开被收养人的照片和身世。")},
		{Text: Text("乙方应当配合评估人员走访；被收养人生病、受伤、走失或者发生其他重要情况的，应当立即告知甲方和丙方。")},
		{Text: Text("甲方应当如实告知被收养人的健康、性格、生活习惯等情况，移交生活、医疗所需的物品和资料。")},
		{Text: Text("发现乙方及其共同生活的家庭成员侵害被收养人，或者被收养人面临危险的，任何一方均应当立即向公安机关报案，并立即将被收养人转移至安全处所；丙方可以终止融合。")},
		{Text: say("有下列情形之一的，融合终止，乙方应当立即将被收养人交还甲方：任何一方要求终止的；", p.packNumber("eligibility.child_consent_age", "应当征得被收养人同意的年龄"), "周岁以上被收养人表示不愿继续的；评估终止或者收养申请撤回、终止办理、不予登记的。")},
		{Text: say("融合期间不向任何一方收取评估费用。", p.childWill(s))},
		{Text: Text("本协议一式三份，甲、乙、丙三方各执一份，自各方签署之日起生效。")},
	}})
	p.partySignatures()
	p.basisNote(workflow.Assessment("第八条").String() + "、第十一条；" + workflow.CivilCode("第一千一百零四条").String() + "、第一千一百零五条")
}

// childWill prints the will of a child who is old enough to be asked.
func (p *paper) childWill(s stay) string {
	if s.Willing == nil {
		return ""
	}
	return "被收养人对与乙方共同生活的意愿：" + yesNo(s.Willing, "愿意", "不愿意") + "。"
}

// partySignatures: placer, each applicant, authority.
func (p *paper) partySignatures() {
	s := Signatures{Signers: []Signer{{Role: "甲方（签名、盖章）", Dated: true}}}
	for range p.c.Application.Applicants {
		s.Signers = append(s.Signers, Signer{Role: "乙方（签名）", Fingerprint: true, Dated: true})
	}
	p.add(s, Signatures{Columns: 1, Signers: []Signer{{Role: "丙方（盖章）", Seal: true, Dated: true}}})
}

// handOver is D15b 融合期儿童交接单: the day of the hand-over starts the period.
func handOver(p *paper) {
	s := p.stay()
	const here = "/case/integration"
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "被收养人", Value: p.childPhrase(), Span: true},
		{Label: "交出方", Value: p.placerName(), Span: true},
		{Label: "接收方", Value: p.applicantNames(), Span: true},
		{Label: "交接日期", Value: orBlank(here+"/handed_on", s.HandedOn.Chinese(), 7)},
		{Label: "协议签订日期", Value: orBlank(here+"/agreed_on", s.AgreedOn.Chinese(), 7)},
		{Label: "共同生活地点", Value: orBlank(here+"/place", s.Place, 16), Span: true},
		{Label: "健康状况", Value: known("/child/health", p.k.Health), Span: true},
		{Label: "交接时体温、\n体重、外观", MinHeight: 14, Span: true},
		{Label: "生活习惯和\n照料要点", MinHeight: 20, Span: true},
		{Label: "紧急联系人\n和电话", MinHeight: 12, Span: true},
	}})
	p.add(Heading{Level: 2, Text: Text("随同交接的物品和资料")}, p.itemsHanded(s.Items))
	p.para("双方已当面核对被收养人身份、健康状况和上列物品、资料。融合期自交接次日起计算。")
	sig := Signatures{Signers: []Signer{{Role: "交出人（签名）", Name: s.HandedBy, Field: here + "/handed_by", Dated: true}, {Role: "接收人（签名）", Name: s.ReceivedBy, Field: here + "/received_by", Fingerprint: true, Dated: true}}}
	p.add(sig, Signatures{Columns: 1, Signers: []Signer{{Role: "见证人（登记机关工作人员签名）", Dated: true}}})
	p.basisNote(workflow.Assessment("第八条").String())
}

// itemsHanded lists what goes with the child; rows are left for handwriting.
func (p *paper) itemsHanded(items []string) Table {
	const lines, height = 4, 8
	t := Table{Columns: []Column{column(1, AlignCenter), column(7, AlignLeft), column(2, AlignCenter), column(3, AlignLeft)}, Header: headRow("序号", "物品、资料名称", "数量", "备注")}
	for i := range max(lines, len(items)) {
		row := Row{MinHeight: height, Cells: []Cell{{Text: say(i + 1)}, {}, {}, {}}}
		if i < len(items) {
			row.Cells[1].Text = Fact(at("/case/integration/items", i), items[i])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
