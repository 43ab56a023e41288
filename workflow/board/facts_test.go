package board_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/board"
)

func studied(t *testing.T) (*workflow.Case, board.Law) {
	t.Helper()
	x := table(t)
	by := func(id string) assessment.Sheet {
		return assessment.NewSheet(x, "sheet-"+id, "c1", assessment.Person{ID: id, Name: id}, assessment.Person{ID: "x"})
	}
	return &workflow.Case{
		ID: "c1", State: workflow.ReportReview, ScoredPhases: []string{workflow.PhaseCapacity}, Sheets: []assessment.Sheet{by("e1"), by("e2")},
		Commission: &workflow.Commission{
			Kind: workflow.BodyAgency, BodyID: "a", BodyName: "机构", NamedOn: law.MustDate("2024-01-05"), AcceptedOn: law.MustDate("2024-01-08"),
			Members: []workflow.Evaluator{{AccountID: "e1"}, {AccountID: "e2", Lead: true}, {AccountID: "e3"}},
		},
		Visits: []workflow.Visit{
			{Kind: workflow.VisitHome, On: law.MustDate("2024-01-20"), Evaluators: []string{"e1", "e2"}},
			{Kind: workflow.VisitHome, On: law.MustDate("2024-01-15"), Evaluators: []string{"e2"}},
			{Kind: workflow.VisitHome, On: law.MustDate("2024-01-10"), Evaluators: []string{"other"}},
			{Kind: workflow.VisitInquiry, On: law.MustDate("2024-01-09"), Evaluators: []string{"e1"}},
		},
		Report: &workflow.Report{SealedOn: law.MustDate("2024-02-20"), Returned: []workflow.Return{{}}},
	}, board.Law{Tables: map[string]*instrument.Instrument{workflow.PhaseCapacity: x}}
}

func TestFactsOfACase(t *testing.T) {
	t.Parallel()
	c, at := studied(t)
	f := board.FactsOf(c, at)
	require.Len(t, f, 1)
	require.Equal(t, "2024-01-15", f[0].VisitedOn.String(), "the first home visit by the body's own people")
	require.Equal(t, "2024-02-20", f[0].SealedOn.String())
	require.Equal(t, []int{2, 1, 2}, []int{f[0].Reports, f[0].Returns, len(f[0].Sheets)})
	require.False(t, f[0].Over)
	for _, s := range f[0].Sheets {
		require.Equal(t, s.Evaluator.ID == "e2", s.Lead)
	}
	c.Commission.Kind = workflow.BodyGroup
	require.Empty(t, board.FactsOf(c, at), "the authority's own group is no agency")
}

func TestBlindSheetsAreNotRead(t *testing.T) {
	t.Parallel()
	c, at := studied(t)
	c.ScoredPhases = nil
	require.Empty(t, board.FactsOf(c, at)[0].Sheets)
}

func TestOnlyFirstSheetsCount(t *testing.T) {
	t.Parallel()
	c, at := studied(t)
	again := c.Sheets[0]
	again.ID = "sheet-e1-again"
	c.SetAside = []workflow.SetAside{{SheetID: "sheet-e1"}}
	f := board.FactsOf(c, at)[0]
	require.Len(t, f.Sheets, 1, "who had to withdraw says nothing")
	require.Equal(t, "e2", f.Sheets[0].Evaluator.ID)
	c.Sheets = append(c.Sheets, again)
	f = board.FactsOf(c, at)[0]
	require.Len(t, f.Sheets, 2)
	require.Equal(t, "sheet-e1", f.Sheets[0].Sheet.ID, "opened again: the first, blind one is what was judged")
}

func TestADeclinedBodyHasItsOwnLine(t *testing.T) {
	t.Parallel()
	c, at := studied(t)
	c.PastBodies = []workflow.Commission{{Kind: workflow.BodyAgency, BodyID: "b", NamedOn: law.MustDate("2024-01-02"), DeclinedOn: law.MustDate("2024-01-04")}}
	f := board.FactsOf(c, at)
	require.Equal(t, []string{"b", "a"}, []string{f[0].AgencyID, f[1].AgencyID})
	require.True(t, f[0].Over)
	require.Zero(t, f[0].Reports)
	require.Empty(t, f[0].Sheets)
}

func TestAMixedBodyCountsForTheAgencyThatSends(t *testing.T) {
	t.Parallel()
	c, at := studied(t)
	b := c.Commission
	b.Kind, b.BodyID, b.BodyName, b.AgencyID, b.AgencyName = workflow.BodyMixed, "office", "收养评估小组", "a", "机构"
	b.Members[0].AgencyID = "a"
	f := board.FactsOf(c, at)
	require.Len(t, f, 1)
	require.Equal(t, []any{"a", "机构", true}, []any{f[0].AgencyID, f[0].AgencyName, f[0].Mixed})
	require.Equal(t, "2024-01-20", f[0].VisitedOn.String(), "on the 15th nobody of the agency was there")
	require.Len(t, f[0].Sheets, 1, "the staff's sheets are no work of the agency")
	require.Equal(t, "e1", f[0].Sheets[0].Evaluator.ID)
	require.Equal(t, "2024-02-20", f[0].SealedOn.String())

	p := board.Period{From: law.MustDate("2024-01-01"), To: law.MustDate("2024-12-31"), AsOf: law.MustDate("2024-12-31")}
	line := board.Compute(p, f, board.View{}).Agencies[0]
	require.Equal(t, []int{1, 0, 1}, []int{line.Offered, line.Declined, line.Mixed})
	b.Kind, b.BodyID = workflow.BodyAgency, "a"
	require.Zero(t, board.Compute(p, board.FactsOf(c, at), board.View{}).Agencies[0].Mixed)
}
