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
	require.NotEmpty(t, compiled(t).Rows())
}

func TestCompileRefusesBrokenTables(t *testing.T) {
	t.Parallel()
	broken := map[string]func([]workflow.Row) []workflow.Row{
		"has two rows":     func(r []workflow.Row) []workflow.Row { return append(r, r[0]) },
		"unknown guard":    func(r []workflow.Row) []workflow.Row { r[0].Guards = []workflow.GuardCode{"nope"}; return r },
		"unknown paper":    func(r []workflow.Row) []workflow.Row { r[0].Papers = []workflow.PaperCode{"X1"}; return r },
		"unknown state":    func(r []workflow.Row) []workflow.Row { r[0].To = []workflow.State{"nowhere"}; return r },
		"is never reached": func(r []workflow.Row) []workflow.Row { return without(r, workflow.ActClose) },
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
	rows := compiled(t).Rows()
	for _, end := range workflow.States() {
		if !end.End() {
			continue
		}
		require.True(t, reaches(rows, workflow.Draft, end), "%s cannot be reached from draft", end)
	}
	for _, s := range workflow.States() {
		found := s.End()
		for _, end := range workflow.States() {
			found = found || end.End() && reaches(rows, s, end)
		}
		require.True(t, found, "%s leads to no end", s)
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
	entries := 0
	for _, r := range compiled(t).Rows() {
		if !slices.Contains(r.To, workflow.FollowUp) || slices.Contains(r.From, workflow.FollowUp) {
			continue
		}
		entries++
		require.Equal(t, []workflow.Role{workflow.RoleSupervisor}, r.Roles)
		for _, g := range need {
			require.Contains(t, r.Guards, g, "%s lacks %s", r.Act, g)
		}
	}
	require.Equal(t, 1, entries)
}

// TestAssessmentConsentStandsBeforeTheStudy: no row enters the home study but by the family's consent.
func TestAssessmentConsentStandsBeforeTheStudy(t *testing.T) {
	t.Parallel()
	study := []workflow.State{workflow.Commissioning, workflow.Assessing, workflow.Integrating, workflow.Reporting, workflow.ReportReview}
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
	for _, r := range compiled(t).Rows() {
		for _, to := range r.To {
			for _, clock := range workflow.RequiredClocks(to) {
				if slices.Contains(r.Arms, clock) {
					continue
				}
				require.NotContains(t, r.Stops, clock, "%s stops %s and enters %s", r.Act, clock, to)
				for _, from := range r.From {
					require.Contains(t, workflow.RequiredClocks(from), clock, "%s enters %s from %s without %s", r.Act, to, from, clock)
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
