package reports

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// assessmentReport is D13 收养评估报告 (2020 办法 art. 9(4)): body and list of
// annexes, signed by the evaluators and sealed by the agency, or signed by all
// members of the authority's own group.
func assessmentReport(p *paper) {
	p.doc.Authority = p.bodyName().String()
	p.addressed(p.authority())
	r := p.report()
	p.add(Contents{Above: longReport})
	p.resultMark("本报告")
	p.heading("一、评估工作基本情况")
	p.reportWork(r)
	p.heading("二、收养申请人和被收养人基本情况")
	p.reportPeople()
	p.heading("三、评估内容分析")
	p.need("/case/report/analysis", r.Analysis, "评估内容分析")
	p.prose("/case/report/analysis", r.Analysis)
	p.heading("四、应当报告的情形")
	p.reportCircumstances()
	p.heading("五、评分情况")
	p.reportScores(r)
	p.heading("六、融合情况")
	p.reportIntegration(r)
	p.heading("七、评估结论")
	p.reportConclusion(r)
	p.reportSignatures(r)
	p.heading("附件目录")
	p.annexes()
}

// report is the body's report; an absent one is noted as missing.
func (p *paper) report() workflow.Report {
	if p.c.Report == nil {
		p.lack("/case/report", "评估报告")
		return workflow.Report{}
	}
	return *p.c.Report
}

// phases are the scored parts of an assessment, in order.
func phases() []instrument.Phase {
	return []instrument.Phase{instrument.Capacity, instrument.Integration}
}

// resultMark says that the tables used are no official standard, when they are not: once for all of a training,
// with the reason for each that an administrator confirmed for real cases.
func (p *paper) resultMark(paper string) {
	marked := false
	for _, phase := range phases() {
		why := p.c.Confirmations[string(phase)]
		if r := p.job.Results[string(phase)]; r != nil && r.Status == law.Illustrative && (why != "" || !marked) {
			marked = marked || why == ""
			what := paper + "所用评分表的指标、分值和合格线"
			if why != "" {
				what = paper + "所用《" + trimMark(r.Title.ZH) + "》的指标、分值和合格线"
			}
			p.illustrativeTable(r.Status, what, phase)
		}
	}
}

// reportWork tells who assessed, on what ground, when, and how.
func (p *paper) reportWork(r workflow.Report) {
	b := p.commission()
	from := "受" + p.authority() + "委托"
	if p.isGroup() {
		from = "受" + p.authority() + "指派"
	}
	who := p.creditCode(b)
	if p.isMixed() {
		from, who = "受"+p.authority()+"指派", say("（由在编人员和", p.sendingAgency(), p.creditCode(b), "派出的专业人员组成）")
	}
	p.para(from, "，", p.bodyName(), who, "对", p.applicantNames(), "申请收养", p.childPhrase(), "一案进行收养评估。收养申请人确认同意评估的情况为：", p.consentDays(), "；评估自",
		p.day("/case/commission/begun_on", b.BegunOn, "评估开始日期"), "开始，", p.assessmentDue(), "本报告于", p.day("/case/report/sealed_on", r.SealedOn, "报告出具日期"), "出具。")
	p.add(p.memberTable("评估人员"))
	p.add(p.visitTable())
	p.need("/case/report/work", r.Work, "评估工作基本情况")
	p.prose("/case/report/work", r.Work)
}

func (p *paper) creditCode(b workflow.Commission) Inline {
	if b.CreditCode == "" {
		return nil
	}
	return say("（统一社会信用代码", Fact("/case/commission/credit_code", b.CreditCode), "）")
}

// assessmentDue says by when the report was due.
func (p *paper) assessmentDue() string {
	r, ok := p.clock(law.ClockAssessment)
	if !ok {
		return ""
	}
	return "评估期限" + termWords(r.Term) + "，" + r.until() + "，"
}

// visitTable lists the visits and interviews that were made.
func (p *paper) visitTable() Block {
	if len(p.c.Visits) == 0 {
		p.lack("/case/visits", "走访和谈话的记录")
	}
	t := Table{
		Caption: "走访和谈话",
		Columns: []Column{column(1, AlignCenter), column(1.9, AlignCenter), column(2.6, AlignCenter), column(2.8, AlignLeft), column(1.9, AlignLeft), column(2.3, AlignLeft)},
		Header:  headRow("序号", "方式", "日期和时间", "地点", "评估人员", "受访人"),
	}
	for i, v := range p.c.Visits {
		here := at("/case/visits", i)
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(i+1)), Text(visitWord(v.Kind)), say(notedDay(here+"/on", v.On), "\n", v.From, "—", v.To),
			noted(here+"/place", v.Place), names(here+"/names", v.Names), seenNames(here+"/seen", v.Seen)))
	}
	return t
}

func names(pointer string, list []string) Inline {
	var out Inline
	for i, n := range list {
		if i > 0 {
			out = append(out, Run{Text: "、"})
		}
		out = append(out, noted(at(pointer, i), n)...)
	}
	return out
}

func seenNames(pointer string, seen []workflow.Seen) Inline {
	var out Inline
	for i, s := range seen {
		if i > 0 {
			out = append(out, Run{Text: "、"})
		}
		out = say(out, noted(at(pointer, i)+"/name", s.Name), "（", noted(at(pointer, i)+"/relation", s.Relation), "）")
	}
	return out
}

// reportPeople gives the parties as the assessment found them on file.
func (p *paper) reportPeople() {
	p.add(p.applicantSummary())
	p.add(Heading{Level: 2, Text: Text("共同生活的家庭成员")}, p.householdTable())
	a := p.c.Application
	area := stated("/case/application/housing_area", a.HousingArea)
	if a.HousingArea != "" {
		area = append(area, Run{Text: "平方米"})
	}
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养动机", Value: stated("/case/application/motive", a.Motive), Span: true},
		{Label: "住房情况", Value: stated("/case/application/housing", a.Housing), Span: true},
		{Label: "住房面积", Value: area},
		{Label: "独立房间", Value: statedWord(yesNo(a.PrivateRoom, "有", "没有"))},
		{Label: "被收养人", Value: p.childPhrase(), Span: true},
		{Label: "被收养人健康", Value: known("/child/health", p.k.Health)},
		{Label: "残疾情况", Value: disability(p.k)},
		{Label: "收养类别", Value: p.category(), Span: true},
		{Label: "送养人", Value: p.placerName(), Span: true},
	}})
}
