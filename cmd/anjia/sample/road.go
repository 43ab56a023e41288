package sample

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// day is a date of the samples.
func day(s string) law.Date { return law.MustDate(s) }

// registerChild enters the child's record.
func (f *Family) registerChild(on law.Date, in casework.ChildInput) {
	f.at(on, "register_child", func(ctx context.Context) error {
		var out casework.ChildOutcome
		if _, err := f.Office.Officer.Call(ctx, http.MethodPost, "/children", casework.RegisterChild{ChildInput: in}, &out, idem()); err != nil {
			return err
		}
		f.takeChild(&out)
		return nil
	})
}

// childAct does one act on the child's record.
func (f *Family) childAct(on law.Date, cmd casework.ChildCommand) {
	f.at(on, string(cmd.Act()), func(ctx context.Context) error {
		var out casework.ChildOutcome
		_, err := f.Office.Officer.Call(ctx, http.MethodPost, "/children/"+f.ChildID+"/acts/"+string(cmd.Act()), cmd, &out,
			idem(), Header{"If-Match", fmt.Sprintf(`"v%d"`, f.ChildVer)})
		if err != nil {
			return err
		}
		f.takeChild(&out)
		if f.ID == "" {
			return nil
		}
		_, err = f.Reload(ctx, f.Office.Officer)
		return err
	})
}

func (f *Family) takeChild(out *casework.ChildOutcome) {
	f.ChildID, f.ChildVer, f.ChildName = out.Child.ID, out.Child.Version, out.Child.Name
	for _, p := range out.Papers {
		f.Papers = append(f.Papers, PaperRef{ID: p.ID, Code: string(p.Code), Child: true})
	}
}

// counter plans the way from the application to the acceptance: everything seen
// in the original.
func (f *Family) counter(on law.Date, category workflow.Category, app workflow.Application) {
	o := f.Office
	f.at(on, "draft", func(ctx context.Context) error { return f.Create(ctx, o.Officer, category, app, false) })
	f.act(on, o.Officer, casework.Submit{CompleteOn: on})
	f.at(on, "record_material", func(ctx context.Context) error { return f.materials(ctx) })
	f.act(on, o.Officer, casework.Accept{Note: "材料齐全，符合受理条件。"})
	f.serve(on, "D02b", casework.ApplicantNames(&workflow.Case{Application: app}))
}

// materials enters every paper that the rules list, its original seen.
func (f *Family) materials(ctx context.Context) error {
	c, err := f.Reload(ctx, f.Office.Officer)
	if err != nil {
		return err
	}
	var child workflow.Child
	if _, err := f.Office.Officer.Call(ctx, http.MethodGet, "/children/"+f.ChildID, nil, &struct{ Child *workflow.Child }{&child}); err != nil {
		return err
	}
	facts := workflow.FactsOf(&workflow.View{Case: c, Child: &child, On: c.ReceivedOn, Today: c.ReceivedOn})
	var lines []casework.MaterialLine
	for _, m := range eligibility.RequiredMaterials(c.Category.Eligibility(), facts) {
		lines = append(lines, casework.MaterialLine{Code: m.Code, Original: true, Copies: 1})
	}
	return f.Act(ctx, f.Office.Officer, casework.RecordMaterial{Lines: lines})
}

// question plans the separate questioning of applicants and placer.
func (f *Family) question(on law.Date, app workflow.Application, placer string) {
	hour := 9
	record := func(party, person, relation, q, a string) {
		hour++ // one after the other: they are asked apart
		f.act(on, f.Office.Officer, casework.RecordQuestioning{
			InquiryInput: casework.InquiryInput{
				From: fmt.Sprintf("%02d:00", hour), To: fmt.Sprintf("%02d:40", hour), Place: f.Office.Name + "收养登记室", AskerPost: "收养登记员", Recorder: f.Office.Place.Recorder,
				Exchanges: []workflow.QA{
					{Q: "你是否自愿？是否知悉收养成立后的权利义务以及提供虚假材料的法律后果？", A: "自愿，已经知悉。"},
					{Q: q, A: a},
				},
			},
			PartyID: party, Person: person, Relation: relation, Separate: true,
		})
	}
	for _, a := range app.Applicants {
		record(a.ID, "", "", "你为什么收养这个孩子？家庭是否有能力抚养？", "想给孩子一个完整的家；有稳定收入和住房，家人都支持。")
	}
	if placer != "" {
		record(workflow.PartyPlacer, placer, "", "送养的原因是什么？是否收取任何财物？", "依法送养，没有收取任何财物。")
	}
}

// placerConsents plans the placer's consent.
func (f *Family) placerConsents(on law.Date, by string) {
	f.act(on, f.Office.Officer, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: by, Given: true, Form: "书面"})
}

