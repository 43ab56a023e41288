package sample

import (
	"context"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Families plans the five kinds of family of the demo on a schedule whose clock
// stands at the start of 2024, and returns them; running the schedule drives them.
func Families(s *Schedule, o *Office) []*Family {
	return []*Family{Foundling(s, o), TooYoung(s, o), UnderTheMark(s, o), Harm(s, o), StepChild(s, o)}
}

func (s *Schedule) family(o *Office, name string, expected workflow.State) *Family {
	return &Family{Name: name, Office: o, Expected: expected, sched: s}
}

// parentsNotFound says of both birth parents that they cannot be found.
func parentsNotFound(app *workflow.Application) {
	app.BirthFather = &workflow.BirthParent{Status: eligibility.ParentNotFound}
	app.BirthMother = &workflow.BirthParent{Status: eligibility.ParentNotFound}
}

// foundlingInput is a foundling raised by the institution.
func foundlingInput(name string, sex eligibility.Sex, born, found string, code string) casework.ChildInput {
	return casework.ChildInput{
		Name: name, Sex: sex, Born: day(born), NoIDReason: "弃婴，尚未办理户口登记", Ethnicity: "藏族", Nationality: "中国", Code: code,
		Source: "foundling", InstitutionRaised: new(true), Institution: "拉萨市儿童福利院", AdmittedOn: day(found), FoundOn: day(found),
		FoundDivision: "540102", FoundAt: "拉萨市城关区北京中路人民医院门诊楼", FoundBelongings: "蓝色襁褓一条，内有写明出生日期的纸条一张",
		PoliceReceipt: "城关公（北）受案字〔" + found[:4] + "〕第112号", Disabled: new(false), Health: "健康", Rescued: new(false),
	}
}

// Foundling is a couple and an institution foundling with the 60-day notice, by
// an agency: registered, all planned visits, closed.
func Foundling(s *Schedule, o *Office) *Family {
	f := s.family(o, "1-foundling", workflow.Closed)
	app := couple(
		person("王𠮷林", eligibility.Male, "1985-05-06", 11, "教师", "拉萨市城关区吉日街道吉日二巷12号"),
		person("赵𫖯芳", eligibility.Female, "1987-09-23", 22, "护士", "拉萨市城关区吉日街道吉日二巷12号"),
		0, "婚后未生育，愿意收养并抚育孤弃儿童。")
	app.Placer, app.NameAfter = welfareInstitution(), "王念慈"
	parentsNotFound(&app)
	f.registerChild(day("2024-01-02"), foundlingInput("肖梦", eligibility.Female, "2022-03-15", "2022-03-20", "SY2024-01-01"))
	f.childAct(day("2024-01-02"), casework.PublishNotice{
		Medium: "《西藏日报》", Reference: "2024年1月2日第4版", Contact: "拉萨市城关区民政局，0891-6323232",
	})
	f.counter(day("2024-01-03"), workflow.CatInstitutionFoundling, app)
	f.placerConsents(day("2024-01-04"), app.Placer.Organisation)
	f.question(day("2024-01-04"), app, app.Placer.Representative)
	f.act(day("2024-01-05"), o.Officer, casework.RecordInvestigation{
		InquiryInput: casework.InquiryInput{
			From: "15:00", To: "15:50", Place: "拉萨市儿童福利院", AskerPost: "收养登记员", Recorder: "扎西次仁",
			Text: "查阅入院登记、捡拾报案证明和体检材料，与申报情况一致。",
		},
		Person: "央金", Relation: "儿童福利院经办人",
	})
	f.review(day("2024-01-08"), day("2024-01-11"), 2)
	f.commission(day("2024-01-15"))
	f.study(day("2024-01-18"), day("2024-01-22"), app, func(evaluator int, code string) int {
		if evaluator == 1 && code == "060" || code == "120" {
			return 1
		}
		return 0
	})
	f.integrate(day("2024-01-25"), day("2024-02-26"), app)
	f.report(day("2024-02-28"), onCapacity(workflow.ConclusionFit, "该家庭具备抚养、教育和保护被收养人的能力，融合情况良好，适合收养。"))
	f.childAct(day("2024-03-05"), casework.ClearNotice{Unclaimed: true, Note: "公告期间无人认领。"})
	f.conclude(day("2024-03-05"), app, "对评估结论没有异议。", true)
	f.register(day("2024-03-07"), app, "54240003", casework.SpoiltBlank{Number: "54240001", Reason: "打印错位，儿童姓名压线"})
	return f
}

// register plans proposal, guidance, approval, certificate, the planned visits and the end.
func (f *Family) register(on law.Date, app workflow.Application, blank string, spoilt ...casework.SpoiltBlank) {
	o := f.Office
	f.act(on, o.Officer, casework.ProposeRegistration{Reasons: []string{"当事人符合《中华人民共和国民法典》规定的收养条件", "评估结论为适合收养，公告期满无人认领"}})
	f.act(on, o.Officer, casework.GiveGuidance{Content: "讲解家庭教育促进法、亲子沟通方法、收养秘密和告知时机，发放家庭教育指导手册。", Persons: names(app)})
	f.act(on.AddDays(1), o.Supervisor, casework.ApproveRegistration{Opinion: "同意登记。"})
	f.act(on.AddDays(5), o.Officer, casework.HandCertificate{BlankNumber: blank, Spoilt: spoilt, Receivers: names(app)})
	f.at(on.AddDays(5), "plan of visits", func(ctx context.Context) error { return f.followUps(ctx, app) })
}

// parentWord is what an adopter is to the child.
func parentWord(a workflow.Applicant) string {
	if a.Sex == eligibility.Female {
		return "养母"
	}
	return "养父"
}

// nameNow is the child's name after the registration.
func (f *Family) nameNow(app workflow.Application) string {
	if app.NameAfter != "" {
		return app.NameAfter
	}
	return f.ChildName
}

// followUps plans what the follow-up plan of the registered case asks for.
func (f *Family) followUps(ctx context.Context, app workflow.Application) error {
	o := f.Office
	c, err := f.Reload(ctx, o.Officer)
	if err != nil {
		return err
	}
	end := f.sched.Today()
	for i, v := range c.FollowUps.Visits {
		who, account := o.Officer, "dengji1"
		if i%2 == 0 {
			who, account = o.Eval1, "pinggu1"
		}
		f.act(v.DueOn, o.Officer, casework.AssignFollowUp{VisitID: v.ID, AccountID: o.AccountIDs[account]})
		f.act(v.DueOn.AddDays(3), who, casework.RecordFollowUp{
			VisitID: v.ID, Place: app.Applicants[0].Address, Seen: []workflow.Seen{{Name: app.Applicants[0].Name, Relation: parentWord(app.Applicants[0])}, {Name: f.nameNow(app), Relation: "被收养人"}},
			Situation: "孩子生活、学习正常，与养父母感情融洽。", Care: "照料细致，作息规律。", Health: "体检正常，性格开朗。",
			School: "已入托。", Relation: "亲子关系亲密。", Advice: "继续关注孩子的语言发展。", Conclusion: "continue",
		})
		end = v.DueOn.AddDays(3)
	}
	f.act(end.AddDays(7), o.Officer, casework.EndFollowUp{Opinion: "历次回访情况良好，未发现异常，回访终结。"})
	f.act(end.AddDays(14), o.Officer, casework.Close{Pages: 86})
	return nil
}

func names(app workflow.Application) []string {
	var out []string
	for _, a := range app.Applicants {
		out = append(out, a.Name)
	}
	return out
}

// TooYoung is a single man 38 years older than the girl (Civil Code art. 1102):
// refusal proposed at the preliminary review, approved by another, served.
func TooYoung(s *Schedule, o *Office) *Family {
	f := s.family(o, "2-forty-years", workflow.Refused)
	man := person("孙立新", eligibility.Male, "1984-02-10", 33, "工程师", "拉萨市城关区金珠西路66号")
	app := workflow.Application{
		Mode: eligibility.MaleAlone, Applicants: []workflow.Applicant{applicant("a1", man, eligibility.NeverMarried, "", 0)},
		Placer: welfareInstitution(), Reason: "愿意抚养孤弃儿童。", Motive: "喜欢孩子。", Housing: "自有住房两室一厅", HousingArea: "76.00",
		PrivateRoom: new(true), Jurisdiction: "儿童福利机构所在地", Undertaking: "保证不遗弃、不虐待被收养人。",
	}
	parentsNotFound(&app)
	child := foundlingInput("肖雨", eligibility.Female, "2022-02-20", "2022-02-22", "SY2024-01-02")
	f.registerChild(day("2024-01-04"), child)
	f.childAct(day("2024-01-04"), casework.PublishNotice{Medium: "《西藏日报》", Reference: "2024年1月4日第4版", Contact: "拉萨市城关区民政局，0891-6323232"})
	f.counter(day("2024-01-08"), workflow.CatInstitutionFoundling, app)
	f.placerConsents(day("2024-01-09"), app.Placer.Organisation)
	f.act(day("2024-01-10"), o.Officer, casework.CheckEligibility{Opinion: "申请人与被收养人年龄相差不足四十周岁。"})
	f.act(day("2024-01-11"), o.Officer, casework.ProposeRefusal{
		Reasons: []string{"申请人无配偶，收养异性子女，与被收养人的年龄相差三十八周岁，不足四十周岁"}, Rules: []string{"age_gap"},
	})
	f.act(day("2024-01-12"), o.Supervisor, casework.ApproveRefusal{Opinion: "不符合法定条件，同意不予登记。"})
	f.serve(day("2024-01-15"), "D20", man.Name)
	return f
}

// UnderTheMark is a couple whose capacity score stays under the mark of the
// illustrative table: the body finds it unfit, refusal is decided by two people.
func UnderTheMark(s *Schedule, o *Office) *Family {
	f := s.family(o, "3-under-the-mark", workflow.Refused)
	app := couple(
		person("钱大海", eligibility.Male, "1979-11-30", 45, "个体经营", "拉萨市城关区夺底路9号"),
		person("吴彩霞", eligibility.Female, "1981-01-17", 46, "个体经营", "拉萨市城关区夺底路9号"),
		1, "希望再有一个孩子。")
	app.Placer = welfareInstitution()
	app.Placer.Reason = "父母双亡"
	f.registerChild(day("2024-01-05"), casework.ChildInput{
		Name: "丹增", Sex: eligibility.Male, Born: day("2019-08-08"), IDType: eligibility.ResidentCard, IDNumber: residentID(day("2019-08-08"), 15),
		Ethnicity: "藏族", Nationality: "中国", Code: "SY2024-01-03", Source: "orphan", InstitutionRaised: new(true), Institution: "拉萨市儿童福利院",
		AdmittedOn: day("2023-05-11"), Disabled: new(false), Health: "健康", ParentsDead: new(true), Rescued: new(false),
	})
	app.BirthFather = &workflow.BirthParent{Person: workflow.Person{Name: "旺堆"}, Status: eligibility.ParentDead}
	app.BirthMother = &workflow.BirthParent{Person: workflow.Person{Name: "拉姆"}, Status: eligibility.ParentDead}
	f.counter(day("2024-01-09"), workflow.CatInstitutionOrphan, app)
	f.placerConsents(day("2024-01-10"), app.Placer.Organisation)
	f.review(day("2024-01-12"), day("2024-01-16"), 2)
	f.commission(day("2024-01-17"))
	f.study(day("2024-01-24"), day("2024-01-26"), app, func(evaluator int, code string) int {
		if evaluator == 1 && slices.Contains([]string{"070", "080", "110"}, code) { // within the tolerance of the sandbox
			return 2
		}
		return 1
	})
	f.act(day("2024-01-29"), o.Eval1, casework.FindUnfit{Ground: "能力评估得分低于合格线，抚育计划和家庭关系等方面存在明显不足。"})
	f.report(day("2024-01-31"), onCapacity(workflow.ConclusionUnfit, "该家庭目前不具备抚养、教育和保护被收养人的能力，不适合收养。"))
	f.conclude(day("2024-02-02"), app, "对得分有意见，但不申请复核。", true)
	f.at(day("2024-02-05"), "propose_refusal", func(ctx context.Context) error {
		return f.Act(ctx, o.Officer, casework.ProposeRefusal{
			Reasons: []string{"评估结论为不适合收养，申请人不具备抚养、教育和保护被收养人的能力"},
			Basis:   []law.Citation{workflow.CivilCode("第一千零九十八条第（二）项"), workflow.Assessment("第十条")},
		})
	})
	f.act(day("2024-02-06"), o.Supervisor2, casework.ApproveRefusal{Opinion: "经审查评估报告、走访记录和申请人意见，同意不予登记。"})
	f.serve(day("2024-02-07"), "D20", casework.ApplicantNames(&workflow.Case{Application: app}))
	return f
}

// Harm is a couple under whose hands the child comes to harm in integration:
// emergency, police, terminated assessment, refusal.
func Harm(s *Schedule, o *Office) *Family {
	f := s.family(o, "4-harm", workflow.Refused)
	app := couple(
		person("冯建军", eligibility.Male, "1983-06-21", 57, "司机", "拉萨市城关区蔡公堂街道支沟村3组"),
		person("郑丽", eligibility.Female, "1986-12-05", 58, "无", "拉萨市城关区蔡公堂街道支沟村3组"),
		0, "婚后未生育。")
	app.Placer = welfareInstitution()
	parentsNotFound(&app)
	f.registerChild(day("2024-01-03"), foundlingInput("肖晨", eligibility.Male, "2020-10-01", "2020-10-03", "SY2024-01-04"))
	f.childAct(day("2024-01-03"), casework.PublishNotice{Medium: "《西藏日报》", Reference: "2024年1月3日第4版", Contact: "拉萨市城关区民政局，0891-6323232"})
	f.counter(day("2024-01-10"), workflow.CatInstitutionFoundling, app)
	f.placerConsents(day("2024-01-11"), app.Placer.Organisation)
	f.review(day("2024-01-15"), day("2024-01-18"), 2)
	f.commission(day("2024-01-19"))
	f.study(day("2024-01-30"), day("2024-02-01"), app, func(int, string) int { return 0 })
	f.act(day("2024-02-05"), o.Officer, f.handOver(day("2024-02-05"), app))
	f.at(day("2024-02-19"), "emergency", func(ctx context.Context) error { return f.emergency(ctx) })
	f.act(day("2024-02-19"), o.Supervisor, casework.RemoveChild{RemovedTo: "拉萨市儿童福利院", HandedBy: "王雅琴", ReceivedBy: "央金", Condition: "左前臂有瘀伤，情绪紧张，已送医检查。"})
	f.act(day("2024-02-20"), o.Supervisor, casework.TerminateAssessment{Reason: "融合期间发生伤害被收养人的情形，已报案并将儿童带离，终止评估。"})
	f.act(day("2024-02-21"), o.Officer, casework.ProposeRefusal{
		Reasons: []string{"融合期间对被收养人造成伤害，不具备保护被收养人的能力"},
		Basis:   []law.Citation{workflow.CivilCode("第一千零九十八条第（二）项"), workflow.Assessment("第十一条第（八）项")},
	})
	f.act(day("2024-02-22"), o.Supervisor2, casework.ApproveRefusal{Opinion: "情形严重，同意不予登记。"})
	f.serve(day("2024-02-23"), "D20", casework.ApplicantNames(&workflow.Case{Application: app}))
	return f
}

// emergency reports the harm and the report to the police on the same morning.
func (f *Family) emergency(ctx context.Context) error {
	known := time.Date(2024, 2, 19, 8, 40, 0, 0, time.FixedZone("CST", 8*60*60))
	if err := f.Act(ctx, f.Office.Eval1, casework.ReportCircumstance{
		Item: 8, Person: "冯建军", Facts: "走访中发现被收养人左前臂多处瘀伤，孩子称被殴打。", LearntOn: day("2024-02-19"), KnownAt: known,
	}); err != nil {
		return err
	}
	return f.Act(ctx, f.Office.Officer, casework.RecordPoliceReport{
		ReportedAt: known.Add(11 * time.Minute), Station: "拉萨市公安局城关分局蔡公堂派出所", Receipt: "城关公（蔡）受案字〔2024〕0219号",
		ReportedBy: "周敏", Content: "被收养人在融合期间疑似遭受殴打，请求立即出警并依法处理。",
	})
}

// StepChild is a step-mother who adopts her husband's daughter: exempt, assessed
// by nobody, registered; the empty plan of visits is ended with a reason.
func StepChild(s *Schedule, o *Office) *Family {
	f := s.family(o, "5-step-child", workflow.Closed)
	mother := person("高洁", eligibility.Female, "1988-04-14", 62, "会计", "拉萨市城关区娘热路40号")
	a := applicant("a1", mother, eligibility.FirstMarriage, eligibility.SpouseBirthParent, 0)
	a.RelationToChild, a.MarriedOn = "继母", day("2020-05-20")
	father := person("罗布", eligibility.Male, "1984-01-09", 63, "公务员", "拉萨市城关区娘热路40号")
	app := workflow.Application{
		Mode: eligibility.FemaleAlone, Applicants: []workflow.Applicant{a}, Reason: "与孩子的父亲结婚，共同抚养孩子多年。",
		Motive: "巩固家庭关系，承担母亲的责任。", Jurisdiction: "生父户籍所在地", Undertaking: "保证视如己出，抚育其健康成长。",
		StepMarried: new(true),
		BirthFather: &workflow.BirthParent{Person: father, Status: eligibility.ParentLiving, Division: "540102"},
		BirthMother: &workflow.BirthParent{Person: workflow.Person{Name: "尼玛卓嘎"}, Status: eligibility.ParentDead},
		Placer: workflow.Placer{
			Type: eligibility.PlacerOneParent, Persons: []workflow.Person{father}, SingleEvidence: new(true), HasDutyHolders: new(false),
			PriorRightHolders: new(false), Division: "540102", Reason: "孩子生母去世，由继母收养。",
		},
	}
	f.registerChild(day("2024-01-16"), casework.ChildInput{
		Name: "罗桑曲珍", Sex: eligibility.Female, Born: day("2015-01-25"), IDType: eligibility.ResidentCard, IDNumber: residentID(day("2015-01-25"), 28),
		Ethnicity: "藏族", Nationality: "中国", Code: "SY2024-01-05", Source: "step", InstitutionRaised: new(false), Disabled: new(false), Health: "健康", Rescued: new(false),
	})
	f.counter(day("2024-01-17"), workflow.CatStepChild, app)
	f.placerConsents(day("2024-01-18"), father.Name)
	f.question(day("2024-01-18"), app, father.Name)
	f.act(day("2024-01-18"), o.Officer, casework.RecordChildOpinion{
		InquiryInput: casework.InquiryInput{
			From: "16:00", To: "16:20", Place: f.Office.Name + "收养登记室", AskerPost: "收养登记员", Recorder: "扎西次仁",
			Exchanges: []workflow.QA{{Q: "你愿意让高洁阿姨成为你法律上的妈妈吗？", A: "愿意，她对我很好，我早就叫她妈妈了。"}},
		},
		Willing: true, Alone: true, Present: []string{"社会工作者马晓东"},
	})
	f.act(day("2024-01-19"), o.Officer, casework.CheckEligibility{Opinion: "收养继子女，经生父同意，符合条件，不进行收养评估。"})
	f.act(day("2024-01-22"), o.Officer, casework.ProposeRegistration{Reasons: []string{"继母经生父同意收养继子女，符合《中华人民共和国民法典》第一千一百零三条的规定"}})
	f.act(day("2024-01-22"), o.Officer, casework.GiveGuidance{Content: "讲解家庭教育责任和重组家庭的亲子沟通。", Persons: []string{mother.Name}})
	f.act(day("2024-01-23"), o.Supervisor, casework.ApproveRegistration{Opinion: "同意登记。"})
	f.act(day("2024-01-24"), o.Officer, casework.HandCertificate{BlankNumber: "54240002", Receivers: []string{mother.Name}})
	f.act(day("2024-01-25"), o.Officer, casework.EndFollowUp{Opinion: "继子女收养，无须安排回访。", Reason: "规则包对收养继子女未规定回访，孩子与生父、继母长期共同生活，无异常情形"})
	f.act(day("2024-01-26"), o.Officer, casework.Close{Pages: 31})
	return f
}
