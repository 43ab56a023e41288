package sample

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Beginners plans cases that stop early on the road, so that a fresh sandbox has
// one for each desk: a draft, one waiting to be completed, one waiting for the
// family's answer, one offered to the agency, one being scored.
func Beginners(s *Schedule, o *Office) []*Family {
	stops := []workflow.State{workflow.Draft, workflow.Supplementing, workflow.AwaitingConsent, workflow.Commissioning, workflow.Assessing}
	names := [][2]string{{"朱文斌", "何秀兰"}, {"许志强", "吕佳"}, {"尼玛次仁", "仓决"}, {"沈浩", "韩雪梅"}, {"普布扎西", "达瓦央金"}}
	var out []*Family
	for i, stop := range stops {
		out = append(out, beginner(s, o, i, stop, names[i]))
	}
	return out
}

func beginner(s *Schedule, o *Office, i int, stop workflow.State, names [2]string) *Family {
	f := s.family(o, fmt.Sprintf("%d-%s", i+6, stop), stop)
	address := fmt.Sprintf("拉萨市城关区扎基路%d号", 10+i)
	app := couple(
		person(names[0], eligibility.Male, fmt.Sprintf("198%d-04-1%d", i, i), 71+2*i, "职员", address),
		person(names[1], eligibility.Female, fmt.Sprintf("198%d-08-2%d", i+1, i), 72+2*i, "职员", address),
		0, "婚后未生育，愿意收养孤儿。")
	app.Placer = welfareInstitution()
	app.Placer.Reason = "父母双亡"
	app.BirthFather = &workflow.BirthParent{Person: workflow.Person{Name: "边巴"}, Status: eligibility.ParentDead}
	app.BirthMother = &workflow.BirthParent{Person: workflow.Person{Name: "措姆"}, Status: eligibility.ParentDead}
	born := fmt.Sprintf("2020-0%d-15", i+1)
	f.registerChild(day("2024-02-01"), casework.ChildInput{
		Name: []string{"多吉", "琼达", "平措", "白玛", "旦增"}[i], Sex: eligibility.Male, Born: day(born), IDType: eligibility.ResidentCard,
		IDNumber: residentID(day(born), 41+2*i), Ethnicity: "藏族", Nationality: "中国", Code: fmt.Sprintf("SY2024-02-%02d", i+1),
		Source: "orphan", InstitutionRaised: new(true), Institution: "拉萨市儿童福利院", AdmittedOn: day("2023-09-01"), Disabled: new(false),
		Health: "健康", ParentsDead: new(true), Rescued: new(false),
	})
	if stop == workflow.Draft || stop == workflow.Supplementing {
		f.unfinished(stop, app)
		return f
	}
	f.counter(day("2024-02-02"), workflow.CatInstitutionOrphan, app)
	f.placerConsents(day("2024-02-04"), app.Placer.Organisation)
	f.act(day("2024-02-05"), o.Officer, casework.CheckEligibility{Opinion: "符合法律规定的条件。"})
	f.at(day("2024-02-18"), "issue_notice", func(ctx context.Context) error {
		return f.Act(ctx, o.Officer, casework.IssueNotice{Opinion: "初审合格，进行收养评估。", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: o.AgencyID}})
	})
	if stop == workflow.AwaitingConsent {
		return f
	}
	f.act(day("2024-02-19"), o.Officer, casework.GiveConsent{Consents: []casework.ApplicantConsent{{ApplicantID: "a1", Privacy: true}, {ApplicantID: "a2", Privacy: true}}})
	if stop == workflow.Commissioning {
		return f
	}
	f.commission(day("2024-02-20"))
	home := f.visit(address, "家庭环境整洁，为孩子准备了独立房间。", workflow.Seen{Name: names[0], Relation: "本人"})
	home.From, home.To = "08:00", "08:50"
	f.act(day("2024-02-21"), o.Eval1, casework.RecordVisit{VisitInput: home})
	f.act(day("2024-02-21"), o.Eval1, casework.MakeAppointment{
		Kind: workflow.VisitInterview, Day: day("2024-02-21"), From: "14:30", Place: address, With: names[0] + "（单独谈话）", EvaluatorIDs: home.EvaluatorIDs,
	})
	f.act(day("2024-02-21"), o.Eval1, casework.MakeAppointment{
		Kind: workflow.VisitInquiry, Day: day("2024-02-23"), From: "10:00", Place: "纳金社区居民委员会", EvaluatorIDs: home.EvaluatorIDs,
	})
	f.at(day("2024-02-21"), "capacity sheet of evaluator 1", func(ctx context.Context) error {
		return f.sheet(ctx, o.Eval1, 0, workflow.PhaseCapacity, func(int, string) int { return 0 })
	})
	return f
}

// unfinished plans a case that is not accepted yet: a draft, or a file that is to be completed.
func (f *Family) unfinished(stop workflow.State, app workflow.Application) {
	o := f.Office
	f.at(day("2024-02-05"), "draft", func(ctx context.Context) error {
		return f.Create(ctx, o.Officer, workflow.CatInstitutionOrphan, app, false)
	})
	if stop == workflow.Draft {
		return
	}
	f.act(day("2024-02-05"), o.Officer, casework.Submit{})
	f.act(day("2024-02-06"), o.Officer, casework.RequestSupplement{Items: []string{"县级以上医疗机构出具的体检证明", "户口簿原件"}})
	f.serve(day("2024-02-07"), "D02c", app.Applicants[0].Name)
}
