package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestPaperIsSetOnceAndNamedByItsHash(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	var list struct{ Papers []workflow.Paper }
	r := w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/papers", nil)
	require.NoError(t, json.Unmarshal(r.body, &list))
	require.NotEmpty(t, list.Papers)
	for _, p := range list.Papers {
		path := "/cases/" + f.ID + "/papers/" + p.ID
		first := w.do(f.Office.Officer, http.MethodGet, path, nil)
		require.Equal(t, http.StatusOK, first.status, "%s: %s", p.Code, first.body)
		require.Equal(t, "application/pdf", first.header.Get("Content-Type"))
		sum := sha256.Sum256(first.body)
		tag := first.header.Get("ETag")
		require.Equal(t, `"`+hex.EncodeToString(sum[:])+`"`, tag)
		again := w.do(f.Office.Supervisor, http.MethodGet, path, nil)
		require.Equal(t, first.body, again.body)
		known := w.do(f.Office.Officer, http.MethodGet, path, nil, sample.Header{Name: "If-None-Match", Value: `"x", ` + tag})
		require.Equal(t, http.StatusNotModified, known.status)
		require.Empty(t, known.body)
	}
	w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+newID(), nil).problem(http.StatusNotFound, "unknown_paper")
	before := f.Version
	c, err := f.Reload(t.Context(), f.Office.Officer)
	require.NoError(t, err)
	require.Equal(t, before, c.Version, "setting a paper is an entry of the system and leaves the version alone")
}

func TestFormIsPrintedBeforeItsAct(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-08") // the notice is issued
	consents := casework.GiveConsent{Consents: []casework.ApplicantConsent{{ApplicantID: "a1", Privacy: true}, {ApplicantID: "a2", Privacy: true}}}
	path := "/cases/" + f.ID + "/forms/D06a"
	ask := func(act string, in any) reply {
		return w.do(f.Office.Officer, http.MethodPost, path, map[string]any{"act": act, "input": in})
	}
	form := ask("give_consent", consents)
	require.Equal(t, http.StatusOK, form.status, string(form.body))
	require.Equal(t, "application/pdf", form.header.Get("Content-Type"))
	hash := form.header.Get("X-Form-Hash")
	require.Regexp(t, "^[0-9a-f]{64}$", hash)
	ask("close", consents).problem(http.StatusUnprocessableEntity, "invalid_input")
	ask("give_consent", map[string]any{"no_such_field": 1}).problem(http.StatusUnprocessableEntity, "invalid_input")

	other := consents
	other.FormHash = hash
	other.Consents = []casework.ApplicantConsent{{ApplicantID: "a2", Privacy: true}, {ApplicantID: "a1", Privacy: true}}
	p := w.do(f.Office.Officer, http.MethodPost, act(f, workflow.ActGiveConsent), other, key(), current(f)).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "/form_hash", p.Errors[0].Pointer, "what was signed is not what is entered")
	consents.FormHash = hash
	done := w.do(f.Office.Officer, http.MethodPost, act(f, workflow.ActGiveConsent), consents, key(), current(f))
	require.Equal(t, http.StatusOK, done.status, string(done.body))
}

func TestPaperIsSeenBeforeItsAct(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-08") // the notice is issued
	consents := casework.GiveConsent{Consents: []casework.ApplicantConsent{{ApplicantID: "a1", Privacy: true}, {ApplicantID: "a2", Privacy: true}}}
	ask := func(code, act string, in any) reply {
		return w.do(f.Office.Officer, http.MethodPost, "/cases/"+f.ID+"/previews/"+code, map[string]any{"act": act, "input": in})
	}
	seen := ask("D08", "give_consent", consents)
	require.Equal(t, http.StatusOK, seen.status, string(seen.body))
	require.Equal(t, "application/pdf", seen.header.Get("Content-Type"))
	require.True(t, strings.HasPrefix(string(seen.body), "%PDF-"))
	require.Equal(t, seen.header.Get("Content-Disposition"), ask("D08", "give_consent", consents).header.Get("Content-Disposition"), "looking takes no number")

	ask("D14", "give_consent", consents).problem(http.StatusNotFound, "no_preview")
	p := ask("D08", "give_consent", map[string]any{"consents": []any{}}).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "/input/consents", p.Errors[0].Pointer)
	ask("D08", "give_consent", casework.GiveConsent{Consents: consents.Consents[:1]}).problem(http.StatusUnprocessableEntity, "invalid_input")
	ask("D19", "hand_certificate", map[string]any{"blank_number": "00012345", "receivers": []string{"x"}}).problem(http.StatusConflict, "wrong_state")
	ask("D08", "no_such_act", map[string]any{}).problem(http.StatusNotFound, "unknown_act")

	before := f.Version
	c, err := f.Reload(t.Context(), f.Office.Officer)
	require.NoError(t, err)
	require.Equal(t, before, c.Version)
	require.Equal(t, workflow.AwaitingConsent, c.State)
	w.do(f.Office.Auditor, http.MethodPost, "/cases/"+f.ID+"/previews/D08", map[string]any{"act": "give_consent", "input": consents}).problem(http.StatusForbidden, "role_not_allowed")
}

