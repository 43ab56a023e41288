package casework_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// laws serves the shipped packs.
type laws struct{ set *law.Set }

func (l laws) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, err := l.set.Pack(code, sandbox)
	if err != nil {
		return nil, nil, err
	}
	cal, err := l.set.Calendar("cn")
	return p, cal, err
}

func (l laws) Judged(pack, _ workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error) {
	return l.Current(pack.Code, sandbox)
}

// house is an office with its people, an agency and a clock that a test sets.
type house struct {
	t                                            *testing.T
	store                                        *memory
	service                                      *casework.Service
	now                                          time.Time
	officer, officer2, supervisor, manager, eval workflow.Actor
	eval2, auditor                               workflow.Actor
	supervisor2, eval3, group1, group2           workflow.Actor
	ids                                          atomic.Int64
}

const (
	officeID = "10000000-0000-7000-8000-000000000001"
	agencyID = "20000000-0000-7000-8000-000000000001"
)

func day(s string) law.Date { return law.MustDate(s) }

func newHouse(t *testing.T, sandbox bool) *house {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	library, err := instrument.NewLibrary(tables...)
	require.NoError(t, err)
	life, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	h := &house{t: t, store: newMemory(), now: at(t, "2024-01-02")}
	h.people()
	h.store.state.Mode.Sandbox = sandbox
	h.store.state.Authorities[officeID] = casework.Authority{ID: officeID, Pack: "cn-540100", Ref: workflow.AuthorityRef{
		Name: "拉萨市城关区民政局", ShortName: "拉城民收", Division: "540102", CertificateMark: "藏城", Superior: "拉萨市城关区人民政府", Court: "拉萨市城关区人民法院",
	}}
	h.store.state.Agencies[agencyID] = goodAgency()
	h.service = &casework.Service{
		Store: h.store, Lifecycle: life, Laws: laws{set}, Tables: library, Renderer: plainRenderer{}, Files: &memoryFiles{files: map[string][]byte{}},
		Now: func() time.Time { return h.now }, NewID: h.newID,
		Seed: func() (ledger.Seed, error) { return ledger.Seed{1}, nil },
	}
	return h
}

func (h *house) people() {
	person := func(n int, name string, role workflow.Role, agency string) workflow.Actor {
		a := workflow.Actor{ID: fmt.Sprintf("30000000-0000-7000-8000-%012d", n), Name: name, Role: role, AuthorityID: officeID, Organisation: "拉萨市城关区民政局"}
		if agency != "" {
			a.AuthorityID, a.AgencyID, a.Organisation = "", agency, "雪莲花中心"
		}
		return a
	}
	h.officer = person(1, "周敏", workflow.RoleOfficer, "")
	h.officer2 = person(2, "扎西", workflow.RoleOfficer, "")
	h.supervisor = person(3, "李国华", workflow.RoleSupervisor, "")
	h.manager = person(4, "陈志远", workflow.RoleManager, agencyID)
	h.eval = person(5, "王雅琴", workflow.RoleEvaluator, agencyID)
	h.eval2 = person(7, "白玛", workflow.RoleEvaluator, agencyID)
	h.eval3 = person(8, "索朗", workflow.RoleEvaluator, agencyID)
	h.supervisor2 = person(9, "达娃", workflow.RoleSupervisor, "")
	h.group1, h.group2 = person(10, "德吉", workflow.RoleEvaluator, ""), person(11, "贡布", workflow.RoleEvaluator, "")
	for i, a := range []workflow.Actor{h.eval, h.eval2, h.eval3, h.group1, h.group2} {
		id := evaluatorID(i + 1)
		h.store.state.Evaluators[id] = workflow.EvaluatorCard{
			ID: id, AuthorityID: officeID, AgencyID: a.AgencyID, AccountID: a.ID, Name: a.Name, Background: "social_work", FullTime: true,
			Established: a.AgencyID == "", CheckedOn: day("2024-01-01"), CheckClear: true,
		}
	}
	for _, a := range []workflow.Actor{h.officer, h.officer2, h.supervisor, h.supervisor2, h.manager, h.eval, h.eval2, h.eval3, h.group1, h.group2} {
		h.store.state.Accounts[a.ID] = a
	}
	for i, a := range []workflow.Actor{h.officer, h.officer2, h.supervisor, h.supervisor2} {
		h.store.state.Cards[a.ID] = workflow.RecusalCard{IDNumber: residentID(fmt.Sprintf("54012119650101%03d", i+1))}
	}
	h.auditor = person(6, "何静", workflow.RoleAuditor, "")
}

