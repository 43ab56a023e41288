package workflow_test

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

func compiled(t *testing.T) *workflow.Lifecycle {
	t.Helper()
	l, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	return l
}

func TestTableCompiles(t *testing.T) {
	t.Parallel()
	for _, o := range workflow.Orders() {
		require.NotEmpty(t, compiled(t).RowsOf(o))
	}
}

func TestCompileRefusesBrokenTables(t *testing.T) {
	t.Parallel()
	broken := map[string]func([]workflow.Row) []workflow.Row{
		"has two rows from": func(r []workflow.Row) []workflow.Row { return append(r, r[0]) },
		"unknown guard":     func(r []workflow.Row) []workflow.Row { r[0].Guards = []workflow.GuardCode{"nope"}; return r },
		"unknown paper":     func(r []workflow.Row) []workflow.Row { r[0].Papers = []workflow.PaperCode{"X1"}; return r },
		"unknown state":     func(r []workflow.Row) []workflow.Row { r[0].To = []workflow.State{"nowhere"}; return r },
		"is never reached":  func(r []workflow.Row) []workflow.Row { return without(r, workflow.ActClose) },
		"is a dead end": func(r []workflow.Row) []workflow.Row {
			return without(without(r, workflow.ActAccept), workflow.ActSubmit)
		},
		"leaves the end state": func(r []workflow.Row) []workflow.Row { r[0].From = append(r[0].From, workflow.Closed); return r },
		"more than one state": func(r []workflow.Row) []workflow.Row {
			r[0].To = []workflow.State{workflow.Submitted, workflow.Reviewing}
			return r
		},
		"Chinese name": func(r []workflow.Row) []workflow.Row { r[0].Name = ""; return r },
	}
	for want, spoil := range broken {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			_, err := workflow.Compile(spoil(workflow.Table()), workflow.Guards())
			require.ErrorContains(t, err, want)
		})
	}
}

func without(rows []workflow.Row, act workflow.ActName) []workflow.Row {
	return slices.DeleteFunc(rows, func(r workflow.Row) bool {
		return r.Act == act || act == workflow.ActSubmit && slices.Contains(r.From, workflow.Submitted) && len(r.To) > 0 && r.Act != workflow.ActSubmit
	})
}

// TestEveryStateReachesAnEnd walks the table backwards from the ends.
func TestEveryStateReachesAnEnd(t *testing.T) {
	t.Parallel()
	for _, o := range workflow.Orders() {
		rows, states := compiled(t).RowsOf(o), workflow.StatesOf(o)
		for _, end := range states {
			if end.End() {
				require.True(t, reaches(rows, workflow.Draft, end), "order %s: %s cannot be reached from draft", o, end)
			}
		}
		for _, s := range states {
			found := s.End()
			for _, end := range states {
				found = found || end.End() && reaches(rows, s, end)
			}
			require.True(t, found, "order %s: %s leads to no end", o, s)
		}
	}
}

func reaches(rows []workflow.Row, from, to workflow.State) bool {
	seen, queue := map[workflow.State]bool{from: true}, []workflow.State{from}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		if s == to {
			return true
		}
		for _, r := range rows {
			if !slices.Contains(r.From, s) {
				continue
			}
			for _, next := range r.To {
				if !seen[next] {
					seen[next] = true
					queue = append(queue, next)
				}
			}
		}
	}
	return false
}

// TestNoRegistrationWithoutItsConditions looks at every row that leads to a
// registered adoption: guards look at the case and not at the path, so a guard
// of the row holds on every path through it.
func TestNoRegistrationWithoutItsConditions(t *testing.T) {
	t.Parallel()
	need := []workflow.GuardCode{
		workflow.GuardAssessedOrExempt, workflow.GuardNoticeCleared, workflow.GuardPlacerConsent, workflow.GuardDutyHoldersConsent,
		workflow.GuardChildConsent, workflow.GuardProposedRegister, workflow.GuardApproverDiffers, workflow.GuardEligibleToday,
		workflow.GuardQuestioned, workflow.GuardGuided, workflow.GuardChildFree,
	}
	for order, more := range map[workflow.Order][]workflow.GuardCode{
		workflow.OrderA: nil, workflow.OrderB: {workflow.GuardChosen, workflow.GuardIntegrationAssessed},
	} {
		entries := 0
		for _, r := range compiled(t).RowsOf(order) {
			if !slices.Contains(r.To, workflow.FollowUp) || slices.Contains(r.From, workflow.FollowUp) {
				continue
			}
			entries++
			require.Equal(t, []workflow.Role{workflow.RoleSupervisor}, r.Roles)
			for _, g := range slices.Concat(need, more) {
				require.Contains(t, r.Guards, g, "%s lacks %s", r.Act, g)
			}
		}
		require.Equal(t, 1, entries)
	}
}

// TestAssessmentConsentStandsBeforeTheStudy: no row enters the home study but by the family's consent.
func TestAssessmentConsentStandsBeforeTheStudy(t *testing.T) {
	t.Parallel()
	study := []workflow.State{workflow.Commissioning, workflow.Assessing, workflow.Integrating, workflow.Reporting, workflow.ReportReview, workflow.Selecting, workflow.IntegrationReview}
	for _, r := range compiled(t).Rows() {
		for _, to := range r.To {
			if !slices.Contains(study, to) {
				continue
			}
			for _, from := range r.From {
				require.True(t, slices.Contains(study, from) || r.Act == workflow.ActGiveConsent, "%s enters %s from %s", r.Act, to, from)
			}
		}
	}
}