// review plans the examination, the written notice and the family's consent.
func (f *Family) review(reviewed, consented law.Date, applicants int) {
	o := f.Office
	f.act(reviewed, o.Officer, casework.CheckEligibility{Opinion: "申请人、送养人和被收养人的情况符合法律规定的条件。"})
	f.at(reviewed, "issue_notice", func(ctx context.Context) error {
		return f.Act(ctx, o.Officer, casework.IssueNotice{Opinion: "初审合格，进行收养评估。", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: o.AgencyID}})
	})
	var consents []casework.ApplicantConsent
	for i := range applicants {
		consents = append(consents, casework.ApplicantConsent{ApplicantID: fmt.Sprintf("a%d", i+1), Privacy: true})
	}
	f.act(consented, o.Officer, casework.GiveConsent{Consents: consents})
}

// commission plans acceptance, assignment, declarations and the beginning.
func (f *Family) commission(on law.Date) {
	o := f.Office
	f.act(on, o.Manager, casework.AcceptCommission{})
	f.at(on, "assign_evaluators", func(ctx context.Context) error {
		return f.Act(ctx, o.Manager, casework.AssignEvaluators{EvaluatorIDs: o.EvaluatorIDs[:2]})
	})
	f.act(on, o.Eval1, casework.DeclareRecusal{Secrecy: true})
	f.act(on, o.Eval2, casework.DeclareRecusal{Secrecy: true})
	f.act(on, o.Manager, casework.BeginAssessment{})
}

// visit makes the input of a visit by both evaluators.
func (f *Family) visit(place, narrative string, seen ...workflow.Seen) casework.VisitInput {
	return casework.VisitInput{
		From: "09:30", To: "11:10", Place: place, EvaluatorIDs: f.Office.EvaluatorIDs[:2], Seen: seen, Shown: true, Narrative: narrative,
	}
}

// study plans home visit, interview and inquiry, recorded on the day after they were made, then both capacity sheets.
func (f *Family) study(recorded, scored law.Date, app workflow.Application, marks Marks) {
	on := casework.Dated{On: recorded.AddDays(-1)}
	o, first := f.Office, app.Applicants[0]
	self := workflow.Seen{Name: first.Name, Relation: "本人", Alone: true}
	home := f.visit(first.Address, "住房整洁，采光良好，为孩子准备了独立房间和学习用品；家庭成员相处融洽。", self, workflow.Seen{Name: "次仁", Relation: "邻居"})
	home.Dated = on
	f.act(recorded, o.Eval1, casework.RecordVisit{VisitInput: home})
	talk := f.visit(first.Address, "就收养动机、教育观念、经济状况和抚育计划进行谈话。", self)
	talk.From, talk.To = "11:20", "12:10"
	talk.Exchanges = []workflow.QA{{Q: "打算怎样安排孩子的入学和照料？", A: "已联系附近幼儿园，由我们自己照料，老人协助。"}}
	talk.Dated = on
	f.act(recorded, o.Eval2, casework.RecordInterview{VisitInput: talk})
	street := f.visit(o.Place.Committee, "居委会和邻居反映该家庭为人和善，邻里关系良好，没有家庭暴力和不良嗜好。", workflow.Seen{Name: o.Place.Director, Relation: "居委会主任"})
	street.From, street.To = "15:00", "16:00"
	street.Dated = on
	f.act(recorded, o.Eval1, casework.RecordInquiry{VisitInput: street})
	f.sheets(scored, workflow.PhaseCapacity, marks)
}

// Marks chooses the option of an item for one evaluator: 0 is the first, the best.
type Marks func(evaluator int, code string) int

// sheets plans both evaluators' sheets of a phase.
func (f *Family) sheets(on law.Date, phase string, marks Marks) {
	for i, c := range []*Client{f.Office.Eval1, f.Office.Eval2} {
		f.at(on, fmt.Sprintf("%s sheet of evaluator %d", phase, i+1), func(ctx context.Context) error { return f.sheet(ctx, c, i, phase, marks) })
	}
}

func (f *Family) sheet(ctx context.Context, c *Client, evaluator int, phase string, marks Marks) error {
	table, err := shippedTable(phase)
	if err != nil {
		return err
	}
	evidence, err := f.evidence(ctx, c, evaluator)
	if err != nil {
		return err
	}
	answers := map[string]assessment.Answer{}
	for item := range table.Items() {
		answers[item.Code()] = answer(item, marks(evaluator, item.Code()), slices.Contains(f.bonus, item.Code()), evidence)
	}
	var saved struct {
		Version int64 `json:"version"`
	}
	if _, err := c.Call(ctx, http.MethodPut, "/cases/"+f.ID+"/sheets/"+phase, map[string]any{"answers": answers}, &saved, Header{"If-Match", `"v0"`}); err != nil {
		return err
	}
	if _, err := f.Reload(ctx, c); err != nil {
		return err
	}
	return f.Act(ctx, c, casework.SubmitSheet{Version: saved.Version})
}