func evaluatorID(n int) string { return fmt.Sprintf("50000000-0000-7000-8000-%012d", n) }

func goodAgency() workflow.Agency {
	a := workflow.Agency{
		ID: agencyID, AuthorityID: officeID, Name: "雪莲花中心", LegalPerson: true, Governance: true, ScopeCovers: true,
		Contract: workflow.Contract{Number: "协1", From: day("2024-01-01"), To: day("2026-12-31")},
	}
	for i := range 5 {
		a.Staff = append(a.Staff, workflow.Staff{Name: fmt.Sprint("员", i), Background: "social_work", FullTime: true})
	}
	return a
}

func (h *house) newID() string {
	return fmt.Sprintf("40000000-0000-7000-8000-%012d", h.ids.Add(1))
}

func (h *house) on(d string) { h.now = at(h.t, d) }

func (h *house) load(id string) *workflow.Case {
	h.t.Helper()
	return h.opened(id).Case
}

// opened is the case as the store has it now.
func (h *house) opened(id string) (o *casework.OpenedCase) {
	h.t.Helper()
	require.NoError(h.t, h.service.Store.Within(context.Background(), h.officer, func(tx casework.Tx) (err error) {
		o, err = tx.Case(context.Background(), id)
		return err
	}))
	return o
}

// do runs an act on the newest version of the case.
func (h *house) do(who workflow.Actor, id string, cmd casework.Command) (*casework.Outcome, error) {
	h.t.Helper()
	return h.service.Do(context.Background(), casework.Request{Actor: who, CaseID: id, Version: h.load(id).Version, Command: cmd})
}

func (h *house) must(who workflow.Actor, id string, cmd casework.Command) *casework.Outcome {
	h.t.Helper()
	out, err := h.do(who, id, cmd)
	require.NoError(h.t, err, "%s", cmd.Act())
	return out
}

// refused expects a refusal of a kind; want is part of its text.
func (h *house) refused(who workflow.Actor, id string, cmd casework.Command, kind workflow.Kind, want string) {
	h.t.Helper()
	before := h.load(id)
	_, err := h.do(who, id, cmd)
	var e *workflow.Error
	require.ErrorAs(h.t, err, &e)
	require.Equal(h.t, kind, e.Kind, "%v", err)
	require.Contains(h.t, e.Error(), want)
	require.Equal(h.t, before, h.load(id), "a refused act changes nothing")
}

func (h *house) child(cmd casework.ChildCommand, id string) (*casework.ChildOutcome, error) {
	h.t.Helper()
	var version int64
	if id != "" {
		require.NoError(h.t, h.service.Store.Within(context.Background(), h.officer, func(tx casework.Tx) error {
			c, err := tx.Child(context.Background(), id)
			if err == nil {
				version = c.Version
			}
			return err
		}))
	}
	return h.service.DoChild(context.Background(), casework.ChildRequest{Actor: h.officer, ChildID: id, Version: version, Command: cmd})
}

func (h *house) mustChild(cmd casework.ChildCommand, id string) *casework.ChildOutcome {
	h.t.Helper()
	out, err := h.child(cmd, id)
	require.NoError(h.t, err)
	return out
}

