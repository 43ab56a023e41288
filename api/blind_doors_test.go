package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// doors are all ways to read something of one case.
func doors(f *sample.Family, paper, upload string) []string {
	at := "/cases/" + f.ID
	return []string{
		at, at + "/actions", at + "/clocks", at + "/rules", at + "/materials", at + "/history", at + "/history/1", at + "/conflicts", at + "/papers",
		at + "/papers/" + paper, at + "/evidence", at + "/uploads/" + upload, at + "/uploads/" + upload + "/copies/thumbnail", at + "/sheets",
		at + "/sheets/capacity", at + "/sheets/capacity/versions", at + "/results/capacity",
	}
}

// read reads a page that there is.
func (w *world) read(c *sample.Client, path string, into any) {
	w.t.Helper()
	r := w.do(c, http.MethodGet, path, nil)
	require.Equal(w.t, http.StatusOK, r.status, "%s: %s", path, r.body)
	require.NoError(w.t, json.Unmarshal(r.body, into))
}

// TestTheDoorsOfACase: an evaluator who is not assigned and an agency that is not commissioned find every
// door of a case shut, and nothing of it in lists, jobs, boards and searches.
func TestTheDoorsOfACase(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	o := f.Office
	out := w.submit(f, o.Eval1, w.fill(f, o.Eval1, secret, 1))
	var files struct{ Files []struct{ ID string } }
	w.read(o.Officer, "/cases/"+f.ID+"/evidence", &files)
	require.NotEmpty(t, files.Files)
	strange := office.RegisterAgency{AuthorityID: o.AuthorityID, AgencyParticulars: office.AgencyParticulars{Name: "另一中心", CreditCode: "91350100M000100Y43", LegalPerson: true, Representative: "李某", Scope: "社会调查"}}
	agency := w.create("/agencies", strange)
	for name, c := range map[string]*sample.Client{
		"evaluator who is not assigned": o.Eval3, "manager of another agency": w.account("far-manager", workflow.RoleManager, o.AuthorityID, agency),
		"evaluator of another agency": w.account("far-evaluator", workflow.RoleEvaluator, o.AuthorityID, agency),
	} {
		for _, door := range doors(f, out.Papers[0].ID, files.Files[0].ID) {
			r := w.do(c, http.MethodGet, door, nil)
			require.Contains(t, []int{http.StatusNotFound, http.StatusForbidden}, r.status, "%s at %s: %s", name, door, r.body)
			require.NotContains(t, string(r.body), secret)
			require.Empty(t, r.header.Get("ETag"), "no version is told either")
		}
		r := w.do(c, http.MethodPut, "/cases/"+f.ID+"/sheets/capacity", map[string]any{"answers": map[string]any{}}, match(`"v0"`))
		require.Contains(t, []int{http.StatusNotFound, http.StatusForbidden}, r.status, string(r.body))
		for _, list := range []string{"/cases", "/cases?q=%E7%8E%8B%E6%9E%97", "/jobs", "/boards/agencies", "/agencies/" + agency + "/offers"} {
			require.NotContains(t, string(w.do(c, http.MethodGet, list, nil).body), f.ID, "%s at %s", name, list)
		}
	}
}

// TestAnAdjudicatorSeesWhatIsInDispute: nothing before the naming, the names alone until the declaration,
// then the items in dispute of both sheets and no other, and nothing more when all is ruled on.
func TestAnAdjudicatorSeesWhatIsInDispute(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	o := f.Office
	first := w.submit(f, o.Eval1, w.fill(f, o.Eval1, secret, 1))
	w.submit(f, o.Eval2, w.fill(f, o.Eval2, "另一位评估员的评语", 0))
	at := "/cases/" + f.ID
	w.do(o.Eval3, http.MethodGet, at, nil).problem(http.StatusNotFound, "case_not_found")

	do := func(c *sample.Client, in casework.Command) {
		_, err := f.Reload(t.Context(), o.Officer)
		require.NoError(t, err)
		_, err = f.Try(t.Context(), c, in)
		require.NoError(t, err)
	}
	do(o.Manager, casework.NameAdjudicator{EvaluatorID: o.EvaluatorIDs[2]})
	var v casework.CaseView
	w.read(o.Eval3, at, &v)
	require.Empty(t, v.Case.Sheets)
	require.Empty(t, v.Disputes)
	for _, door := range []string{at + "/history", at + "/papers/" + first.Papers[0].ID, at + "/sheets/capacity", at + "/results/capacity"} {
		r := w.do(o.Eval3, http.MethodGet, door, nil)
		require.GreaterOrEqual(t, r.status, http.StatusBadRequest, "%s before the declaration: %s", door, r.body)
	}

	do(o.Eval3, casework.DeclareRecusal{Secrecy: true})
	w.read(o.Eval3, at, &v)
	require.Len(t, v.Case.Sheets, 2)
	require.Len(t, v.Disputes, 1)
	disputed := map[string]bool{}
	ruling := casework.RuleItems{}
	for _, one := range v.Disputes[0].Items {
		disputed[one.Code] = true
	}
	for _, s := range v.Case.Sheets {
		for code := range s.Answers {
			require.True(t, disputed[code], "item %s is not in dispute", code)
		}
	}
	table := w.tableOf(f, o.Officer, workflow.PhaseCapacity)
	require.Less(t, len(v.Case.Sheets[0].Answers), countItems(table.Items()), "not the whole sheet")
	w.do(o.Eval3, http.MethodGet, at+"/papers/"+first.Papers[0].ID, nil).problem(http.StatusNotFound, "unknown_paper")
	for _, one := range v.Disputes[0].Dispute.Open() {
		ruling.Rulings = append(ruling.Rulings, casework.ItemRuling{
			Code: one.Code, Applicant: one.Applicant, Reason: "核对证明后认定",
			Answer: assessment.Answer{Option: v.Case.Sheets[0].Answers[one.Code].Option, Comment: "核对证明后认定"},
		})
	}
	do(o.Eval3, ruling)
	var shut casework.CaseView
	w.read(o.Eval3, at, &shut)
	require.Empty(t, shut.Case.Sheets, "the file shuts when all is ruled on")
	r := w.do(o.Eval3, http.MethodGet, at+"/history", nil)
	require.NotEqual(t, http.StatusOK, r.status)
}

func countItems[T any](all func(func(T) bool)) (n int) {
	for range all {
		n++
	}
	return n
}
