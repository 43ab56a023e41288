package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestNobodyWritesToTheDead: the end of a case by the death of an applicant is told to
// the other, or to the next of kin.
func TestNobodyWritesToTheDead(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	end := casework.Terminate{Ground: "applicant_died", EventOn: day("2024-01-02"), Proof: "死亡证明", Reason: "申请人死亡", Who: "王林"}
	out := h.must(h.supervisor, id, end)
	require.Equal(t, "赵芳", out.Papers[0].Recipient)
	serve := casework.ServePaper{PaperID: out.Papers[0].ID, Mode: workflow.ServedDirectly, Recipient: "王林"}
	h.refused(h.officer, id, serve, workflow.KindInvalid, "/relation")
	serve.Recipient = "赵芳"
	h.must(h.officer, id, serve)

	c := workflow.Case{Application: workflow.Application{Applicants: []workflow.Applicant{{Person: workflow.Person{Name: "王林"}}}}}
	require.Equal(t, "王林", casework.Addressees(&c))
	c.Ending = &workflow.Ending{Ground: casework.EndApplicantDied, Who: "王林"}
	require.Equal(t, "王林的近亲属", casework.Addressees(&c))
	c.Ending.Ground = casework.EndChildDied
	require.Equal(t, "王林", casework.Addressees(&c))
}