func foundling() casework.ChildInput {
	return casework.ChildInput{
		Name: "肖梦", Sex: eligibility.Female, Born: day("2022-03-15"), NoIDReason: "弃婴，尚未落户", Source: "foundling",
		InstitutionRaised: new(true), Institution: "拉萨市儿童福利院", FoundOn: day("2022-03-20"), FoundDivision: "540102",
		PoliceReceipt: "城关公受案〔2022〕112号", Disabled: new(false), Rescued: new(false),
	}
}

// residentID adds the check digit of GB 11643 to 17 digits.
func residentID(body string) string {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	return body + string("10X98765432"[sum%11])
}

func couple() workflow.Application {
	spouse := func(id, name string, sex eligibility.Sex, born, number string) workflow.Applicant {
		return workflow.Applicant{
			ID: id, Identity: eligibility.Mainland, Marital: eligibility.FirstMarriage, SpouseIs: eligibility.SpouseApplicant, Attendance: eligibility.InPerson,
			Children: new(0), Adopted: new(0), MedicallyUnfit: new(false), OffenceRecord: new(false), Capable: new(true),
			Person: workflow.Person{Name: name, Sex: sex, Born: day(born), IDType: eligibility.ResidentCard, IDNumber: number, Phone: "13800000000", Address: "城关区"},
		}
	}
	return workflow.Application{
		Mode:        eligibility.Joint,
		Applicants:  []workflow.Applicant{spouse("a1", "王林", eligibility.Male, "1985-05-06", residentID("54010219850506011")), spouse("a2", "赵芳", eligibility.Female, "1987-09-23", residentID("54010219870923022"))},
		BirthFather: &workflow.BirthParent{Status: eligibility.ParentNotFound}, BirthMother: &workflow.BirthParent{Status: eligibility.ParentNotFound},
		Placer: workflow.Placer{
			Type: eligibility.PlacerInstitution, Organisation: "拉萨市儿童福利院", Representative: "央金", Division: "540102",
			HasDutyHolders: new(false),
		},
		Reason: "婚后未生育",
	}
}

// submitted brings a couple and an institution foundling with a published notice to submitted.
func (h *house) submitted() string {
	h.t.Helper()
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891-6323232"}, child)
	return h.submit(child, workflow.CatInstitutionFoundling, couple())
}

func (h *house) submit(child string, category workflow.Category, app workflow.Application) string {
	h.t.Helper()
	d := h.draft(child, category, app)
	require.Empty(h.t, d.Faults)
	h.must(h.officer, d.Case.ID, casework.Submit{})
	return d.Case.ID
}

// draft enters an application.
func (h *house) draft(child string, category workflow.Category, app workflow.Application) *casework.Draft {
	h.t.Helper()
	d, err := h.service.CreateDraft(context.Background(), casework.DraftRequest{Actor: h.officer, Input: casework.DraftInput{ChildID: child, Category: category, Application: app}})
	require.NoError(h.t, err)
	return d
}

// materials records every required paper of the case as seen.
func (h *house) materials(id string) {
	h.t.Helper()
	o := h.opened(id)
	c := o.Case
	facts := workflow.FactsOf(&workflow.View{Case: c, Child: o.Child})
	var lines []casework.MaterialLine
	for _, m := range eligibility.RequiredMaterials(c.Category.Eligibility(), facts) {
		lines = append(lines, casework.MaterialLine{Code: m.Code, Original: true, Copies: 1})
	}
	h.must(h.officer, id, casework.RecordMaterial{Lines: lines})
}

// noticed goes on to awaiting_consent.
func (h *house) noticed(id string) {
	h.t.Helper()
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true, Form: "书面"})
	h.must(h.officer, id, casework.CheckEligibility{Opinion: "符合"})
	h.must(h.officer, id, casework.IssueNotice{Opinion: "初审合格", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}})
}

