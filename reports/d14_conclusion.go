package reports

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// conclusionNotice is D14 评估结论告知书: the conclusion and its scores, what the
// family may say against it, and what comes next.
func conclusionNotice(p *paper) {
	p.letter()
	r := p.report()
	p.resultMark("本告知书")
	p.para(p.you(), "申请收养", p.childPhrase(), "一案，", p.bodyName(), "已于", p.day("/case/report/sealed_on", r.SealedOn, "评估报告出具日期"), "出具收养评估报告。经本机关审核，现将评估结论告知如下：")
	items := []ListItem{
		{Text: say("评估结论：", Strong(p.conclusionText(r)), "。", trimStopInline(p.need("/case/report/opinion", r.Opinion, "结论表述")), "。")},
		{Text: say("评分结果：", p.scoreSummary(r))},
		{Text: say("本机关审核意见：", trimStopInline(p.need("/case/report/confirm_opinion", r.ConfirmOpinion, "审核意见")), "。")},
		{Text: say("异议：", p.reviewWindow())},
		{Text: Text("效力：" + p.conclusionEffect())},
		{Text: say("后续办理：", p.afterConclusion(r))},
	}
	p.add(List{Style: ListChinese, Items: slices.Insert(items, scored, p.conclusionReasons(r)...)})
	p.contact()
	p.basis(workflow.CivilCode("第一千一百零五条第五款"), workflow.Assessment("第九条"), workflow.Assessment("第十条"), workflow.Assessment("第十三条"))
	p.closing()
}

// scoreSummary gives total and conclusion of each phase that was scored.
func (p *paper) scoreSummary(r workflow.Report) Inline {
	var out Inline
	for _, phase := range covered(r) {
		if phase == instrument.Integration && r.Unfit {
			continue
		}
		result := p.result(phase)
		if result == nil {
			continue
		}
		out = say(out, phase.Chinese(), "（", trimMark(result.Title.ZH), "）：", totalLine(result), vetoClause(result), "，", p.outcomeLine(result, phase), "。")
	}
	if r.Unfit {
		out = say(out, "因认定不具备收养能力，未进行融合情况评估。")
	}
	return out
}

func vetoClause(r *assessment.Result) string {
	if !hasKind(r.Tree, instrument.KindVeto) {
		return ""
	}
	return "，" + vetoLine(r)
}

// reviewWindow says how and how long the family may object. The day on which that ends is not known yet: it is counted
// from the service of this very letter, and a window that runs already is that of an earlier one.
func (p *paper) reviewWindow() Inline {
	t, ok := p.packTerm("review.window")
	if !ok {
		return Text(p.needText("remedy.review_open_text", "对评估结论提出异议的方式"))
	}
	wording := p.needText("remedy.review_text", "对评估结论申请复核的方式和期限")
	return say(trimStop(strings.ReplaceAll(wording, "{window}", t.Words)), statusNote(t.Status), "。")
}

// conclusionEffect is the pack's wording on the standing of the report.
func (p *paper) conclusionEffect() string {
	return p.needText("remedy.conclusion_text", "评估结论的效力")
}

func (p *paper) afterConclusion(r workflow.Report) string {
	if r.Conclusion == workflow.ConclusionUnfit {
		return "本机关将依照" + workflow.Measures("第八条").String() + "的规定，对是否准予登记作出决定；不予登记的，将书面说明理由并告知救济途径。"
	}
	if capacityOnly(r) {
		return "评估合格的家庭参加择优：本机关在申请收养同一儿童的家庭中依照评估情况择优选定一个家庭进入融合，其余列为候选，结果另行书面告知。融合情况另行评估。"
	}
	return "本机关将按照登记之日的事实再次审查收养条件，依照" + workflow.Measures("第八条").String() + "的规定作出是否准予登记的决定。"
}
