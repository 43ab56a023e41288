package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// supplementRequest is D02c 补正告知书: the whole list of gaps, asked for once.
func supplementRequest(p *paper) {
	p.letter()
	p.para("本机关于", p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日"), "收到", p.you(), "申请收养", p.childPhrase(),
		"的申请和有关材料。经审查，提交的材料不齐全或者不符合规定，现将需要补正的全部内容一次性告知如下：")
	s := workflow.Supplement{}
	if n := len(p.c.Supplements); n > 0 {
		s = p.c.Supplements[n-1]
	}
	if len(s.Items) == 0 {
		p.lack("/case/supplements/items", "需要补正的内容")
	}
	list := List{Style: ListArabic}
	for i, it := range s.Items {
		list.Items = append(list.Items, ListItem{Text: say(p.need(at("/case/supplements/items", i), it, "需要补正的内容"), "；")})
	}
	if n := len(list.Items); n > 0 {
		list.Items[n-1].Text[len(list.Items[n-1].Text)-1].Text = "。"
	}
	p.add(list)
	p.supplementLimit()
	if s.Note != "" {
		p.para("说明：", trimStopInline(Fact("/case/supplements/note", s.Note)), "。")
	}
	p.para("本机关不要求提交规定以外的材料。", p.you(), "对补正内容有疑问的，可以向承办人询问。")
	p.contact()
	p.basis(workflow.Measures("第六条"), workflow.Measures("第七条"), workflow.Measures("第八条"))
	p.closing()
}

// supplementLimit says by when, what lapse means, and what it does to the review.
func (p *paper) supplementLimit() {
	r, armed := p.clock(law.ClockSupplement)
	t, inPack := p.packTerm("supplement.limit")
	switch {
	case armed:
		p.para("请自本告知书送达之日的次日起", termWords(r.Term), "内补正，", r.until(), "（送达之日晚于本告知书成文之日的，自实际送达之日的次日起计算）。逾期仍未补正的，本机关可以依法作出不予受理的决定。")
		if r.Basis.Instrument == "" && r.Basis.Note != "" && r.Status != law.Illustrative {
			p.para("指定上述期限的理由：", trimStopInline(Fact("/case/clocks/supplement/basis/note", r.Basis.Note)), "。")
		}
	case inPack:
		p.para("请自本告知书送达之日的次日起", t.Words, "内补正", statusNote(t.Status), "。逾期仍未补正的，本机关可以依法作出不予受理的决定。")
	default:
		p.para("请在收到本告知书后及时补正。补正没有法定期限；在补正以前，本机关不能继续审查。")
	}
	switch p.packText("registration.supplement_effect") {
	case "restart":
		p.para("登记审查期限自收到补正后齐全材料的次日起重新计算。")
	case "pause":
		p.para("补正材料期间不计入登记审查期限。")
	case "none":
		p.para("补正材料期间，登记审查期限连续计算。")
	}
}
