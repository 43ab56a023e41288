package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"testing"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/office"
)

// worksWhatIf works replays until the test ends.
func (w *world) worksWhatIf() {
	w.t.Helper()
	kinds := &jobs.Kinds{}
	jobs.AddWhatIf(kinds, w.replay, w.office)
	pool, err := jobs.New(riverpgxv5.New(w.store.Pool()), w.store, kinds, jobs.Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(w.t, err)
	require.NoError(w.t, pool.Start(w.t.Context()))
	w.t.Cleanup(func() { require.NoError(w.t, pool.Stop(context.Background())) })
}

// milder is the shipped capacity table with a pass mark that nearly everybody reaches.
func milder(t *testing.T) string {
	t.Helper()
	all, err := instrument.Embedded()
	require.NoError(t, err)
	for _, table := range all {
		if table.Ref().Code != "sandbox-s1-capacity" {
			continue
		}
		raw := table.Raw()
		for _, pair := range [][2]string{{`version: "1"`, `version: "2"`}, {"total_at_least: 80", "total_at_least: 30"}} {
			require.True(t, bytes.Contains(raw, []byte(pair[0])))
			raw = bytes.Replace(raw, []byte(pair[0]), []byte(pair[1]), 1)
		}
		return string(raw)
	}
	t.Fatal("no such table is shipped")
	return ""
}

func TestWhatIfOfADraftFromTheTaskToTheReport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ours := w.create("/authorities", office.CreateAuthority{
		ParentID: w.founded.Authority.ID, AuthorityParticulars: particulars("拉萨市城关区民政局", "拉城民收", "藏城", "540102", "cn-540100"),
	})
	s, o := w.schedule(), w.sampleOfficeAt(ours)
	family := sample.UnderTheMark(s, o)
	require.NoError(t, s.Run(t.Context(), law.Date{}))
	w.worksWhatIf()

	made := w.do(o.Supervisor, http.MethodPost, "/publications", office.SaveDraft{
		AuthorityID: ours, Kind: workflow.LawInstrument, DraftTerms: office.DraftTerms{Division: "540102", InForce: law.MustDate("2030-01-01")}, FileContent: office.FileContent{File: milder(t)},
	}, key())
	require.Equal(t, http.StatusCreated, made.status, string(made.body))
	draft := "/publications/" + made.text("id")
	for name, c := range map[string]*sample.Client{"administrator": o.Admin, "officer": o.Officer, "manager": o.Manager, "auditor": o.Auditor} {
		require.Equal(t, http.StatusForbidden, w.do(c, http.MethodPost, draft+"/what-if", nil).status, name)
	}
	stranger := w.account("mozhu9", workflow.RoleSupervisor, w.create("/authorities", office.CreateAuthority{
		ParentID: w.founded.Authority.ID, AuthorityParticulars: particulars("墨竹工卡县民政局", "墨民收", "藏墨", "540127", "cn-540100"),
	}), "")
	w.do(stranger, http.MethodPost, draft+"/what-if", nil).problem(http.StatusNotFound, "publication_not_found")

	ordered := w.do(o.Supervisor, http.MethodPost, draft+"/what-if", nil)
	require.Equal(t, http.StatusCreated, ordered.status, string(ordered.body))
	require.Equal(t, "/api/v1/jobs/"+ordered.text("id"), ordered.header.Get("Location"))
	done := w.jobState(o.Supervisor, ordered.text("id"), "done")
	require.NotContains(t, string(done.body), family.Number, "the task itself names no case")
	var yield struct {
		SHA256         string `json:"sha256"`
		Cases, Changed int64
	}
	require.NoError(t, json.Unmarshal([]byte(done.text("result")), &yield), string(done.body))
	require.Equal(t, []int64{1, 1}, []int64{yield.Cases, yield.Changed})

	report := w.do(o.Supervisor, http.MethodGet, draft+"/what-if/"+yield.SHA256, nil)
	require.Equal(t, http.StatusOK, report.status, string(report.body))
	for _, words := range []string{family.Number, `"outcome"`, `"gate"`, "由“不合格”变为“合格”：1件"} {
		require.Contains(t, string(report.body), words)
	}
	require.NotContains(t, string(report.body), "扎西", "no name of the family")
	require.Equal(t, http.StatusOK, w.do(o.Auditor, http.MethodGet, draft+"/what-if/"+yield.SHA256, nil).status)
	for name, c := range map[string]*sample.Client{"administrator": o.Admin, "officer": o.Officer} {
		require.Equal(t, http.StatusForbidden, w.do(c, http.MethodGet, draft+"/what-if/"+yield.SHA256, nil).status, name)
	}
	w.do(stranger, http.MethodGet, draft+"/what-if/"+yield.SHA256, nil).problem(http.StatusNotFound, "what_if_not_found")

	c, err := family.Reload(t.Context(), o.Supervisor)
	require.NoError(t, err)
	require.Equal(t, family.Expected, c.State, "the case is as it was")
	again := w.do(o.Supervisor, http.MethodPost, draft+"/what-if", nil)
	require.Contains(t, w.jobState(o.Supervisor, again.text("id"), "done").text("result"), yield.SHA256, "the same cases and draft, the same report")
}
