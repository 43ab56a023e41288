package reports

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// rulingRecord is D27 评分差异裁定记录: what the evaluators had recorded at each item
// in dispute, what counts now, and why.
func rulingRecord(p *paper) {
	p.doc.Authority = p.bodyName().String()
	const list = "/case/rulings"
	first := slices.IndexFunc(p.c.Rulings, func(r workflow.PhaseRuling) bool { return r.ID == p.job.Paper.Subject && r.ID != "" })
	if first < 0 {
		p.lack(list, "裁定")
		return
	}
	made := p.c.Rulings[first]
	p.tableMark(instrument.Phase(made.Phase))
	who := "裁定人"
	if made.Ruling.Joint() {
		who = "提出人"
	}
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childName()},
		{Label: "评估阶段", Value: Text(instrument.Phase(made.Phase).Chinese())},
		{Label: "裁定日期", Value: p.day(at(list, first)+"/on", made.On, "裁定日期")},
		{Label: who, Value: p.need(at(list, first)+"/ruling/by/name", made.Ruling.By.Name, "裁定人"), Span: true},
	}})
	if made.Ruling.Joint() {
		p.jointRecord(made)
		return
	}
	p.para("各评估员对下列项目的评定相差超过允许范围（或者按一致方式合并而未能一致）。裁定人没有参加评分，在全部评分表提交以后，只就有差异的项目作出裁定；原评分表保持不变。")
	for i, r := range p.c.Rulings {
		if r.ID == made.ID {
			p.ruled(at(list, i), r)
		}
	}
	p.add(Signatures{Columns: 1, Signers: []Signer{{Role: "裁定人（签名）", Name: made.Ruling.By.Name, Field: at(list, first) + "/ruling/by/name", Dated: true, On: made.On}}})
	p.basisNote(workflow.Assessment("第九条").String() + "、第十二条；允许差值由本地规则包载明")
}

// ruled prints one ruling.
func (p *paper) ruled(here string, r workflow.PhaseRuling) {
	title := r.Ruling.Code + " " + trimMark(r.Title)
	for _, a := range p.c.Application.Applicants {
		if a.ID == r.Ruling.Applicant {
			title += "（" + a.Name + "）"
		}
	}
	p.add(Heading{Level: 2, Text: Text(title)})
	var items []Item
	for i, v := range r.Values {
		items = append(items, Item{Label: "评估员" + v.Name, Value: orNone(at(here+"/values", i)+"/value", v.Value)})
	}
	items = append(items,
		Item{Label: "差异", Value: Text(spreadWords(r)), Span: true},
		Item{Label: settled(r), Value: orNone(here+"/value", r.Value), Span: true},
		Item{Label: "理由", Value: p.need(here+"/ruling/reason", r.Ruling.Reason, "裁定理由"), Span: true})
	p.add(KeyValue{Columns: 2, Items: items})
}

// settled is what the answer that counts is called.
func settled(r workflow.PhaseRuling) string {
	if r.Ruling.Joint() {
		return "共同评定"
	}
	return "裁定"
}

func spreadWords(r workflow.PhaseRuling) string {
	switch {
	case r.Ground == assessment.NoConsensus:
		return "按一致方式合并，未能一致"
	case r.Ground == assessment.BeyondTotal:
		return "总分相差超过允许差值，本项相差" + r.Spread
	case r.Allowed != "":
		return "相差" + r.Spread + "，允许差值" + r.Allowed
	}
	return "相差" + r.Spread
}
