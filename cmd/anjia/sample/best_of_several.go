package sample

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// disabledChild is the item of the capacity table that gives a bonus for a disabled child.
const disabledChild = "B1"

// rivals are two couples who want the same child.
type rivals struct {
	one, other *Family
	first      workflow.Application // of one
	second     workflow.Application // of other
}

// BestOfSeveral is demo case 6, in a province of order B: a foundling of the
// institution who is disabled, and two couples who want the child. Both are found
// capable; one is chosen, integrates and is registered, the other is a reserve
// and then not selected.
func BestOfSeveral(s *Schedule, o *Office) []*Family {
	r := inSelection(s.family(o, "6-chosen-of-two", workflow.Closed), s.family(o, "6-not-selected", workflow.NotSelected))
	chosen, reserve, first, second := r.one, r.other, r.first, r.second
	chosen.choose(day("2024-02-07"), reserve)
	reserve.at(day("2024-02-08"), "serve D26b", func(ctx context.Context) error { return reserve.told(ctx, "D26b", second) })
	chosen.serve(day("2024-02-08"), "D26b", casework.ApplicantNames(&workflow.Case{Application: first}))

	chosen.integrate(day("2024-02-19"), day("2024-03-22"), first)
	chosen.childAct(day("2024-03-06"), casework.ClearNotice{Unclaimed: true, Note: "公告期间无人认领。"})
	chosen.report(day("2024-03-25"), onIntegration(workflow.ConclusionFit, "孩子与该家庭融合情况良好，建议办理收养登记。"))
	chosen.concludeOn(day("2024-03-26"), "D14b", first, "没有异议。", true)
	chosen.question(day("2024-03-27"), first, "蒋丽")
	chosen.register(day("2024-03-28"), first, "51240001")
	reserve.at(day("2024-04-01"), "serve D26c", func(ctx context.Context) error { return reserve.told(ctx, "D26c", second) })
	return []*Family{chosen, reserve}
}

// TwoCandidates is the same child with the same couples before the choice: both are
// in selection, for who wants to try it.
func TwoCandidates(s *Schedule, o *Office) []*Family {
	r := inSelection(s.family(o, "11-candidate", workflow.Selecting), s.family(o, "12-candidate", workflow.Selecting))
	return []*Family{r.one, r.other}
}

// inSelection plans the way of two families to the choice, entered on 5 and 6 February.
func inSelection(one, other *Family) rivals {
	o := one.Office
	one.bonus, other.bonus = []string{disabledChild}, []string{disabledChild}
	first := couple(
		person("岳明", eligibility.Male, "1984-03-19", 91, "康复治疗师", "成都市武侯区玉林南路18号"),
		person("苏倩", eligibility.Female, "1986-07-08", 92, "教师", "成都市武侯区玉林南路18号"), 0, "愿意抚育残疾儿童，具有照护经验。")
	second := couple(
		person("魏强", eligibility.Male, "1982-10-25", 93, "工程师", "成都市武侯区桐梓林路7号"),
		person("尹慧", eligibility.Female, "1985-02-14", 94, "会计", "成都市武侯区桐梓林路7号"), 1, "希望给孩子一个家。")
	for _, app := range []*workflow.Application{&first, &second} {
		app.Placer = chengduInstitution()
		parentsNotFound(app)
	}
	first.NameAfter = "岳安"
	one.registerChild(day("2024-01-04"), disabledFoundling(o))
	one.childAct(day("2024-01-04"), casework.PublishNotice{Medium: "《四川日报》", Reference: "2024年1月4日第6版", Contact: o.Name + "，028-85550000"})
	other.at(day("2024-01-09"), "the same child", func(context.Context) error { other.ChildID = one.ChildID; return nil })

	best := func(int, string) int { return 0 }
	one.capable([]law.Date{day("2024-01-08"), day("2024-01-15"), day("2024-01-17"), day("2024-01-25"), day("2024-01-30"), day("2024-02-05")}, first, best)
	other.capable([]law.Date{day("2024-01-09"), day("2024-01-16"), day("2024-01-18"), day("2024-01-26"), day("2024-01-31"), day("2024-02-06")}, second,
		func(_ int, code string) int {
			if slices.Contains([]string{"010", "040", "080", "110"}, code) {
				return 1
			}
			return 0
		})
	return rivals{one: one, other: other, first: first, second: second}
}

