package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// acceptance is D02b 受理通知书: the review begins, its last day, what does not
// count (登记办法 art. 8, 2020 办法 art. 10).
func acceptance(p *paper) {
	p.letter()
	p.para("本机关于", p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日"), "收到", p.you(), "申请收养", p.childPhrase(),
		"的申请和有关材料。经审查，该申请属于本机关管辖范围，提交的证件、证明材料齐全，决定自", p.day("/case/accepted_on", p.c.AcceptedOn, "受理日期"), "起予以受理。现将有关事项通知如下：")
	limit := p.needTerm("registration.limit", "登记审查期限")
	items := []ListItem{
		{Text: say("收养类别：", p.category(), "。", "送养人：", p.placerName(), "。")},
		{Text: say("审查期限：自收到申请及全部材料的次日起", limit.Words, "内。全部材料已于", p.day("/case/complete_on", p.c.CompleteOn, "收到全部材料之日"), "收齐。", p.reviewDue())},
		{Text: say(p.notCounted())},
		{Text: say(p.assessmentAhead())},
	}
	if p.c.Category.NeedsNotice() {
		items = append(items, ListItem{Text: say(p.noticeAhead())})
	}
	items = append(items, ListItem{Text: say("审查期间，收养人、送养人或者被收养人的情况发生变化的，应当及时书面告知本机关。")})
	p.add(List{Style: ListChinese, Items: items})
	p.contact()
	p.basis(workflow.Measures("第四条"), limit.Basis, p.exemptionBasis())
	p.closing()
}

// notCounted says which stretches the review does not count.
func (p *paper) notCounted() Inline {
	var grounds []any
	for _, g := range p.pauseGrounds() {
		text, basis, err := law.PauseText(p.job.Pack, law.ClockRegistrationReview, g, p.lawDay())
		if err != nil {
			continue
		}
		if len(grounds) > 0 {
			grounds = append(grounds, "，")
		}
		grounds = append(grounds, text)
		if !basis.IsZero() && basis.Instrument != "" {
			grounds = append(grounds, "（"+basis.String()+"）")
		}
	}
	if len(grounds) == 0 {
		return Text("审查期限连续计算。")
	}
	return say(append(append([]any{"下列期间不计入审查期限："}, grounds...), "。")...)
}

// pauseGrounds are the grounds that this case may meet as of right.
func (p *paper) pauseGrounds() []string {
	var out []string
	if p.job.Pack == nil {
		return nil
	}
	if p.c.Category.NeedsNotice() {
		out = append(out, "notice")
	}
	if !p.c.Category.Exempt() {
		out = append(out, "assessment")
	}
	return out
}

// assessmentAhead says whether an assessment follows, and that it costs nothing.
func (p *paper) assessmentAhead() string {
	if p.c.Category.Exempt() {
		return "收养继子女的，依照" + workflow.Assessment("第二条").String() + "的规定，不进行收养评估。"
	}
	return "初审符合规定的，本机关将书面告知" + p.you() + "收养评估的有关事项，征得" + p.you() + "同意后进行收养评估。" + p.fee()
}

// fee says what the assessment costs; the pack refuses any fee.
func (p *paper) fee() string {
	switch n := p.packNumber("assessment.fee", "收养评估收费标准"); n {
	case "":
		return ""
	case "0":
		return "收养评估不收取任何费用。"
	default:
		return "收养评估收取费用" + n + "元。"
	}
}

// exemptionBasis is the article on which the assessment is done or left out.
func (p *paper) exemptionBasis() law.Citation {
	if p.c.Category.Exempt() {
		return workflow.Assessment("第二条")
	}
	return workflow.Assessment("第十条")
}

// noticeAhead says how the notice that seeks the parents stands.
func (p *paper) noticeAhead() Inline {
	n := p.k.Notice
	switch {
	case n == nil || n.PublishedOn.IsZero():
		return Text("被收养人系查找不到生父母的未成年人，本机关将在登记前公告查找其生父母。")
	case n.ClearedOn.IsZero():
		return say("查找被收养人生父母的公告已于", Fact("/child/notice/published_on", n.PublishedOn.Chinese()), "发布，公告期尚未届满；公告期满无人认领的，方可办理登记。")
	}
	return say("查找被收养人生父母的公告已于", Fact("/child/notice/published_on", n.PublishedOn.Chinese()), "发布，公告期满无人认领，已于",
		Fact("/child/notice/cleared_on", n.ClearedOn.Chinese()), "记录在案。")
}
