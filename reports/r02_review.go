package reports

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// preliminaryReview is R02 初审审查表: every statutory condition that applies, what
// the facts say of it and on which article, and the officer's opinion.
func preliminaryReview(p *paper) {
	p.doc.Authority = p.authority()
	k := workflow.EligibilityCheck{}
	if last := p.c.LastEligibility(); last == nil {
		p.lack("/case/eligibility", "条件审查的结果")
	} else {
		k = *last
	}
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "收养方式", Value: statedWord(modeWord(p.c.Application.Mode))},
		{Label: "被收养人", Value: p.childPhrase(), Span: true},
		{Label: "送养人", Value: p.placerName(), Span: true},
		{Label: "收养类别", Value: p.category(), Span: true},
		{Label: "收到日期", Value: p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日")},
		{Label: "审查日期", Value: p.day("/case/eligibility/on", k.On, "审查日期")},
		{Label: "审查所据日期", Value: notedDay("/case/eligibility/report/day", k.Report.Day)},
		{Label: "审查规则\n版本", Value: say(noted("/case/eligibility/report/pack", k.Report.Pack), "　", start(k.Report.PackSHA256))},
	}})
	p.add(Heading{Level: 2, Text: Text("一、受理范围")})
	p.para(p.scopeText(k.Report.Scope))
	p.add(Heading{Level: 2, Text: Text("二、逐项审查")}, p.outcomeTable(k.Report))
	p.notApplicable(k.Report)
	p.add(Heading{Level: 2, Text: Text("三、材料")})
	if len(p.c.Materials) == 0 {
		p.para("尚无材料核验记录。")
	} else {
		p.add(p.materialTable(p.c.Materials))
	}
	p.add(Heading{Level: 2, Text: Text("四、审查结论")})
	p.reviewConclusion(k)
	p.basisNote(workflow.CivilCode("第一千零九十三条").String() + "至第一千一百零五条；" + workflow.Measures("第四条").String() + "至第八条")
}

func (p *paper) scopeText(s eligibility.Acceptance) string {
	switch s.Answer {
	case eligibility.ScopeAccepted:
		return "属于本机关办理中国公民收养登记的范围。" + basisIn(citations(s.Basis))
	case eligibility.ScopeNotAccepted:
		return s.Message + "。有权办理的机关：" + s.Competent + "。" + basisIn(citations(s.Basis))
	case eligibility.ScopeUnknown:
		return "尚不能确定：" + s.Message + "。"
	}
	p.lack("/case/eligibility/report/scope", "受理范围的审查结果")
	return ""
}

func basisIn(text string) string {
	if text == noneWord {
		return ""
	}
	return "（依据：" + text + "）"
}

// outcomeTable lists the outcomes of all rules that apply and are in force.
func (p *paper) outcomeTable(r eligibility.Report) Table {
	t := Table{
		Columns: []Column{column(1, AlignCenter), column(2.6, AlignLeft), column(1.3, AlignCenter), column(4.2, AlignLeft), column(3.8, AlignLeft)},
		Header:  headRow("序号", "审查项目", "结果", "审查情况", "法律依据"),
	}
	n := 0
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if o.Kind == eligibility.NotApplicable {
			continue
		}
		n++
		t.Rows = append(t.Rows, cells(say(n), Text(o.Title), p.resultCell(o, r.Day), Text(p.situation(o, r.Day)), Text(citations(o.Basis))))
	}
	return t
}

func (p *paper) resultCell(o *eligibility.Outcome, day law.Date) Inline {
	text := kindWord(o.Kind)
	if o.Kind == eligibility.Fail && o.Pending {
		text = "待满足"
		if _, runs := p.noticeRuns(o, day); runs {
			text = "公告期未满"
		}
	}
	if o.Hinders() {
		return Strong(text)
	}
	return Text(text)
}

