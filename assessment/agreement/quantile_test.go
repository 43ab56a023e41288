package agreement_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/agreement"
)

// upTo gives 1 to n, not in order.
func upTo(n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(n - i)
	}
	return values
}

// By hand, from the binomial distribution: of ten observations at most one lies under the median with probability
// 11/1024 = .0107, at most two with 56/1024 = .0547, so that the second and the ninth are the ends at 95% (which cover
// 97.9%). Of twenty, at most five lie under it with .0207, at most six with .0577: the sixth and the fifteenth.
func TestMedianByHand(t *testing.T) {
	t.Parallel()
	f := figure(t, agreement.Median(upTo(10), agreement.Terms{}))
	require.InDelta(t, 5.5, f.Value, 1e-12)
	require.Equal(t, []float64{2, 9}, []float64{f.Low, f.High})
	require.Equal(t, "median", f.Statistic.Code)
	f = figure(t, agreement.Median(upTo(20), agreement.Terms{}))
	require.Equal(t, []float64{6, 15}, []float64{f.Low, f.High})
	f = figure(t, agreement.Median(upTo(20), agreement.Terms{Level: 0.80})) // .0577 is under .10, .1316 is not
	require.Equal(t, []float64{7, 14}, []float64{f.Low, f.High})
}

// .9^35 = .0250316 is over the tail of 2.5%, .9^36 = .0225 is under it.
func TestQuantileNeedsObservations(t *testing.T) {
	t.Parallel()
	a := agreement.Quantile(upTo(35), 0.9, agreement.Terms{})
	refused(t, agreement.CodeTooFewForQuantile, a)
	require.Equal(t, 36, a.Refusal.Need)
	f := figure(t, agreement.Quantile(upTo(36), 0.9, agreement.Terms{}))
	require.InDelta(t, 36, f.High, 1e-12)
	require.InDelta(t, 32.5, f.Value, 1e-12) // place .9·35 = 31.5 after the first
	refused(t, agreement.CodeTooFewForQuantile, agreement.Quantile(upTo(35), 0.1, agreement.Terms{}))
	require.InDelta(t, 1, figure(t, agreement.Quantile(upTo(36), 0.1, agreement.Terms{})).Low, 1e-12)
	refused(t, agreement.CodeNotComputable, agreement.Quantile(upTo(36), 1e-300, agreement.Terms{}))
}

func TestQuantileProperties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 400), 10, 80).Draw(t, "values")
		p := rapid.Float64Range(0.05, 0.95).Draw(t, "p")
		before := slices.Clone(values)
		a := agreement.Quantile(values, p, agreement.Terms{})
		require.Equal(t, before, values, "the caller's values are left alone")
		if a.Figure == nil {
			require.Greater(t, a.Refusal.Need, len(values))
			return
		}
		require.True(t, a.Figure.Low <= a.Figure.Value && a.Figure.Value <= a.Figure.High)
		require.Contains(t, values, a.Figure.Low)
		require.Contains(t, values, a.Figure.High)
		require.Equal(t, a, agreement.Quantile(rapid.Permutation(values).Draw(t, "order"), p, agreement.Terms{}))
	})
}
