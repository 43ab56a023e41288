package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestASupplementCompletesTheApplication: facts that were left out at the counter
// are not lost for the case.
func TestASupplementCompletesTheApplication(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	app := couple()
	app.Applicants[0].MedicallyUnfit = nil
	d := h.draft(child, workflow.CatInstitutionFoundling, app)
	id := d.Case.ID
	h.must(h.officer, id, casework.Submit{})
	require.Contains(t, h.load(id).LastEligibility().Report.Missing, "/application/applicants/0/medically_unfit")
	h.must(h.officer, id, casework.RequestSupplement{Items: []string{"体检证明"}})

	spoilt := couple()
	spoilt.Applicants[0].Name = "王\n林"
	h.refused(h.officer, id, casework.SupplySupplement{Application: &spoilt}, workflow.KindInvalid, "/application/applicants/0/name")

	whole := couple()
	out := h.must(h.officer, id, casework.SupplySupplement{Note: "体检证明", Application: &whole})
	require.Equal(t, []workflow.PaperCode{"D01", "D02a"}, []workflow.PaperCode{out.Papers[0].Code, out.Papers[1].Code})
	c := h.load(id)
	require.False(t, *c.Application.Applicants[0].MedicallyUnfit)
	require.NotContains(t, c.LastEligibility().Report.Missing, "/application/applicants/0/medically_unfit")
	require.Len(t, c.Eligibility, 2)
	require.Empty(t, c.Eligibility[0].Report.Outcomes, "the earlier run is whole in its entry only")
	require.Equal(t, int64(1), c.Eligibility[0].EntrySeq)
}