func TestChildWithItsNotice(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	o := f.Office
	child := w.do(o.Officer, http.MethodGet, "/children/"+f.ChildID, nil)
	require.Equal(t, http.StatusOK, child.status)
	require.Contains(t, string(w.do(o.Officer, http.MethodGet, "/children/"+f.ChildID+"/cases", nil).body), f.ID)
	var list struct{ Papers []workflow.Paper }
	require.NoError(t, json.Unmarshal(w.do(o.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers", nil).body, &list))
	require.Len(t, list.Papers, 1)
	require.Equal(t, workflow.PaperCode("D03a"), list.Papers[0].Code)
	paper := w.do(o.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers/"+list.Papers[0].ID, nil)
	require.Equal(t, http.StatusOK, paper.status, string(paper.body))
	var ofCase struct{ Papers []casework.PaperLine }
	require.NoError(t, json.Unmarshal(w.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/papers", nil).body, &ofCase))
	for _, p := range ofCase.Papers {
		if p.Code != "D03a" {
			continue
		}
		require.Equal(t, list.Papers[0].Number, p.Number)
		require.Equal(t, paper.header.Get("ETag"), `"`+p.SHA256+`"`)
		require.Equal(t, paper.body, w.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+p.ID, nil).body, "one number, one file")
	}
	require.Contains(t, string(w.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/papers", nil).body), `"D03a"`)

	clear := "/children/" + f.ChildID + "/acts/clear_notice"
	in := casework.ClearNotice{Unclaimed: true}
	w.do(o.Officer, http.MethodPost, clear, in, key()).problem(http.StatusPreconditionRequired, "if_match_missing")
	w.do(o.Officer, http.MethodPost, clear, in, key(), match(`"v9"`)).problem(http.StatusPreconditionFailed, "stale_version")
	p := w.do(o.Officer, http.MethodPost, clear, in, key(), match(child.header.Get("ETag"))).problem(http.StatusUnprocessableEntity, "guard_unmet")
	require.Contains(t, p.Unmet[0].Message, "期满")
	found := w.do(o.Officer, http.MethodGet, "/children?q=%E8%82%96%E6%A2%A6", nil)
	require.Contains(t, string(found.body), f.ChildID)
}

func TestDraftsAreResources(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	made := w.do(o.Officer, http.MethodPost, "/cases", map[string]any{"category": "4", "application": workflow.Application{}}, key())
	path, v1 := "/cases/"+made.text("id"), match(made.header.Get("ETag"))
	in := map[string]any{"category": "5", "application": workflow.Application{Reason: "有抚养能力"}}
	w.do(o.Officer, http.MethodPut, path, in).problem(http.StatusPreconditionRequired, "if_match_missing")
	saved := w.do(o.Officer, http.MethodPut, path, in, v1)
	require.Equal(t, http.StatusOK, saved.status, string(saved.body))
	require.Equal(t, "2", saved.text("version"))
	w.do(o.Officer2, http.MethodPut, path, in, v1).problem(http.StatusPreconditionFailed, "stale_version")
	w.do(o.Officer2, http.MethodDelete, path, nil, v1).problem(http.StatusPreconditionFailed, "stale_version")
	w.do(o.Auditor, http.MethodGet, path, nil).problem(http.StatusNotFound, "case_not_found")
	require.Equal(t, http.StatusNoContent, w.do(o.Officer, http.MethodDelete, path, nil, match(saved.header.Get("ETag"))).status)
	w.do(o.Officer, http.MethodGet, path, nil).problem(http.StatusNotFound, "case_not_found")
}

func TestLawIsReadable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	get := func(path string) reply {
		r := w.do(o.Officer, http.MethodGet, path, nil)
		require.Equal(t, http.StatusOK, r.status, "%s: %s", path, r.body)
		return r
	}
	require.Contains(t, string(get("/packs").body), `"cn-540100"`)
	require.Contains(t, string(get("/packs/cn-540100?on=2024-01-02").body), "第一千零九十八条")
	require.Contains(t, string(get("/calendars").body), `"sha256"`)
	require.Equal(t, "2026", get("/calendars/cn").text("last_year"))
	days := string(get("/calendars/cn?year=2024").body)
	require.Contains(t, days, `{"on":"2024-02-12","workday":false,`)
	require.Contains(t, days, `{"on":"2024-02-04","workday":true,`)
	w.do(o.Officer, http.MethodGet, "/calendars/cn?year=2030", nil).problem(http.StatusNotFound, "not_found")
	var tables struct{ Instruments []struct{ Name string } }
	require.NoError(t, json.Unmarshal(get("/instruments").body, &tables))
	for _, table := range tables.Instruments {
		get("/instruments/" + table.Name)
	}
	w.do(o.Officer, http.MethodGet, "/instruments/none@1", nil).problem(http.StatusNotFound, "not_found")
	w.do(o.Officer, http.MethodGet, "/packs/cn-99", nil).problem(http.StatusNotFound, "not_found")

	due := w.do(o.Officer, http.MethodPost, "/calendars/due", map[string]any{"start": "2026-01-05", "length": 30, "unit": "day"})
	require.Equal(t, "2026-02-04", due.text("due"))
	require.Equal(t, "false", due.text("provisional"))
	p := w.do(o.Officer, http.MethodPost, "/calendars/due", map[string]any{"start": "2026-02-30", "length": 30, "unit": "day"}).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "/start", p.Errors[0].Pointer)

	facts := map[string]any{"category": 5, "mode": "male_alone", "applicants": []any{map[string]any{"sex": "male", "birth_date": "1994-01-03"}}, "on": "2024-01-02"}
	young := w.do(o.Officer, http.MethodPost, "/eligibility/check", facts)
	require.Equal(t, http.StatusOK, young.status)
	require.Equal(t, "ineligible", young.text("verdict"), "thirty on the next day")
	facts["applicants"] = []any{map[string]any{"sex": "neither"}}
	w.do(o.Officer, http.MethodPost, "/eligibility/check", facts).problem(http.StatusUnprocessableEntity, "invalid_input")
}

func TestSandboxClockMovesForwardOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	move := func(in any) reply { return w.do(w.admin, http.MethodPost, "/sandbox/clock", in) }
	require.Equal(t, "2024-01-02", w.do(w.admin, http.MethodGet, "/sandbox/clock", nil).text("today"))
	require.Equal(t, "2024-03-04", move(map[string]string{"now": "2024-03-04T09:00:00+08:00"}).text("today"))
	require.Equal(t, "2024-03-04", move(map[string]string{"now": "2024-03-04T09:00:00+08:00"}).text("today"), "a repetition does no harm")
	require.Equal(t, "2024-03-11", move(map[string]any{"days": 7}).text("today"))
	require.Equal(t, "2024-04-01", move(map[string]string{"to": "2024-04-01"}).text("today"))
	move(map[string]string{"now": "2024-03-04T09:00:00+08:00"}).problem(http.StatusUnprocessableEntity, "invalid_input")
	move(map[string]any{"to": "2024-05-01", "days": 3}).problem(http.StatusUnprocessableEntity, "invalid_input")
	move(map[string]any{}).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "2024-04-01", w.do(w.admin, http.MethodGet, "/sandbox/clock", nil).text("today"))
}
