package board_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/board"
)

var year = board.Period{From: law.MustDate("2024-01-01"), To: law.MustDate("2024-12-31"), AsOf: law.MustDate("2025-06-30")}

// timely is a commission that was named on the n-th day of the year, accepted d days later, reported 30 days after that.
func timely(agency string, n, d int) board.Fact {
	named := year.From.AddDays(n)
	accepted := named.AddDays(d)
	return board.Fact{
		CaseID: fmt.Sprintf("%s-%03d", agency, n), AgencyID: agency, AgencyName: "机构" + agency, NamedOn: named, AcceptedOn: accepted,
		VisitedOn: accepted.AddDays(5), SealedOn: accepted.AddDays(30), DueOn: accepted.AddDays(60), DoneOn: accepted.AddDays(30), Over: true, Reports: 1,
	}
}

func times(agency string, n int) (out []board.Fact) {
	for i := range n {
		out = append(out, timely(agency, i, i%5))
	}
	return out
}

func TestFiguresAreRefusedUnderTheMinimum(t *testing.T) {
	t.Parallel()
	nine := board.Compute(year, times("a", 9), board.View{}).Agencies[0]
	require.Nil(t, nine.Accept.Median.Figure)
	require.Contains(t, nine.Accept.Median.Refusal.ZH, "只有9个可比对象")
	require.Nil(t, nine.Late.Share.Figure)
	ten := board.Compute(year, times("a", 10), board.View{}).Agencies[0]
	require.InDelta(t, 2, ten.Accept.Median.Figure.Value, 0)
	require.InDelta(t, 30, ten.Report.Median.Figure.Value, 0)
	require.Equal(t, 10, ten.Late.Share.Figure.N)
	require.InDelta(t, 0, ten.Late.Share.Figure.Value, 0)
	require.Positive(t, ten.Late.Share.Figure.High, "none in ten is no proof of none")
	require.Contains(t, ten.Accept.Lower.Refusal.ZH, "25%分位数")
}

func TestOpenCasesStandBesideTheFigure(t *testing.T) {
	t.Parallel()
	facts := times("a", 12)
	open, back, declined, ended := timely("a", 20, 1), timely("a", 21, 1), timely("a", 22, 1), timely("a", 23, 1)
	open.SealedOn, open.DoneOn, open.Over, open.Reports = law.Date{}, law.Date{}, false, 0
	back.SealedOn, back.DueOn, back.DoneOn, back.Reports = law.Date{}, law.Date{}, law.Date{}, 0
	declined.DeclinedOn, declined.AcceptedOn = declined.AcceptedOn, law.Date{}
	ended.AcceptedOn = law.Date{}
	a := board.Compute(year, append(facts, open, back, declined, ended), board.View{}).Agencies[0]
	require.Equal(t, []int{16, 1}, []int{a.Offered, a.Declined})
	require.Equal(t, []int{16, 14, 0, 2}, []int{a.Accept.Began, a.Accept.Finished, a.Accept.Open, a.Accept.Dropped})
	require.Equal(t, []int{14, 12, 1, 1}, []int{a.Report.Began, a.Report.Finished, a.Report.Open, a.Report.Dropped})
	require.Equal(t, []int{1, 13, 0}, []int{a.Late.Count, a.Late.Of, a.Late.Open}, "what is open after its limit is late")
	require.Equal(t, []int{0, 12, 1}, []int{a.Returned.Count, a.Returned.Of, a.Returned.Open})
}

func TestALimitCountsFromTheDayAfterItOn(t *testing.T) {
	t.Parallel()
	f := timely("a", 0, 1)
	late := func(done, asOf string) []int {
		f.DoneOn = law.Date{}
		if done != "" {
			f.DoneOn = law.MustDate(done)
		}
		p := year
		p.AsOf = law.MustDate(asOf)
		a := board.Compute(p, []board.Fact{f}, board.View{}).Agencies[0]
		return []int{a.Late.Count, a.Late.Of, a.Late.Open}
	}
	f.DueOn = law.MustDate("2024-03-01")
	require.Equal(t, []int{0, 0, 1}, late("2024-02-01", "2024-03-01"), "its day is not over: nothing can be said")
	require.Equal(t, []int{0, 1, 0}, late("2024-03-01", "2024-03-02"), "done on its day")
	require.Equal(t, []int{1, 1, 0}, late("2024-03-02", "2024-03-02"))
	require.Equal(t, []int{1, 1, 0}, late("", "2024-03-02"), "still open")
}

