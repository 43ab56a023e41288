package reports_test

import (
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// reportDone is the report: written, signed, sealed, checked, confirmed.
func (w *world) reportDone(conclusion string) {
	c := w.c
	c.Report = &workflow.Report{
		Work:       "评估人员于2024年1月22日开始工作，查阅了申请材料和有关证明，与申请人及共同生活的家庭成员分别谈话，入户走访并走访社区、邻居。",
		Analysis:   "一是收养动机端正，夫妻意见一致。二是品行良好，无违法犯罪记录。三是收入稳定，住房条件较好。四是婚姻家庭关系和睦，共同生活的家庭成员均支持收养。\n五是抚育计划具体可行，对照料、教育、医疗和告知身世均有安排。",
		Conclusion: conclusion, Opinion: "综合评估，收养申请人具备抚养、教育和保护被收养人的能力，与被收养人融合良好，建议予以登记，并在登记后继续给予育儿指导。",
		WrittenOn: day("2024-03-08"), Revision: 1, SealedOn: day("2024-03-11"), SealedBy: "强巴", CheckedOn: day("2024-03-12"), CheckedBy: "次旦·平措", CheckOpinion: "程序合规，材料齐全。",
		ConfirmedOn: day("2024-03-13"), ConfirmedBy: "旺堆", ConfirmOpinion: "同意评估结论。",
		Signatures: []workflow.Signature{{AccountID: "acc-e1", Name: "索朗·卓嘎", On: day("2024-03-09")}, {AccountID: "acc-e2", Name: "何䶮", On: day("2024-03-10"), Dissent: "建议登记后前三个月增加一次回访。"}},
	}
	w.change(law.ClockAssessment, func(k law.Clock) (law.Clock, error) { return k.Stop(day("2024-03-11"), "出具收养评估报告") })
	w.change(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) {
		return k.ResumeFor(w.pack, "assessment", day("2024-03-11"))
	})
	c.Commission.EndedOn = day("2024-03-11")
}

// register is questioning, proposal, decision, certificate, follow-up, closing.
func (w *world) register() {
	c := w.c
	c.Inquiries = []workflow.Record{
		{
			ID: "r1", Kind: workflow.RecordQuestioning, On: day("2024-03-15"), From: "10:00", To: "10:40", Place: "拉萨市城关区民政局收养登记室", Asker: "次旦·平措", AskerPost: "收养登记员", Recorder: "白玛", Person: c.Application.Applicants[0].Name, PartyID: "p1", Relation: "收养申请人", Separate: true,
			Exchanges: []workflow.QA{{Q: "你是否自愿收养被收养人？", A: "自愿。我和爱人都愿意。"}, {Q: "你是否知道收养关系成立后的权利义务？", A: "知道，跟亲生的一样，要抚养她成人。"}},
		},
		{ID: "r2", Kind: workflow.RecordInvestigation, On: day("2024-03-15"), From: "15:00", To: "15:30", Place: "拉萨市儿童福利院", Asker: "次旦·平措", AskerPost: "收养登记员", Recorder: "白玛", Person: "格桑", Relation: "送养人经办人", Text: "核对了入院登记和报案证明原件，与提交的复印件一致。"},
		{
			ID: "r3", Kind: workflow.RecordChildOpinion, On: day("2024-03-16"), From: "10:00", To: "10:20", Place: "拉萨市儿童福利院活动室", Asker: "次旦·平措", AskerPost: "收养登记员", Recorder: "白玛", Person: w.k.Name, PartyID: "child", Relation: "被收养人", Separate: true, Present: []string{"保育员德吉"}, Willing: new(true),
			Exchanges: []workflow.QA{{Q: "你愿意和他们一起生活吗？", A: "愿意，他们会给我讲故事。"}},
		},
	}
	c.Guidance = &workflow.Guidance{On: day("2024-03-18"), By: "白玛", Content: "依法带娃、身世告知、入园适应", Persons: []string{c.Application.Applicants[0].Name}}
	c.Proposal = &workflow.Proposal{
		Outcome: workflow.OutcomeRegister, On: day("2024-03-18"), By: "次旦·平措", ByID: "acc-officer", CameFrom: workflow.ReportReview,
		Reasons:  []string{"收养人、送养人、被收养人符合法定条件", "评估结论为适合收养，公告期满无人认领"},
		Returned: []workflow.Return{{On: day("2024-03-17"), By: "旺堆", Reason: "请补充询问笔录"}},
	}
	w.eligible("2024-03-19", workflow.PurposeRegistration)
	c.Decision = &workflow.Decision{Outcome: workflow.OutcomeRegister, On: day("2024-03-19"), By: "旺堆", Opinion: "同意登记。", Reasons: c.Proposal.Reasons}
	c.Registration = &workflow.Registration{On: day("2024-03-19"), Certificate: "（2024）藏拉收字00001", BlankNumber: "A54000123", NameAfter: "王𬭎", HandedOn: day("2024-03-20"), HandedBy: "次旦·平措", Receivers: []string{"王𠮷林", "𫖯𬭎·次仁央金"}}
	w.change(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) { return k.Stop(day("2024-03-19"), "准予登记") })
	w.followUps()
	c.State = workflow.Closed
	c.Ending = &workflow.Ending{On: day("2025-04-01"), By: "次旦·平措", Ground: "archived", Pages: 128}
}

