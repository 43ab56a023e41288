package reports

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// refusal is D20 不予登记通知书 (登记办法 art. 8): facts, reasons, articles, and the
// ways of redress with the names of authority and court.
func refusal(p *paper) {
	p.letter()
	d := p.decision()
	p.para(p.you(), "于", p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日"), "向本机关申请收养", p.childPhrase(), "。本机关依法进行了审查。")
	p.para("经查明：")
	if len(d.Reasons) == 0 {
		p.lack("/case/decision/reasons", "不予登记的理由")
	}
	list := List{Style: ListArabic}
	for i, r := range d.Reasons {
		list.Items = append(list.Items, ListItem{Text: say(trimStopInline(p.need(at("/case/decision/reasons", i), r, "不予登记的理由")), "。")})
	}
	p.add(list)
	if s := p.assessmentFacts(); len(s) > 0 {
		p.add(Paragraph{Text: s})
	}
	p.para("本机关认为，上述情形不符合收养登记的条件。依照", p.citedIn(d.Basis), "和", workflow.Measures("第八条").String(), "的规定，", Strong("决定不予登记"), "。")
	p.ruleTable()
	p.remedies()
	p.para(p.you(), "提交的材料原件随本通知书退还，复印件存档。")
	p.contact()
	p.basis(append(append([]law.Citation{}, d.Basis...), workflow.Measures("第八条"))...)
	p.closing()
}

func trimStopInline(in Inline) Inline {
	if len(in) == 0 {
		return in
	}
	out := append(Inline{}, in...)
	out[len(out)-1].Text = trimStop(out[len(out)-1].Text)
	return out
}

// citedIn joins the articles on which a decision rests; there must be one.
func (p *paper) citedIn(basis []law.Citation) string {
	text := ""
	var seen []string
	for _, c := range basis {
		if c.Instrument == "" || c == workflow.Measures("第八条") {
			continue
		}
		if n := len(seen); n < len(appendNew(seen, c.String())) {
			seen = appendNew(seen, c.String())
			if text != "" {
				text += "、"
			}
			text += c.String()
		}
	}
	if text == "" {
		p.lack("/case/decision/basis", "不予登记的法律依据")
	}
	return text
}

// assessmentFacts states how the assessment ended where it bears on the refusal.
func (p *paper) assessmentFacts() Inline {
	r := p.c.Report
	switch {
	case r == nil || p.c.Category.Exempt():
		return nil
	case r.Conclusion == workflow.ConclusionTerminated:
		return say("收养评估已于", notedDay("/case/report/confirmed_on", r.ConfirmedOn), "终止：", trimStopInline(noted("/case/report/opinion", r.Opinion)), "。")
	case r.Conclusion == workflow.ConclusionUnfit:
		return say("收养评估结论为", conclusionWord(r.Conclusion), "（", noted("/case/commission/body_name", p.bodyText()), notedDay("/case/report/sealed_on", r.SealedOn), "出具评估报告）。评估报告是参考依据，本决定由本机关审查后作出。")
	}
	return nil
}

// ruleTable lists the conditions that were found not to be met, with their articles.
func (p *paper) ruleTable() {
	last := p.c.LastEligibility()
	if p.c.Proposal == nil || last == nil || len(p.c.Proposal.Rules) == 0 {
		return
	}
	t := Table{
		Caption: "未符合的审查项目",
		Columns: []Column{column(2.6, AlignLeft), column(4.6, AlignLeft), column(3.8, AlignLeft)},
		Header:  headRow("审查项目", "审查情况", "法律依据"),
	}
	for _, code := range p.c.Proposal.Rules {
		o, ok := last.Report.Outcome(code)
		if !ok {
			p.lack("/case/eligibility/"+code, "审查项目"+code+"的结果")
			continue
		}
		t.Rows = append(t.Rows, cells(Text(o.Title), Fact("/case/eligibility/"+code, factText(&o)), Text(citations(o.Basis))))
	}
	p.add(t)
}

// factText is what a rule found, with the day on which the answer changes.
func factText(o *eligibility.Outcome) string {
	text := trimStop(o.Message) + "。"
	if !o.DecisiveOn.IsZero() {
		text += "关键日期：" + o.DecisiveOn.Chinese() + "。"
	}
	return text
}

func citations(list []law.Citation) string {
	texts, notes := grouped(list)
	if texts = append(texts, notes...); len(texts) == 0 {
		return noneWord
	}
	return strings.Join(texts, "；")
}
