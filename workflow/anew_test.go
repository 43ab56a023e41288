package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// TestASheetGoesBackToWhereItsPhaseIsScored: of the rows that give a sheet back each leads
// where its phase is scored, and the clocks that the law wants there run already or are armed.
func TestASheetGoesBackToWhereItsPhaseIsScored(t *testing.T) {
	t.Parallel()
	l := compiled(t)
	integration := &workflow.Integration{HandedOn: law.MustDate("2024-01-09"), EndedOn: law.MustDate("2024-02-10")}
	for name, at := range map[string]struct {
		c     workflow.Case
		phase string
		to    workflow.State
	}{
		"running":              {workflow.Case{Order: workflow.OrderA, State: workflow.Assessing}, workflow.PhaseCapacity, workflow.Assessing},
		"unfit":                {workflow.Case{Order: workflow.OrderA, State: workflow.Reporting, Report: &workflow.Report{Unfit: true}}, workflow.PhaseCapacity, workflow.Assessing},
		"after integration":    {workflow.Case{Order: workflow.OrderA, State: workflow.Reporting, Integration: integration}, workflow.PhaseIntegration, workflow.Integrating},
		"older than order B":   {workflow.Case{State: workflow.Reporting, Integration: integration}, workflow.PhaseIntegration, workflow.Integrating},
		"capacity report of B": {workflow.Case{Order: workflow.OrderB, State: workflow.Reporting}, workflow.PhaseCapacity, workflow.Assessing},
		"integration of B":     {workflow.Case{Order: workflow.OrderB, State: workflow.IntegrationReview, Integration: integration}, workflow.PhaseIntegration, workflow.Integrating},
	} {
		r, ok := l.Row(&at.c, workflow.ActReopenSheet)
		require.True(t, ok, name)
		phase, in := at.c.LastScored()
		require.Equal(t, at.phase, phase, name)
		require.Equal(t, at.to, in, name)
		require.Equal(t, at.to, r.Destination(&at.c), name)
		order := at.c.Order
		if order == "" {
			order = workflow.OrderA
		}
		for _, clock := range workflow.RequiredClocks(order, at.to) {
			if clock != law.ClockIntegration {
				require.Contains(t, workflow.RequiredClocks(order, at.c.State), clock, name)
			} else if at.to != at.c.State {
				require.Contains(t, r.Arms, clock, name)
			}
		}
	}
}

func TestASupersededReportKeepsItsRevision(t *testing.T) {
	t.Parallel()
	by := workflow.Return{On: law.MustDate("2024-02-20"), By: "旺堆", Reason: "评分有误"}
	c := workflow.Case{Order: workflow.OrderA, State: workflow.Reporting, Report: &workflow.Report{Covers: []string{workflow.PhaseCapacity}, Revision: 2, Work: "走访"}}
	require.Equal(t, 3, c.NextRevision(c.Report))
	c.SupersedeReport(workflow.PhaseCapacity, by)
	require.Nil(t, c.Report)
	require.Equal(t, "走访", c.PastReports[0].Work)
	require.Equal(t, by, *c.PastReports[0].Superseded)
	require.Equal(t, 3, c.NextRevision(&workflow.Report{Covers: []string{workflow.PhaseCapacity}}))
	require.Equal(t, 1, c.NextRevision(&workflow.Report{Covers: []string{workflow.PhaseIntegration}}), "another report")
}

func TestAPaperThatWasServedIsNotSuperseded(t *testing.T) {
	t.Parallel()
	by := workflow.Return{On: law.MustDate("2024-02-20"), By: "旺堆", Reason: "评分有误"}
	c := workflow.Case{Order: workflow.OrderA, State: workflow.Reporting, Integration: &workflow.Integration{}, Papers: []workflow.Paper{
		{ID: "1", Code: "D13"},
		{ID: "2", Code: "D13", Services: []workflow.Service{{On: law.MustDate("2024-02-19")}}},
		{ID: "3", Code: "D11", Subject: "s1"},
		{ID: "4", Code: "D11", Subject: "s2"},
		{ID: "5", Code: "D16b"},
		{ID: "6", Code: "D14"},
		{ID: "7", Code: "D16b", VoidOn: law.MustDate("2024-02-01"), VoidWhy: "误"},
	}}
	c.SupersedePapers(workflow.PhaseIntegration, "s1", by)
	for id, void := range map[string]bool{"1": true, "2": false, "3": true, "4": false, "5": true, "6": false} {
		require.Equal(t, void, !c.Paper(id).VoidOn.IsZero(), id)
	}
	require.Contains(t, c.Paper("5").VoidWhy, "评分有误")
	require.Equal(t, "误", c.Paper("7").VoidWhy, "what is void stays as it was")
}
