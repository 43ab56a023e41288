package reports

import (
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// followUpPlan is D21a 回访计划.
func followUpPlan(p *paper) {
	p.doc.Authority = p.authority()
	f := p.followUps()
	p.illustrative(f.Status, "本计划所依据的回访次数和时间")
	p.registrationGrid()
	p.para("计划依据：", p.planSource(f))
	if len(f.Visits) == 0 {
		p.lack("/case/follow_up/visits", "计划的回访")
	}
	p.add(planTable(f))
	if f.Reason != "" {
		p.para("说明：", trimStopInline(Fact("/case/follow_up/reason", f.Reason)), "。")
	}
	p.para("回访中发现未成年人遭受或者疑似遭受侵害、面临危险的，应当立即向公安机关报案并报告登记机关。保守收养秘密，未经收养人同意不向无关人员说明回访事由。")
	p.basis(append(cited(f.Basis), workflow.MinorsLaw("第十一条"), workflow.CivilCode("第一千一百一十条"))...)
	p.closing()
}

// followUps is the plan of visits; an absent one is noted as missing.
func (p *paper) followUps() workflow.FollowUpPlan {
	if p.c.FollowUps == nil {
		p.lack("/case/follow_up", "回访计划")
		return workflow.FollowUpPlan{}
	}
	return *p.c.FollowUps
}

// registrationGrid names the adoption that is followed up.
func (p *paper) registrationGrid() {
	r := workflow.Registration{}
	if p.c.Registration == nil {
		p.lack("/case/registration", "登记情况")
	} else {
		r = *p.c.Registration
	}
	const here = "/case/registration"
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "登记证字号", Value: p.need(here+"/certificate", r.Certificate, "收养登记证字号"), Span: true},
		{Label: "收养人", Value: p.applicantNames(), Span: true},
		{Label: "被收养人", Value: p.need(here+"/name_after", r.NameAfter, "收养后姓名")},
		{Label: "登记日期", Value: p.day(here+"/on", r.On, "登记日期")},
	}})
}

func (p *paper) planSource(f workflow.FollowUpPlan) string {
	switch f.Source {
	case "pack":
		return "本机关采用的回访安排，自登记之日起计算" + statusNote(f.Status) + "。" + planNote(f)
	case "hand":
		return "全国规定没有回访次数和时间，由登记机关制定。"
	case "none":
		return "全国规定没有回访次数和时间，尚未制定回访安排。"
	}
	p.lack("/case/follow_up/source", "回访计划的依据")
	return ""
}

// planNote is the pack's own remark on a schedule that no text sets.
func planNote(f workflow.FollowUpPlan) string {
	_, notes := grouped(f.Basis)
	if len(notes) == 0 {
		return ""
	}
	return trimStop(strings.Join(notes, "；")) + "。"
}

// cited are the bases of a plan that are texts.
func cited(list []law.Citation) []law.Citation {
	return slices.DeleteFunc(slices.Clone(list), func(c law.Citation) bool { return c.Instrument == "" })
}

func planTable(f workflow.FollowUpPlan) Table {
	t := Table{
		Columns: []Column{column(1, AlignCenter), column(2.5, AlignCenter), column(2.8, AlignCenter), column(1.7, AlignCenter), column(1.8, AlignCenter), column(1.6, AlignCenter)},
		Header:  headRow("次序", "计划日期", "可以回访的期间", "方式", "回访人", "状态"),
	}
	for i, v := range f.Visits {
		here := at("/case/follow_up/visits", i)
		assignee := Text("待指派")
		if v.Assignee != "" {
			assignee = Fact(here+"/assignee", v.Assignee)
		}
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(v.Seq)), notedDay(here+"/due_on", v.DueOn), window(here, v), Text(followUpModeWord(v.Mode)), assignee, Text(followUpStatusWord(v.Status))))
	}
	return t
}

func window(here string, v workflow.FollowUpVisit) Inline {
	if v.WindowFrom.IsZero() && v.WindowTo.IsZero() {
		return Text("计划日期当日")
	}
	return say(notedDay(here+"/window_from", v.WindowFrom), "至\n", notedDay(here+"/window_to", v.WindowTo))
}

