package agreement_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/agreement"
)

// statistic is one of those that look at a table of ratings.
type statistic struct {
	name    string
	of      func(*agreement.Ratings) agreement.Answer
	raters  int  // the most it takes
	nominal bool // looks at categories only as the same or not
	linear  bool // does not change when all values are multiplied and moved
	bounded bool // at most 1
}

// statistics are all of them, without a minimum of subjects worth the name.
func statistics() []statistic {
	var all []statistic
	for name, w := range map[string]agreement.Weights{
		"identity": agreement.Identity(), "linear": agreement.Linear(), "quadratic": agreement.Quadratic(), "ordinal": agreement.Ordinal(),
	} {
		same := name == "identity"
		all = append(all,
			statistic{"percent " + name, func(r *agreement.Ratings) agreement.Answer { return agreement.PercentAgreement(r, w, few) }, 9, same, true, true},
			statistic{"kappa " + name, func(r *agreement.Ratings) agreement.Answer { return agreement.Kappa(r, w, few) }, 2, same, true, true},
			statistic{"gwet " + name, func(r *agreement.Ratings) agreement.Answer { return agreement.GwetAC(r, w, few) }, 9, same, true, true},
		)
	}
	for _, s := range []agreement.Scale{agreement.ScaleNominal, agreement.ScaleOrdinal, agreement.ScaleInterval, agreement.ScaleRatio} {
		all = append(all, statistic{
			"alpha " + string(s), func(r *agreement.Ratings) agreement.Answer { return agreement.Alpha(r, s, few) },
			9, s == agreement.ScaleNominal, s != agreement.ScaleRatio, true,
		})
	}
	for _, f := range []agreement.Form{agreement.FormOneWay, agreement.FormAgreement, agreement.FormConsistency} {
		all = append(all, statistic{
			string(f), func(r *agreement.Ratings) agreement.Answer { return agreement.ICC(r, f, few) }, 9, false, true, true,
		})
	}
	return append(all, statistic{
		"leniency", func(r *agreement.Ratings) agreement.Answer { return agreement.Leniency(r, r.Raters()[0], few) }, 9, false, false, false,
	})
}

// table draws marks from 0 to categories − 1, some of them missing.
func table(t *rapid.T, raters, categories int) [][]float64 {
	rows := make([][]float64, rapid.IntRange(2, 14).Draw(t, "subjects"))
	for s := range rows {
		for r := range raters {
			mark := float64(rapid.IntRange(-1, categories-1).Draw(t, fmt.Sprintf("mark %d %d", s, r)))
			if mark < 0 {
				mark = gap
			}
			rows[s] = append(rows[s], mark)
		}
	}
	return rows
}

func drawn(t *rapid.T, s statistic) (rows [][]float64, scale []float64) {
	raters := rapid.IntRange(2, min(s.raters, 4)).Draw(t, "raters")
	categories := rapid.IntRange(2, 5).Draw(t, "categories")
	for k := range categories {
		scale = append(scale, float64(k))
	}
	rows = table(t, raters, categories)
	rows[0][0] = 0 // at least one mark, of the first rater
	return rows, scale
}

func mapped(rows [][]float64, f func(float64) float64) [][]float64 {
	changed := make([][]float64, len(rows))
	for s, row := range rows {
		for _, mark := range row {
			changed[s] = append(changed[s], f(mark))
		}
	}
	return changed
}

// requireSame demands two answers alike but for rounding.
func requireSame(t require.TestingT, want, got agreement.Answer, name string) {
	if want.Figure == nil {
		require.NotNil(t, got.Refusal, name)
		require.Equal(t, want.Refusal, got.Refusal, name)
		return
	}
	f, g := *want.Figure, figure(t, got)
	require.InDelta(t, f.Value, g.Value, 1e-9, name)
	require.InDelta(t, f.StdErr, g.StdErr, 1e-9, name)
	require.InDelta(t, f.Low, g.Low, 1e-7, name)
	require.InDelta(t, f.High, g.High, 1e-7, name)
	f.Value, f.StdErr, f.Low, f.High = g.Value, g.StdErr, g.Low, g.High
	require.Equal(t, f, g, name)
}

// forEach runs a property over every statistic that is chosen.
func forEach(t *testing.T, chosen func(statistic) bool, property func(*rapid.T, statistic)) {
	t.Helper()
	for _, s := range statistics() {
		if chosen(s) {
			t.Run(s.name, func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(t *rapid.T) { property(t, s) })
			})
		}
	}
}

func every(statistic) bool { return true }

func TestFiguresAreNumbersWithinTheirIntervals(t *testing.T) {
	t.Parallel()
	forEach(t, every, func(t *rapid.T, s statistic) {
		rows, scale := drawn(t, s)
		a := s.of(grid(t, rows, scale...))
		require.NotEqual(t, a.Figure == nil, a.Refusal == nil)
		require.NotEmpty(t, a.String())
		if a.Figure == nil {
			return
		}
		for _, x := range []float64{a.Figure.Value, a.Figure.StdErr, a.Figure.Low, a.Figure.High} {
			require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%+v", a.Figure)
		}
		require.LessOrEqual(t, a.Figure.Low, a.Figure.Value)
		require.GreaterOrEqual(t, a.Figure.High, a.Figure.Value)
		require.Less(t, a.Figure.Low, a.Figure.High, "an interval that claims certainty")
		if s.bounded {
			require.LessOrEqual(t, a.Figure.High, 1.0)
		}
	})
}

