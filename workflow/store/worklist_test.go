package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

// counts counts what each filter selects, and requires that the list of it has as many rows.
func (w *world) counts(t *testing.T, who workflow.Actor, filters ...casework.CaseFilter) (out []int) {
	t.Helper()
	require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) (err error) {
		out, err = tx.CountCases(t.Context(), filters, 10)
		return err
	}))
	for i, f := range filters {
		require.Len(t, w.list(t, who, f), out[i], "rows of filter %d", i)
	}
	return out
}

// paused lets the clock of a case stand still.
func (w *world) paused(t *testing.T, c *workflow.Case, dues ...casework.DueDate) {
	t.Helper()
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		change := changed(t, opened, w.officer, "act", note)
		change.Dues = dues
		return tx.SaveAct(t.Context(), change)
	}))
}

func (w *world) endedOn(t *testing.T, on law.Date) *workflow.Case {
	t.Helper()
	c := w.submitted(t, w.officer, "卓玛", "张三")
	return w.act(t, w.officer, c.ID, "withdraw", func(c *workflow.Case) {
		c.State, c.Ending = workflow.Withdrawn, &workflow.Ending{On: on, Reason: "申请人要求"}
	})
}

func TestCountsEqualTheRows(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	manager := agent(workflow.RoleManager, newID())
	still, both, floor := w.submitted(t, w.officer, "卓玛", "张三"), w.submitted(t, w.officer, "次仁", "李四"), w.submitted(t, w.other, "达娃", "王五")
	w.paused(t, still, casework.DueDate{Clock: law.ClockRegistrationReview})
	w.paused(t, both, casework.DueDate{Clock: law.ClockRegistrationReview}, casework.DueDate{Clock: law.ClockAssessment, DueOn: day("2024-03-01")})
	w.withDueBy(t, w.other, floor, day("2024-02-01"))
	offer := w.offered(t, manager.AgencyID)
	w.endedOn(t, day("2024-01-05"))
	province := w.person(workflow.RoleSupervisor, w.province)

	require.Equal(t, []int{5, 4, 1, 1, 4, 1, 0, 0}, w.counts(t, province,
		casework.CaseFilter{}, casework.CaseFilter{Standing: casework.ListOpen}, casework.CaseFilter{Standing: casework.ListEnded},
		casework.CaseFilter{Paused: true}, casework.CaseFilter{DueBy: day("2024-03-01")}, casework.CaseFilter{DueBy: day("2024-02-29"), Provisional: true},
		casework.CaseFilter{DueBy: day("2024-01-31")}, casework.CaseFilter{OfficerID: "nobody"}))
	require.Equal(t, []int{4, 3, 1}, w.counts(t, w.officer, casework.CaseFilter{OfficerID: w.officer.ID},
		casework.CaseFilter{OfficerID: w.officer.ID, Standing: casework.ListOpen}, casework.CaseFilter{Text: "李四"}))
	require.Equal(t, []int{1, 0}, w.counts(t, manager, casework.CaseFilter{File: casework.FileOffer}, casework.CaseFilter{File: casework.FileOpen}))
	w.act(t, manager, offer.ID, "accept_commission", func(c *workflow.Case) { c.Commission.AcceptedOn = day("2024-01-02") })
	require.Equal(t, []int{0, 1}, w.counts(t, manager, casework.CaseFilter{File: casework.FileOffer}, casework.CaseFilter{File: casework.FileOpen}))

	line := w.list(t, w.officer, casework.CaseFilter{Paused: true})[0]
	require.Equal(t, still.ID, line.ID)
	require.True(t, line.Paused)
	require.False(t, w.list(t, w.officer, casework.CaseFilter{Text: "李四"})[0].Paused, "another limit runs")
}

// TestCountsStopAtTheMost: no further than one beyond, over all offices together.
func TestCountsStopAtTheMost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	for i := range 4 {
		w.submitted(t, w.officer, "卓玛", fmt.Sprint("张", i))
		w.submitted(t, w.other, "卓玛", fmt.Sprint("李", i))
	}
	for most, want := range map[int]int{2: 3, 7: 8, 8: 8, 100: 8} {
		require.NoError(t, w.Within(t.Context(), w.person(workflow.RoleAuditor, w.province), func(tx casework.Tx) error {
			got, err := tx.CountCases(t.Context(), []casework.CaseFilter{{}, {Standing: casework.ListEnded}}, most)
			require.Equal(t, []int{want, 0}, got)
			return err
		}))
	}
}

func TestEndedCasesComeNewestFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.submitted(t, w.officer, "卓玛", "张三")
	a, b, c := w.endedOn(t, day("2024-01-05")), w.endedOn(t, day("2024-02-05")), w.endedOn(t, day("2024-01-05"))
	var got []string
	f := casework.CaseFilter{Standing: casework.ListEnded, Limit: 1}
	for page := w.list(t, w.officer, f); len(page) > 0; page = w.list(t, w.officer, f) {
		got = append(got, page[0].ID)
		at := f.CursorAt(page[0])
		f.After = &at
	}
	require.Equal(t, []string{b.ID, c.ID, a.ID}, got)
	f.After = &casework.Cursor{ID: b.ID}
	require.Empty(t, w.list(t, w.officer, f), "a position without a day is none")
}

// TestWhatAwaitsApproval: the list of a supervisor follows the case.
func TestWhatAwaitsApproval(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.submitted(t, w.officer, "卓玛", "张三")
	waiting := casework.CaseFilter{Awaits: true}
	require.Empty(t, w.list(t, w.boss, waiting))
	w.act(t, w.officer, c.ID, "propose_refusal", func(c *workflow.Case) {
		c.State, c.AcceptedOn = workflow.Deciding, day("2024-01-02")
		c.Proposal = &workflow.Proposal{Outcome: workflow.OutcomeRefuse, ByID: w.officer.ID, By: w.officer.Name}
	})
	lines := w.list(t, w.boss, waiting)
	require.Len(t, lines, 1)
	require.Equal(t, workflow.AwaitsRefuse, lines[0].Awaits)
	w.act(t, w.boss, c.ID, "return_proposal", func(c *workflow.Case) { c.State, c.Proposal.Withdrawn = workflow.Reviewing, true })
	require.Empty(t, w.list(t, w.boss, waiting))
}
