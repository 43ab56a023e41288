package office_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// publishers are an administrator and two supervisors of the east, and a supervisor of the west.
type publishers struct{ admin, first, second, west workflow.Actor }

func (h *house) publishers(t *testing.T) publishers {
	t.Helper()
	named := func(login, name, authority string) workflow.Actor {
		h.do(t, h.root, "", 0, office.CreateAccount{AuthorityID: authority, Login: login, Name: name, Role: workflow.RoleSupervisor, Password: password})
		return h.login(t, login)
	}
	return publishers{admin: h.eastAdmin, first: named("sup-one", "洛桑", h.east), second: named("sup-two", "白玛", h.east), west: named("sup-west", "扎西", h.west)}
}

// draft begins a draft of the east and returns it.
func (h *house) draft(t *testing.T, actor workflow.Actor, in office.SaveDraft) office.Publication {
	t.Helper()
	in.AuthorityID = h.east
	return h.publication(t, actor, h.do(t, actor, "", 0, in).ID)
}

func (h *house) publication(t *testing.T, actor workflow.Actor, id string) office.Publication {
	t.Helper()
	p, err := h.Publication(t.Context(), actor, id)
	require.NoError(t, err)
	return p
}

// publish carries a draft into force by two people.
func (h *house) publish(t *testing.T, by publishers, in office.SaveDraft) office.Publication {
	t.Helper()
	p := h.draft(t, by.admin, in)
	require.Empty(t, p.Faults)
	h.do(t, by.admin, p.ID, 1, office.ProposePublication{Reason: "首次发布"})
	h.do(t, by.first, p.ID, 2, office.ApprovePublication{SHA256: p.SHA256})
	return h.publication(t, by.admin, p.ID)
}

func ministryTable() office.FileContent { return office.FileContent{From: "ministry-s5-capacity@2"} }

func TestTwoPeoplePublishATable(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	require.Empty(t, published(shelf, "540102", today), "an offered table is in force nowhere")

	p := h.draft(t, by.admin, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	require.Empty(t, p.Faults)
	require.Equal(t, office.PublicationDraft, p.State)
	require.Equal(t, "540102", p.Division)
	h.refused(t, workflow.KindWrongState, "publication_state", by.first, p.ID, 1, office.ApprovePublication{SHA256: p.SHA256})
	h.refused(t, workflow.KindForbidden, "role_may_not", h.officer, p.ID, 1, office.ProposePublication{Reason: "发布"})
	h.do(t, by.admin, p.ID, 1, office.ProposePublication{Reason: "采用部系统表单"})
	h.refused(t, workflow.KindForbidden, "second_person", by.admin, p.ID, 2, office.ApprovePublication{SHA256: p.SHA256})
	h.refused(t, workflow.KindNotFound, "", by.west, p.ID, 2, office.ApprovePublication{SHA256: p.SHA256})
	h.refused(t, workflow.KindInvalid, "", by.first, p.ID, 2, office.ApprovePublication{SHA256: strings.Repeat("0", 64)})
	h.do(t, by.first, p.ID, 2, office.ApprovePublication{SHA256: p.SHA256})

	require.Equal(t, []string{"ministry-s5-capacity@2"}, published(shelf, "540102", today))
	require.Empty(t, published(shelf, "540103", today), "the west has published nothing")
	require.Empty(t, published(shelf, "540102", "2024-01-01"), "not before the day of publication")
	h.refused(t, workflow.KindWrongState, "publication_state", by.admin, p.ID, 3, office.WithdrawDraft{Reason: "撤回"})
	acts := h.actions(t, h.east)
	require.Equal(t, []string{"save_draft", "propose_publication", "approve_publication"}, acts[len(acts)-3:])
}

// published names the tables of the capacity phase in force for a division that are no samples.
func published(s casework.Tables, division, on string) []string {
	var out []string
	for _, table := range s.InForce(instrument.Capacity, division, law.MustDate(on)) {
		if table.Status() != law.Illustrative || s.Confirmation(table.Ref(), division, law.MustDate(on)) != "" {
			out = append(out, table.Ref().Name())
		}
	}
	return out
}

func TestLaterEditionSupersedes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	old := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	changed := strings.Replace(old.File, `version: "2"`, `version: "3"`, 1)
	changed = strings.Replace(changed, "max_length: 10", "max_length: 20", 1)
	later := h.publish(t, by, office.SaveDraft{
		Kind: "instrument", DraftTerms: office.DraftTerms{InForce: day("2024-01-05")}, FileContent: office.FileContent{File: changed},
	})
	require.Equal(t, "ministry-s5-capacity", later.Predecessor.Code)
	require.NotEmpty(t, later.Changes)
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	require.Equal(t, "ministry-s5-capacity@2", published(shelf, "540102", "2024-01-04")[0])
	require.Equal(t, "ministry-s5-capacity@3", published(shelf, "540102", "2024-01-05")[0])
	require.Equal(t, office.PublicationPublished, h.publication(t, by.admin, old.ID).State, "the later one is not in force yet")
	h.clock.pass(4 * 24 * 3600e9)
	by.admin = h.login(t, "east-admin")
	require.Equal(t, office.PublicationSuperseded, h.publication(t, by.admin, old.ID).State)
	_, err := shelf.Get(instrument.Ref{Code: old.Code, Version: old.FileVersion, SHA256: old.SHA256})
	require.NoError(t, err, "old cases keep their table")
}