func TestOrderOfSubjectsAndRatersDoesNotMatter(t *testing.T) {
	t.Parallel()
	forEach(t, func(s statistic) bool { return s.name != "leniency" }, func(t *rapid.T, s statistic) {
		rows, scale := drawn(t, s)
		order := make([]int, len(rows[0]))
		for k := range order {
			order[k] = k
		}
		order = rapid.Permutation(order).Draw(t, "raters")
		var shuffled [][]float64
		for _, row := range rapid.Permutation(rows).Draw(t, "subjects") {
			var marks []float64
			for _, k := range order {
				marks = append(marks, row[k])
			}
			shuffled = append(shuffled, marks)
		}
		requireSame(t, s.of(grid(t, rows, scale...)), s.of(grid(t, shuffled, scale...)), s.name)
	})
}

func TestOrderOfMarksDoesNotMatter(t *testing.T) {
	t.Parallel()
	forEach(t, every, func(t *rapid.T, s statistic) {
		rows, _ := drawn(t, s)
		var marks []agreement.Mark
		for i, row := range rows {
			for k, mark := range row {
				if !math.IsNaN(mark) {
					marks = append(marks, agreement.Mark{Subject: fmt.Sprint(i), Rater: fmt.Sprint(k), Value: mark})
				}
			}
		}
		one, err := agreement.Collect(marks)
		require.NoError(t, err)
		other, err := agreement.Collect(rapid.Permutation(marks).Draw(t, "marks"))
		require.NoError(t, err)
		require.Equal(t, s.of(one), s.of(other), "to the last digit")
	})
}

func TestPerfectAgreementIsOne(t *testing.T) {
	t.Parallel()
	corrected := func(s statistic) bool { return s.bounded && s.name[:3] != "icc" }
	forEach(t, corrected, func(t *rapid.T, s statistic) {
		rows, scale := drawn(t, s)
		for i, row := range rows {
			first := float64(i % 2) // two categories at least, so that every coefficient is defined
			for k := range row {
				row[k] = first
			}
		}
		f := figure(t, s.of(grid(t, rows, scale...)))
		require.InDelta(t, 1, f.Value, 1e-12)
		require.InDelta(t, 1, f.High, 1e-12)
		require.Less(t, f.Low, 1.0)
	})
}

func TestNamesOfCategoriesDoNotMatter(t *testing.T) {
	t.Parallel()
	forEach(t, func(s statistic) bool { return s.nominal }, func(t *rapid.T, s statistic) {
		rows, scale := drawn(t, s)
		names := rapid.Permutation([]float64{7, -3, 12.5, 100, 0}).Draw(t, "names")
		rename := func(x float64) float64 {
			if math.IsNaN(x) {
				return gap
			}
			return names[int(x)]
		}
		requireSame(t, s.of(grid(t, rows, scale...)), s.of(grid(t, mapped(rows, rename), names[:len(scale)]...)), s.name)
	})
}

func TestUnitAndZeroDoNotMatter(t *testing.T) {
	t.Parallel()
	forEach(t, func(s statistic) bool { return s.linear }, func(t *rapid.T, s statistic) {
		rows, scale := drawn(t, s)
		factor := rapid.SampledFrom([]float64{-3, -0.5, 0.01, 2, 40}).Draw(t, "factor")
		shift := rapid.SampledFrom([]float64{-7, 0, 0.3, 60}).Draw(t, "shift")
		move := func(x float64) float64 { return factor*x + shift }
		requireSame(t, s.of(grid(t, rows, scale...)), s.of(grid(t, mapped(rows, move), mapped([][]float64{scale}, move)[0]...)), s.name)
	})
}

func TestAlphaOrdinalAndRatioInvariance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := table(t, 3, 5)
		rows[0][0] = 0
		monotone := func(x float64) float64 { return math.Exp(x) - 4 }
		times := func(x float64) float64 { return 2.5 * x }
		of := func(rows [][]float64, s agreement.Scale) agreement.Answer {
			return agreement.Alpha(grid(t, rows), s, few)
		}
		requireSame(t, of(rows, agreement.ScaleOrdinal), of(mapped(rows, monotone), agreement.ScaleOrdinal), "ordinal")
		requireSame(t, of(rows, agreement.ScaleRatio), of(mapped(rows, times), agreement.ScaleRatio), "ratio")
	})
}

func TestTwoScalesAreOneWithTwoCategories(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := grid(t, append(table(t, 3, 2), []float64{0, 1, gap}))
		nominal, interval := agreement.Alpha(r, agreement.ScaleNominal, few), agreement.Alpha(r, agreement.ScaleInterval, few)
		if nominal.Figure == nil {
			require.Equal(t, nominal, interval)
			return
		}
		require.InDelta(t, nominal.Figure.Value, figure(t, interval).Value, 1e-12)
		require.InDelta(t, nominal.Figure.StdErr, figure(t, interval).StdErr, 1e-12)
	})
}

func TestLeniencyOfTwoIsOpposite(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := grid(t, append(table(t, 2, 5), []float64{0, 3}, []float64{1, 0}))
		one, other := figure(t, agreement.Leniency(r, "r00", few)), figure(t, agreement.Leniency(r, "r01", few))
		require.InDelta(t, -one.Value, other.Value, 1e-12)
		require.InDelta(t, -one.Low, other.High, 1e-9)
		require.Equal(t, 2, one.Raters)
	})
}

func TestShareProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 500).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		f, g := figure(t, agreement.Share(k, n, few)), figure(t, agreement.Share(n-k, n, few))
		require.True(t, 0 <= f.Low && f.Low <= f.Value && f.Value <= f.High && f.High <= 1)
		require.InDelta(t, 1-f.Low, g.High, 1e-12)
		wider := figure(t, agreement.Share(k, n, agreement.Terms{MinSubjects: 2, Level: 0.99}))
		require.True(t, wider.Low <= f.Low && f.High <= wider.High)
	})
}
