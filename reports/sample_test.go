package reports_test

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// sampleLaw and sampleTables are read once: they never change.
var (
	sampleLaw    = sync.OnceValues(law.Embedded)
	sampleTables = sync.OnceValues(instrument.Embedded)
)

const (
	entryHash = "3fa91c0de4b75a2286f10c9b7d3e5a41c8b20f6e97d1345ab0c6e8f2d4739a15"
	scanHash  = "b1946ac92492d2347c6235b4d2611184a0f1c7f7a1f7e1d0c9b8a7968574635f"
)

func day(s string) law.Date { return law.MustDate(s) }

// world is a case with all that a job needs beside it.
type world struct {
	t    require.TestingT
	c    *workflow.Case
	k    *workflow.Child
	pack *law.Pack
	cal  *law.Calendar
	tab  map[string]*instrument.Instrument
	res  map[string]*assessment.Result
}

func newWorld(t require.TestingT) *world {
	set, err := sampleLaw()
	require.NoError(t, err)
	pack, err := set.Pack("cn-540100", true)
	require.NoError(t, err)
	cal, err := set.Calendar("cn-540100")
	require.NoError(t, err)
	tables, err := sampleTables()
	require.NoError(t, err)
	w := &world{t: t, pack: pack, cal: cal, tab: map[string]*instrument.Instrument{}, res: map[string]*assessment.Result{}}
	for _, table := range tables {
		if slices.Contains([]string{"sandbox-s1-capacity", "sandbox-s2-integration"}, table.Ref().Code) {
			w.tab[string(table.Phase())] = table
		}
	}
	return w
}

// idOf makes an identity number that agrees with birth date and sex.
func idOf(division string, born law.Date, sex eligibility.Sex) string {
	sequence := "012"
	if sex == eligibility.Male {
		sequence = "013"
	}
	n := division + strings.ReplaceAll(born.String(), "-", "") + sequence
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(n[i]-'0') * weight
	}
	return n + string("10X98765432"[sum%11])
}

// creditCode adds the check character of GB 32100.
func creditCode(first17 string) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum := 0
	for i, weight := range []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} {
		sum += strings.IndexByte(alphabet, first17[i]) * weight
	}
	return first17 + string(alphabet[(31-sum%31)%31])
}

func person(name string, sex eligibility.Sex, born string) workflow.Person {
	b := day(born)
	return workflow.Person{
		Name: name, Sex: sex, Born: b, IDType: eligibility.ResidentCard, IDNumber: idOf("540102", b, sex), Ethnicity: "汉族", Nationality: "中国",
		Occupation: "教师", Employer: "拉萨市城关区第一小学", Education: "大学本科", Phone: "13908910012",
		Registration: "西藏自治区拉萨市城关区八廓街道冲赛康社区12号", Address: "西藏自治区拉萨市城关区金珠西路158号阳光花园3栋2单元1801室",
	}
}

func sampleAuthority() workflow.AuthorityRef {
	return workflow.AuthorityRef{
		Name: "拉萨市城关区民政局", ShortName: "拉城民收", CertificateMark: "藏拉", Division: "540102", Address: "拉萨市城关区江苏东路17号",
		Phone: "0891-6330000", Superior: "拉萨市城关区人民政府", Court: "拉萨市城关区人民法院",
	}
}