// followUpVisit is D21b 回访记录.
func followUpVisit(p *paper) {
	p.doc.Authority = p.authority()
	f := p.followUps()
	i := slices.IndexFunc(f.Visits, func(v workflow.FollowUpVisit) bool { return v.ID == p.job.Paper.Subject && v.ID != "" })
	p.registrationGrid()
	if i < 0 {
		p.lack("/case/follow_up/visits", "本记录所指的回访")
		return
	}
	v, here := f.Visits[i], at("/case/follow_up/visits", i)
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "次序", Value: say("第", v.Seq, "次")},
		{Label: "方式", Value: Text(followUpModeWord(v.Mode))},
		{Label: "计划日期", Value: notedDay(here+"/due_on", v.DueOn)},
		{Label: "回访日期", Value: p.day(here+"/done_on", v.DoneOn, "回访日期")},
		{Label: "地点", Value: p.need(here+"/place", v.Place, "回访地点"), Span: true},
		{Label: "回访人", Value: p.need(here+"/by", v.By, "回访人"), Span: true},
	}})
	p.add(p.seenTable("受访人", here+"/seen", v.Seen))
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "总体情况", Value: p.need(here+"/situation", v.Situation, "回访的总体情况")},
		{Label: "抚育教育", Value: noted(here+"/care", v.Care)},
		{Label: "身心健康", Value: noted(here+"/health", v.Health)},
		{Label: "就学情况", Value: noted(here+"/school", v.School)},
		{Label: "亲子关系", Value: noted(here+"/relation", v.Relation)},
		{Label: "指导和建议", Value: orNone(here+"/advice", v.Advice)},
		{Label: "异常情形", Value: flagText(here, v)},
		{Label: "回访结论", Value: Text(followUpConclusionWord(v.Conclusion))},
	}})
	p.followUpSignatures(v, here)
	p.basisNote(workflow.MinorsLaw("第十一条").String() + "；" + workflow.FamilyEducation("第三十二条").String())
}

func flagText(here string, v workflow.FollowUpVisit) Inline {
	if v.Flag == "" || v.Flag == workflow.FlagNone {
		return Text(noneWord)
	}
	out := say(flagWord(v.Flag), "：", trimStopInline(noted(here+"/flag_note", v.FlagNote)))
	if v.Disposal != "" {
		out = say(out, "；处置：", trimStopInline(Fact(here+"/disposal", v.Disposal)), "（", noted(here+"/disposed_by", v.DisposedBy), "，", notedDay(here+"/disposed_on", v.DisposedOn), "）")
	}
	return out
}

func (p *paper) followUpSignatures(v workflow.FollowUpVisit, here string) {
	s := Signatures{Lead: Text("以上记录已经受访人阅看，与陈述一致。")}
	for i, x := range v.Seen {
		s.Signers = append(s.Signers, Signer{Role: "受访人（签名）", Name: x.Name, Field: at(here+"/seen", i) + "/name", Dated: true})
	}
	s.Signers = append(s.Signers, Signer{Role: "回访人（签名）", Name: v.By, Field: here + "/by", Dated: true, On: v.DoneOn})
	p.add(s)
}

// followUpEnd is D21c 回访终结意见; a plan without visits is ended with a reason.
func followUpEnd(p *paper) {
	p.doc.Authority = p.authority()
	f := p.followUps()
	p.registrationGrid()
	done := 0
	for _, v := range f.Visits {
		if v.Status == workflow.VisitDone {
			done++
		}
	}
	if len(f.Visits) > 0 {
		p.para("计划回访", len(f.Visits), "次，已完成", done, "次。")
		p.add(endTable(f))
	} else {
		p.para("本案没有安排回访。")
	}
	if done == 0 {
		p.para("没有进行回访的理由：", trimStopInline(p.need("/case/follow_up/end_reason", f.EndReason, "没有进行回访的理由")), "。")
	}
	p.add(KeyValue{Columns: 1, Items: []Item{{
		Label: "终结意见", MinHeight: 30, Value: p.need("/case/follow_up/opinion", f.Opinion, "回访终结意见"),
		Foot: []Inline{signedBy("意见人", p.need("/case/follow_up/ended_by", f.EndedBy, "回访终结意见人")), p.day("/case/follow_up/ended_on", f.EndedOn, "回访终结日期")},
	}}})
	p.para("回访终结不影响任何单位和个人依法报告、登记机关依法处理侵害未成年人权益情形的义务。")
	p.basis(append(cited(f.Basis), workflow.MinorsLaw("第十一条"))...)
	p.closing()
}

func endTable(f workflow.FollowUpPlan) Table {
	t := Table{
		Columns: []Column{column(1, AlignCenter), column(2.5, AlignCenter), column(2.5, AlignCenter), column(1.4, AlignCenter), column(1.6, AlignCenter), column(3.4, AlignLeft)},
		Header:  headRow("次序", "计划日期", "完成日期", "状态", "结论", "异常情形和处置"),
	}
	for i, v := range f.Visits {
		here := at("/case/follow_up/visits", i)
		done, conclusion := Text("—"), Text("—")
		if !v.DoneOn.IsZero() {
			done, conclusion = notedDay(here+"/done_on", v.DoneOn), Text(followUpConclusionWord(v.Conclusion))
		}
		note := flagText(here, v)
		if v.Missed != "" {
			note = say(note, "；未能进行（调整）的原因：", Fact(here+"/missed", v.Missed))
		}
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(v.Seq)), notedDay(here+"/due_on", v.DueOn), done, Text(followUpStatusWord(v.Status)), conclusion, note))
	}
	return t
}
