package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/board"
	"github.com/anjia-project/anjia/workflow/office"
)

func TestBoardOfTheAgencies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s, o := w.schedule(), w.sampleOffice()
	family := sample.UnderTheMark(s, o)
	require.NoError(t, s.Run(t.Context(), law.Date{}))
	read := func(c *sample.Client, query string) (board.Board, string) {
		r := w.do(c, http.MethodGet, "/boards/agencies"+query, nil)
		require.Equal(t, http.StatusOK, r.status, string(r.body))
		b := board.Board{}
		require.NoError(t, json.Unmarshal(r.body, &b))
		return b, string(r.body)
	}
	whole, text := read(o.Supervisor, "?from=2024-01-01&to=2024-12-31")
	require.Len(t, whole.Agencies, 1)
	a := whole.Agencies[0]
	require.Equal(t, []any{o.AgencyID, 1, 1, 1}, []any{a.ID, a.Offered, a.Accept.Finished, a.Report.Finished})
	require.Equal(t, "too_few_subjects", a.Accept.Median.Refusal.Code, "one case would show how one family was judged")
	require.Equal(t, 10, a.Accept.Median.Refusal.Need)
	require.Len(t, a.Tables, 1)
	require.Equal(t, []int{1, 2}, []int{a.Tables[0].Cases, a.Tables[0].Evaluators})
	for _, secret := range []string{family.Number, family.ID, family.ChildID, `"rank"`} {
		require.NotContains(t, text, secret)
	}
	for name, c := range map[string]*sample.Client{"administrator": w.admin, "auditor": o.Auditor, "manager": o.Manager} {
		same, _ := read(c, "?from=2024-01-01&to=2024-12-31")
		require.Len(t, same.Agencies, 1, name)
		require.Equal(t, a.Report, same.Agencies[0].Report, name)
	}
	none, _ := read(o.Supervisor, "?from=2023-01-01&to=2023-12-31")
	require.Empty(t, none.Agencies)
	require.Equal(t, http.StatusForbidden, w.do(o.Officer, http.MethodGet, "/boards/agencies", nil).status)
	require.Equal(t, http.StatusForbidden, w.do(o.Eval1, http.MethodGet, "/boards/agencies", nil).status)
	w.do(o.Manager, http.MethodGet, "/boards/agencies?agency="+newID(), nil).problem(http.StatusNotFound, "not_found")
	w.do(o.Supervisor, http.MethodGet, "/boards/agencies?from=2024-02-01&to=2024-01-01", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
	w.do(o.Supervisor, http.MethodGet, "/boards/agencies?to=1900-01-01", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
	w.do(o.Supervisor, http.MethodGet, "/boards/agencies?min_subjects=2", nil).problem(http.StatusUnprocessableEntity, "invalid_input")

	other := w.account("jigou9", workflow.RoleManager, o.AuthorityID, w.otherAgency(o.AuthorityID))
	b, text := read(other, "?from=2024-01-01&to=2024-12-31")
	require.Empty(t, b.Agencies)
	require.NotContains(t, text, o.AgencyID, "an agency sees its own line only")
}

// otherAgency files an agency that has no case.
func (w *world) otherAgency(authorityID string) string {
	w.t.Helper()
	return w.create("/agencies", office.RegisterAgency{AuthorityID: authorityID, Staff: []office.StaffMember{}, AgencyParticulars: office.AgencyParticulars{
		Name: "另一家社会工作服务中心", CreditCode: creditCode("52540100MJ0123456"), LegalPerson: true, Governance: true, Scope: "社会调查和评估", ScopeCovers: true, Representative: "某某",
	}})
}