// disabledFoundling is the child whom both couples want.
func disabledFoundling(o *Office) casework.ChildInput {
	child := foundlingInput("党晓", eligibility.Male, "2021-06-01", "2021-06-03", "CD2024-01-01")
	child.Ethnicity, child.Institution, child.FoundDivision, child.FoundAt = "汉族", o.Place.Institution, "510107", "成都市武侯区人民南路四段地铁站口"
	child.PoliceReceipt, child.Disabled, child.Disability, child.Health = "武侯公（玉）受案字〔2021〕第88号", new(true), "听力残疾二级", "双耳重度听力损失，已植入人工耳蜗"
	return child
}

// capable plans the way of one family to the choice: counter, consent, commission,
// sheets, sealed report, entry into the selection.
func (f *Family) capable(days []law.Date, app workflow.Application, marks Marks) {
	o := f.Office
	f.counter(days[0], workflow.CatInstitutionFoundling, app)
	f.placerConsents(days[0].AddDays(1), app.Placer.Organisation)
	f.review(day("2024-01-11"), days[1], len(app.Applicants))
	f.commission(days[2])
	f.study(days[3].AddDays(-2), days[3], app, marks)
	f.act(days[3], o.Eval1, casework.FinishCapacity{})
	f.report(days[4], onCapacity(workflow.ConclusionFit, "该家庭具备抚养、教育和保护被收养人的能力，适合收养。"))
	f.conclude(day("2024-02-01"), app, "没有异议。", true)
	f.act(days[5], o.Officer, casework.EnterSelection{Opinion: "能力评估合格，参加择优。"})
}

// choose plans the opinion on the choice and its approval by another person.
func (f *Family) choose(on law.Date, reserve *Family) {
	o := f.Office
	f.at(on, "propose_choice", func(ctx context.Context) error {
		return f.Act(ctx, o.Officer, casework.ProposeChoice{
			Reasons: []string{"能力评估得分最高", "申请人从事康复治疗工作，具有照护听力残疾儿童的经验"},
			Others:  []casework.RankedCase{{CaseID: reserve.ID, Rank: 1, Reason: "能力评估合格，得分低于选定家庭，没有照护残疾儿童的经验"}},
		})
	})
	f.act(on.AddDays(1), o.Supervisor, casework.ApproveChoice{Opinion: "同意选定，另一家庭列为第1候选。"})
}

// told serves a paper that an act on another case of the child ordered.
func (f *Family) told(ctx context.Context, code string, app workflow.Application) error {
	c, err := f.Reload(ctx, f.Office.Officer)
	if err != nil {
		return err
	}
	for _, p := range c.Papers {
		if !slices.ContainsFunc(f.Papers, func(have PaperRef) bool { return have.ID == p.ID }) && p.Code != "D03a" && p.Code != "D03b" {
			f.Papers = append(f.Papers, PaperRef{ID: p.ID, Code: string(p.Code)})
		}
	}
	return f.Act(ctx, f.Office.Officer, casework.ServePaper{
		PaperID: f.paperOf(code), Mode: workflow.ServedDirectly, Recipient: casework.ApplicantNames(&workflow.Case{Application: app}), Place: f.Office.Name + "收养登记室",
	})
}

// chengduInstitution is the placer of the second office.
func chengduInstitution() workflow.Placer {
	return workflow.Placer{
		Type: eligibility.PlacerInstitution, Organisation: "成都市儿童福利院", CreditCode: creditCode("12510100MB1X2Y3W4"),
		Representative: "蒋丽", RepresentativeID: residentID(law.MustDate("1974-12-01"), 96), Agent: "蒋丽",
		Division: "510107", Address: "成都市武侯区太平园路1号", Phone: "028-85556666", HasDutyHolders: new(false), Reason: "查找不到生父母",
	}
}