func TestCohortIsWhatBeganInThePeriod(t *testing.T) {
	t.Parallel()
	before, first, last := timely("a", -1, 0), timely("a", 0, 0), timely("a", 365, 0) // 2024 has 366 days
	after := timely("a", 366, 0)
	a := board.Compute(year, []board.Fact{before, first, last, after}, board.View{}).Agencies[0]
	require.Equal(t, 2, a.Offered)
	require.Equal(t, 2, a.Report.Began)
	require.Empty(t, board.Compute(year, []board.Fact{before, after}, board.View{}).Agencies)
}

// table is a small scoring table.
func table(t *testing.T) *instrument.Instrument {
	t.Helper()
	all, err := instrument.Embedded()
	require.NoError(t, err)
	i := slices.IndexFunc(all, func(x *instrument.Instrument) bool { return string(x.Phase()) == workflow.PhaseCapacity })
	return all[i]
}

// judged gives a commission the sheets of two evaluators; lower is how many items the second marks one place lower.
func judged(t *testing.T, table *instrument.Instrument, f board.Fact, who string, shift int, lower int) board.Fact {
	t.Helper()
	return judgedBy(table, f, []string{who + "0", who + "1"}, shift, lower)
}

// judgedBy is judged by named evaluators.
func judgedBy(table *instrument.Instrument, f board.Fact, who []string, shift int, lower int) board.Fact {
	for e, id := range who {
		by := assessment.Person{ID: id, Name: "评估员" + id}
		s := assessment.NewSheet(table, f.CaseID+by.ID, f.CaseID, by, assessment.Person{ID: "x"}, assessment.Person{ID: "y"})
		n := 0
		for item := range table.Items() {
			a := plainAnswer(item, shift, e == 1 && n < lower)
			if item.Kind() == instrument.KindOption {
				n++
			}
			if item.PerApplicant() {
				a = assessment.Answer{ByApplicant: map[string]assessment.Answer{"x": a, "y": a}}
			}
			if item.Kind() != instrument.KindText {
				s.Answers[item.Code()] = a
			}
		}
		f.Sheets = append(f.Sheets, board.SheetFact{Table: table, Evaluator: by, Sheet: s})
	}
	return f
}

func plainAnswer(item *instrument.Node, shift int, lower bool) assessment.Answer {
	no := false
	switch item.Kind() {
	case instrument.KindOption:
		choices := slices.Collect(item.Choices())
		if lower {
			shift++
		}
		c := choices[min(shift, len(choices)-1)]
		if c.IsBand() {
			return assessment.Answer{Option: c.Code, Points: c.Lowest.String()}
		}
		return assessment.Answer{Option: c.Code}
	case instrument.KindPoints:
		low, _ := item.Range()
		return assessment.Answer{Points: low.String()}
	case instrument.KindRating:
		low, _ := item.Range()
		var r int
		_, _ = fmt.Sscan(low.String(), &r)
		return assessment.Answer{Rating: &r}
	default:
		return assessment.Answer{Value: &no}
	}
}

