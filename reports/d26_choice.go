package reports

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Papers of the choice among the families who want one child (择优, order B). Other
// families stand in them by the number of their case alone.

const ofChoice = "/case/selection/choice"

// choice is the opinion that the case takes part in; an absent one is noted as missing.
func (p *paper) choice() (workflow.Selection, workflow.Choice) {
	s := p.c.Selection
	if s == nil || s.Choice == nil {
		p.lack(ofChoice, "择优意见")
		return workflow.Selection{}, workflow.Choice{}
	}
	return *s, *s.Choice
}

// choiceForm is D26a 择优审批表: every family with its scores, the opinion and the approval.
func choiceForm(p *paper) {
	p.doc.Authority = p.authority()
	_, k := p.choice()
	p.resultMark("本表")
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "被收养人", Value: p.childPhrase(), Span: true},
		{Label: "收养类别", Value: p.category(), Span: true},
		{Label: "拟选定的案件", Value: p.need(ofChoice+"/chosen_number", k.ChosenNumber, "拟选定案件的案号")},
		{Label: "参加择优的家庭", Value: Text(strconv.Itoa(len(k.Candidates)) + "个")},
	}})
	p.add(p.candidateTable(k))
	if len(k.Candidates) == 1 {
		p.para("没有其他家庭参加择优：经审查，申请人符合进入融合的条件。")
	}
	for i, n := range k.NotAwaited {
		here := at(ofChoice+"/not_awaited", i)
		p.para("案件", Fact(here+"/number", n.Number), "仍在办理（", n.State.Chinese(), "），不等待的理由：", trimStopInline(Fact(here+"/reason", n.Reason)), "。")
	}
	for i, o := range k.Elsewhere {
		here := at(ofChoice+"/elsewhere", i)
		p.para("同一被收养人在", Fact(here+"/office", o.Office), "另有案件", Fact(here+"/cases", strconv.Itoa(o.Cases)), "件。")
	}
	if k.Agreed != "" {
		p.para("与其他登记机关商定的情况：", trimStopInline(Fact(ofChoice+"/agreed", k.Agreed)), "。")
	}
	reasons := List{Style: ListArabicParen}
	for i, r := range k.Reasons {
		reasons.Items = append(reasons.Items, ListItem{Text: Fact(at(ofChoice+"/reasons", i), r)})
	}
	p.heading("选定的理由")
	if len(reasons.Items) == 0 {
		p.lack(ofChoice+"/reasons", "选定的理由")
	} else {
		p.add(reasons)
	}
	if k.Departure != "" {
		p.para("未依候选顺序或者评分高低选定的理由：", trimStopInline(Fact(ofChoice+"/departure", k.Departure)), "。")
	}
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "拟办人", Value: say(p.need(ofChoice+"/by", k.By, "提出意见的人"), "　", p.day(ofChoice+"/on", k.On, "提出意见的日期"))},
		{Label: "审批意见", Value: p.need(ofChoice+"/opinion", k.Opinion, "审批意见")},
		{Label: "审批人", Value: say(p.need(ofChoice+"/approved_by", k.ApprovedBy, "审批人"), "　", p.day(ofChoice+"/approved_on", k.ApprovedOn, "审批日期"))},
	}})
	p.principle()
	p.basisNote(workflow.Assessment("第四条").String() + "、第十六条" + p.principleSource())
}

// candidateTable sets the families side by side, as the record has their scores.
func (p *paper) candidateTable(k workflow.Choice) Table {
	t := Table{
		Caption: "参加择优的家庭",
		Columns: []Column{column(2.8, AlignCenter), column(1.5, AlignCenter), column(1.8, AlignCenter), column(2.5, AlignCenter), column(1.5, AlignCenter), column(3, AlignLeft)},
		Header:  headRow("案号", "能力评估\n得分", "评分结论", "报告日期", "排序", "理由"),
	}
	for i, c := range k.Candidates {
		here := at(ofChoice+"/candidates", i)
		rank, why := "选定", Text("见下")
		if c.Rank > 0 {
			rank, why = "第"+strconv.Itoa(c.Rank)+"候选", noted(here+"/reason", c.Reason)
		}
		score := Text("不计总分")
		if c.Score != "" {
			score = Fact(here+"/score", c.Score)
		}
		t.Rows = append(t.Rows, cells(noted(here+"/number", c.Number), score, noted(here+"/conclusion", c.Conclusion), notedDay(here+"/reported_on", c.ReportedOn), Text(rank), why))
	}
	return t
}

