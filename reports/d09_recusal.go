package reports

import (
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// recusalDeclaration is D09 回避声明和保密承诺书 of one evaluator (2020 办法 arts. 4, 12).
func recusalDeclaration(p *paper) {
	e, here := p.declarant()
	p.addressed(p.bodyName().String())
	p.add(KeyValue{Columns: 2, Items: append(p.declarantItems(e, here), []Item{
		{Label: "收养申请人", Value: p.applicantNames(), Span: true},
		{Label: "送养人", Value: p.placerName(), Span: true},
		{Label: "被收养人", Value: p.childName(), Span: true},
	}...)})
	p.heading("一、回避声明")
	p.para("评估人员与收养申请人、送养人有利害关系的，应当回避。本人对照下列关系作出声明：直系血亲；三代以内旁系血亲；近姻亲；其他可能影响评估公正的关系。")
	d := p.declaration(e)
	p.add(CheckList{Columns: 1, Items: []CheckItem{
		{Checked: d != nil && !d.Conflict, Text: Text("本人与本案收养申请人、送养人没有利害关系，没有应当回避的情形。")},
		{Checked: d != nil && d.Conflict, Text: Text("本人有应当回避的情形，不参加本案评估。")},
	}})
	ground := Item{Label: "具体情形", MinHeight: 14}
	if d != nil {
		ground.Value = orNone(here+"/declared/ground", d.Ground)
	}
	p.add(KeyValue{Columns: 1, Items: []Item{ground}})
	p.heading("二、保密承诺")
	p.add(List{Style: ListArabic, Items: []ListItem{
		{Text: Text("对评估中知悉的收养人、送养人、被收养人及其家庭成员的个人信息、隐私和收养秘密予以保密，不向无关人员泄露；")},
		{Text: Text("只在评估所需范围内收集、使用材料，不私自复制、留存，评估结束后移交或者删除；")},
		{Text: Text("独立、客观、公正地评估，评分在全体评估员提交以前不相互告知；")},
		{Text: Text("不向收养申请人、送养人收取费用、财物；发现应当报告的情形及时报告。")},
	}})
	p.add(Signatures{Columns: 1, Lead: Text("以上声明和承诺由本人作出，如有不实，愿承担相应责任。"), Signers: []Signer{{Role: "声明人（签名）", Dated: true}}})
	p.basisNote(workflow.Assessment("第四条").String() + "、第十二条；" + workflow.CivilCode("第一千一百一十条").String())
}

// declarant is the evaluator who declares. A blank form names nobody.
func (p *paper) declarant() (e workflow.Evaluator, here string) {
	const list = "/case/commission/members"
	i := p.member(p.job.Paper.Subject)
	if i >= 0 {
		return p.c.Commission.Members[i], at(list, i)
	}
	for k, a := range p.c.Adjudicators {
		if subject := p.job.Paper.Subject; a.EvaluatorID == subject && subject != "" || subject == "" && a.AccountID == p.job.Actor.ID && a.AccountID != "" {
			return workflow.Evaluator{EvaluatorID: a.EvaluatorID, AccountID: a.AccountID, Name: a.Name, Certificate: a.Certificate, AssignedOn: a.NamedOn, Declared: a.Declared}, at("/case/adjudicators", k)
		}
	}
	if !p.blankForm() {
		p.lack(list, "作出声明的评估员")
	}
	return workflow.Evaluator{}, list
}

// blankForm reports whether the form is printed before it is known who signs it.
func (p *paper) blankForm() bool { return p.job.Paper.Subject == "" && p.job.Actor.ID == "" }

// declarantItems identify the declarant, or leave lines for the hand.
func (p *paper) declarantItems(e workflow.Evaluator, here string) []Item {
	if e.EvaluatorID == "" && p.blankForm() {
		return []Item{{Label: "声明人", Value: Blank(8)}, {Label: "工作证号", Value: Blank(8)}, {Label: "专业背景", Value: Blank(8)}, {Label: "指派日期", Value: Blank(8)}}
	}
	return []Item{
		{Label: "声明人", Value: p.need(here+"/name", e.Name, "评估员姓名")},
		{Label: "工作证号", Value: orNone(here+"/certificate", e.Certificate)},
		{Label: "专业背景", Value: Text(backgroundWord(e.Background))},
		{Label: "指派日期", Value: notedDay(here+"/assigned_on", e.AssignedOn)},
	}
}

// declaration is what the evaluator has declared, or is about to declare in the
// draft; nil while nobody has ticked anything.
func (p *paper) declaration(e workflow.Evaluator) *workflow.RecusalDeclaration {
	if e.Declared != nil {
		return e.Declared
	}
	var draft struct {
		Conflict *bool  `json:"conflict"`
		Ground   string `json:"ground"`
	}
	if !p.draft(&draft) || draft.Conflict == nil {
		return nil
	}
	return &workflow.RecusalDeclaration{Conflict: *draft.Conflict, Ground: draft.Ground}
}

// member finds the evaluator that the paper is about, by id, else by the account
// of the one who acts; -1 when there is none.
func (p *paper) member(evaluatorID string) int {
	if p.c.Commission == nil {
		return -1
	}
	for i, m := range slices.Backward(p.c.Commission.Members) {
		if evaluatorID != "" && m.EvaluatorID == evaluatorID || evaluatorID == "" && m.AccountID != "" && m.AccountID == p.job.Actor.ID {
			return i
		}
	}
	return -1
}