func TestMilderAgencyShowsAgainstThePoolAndAgreementPerItem(t *testing.T) {
	t.Parallel()
	x := table(t)
	var facts []board.Fact
	for i := range 12 {
		facts = append(facts, judged(t, x, timely("a", i, 1), "a", i%2, i%3), judged(t, x, timely("b", i, 1), "b", 1+i%2, 0), judged(t, x, timely("c", i, 1), "c", 1+i%2, 0))
	}
	b := board.Compute(year, facts, board.View{})
	require.Equal(t, []string{"a", "b", "c"}, []string{b.Agencies[0].ID, b.Agencies[1].ID, b.Agencies[2].ID})
	a := b.Agencies[0].Tables[0]
	require.Equal(t, []int{12, 2}, []int{a.Cases, a.Evaluators})
	require.NotNil(t, a.Pool.Figure, "%+v", a.Pool.Refusal)
	require.Positive(t, a.Pool.Figure.Low, "milder beyond chance")
	require.NotNil(t, a.Totals.Figure)
	require.NotNil(t, a.Leniency[1].Deviation.Figure)
	require.Negative(t, a.Leniency[1].Deviation.Figure.Value, "the second marks lower")
	option := slices.IndexFunc(a.Items, func(i board.Item) bool { return i.Percent.Figure != nil && i.Percent.Figure.Value < 1 })
	require.GreaterOrEqual(t, option, 0)
	require.NotNil(t, a.Items[option].AC.Figure)
	require.NotNil(t, a.Items[option].Alpha.Figure)
	all := slices.IndexFunc(a.Items, func(i board.Item) bool { return i.Alpha.Refusal != nil })
	require.GreaterOrEqual(t, all, 0, "where all marks are alike, alpha says why it has no figure")
	require.NotEmpty(t, a.Items[all].Alpha.Refusal.ZH)
}

func TestAnAgencySeesItselfAndNoneOther(t *testing.T) {
	t.Parallel()
	x := table(t)
	var facts []board.Fact
	for i := range 12 {
		facts = append(facts, judged(t, x, timely("a", i, 1), "a", i%2, 1), judged(t, x, timely("b", i, 1), "b", 1, 0))
	}
	own := board.Compute(year, facts, board.View{AgencyID: "a"})
	require.Len(t, own.Agencies, 1)
	raw, err := json.Marshal(own)
	require.NoError(t, err)
	require.NotContains(t, string(raw), "机构b")
	require.Equal(t, "pool_identifiable", own.Agencies[0].Tables[0].Pool.Refusal.Code, "against one other agency the figure would be that agency's")
	require.NotNil(t, board.Compute(year, facts, board.View{}).Agencies[0].Tables[0].Pool.Figure, "who sees both anyway sees it")
	for i := range 12 {
		facts = append(facts, judged(t, x, timely("c", i, 1), "c", 1, 0))
	}
	require.NotNil(t, board.Compute(year, facts, board.View{AgencyID: "a"}).Agencies[0].Tables[0].Pool.Figure)
	require.NotContains(t, string(raw), "a-00", "no case is named")
}

func TestTheOrderOfCasesMakesNoDifference(t *testing.T) {
	t.Parallel()
	x := table(t)
	facts := append(times("a", 11), times("b", 12)...)
	for i := range 11 {
		facts[i] = judged(t, x, facts[i], "a", i%3, i%2)
	}
	want, err := json.Marshal(board.Compute(year, facts, board.View{}))
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		got, err := json.Marshal(board.Compute(year, rapid.Permutation(facts).Draw(rt, "order"), board.View{}))
		require.NoError(rt, err)
		require.Equal(rt, string(want), string(got))
	})
}

func TestNothingRanks(t *testing.T) {
	t.Parallel()
	slow, fast := times("a", 12), times("b", 12)
	for i := range slow {
		slow[i].AgencyName, fast[i].AgencyName = "乙机构", "甲机构"
		slow[i].SealedOn = slow[i].SealedOn.AddDays(-20)
	}
	b := board.Compute(year, append(slow, fast...), board.View{Terms: agreement.Terms{MinSubjects: 12}})
	require.Equal(t, []string{"乙机构", "甲机构"}, []string{b.Agencies[0].Name, b.Agencies[1].Name}, "by the code points of the name")
	raw, err := json.Marshal(b)
	require.NoError(t, err)
	require.NotContains(t, string(raw), `"rank"`)
}
