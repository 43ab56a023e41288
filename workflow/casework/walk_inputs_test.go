package casework_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// stepFamily is a step-mother and her husband's child.
func stepFamily(in casework.ChildInput) (casework.ChildInput, workflow.Application) {
	in.Source, in.InstitutionRaised, in.Institution, in.FoundOn, in.FoundDivision, in.PoliceReceipt = "step", new(false), "", law.Date{}, "", ""
	app := couple()
	father := app.Applicants[0].Person
	app.Mode, app.Applicants, app.StepMarried = eligibility.FemaleAlone, app.Applicants[1:], new(true)
	app.Applicants[0].SpouseIs = eligibility.SpouseBirthParent
	app.BirthFather = &workflow.BirthParent{Person: father, Status: eligibility.ParentLiving, Division: "540102"}
	app.BirthMother = &workflow.BirthParent{Person: workflow.Person{Name: "卓嘎"}, Status: eligibility.ParentDead}
	app.Placer = workflow.Placer{
		Type: eligibility.PlacerOneParent, Persons: []workflow.Person{father}, SingleEvidence: new(true),
		HasDutyHolders: new(false), PriorRightHolders: new(false), Division: "540102",
	}
	return in, app
}

// command makes an input of an act that fits the case mostly; nil when the act needs something that is not there.
func (w *walk) command(act workflow.ActName, o *casework.OpenedCase, who workflow.Actor) casework.Command {
	for _, part := range []func(workflow.ActName, *casework.OpenedCase, workflow.Actor) casework.Command{w.onMixed, w.atCounter, w.inStudy, w.onScores, w.onReport, w.inSelection, w.atDecision, w.beside} {
		if cmd := part(act, o, who); cmd != nil && !reflect.ValueOf(cmd).IsZero() {
			return cmd
		}
	}
	for _, d := range casework.Acts() { // nothing fits: the empty input, which is refused at the least
		if d.Name == act {
			return d.New()
		}
	}
	return nil
}

func (w *walk) atCounter(act workflow.ActName, o *casework.OpenedCase, _ workflow.Actor) casework.Command {
	c, d := o.Case, w.dated()
	switch act { //nolint:exhaustive // the acts of the counter
	case workflow.ActRequestSupplement:
		return casework.RequestSupplement{Dated: d, Items: []string{w.word("材料")}}
	case workflow.ActSupplySupplement:
		return casework.SupplySupplement{Dated: d, CompleteOn: w.complete(), Note: w.word("补")}
	case workflow.ActLapseSupplement:
		return casework.LapseSupplement{Dated: d, Reason: w.word("未补")}
	case workflow.ActDeclineAcceptance:
		return casework.DeclineAcceptance{Dated: d, Ground: "no_jurisdiction", Reason: w.word("管辖")}
	case workflow.ActAccept:
		return casework.Accept{Dated: d, CompleteOn: w.complete(), Note: "x"}
	case workflow.ActRecordMaterial:
		return casework.RecordMaterial{Dated: d, Lines: w.papers(o)}
	case workflow.ActRecordConsent:
		kind := workflow.ConsentPlacer
		if !w.sure {
			kind = rapid.SampledFrom([]string{workflow.ConsentPlacer, workflow.ConsentPlacer, workflow.ConsentChild, workflow.ConsentDutyHolders}).Draw(w.rt, "kind")
		}
		by := o.Child.Name
		if kind != workflow.ConsentChild {
			by = casework.PlacerName(c)
		}
		return casework.RecordConsent{Dated: d, Kind: kind, By: by, Given: w.mostly("given"), Form: "书面", Note: w.word("同意")}
	case workflow.ActRecordQuestioning:
		party := w.party(c)
		return casework.RecordQuestioning{InquiryInput: w.inquiry(d), PartyID: party, Separate: w.mostly("alone")}
	case workflow.ActRecordInvestigation:
		return casework.RecordInvestigation{InquiryInput: w.inquiry(d), Person: "央金", Relation: "经办人"}
	case workflow.ActRecordChildOpinion:
		return casework.RecordChildOpinion{InquiryInput: w.inquiry(d), Willing: w.mostly("willing"), Alone: w.mostly("alone")}
	case workflow.ActCheckEligibility:
		return casework.CheckEligibility{Dated: d, Opinion: w.word("审查")}
	case workflow.ActIssueNotice:
		return casework.IssueNotice{Dated: d, Opinion: w.word("初审"), Body: w.body()}
	case workflow.ActGiveConsent:
		in := casework.GiveConsent{Dated: d, Note: w.word("同意")}
		for _, a := range c.Application.Applicants {
			in.Consents = append(in.Consents, casework.ApplicantConsent{ApplicantID: a.ID, Privacy: w.mostly("privacy")})
		}
		return in
	case workflow.ActRefuseConsent:
		return casework.RefuseConsent{Dated: d, ApplicantID: "a1", Reason: w.word("不同意")}
	case workflow.ActRecordNoAnswer:
		return casework.RecordNoAnswer{Dated: d, Contacted: w.word("催告")}
	}
	return nil
}