// TestTheSecondPersonIsAnotherPerson: neither a namesake of the same authority nor another account with the same number
// on its card; a namesake of another authority is somebody else.
func TestTheSecondPersonIsAnotherPerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	named := func(login, authority string, role workflow.Role) workflow.Actor {
		h.do(t, h.root, "", 0, office.CreateAccount{AuthorityID: authority, Login: login, Name: by.first.Name, Role: role, Password: password})
		return h.login(t, login)
	}
	twin, above := named("sup-twin", h.east, workflow.RoleSupervisor), named("admin-above", h.city, workflow.RoleAdmin)
	p := h.draft(t, by.first, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	h.do(t, by.first, p.ID, 1, office.ProposePublication{Reason: "首次发布"})
	approve := office.ApprovePublication{SHA256: p.SHA256}
	h.refused(t, workflow.KindForbidden, "second_person", twin, p.ID, 2, approve)

	card := workflow.RecusalCard{IDNumber: idNumber(7)}
	h.do(t, by.first, by.first.ID, 1, office.FileRecusalCard{Card: card})
	h.do(t, by.second, by.second.ID, 1, office.FileRecusalCard{Card: card})
	h.refused(t, workflow.KindForbidden, "second_person", by.second, p.ID, 2, approve)
	h.do(t, above, p.ID, 2, approve)
}

func TestFaultyDraftIsKeptAndNotProposed(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	p := h.draft(t, by.admin, office.SaveDraft{Kind: "instrument", FileContent: office.FileContent{File: "format: anjia-instrument/1\ncode: \"x\"\n"}})
	require.NotEmpty(t, p.Faults)
	require.Contains(t, p.Faults[0].What, "缺少必填的内容")
	require.Contains(t, p.Faults[0].Detail, "has no", "with the English sentence beside it")
	e := h.refused(t, workflow.KindConflict, "draft_faulty", by.admin, p.ID, 1, office.ProposePublication{Reason: "发布"})
	require.Len(t, e.Fields, len(p.Faults))
	h.do(t, by.admin, p.ID, 1, office.ChangeDraft{FileContent: ministryTable()})
	h.do(t, by.admin, p.ID, 2, office.ProposePublication{Reason: "发布"})
	h.do(t, by.second, p.ID, 3, office.ReturnPublication{Reason: "理由不足"})
	require.Equal(t, "理由不足", h.publication(t, by.second, p.ID).Returned)
	h.do(t, by.first, p.ID, 4, office.ChangeDraft{FileContent: ministryTable()})
	h.do(t, by.admin, p.ID, 5, office.ProposePublication{Reason: "发布"})
	h.refused(t, workflow.KindForbidden, "second_person", by.first, p.ID, 6, office.ApprovePublication{SHA256: h.publication(t, by.first, p.ID).SHA256})
	h.do(t, by.second, p.ID, 6, office.WithdrawDraft{Reason: "另行起草"})
}