// couple is the whole life of a case: two applicants with rare names, a child of
// an institution, an agency, registered, visited and closed.
func couple(t require.TestingT) *world {
	w := newWorld(t)
	w.k = foundlingChild()
	w.startClockOfChild("2023-09-01", "2023-11-02")
	he, she := person("王𠮷林", eligibility.Male, "1986-04-12"), person("𫖯𬭎·次仁央金", eligibility.Female, "1988-09-30")
	she.Ethnicity, she.Occupation, she.Employer = "藏族", "医师", ""
	w.c = baseCase("1", eligibility.Joint,
		workflow.Applicant{
			Person: he, ID: "p1", Identity: eligibility.Mainland, Marital: eligibility.FirstMarriage, SpouseIs: eligibility.SpouseApplicant, Children: new(0), Adopted: new(0),
			MedicallyUnfit: new(false), OffenceRecord: new(false), Capable: new(true), Health: "良好", Income: "186000", Attendance: eligibility.InPerson,
		},
		workflow.Applicant{
			Person: she, ID: "p2", Identity: eligibility.Mainland, Marital: eligibility.FirstMarriage, SpouseIs: eligibility.SpouseApplicant, Children: new(0), Adopted: new(0),
			MedicallyUnfit: new(false), OffenceRecord: new(false), Capable: new(true), Health: "良好", Income: "152000", Attendance: eligibility.ByProxy,
			ProxyAttestedBy: "拉萨市城关区冲赛康社区居民委员会", ProxyAttestedOn: day("2023-12-28"),
		})
	w.c.Application.Placer = workflow.Placer{Type: eligibility.PlacerInstitution, Organisation: "拉萨市儿童福利院", CreditCode: creditCode("12540100MB0K12345"), Representative: "达瓦", Agent: "格桑", Division: "540102", Address: "拉萨市城关区纳金路9号", Phone: "0891-6340000", Reason: "为查找不到生父母的儿童寻找永久家庭"}
	w.c.Application.BirthFather, w.c.Application.BirthMother = &workflow.BirthParent{Status: eligibility.ParentNotFound}, &workflow.BirthParent{Status: eligibility.ParentNotFound}
	w.c.Application.NameAfter, w.c.Secrecy, w.c.Application.Agreement = "王𬭎", true, true
	w.counter()
	w.body(workflow.BodyAgency)
	w.study(nil)
	w.integrate()
	w.reportDone(workflow.ConclusionFit)
	w.register()
	return w
}

func foundlingChild() *workflow.Child {
	k := person("党𫖯", eligibility.Female, "2021-05-03")
	k.Employer, k.Occupation, k.Education, k.Phone, k.Address = "", "", "", "", ""
	k.Registration = "拉萨市城关区纳金路9号（拉萨市儿童福利院集体户）"
	return &workflow.Child{
		ID: "child-1", AuthorityID: "auth-1", Person: k, Code: "SY2023-05-01", Source: "foundling", InstitutionRaised: new(true),
		Institution: "拉萨市儿童福利院", AdmittedOn: day("2021-05-12"), FoundOn: day("2021-05-10"), FoundDivision: "540102", FoundAt: "拉萨市城关区八廓街道措美林社区门前",
		FoundBelongings: "红色碎花襁褓一床、奶瓶一个；左耳后有一颗痣", PoliceReceipt: "城关公捡字〔2021〕7号", Disabled: new(false), Rescued: new(false), Health: "良好，发育正常", ParentsDead: new(false),
		Notice: &workflow.Notice{PublishedOn: day("2023-09-01"), Medium: "《西藏日报》", Reference: "第6版", Contact: "格桑，0891-6340000，拉萨市城关区纳金路9号", ClearedOn: day("2023-11-02"), ClearedBy: "次旦·平措"},
		Papers: []workflow.Paper{{ID: "n1", Code: "D03a", Number: "拉城民收〔2023〕88号", On: day("2023-09-01")}},
	}
}

func (w *world) startClockOfChild(from, cleared string) {
	k, err := law.StartClock(w.pack, law.ClockFoundlingNotice, day(from))
	require.NoError(w.t, err)
	k, err = k.Stop(day(cleared), "公告期满，无人认领")
	require.NoError(w.t, err)
	w.k.Clock = &k
}

func baseCase(category workflow.Category, mode eligibility.Mode, applicants ...workflow.Applicant) *workflow.Case {
	return &workflow.Case{
		ID: "case-1", AuthorityID: "auth-1", Authority: sampleAuthority(), Number: "540102-2024-SY-00001-17", Kind: workflow.KindRegistration, Category: category, Order: "A",
		State: workflow.Reviewing, StateSince: day("2024-01-05"), OfficerID: "acc-officer", OfficerName: "次旦·平措", ChildID: "child-1",
		Application: workflow.Application{
			Mode: mode, Applicants: applicants, Reason: "婚后未生育，夫妻商定收养一名儿童，愿意抚养其成人。", Motive: "以儿童利益为出发点，希望给孩子一个稳定的家庭。",
			Housing: "自有住房，三室一厅，距小学约400米", HousingArea: "118.50", PrivateRoom: new(true),
			Household: []workflow.HouseholdMember{
				{Person: person("王守义", eligibility.Male, "1956-02-01"), Relation: "父亲", Opinion: "支持，愿意协助照料"},
				{Person: person("边巴卓嘎", eligibility.Female, "2014-08-15"), Relation: "侄女（共同生活）", Opinion: "愿意与被收养人共同生活"},
			},
		},
	}
}