// complete is now and then a day on which the file is said to have been complete.
func (w *walk) complete() law.Date {
	if w.sure || !w.seldom(3, "complete") {
		return law.Date{}
	}
	return law.DateOf(w.now).AddDays(-rapid.IntRange(-1, 9).Draw(w.rt, "complete on"))
}

func (w *walk) body() casework.BodyChoice {
	if w.mixes && w.mostly("mixed") {
		return mixed
	}
	if w.seldom(3, "body") {
		return casework.BodyChoice{Kind: workflow.BodyGroup}
	}
	return casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}
}

// party is who is asked: the first who was not, when the step is meant to succeed.
func (w *walk) party(c *workflow.Case) string {
	parties := []string{"a1", "a2", workflow.PartyPlacer}
	if !w.sure {
		return rapid.SampledFrom(append(parties, "nobody")).Draw(w.rt, "party")
	}
	for _, p := range parties {
		if p == workflow.PartyPlacer || slices.ContainsFunc(c.Application.Applicants, func(a workflow.Applicant) bool { return a.ID == p }) {
			if !asked(c, p) {
				return p
			}
		}
	}
	return workflow.PartyPlacer
}

func asked(c *workflow.Case, party string) bool {
	return slices.ContainsFunc(c.Inquiries, func(r workflow.Record) bool { return r.Kind == workflow.RecordQuestioning && r.PartyID == party })
}

