package api_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestFiltersOfTheListOfCases asks for one of two cases in every way, and for neither.
func TestFiltersOfTheListOfCases(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o, s := w.sampleOffice(), w.schedule()
	study, refused := sample.Foundling(s, o), sample.TooYoung(s, o)
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-01-18")))
	list := func(c *sample.Client, query url.Values) []string {
		t.Helper()
		r := w.do(c, http.MethodGet, "/cases?"+query.Encode(), nil)
		require.Equal(t, http.StatusOK, r.status, string(r.body))
		var page struct{ Items []casework.CaseLine }
		require.NoError(t, json.Unmarshal(r.body, &page))
		ids := []string{}
		for _, l := range page.Items {
			ids = append(ids, l.ID)
		}
		return ids
	}
	both := []string{study.ID, refused.ID}
	require.ElementsMatch(t, both, list(o.Officer, nil))
	for filter, want := range map[[2]string][]string{
		{"state", "assessing"}: {study.ID}, {"state", "assessing,refused"}: both, {"state", "closed"}: {},
		{"category", "1"}: both, {"category", "4"}: {}, {"officer", o.AccountIDs["dengji1"]}: both, {"officer", o.AccountIDs["dengji2"]}: {},
		{"agency", o.AgencyID}: {study.ID}, {"authority", o.AuthorityID}: both, {"authority", newID()}: {},
		{"division", "54"}: both, {"division", "5401"}: both, {"division", "540100"}: both, {"division", "540102"}: {},
		{"due_by", "2024-12-31"}: {study.ID}, {"due_by", "2024-01-02"}: {},
		{"q", "王𠮷林"}: {study.ID}, {"q", "𠮷林"}: {study.ID}, {"q", "孙立"}: {refused.ID}, {"q", study.Number}: {study.ID}, {"q", "没有此人"}: {},
	} {
		got := list(o.Officer, url.Values{filter[0]: {filter[1]}})
		if filter[0] == "due_by" { // a refused case has no running limit but that of a remedy
			require.NotContains(t, list(o.Officer, url.Values{"due_by": {"2024-01-02"}}), study.ID)
			if len(want) > 0 {
				require.Contains(t, got, want[0])
			}
			continue
		}
		require.ElementsMatch(t, want, got, "%s=%s", filter[0], filter[1])
	}
	require.Equal(t, []string{study.ID}, list(o.Officer, url.Values{"state": {string(workflow.Assessing)}, "category": {"1"}, "q": {"王𠮷林"}}))
	require.Equal(t, []string{study.ID}, list(o.Eval1, nil), "an evaluator sees the own cases")
	require.Equal(t, []string{study.ID}, list(o.Manager, nil), "a manager sees the commissions")
	require.Empty(t, list(o.Eval3, nil))
}

// TestOffersOfAnAgency: the file opens with the acceptance.
func TestOffersOfAnAgency(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-11") // consent is given, nothing accepted
	o := f.Office
	r := w.do(o.Manager, http.MethodGet, "/agencies/"+o.AgencyID+"/offers", nil)
	require.Equal(t, http.StatusOK, r.status, string(r.body))
	require.Contains(t, string(r.body), f.ID)
	require.Contains(t, string(r.body), "王𠮷林", "the names for the recusal check")
	before := w.do(o.Manager, http.MethodGet, "/cases/"+f.ID, nil)
	require.Equal(t, http.StatusOK, before.status)
	for _, closed := range []string{"肖梦", "id_number", "income", "吉日街道"} {
		require.NotContains(t, string(before.body), closed, "the file is not open yet")
	}
	require.Equal(t, http.StatusOK, w.do(o.Manager, http.MethodPost, act(f, workflow.ActAcceptCommission), casework.AcceptCommission{}, key(), current(f)).status)
	require.Contains(t, string(w.do(o.Manager, http.MethodGet, "/cases/"+f.ID, nil).body), "吉日街道")
}