func consents(days ...string) []casework.ApplicantConsent {
	var out []casework.ApplicantConsent
	for i, d := range days {
		out = append(out, casework.ApplicantConsent{ApplicantID: fmt.Sprintf("a%d", i+1), ConsentedOn: day(d), Privacy: true})
	}
	return out
}

// clock finds a clock of the case with its derived date.
func (h *house) clock(id string, name law.ClockName) law.Due {
	h.t.Helper()
	c := h.load(id)
	k := c.Clock(name)
	require.NotNil(h.t, k, "clock %s", name)
	_, cal, err := h.service.Laws.Judged(c.Pack, c.Calendar, true)
	require.NoError(h.t, err)
	due, err := k.Explain(cal)
	require.NoError(h.t, err)
	return due
}

func codes(papers []workflow.Paper) []string {
	var out []string
	for _, p := range papers {
		out = append(out, string(p.Code))
	}
	return out
}

// assessing brings a submitted case to assessing on a day.
func (h *house) assessing() string {
	h.t.Helper()
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.manager, id, casework.AcceptCommission{})
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.manager, id, casework.BeginAssessment{})
	return id
}

// scored goes on with a home visit and the sheets of the given evaluators, all best marks.
func (h *house) scored(id, phase string, who ...workflow.Actor) {
	h.t.Helper()
	if phase == workflow.PhaseCapacity && len(h.load(id).Visits) == 0 {
		h.must(h.eval, id, casework.RecordVisit{VisitInput: h.visit()})
	}
	ref := h.load(id).Instruments[phase]
	table, err := h.service.Tables.Get(instrument.Ref(ref))
	require.NoError(h.t, err)
	up := h.upload(id, who[0])
	answers := map[string]assessment.Answer{}
	for item := range table.Items() {
		a := assessment.Answer{Comment: "核实", Evidence: []assessment.EvidenceRef{{ID: up.ID, SHA256: up.SHA256}}}
		switch item.Kind() {
		case instrument.KindVeto, instrument.KindBoolean:
			a = assessment.Answer{Value: new(false)}
		case instrument.KindText:
			a = assessment.Answer{Text: "无"}
		case instrument.KindInteger:
			a = assessment.Answer{Text: "2"}
		case instrument.KindDate:
			a = assessment.Answer{Text: "2024-01-02"}
		default:
			for c := range item.Choices() {
				a.Option = c.Code
				if c.IsBand() {
					a.Points = c.Highest.String()
				}
				break
			}
		}
		answers[item.Code()] = a
	}
	for _, e := range who {
		v, err := h.service.SaveSheet(context.Background(), casework.SheetRequest{Actor: e, CaseID: id, Phase: phase, Answers: answers})
		require.NoError(h.t, err)
		require.Empty(h.t, v.Problems)
		h.must(e, id, casework.SubmitSheet{Version: v.Version})
	}
}

func (h *house) visit() casework.VisitInput {
	return casework.VisitInput{
		From: "09:00", To: "10:00", Place: "家中", EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)},
		Seen: []workflow.Seen{{Name: "王林", Relation: "本人"}}, Shown: true, Narrative: "住房整洁", ChildSeen: true,
	}
}

func (h *house) upload(id string, who workflow.Actor) *casework.Upload {
	h.t.Helper()
	u, err := h.service.StoreUpload(context.Background(), casework.NewUpload{Actor: who, CaseID: id, Name: "扫描件.png", MediaType: "image/png", Content: []byte(h.newID())})
	require.NoError(h.t, err)
	return u
}

// integrating brings a case to integrating on 2024-01-10.
func (h *house) integrating() string {
	h.t.Helper()
	id := h.assessing()
	h.scored(id, workflow.PhaseCapacity, h.eval, h.eval2)
	h.on("2024-01-10")
	h.must(h.officer, id, casework.BeginIntegration{AgreedOn: day("2024-01-10"), Place: "福利院", HandedBy: "央金", ReceivedBy: "王林"})
	return id
}