// TestFaultsOfPacksAndCalendarsAreInChinese with their place, the rule and the remedy.
func TestFaultsOfPacksAndCalendarsAreInChinese(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	faulty := func(kind, file string) office.Fault {
		p := h.draft(t, by.admin, office.SaveDraft{Kind: kind, FileContent: office.FileContent{Code: "cn-540102", File: file}})
		require.Len(t, p.Faults, 1)
		return p.Faults[0]
	}
	pack := faulty("pack", "code: \"cn-540102\"\nname: \"城关区\"\nversion: \"office-1\"\nparent: \"cn-54\"\nparams:\n  evaluators.min:\n    values:\n      - {from: \"2024-01-01\", value: 1, status: practice, note: \"x\"}\n")
	require.Equal(t, []any{"breaks_higher_rule", 8, "/params/evaluators.min/values/0"}, []any{pack.Code, pack.Line, pack.Pointer})
	require.Equal(t, "第8行/params/evaluators.min/values/0：与上级规则包的规定相抵触", pack.What)
	require.Contains(t, pack.Rule, "第九条")
	require.NotEmpty(t, pack.Remedy)
	require.Contains(t, pack.Detail, "below the minimum 2")

	calendar := faulty("calendar", "# region: cn-540102\n# parent: cn\n# version: office-1\n# years: 2024-2026\n# basis: x\ndate,kind,festival,in_lieu\n2024-02-30,holiday,x,no\n")
	require.Equal(t, []any{"bad_date", 7, "第7行：日期不对"}, []any{calendar.Code, calendar.Line, calendar.What})
	require.NotEmpty(t, calendar.Rule)
}

func TestIllustrativeTableNeedsAnAdministratorsReason(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	sample := office.FileContent{From: "sandbox-s1-capacity@1"}
	p := h.draft(t, by.admin, office.SaveDraft{Kind: "instrument", FileContent: sample})
	e := h.refused(t, workflow.KindInvalid, "", by.admin, p.ID, 1, office.ProposePublication{Reason: "试用"})
	require.Equal(t, "/confirmation", e.Fields[0].Pointer)
	h.refused(t, workflow.KindInvalid, "", by.first, p.ID, 1, office.ProposePublication{Reason: "试用", Confirmation: "审批人不能确认"})
	h.do(t, by.admin, p.ID, 1, office.ProposePublication{Reason: "试用", Confirmation: "本省评分表尚未公布，经局务会研究暂用"})
	h.do(t, by.first, p.ID, 2, office.ApprovePublication{SHA256: p.SHA256})
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	table := shelf.InForce(instrument.Capacity, "540102", day(today))[0]
	require.Equal(t, "本省评分表尚未公布，经局务会研究暂用", shelf.Confirmation(table.Ref(), "540102", day(today)))
	require.Empty(t, shelf.Confirmation(table.Ref(), "540103", day(today)))

	// Proposed by a supervisor, it is an administrator's to approve.
	q := h.draft(t, by.first, office.SaveDraft{Kind: "instrument", FileContent: sample})
	h.do(t, by.first, q.ID, 1, office.ProposePublication{Reason: "试用"})
	h.refused(t, workflow.KindInvalid, "", by.second, q.ID, 2, office.ApprovePublication{SHA256: q.SHA256})
	h.do(t, by.admin, q.ID, 2, office.ApprovePublication{SHA256: q.SHA256, Confirmation: "暂用"})
}

// ownPack is a pack of the east that says how sheets are joined.
const ownPack = `code: "cn-540102"
name: "拉萨市城关区"
version: "office-1"
parent: "cn-540100"
params:
  consolidation:
    values:
      - {from: "2021-01-01", value: mean, status: practice, note: "城关区民政局内部规定：逐项取平均值"}
`