// counter is submission, supplement, acceptance, materials, review.
func (w *world) counter() {
	c := w.c
	c.ReceivedOn, c.CompleteOn, c.AcceptedOn = day("2024-01-02"), day("2024-01-02"), day("2024-01-05")
	w.clock(law.ClockRegistrationReview, "2024-01-02")
	c.Materials = []workflow.Material{
		{Code: "application_form", Title: "收养登记申请书", Side: "applicant", Original: true, SeenBy: "次旦·平措", SeenOn: day("2024-01-02"), Copies: 1},
		{Code: "adopter_id_card", Title: "收养人居民身份证", Side: "applicant", Original: true, SeenBy: "次旦·平措", SeenOn: day("2024-01-02"), Copies: 2, ValidUntil: day("2034-06-01")},
		{Code: "adopter_medical_certificate", Title: "未患有在医学上认为不应当收养子女的疾病的身体健康检查证明", Side: "applicant", Original: true, SeenBy: "次旦·平措", SeenOn: day("2024-01-02"), Copies: 2, Note: "西藏自治区人民医院出具", Scans: []workflow.Scan{{FileID: "f1", Name: "体检.pdf", SHA256: scanHash}}},
		{Code: "admission_record", Title: "进入儿童福利机构的原始记录", Side: "child", Original: true, SeenBy: "次旦·平措", SeenOn: day("2024-01-03"), Copies: 1},
		{Code: "birth_status_certificate", Title: "收养人生育情况证明", Side: "applicant", Missing: true, Note: "待卫生健康主管部门出具"},
	}
	c.Consents = []workflow.Consent{{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true, On: day("2024-01-04"), Form: "书面"}}
	w.eligible("2024-01-10", workflow.PurposeReview)
}

func (w *world) eligible(on, purpose string) {
	v := &workflow.View{Case: w.c, Child: w.k, Pack: w.pack, Calendar: w.cal, On: day(on), Today: day(on)}
	report, err := v.Eligible(purpose)
	require.NoError(w.t, err)
	w.c.Eligibility = append(w.c.Eligibility, workflow.EligibilityCheck{On: day(on), Purpose: purpose, By: "次旦·平措", Report: report, Opinion: "材料基本齐全，收养人、送养人、被收养人符合规定，建议进行收养评估。"})
}

func (w *world) clock(name law.ClockName, from string) {
	k, err := law.StartClock(w.pack, name, day(from))
	require.NoError(w.t, err)
	w.c.Clocks = append(w.c.Clocks, k)
}

func (w *world) change(name law.ClockName, f func(law.Clock) (law.Clock, error)) {
	k := w.c.Clock(name)
	next, err := f(*k)
	require.NoError(w.t, err)
	*k = next
}

