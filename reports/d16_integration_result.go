package reports

import (
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// integrationResult is D16b 融合情况评估表: the consolidated scores of the
// integration period and what they add up to.
func integrationResult(p *paper) {
	p.doc.Authority = p.bodyName().String()
	result := p.result(instrument.Integration)
	i := workflow.Integration{}
	if p.c.Integration == nil {
		p.lack("/case/integration", "融合情况")
	} else {
		i = *p.c.Integration
	}
	if result == nil {
		return
	}
	p.illustrativeTable(result.Status, "《"+trimMark(result.Title.ZH)+"》的指标、分值和合格线", instrument.Integration)
	const here = "/case/integration"
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childName()},
		{Label: "交接日期", Value: p.day(here+"/handed_on", i.HandedOn, "儿童交接日期")},
		{Label: "融合期满", Value: p.day(here+"/ended_on", i.EndedOn, "融合期满日期")},
		{Label: "融合时间", Value: p.lived(i.EndedOn), Span: true},
		{Label: "融合期下限", Value: p.integrationFloor(), Span: true},
		{Label: "共同生活地点", Value: noted(here+"/place", i.Place), Span: true},
		{Label: "走访次数", Value: say(p.countVisits(), "次"), Span: true},
		{Label: "评分表", Value: say(trimMark(result.Title.ZH), "，版本", result.Instrument.Name(), "，校验码", shortHash(result.Instrument.SHA256)), Span: true},
		{Label: "评分表性质", Value: Text(standing(result.Status, result.Citation)), Span: true},
		{Label: "合并方式", Value: Text(result.Mode.Chinese()), Span: true},
	}})
	p.add(scoreTable(result, overview))
	p.addRulings(result)
	p.add(List{Style: ListArabicParen, Items: gateLines(result)})
	p.add(KeyValue{Columns: 1, Items: append(p.resultItems(result, instrument.Integration), Item{Label: "融合情况综述", Value: p.need(here+"/summary", i.Summary, "融合情况综述")})})
	p.evaluatorSignatures()
	p.basisNote(workflow.Assessment("第八条").String() + "、第九条")
}

// integrationFloor is the shortest period and the first day on which it had run.
func (p *paper) integrationFloor() Inline {
	floor := p.needTerm("integration.min", "融合期下限")
	r, ok := p.clock(law.ClockIntegration)
	if !ok || r.Running {
		return say("不少于", floor.Words)
	}
	return say("不少于", floor.Words, "，最早于", Fact("/case/clocks/integration", r.Earliest.Chinese()), "届满")
}

// lived is how many days the child has lived with the family.
func (p *paper) lived(by law.Date) Inline {
	days := p.daysTogether("", by)
	if days == "" {
		return Text(unnotedWord)
	}
	return say("共", days, "（交接当日不计入）")
}

func (p *paper) countVisits() int {
	n := 0
	for _, v := range p.c.Visits {
		if v.Kind == workflow.VisitIntegration {
			n++
		}
	}
	return n
}

// evaluatorSignatures leaves each evaluator of the case a place to sign.
func (p *paper) evaluatorSignatures() {
	s := Signatures{}
	for i, e := range p.commission().Members {
		if !e.Active() {
			continue
		}
		s.Signers = append(s.Signers, Signer{Role: "评估员（签名）", Name: e.Name, Field: at("/case/commission/members", i) + "/name", Dated: true})
	}
	if len(s.Signers) == 0 {
		p.lack("/case/commission/members", "评估人员")
	}
	p.add(s)
}
