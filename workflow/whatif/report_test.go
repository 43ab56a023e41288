package whatif_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/whatif"
)

func lines() ([]*workflow.Case, [][]whatif.Difference) {
	fails := []whatif.Difference{
		{Kind: whatif.Outcome, Where: "capacity", Title: "收养能力评估", Before: "合格，85.00分（…）", After: "不合格，79.00分（…）", Why: []whatif.Reason{}},
		{Kind: whatif.Due, Where: "assessment", Title: "收养评估期限", Before: "2024-03-01", After: "2024-03-02", Why: []whatif.Reason{}},
	}
	lower := []whatif.Difference{{Kind: whatif.Score, Where: "capacity", Title: "收养能力评估", Before: "合格，85.00分", After: "合格，84.00分", Why: []whatif.Reason{}}}
	return []*workflow.Case{{ID: "a", Number: "N3"}, {ID: "b", Number: "N1"}, {ID: "c", Number: "N2"}, {ID: "d", Number: "N0"}}, [][]whatif.Difference{fails, lower, fails, nil}
}

func newReport() *whatif.Report {
	return whatif.NewReport(whatif.Draft{Kind: workflow.LawInstrument, Code: "x", Version: "2", SHA256: "00"}, "auth", "", today)
}

func TestReportCountsEachCaseOnce(t *testing.T) {
	t.Parallel()
	r := newReport()
	cases, differences := lines()
	for i, c := range cases {
		r.Add(c, true, differences[i])
	}
	r.Add(&workflow.Case{ID: "e"}, false, nil)
	r.AddUnreadable()
	r.Finish()
	require.Equal(t, []int{6, 4, 1, 3}, []int{r.Examined, r.Concerned, r.Unreadable, r.Changed})
	require.Equal(t, map[whatif.Kind]int{whatif.Outcome: 2, whatif.Due: 2, whatif.Score: 1}, r.Counts)
	require.Equal(t, []whatif.Move{{Where: "capacity", Title: "收养能力评估", Before: "合格", After: "不合格", Cases: 2}}, r.Moves)
	require.Equal(t, []string{"N1", "N2", "N3"}, []string{r.Cases[0].Number, r.Cases[1].Number, r.Cases[2].Number})
	require.Contains(t, r.Text(), "收养能力评估由“合格”变为“不合格”：2件")
}

func TestReportDoesNotDependOnTheOrderOfCases(t *testing.T) {
	t.Parallel()
	cases, differences := lines()
	whole := newReport()
	for i, c := range cases {
		whole.Add(c, true, differences[i])
	}
	whole.Finish()
	want, sum, err := whole.Bytes()
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		parts := []*whatif.Report{newReport(), newReport()}
		for _, i := range rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "order") {
			parts[rapid.IntRange(0, 1).Draw(t, "worker")].Add(cases[i], true, differences[i])
		}
		parts[0].Merge(parts[1])
		parts[0].Finish()
		got, again, err := parts[0].Bytes()
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
		require.Equal(t, sum, again)
	})
}

func TestWhoHasNoScopeReadsNoNumber(t *testing.T) {
	t.Parallel()
	r := newReport()
	cases, differences := lines()
	for i, c := range cases {
		r.Add(c, true, differences[i])
	}
	r.Finish()
	seen := r.For(func(id string) bool { return id == "b" })
	require.Equal(t, []string{"b", "", ""}, idsOf(seen))
	text := seen.Text()
	require.Contains(t, text, "N1")
	require.NotContains(t, text, "N2")
	require.NotContains(t, text, "N3")
	require.Equal(t, []string{"b", "c", "a"}, idsOf(r), "the report itself stays whole")
}

func TestAChangedReportIsRefused(t *testing.T) {
	t.Parallel()
	b, sum, err := newReport().Bytes()
	require.NoError(t, err)
	_, err = whatif.Read(b, sum)
	require.NoError(t, err)
	b[len(b)-2]++
	_, err = whatif.Read(b, sum)
	require.ErrorContains(t, err, "has not the hash")
}

func idsOf(r *whatif.Report) []string {
	var ids []string
	for i := range r.Cases {
		ids = append(ids, r.Cases[i].CaseID)
	}
	return ids
}
