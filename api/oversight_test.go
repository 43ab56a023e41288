package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// readsOf reads a page of who looked at a case.
func (w *world) readsOf(c *sample.Client, at string) (lines []casework.ReadLine, next string) {
	w.t.Helper()
	r := w.do(c, http.MethodGet, at, nil)
	require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	var page struct {
		Items []casework.ReadLine
		Next  string
	}
	require.NoError(w.t, json.Unmarshal(r.body, &page))
	return page.Items, page.Next
}

func TestWhoLookedAtACase(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-12")
	o := f.Office
	path := "/cases/" + f.ID + "/reads"
	w.do(o.Auditor, http.MethodGet, "/cases/"+f.ID, nil)
	w.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/clocks", nil)
	lines, _ := w.readsOf(o.Supervisor, path)
	require.Equal(t, workflow.RoleOfficer, lines[0].By.Role, "newest first")
	require.NotEmpty(t, lines[0].By.Name)
	require.NotEmpty(t, lines[0].By.Organisation)
	require.Equal(t, workflow.RoleAuditor, lines[1].By.Role)
	require.Equal(t, "case", lines[1].What)

	again, _ := w.readsOf(o.Auditor, path)
	require.Equal(t, "reads", again[0].What, "who asks is watched too")
	require.Equal(t, workflow.RoleSupervisor, again[0].By.Role)

	own, _ := w.readsOf(o.Auditor, path+"?by="+lines[0].By.ID)
	for _, l := range own {
		require.Equal(t, lines[0].By.ID, l.By.ID)
	}
	require.NotEmpty(t, own)

	first, next := w.readsOf(o.Auditor, path+"?limit=2")
	require.Len(t, first, 2)
	require.NotEmpty(t, next)
	second, _ := w.readsOf(o.Auditor, path+"?limit=2&cursor="+next)
	require.Less(t, second[0].ID, first[1].ID)

	w.do(o.Officer, http.MethodGet, path, nil).problem(http.StatusForbidden, "role_may_not")
}

func TestVerifyingAFileOverTheAPI(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	pdf := sample.Header{Name: "Content-Type", Value: "application/pdf"}
	w.do(w.admin, http.MethodPost, "/verifications", []byte("%PDF-"), pdf).problem(http.StatusConflict, "no_verifier")
	var got []byte
	w.cases.Verifier = func(_ context.Context, file []byte) (*casework.FileVerdict, error) {
		got = append([]byte{}, file...)
		return &casework.FileVerdict{Verdict: casework.VerdictFails, Kind: "paper", Findings: []casework.FileFinding{
			{Subject: "form", SubjectName: "文件格式", Status: "fails", Code: "form", Chinese: "已经损坏", English: "damaged"},
		}}, nil
	}
	r := w.do(w.admin, http.MethodPost, "/verifications", []byte("%PDF-1.7"), pdf)
	require.Equal(t, http.StatusOK, r.status, string(r.body))
	require.Equal(t, "%PDF-1.7", string(got))
	require.Equal(t, "fails", r.text("verdict"))
	w.do(w.admin, http.MethodPost, "/verifications", []byte{}, pdf).problem(http.StatusBadRequest, "bad_request")
	w.do(nil, http.MethodPost, "/verifications", []byte("%PDF-1.7"), pdf).problem(http.StatusUnauthorized, "unauthenticated")
}

func TestStatisticsCountWhatTheListShows(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-12")
	o := f.Office
	r := w.do(o.Supervisor, http.MethodGet, "/statistics", nil)
	require.Equal(t, http.StatusOK, r.status, string(r.body))
	var s casework.Statistics
	require.NoError(t, json.Unmarshal(r.body, &s))
	require.Positive(t, s.Total)
	for name, part := range map[string][]casework.Figure{"states": s.States, "categories": s.Category, "offices": s.Offices, "received": s.Received, "outcomes": s.Outcomes} {
		sum := int64(0)
		for _, one := range part {
			sum += one.Count
		}
		require.Equal(t, s.Total, sum, name)
	}
	require.Equal(t, "2024-01", s.Received[0].Key)
	require.NotEmpty(t, s.Offices[0].Name)
	require.Equal(t, "acceptance", s.Stages[0].Stage)
	require.LessOrEqual(t, s.Stages[0].Lower, s.Stages[0].Upper)

	before := w.do(o.Auditor, http.MethodGet, "/statistics?from=2023-01-01&to=2023-12-31", nil)
	require.NoError(t, json.Unmarshal(before.body, &s))
	require.Zero(t, s.Total)
	w.do(o.Auditor, http.MethodGet, "/statistics?from=2024-02-01&to=2024-01-01", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
	w.do(w.admin, http.MethodGet, "/statistics", nil).problem(http.StatusForbidden, "role_may_not")
}
