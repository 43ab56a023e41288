package reports_test

import (
	"encoding/json"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// sample is one paper of the test: its name in testdata and its job.
type sample struct {
	name string
	job  workflow.PaperJob
}

// order makes a job for a paper of the case; change may turn case and paper.
func (w *world) order(code workflow.PaperCode, on string, change ...func(*workflow.Paper)) workflow.PaperJob {
	spec, ok := code.Spec()
	require.True(w.t, ok, code)
	p := workflow.Paper{ID: "paper-" + string(code), Code: code, Title: spec.Title, Moment: spec.Moment, Recipient: names(w.c), To: "applicants", On: day(on), EntrySeq: 7, Template: "1"}
	if title, err := w.pack.Text("papers."+string(code)+".title", day(on)); err == nil {
		p.Title = title
	}
	if spec.Numbered {
		p.Number = "拉城民收〔2024〕12号"
	}
	if spec.Moment == workflow.MomentForm {
		p.FormHash = "5d41402abc4b2a76b9719d911017c592ae5d41402abc4b2a76b9719d911017c5"
	}
	for _, f := range change {
		f(&p)
	}
	return workflow.PaperJob{
		Paper: p, Case: clone(w.t, w.c), Child: clone(w.t, w.k), Authority: sampleAuthority(), EntrySeq: 7, EntryHash: entryHash, At: time.Date(2024, 3, 6, 2, 30, 0, 0, time.UTC),
		Actor: workflow.Actor{ID: "acc-officer", Name: "次旦·平措", Role: workflow.RoleOfficer, Organisation: "拉萨市城关区民政局"}, Sandbox: true, Pack: w.pack, Calendar: w.cal, Tables: w.tab, Results: w.res,
	}
}

// clone takes a record through JSON, as it comes out of an entry.
func clone[T any](t require.TestingT, in *T) *T {
	raw, err := json.Marshal(in)
	require.NoError(t, err)
	out := new(T)
	require.NoError(t, json.Unmarshal(raw, out))
	return out
}

func names(c *workflow.Case) string {
	out := ""
	for i, a := range c.Application.Applicants {
		if i > 0 {
			out += "、"
		}
		out += a.Name
	}
	return out
}

func about(subject string) func(*workflow.Paper) {
	return func(p *workflow.Paper) { p.Subject = subject }
}

func toBody(w *world) func(*workflow.Paper) {
	return func(p *workflow.Paper) { p.To, p.Recipient = "body", w.c.Commission.BodyName }
}

// samples are all papers of the catalogue, in the states that order them.
func samples(t require.TestingT) []sample {
	var out []sample
	add := func(name string, job workflow.PaperJob) { out = append(out, sample{name, job}) }
	counterSamples(t, add)
	noticeSamples(t, add)
	studySamples(t, add)
	decisionSamples(t, add)
	endSamples(t, add)
	choiceSamples(t, add)
	return out
}

func counterSamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := couple(t)
	w.c.Number, w.c.State = "", workflow.Draft
	job := w.order("D01", "2024-01-02", func(p *workflow.Paper) { p.FormHash = "" })
	job.Draft = []byte(`{"on":"2024-01-02"}`)
	add("D01-couple", job)
	add("D01-single", single(t).order("D01", "2024-01-02"))
	w = couple(t)
	w.c.Clocks = w.c.Clocks[:1]
	w.c.Clocks[0].Pauses, w.c.Clocks[0].Stopped = nil, law.Date{}
	add("D02a-first", w.order("D02a", "2024-01-02"))
	add("D02b-couple", w.order("D02b", "2024-01-05"))
	w = couple(t)
	w.c.Clocks, w.c.CompleteOn, w.c.Materials = w.c.Clocks[:1], law.Date{}, nil
	w.c.Clocks[0].Pauses, w.c.Clocks[0].Stopped = nil, law.Date{}
	add("D02a-unsettled", w.order("D02a", "2024-01-02"))
	w = single(t)
	w.c.Clocks = w.c.Clocks[:1]
	w.c.Clocks[0].Pauses, w.c.Clocks[0].Stopped = nil, law.Date{}
	w.c.Supplements = []workflow.Supplement{{RequestedOn: day("2024-01-03"), Items: []string{"收养人单位出具的婚姻状况和抚养教育被收养人的能力等情况证明", "生父患病的医院证明原件（所交为复印件）"}}}
	w.clock(law.ClockSupplement, "2024-01-03")
	add("D02c-limit", w.order("D02c", "2024-01-03"))
	w.c.Supplements[0].SuppliedOn, w.c.CompleteOn, w.c.Clocks[0].Start = day("2024-01-08"), day("2024-01-08"), day("2024-01-08")
	add("D02a-supplied", w.order("D02a", "2024-01-08"))
	w.c.Ending = &workflow.Ending{On: day("2024-01-04"), Ground: "no_jurisdiction", Reason: "被收养人的生父常住户口所在地为日喀则市桑珠孜区", Basis: []law.Citation{workflow.Measures("第四条")}, Competent: "日喀则市桑珠孜区民政局"}
	add("D02d-jurisdiction", w.order("D02d", "2024-01-04"))
	w.c.Ending = &workflow.Ending{On: day("2024-02-20"), Ground: "supplement_lapsed", Reason: "至今未提交单位证明", Basis: []law.Citation{workflow.Measures("第八条")}}
	add("D02d-lapsed", w.order("D02d", "2024-02-20"))
	w = couple(t)
	w.c.Eligibility, w.c.Report = w.c.Eligibility[:1], nil
	add("R02-eligible", w.order("R02", "2024-01-10"))
	add("R02-refused", tooYoung(t).order("R02", "2024-01-10"))
}

func noticeSamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := couple(t)
	for _, code := range []workflow.PaperCode{"D03a", "D03b"} {
		job := w.order(code, "2023-09-01", func(p *workflow.Paper) { p.To = "public" })
		job.Case = nil
		add(string(code), job)
	}
	w = couple(t)
	w.c.Clocks = w.c.Clocks[:2]
	w.c.Papers = []workflow.Paper{{ID: "d5", Code: "D05", To: "applicants", Title: "收养评估通知书", Number: "拉城民收〔2024〕11号", On: day("2024-01-12")}}
	for _, code := range []workflow.PaperCode{"D04", "D05", "D06a", "D06b", "D06c", "D07"} {
		add(string(code)+"-couple", w.order(code, "2024-01-12"))
	}
	add("D05-body", w.order("D05", "2024-01-12", toBody(w)))
	g := single(t)
	g.c.Clocks = g.c.Clocks[:2]
	for _, code := range []workflow.PaperCode{"D05", "D06a", "D06c", "D07"} {
		add(string(code)+"-single", g.order(code, "2024-01-12"))
	}
	add("D05-group", g.order("D05", "2024-01-12", toBody(g)))
}

func studySamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := couple(t)
	add("D08-agency", w.order("D08", "2024-01-18", toBody(w)))
	add("D09-clear", w.order("D09", "2024-01-20", about("ev1")))
	conflict := couple(t)
	conflict.c.Commission.Members[1].Declared = &workflow.RecusalDeclaration{On: day("2024-01-20"), Conflict: true, Ground: "与收养申请人系表兄妹"}
	add("D09-conflict", conflict.order("D09", "2024-01-20", about("ev2")))
	blank := w.order("D09", "2024-01-20", func(p *workflow.Paper) { p.Subject = "" })
	blank.Actor = workflow.Actor{}
	add("D09-blank", blank)
	add("D10a", w.order("D10a", "2024-01-25", about("v1")))
	add("D10b", w.order("D10b", "2024-01-26", about("v2")))
	add("D10c", w.order("D10c", "2024-01-29", about("v3")))
	add("D11-capacity", w.order("D11", "2024-02-01", about("sheet-capacity-acc-e1")))
	add("D11-integration", w.order("D11", "2024-03-06", about("sheet-integration-acc-e2")))
	add("D12a-item", single(t).order("D12a", "2024-01-29", about("k1")))
	add("D12a-emergency", harmed(t).order("D12a", "2024-02-22", about("emergency")))
	add("D12b", harmed(t).order("D12b", "2024-02-22", about("emergency")))
	toAuthority := func(p *workflow.Paper) { p.To, p.Recipient = "authority", "拉萨市城关区民政局" }
	add("D13-agency", w.order("D13", "2024-03-11", toAuthority))
	g := single(t)
	add("D13-group", g.order("D13", "2024-03-11", toAuthority))
	w.c.Papers = []workflow.Paper{{ID: "d13", Code: "D13", Title: "收养评估报告", Number: "拉城民收〔2024〕31号", On: day("2024-03-11")}}
	add("D14-fit", w.order("D14", "2024-03-13"))
	add("D14-unfit", g.order("D14", "2024-03-13"))
	add("D15a-signed", w.order("D15a", "2024-02-04"))
	before := couple(t)
	before.c.Integration = nil
	job := before.order("D15a", "2024-02-02")
	job.Draft, job.Paper.FormHash = []byte(`{"on":"2024-02-04","agreed_on":"2024-02-02","place":"拉萨市城关区金珠西路158号","items":["预防接种证"]}`), ""
	add("D15a-draft", job)
	add("D15b", w.order("D15b", "2024-02-04"))
	add("D15c-emergency", harmed(t).order("D15c", "2024-02-22", about("emergency")))
	add("D16a", w.order("D16a", "2024-02-20", about("v4")))
	add("D16b", w.order("D16b", "2024-03-07"))
	mixedSamples(t, add)
	add("D27", ruledOn(t).order("D27", "2024-01-29", about("ruling1")))
}

