package reports

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// ofIntegration is where the report on the integration stands in the record.
const ofIntegration = "/case/integration_report"

// integrationReport is D16c 融合情况评估报告: the report on the integration alone,
// after the family was chosen (order B).
func integrationReport(p *paper) {
	p.doc.Authority = p.bodyName().String()
	p.addressed(p.authority())
	r := p.reportOnIntegration()
	p.add(Contents{Above: longReport})
	p.integrationMark("本报告")
	p.heading("一、融合评估工作基本情况")
	p.para(p.bodyName(), "对", p.applicantNames(), "与被收养人", p.childName(), "的融合情况进行评估。本报告于", p.day(ofIntegration+"/sealed_on", r.SealedOn, "报告出具日期"), "出具。")
	p.add(p.memberTable("评估人员"))
	p.need(ofIntegration+"/work", r.Work, "评估工作基本情况")
	p.prose(ofIntegration+"/work", r.Work)
	p.heading("二、融合情况")
	p.reportIntegration(workflow.Report{})
	p.para("融合期间走访", p.countVisits(), "次。")
	p.heading("三、评估内容分析")
	p.need(ofIntegration+"/analysis", r.Analysis, "评估内容分析")
	p.prose(ofIntegration+"/analysis", r.Analysis)
	p.heading("四、应当报告的情形")
	p.reportCircumstances()
	p.heading("五、评分情况")
	p.reportScores(r)
	p.heading("六、评估结论")
	p.integrationConclusion(r)
}

// reportOnIntegration is the body's report on the integration; an absent one is noted as missing.
func (p *paper) reportOnIntegration() workflow.Report {
	if p.c.IntegrationReport == nil {
		p.lack(ofIntegration, "融合情况评估报告")
		return workflow.Report{Covers: []string{workflow.PhaseIntegration}}
	}
	return *p.c.IntegrationReport
}

// integrationMark says that the table of the integration is no official standard, when it is not.
func (p *paper) integrationMark(paper string) {
	if r := p.job.Results[string(instrument.Integration)]; r != nil {
		p.illustrativeTable(r.Status, paper+"所用评分表的指标、分值和合格线", instrument.Integration)
	}
}

func (p *paper) integrationConclusion(r workflow.Report) {
	p.add(Paragraph{Text: say("评估结论：", Strong(p.integrationWord(r)), "。")})
	p.need(ofIntegration+"/opinion", r.Opinion, "结论表述和建议")
	p.prose(ofIntegration+"/opinion", r.Opinion)
	s := Signatures{}
	role := "评估人员（签名）"
	if p.isGroup() || p.isMixed() {
		role = "评估小组成员（签名）"
	}
	for i, x := range r.Signatures {
		here := at(ofIntegration+"/signatures", i)
		if x.Dissent != "" {
			p.para("评估员", noted(here+"/name", x.Name), "保留意见：", trimStopInline(Fact(here+"/dissent", x.Dissent)), "。")
		}
		s.Signers = append(s.Signers, Signer{Role: role, Name: x.Name, Field: here + "/name", Dated: true, On: x.On})
	}
	if len(s.Signers) == 0 {
		p.lack(ofIntegration+"/signatures", "评估人员签名")
	}
	p.para("本报告是办理收养登记的参考依据。")
	p.basis(workflow.CivilCode("第一千一百零五条第五款"), workflow.Assessment("第八条"), workflow.Assessment("第九条"), workflow.Assessment("第十条"))
	p.add(s)
	if p.isMixed() {
		p.mixedSeals(r, ofIntegration)
		return
	}
	if p.isGroup() {
		p.small("本报告由评估小组全体成员共同签名（", workflow.Assessment("第九条").String(), "）。")
		return
	}
	p.add(Closing{Organ: p.bodyName().String(), Seal: true, Date: r.SealedOn})
}

// integrationWord is the conclusion on the integration in words.
func (p *paper) integrationWord(r workflow.Report) string {
	switch r.Conclusion {
	case workflow.ConclusionFit:
		return "融合合格"
	case workflow.ConclusionUnfit:
		return "融合不合格"
	}
	p.lack(ofIntegration+"/conclusion", "评估结论")
	return ""
}

// integrationNotice is D14b 融合评估结论告知书: the conclusion on the integration,
// what the family may say against it, and what comes next.
func integrationNotice(p *paper) {
	p.letter()
	r := p.reportOnIntegration()
	p.integrationMark("本告知书")
	p.para(p.you(), "申请收养", p.childPhrase(), "一案，", p.bodyName(), "已于", p.day(ofIntegration+"/sealed_on", r.SealedOn, "评估报告出具日期"), "出具融合情况评估报告。经本机关审核，现将评估结论告知如下：")
	next := "本机关将按照登记之日的事实再次审查收养条件，依照" + workflow.Measures("第八条").String() + "的规定作出是否准予登记的决定。"
	if r.Conclusion == workflow.ConclusionUnfit {
		next = "被收养人应当返还送养人；本机关将依照" + workflow.Measures("第八条").String() + "的规定作出决定，不予登记的，书面说明理由并告知救济途径。"
	}
	items := []ListItem{
		{Text: say("评估结论：", Strong(p.integrationWord(r)), "。", trimStopInline(p.need(ofIntegration+"/opinion", r.Opinion, "结论表述")), "。")},
		{Text: say("评分结果：", p.scoreSummary(r))},
		{Text: say("本机关审核意见：", trimStopInline(p.need(ofIntegration+"/confirm_opinion", r.ConfirmOpinion, "审核意见")), "。")},
		{Text: say("异议：", p.reviewWindow())},
		{Text: Text("效力：" + p.conclusionEffect())},
		{Text: Text("后续办理：" + next)},
	}
	p.add(List{Style: ListChinese, Items: slices.Insert(items, scored, p.conclusionReasons(r)...)})
	p.contact()
	p.basis(workflow.CivilCode("第一千一百零五条第五款"), workflow.Assessment("第八条"), workflow.Assessment("第九条"), workflow.Assessment("第十条"), workflow.Assessment("第十三条"))
	p.closing()
}