func (w *world) followUps() {
	p, err := w.pack.Param("follow_up.schedule", day("2024-03-19"))
	require.NoError(w.t, err)
	visits, err := p.Schedule()
	require.NoError(w.t, err)
	plan := &workflow.FollowUpPlan{Source: "pack", Basis: []law.Citation{p.Basis}, Status: p.Status, PlannedOn: day("2024-03-19"), EndedOn: day("2025-03-28"), EndedBy: "次旦·平措", Opinion: "被收养人与收养人关系融洽，生活、就学稳定，未发现异常情形，终结回访。"}
	for i, v := range visits {
		due, from, to := v.Window(day("2024-03-19"))
		plan.Visits = append(plan.Visits, workflow.FollowUpVisit{
			ID: "f" + string(rune('1'+i)), Seq: i + 1, DueOn: due, WindowFrom: from, WindowTo: to, Mode: v.Mode, Assignee: "索朗·卓嘎", Status: workflow.VisitDone, DoneOn: due.AddDays(2),
			Place: w.c.Application.Applicants[0].Address, Seen: w.seen(w.c.Application.Applicants[0].Name), Situation: "孩子体重增加，语言表达明显进步，与家人亲近。", Care: "由母亲照料为主，按时接种疫苗。", Health: "身体健康，情绪稳定。",
			School: "已入幼儿园小班。", Relation: "亲子关系亲密。", Advice: "建议坚持亲子阅读。", Conclusion: "continue", Flag: workflow.FlagNone, By: "索朗·卓嘎",
		})
	}
	last := &plan.Visits[len(plan.Visits)-1]
	last.Conclusion, last.Flag, last.FlagNote, last.Disposal, last.DisposedBy, last.DisposedOn = "end", workflow.FlagOther, "孩子因肺炎住院一周，已治愈。", "已核实，属普通疾病。", "旺堆", day("2025-03-25")
	w.c.FollowUps = plan
}