// harmed is harm found in the integration period.
func harmed(t require.TestingT) *world {
	w := couple(t)
	w.c.Emergency = &workflow.Emergency{
		RaisedOn: day("2024-02-22"), RaisedBy: "何䶮", RaisedByID: "acc-e2", Facts: "走访时发现被收养人左前臂有多处新旧瘀伤，申请人解释前后矛盾。", KnownAt: "2024-02-22T02:10:00Z", PoliceAt: "2024-02-22T02:35:00Z",
		PoliceStation: "拉萨市公安局城关区分局八廓派出所", PoliceReceipt: "城关公接字〔2024〕219号", ReportedBy: "何䶮", PoliceContent: "疑似虐待未成年人，请求立即处置。", RemovedOn: day("2024-02-22"), RemovedTo: "拉萨市儿童福利院",
	}
	w.c.Registration, w.c.Proposal, w.c.Decision, w.c.FollowUps, w.c.Ending = nil, nil, nil, nil, nil
	i := w.c.Integration
	i.EndedOn, i.Outcome, i.ReturnedOn, i.ReturnedTo, i.ReturnWhy, i.ReturnBy, i.ReturnTaker, i.ReturnState = day("2024-02-23"), "failed", day("2024-02-22"), "拉萨市儿童福利院", "终止评估", "王𠮷林", "格桑", "左前臂有瘀伤，情绪紧张，已送医检查"
	w.c.Circumstances = []workflow.Circumstance{{ID: "k9", Item: 8, Person: "王𠮷林", Facts: "见紧急处置记录。", LearntOn: day("2024-02-22"), ReportedOn: day("2024-02-22"), By: "何䶮", Decision: "terminate", DecidedOn: day("2024-02-23"), DecidedBy: "旺堆", Reason: "儿童受到侵害"}}
	w.c.Report = &workflow.Report{Conclusion: workflow.ConclusionTerminated, Opinion: "存在《收养评估办法（试行）》第十一条第（八）项情形。儿童在融合期间受到侵害，评估不能继续。", ConfirmedOn: day("2024-02-23"), ConfirmedBy: "旺堆"}
	return w
}

func decisionSamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := couple(t)
	add("D17a", w.order("D17a", "2024-03-15", about("r1")))
	add("D17b", w.order("D17b", "2024-03-15", about("r2")))
	add("D17c", single17c(t))
	early := couple(t)
	early.c.Ending, early.c.Registration.BlankNumber, early.c.Registration.HandedOn, early.c.Registration.HandedBy, early.c.Registration.Receivers = nil, "", law.Date{}, "", nil
	add("D18-register", early.order("D18", "2024-03-19"))
	add("D18-refuse", tooYoung(t).order("D18", "2024-03-20"))
	add("D19-issued", early.order("D19", "2024-03-19"))
	add("D19-handed", w.order("D19", "2024-03-20"))
	add("D20-unfit", single(t).order("D20", "2024-03-20"))
	add("D20-age", tooYoung(t).order("D20", "2024-03-20"))
	plan := couple(t)
	plan.c.FollowUps.Visits[0].Assignee = ""
	for i := range plan.c.FollowUps.Visits {
		plan.c.FollowUps.Visits[i].Status = workflow.VisitPlanned
	}
	add("D21a", plan.order("D21a", "2024-03-19"))
	add("D21b", w.order("D21b", "2024-04-21", about("f3")))
	add("D21c-visits", w.order("D21c", "2025-03-28"))
	none := couple(t)
	none.c.FollowUps = &workflow.FollowUpPlan{Source: "none", EndedOn: day("2024-04-01"), EndedBy: "次旦·平措", Opinion: "不安排回访，终结。", EndReason: "继子女收养，被收养人一直与生父母一方共同生活，全国规定没有回访要求"}
	add("D21c-none", none.order("D21c", "2024-04-01"))
}

