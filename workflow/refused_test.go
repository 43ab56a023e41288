package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
)

// TestARefusalSaysWhereAndByWhom: the state in which an act belongs, in the order
// of the case, and the office or the part in the case that the actor lacks.
func TestARefusalSaysWhereAndByWhom(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	refusal := func(o workflow.Order, a workflow.Actor, act workflow.ActName) string {
		c := &workflow.Case{AuthorityID: "own", Authority: workflow.AuthorityRef{Name: "成都市武侯区民政局"}, Order: o, State: workflow.Deciding}
		_, err := l.Decide(lawful(t, workflow.View{Actor: a, Case: c}), act)
		require.Error(t, err)
		return err.Error()
	}
	own := workflow.Actor{ID: "o1", Role: workflow.RoleOfficer, AuthorityID: "own"}
	above := workflow.Actor{ID: "o2", Role: workflow.RoleOfficer, AuthorityID: "above"}
	evaluator := workflow.Actor{ID: "e1", Role: workflow.RoleEvaluator, AgencyID: "agency"}

	require.Contains(t, refusal(workflow.OrderA, own, workflow.ActCheckReport), "该事项在“报告审核中”时办理")
	require.Contains(t, refusal(workflow.OrderB, own, workflow.ActCheckReport), "该事项在“报告审核中”“融合评估中”时办理", "two rows of the act")
	require.NotContains(t, refusal(workflow.OrderA, own, workflow.ActBeginIntegration), "择优", "that is order B")

	require.Contains(t, refusal(workflow.OrderA, above, workflow.ActProposeRefusal), "应当由收养登记员办理；本案的登记机关是成都市武侯区民政局")
	require.Contains(t, refusal(workflow.OrderA, evaluator, workflow.ActRuleItems), "应当由评估员办理；您现在不承办本案")
	wrongRole := refusal(workflow.OrderA, own, workflow.ActRuleItems)
	require.Contains(t, wrongRole, "应当由评估员办理")
	require.NotContains(t, wrongRole, "；")
}
