package agreement_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/agreement"
)

func TestCollectRefuses(t *testing.T) {
	t.Parallel()
	ok := agreement.Mark{Subject: "a", Rater: "x", Value: 2}
	for _, tc := range []struct {
		name  string
		marks []agreement.Mark
		scale []float64
		says  string
	}{
		{"twice", []agreement.Mark{ok, ok}, nil, `mark 1: rater "x" marked subject "a" before`},
		{"no subject", []agreement.Mark{ok, {Rater: "x"}}, nil, "mark 1: subject and rater need an id"},
		{"no rater", []agreement.Mark{{Subject: "a"}}, nil, "need an id"},
		{"not a number", []agreement.Mark{{Subject: "a", Rater: "x", Value: math.NaN()}}, nil, "not a finite number"},
		{"no end", []agreement.Mark{{Subject: "a", Rater: "x", Value: math.Inf(-1)}}, nil, "not a finite number"},
		{"off the scale", []agreement.Mark{ok}, []float64{0, 1}, "the value 2 is not on the scale [0 1]"},
		{"scale", nil, []float64{0, math.NaN()}, "the scale has a value that is not a finite number"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := agreement.Collect(tc.marks, tc.scale...)
			require.ErrorContains(t, err, tc.says)
		})
	}
}

func TestRatersAndSubjects(t *testing.T) {
	t.Parallel()
	r, err := agreement.Collect([]agreement.Mark{
		{"case 2", "chen", 1}, {"case 1", "wang", 0}, {"case 1", "chen", 1}, {"case 3", "li", 1},
	})
	require.NoError(t, err)
	require.Equal(t, []string{"chen", "li", "wang"}, r.Raters())
	require.Equal(t, []string{"case 1", "case 2", "case 3"}, r.Subjects())
	two := r.Only("wang", "chen", "nobody")
	require.Equal(t, []string{"chen", "wang"}, two.Raters())
	require.Equal(t, []string{"case 1", "case 2"}, two.Subjects())
	require.Equal(t, []float64{1}, r.Deviations("chen"))
	require.Empty(t, r.Deviations("li"))
	require.Empty(t, r.Deviations("nobody"))
}

// Three raters of one subject: the first is compared with the mean of the other two.
func TestDeviationsFromSeveral(t *testing.T) {
	t.Parallel()
	r := grid(t, [][]float64{{8, 5, 6}, {gap, 1, 2}, {3, gap, 4}, {7, gap, gap}})
	require.Equal(t, []float64{2.5, -1}, r.Deviations("r00"))
}

func TestOnlyPicksTheTwoOfKappa(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := table(t, 2, 3)
		rows[0][0] = 0
		var three [][]float64
		for _, row := range rows {
			three = append(three, []float64{row[0], row[1], 2})
		}
		scale := []float64{0, 1, 2}
		requireSame(t, agreement.Kappa(grid(t, rows, scale...), agreement.Linear(), few),
			agreement.Kappa(grid(t, three, scale...).Only("r00", "r01"), agreement.Linear(), few), "kappa")
	})
}

func TestCustomWeightsRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		table [][]float64
		says  string
	}{
		{[][]float64{{1, 0}, {0}}, "not square"},
		{[][]float64{{1}, {0, 1}}, "not square"},
		{[][]float64{{1, 2}, {2, 1}}, "not between 0 and 1"},
		{[][]float64{{1, math.NaN()}, {0, 1}}, "not between 0 and 1"},
		{[][]float64{{1, 0.5}, {0, 1}}, "not symmetric"},
		{[][]float64{{1, 0}, {0, 0.5}}, "diagonal"},
	} {
		_, err := agreement.CustomWeights(tc.table)
		require.ErrorContains(t, err, tc.says)
	}
}

// The tables of irrCAC's vignette "weighting" for three categories, as custom weights: the named ones give the same.
func TestNamedWeights(t *testing.T) {
	t.Parallel()
	r := crossTable(t, [][]int{{5, 2, 1}, {3, 6, 2}, {0, 4, 7}})
	for _, tc := range []struct {
		named agreement.Weights
		near  float64
	}{
		{agreement.Identity(), 0}, {agreement.Linear(), 0.5}, {agreement.Ordinal(), 2.0 / 3}, {agreement.Quadratic(), 0.75},
	} {
		own, err := agreement.CustomWeights([][]float64{{1, tc.near, 0}, {tc.near, 1, tc.near}, {0, tc.near, 1}})
		require.NoError(t, err)
		require.InDelta(t, figure(t, agreement.GwetAC(r, own, few)).Value, figure(t, agreement.GwetAC(r, tc.named, few)).Value, 1e-12)
	}
}

// A category that nobody used is part of chance agreement of AC1. By hand: two raters agree on eight of ten subjects
// and use each of two categories for half of their marks; chance is (.25 + .25)/1 = .5 with two categories and
// (.25 + .25)/2 = .25 with a third that stays empty.
func TestDeclaredScaleCounts(t *testing.T) {
	t.Parallel()
	rows := [][]float64{{0, 0}, {0, 0}, {0, 0}, {0, 0}, {0, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 0}}
	two := figure(t, agreement.GwetAC(grid(t, rows), agreement.Identity(), few))
	three := figure(t, agreement.GwetAC(grid(t, rows, 0, 1, 2), agreement.Identity(), few))
	require.InDelta(t, (0.8-0.5)/0.5, two.Value, 1e-12)
	require.InDelta(t, (0.8-0.25)/0.75, three.Value, 1e-12)
}