// evidence uploads one scanned paper and refers to it.
func (f *Family) evidence(ctx context.Context, c *Client, evaluator int) (assessment.EvidenceRef, error) {
	content, err := scan([]uint8{0, 40}[evaluator%2])
	if err != nil {
		return assessment.EvidenceRef{}, err
	}
	var up struct{ ID, SHA256 string }
	err = c.Upload(ctx, "/cases/"+f.ID+"/uploads", "image/png", "体检证明和收入证明.png", content, &up)
	return assessment.EvidenceRef{ID: up.ID, SHA256: up.SHA256}, err
}

func answer(item *instrument.Node, choice int, yes bool, evidence assessment.EvidenceRef) assessment.Answer {
	a := assessment.Answer{Comment: "经走访、谈话和查阅材料核实。"}
	switch item.Kind() {
	case instrument.KindVeto, instrument.KindBoolean:
		if yes {
			return assessment.Answer{Value: new(true), Comment: a.Comment, Evidence: []assessment.EvidenceRef{evidence}}
		}
		return assessment.Answer{Value: new(false)}
	case instrument.KindText:
		return assessment.Answer{Text: "无"}
	default:
		if choices := slices.Collect(item.Choices()); len(choices) > 0 {
			a.Option = choices[min(choice, len(choices)-1)].Code
		}
		a.Evidence = []assessment.EvidenceRef{evidence}
	}
	return a
}

// shippedTable is the illustrative table of a phase that a sandbox uses.
func shippedTable(phase string) (*instrument.Instrument, error) {
	all, err := instrument.Embedded()
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if string(t.Phase()) == phase {
			return t, nil
		}
	}
	return nil, fmt.Errorf("sample: no table of phase %s is shipped", phase)
}

// integrate plans the hand-over, two visits, both sheets and the end of the period.
func (f *Family) integrate(handed, finished law.Date, app workflow.Application) {
	o, first := f.Office, app.Applicants[0]
	f.act(handed, o.Officer, f.handOver(handed, app))
	for i, on := range []law.Date{handed.AddDays(10), handed.AddDays(24)} {
		f.at(on, "record_integration_visit", func(ctx context.Context) error {
			v := f.visit(first.Address, settlingIn()[i], workflow.Seen{Name: first.Name, Relation: "收养申请人"}, workflow.Seen{Name: f.ChildName, Relation: "被收养人"})
			v.ChildSeen, v.Dated = true, casework.Dated{On: on.AddDays(-1)}
			return f.Act(ctx, o.Eval1, casework.RecordIntegrationVisit{VisitInput: v})
		})
	}
	f.sheets(finished, workflow.PhaseIntegration, func(int, string) int { return 0 })
	f.act(finished, o.Eval1, casework.FinishIntegration{Summary: "孩子入住初期有短暂的不适应，两周后饮食、睡眠趋于规律，与申请人建立了亲近的关系。申请人照料细致，遇到困难能够主动联系评估员和儿童福利机构。共同生活的家庭成员均已接纳孩子。"})
}

// handOver makes the input of the hand-over of the child.
func (f *Family) handOver(agreed law.Date, app workflow.Application) casework.BeginIntegration {
	return casework.BeginIntegration{
		AgreedOn: agreed, Place: f.Office.Place.Institution, HandedBy: f.Office.Place.Agent, ReceivedBy: app.Applicants[0].Name,
		Items: []string{"被收养人身份材料复印件", "体检和预防接种记录", "换洗衣物和日用品"},
	}
}

// report plans the report with signatures and seal.
func (f *Family) report(on law.Date, w words) {
	o := f.Office
	f.act(on, o.Eval1, casework.WriteReport{Work: w.work, Analysis: w.analysis, Conclusion: w.conclusion, Opinion: w.opinion})
	f.act(on, o.Eval1, casework.SignReport{Revision: 1})
	f.act(on, o.Eval2, casework.SignReport{Revision: 1})
	f.act(on, o.Manager, casework.SealReport{})
}

// conclude plans check, confirmation, service and the family's agreement.
func (f *Family) conclude(on law.Date, app workflow.Application, reply string, agrees bool) {
	f.concludeOn(on, "D14", app, reply, agrees)
}

// concludeOn does so for the report whose conclusion a paper of the code tells.
func (f *Family) concludeOn(on law.Date, code string, app workflow.Application, reply string, agrees bool) {
	o := f.Office
	f.act(on, o.Officer, casework.CheckReport{Opinion: "报告内容完整，程序符合规定。"})
	f.act(on, o.Supervisor, casework.ConfirmConclusion{Opinion: "同意评估结论。"})
	f.serve(on.AddDays(1), code, casework.ApplicantNames(&workflow.Case{Application: app}))
	f.act(on.AddDays(1), o.Officer, casework.RecordReply{Reply: reply, Agrees: agrees})
}
