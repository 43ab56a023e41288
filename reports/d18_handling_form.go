package reports

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// handlingForm is D18 收养登记审查处理表: the parties, the papers supplied, the
// officer's proposal and another person's decision, the certificate or refusal.
func handlingForm(p *paper) {
	p.doc.Authority = p.authority()
	d, q := p.decision(), p.proposal()
	for i := range p.c.Application.Applicants {
		p.add(p.applicantGrid(i))
	}
	if len(p.c.Application.Applicants) == 0 {
		p.lack("/case/application/applicants", "收养申请人")
	}
	p.add(p.childGrid())
	for _, g := range p.placerGrid() {
		p.add(g)
	}
	p.add(KeyValue{Caption: "申请和审查情况", Columns: 2, Items: p.reviewItems()})
	p.add(p.opinions(q, d))
	p.outcomeBlock(d)
	p.basis(append([]law.Citation{workflow.CivilCode("第一千一百零五条"), workflow.Measures("第八条")}, d.Basis...)...)
	if d.Outcome == workflow.OutcomeRegister {
		p.add(p.receiverSignatures("领证人声明：已核对收养登记证所载内容，登记员已说明收养关系当事人的权利和义务。"))
	}
}

// reviewItems tell what was applied for and what the review found.
func (p *paper) reviewItems() []Item {
	items := []Item{
		{Label: "收养方式", Value: statedWord(modeWord(p.c.Application.Mode))},
		{Label: "收养类别", Value: p.category()},
		{Label: "收养原因", Value: p.need("/case/application/reason", p.c.Application.Reason, "收养原因"), Span: true},
		{Label: "收养人提供\n的材料", Value: p.materialNames(eligibility.SideApplicant), Span: true},
		{Label: "送养人提供\n的材料", Value: p.materialNames(eligibility.SidePlacer, eligibility.SideChild), Span: true},
		{Label: "收到日期", Value: p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日")},
		{Label: "审查期限", Value: p.reviewLimit()},
		{Label: "公告情况", Value: p.noticeSummary(), Span: true},
		{Label: "评估情况", Value: p.assessmentSummary(), Span: true},
	}
	for _, phase := range phases() {
		if stated := p.statedWords(phase); stated != nil {
			items = append(items, Item{Label: "评分结果\n的认定", Value: say(phase.Chinese(), "：", stated), Span: true})
		}
	}
	if proofs := p.renewedSummary(); proofs != nil {
		items = append(items, Item{Label: "补交的\n证明材料", Value: proofs, Span: true})
	}
	return append(items, []Item{
		{Label: "申请人意见", Value: p.replySummary(), Span: true},
		{Label: "同意情况", Value: p.consentSummary(), Span: true},
		{Label: "询问和调查", Value: p.inquirySummary(), Span: true},
		{Label: "家庭教育指导", Value: p.guidanceSummary(), Span: true},
		{Label: "条件审查", Value: p.eligibilitySummary(), Span: true},
	}...)
}

// decision is the approver's decision; an absent one is noted as missing.
func (p *paper) decision() workflow.Decision {
	if p.c.Decision == nil {
		p.lack("/case/decision", "审批决定")
		return workflow.Decision{}
	}
	return *p.c.Decision
}

// proposal is the officer's proposal; an absent one is noted as missing.
func (p *paper) proposal() workflow.Proposal {
	if p.c.Proposal == nil {
		p.lack("/case/proposal", "拟办意见")
		return workflow.Proposal{}
	}
	return *p.c.Proposal
}

// materialNames lists the papers of one side that were handed in.
func (p *paper) materialNames(sides ...string) Inline {
	var list []string
	for _, m := range p.c.Materials {
		for _, s := range sides {
			if m.Side == s && !m.Missing && m.Title != "" {
				list = append(list, m.Title)
			}
		}
	}
	return orNone("/case/materials", strings.Join(list, "；"))
}

// reviewLimit is the last day of the review and how it stood.
func (p *paper) reviewLimit() Inline {
	r, ok := p.clock(law.ClockRegistrationReview)
	if !ok {
		return Text(unnotedWord)
	}
	return Text(r.until())
}

func (p *paper) noticeSummary() Inline {
	if !p.c.Category.NeedsNotice() {
		return Text("不需公告")
	}
	return p.noticeAhead()
}

// assessmentSummary tells how the assessment ended, or why there was none.
func (p *paper) assessmentSummary() Inline {
	r := p.c.Report
	switch {
	case p.c.Category.Exempt():
		return Text("收养继子女，不进行收养评估（" + workflow.Assessment("第二条").String() + "）")
	case r == nil:
		return Text("未进行收养评估")
	case r.Conclusion == workflow.ConclusionTerminated:
		return say("评估终止：", noted("/case/report/opinion", r.Opinion))
	}
	out := say(noted("/case/commission/body_name", p.bodyText()), "于", notedDay("/case/report/sealed_on", r.SealedOn), "出具评估报告，结论：", conclusionWord(r.Conclusion))
	if i := p.c.IntegrationReport; i != nil && !i.SealedOn.IsZero() { // order B: a report of its own
		out = say(out, "；于", notedDay(ofIntegration+"/sealed_on", i.SealedOn), "出具融合情况评估报告，结论：", p.integrationWord(*i))
	}
	return out
}

func (p *paper) bodyText() string {
	if p.c.Commission == nil {
		return ""
	}
	return p.c.Commission.BodyName
}

// consentSummary lists who agreed or refused, by kind.
func (p *paper) consentSummary() Inline {
	var out Inline
	for i, k := range p.c.Consents {
		if len(out) > 0 {
			out = append(out, Run{Text: "；"})
		}
		here := at("/case/consents", i)
		out = say(out, consentWord(k.Kind), "：", noted(here+"/by", k.By), givenWord2(k.Given), "（", notedDay(here+"/on", k.On), "）")
	}
	if len(out) == 0 {
		return Text(noneWord)
	}
	return out
}

func consentWord(kind string) string {
	return word(kind, map[string]string{
		workflow.ConsentAssessment: "收养评估", workflow.ConsentPlacer: "送养", workflow.ConsentDutyHolders: "有抚养义务的人", workflow.ConsentChild: "被收养人",
	})
}

func givenWord2(given bool) string {
	if given {
		return "同意"
	}
	return "不同意"
}

func (p *paper) inquirySummary() Inline {
	var out Inline
	for i, r := range p.c.Inquiries {
		if len(out) > 0 {
			out = append(out, Run{Text: "；"})
		}
		here := at("/case/inquiries", i)
		out = say(out, notedDay(here+"/on", r.On), inquiryWord(r.Kind), noted(here+"/person", r.Person))
	}
	if len(out) == 0 {
		return Text(noneWord)
	}
	return out
}

func inquiryWord(kind string) string {
	return word(kind, map[string]string{
		workflow.RecordQuestioning: "询问", workflow.RecordInvestigation: "调查", workflow.RecordChildOpinion: "听取意见：",
	})
}

func (p *paper) guidanceSummary() Inline {
	g := p.c.Guidance
	if g == nil {
		return Text("未进行")
	}
	return say(notedDay("/case/guidance/on", g.On), "由", noted("/case/guidance/by", g.By), "对", names("/case/guidance/persons", g.Persons), "进行家庭教育指导：", noted("/case/guidance/content", g.Content))
}

func (p *paper) eligibilitySummary() Inline {
	last := p.c.LastEligibility()
	if last == nil {
		return Text(unnotedWord)
	}
	out := say(notedDay("/case/eligibility/on", last.On), "审查：", verdictWord(last.Report.Verdict))
	if last.Report.Verdict == eligibility.Eligible {
		return out
	}
	return say(out, "。", strings.Join(last.Report.Reasons(), "；"))
}

func verdictWord(v eligibility.Verdict) string {
	return word(v, map[eligibility.Verdict]string{
		eligibility.Eligible: "符合条件", eligibility.Ineligible: "不符合条件", eligibility.Undetermined: "尚不能确定", eligibility.OutOfScope: "不属于受理范围",
	})
}

func outcomeWord(o string) string {
	return word(o, map[string]string{workflow.OutcomeRegister: "准予收养登记", workflow.OutcomeRefuse: "不予收养登记"})
}