// TestNoRefusalByOnePerson: the only way to refused is the approver's, on another's proposal.
func TestNoRefusalByOnePerson(t *testing.T) {
	t.Parallel()
	for _, r := range compiled(t).Rows() {
		if slices.Contains(r.To, workflow.Refused) {
			require.Equal(t, workflow.ActApproveRefusal, r.Act)
			require.Contains(t, r.Guards, workflow.GuardApproverDiffers)
			require.Contains(t, r.Guards, workflow.GuardProposedRefuse)
		}
	}
}

// TestClocksAreArmedWhereTheLawSetsOne: whoever enters a state with a limit
// either arms its clock or comes from where it ran, and does not stop it.
func TestClocksAreArmedWhereTheLawSetsOne(t *testing.T) {
	t.Parallel()
	for _, o := range workflow.Orders() {
		for _, r := range compiled(t).RowsOf(o) {
			for _, to := range r.To {
				for _, clock := range workflow.RequiredClocks(o, to) {
					if slices.Contains(r.Arms, clock) {
						continue
					}
					require.NotContains(t, r.Stops, clock, "order %s: %s stops %s and enters %s", o, r.Act, clock, to)
					for _, from := range r.From {
						require.Contains(t, workflow.RequiredClocks(o, from), clock, "order %s: %s enters %s from %s without %s", o, r.Act, to, from, clock)
					}
				}
			}
		}
	}
}

// TestEndsStopTheClocks: no case ends while its review clock runs on.
func TestEndsStopTheClocks(t *testing.T) {
	t.Parallel()
	for _, r := range compiled(t).Rows() {
		for _, to := range r.To {
			if to.End() && to != workflow.Closed {
				require.Contains(t, r.Stops, law.ClockRegistrationReview, "%s ends in %s", r.Act, to)
			}
		}
	}
}

// TestAnEmergencyFreezesTheRoad: while a child may be in danger, nothing leads on but what protects or ends.
func TestAnEmergencyFreezesTheRoad(t *testing.T) {
	t.Parallel()
	allowed := []workflow.ActName{
		workflow.ActFailIntegration, workflow.ActTerminateAssessment, workflow.ActWithdraw, workflow.ActTerminate,
		workflow.ActProposeRefusal, workflow.ActApproveRefusal, workflow.ActReturnProposal,
	}
	for _, r := range compiled(t).Rows() {
		if r.Hold && !r.Stays() {
			require.Contains(t, allowed, r.Act)
		}
	}
}

func TestEveryGuardIsUsed(t *testing.T) {
	t.Parallel()
	for _, g := range workflow.Guards() {
		used := slices.ContainsFunc(workflow.Table(), func(r workflow.Row) bool { return slices.Contains(r.Guards, g.Code) })
		require.True(t, used, "guard %s stands in no row", g.Code)
		require.NotEmpty(t, g.Name)
	}
}

func TestEveryPaperIsOrdered(t *testing.T) {
	t.Parallel()
	child := []workflow.PaperCode{"D03a", "D03b"} // ordered by acts on the child
	for _, p := range workflow.PaperSpecs() {
		ordered := slices.Contains(child, p.Code) || slices.ContainsFunc(workflow.Table(), func(r workflow.Row) bool { return slices.Contains(r.Papers, p.Code) })
		require.True(t, ordered, "no act orders %s", p.Code)
	}
}

func TestCommittedLifecyclePageIsWhatTheTableSays(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/lifecycle.md")
	require.NoError(t, err)
	require.Equal(t, compiled(t).Graph(), string(page), "run make docs")
}

// TestNobodyIsChosenByOnePerson: the choice is proposed by one and approved by
// another, in order B alone, and the only way into the integration leads through it.
func TestNobodyIsChosenByOnePerson(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	for _, r := range l.RowsOf(workflow.OrderA) {
		require.NotContains(t, []workflow.ActName{workflow.ActProposeChoice, workflow.ActApproveChoice, workflow.ActEnterSelection}, r.Act)
	}
	for _, r := range l.RowsOf(workflow.OrderB) {
		switch {
		case r.Act == workflow.ActProposeChoice:
			require.Equal(t, []workflow.Role{workflow.RoleOfficer}, r.Roles)
		case r.Act == workflow.ActApproveChoice:
			require.Equal(t, []workflow.Role{workflow.RoleSupervisor}, r.Roles)
			require.Contains(t, r.Guards, workflow.GuardChoiceApproverDiffers)
		case slices.Contains(r.To, workflow.Integrating):
			require.Contains(t, r.Guards, workflow.GuardChosen)
			if r.Act != workflow.ActReopenSheet { // back into an integration that was chosen for
				require.Equal(t, []workflow.State{workflow.Selecting}, r.From)
			}
		}
		if r.Rivals {
			require.True(t, r.Child, "%s touches the cases of a child that it does not lock", r.Act)
		}
	}
}

// TestAnActOfAnotherOrderIsRefused says so, and is not listed.
func TestAnActOfAnotherOrderIsRefused(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	officer := workflow.Actor{ID: "o1", Role: workflow.RoleOfficer, AuthorityID: "o"}
	v := lawful(t, workflow.View{Actor: officer, Case: &workflow.Case{AuthorityID: "o", Order: workflow.OrderA, State: workflow.ReportReview}})
	_, err := l.Decide(v, workflow.ActEnterSelection)
	require.ErrorContains(t, err, "没有“进入择优”这一事项")
	v.Actor.Role = workflow.RoleSupervisor
	_, err = l.Decide(v, workflow.ActEnterSelection)
	require.True(t, workflow.IsKind(err, workflow.KindForbidden), "the role is asked for first")
	listed := func() bool {
		return slices.ContainsFunc(l.Actions(v), func(a workflow.Action) bool { return a.Act == workflow.ActEnterSelection })
	}
	require.False(t, listed())
	v.Case.Order = workflow.OrderB
	require.True(t, listed())
}