func TestOfficePublishesItsOwnParameters(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	broken := strings.Replace(ownPack, "status: practice", "status: illustrative", 1)
	p := h.draft(t, by.admin, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{File: broken, Code: "cn-540102"}})
	require.Len(t, p.Faults, 1)
	require.Positive(t, p.Faults[0].Line)
	h.refused(t, workflow.KindInvalid, "", by.admin, "", 0, office.SaveDraft{
		AuthorityID: h.east, Kind: "pack", FileContent: office.FileContent{From: "cn-54"},
	})
	shippedName := strings.Replace(ownPack, "office-1", "2024.1", 1)
	q := h.draft(t, by.admin, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{File: shippedName, Code: "cn-540102"}})
	require.Equal(t, "version_form", q.Faults[0].Code)
	p = h.publish(t, by, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{File: ownPack, Code: "cn-540102"}})
	require.Len(t, p.Changes, 1)
	require.Contains(t, p.Changes[0].Text, "城关区民政局内部规定")
	pack, calendar, err := h.Laws.Current("cn-540102", false)
	require.NoError(t, err)
	mode, err := pack.Text("consolidation", day(today))
	require.NoError(t, err)
	require.Equal(t, "mean", mode)
	require.NotEmpty(t, calendar.SHA256())

	// A case keeps the version of its day, when the office publishes another one.
	then, calendarThen := casework.RefsOf(pack, calendar)
	h.publish(t, by, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{
		File: strings.NewReplacer("office-1", "office-2", "mean", "lower", "平均值", "低值").Replace(ownPack), Code: "cn-540102",
	}})
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	judged, _, err := shelf.Judged(then, calendarThen, false)
	require.NoError(t, err)
	mode, err = judged.Text("consolidation", day(today))
	require.NoError(t, err)
	require.Equal(t, "mean", mode)
	require.Equal(t, office.PublicationSuperseded, h.publication(t, by.admin, p.ID).State)
}

func TestVersionsAreTakenOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	p := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	again := h.draft(t, by.admin, office.SaveDraft{Kind: "instrument", FileContent: office.FileContent{File: p.File + "# 不同\n"}})
	require.Equal(t, "version_taken", again.Faults[0].Code)
}

func TestWhatIfGoesWithAProposal(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	p := h.draft(t, by.admin, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	report := []byte(`{"cases":3,"changed":1}`)
	given := office.WhatIfReport{WhatIf: office.WhatIf{PublicationID: p.ID, FileSHA256: p.SHA256, Cases: 3, Changed: 1}, Report: report, Text: "三件中一件不同"}
	_, err := h.AttachWhatIf(t.Context(), by.admin, given)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "an administrator has no part in cases: %v", err)
	made, err := h.AttachWhatIf(t.Context(), by.first, given)
	require.NoError(t, err)
	sum := sha256.Sum256(report)
	require.Equal(t, hex.EncodeToString(sum[:]), made.SHA256)
	same, err := h.AttachWhatIf(t.Context(), by.second, given)
	require.NoError(t, err)
	require.Equal(t, made, same)
	_, err = h.WhatIfReport(t.Context(), by.admin, p.ID, made.SHA256)
	require.Error(t, err)
	got, err := h.WhatIfReport(t.Context(), by.second, p.ID, made.SHA256)
	require.NoError(t, err)
	require.Equal(t, "三件中一件不同", got.Text)
	require.Equal(t, report, got.Report)

	h.refused(t, workflow.KindInvalid, "", by.admin, p.ID, 1, office.ProposePublication{Reason: "发布", WhatIf: strings.Repeat("a", 64)})
	h.do(t, by.admin, p.ID, 1, office.ChangeDraft{FileContent: office.FileContent{File: p.File + "# 改动\n"}})
	e := h.refused(t, workflow.KindInvalid, "", by.admin, p.ID, 2, office.ProposePublication{Reason: "发布", WhatIf: made.SHA256})
	require.Equal(t, "other_draft", e.Fields[0].Code)
	h.do(t, by.admin, p.ID, 2, office.ChangeDraft{FileContent: ministryTable()})
	h.do(t, by.admin, p.ID, 3, office.ProposePublication{Reason: "发布", WhatIf: made.SHA256})
	require.Equal(t, made.SHA256, h.publication(t, by.admin, p.ID).WhatIf.SHA256)
}

func TestDatabaseKeepsWhatIsPublished(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	p := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	db := storetest.Open(t, h.db.Admin)
	_, err := db.Exec(`update publications set document = '{}', version = version + 1 where id = $1`, p.ID)
	require.ErrorContains(t, err, "stays as it is")
	_, err = db.Exec(`update law_editions set division = '000000'`)
	require.Error(t, err)
	_, err = db.Exec(`insert into law_editions (number, authority_id, publication_id, kind, code, version, sha256, division, in_force, proposed_by, approved_by)
 select 2, authority_id, gen_random_uuid(), kind, code, version, sha256, division, in_force, proposed_by, proposed_by from law_editions`)
	require.ErrorContains(t, err, "law_editions_two_people")
}