// single is one applicant and the authority's own group: found unfit, refused.
func single(t require.TestingT) *world {
	w := newWorld(t)
	child := person("达瓦·卓玛", eligibility.Female, "2014-06-01")
	w.k = &workflow.Child{ID: "child-2", AuthorityID: "auth-1", Person: child, Code: "SY2024-06-02", Source: "birth_parents", Disabled: new(true), Disability: "听力残疾三级", Health: "除听力外良好", Rescued: new(false)}
	she := person("德吉·央宗", eligibility.Female, "1985-03-09")
	w.c = baseCase("5", eligibility.FemaleAlone, workflow.Applicant{
		Person: she, ID: "p1", Identity: eligibility.Mainland, Marital: eligibility.Divorced, Children: new(1), Adopted: new(0),
		MedicallyUnfit: new(false), OffenceRecord: new(false), Capable: new(true), Health: "慢性胃炎，控制良好", Income: "61000", RelationToChild: "邻居", Attendance: eligibility.InPerson,
	})
	father := person("旦增", eligibility.Male, "1982-01-20")
	w.c.Application.Placer = workflow.Placer{Type: eligibility.PlacerOneParent, Persons: []workflow.Person{father}, SingleEvidence: new(true), SpecialDifficulty: new(true), HasDutyHolders: new(false), PriorRightHolders: new(false), Reason: "生父重病，生母下落不明，无力抚养"}
	w.c.Application.BirthFather = &workflow.BirthParent{Person: father, Status: eligibility.ParentLiving, Division: "540102"}
	w.c.Application.BirthMother = &workflow.BirthParent{Status: eligibility.ParentNotFound}
	w.c.Application.Household = nil
	w.counter()
	w.body(workflow.BodyGroup)
	low := map[string]assessment.Answer{}
	for code, option := range map[string]string{"010": "b", "070": "d", "080": "d", "090": "c", "110": "c"} {
		low[code] = assessment.Answer{Option: option, Comment: "经走访核实。", Evidence: []assessment.EvidenceRef{{ID: "f9", SHA256: scanHash}}}
	}
	w.study(low)
	w.reportDone(workflow.ConclusionUnfit)
	r := w.c.Report
	r.Unfit, r.UnfitGround = true, "收入不稳定，居所不固定，没有具体的抚育安排"
	r.Opinion = "评估总分未达到合格标准，收养申请人目前不具备收养能力，建议不予登记。"
	w.c.Circumstances = []workflow.Circumstance{
		{ID: "k1", Item: 1, Person: "德吉·央宗", Facts: "提交的收入证明与单位核实情况不一致。", LearntOn: day("2024-01-29"), ReportedOn: day("2024-01-29"), By: "索朗·卓嘎", Decision: "continue", DecidedOn: day("2024-01-31"), DecidedBy: "旺堆", Reason: "申请人已书面说明并更正。"},
	}
	w.refuse([]string{"评估总分未达到合格标准，收入、住房和抚育计划方面的条件不足", "不具有抚养、教育和保护被收养人的能力"},
		[]law.Citation{workflow.CivilCode("第一千零九十八条第（二）项")}, nil)
	return w
}

func (w *world) refuse(reasons []string, basis []law.Citation, rules []string) {
	w.c.Proposal = &workflow.Proposal{Outcome: workflow.OutcomeRefuse, On: day("2024-03-18"), By: "次旦·平措", ByID: "acc-officer", CameFrom: workflow.ReportReview, Reasons: reasons, Basis: basis, Rules: rules}
	w.c.Decision = &workflow.Decision{Outcome: workflow.OutcomeRefuse, On: day("2024-03-20"), By: "旺堆", Opinion: "同意拟办意见，不予登记。", Reasons: reasons, Basis: basis}
	w.c.State = workflow.Refused
}

// tooYoung is a single man less than 40 years older than the girl: refused at
// the preliminary review without an assessment.
func tooYoung(t require.TestingT) *world {
	w := single(t)
	he := person("𠮷田", eligibility.Male, "1986-05-30")
	w.c.Application.Mode = eligibility.MaleAlone
	w.c.Application.Applicants[0].Person, w.c.Application.Applicants[0].Children = he, new(0)
	w.k.Born = day("2024-05-31").AddYears(-1)
	w.k.IDNumber = idOf("540102", w.k.Born, eligibility.Female)
	w.c.Commission, w.c.Report, w.c.Visits, w.c.Sheets, w.c.Circumstances, w.res = nil, nil, nil, nil, nil, nil
	w.c.Eligibility, w.c.Clocks, w.c.Consents = nil, nil, w.c.Consents[:1]
	w.clock(law.ClockRegistrationReview, "2024-01-02")
	w.eligible("2024-01-10", workflow.PurposeReview)
	ground := w.c.Eligibility[0].Report.Grounds
	require.Len(w.t, ground, 1)
	w.refuse([]string{ground[0].Text}, ground[0].Basis, []string{ground[0].Rule})
	return w
}
