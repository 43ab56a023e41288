package office_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func (h *house) shelf(t *testing.T) *casework.LiveShelf {
	t.Helper()
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	return shelf
}

// repealed carries the end of a publication through by two people.
func (h *house) repealed(t *testing.T, by publishers, in office.DraftRepeal) office.Publication {
	t.Helper()
	id := h.do(t, by.admin, "", 0, in).ID
	h.do(t, by.admin, id, 1, office.ProposePublication{Reason: "省厅通知停用"})
	p := h.publication(t, by.admin, id)
	h.do(t, by.first, id, 2, office.ApprovePublication{SHA256: p.SHA256})
	return h.publication(t, by.admin, id)
}

func TestTwoPeopleRepealATable(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	p := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	in := office.DraftRepeal{PublicationID: p.ID, From: day("2024-01-05"), Reason: "省厅通知停用"}
	h.refused(t, workflow.KindForbidden, "role_may_not", h.officer, "", 0, in)
	h.refused(t, workflow.KindNotFound, "", by.west, "", 0, in)
	early := in
	early.From = day("2024-01-01")
	h.refused(t, workflow.KindInvalid, "", by.admin, "", 0, early)

	id := h.do(t, by.admin, "", 0, in).ID
	h.refused(t, workflow.KindConflict, "repeal_fixed", by.admin, id, 1, office.ChangeDraft{FileContent: ministryTable()})
	h.refused(t, workflow.KindInvalid, "", by.admin, id, 1, office.ProposePublication{Reason: "x", NoWhatIf: "x"})
	h.do(t, by.admin, id, 1, office.ProposePublication{Reason: "省厅通知停用"})
	h.refused(t, workflow.KindForbidden, "second_person", by.admin, id, 2, office.ApprovePublication{SHA256: p.SHA256})
	h.refused(t, workflow.KindInvalid, "", by.first, id, 2, office.ApprovePublication{SHA256: strings.Repeat("0", 64)})
	h.do(t, by.first, id, 2, office.ApprovePublication{SHA256: p.SHA256})

	shelf := h.shelf(t)
	require.Equal(t, []string{"ministry-s5-capacity@2"}, published(shelf, "540102", "2024-01-04"), "until the day before")
	require.Empty(t, published(shelf, "540102", "2024-01-05"), "from the day on")
	ref, from, found := shelf.Repealed(instrument.Capacity, "540102", day("2024-01-05"))
	require.True(t, found)
	require.Equal(t, "ministry-s5-capacity@2", ref.Name())
	require.Equal(t, day("2024-01-05"), from)
	_, _, found = shelf.Repealed(instrument.Capacity, "540102", day("2024-01-04"))
	require.False(t, found)
	_, err := shelf.Get(ref)
	require.NoError(t, err, "cases that name it keep it")
	require.Equal(t, casework.TableRepealed, shelf.Standing(ref))

	db := storetest.Open(t, h.db.Admin)
	insert := `insert into law_editions (number, authority_id, publication_id, kind, code, version, sha256, division, in_force, proposed_by, approved_by, repeals)
 select 9, authority_id, $1, kind, code, version, sha256, division, in_force, proposed_by, approved_by, number from law_editions where number = $2`
	spare := h.draft(t, by.admin, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()}).ID
	_, err = db.ExecContext(t.Context(), insert, spare, 2)
	require.ErrorContains(t, err, "has no end", "the database ends no end")
	_, err = db.ExecContext(t.Context(), insert, spare, 1)
	require.ErrorContains(t, err, "law_editions_repealed_once")
	_, err = db.ExecContext(t.Context(), `update law_editions set in_force = in_force where number = 2`)
	require.Error(t, err, "an end stays as it is")

	was := h.publication(t, by.admin, p.ID)
	require.Equal(t, office.PublicationPublished, was.State, "its last day has not come")
	require.Equal(t, day("2024-01-05"), was.RepealedFrom)
	h.refused(t, workflow.KindConflict, "repealed", by.admin, "", 0, in)
	h.refused(t, workflow.KindConflict, "not_published", by.admin, "", 0, office.DraftRepeal{PublicationID: id, Reason: "x"})
	h.clock.pass(4 * 24 * 3600e9)
	by.admin = h.login(t, "east-admin")
	require.Equal(t, office.PublicationRepealed, h.publication(t, by.admin, p.ID).State)
	acts := h.actions(t, h.east)
	require.Equal(t, []string{"draft_repeal", "propose_publication", "approve_publication"}, acts[len(acts)-4:len(acts)-1])
}

