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
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/office"
)

// worksImports reads workbooks until the test ends.
func (w *world) worksImports() {
	w.t.Helper()
	kinds := &jobs.Kinds{}
	jobs.AddImports(kinds, w.cases, w.office)
	pool, err := jobs.New(riverpgxv5.New(w.store.Pool()), w.store, kinds, jobs.Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(w.t, err)
	require.NoError(w.t, pool.Start(w.t.Context()))
	w.t.Cleanup(func() { require.NoError(w.t, pool.Stop(context.Background())) })
}

// workbookOf is the offered form of the ministry as a workbook, under another version.
func workbookOf(t *testing.T, version string) []byte {
	t.Helper()
	offered, err := instrument.Offered()
	require.NoError(t, err)
	for _, table := range offered {
		if table.Ref().Code == "ministry-s5-capacity" {
			spec := table.Spec()
			spec.Version = version
			var b bytes.Buffer
			require.NoError(t, sheet.Write(&b, spec))
			return b.Bytes()
		}
	}
	require.Fail(t, "no such table")
	return nil
}

func TestWorkbookBecomesATableInForce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	w.worksImports()
	second := w.account("second1", workflow.RoleSupervisor, w.founded.Authority.ID, "")
	bring := func(c *sample.Client, content []byte) reply {
		return w.do(c, http.MethodPost, "/publications/workbooks?authority="+w.founded.Authority.ID, content, sample.Header{Name: "Content-Type", Value: "application/octet-stream"})
	}
	require.Equal(t, http.StatusForbidden, bring(o.Officer, workbookOf(t, "3")).status)

	ordered := bring(o.Supervisor, []byte("PK, no workbook"))
	require.Equal(t, http.StatusCreated, ordered.status, string(ordered.body))
	var yield struct {
		PublicationID string           `json:"publication_id"`
		Errors        []sheet.RowError `json:"errors"`
	}
	require.NoError(t, json.Unmarshal([]byte(w.jobState(o.Supervisor, ordered.text("id"), "done").text("result")), &yield))
	require.Empty(t, yield.PublicationID)
	require.NotEmpty(t, yield.Errors[0].Remedy)

	ordered = bring(o.Supervisor, workbookOf(t, "3"))
	require.NoError(t, json.Unmarshal([]byte(w.jobState(o.Supervisor, ordered.text("id"), "done").text("result")), &yield))
	require.Empty(t, yield.Errors)
	draft := "/publications/" + yield.PublicationID
	read := w.do(o.Supervisor, http.MethodGet, draft, nil)
	require.Equal(t, "draft", read.text("state"), string(read.body))
	require.Equal(t, "ministry-s5-capacity", read.text("code"))
	w.do(o.Officer, http.MethodGet, draft, nil).problem(http.StatusNotFound, "publication_not_found")
	require.NotContains(t, string(w.do(o.Officer, http.MethodGet, "/instruments", nil).body), "ministry-s5-capacity@3")

	proposed := w.do(o.Supervisor, http.MethodPost, draft+"/acts/propose_publication", office.ProposePublication{Reason: "采用部系统表单"}, key(), match(read.header.Get("ETag")))
	require.Equal(t, http.StatusOK, proposed.status, string(proposed.body))
	approve := office.ApprovePublication{SHA256: read.text("sha256")}
	w.do(o.Supervisor, http.MethodPost, draft+"/acts/approve_publication", approve, key(), match(proposed.header.Get("ETag"))).problem(http.StatusForbidden, "second_person")
	approved := w.do(second, http.MethodPost, draft+"/acts/approve_publication", approve, key(), match(proposed.header.Get("ETag")))
	require.Equal(t, http.StatusOK, approved.status, string(approved.body))
	table := w.do(o.Officer, http.MethodGet, "/instruments", nil)
	require.Contains(t, string(table.body), `"ministry-s5-capacity@3"`)
	require.Contains(t, string(table.body), `"standing":"published"`)
	require.Equal(t, http.StatusOK, w.do(o.Officer, http.MethodGet, draft, nil).status, "law in force is everybody's to read")
	p := w.do(o.Supervisor, http.MethodPost, draft+"/acts/change_draft", office.ChangeDraft{FileContent: office.FileContent{From: "ministry-s5-capacity@3"}},
		key(), match(approved.header.Get("ETag"))).problem(http.StatusConflict, "publication_state")
	require.Contains(t, p.Detail, "已发布")
	w.repeals(o.Supervisor, second, yield.PublicationID)
	require.Contains(t, string(w.do(o.Officer, http.MethodGet, "/instruments", nil).body), `"standing":"repealed"`)
}

// repeals ends a published table by two people, without a successor.
func (w *world) repeals(first, second *sample.Client, publication string) {
	w.t.Helper()
	in := office.DraftRepeal{PublicationID: publication, Reason: "主管部门通知停用"}
	drafted := w.do(first, http.MethodPost, "/publications/repeals", in, key())
	require.Equal(w.t, http.StatusCreated, drafted.status, string(drafted.body))
	end := "/publications/" + drafted.text("id")
	proposed := w.do(first, http.MethodPost, end+"/acts/propose_publication", office.ProposePublication{Reason: "停用"}, key(), match(drafted.header.Get("ETag")))
	require.Equal(w.t, http.StatusOK, proposed.status, string(proposed.body))
	approve := office.ApprovePublication{SHA256: w.do(second, http.MethodGet, end, nil).text("sha256")}
	w.do(first, http.MethodPost, end+"/acts/approve_publication", approve, key(), match(proposed.header.Get("ETag"))).problem(http.StatusForbidden, "second_person")
	approved := w.do(second, http.MethodPost, end+"/acts/approve_publication", approve, key(), match(proposed.header.Get("ETag")))
	require.Equal(w.t, http.StatusOK, approved.status, string(approved.body))
	require.Equal(w.t, "repealed", w.do(first, http.MethodGet, "/publications/"+publication, nil).text("state"))
	w.do(first, http.MethodPost, "/publications/repeals", in, key()).problem(http.StatusConflict, "repealed")
}