func kindWord(k eligibility.Kind) string {
	return word(k, map[eligibility.Kind]string{
		eligibility.NotApplicable: "不适用", eligibility.NotInForce: "未施行", eligibility.Pass: "符合", eligibility.Remark: "提示",
		eligibility.Warn: "警示", eligibility.Fail: "不符合", eligibility.Unknown: "待查明",
	})
}

// ruleNotice is the condition that the notice has run and nobody claimed the child.
const ruleNotice = "notice_period"

// noticeRuns reports whether an outcome waits for nothing but the end of a notice
// that is running on a day, and its clock. It is no failure then: the last day is
// still to come.
func (p *paper) noticeRuns(o *eligibility.Outcome, day law.Date) (running, bool) {
	n := p.k.Notice
	if o.Rule != ruleNotice || o.Kind != eligibility.Fail || n == nil || n.Claimed || p.k.Clock == nil || day.IsZero() {
		return running{}, false
	}
	r, ok := p.derive(*p.k.Clock, "/child/clock")
	return r, ok && !r.Running && day.Before(r.Earliest)
}

// situation is what an outcome says of the facts; of a running notice when it
// ends and what is still to be seen to.
func (p *paper) situation(o *eligibility.Outcome, day law.Date) string {
	r, runs := p.noticeRuns(o, day)
	if !runs {
		return outcomeText(o)
	}
	return "公告于" + p.k.Notice.PublishedOn.Chinese() + "发布，公告期" + r.until() + "；期满无人认领并作成记录的，" + r.Earliest.Chinese() + "起可以登记。待公告期满后核实。"
}

// outcomeText is what the rule says, with the decisive day and the remedy.
func outcomeText(o *eligibility.Outcome) string {
	parts := []string{trimStop(o.Message)}
	if !o.DecisiveOn.IsZero() {
		parts = append(parts, "关键日期："+o.DecisiveOn.Chinese())
	}
	if o.Hinders() && o.Remedy != "" {
		parts = append(parts, "补救："+trimStop(o.Remedy))
	}
	return strings.Join(parts, "。") + "。"
}

// notApplicable names the rules that do not apply, and which article waives them.
func (p *paper) notApplicable(r eligibility.Report) {
	var list []string
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		if o.Kind != eligibility.NotApplicable {
			continue
		}
		text := o.Title
		if o.Waived != nil {
			text += "（依照" + o.Waived.String() + "不受限制）"
		}
		list = append(list, text)
	}
	if len(list) > 0 {
		p.small("不适用的项目：" + strings.Join(list, "、") + "。")
	}
}

// reviewConclusion prints what the rules propose and what the officer thinks.
func (p *paper) reviewConclusion(k workflow.EligibilityCheck) {
	r := k.Report
	items := []Item{
		{Label: "规则审查", Value: Text(verdictWord(r.Verdict) + "（初审：" + verdictWord(r.Preliminary) + "）")},
	}
	if len(r.Grounds) > 0 {
		var list []string
		for _, g := range r.Grounds {
			list = append(list, trimStop(g.Text))
		}
		items = append(items, Item{Label: "拟不予登记\n的理由", Value: Text(strings.Join(list, "；"))})
	}
	if m := p.c.Permission; m != nil {
		items = append(items, Item{Label: "继续办理\n的批准", Value: noted("/case/permission/reason", m.Reason), Foot: []Inline{signedBy("批准人", noted("/case/permission/by", m.By)), notedDay("/case/permission/on", m.On)}})
	}
	items = append(items, Item{
		Label: "审查意见", MinHeight: 28, Value: orHand("/case/eligibility/opinion", k.Opinion),
		Foot: []Inline{signedBy("收养登记员", p.need("/case/eligibility/by", k.By, "审查人")), notedDay("/case/eligibility/on", k.On)},
	})
	p.add(KeyValue{Columns: 1, Items: items})
	p.small("规则审查由系统按照记录的事实逐项作出，供审查人参考；是否符合收养条件由登记机关依法认定。")
}