// TestARepealBringsNothingBack: neither the table that the repealed one had superseded, nor is a new one kept out.
func TestARepealBringsNothingBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	first := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	second := strings.Replace(first.File, `version: "2"`, `version: "3"`, 1)
	p := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: office.FileContent{File: second}})
	h.refused(t, workflow.KindConflict, "superseded", by.admin, "", 0, office.DraftRepeal{PublicationID: first.ID, Reason: "x"})
	h.repealed(t, by, office.DraftRepeal{PublicationID: p.ID, From: day("2024-01-05"), Reason: "停用"})
	require.Empty(t, published(h.shelf(t), "540102", "2024-01-05"))
	third := strings.Replace(first.File, `version: "2"`, `version: "4"`, 1)
	h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: office.FileContent{File: third}})
	require.Equal(t, []string{"ministry-s5-capacity@4"}, published(h.shelf(t), "540102", "2024-01-05"))
}

// TestATableRepealedBeforeItsFirstDay has taken nobody's place.
func TestATableRepealedBeforeItsFirstDay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	first := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	second := strings.Replace(first.File, `version: "2"`, `version: "3"`, 1)
	p := h.publish(t, by, office.SaveDraft{Kind: "instrument", DraftTerms: office.DraftTerms{InForce: day("2024-02-01")}, FileContent: office.FileContent{File: second}})
	h.refused(t, workflow.KindInvalid, "", by.admin, "", 0, office.DraftRepeal{PublicationID: p.ID, From: day("2024-02-01"), Reason: "x"})
	h.repealed(t, by, office.DraftRepeal{PublicationID: p.ID, Reason: "内容有误"})
	require.Equal(t, []string{"ministry-s5-capacity@2"}, published(h.shelf(t), "540102", "2024-02-01"))
}

// TestARepealedPackLeavesTheLawAboveIt: the shipped pack of the place, and cases keep the version they name.
func TestARepealedPackLeavesTheLawAboveIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	text := `code: "cn-540102"
name: "城关区"
version: "office-2024.1"
parent: "cn-54"
params:
  consolidation:
    values:
      - {from: "2021-01-01", value: mean, status: practice, note: "区民政局内部规定"}
`
	p := h.publish(t, by, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{Code: "cn-540102", File: text}})
	shelf := h.shelf(t)
	pack, cal, err := shelf.Current("cn-540102", false)
	require.NoError(t, err)
	_, err = pack.Text("consolidation", day("2024-01-02"))
	require.NoError(t, err)
	packRef, calRef := casework.RefsOf(pack, cal)

	h.refused(t, workflow.KindInvalid, "", by.admin, "", 0, office.DraftRepeal{PublicationID: p.ID, From: day("2024-02-01"), Reason: "x"})
	end := h.repealed(t, by, office.DraftRepeal{PublicationID: p.ID, Reason: "区规定失效"})
	require.Equal(t, day("2024-01-02"), end.Repeals.From)
	now, _, err := shelf.Current("cn-540102", false)
	require.NoError(t, err)
	_, err = now.Text("consolidation", day("2024-01-02"))
	require.Error(t, err, "new assessments have no rule")
	kept, _, err := shelf.Judged(packRef, calRef, false)
	require.NoError(t, err)
	require.Equal(t, packRef.SHA256, kept.SHA256)
	require.Equal(t, office.PublicationRepealed, h.publication(t, by.admin, p.ID).State)
}

// TestAWithdrawnRepealEndsNothing: what is on its way has no effect.
func TestAWithdrawnRepealEndsNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	p := h.publish(t, by, office.SaveDraft{Kind: "instrument", FileContent: ministryTable()})
	end := h.do(t, by.admin, "", 0, office.DraftRepeal{PublicationID: p.ID, Reason: "停用"}).ID
	h.do(t, by.admin, end, 1, office.ProposePublication{Reason: "停用"})
	h.do(t, by.first, end, 2, office.ReturnPublication{Reason: "仍需使用"})
	h.do(t, by.admin, end, 3, office.WithdrawDraft{Reason: "不再停用"})
	require.Equal(t, office.PublicationPublished, h.publication(t, by.admin, p.ID).State)
	require.Equal(t, []string{"ministry-s5-capacity@2"}, published(h.shelf(t), "540102", today))
}
