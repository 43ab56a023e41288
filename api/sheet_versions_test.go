package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/casework"
)

// veto answers the first veto of the capacity tables, with a remark.
func veto(comment string) map[string]any {
	return map[string]any{"answers": map[string]any{"V1": map[string]any{"value": false, "comment": comment}}}
}

// fallenBehind saves a first draft and then, from a window that was opened before it, what somebody typed there; it
// returns the id of the side version.
func (w *world) fallenBehind(caseID string, c *sample.Client, typed string) string {
	w.t.Helper()
	at := "/cases/" + caseID + "/sheets/capacity"
	first := w.do(c, http.MethodPut, at, veto("第一窗口"), match(`"v0"`))
	require.Equal(w.t, http.StatusOK, first.status, string(first.body))
	r := w.do(c, http.MethodPut, at, veto(typed), match(`"v0"`))
	r.problem(http.StatusPreconditionFailed, "sheet_stale")
	var both struct {
		Stored casework.SheetView        `json:"stored"`
		Sent   casework.SheetVersionView `json:"sent"`
	}
	require.NoError(w.t, json.Unmarshal(r.body, &both))
	require.Equal(w.t, "第一窗口", both.Stored.Sheet.Answers["V1"].Comment)
	require.Equal(w.t, int64(1), both.Stored.Version)
	require.Equal(w.t, typed, both.Sent.Sheet.Answers["V1"].Comment)
	require.Equal(w.t, []string{"V1"}, both.Sent.Differs)
	return both.Sent.ID
}

func TestAStaleSheetIsKeptAndItsEvaluatorsAlone(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	o := f.Office
	id := w.fallenBehind(f.ID, o.Eval1, secret)
	at := "/cases/" + f.ID + "/sheets/capacity"
	for name, c := range map[string]*sample.Client{"other evaluator": o.Eval2, "manager": o.Manager, "officer": o.Officer, "supervisor": o.Supervisor, "auditor": o.Auditor} {
		w.do(c, http.MethodGet, at+"/versions/"+id, nil).problem(http.StatusNotFound, "sheet_version_not_found")
		require.JSONEq(t, `{"versions":[]}`, string(w.do(c, http.MethodGet, at+"/versions", nil).body), name)
		for _, elsewhere := range []string{"", "/actions", "/history", "/papers", "/sheets", "/materials"} {
			require.NotContains(t, string(w.do(c, http.MethodGet, "/cases/"+f.ID+elsewhere, nil).body), secret, "%s reads %s", name, elsewhere)
		}
	}
	w.do(o.Eval1, http.MethodGet, "/cases/"+f.ID+"/sheets/integration/versions/"+id, nil).problem(http.StatusNotFound, "sheet_version_not_found")

	var list struct{ Versions []casework.SheetVersionLine }
	require.NoError(t, json.Unmarshal(w.do(o.Eval1, http.MethodGet, at+"/versions", nil).body, &list))
	require.Len(t, list.Versions, 1)
	require.Equal(t, id, list.Versions[0].ID)
	r := w.do(o.Eval1, http.MethodGet, at+"/versions/"+id, nil)
	require.Equal(t, http.StatusOK, r.status)
	var kept casework.SheetVersionView
	require.NoError(t, json.Unmarshal(r.body, &kept))
	require.Equal(t, secret, kept.Sheet.Answers["V1"].Comment)

	took := w.do(o.Eval1, http.MethodPut, at, map[string]any{"answers": kept.Sheet.Answers}, match(`"v1"`))
	require.Equal(t, http.StatusOK, took.status, string(took.body))
	require.Equal(t, `"v2"`, took.header.Get("ETag"))
	require.Contains(t, string(w.do(o.Eval1, http.MethodGet, at, nil).body), secret)
}
