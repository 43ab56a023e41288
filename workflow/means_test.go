package workflow_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// TestWhoCanMeetAGuardFollowsFromItsActs: who is named has an act that changes
// the condition, or could do the guarded act in the other's place.
func TestWhoCanMeetAGuardFollowsFromItsActs(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	for _, g := range workflow.Guards() {
		who := l.WhoCan(g)
		require.False(t, len(g.By.Acts) > 0 && len(g.By.People) > 0, "%s: either acts or people", g.Code)
		for _, role := range who {
			does := slices.ContainsFunc(g.By.Acts, func(a workflow.ActName) bool {
				roles, ok := l.RolesOf(a)
				require.True(t, ok, "%s: unknown act %s", g.Code, a)
				return slices.Contains(roles, role)
			})
			for _, r := range l.Rows() {
				if slices.Contains(r.Guards, g.Code) && len(g.By.People) > 0 {
					require.Contains(t, r.Roles, role, "%s names %s, who may not do %s", g.Code, role, r.Act)
					does = true
				}
			}
			require.True(t, does, "%s names %s, who can do nothing about it", g.Code, role)
		}
	}
}

// TestAnActThatMeetsAGuardIsPossibleWhereItIsMissed: in each state from which an
// act is guarded, something that brings the condition about is possible.
func TestAnActThatMeetsAGuardIsPossibleWhereItIsMissed(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	closed := map[workflow.GuardCode][]workflow.State{ // nothing brings it about there any more, and the guard then names nobody
		workflow.GuardBodyAccepted:      {workflow.Assessing, workflow.Integrating, workflow.Reporting, workflow.Selecting, workflow.IntegrationReview}, // a body that is at work has accepted
		workflow.GuardEvidenceValid:     {workflow.Reviewing},                                                                                           // proposed from there without an assessment
		workflow.GuardAssessedOrExempt:  {workflow.Deciding, workflow.Selecting},
		workflow.GuardConclusionSettled: {workflow.Reviewing, workflow.Selecting, workflow.Deciding}, // asked for where a report is reviewed only
		// whoever returns a proposal leads back to there
		workflow.GuardNoProposal:          {workflow.Reviewing, workflow.ReportReview, workflow.Selecting, workflow.IntegrationReview},
		workflow.GuardChosen:              {workflow.Reviewing, workflow.IntegrationReview, workflow.Deciding}, // behind the choice, or exempt
		workflow.GuardIntegrationAssessed: {workflow.Deciding},
	}
	for _, o := range workflow.Orders() {
		for _, g := range workflow.Guards() {
			for _, r := range l.RowsOf(o) {
				if !slices.Contains(r.Guards, g.Code) || len(g.By.Acts) == 0 {
					continue
				}
				for _, from := range r.From {
					possible := slices.ContainsFunc(g.By.Acts, func(a workflow.ActName) bool { return l.Possible(o, a, from) })
					require.True(t, possible || slices.Contains(closed[g.Code], from), "order %s: %s is missed by %s in %s, where none of %v is possible", o, g.Code, r.Act, from, g.By.Acts)
				}
			}
		}
	}
}

// lawful gives a view the shipped law.
func lawful(t *testing.T, v workflow.View) *workflow.View {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	v.Pack, err = set.Pack("cn", true)
	require.NoError(t, err)
	v.Calendar, err = set.Calendar("cn")
	require.NoError(t, err)
	v.On, v.Today, v.Child = law.MustDate("2024-01-03"), law.MustDate("2024-01-03"), &workflow.Child{}
	return &v
}

// unmetIn finds one unmet guard among the actions of somebody.
func unmetIn(t *testing.T, v *workflow.View, act workflow.ActName, guard workflow.GuardCode) workflow.Unmet {
	t.Helper()
	for _, a := range compiled(t).Actions(v) {
		for _, u := range a.Unmet {
			if a.Act == act && u.Guard == string(guard) {
				return u
			}
		}
	}
	require.Fail(t, "no such unmet guard", "%s of %s", guard, act)
	return workflow.Unmet{}
}

func TestAnOwnGroupHasNoManager(t *testing.T) {
	t.Parallel()
	supervisor := workflow.Actor{ID: "s", Role: workflow.RoleSupervisor, AuthorityID: "o"}
	v := lawful(t, workflow.View{Actor: supervisor, Case: &workflow.Case{AuthorityID: "o", State: workflow.Commissioning, Commission: &workflow.Commission{Kind: workflow.BodyGroup}}})
	require.Equal(t, []workflow.Role{workflow.RoleSupervisor}, unmetIn(t, v, workflow.ActAssignEvaluators, workflow.GuardBodyAccepted).Who)
	for _, a := range compiled(t).Actions(v) {
		require.NotContains(t, a.Roles, workflow.RoleManager, a.Act)
	}
	v.Case.Commission.Kind = workflow.BodyAgency
	require.Equal(t, []workflow.Role{workflow.RoleManager}, unmetIn(t, v, workflow.ActAssignEvaluators, workflow.GuardBodyAccepted).Who)
}

func TestWhoMustWithdrawIsReplacedByAnother(t *testing.T) {
	t.Parallel()
	e := workflow.Evaluator{EvaluatorID: "1", AccountID: "e", Name: "王", Declared: &workflow.RecusalDeclaration{Conflict: true, Secrecy: true}}
	body := &workflow.Commission{Kind: workflow.BodyAgency, BodyID: "a", AcceptedOn: law.MustDate("2024-01-02"), Members: []workflow.Evaluator{e}}
	v := lawful(t, workflow.View{
		Actor: workflow.Actor{ID: "e", Role: workflow.RoleEvaluator, AgencyID: "a"},
		Case:  &workflow.Case{State: workflow.Reporting, Commission: body},
	})
	for act, guard := range map[workflow.ActName]workflow.GuardCode{
		workflow.ActWriteReport: workflow.GuardDeclared, workflow.ActSealReport: workflow.GuardDeclarationsClear,
	} {
		body.Members[0].Declared.Conflict = true
		require.Equal(t, []workflow.Role{workflow.RoleManager}, unmetIn(t, v, act, guard).Who)
		body.Members[0].Declared.Conflict, body.Members[0].Declared.Secrecy = false, false
		require.Equal(t, []workflow.Role{workflow.RoleEvaluator}, unmetIn(t, v, act, guard).Who)
		body.Members[0].Declared.Secrecy = true
	}
}

// TestActsOfOtherCategoriesAreNotListed: what can never concern a case does not
// stand among its acts, and cannot be done.
func TestActsOfOtherCategoriesAreNotListed(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	supervisor := workflow.Actor{ID: "s", Role: workflow.RoleSupervisor, AuthorityID: "o"}
	for _, category := range workflow.Categories() {
		v := lawful(t, workflow.View{Actor: supervisor, Case: &workflow.Case{AuthorityID: "o", State: workflow.Reviewing, Category: category}})
		var listed []workflow.ActName
		for _, a := range l.Actions(v) {
			listed = append(listed, a.Act)
		}
		require.Equal(t, category == workflow.CatFoundling, slices.Contains(listed, workflow.ActPermitFoundling), category)
		require.Equal(t, category != workflow.CatStepChild, slices.Contains(listed, workflow.ActIssueNotice), category)
		_, err := l.Decide(v, workflow.ActPermitFoundling)
		if category == workflow.CatFoundling {
			require.NoError(t, err)
			continue
		}
		require.True(t, workflow.IsKind(err, workflow.KindConflict), "%v", err)
	}
}
