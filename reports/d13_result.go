package reports

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// reportCircumstances lists what was reported under art. 11 and what became of it.
func (p *paper) reportCircumstances() {
	if len(p.c.Circumstances) == 0 {
		p.para("评估期间，未报告收养申请人及共同生活的家庭成员存在", workflow.Assessment("第十一条").String(), "所列情形。")
		return
	}
	t := Table{
		Columns: []Column{column(1.9, AlignCenter), column(1.8, AlignCenter), column(3.7, AlignLeft), column(2.5, AlignCenter), column(2.7, AlignLeft)},
		Header:  headRow("项次", "涉及人员", "事实", "报告日期", "登记机关处理"),
	}
	for i, k := range p.c.Circumstances {
		here := at("/case/circumstances", i)
		done := circumstanceDecision(here, k)
		if len(done) == 0 {
			done = Text("尚未作出决定")
		}
		t.Rows = append(t.Rows, cells(Text("第（"+ChineseNumber(k.Item)+"）项"), noted(here+"/person", k.Person), noted(here+"/facts", k.Facts), notedDay(here+"/reported_on", k.ReportedOn), done))
	}
	p.add(t)
}

// reportScores prints the consolidated result of each phase that was scored.
func (p *paper) reportScores(r workflow.Report) {
	for _, phase := range covered(r) {
		if phase == instrument.Integration && r.Unfit {
			continue
		}
		result := p.result(phase)
		if result == nil {
			continue
		}
		p.add(Heading{Level: 2, Text: Text(phase.Chinese())})
		p.para("评分表：《", trimMark(result.Title.ZH), "》（版本", result.Instrument.Name(), "；", standing(result.Status, result.Citation), "）。合并方式：", result.Mode.Chinese(), "。")
		p.add(scoreTable(result, explained))
		p.add(p.scoreFigures(result, phase)...)
		p.add(KeyValue{Columns: 1, Items: p.resultItems(result, phase)})
		p.add(Paragraph{Text: Text("判定条件依次为："), KeepNext: true}, List{Style: ListArabicParen, Items: gateLines(result)})
		p.statedOutcome(phase)
		p.renewedProofs(phase)
	}
	p.para("评分结果是作出评估结论的依据之一，不代替评估结论，也不代替登记机关的决定。")
}

// result is the consolidated result of a phase; an absent one is noted as missing.
func (p *paper) result(phase instrument.Phase) *assessment.Result {
	r := p.job.Results[string(phase)]
	if r == nil {
		p.lack("/results/"+string(phase), phase.Chinese()+"的合并评分结果")
	}
	return r
}

// reportIntegration tells how long the child lived with the family and how it went.
func (p *paper) reportIntegration(r workflow.Report) {
	i := p.c.Integration
	switch {
	case r.Unfit:
		p.para("经收养能力评估，收养申请人不具备收养能力，未进行融合。认定理由：", trimStopInline(p.need("/case/report/unfit_ground", r.UnfitGround, "认定不具备收养能力的理由")), "。")
		return
	case capacityOnly(r):
		p.para("本报告是收养能力评估报告。评估合格的家庭参加择优；融合情况在选定以后另行评估，出具融合情况评估报告。")
		return
	case i == nil:
		p.lack("/case/integration", "融合情况")
		return
	}
	floor := p.needTerm("integration.min", "融合期下限")
	p.para("融合协议于", p.day("/case/integration/agreed_on", i.AgreedOn, "融合协议签订日期"), "签订，被收养人于", p.day("/case/integration/handed_on", i.HandedOn, "儿童交接日期"), "交接，与收养申请人共同生活至",
		p.day("/case/integration/ended_on", i.EndedOn, "融合期满日期"), p.daysTogether("，共", i.EndedOn), "。规定的融合时间不少于", floor.Words, "。")
	p.need("/case/integration/summary", i.Summary, "融合情况综述")
	p.prose("/case/integration/summary", i.Summary)
}

// daysTogether counts the days that the child lived with the family by the end
// of a day: the day of the hand-over not counted, days of a removal left out.
func (p *paper) daysTogether(lead string, by law.Date) string {
	k := p.c.Clock(law.ClockIntegration)
	if k == nil || by.IsZero() || p.job.Calendar == nil {
		return ""
	}
	return lead + strconv.Itoa(p.job.Calendar.DaysElapsed(k.Start, by, k.Pauses)) + "日"
}

func (p *paper) reportConclusion(r workflow.Report) {
	p.add(Paragraph{Text: say("评估结论：", Strong(p.conclusionText(r)), "。")})
	p.need("/case/report/opinion", r.Opinion, "结论表述和建议")
	p.prose("/case/report/opinion", r.Opinion)
	for i, s := range r.Signatures {
		if s.Dissent == "" {
			continue
		}
		here := at("/case/report/signatures", i)
		p.para("评估员", noted(here+"/name", s.Name), "保留意见：", trimStopInline(Fact(here+"/dissent", s.Dissent)), "。")
	}
	p.para("本报告是办理收养登记的参考依据。")
	p.basis(workflow.CivilCode("第一千一百零五条第五款"), workflow.Assessment("第八条"), workflow.Assessment("第九条"), workflow.Assessment("第十条"))
}

func (p *paper) conclusionText(r workflow.Report) string {
	if r.Conclusion == "" {
		p.lack("/case/report/conclusion", "评估结论")
		return ""
	}
	return conclusionWord(r.Conclusion)
}

// reportSignatures: every evaluator signs; an agency seals, the own group does not, a mixed one as the pack has it.
func (p *paper) reportSignatures(r workflow.Report) {
	if len(r.Signatures) == 0 {
		p.lack("/case/report/signatures", "评估人员签名")
	}
	role := "评估人员（签名）"
	if p.isGroup() || p.isMixed() {
		role = "评估小组成员（签名）"
	}
	s := Signatures{}
	for i, x := range r.Signatures {
		s.Signers = append(s.Signers, Signer{Role: role, Name: x.Name, Field: at("/case/report/signatures", i) + "/name", Dated: true, On: x.On})
	}
	p.add(s)
	if p.isMixed() {
		p.mixedSeals(r, "/case/report")
		return
	}
	if p.isGroup() {
		p.small("本报告由评估小组全体成员共同签名（", workflow.Assessment("第九条").String(), "）。")
		return
	}
	p.add(Closing{Organ: p.bodyName().String(), Seal: true, Date: r.SealedOn})
}

// annexes lists what the report is annexed with: records, sheets, evidence.
func (p *paper) annexes() {
	list := List{Style: ListArabic}
	scans := 0
	for i, v := range p.c.Visits {
		list.Items = append(list.Items, ListItem{Text: say(p.visitPaper(v.Kind), "（", notedDay(at("/case/visits", i)+"/on", v.On), "）")})
		scans += len(v.Evidence)
	}
	for _, r := range p.rulingRecords() {
		list.Items = append(list.Items, ListItem{Text: r})
	}
	for i, s := range p.c.Sheets {
		line := say(s.Phase.Chinese(), "评分表（评估员", noted(at("/case/sheets", i)+"/evaluator/name", s.Evaluator.Name), p.asideWord(s.ID), "）")
		list.Items = append(list.Items, ListItem{Text: line})
	}
	if scans > 0 {
		list.Items = append(list.Items, ListItem{Text: Text("照片、录音、影像等材料" + strconv.Itoa(scans) + "件（目录见各次记录）")})
	}
	if len(list.Items) == 0 {
		p.para(noneWord, "。")
		return
	}
	p.add(list)
}