func (w *walk) inquiry(d casework.Dated) casework.InquiryInput {
	w.minute = w.minute%1400 + 2
	from := w.minute
	if !w.sure && w.seldom(4, "overlap") {
		from = max(0, from-3)
	}
	clock := func(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
	return casework.InquiryInput{Dated: d, From: clock(from), To: clock(from + 2), Place: w.word("登记室"), Recorder: "次仁", Text: w.word("问答")}
}

func (w *walk) papers(o *casework.OpenedCase) []casework.MaterialLine {
	var lines []casework.MaterialLine
	for _, m := range eligibility.RequiredMaterials(o.Case.Category.Eligibility(), workflow.FactsOf(&workflow.View{Case: o.Case, Child: o.Child})) {
		lines = append(lines, casework.MaterialLine{Code: m.Code, Original: w.mostly("original"), Copies: 1, Note: w.word("材料")})
	}
	return lines
}

func (w *walk) inStudy(act workflow.ActName, o *casework.OpenedCase, who workflow.Actor) casework.Command {
	c, d := o.Case, w.dated()
	switch act { //nolint:exhaustive // the acts of the study
	case workflow.ActNameBody:
		return casework.NameBody{Dated: d, Body: w.body(), Reason: w.word("另行确定")}
	case workflow.ActAcceptCommission:
		return casework.AcceptCommission{Dated: d, Note: "x"}
	case workflow.ActDeclineCommission:
		return casework.DeclineCommission{Dated: d, Reason: w.word("谢绝")}
	case workflow.ActAssignEvaluators:
		return casework.AssignEvaluators{Dated: d, EvaluatorIDs: w.team(c)}
	case workflow.ActDeclareRecusal:
		in := casework.DeclareRecusal{Dated: d, Secrecy: true, Conflict: w.seldom(8, "conflict")}
		if in.Conflict {
			in.Ground = w.word("回避")
		}
		return in
	case workflow.ActReplaceEvaluator:
		in := casework.ReplaceEvaluator{Dated: d, Leaves: w.anyEvaluator(), Comes: w.anyEvaluator(), Reason: w.word("更换")}
		if w.sure {
			in.Leaves, in.Comes = w.conflictedAndFree(c)
		}
		return in
	case workflow.ActBeginAssessment:
		return casework.BeginAssessment{Dated: d}
	case workflow.ActMakeAppointment:
		return w.appointment(c, d)
	case workflow.ActCancelAppointment:
		in := casework.CancelAppointment{Dated: d, Reason: w.word("改期")}
		if open := c.OpenAppointments(); len(open) > 0 {
			in.AppointmentID = open[0].ID
		}
		return in
	case workflow.ActRecordVisit:
		return casework.RecordVisit{VisitInput: w.visitBy(c, d)}
	case workflow.ActRecordInterview:
		return casework.RecordInterview{VisitInput: w.visitBy(c, d)}
	case workflow.ActRecordInquiry:
		return casework.RecordInquiry{VisitInput: w.visitBy(c, d)}
	case workflow.ActRecordIntegrationVisit:
		return casework.RecordIntegrationVisit{VisitInput: w.visitBy(c, d)}
	case workflow.ActSubmitSheet:
		return casework.SubmitSheet{Dated: d, Version: w.sheet(c, who)}
	case workflow.ActFinishCapacity:
		return casework.FinishCapacity{Dated: d, Summary: "x"}
	case workflow.ActFindUnfit:
		return casework.FindUnfit{Dated: d, Ground: w.word("不具备")}
	case workflow.ActBeginIntegration:
		return casework.BeginIntegration{
			Dated: d, AgreedOn: law.DateOf(w.now), Place: w.word("福利院"), HandedBy: "央金", ReceivedBy: w.word("王"), ChildWilling: new(w.mostly("willing")),
		}
	case workflow.ActFinishIntegration:
		return casework.FinishIntegration{Dated: d, Summary: w.word("融合")}
	case workflow.ActFailIntegration:
		return casework.FailIntegration{Dated: d, ChildReturn: w.returned(), Reason: w.word("失败")}
	}
	return nil
}

// appointment is mostly of the phase, and now and then of yesterday.
func (w *walk) appointment(c *workflow.Case, d casework.Dated) casework.Command {
	kind := workflow.VisitHome
	if c.State == workflow.Integrating {
		kind = workflow.VisitIntegration
	}
	day := law.DateOf(w.now).AddDays(1)
	if w.seldom(6, "past") {
		day = day.AddDays(-2)
	}
	return casework.MakeAppointment{Dated: d, Kind: kind, Day: day, From: "09:30", Place: w.word("家中"), EvaluatorIDs: w.visitBy(c, d).EvaluatorIDs}
}

func (w *walk) team(c *workflow.Case) []string {
	if c.Commission != nil && c.Commission.Kind == workflow.BodyGroup && w.mostly("own") {
		return []string{evaluatorID(4), evaluatorID(5)}
	}
	if w.sure {
		return w.unconflicted(c)
	}
	return rapid.SampledFrom([][]string{
		{evaluatorID(1), evaluatorID(2)}, {evaluatorID(2), evaluatorID(3)}, {evaluatorID(1), evaluatorID(2), evaluatorID(3)}, {evaluatorID(1)}, {evaluatorID(1), evaluatorID(4)},
	}).Draw(w.rt, "team")
}

func (w *walk) anyEvaluator() string {
	return evaluatorID(rapid.IntRange(1, 5).Draw(w.rt, "evaluator"))
}

func (w *walk) visitBy(c *workflow.Case, d casework.Dated) casework.VisitInput {
	v := w.visit()
	v.Dated, v.EvaluatorIDs, v.Narrative, v.ChildSeen = d, nil, w.word("走访"), w.mostly("child seen")
	for _, e := range c.ActiveEvaluators() {
		v.EvaluatorIDs = append(v.EvaluatorIDs, e.EvaluatorID)
	}
	return v
}

func (w *walk) returned() casework.ChildReturn {
	if !w.mostly("returned") {
		return casework.ChildReturn{}
	}
	return casework.ChildReturn{ReturnedOn: law.DateOf(w.now), ReturnedTo: w.word("福利院"), HandedBy: w.word("交"), ReceivedBy: w.word("接")}
}

// sheet saves a draft sheet of the phase that runs, best marks or worst, and returns its version.
func (w *walk) sheet(c *workflow.Case, who workflow.Actor) int64 {
	phase := workflow.PhaseCapacity
	if c.State == workflow.Integrating {
		phase = workflow.PhaseIntegration
	}
	ref, ok := c.Instruments[phase]
	if !ok {
		return 1
	}
	table, err := w.service.Tables.Get(instrument.Ref(ref))
	if err != nil {
		return 1
	}
	up, err := w.service.StoreUpload(context.Background(), casework.NewUpload{Actor: who, CaseID: c.ID, Name: "证明.png", MediaType: "image/png", Content: []byte(w.newID())})
	if err != nil {
		return 1
	}
	answers, worst, proof := map[string]assessment.Answer{}, w.wants(workflow.ActFindUnfit) || w.seldom(5, "marks"), assessment.EvidenceRef{ID: up.ID, SHA256: up.SHA256}
	for item := range table.Items() {
		answers[item.Code()] = mark(item, worst, proof)
	}
	w.divide(c, who, answers, proof)
	var version int64
	if v, err := w.service.ReadSheet(context.Background(), who, c.ID, phase); err == nil {
		version = v.Version
	}
	v, err := w.service.SaveSheet(context.Background(), casework.SheetRequest{Actor: who, CaseID: c.ID, Phase: phase, Version: version, Answers: answers})
	if err != nil {
		return 1
	}
	return v.Version
}

func mark(item *instrument.Node, worst bool, evidence assessment.EvidenceRef) assessment.Answer {
	a := assessment.Answer{Comment: "核实", Evidence: []assessment.EvidenceRef{evidence}}
	switch item.Kind() { //nolint:exhaustive // the rest has choices
	case instrument.KindVeto, instrument.KindBoolean:
		return assessment.Answer{Value: new(false)}
	case instrument.KindText:
		return assessment.Answer{Text: "无"}
	}
	for c := range item.Choices() {
		a.Option = c.Code
		if c.IsBand() {
			a.Points = c.Highest.String()
		}
		if !worst {
			break
		}
	}
	return a
}

// inSelection makes the inputs of the choice among families.
func (w *walk) inSelection(act workflow.ActName, o *casework.OpenedCase, _ workflow.Actor) casework.Command {
	d := w.dated()
	switch act { //nolint:exhaustive // the acts of the choice
	case workflow.ActEnterSelection:
		return casework.EnterSelection{Dated: d, Opinion: w.word("进入择优")}
	case workflow.ActProposeChoice:
		return w.choice(o.Case, d)
	case workflow.ActReturnChoice:
		return casework.ReturnChoice{Dated: d, Reason: w.word("退回")}
	case workflow.ActApproveChoice:
		return casework.ApproveChoice{Dated: d, Opinion: w.word("批准")}
	case workflow.ActCloseNotSelected:
		return casework.CloseNotSelected{Dated: d, Reason: w.word("未选定")}
	}
	return nil
}

// choice names the other families mostly, and gives a reason for another order mostly.
func (w *walk) choice(c *workflow.Case, d casework.Dated) casework.ProposeChoice {
	in := casework.ProposeChoice{Dated: d, Reasons: []string{w.word("选定")}}
	if w.mostly("departure") {
		in.Departure = w.word("理由")
	}
	for _, id := range w.cases {
		one := w.load(id)
		switch {
		case id == c.ID:
		case one.State == workflow.Selecting && w.mostly("ranked"):
			in.Others = append(in.Others, casework.RankedCase{CaseID: id, Rank: len(in.Others) + 1, Reason: w.word("候选")})
		case one.OnItsWay() && w.mostly("reason"):
			in.NotAwaited = append(in.NotAwaited, casework.NotAwaitedOne{CaseID: id, Reason: w.word("不等待")})
		}
	}
	return in
}