// choiceNotice is D26b 择优结果告知书: chosen, or reserve with its rank.
func choiceNotice(p *paper) {
	p.letter()
	s, k := p.choice()
	p.para(p.you(), "申请收养", p.childPhrase(), "一案，经能力评估合格后参加择优。本机关于", p.day(ofChoice+"/approved_on", k.ApprovedOn, "批准择优意见的日期"), "审批，现将结果告知如下：")
	if s.Standing == workflow.StandingChosen {
		p.add(List{Style: ListChinese, Items: []ListItem{
			{Text: say(p.you(), "家庭", Strong("被选定"), "与被收养人融合。")},
			{Text: say("融合时间不少于", p.needTerm("integration.min", "融合期下限").Words, "。融合情况另行评估；评估合格的，本机关依法作出是否准予登记的决定。")},
			{Text: Text("选定不等于准予登记。")},
		}})
	} else {
		p.add(List{Style: ListChinese, Items: []ListItem{
			{Text: say(p.you(), "家庭列为", Strong("第"+strconv.Itoa(s.Rank)+"候选"), "。")},
			{Text: Text("被选定的家庭融合失败、撤回或者终止的，本机关依候选顺序另行提出；其办理收养登记的，本案以未被选定办结，另行告知。")},
			{Text: say("候选期间", p.reservePause(), p.you(), "可以随时撤回申请。")},
		}})
	}
	p.contact()
	p.basis(workflow.Assessment("第四条"), workflow.Assessment("第八条"), workflow.Assessment("第十六条"))
	p.closing()
}

// reservePause says that the time of waiting does not count, where the pack knows it.
func (p *paper) reservePause() string {
	if p.packText("registration.pause.reserve") == "" {
		return "，"
	}
	return "不计入收养登记审查期限，"
}

// notSelected is D26c 未被选定告知书: the child was adopted by the family that was
// chosen. Whether this can be reviewed on its own no text says: the paper tells it
// as it is, or as the pack has it.
func notSelected(p *paper) {
	p.letter()
	e := p.ending()
	s, k := p.choice()
	p.para(p.you(), "于", p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日"), "向本机关申请收养", p.childPhrase(), "，经能力评估合格，参加择优", p.rankWord(s, k), "。")
	p.para(p.need("/case/ending/reason", trimStop(e.Reason), "办结的理由"), "。本案以", Strong("未被选定"), "办结。")
	p.para("未被选定不是对", p.you(), "家庭抚养、教育和保护能力的否定；", p.you(), "可以依法申请收养其他儿童。")
	p.basis(e.Basis...)
	if p.job.Paper.Remedies != nil {
		p.remedies()
		p.illustrative(p.packStatus("selection.reviewable"), "对未被选定可以单独申请救济")
	} else {
		p.small("说明：", p.needText("remedy.choice_text", "对择优结果的救济途径"))
	}
	p.contact()
	p.closing()
}

// rankWord names the rank of a reserve; who never had one is not given one.
func (p *paper) rankWord(s workflow.Selection, k workflow.Choice) Inline {
	if s.Rank == 0 || k.ApprovedOn.IsZero() {
		return nil
	}
	return say("，列为", Fact("/case/selection/rank", "第"+strconv.Itoa(s.Rank)+"候选"))
}

// packStatus is the standing of a value of the pack, "" when it has none.
func (p *paper) packStatus(key string) law.Status {
	if p.job.Pack == nil {
		return ""
	}
	param, err := p.job.Pack.Param(key, p.lawDay())
	if err != nil {
		return ""
	}
	return param.Status
}

// principle prints the rule of the place on the choice, where the pack has it.
func (p *paper) principle() {
	if text := p.packText("selection.principle"); text != "" {
		p.para("择优的规定：", text, "。")
	}
}

// principleSource cites that rule.
func (p *paper) principleSource() string {
	if p.job.Pack == nil {
		return ""
	}
	param, err := p.job.Pack.Param("selection.principle", p.lawDay())
	if err != nil || param.Basis.Instrument == "" {
		return ""
	}
	return "；" + law.Citation{Instrument: param.Basis.Instrument, Number: param.Basis.Number, Article: param.Basis.Article}.String()
}
