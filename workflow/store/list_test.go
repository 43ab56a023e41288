package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

func (w *world) list(t *testing.T, who workflow.Actor, f casework.CaseFilter) (lines []casework.CaseLine) {
	t.Helper()
	require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) (err error) {
		lines, err = tx.ListCases(t.Context(), f)
		return err
	}))
	return lines
}

func (w *world) found(t *testing.T, who workflow.Actor, text string) (applicants []string) {
	t.Helper()
	for _, l := range w.list(t, who, casework.CaseFilter{Text: text}) {
		applicants = append(applicants, l.Applicants)
	}
	return applicants
}

// withDue gives a case the nearest limit, or none.
func (w *world) withDue(t *testing.T, c *workflow.Case, due law.Date) {
	t.Helper()
	w.withDueBy(t, w.officer, c, due)
}

func (w *world) withDueBy(t *testing.T, who workflow.Actor, c *workflow.Case, due law.Date) {
	t.Helper()
	require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) error {
		opened, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		change := changed(t, opened, who, "act", note)
		change.Dues = []casework.DueDate{{Clock: law.ClockAssessment, DueOn: due, Provisional: true}, {Clock: law.ClockIntegration, DueOn: day("2023-01-01"), Floor: true}}
		return tx.SaveAct(t.Context(), change)
	}))
}

func TestPagesByNearestDueDate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	dues := []string{"2024-03-01", "", "2024-02-01", "2024-03-01", "", "2024-01-15"}
	ids := make([]string, len(dues))
	for i, due := range dues {
		c := w.submitted(t, w.officer, "卓玛", "张三")
		ids[i] = c.ID
		var on law.Date
		if due != "" {
			on = day(due)
		}
		w.withDue(t, c, on)
	}
	want := []string{ids[5], ids[2], ids[0], ids[3], ids[1], ids[4]}
	for size := 1; size <= len(ids)+1; size++ {
		var got []string
		var after *casework.Cursor
		for {
			page := w.list(t, w.officer, casework.CaseFilter{After: after, Limit: size})
			for _, l := range page {
				got = append(got, l.ID)
			}
			if len(page) < size {
				break
			}
			last := page[len(page)-1]
			after = &casework.Cursor{DueOn: last.DueOn, ID: last.ID}
		}
		require.Equal(t, want, got, "pages of %d", size)
	}
	line := w.list(t, w.officer, casework.CaseFilter{Limit: 1})[0]
	require.Equal(t, day("2024-01-15"), line.DueOn)
	require.Equal(t, law.ClockAssessment, line.DueClock)
	require.True(t, line.Provisional)
	require.Equal(t, "卓玛", line.ChildName)
	require.Equal(t, w.officer.Name, line.OfficerName)
	require.Equal(t, w.east, line.AuthorityID)
	require.Equal(t, at, line.UpdatedAt)
}

// TestAProvinceListsItsOfficesInOneOrder: the offices are read one by one and merged; pages and dates go across them.
func TestAProvinceListsItsOfficesInOneOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	var east, west []string
	for _, due := range []string{"2024-01-05", "2024-01-07", "2024-01-09"} {
		c := w.submitted(t, w.officer, "卓玛", "张三")
		w.withDue(t, c, day(due))
		east = append(east, c.ID)
		d := w.submitted(t, w.other, "次仁", "王五")
		w.withDueBy(t, w.other, d, day(due).AddDays(1))
		west = append(west, d.ID)
	}
	want := []string{east[0], west[0], east[1], west[1], east[2], west[2]}
	for _, who := range []workflow.Actor{w.person(workflow.RoleOfficer, w.province), w.person(workflow.RoleAuditor, w.province)} {
		var got []string
		var after *casework.Cursor
		for range len(want) {
			page := w.list(t, who, casework.CaseFilter{After: after, Limit: 1})
			require.Len(t, page, 1)
			got = append(got, page[0].ID)
			after = &casework.Cursor{DueOn: page[0].DueOn, ID: page[0].ID}
		}
		require.Equal(t, want, got)
		require.Len(t, w.list(t, who, casework.CaseFilter{DueBy: day("2024-01-07")}), 3, "both sides of the date")
		require.Len(t, w.list(t, who, casework.CaseFilter{DueBy: day("2024-01-08"), Limit: 3}), 3)
	}
	require.Len(t, w.list(t, w.officer, casework.CaseFilter{}), 3, "an office lists its own")
}

func TestFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	agency := newID()
	c := w.offered(t, agency)
	other := w.submitted(t, w.officer, "达娃", "李四")
	west := w.submitted(t, w.other, "次仁", "王五")
	supervisor := w.person(workflow.RoleSupervisor, w.province)
	for name, tt := range map[string]struct {
		filter casework.CaseFilter
		want   []string
	}{
		"none":         {casework.CaseFilter{}, []string{c.ID, other.ID, west.ID}},
		"state":        {casework.CaseFilter{States: []workflow.State{workflow.Commissioning, workflow.Closed}}, []string{c.ID}},
		"agency":       {casework.CaseFilter{AgencyID: agency}, []string{c.ID}},
		"officer":      {casework.CaseFilter{OfficerID: w.other.ID}, []string{west.ID}},
		"office":       {casework.CaseFilter{AuthorityID: w.west}, []string{west.ID}},
		"category":     {casework.CaseFilter{Category: workflow.CatStepChild}, nil},
		"division":     {casework.CaseFilter{Division: "5401"}, []string{c.ID, other.ID, west.ID}},
		"other place":  {casework.CaseFilter{Division: "5402"}, nil},
		"due":          {casework.CaseFilter{DueBy: day("2024-02-01")}, []string{c.ID, other.ID, west.ID}},
		"due before":   {casework.CaseFilter{DueBy: day("2024-01-31")}, nil},
		"text":         {casework.CaseFilter{Text: "李四", States: []workflow.State{workflow.Submitted}}, []string{other.ID}},
		"no id":        {casework.CaseFilter{OfficerID: "1 or true"}, nil},
		"wrong cursor": {casework.CaseFilter{After: &casework.Cursor{ID: "x"}}, nil},
		"blank text":   {casework.CaseFilter{Text: "  \t"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, l := range w.list(t, supervisor, tt.filter) {
				got = append(got, l.ID)
			}
			require.ElementsMatch(t, tt.want, got)
		})
	}
}

func TestSearchFindsShortNamesInScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	w.submitted(t, w.officer, "扎西", "张𠮷", "李娜")
	secret := w.submitted(t, w.officer, "白玛", "欧阳娜娜")
	w.act(t, w.officer, secret.ID, "act", func(c *workflow.Case) { c.Secrecy = true })
	w.submitted(t, w.other, "扎西", "李娜")
	colleague, above := w.person(workflow.RoleOfficer, w.east), w.person(workflow.RoleSupervisor, w.province)
	for _, tt := range []struct {
		who  workflow.Actor
		text string
		want []string
	}{
		{w.officer, "李娜", []string{"张𠮷、李娜"}},
		{w.officer, "娜", []string{"张𠮷、李娜", "欧阳娜娜"}},
		{w.officer, "𠮷", []string{"张𠮷、李娜"}},
		{w.officer, "扎西", []string{"张𠮷、李娜"}},
		{w.officer, "娜李", nil},
		{w.officer, "张娜", nil},
		{w.officer, "ＳＹ", []string{"张𠮷、李娜", "欧阳娜娜"}},
		{w.officer, `"{}\',%_`, nil},
		{w.officer, "娜娜", []string{"欧阳娜娜"}},
		{colleague, "娜娜", nil},
		{w.boss, "娜娜", []string{"欧阳娜娜"}},
		{above, "娜娜", nil},
		{w.auditor, "娜娜", nil},
		{above, "李娜", []string{"张𠮷、李娜", "李娜"}},
		{w.other, "李娜", []string{"李娜"}},
		{w.person(workflow.RoleAdmin, w.province), "李娜", nil},
		{agent(workflow.RoleManager, newID()), "李娜", nil},
		{workflow.Actor{}, "李娜", nil},
	} {
		require.ElementsMatch(t, tt.want, w.found(t, tt.who, tt.text), "%s looks for %s", tt.who.Role, tt.text)
	}
}

func TestSearchFunctionTellsAnAgencyNothingOfAnOffer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	manager := agent(workflow.RoleManager, newID())
	c := w.offered(t, manager.AgencyID)
	require.Empty(t, w.found(t, manager, "卓玛"))
	w.act(t, manager, c.ID, "accept_commission", func(c *workflow.Case) { c.Commission.AcceptedOn = day("2024-01-02") })
	require.Equal(t, []string{"张三"}, w.found(t, manager, "卓玛"))
}

func TestChildrenInScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	first, second := w.child(t, w.officer, "卓玛"), w.child(t, w.officer, "卓嘎")
	w.child(t, w.other, "卓玛")
	names := func(who workflow.Actor, f casework.ChildFilter) (out []string) {
		require.NoError(t, w.Within(t.Context(), who, func(tx casework.Tx) error {
			found, err := tx.ListChildren(t.Context(), f)
			for _, c := range found {
				out = append(out, c.Name)
			}
			return err
		}))
		return out
	}
	require.Equal(t, []string{"卓玛", "卓嘎"}, names(w.officer, casework.ChildFilter{}))
	require.Equal(t, []string{"卓嘎"}, names(w.officer, casework.ChildFilter{After: first.ID}))
	require.Equal(t, []string{"卓玛"}, names(w.officer, casework.ChildFilter{Limit: 1}))
	require.Equal(t, []string{"卓玛"}, names(w.officer, casework.ChildFilter{Text: "卓玛"}))
	require.Len(t, names(w.person(workflow.RoleAuditor, w.province), casework.ChildFilter{Text: "卓玛"}), 2)
	require.Empty(t, names(w.officer, casework.ChildFilter{Text: " "}))
	require.Empty(t, names(w.officer, casework.ChildFilter{After: "x"}))
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		got, err := tx.Child(t.Context(), second.ID)
		require.NoError(t, err)
		require.Equal(t, second, got)
		return nil
	}))
	err := w.Within(t.Context(), w.other, func(tx casework.Tx) error {
		_, err := tx.Child(t.Context(), second.ID)
		return err
	})
	requireCode(t, err, workflow.KindNotFound, "child_not_found")
}