// single17c is the opinion of a child over eight.
func single17c(t require.TestingT) workflow.PaperJob {
	w := single(t)
	w.c.Inquiries = []workflow.Record{{
		ID: "r3", Kind: workflow.RecordChildOpinion, On: day("2024-01-09"), From: "10:00", To: "10:20", Place: "拉萨市城关区第一小学会议室", Asker: "次旦·平措", AskerPost: "收养登记员", Recorder: "白玛", Person: "达瓦·卓玛", PartyID: "child", Relation: "被收养人", Separate: true, Present: []string{"班主任德吉"}, Willing: new(true),
		Exchanges: []workflow.QA{{Q: "你愿意和德吉阿姨一起生活吗？", A: "愿意，她一直照顾我。"}},
	}}
	return w.order("D17c", "2024-01-09", about("r3"))
}

func endSamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := couple(t)
	w.c.Ending = &workflow.Ending{On: day("2024-02-01"), Who: "王𠮷林", Ground: "withdrawn_applicant", Reason: "工作调动至外省，短期内无法办理。", EventOn: day("2024-02-01"), Basis: []law.Citation{workflow.CivilCode("第一千一百零四条")}}
	add("D22a-withdraw", w.order("D22a", "2024-02-01"))
	w.c.Ending = nil
	job := w.order("D22a", "2024-01-15")
	job.Draft, job.Paper.FormHash = []byte(`{"applicant_id":"p2","reason":"不愿接受入户走访"}`), ""
	add("D22a-refuse-draft", job)
	job.Draft = []byte(`{"by":"placer","name":"","reason":"已找到亲属抚养"}`)
	add("D22a-placer-draft", job)
	w.c.Ending = &workflow.Ending{On: day("2024-02-05"), Who: "王𠮷林", Ground: "applicant_died", Reason: "收养申请人王𠮷林因病死亡，另一方表示不再收养。", EventOn: day("2024-02-03"), Proof: "居民死亡医学证明书", Basis: []law.Citation{workflow.CivilCode("第一千一百零四条"), workflow.Measures("第八条")}}
	add("D22b-died", w.order("D22b", "2024-02-05"))
	silence, err := w.pack.Param("consent.silence_means", day("2024-01-30"))
	require.NoError(t, err)
	w.c.Ending = &workflow.Ending{On: day("2024-01-30"), Ground: "no_answer", Reason: "已于2024年1月24日电话催告，申请人表示尚未考虑好。", Basis: []law.Citation{silence.Basis}}
	add("D22b-no-answer", w.order("D22b", "2024-01-30"))
	h := harmed(t)
	add("D22c-family", h.order("D22c", "2024-02-23"))
	add("D22c-body", h.order("D22c", "2024-02-23", toBody(h)))
	s := tooYoung(t)
	s.c.Papers = []workflow.Paper{{
		ID: "d20", Code: "D20", Title: "不予登记通知书", Number: "拉城民收〔2024〕40号", Recipient: "𠮷田", To: "applicants", On: day("2024-03-20"),
		Services: []workflow.Service{{On: day("2024-03-22"), Mode: workflow.ServedLeaving, Recipient: "𠮷田", Place: "拉萨市城关区金珠西路158号", Witness: "尼玛（社区居民委员会）", By: "次旦·平措", Receipt: "paper-R01", Note: "受送达人拒绝签收。"}},
	}}
	s.clock(law.ClockReconsideration, "2024-03-22")
	s.clock(law.ClockLawsuit, "2024-03-22")
	add("R01-refusal", s.order("R01", "2024-03-22", about("d20")))
}

// ruledOn is a case in which an item was ruled on.
func ruledOn(t require.TestingT) *world {
	w := couple(t)
	w.c.Rulings = []workflow.PhaseRuling{{
		ID: "ruling1", Phase: workflow.PhaseCapacity, On: day("2024-01-29"), Title: "身体健康状况", Ground: assessment.BeyondItem, Spread: "8", Allowed: "6",
		Ruling: assessment.Ruling{Code: "050", Reason: "县级医院的体检证明载明慢性病已稳定控制", By: assessment.Person{ID: "e3", Name: "索朗"}},
		Values: []workflow.EvaluatorValue{{Name: "王雅琴", Value: "健康，10分"}, {Name: "白玛", Value: "有影响抚育的疾病，2分"}}, Value: "患有稳定控制的慢性病，7分",
	}}
	return w
}