// body is the written notice, the commission and its two evaluators.
func (w *world) body(kind string) {
	c := w.c
	c.Notified = &workflow.Notified{On: day("2024-01-12"), By: "次旦·平措", Opinion: "收养人、送养人和被收养人符合规定的条件，材料真实、齐全", Mode: kind}
	b := &workflow.Commission{
		Kind: workflow.BodyAgency, BodyID: "agency-1", BodyName: "拉萨市格桑花社会工作服务中心", CreditCode: creditCode("52540100MJX123456"), Contract: "拉城民委〔2023〕3号", ContractTo: day("2025-12-31"),
		NamedOn: day("2024-01-12"), AcceptedOn: day("2024-01-19"), BegunOn: day("2024-01-22"),
	}
	if kind == workflow.BodyGroup {
		b.Kind, b.BodyID, b.BodyName, b.CreditCode, b.Contract, b.ContractTo = workflow.BodyGroup, "auth-1", "拉萨市城关区民政局收养评估小组", "", "", law.Date{}
	}
	b.Members = []workflow.Evaluator{
		{
			EvaluatorID: "ev1", AccountID: "acc-e1", Name: "索朗·卓嘎", Background: "social_work", Certificate: "PG-2022-017", CertifiedTo: day("2025-12-31"), CheckedOn: day("2023-12-11"), Lead: true, AssignedOn: day("2024-01-19"),
			Declared: &workflow.RecusalDeclaration{On: day("2024-01-20"), Secrecy: true},
		},
		{
			EvaluatorID: "ev2", AccountID: "acc-e2", Name: "何䶮", Background: "psychology", Certificate: "PG-2022-021", CertifiedTo: day("2025-12-31"), CheckedOn: day("2023-12-11"), AssignedOn: day("2024-01-19"),
			Declared: &workflow.RecusalDeclaration{On: day("2024-01-20"), Secrecy: true},
		},
	}
	c.Commission = b
	w.clock(law.ClockConsentAnswer, "2024-01-12")
	for i, a := range c.Application.Applicants {
		c.Consents = append(c.Consents, workflow.Consent{Kind: workflow.ConsentAssessment, By: a.Name, PartyID: a.ID, Given: true, On: day("2024-01-16").AddDays(2 * i), Form: "书面", Privacy: true})
	}
	w.clock(law.ClockAssessment, "2024-01-18")
	w.change(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) { return k.Pause(w.pack, "assessment", day("2024-01-18")) })
}

func (w *world) seen(names ...string) []workflow.Seen {
	var out []workflow.Seen
	for i, n := range names {
		out = append(out, workflow.Seen{Name: n, Relation: "收养申请人", Alone: i == 0})
	}
	return out
}

func visit(id, kind, phase, on, place, text string, seen []workflow.Seen, evidence ...workflow.Scan) workflow.Visit {
	return workflow.Visit{
		ID: id, Kind: kind, Phase: phase, On: day(on), From: "09:30", To: "11:15", Place: place, Evaluators: []string{"acc-e1", "acc-e2"}, Names: []string{"索朗·卓嘎", "何䶮"},
		Seen: seen, Shown: true, Narrative: text, ChildSeen: kind == workflow.VisitIntegration, Evidence: evidence, By: "索朗·卓嘎",
	}
}

const longStory = "住房为自有产权，三室一厅，南向客厅采光良好，已为被收养人准备独立房间、书桌和儿童床。家中整洁，无安全隐患；阳台已加装护栏。\n申请人夫妻作息规律，分工明确，均能说明照料、就学、就医的具体安排，并表示将在合适的时候以孩子能够理解的方式告知其身世。共同生活的父亲王守义身体健康，支持收养并愿意协助接送。"

// study is visits, interviews and the two sheets of the capacity phase.
func (w *world) study(change map[string]assessment.Answer) {
	first := w.c.Application.Applicants[0].Name
	photo := workflow.Scan{FileID: "f9", Name: "客厅照片（1）.jpg", SHA256: scanHash, Size: 120000, By: "索朗·卓嘎", On: day("2024-01-25")}
	talk := visit("v2", workflow.VisitInterview, "capacity", "2024-01-26", "评估机构谈话室", "", w.seen(first))
	talk.Exchanges = []workflow.QA{
		{Q: "请谈谈你们决定收养的过程。", A: "我们结婚十一年没有孩子，前年开始商量，双方父母也同意。去福利院做志愿者时认识了孩子。"},
		{Q: "如果孩子长大后问起身世，你们打算怎么做？", A: "不隐瞒，等她上小学以后慢慢告诉她。"},
	}
	w.c.Visits = []workflow.Visit{
		visit("v1", workflow.VisitHome, "capacity", "2024-01-25", w.c.Application.Applicants[0].Address, longStory, w.seen(first, "王守义"), photo),
		talk,
		visit("v3", workflow.VisitInquiry, "capacity", "2024-01-29", "冲赛康社区居民委员会", "社区工作人员和两名邻居反映：该家庭邻里关系和睦，未发现不良嗜好和违法行为。", []workflow.Seen{{Name: "尼玛", Relation: "社区居民委员会副主任"}, {Name: "刘玉芬", Relation: "邻居"}}),
	}
	w.sheets(instrument.Capacity, "2024-02-01", change)
}

