package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
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

// endless gives the first replay cases without end, until it stops; later ones read what there is.
type endless struct {
	casework.Archive
	asked   atomic.Int32
	reading chan struct{}
	stopped chan error
}

func (e *endless) EndedCases(ctx context.Context, actor workflow.Actor, q casework.EndedQuery, each func(total int64, document, child []byte) error) error {
	if e.asked.Add(1) > 1 {
		return e.Archive.EndedCases(ctx, actor, q, each)
	}
	close(e.reading)
	for {
		if err := each(1<<20, []byte(`{"state":"closed"}`), nil); err != nil {
			e.stopped <- err
			return err
		}
	}
}

func TestARunningWhatIfIsCancelledAndTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	archive := &endless{Archive: w.replay.Archive, reading: make(chan struct{}), stopped: make(chan error, 1)}
	w.replay.Archive = archive
	boss := w.account("zhuren9", workflow.RoleSupervisor, w.founded.Authority.ID, "")
	w.worksWhatIf()
	made := w.do(boss, http.MethodPost, "/publications", office.SaveDraft{
		AuthorityID: w.founded.Authority.ID, Kind: workflow.LawInstrument, DraftTerms: office.DraftTerms{Division: "540100", InForce: law.MustDate("2030-01-01")}, FileContent: office.FileContent{File: milder(t)},
	}, key())
	require.Equal(t, http.StatusCreated, made.status, string(made.body))
	ordered := w.do(boss, http.MethodPost, "/publications/"+made.text("id")+"/what-if", nil)
	require.Equal(t, http.StatusCreated, ordered.status, string(ordered.body))

	<-archive.reading
	require.Equal(t, http.StatusOK, w.do(boss, http.MethodPost, "/jobs/"+ordered.text("id")+"/cancel", nil).status)
	require.Error(t, <-archive.stopped, "the cases are not read to their end")
	cancelled := w.jobState(boss, ordered.text("id"), "cancelled")
	require.Empty(t, cancelled.text("result"), "no report of half the cases")

	require.Equal(t, http.StatusOK, w.do(boss, http.MethodPost, "/jobs/"+ordered.text("id")+"/retry", nil).status)
	require.Contains(t, w.jobState(boss, ordered.text("id"), "done").text("result"), `"cases":0`)
}
