package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestCandidatesOfAChild: two families of order B on the day before the choice; the
// answer is checked by contract, and no assessment body may have it.
func TestCandidatesOfAChild(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o, err := sample.OpenChengdu(t.Context(), http.DefaultClient, w.base, w.admin, w.founded.Authority.ID, law.MustDate(start))
	require.NoError(t, err)
	s := w.schedule()
	families := sample.BestOfSeveral(s, o)
	require.NoError(t, s.Run(t.Context(), law.MustDate("2024-02-06")))
	path := "/children/" + families[0].ChildID + "/candidates"
	read := func(c *sample.Client) []casework.CandidateView {
		r := w.do(c, http.MethodGet, path, nil)
		require.Equal(t, http.StatusOK, r.status, string(r.body))
		require.NotContains(t, string(r.body), "岳明")
		var v casework.CandidatesView
		require.NoError(t, json.Unmarshal(r.body, &v))
		require.Len(t, v.Candidates, 2)
		return v.Candidates
	}
	first, second := read(o.Officer)[0].Capacity, read(o.Officer)[1].Capacity
	require.Equal(t, []string{"105.00", "95.00"}, []string{first.Total, second.Total})
	require.Equal(t, []string{"100.00", "90.00"}, []string{first.Sections[0].Points, second.Sections[0].Points})
	require.Equal(t, "5.00", second.Bonus[0].Points)
	auditor := w.account("cdshenji1", workflow.RoleAuditor, o.AuthorityID, "")
	for _, c := range []*sample.Client{o.Officer, o.Supervisor, auditor} {
		for _, one := range read(c) {
			require.True(t, one.InSelection)
			require.Empty(t, one.Blocks)
			require.NotEmpty(t, one.Capacity.Bonus)
			require.Equal(t, c == auditor, one.Ties == nil)
		}
	}
	for _, c := range []*sample.Client{o.Manager, o.Eval1, o.Admin} {
		w.do(c, http.MethodGet, path, nil).problem(http.StatusForbidden, "role_not_allowed")
	}
}