// sheets hands in two sheets of a phase: the second evaluator is stricter.
func (w *world) sheets(phase instrument.Phase, on string, change map[string]assessment.Answer) {
	table := w.tab[string(phase)]
	w.c.Instruments = map[string]workflow.Ref{string(phase): workflow.Ref(table.Ref())}
	var mine []assessment.Sheet
	for i, e := range []assessment.Person{{ID: "acc-e1", Name: "索朗·卓嘎"}, {ID: "acc-e2", Name: "何䶮"}} {
		sheet := w.fill(table, e, i, change)
		at := day(on).Time().Add(time.Duration(i+6) * time.Hour)
		done, err := assessment.Submit(table, sheet, at)
		require.NoError(w.t, err)
		mine = append(mine, done)
	}
	w.c.Sheets = append(w.c.Sheets, mine...)
	result, err := assessment.Consolidate(table, mine, assessment.Consolidation{Mode: assessment.Mean})
	require.NoError(w.t, err)
	w.res[string(phase)] = &result
}

func (w *world) fill(table *instrument.Instrument, by assessment.Person, nth int, change map[string]assessment.Answer) assessment.Sheet {
	var parties []assessment.Person
	for _, a := range w.c.Application.Applicants {
		parties = append(parties, assessment.Person{ID: a.ID, Name: a.Name})
	}
	sheet := assessment.NewSheet(table, "sheet-"+string(table.Phase())+"-"+by.ID, w.c.ID, by, parties...)
	n := 0
	for item := range table.Items() {
		if item.Optional() {
			continue
		}
		a := assessment.Answer{Comment: "谈话和实地查看一致，详见走访记录。", Evidence: []assessment.EvidenceRef{{ID: "f9", SHA256: scanHash}}}
		switch item.Kind() {
		case instrument.KindOption:
			options := []string{}
			for choice := range item.Choices() {
				options = append(options, choice.Code)
			}
			a.Option = options[min(len(options)-1, (n%4/3)*nth)]
			n++
		default:
			a.Value = new(false)
			a.Comment, a.Evidence = "", nil
		}
		if with, ok := change[item.Code()]; ok {
			a = with
		}
		sheet.Answers[item.Code()] = a
	}
	return sheet
}

// integrate is the agreement, the hand-over, two visits and the sheets.
func (w *world) integrate() {
	c := w.c
	c.Integration = &workflow.Integration{
		AgreedOn: day("2024-02-02"), HandedOn: day("2024-02-04"), Place: c.Application.Applicants[0].Address, HandedBy: "格桑", ReceivedBy: c.Application.Applicants[0].Name,
		Items: []string{"预防接种证", "换洗衣物四套", "常用玩具（布熊）"}, EndedOn: day("2024-03-07"), Outcome: "integrated",
		Summary: "被收养人入住首周夜间偶有哭闹，两周后睡眠、饮食趋于规律，能够主动亲近收养申请人，与家庭成员相处自然。申请人耐心细致，遇到情绪波动时能够及时安抚，并主动向评估人员请教。",
	}
	w.clock(law.ClockIntegration, "2024-02-04")
	w.change(law.ClockIntegration, func(k law.Clock) (law.Clock, error) { return k.Stop(day("2024-03-07"), "融合期满") })
	c.Visits = append(c.Visits,
		visit("v4", workflow.VisitIntegration, "integration", "2024-02-20", c.Application.Applicants[0].Address, "被收养人精神状态良好，能够按时进餐、午睡；申请人记录了每日作息。", w.seen(c.Application.Applicants[0].Name)),
		visit("v5", workflow.VisitIntegration, "integration", "2024-03-01", c.Application.Applicants[0].Address, "被收养人主动要求与申请人一同阅读绘本，称呼自然。", w.seen(c.Application.Applicants[0].Name)))
	w.sheets(instrument.Integration, "2024-03-06", nil)
}
