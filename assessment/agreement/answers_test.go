package agreement_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/agreement"
)

// alternating gives n subjects that two raters mark 0 and 1 in turn, the last of them differently.
func alternating(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = []float64{float64(i % 2), float64(i % 2)}
	}
	rows[n-1][1] = 1 - rows[n-1][0]
	return rows
}

func TestMinimumOfSubjects(t *testing.T) {
	t.Parallel()
	var usual agreement.Terms
	for _, s := range []struct {
		name string
		of   func(*agreement.Ratings) agreement.Answer
	}{
		{"percent", func(r *agreement.Ratings) agreement.Answer {
			return agreement.PercentAgreement(r, agreement.Identity(), usual)
		}},
		{"kappa", func(r *agreement.Ratings) agreement.Answer { return agreement.Kappa(r, agreement.Identity(), usual) }},
		{"alpha", func(r *agreement.Ratings) agreement.Answer { return agreement.Alpha(r, agreement.ScaleNominal, usual) }},
		{"gwet", func(r *agreement.Ratings) agreement.Answer { return agreement.GwetAC(r, agreement.Identity(), usual) }},
		{"icc", func(r *agreement.Ratings) agreement.Answer { return agreement.ICC(r, agreement.FormOneWay, usual) }},
		{"leniency", func(r *agreement.Ratings) agreement.Answer { return agreement.Leniency(r, "r00", usual) }},
	} {
		// Subjects with one mark are not compared and do not help to reach the minimum.
		nine := append(alternating(9), []float64{1, gap}, []float64{gap, 0}, []float64{0, gap})
		a := s.of(grid(t, nine))
		refused(t, agreement.CodeTooFewSubjects, a)
		require.Equal(t, 9, a.Refusal.N, s.name)
		require.Equal(t, 10, a.Refusal.Need, s.name)
		require.Contains(t, a.Refusal.ZH, "少于最低要求的10个")

		f := figure(t, s.of(grid(t, append(alternating(10), []float64{1, gap}))))
		require.Equal(t, 10, f.N, s.name)
		require.Equal(t, 2, f.Raters, s.name)
		require.InDelta(t, 0.95, f.Level, 1e-15, s.name)
	}
}

func TestMinimumOfObservations(t *testing.T) {
	t.Parallel()
	nine, ten := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	var usual agreement.Terms
	refused(t, agreement.CodeTooFewSubjects, agreement.Mean(nine, usual))
	refused(t, agreement.CodeTooFewSubjects, agreement.Median(nine, usual))
	refused(t, agreement.CodeTooFewSubjects, agreement.Share(0, 9, usual))
	refused(t, agreement.CodeTooFewSubjects, agreement.Difference(nine, ten, usual))
	refused(t, agreement.CodeTooFewSubjects, agreement.Difference(ten, nine, usual))
	figure(t, agreement.Mean(ten, usual))
	figure(t, agreement.Median(ten, usual))
	figure(t, agreement.Share(0, 10, usual))
	figure(t, agreement.Difference(ten, ten, usual))
}

func TestWhereNothingIsDefined(t *testing.T) {
	t.Parallel()
	all := func(first, second float64) [][]float64 {
		rows := make([][]float64, 12)
		for i := range rows {
			rows[i] = []float64{first, second}
		}
		return rows
	}
	var usual agreement.Terms
	one := agreement.Identity()
	alone := grid(t, [][]float64{{1}, {2}, {1}, {2}, {1}, {2}, {1}, {2}, {1}, {2}})
	same, milder := grid(t, all(0.1, 0.1)), grid(t, all(1, 2))
	half := alternating(12)
	for i := range half {
		half[i][1] = 1
	}
	three := grid(t, append(alternating(11), []float64{1, 0, 1}))
	noCategories, err := agreement.CustomWeights([][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})
	require.NoError(t, err)
	allOnes, err := agreement.CustomWeights([][]float64{{1, 1}, {1, 1}})
	require.NoError(t, err)
	alternate := grid(t, alternating(12))
	constant := make([][]float64, 12) // one rater always a point above the other
	negative := make([][]float64, 12)
	for i := range constant {
		constant[i] = []float64{float64(i), float64(i) + 1}
		negative[i] = []float64{float64(-i), float64(i)}
	}

	for _, tc := range []struct {
		name, code string
		answer     agreement.Answer
	}{
		{"one rater, percent", agreement.CodeOneRater, agreement.PercentAgreement(alone, one, usual)},
		{"one rater, kappa", agreement.CodeOneRater, agreement.Kappa(alone, one, usual)},
		{"one rater, alpha", agreement.CodeOneRater, agreement.Alpha(alone, agreement.ScaleInterval, usual)},
		{"one rater, AC", agreement.CodeOneRater, agreement.GwetAC(alone, one, usual)},
		{"one rater, ICC", agreement.CodeOneRater, agreement.ICC(alone, agreement.FormAgreement, usual)},
		{"one rater, leniency", agreement.CodeOneRater, agreement.Leniency(alone, "r00", usual)},
		{"no marks", agreement.CodeTooFewSubjects, agreement.Alpha(grid(t, nil), agreement.ScaleNominal, usual)},
		{"three raters, kappa", agreement.CodeTwoRatersOnly, agreement.Kappa(three, one, usual)},
		{"one category, kappa", agreement.CodeNoVariation, agreement.Kappa(same, one, usual)},
		{"one category, alpha", agreement.CodeNoVariation, agreement.Alpha(same, agreement.ScaleOrdinal, usual)},
		{"one category, AC", agreement.CodeOneCategory, agreement.GwetAC(same, one, usual)},
		{"one category, ICC", agreement.CodeNoVariation, agreement.ICC(same, agreement.FormOneWay, usual)},
		{"one value, leniency", agreement.CodeNoSpread, agreement.Leniency(same, "r00", usual)},
		{"both constant, kappa", agreement.CodeConstantRater, agreement.Kappa(milder, one, usual)},
		{"one constant, kappa", agreement.CodeConstantRater, agreement.Kappa(grid(t, half), one, usual)},
		{"always the same pair, alpha", agreement.CodeNoSpread, agreement.Alpha(milder, agreement.ScaleNominal, usual)},
		{"always the same pair, ordinal", agreement.CodeNoSpread, agreement.Alpha(milder, agreement.ScaleOrdinal, usual)},
		{"always the same pair, AC", agreement.CodeNoSpread, agreement.GwetAC(milder, one, usual)},
		{"an interval beside its value, ICC", agreement.CodeNoInterval, agreement.ICC(grid(t, [][]float64{{0, 0, 4}, {0, 4, 1}}), agreement.FormAgreement, agreement.Terms{MinSubjects: 2, Level: 0.95})},
		{"always the same pair, ICC", agreement.CodeNoSpread, agreement.ICC(milder, agreement.FormOneWay, usual)},
		{"always one point apart, ICC", agreement.CodeNoError, agreement.ICC(grid(t, constant), agreement.FormAgreement, usual)},
		{"always one point apart, leniency", agreement.CodeNoSpread, agreement.Leniency(grid(t, constant), "r01", usual)},
		{"negative, ratio", agreement.CodeNegativeRatio, agreement.Alpha(grid(t, negative), agreement.ScaleRatio, usual)},
		{"unknown scale", agreement.CodeInvalidInput, agreement.Alpha(three, "cardinal", usual)},
		{"unknown form", agreement.CodeInvalidInput, agreement.ICC(three, "icc_4", usual)},
		{"unknown rater", agreement.CodeUnknownRater, agreement.Leniency(three, "nobody", usual)},
		{"weights for three", agreement.CodeWeightsMismatch, agreement.GwetAC(three, noCategories, usual)},
		{"weights for three, kappa", agreement.CodeWeightsMismatch, agreement.Kappa(alternate, noCategories, usual)},
		{"weights for three, percent", agreement.CodeWeightsMismatch, agreement.PercentAgreement(alternate, noCategories, usual)},
		{"weights that allow everything, kappa", agreement.CodeNoVariation, agreement.Kappa(alternate, allOnes, usual)},
		{"impossible share", agreement.CodeInvalidInput, agreement.Share(11, 10, usual)},
		{"negative share", agreement.CodeInvalidInput, agreement.Share(-1, 10, usual)},
		{"quantile 0", agreement.CodeInvalidInput, agreement.Quantile(make([]float64, 10), 0, usual)},
		{"quantile 1", agreement.CodeInvalidInput, agreement.Quantile(make([]float64, 10), 1, usual)},
		{"not a number", agreement.CodeInvalidInput, agreement.Median([]float64{math.NaN()}, usual)},
		{"no end", agreement.CodeInvalidInput, agreement.Mean([]float64{math.Inf(1)}, usual)},
		{"pool not a number", agreement.CodeInvalidInput, agreement.Difference([]float64{1}, []float64{math.NaN()}, usual)},
		{"all equal", agreement.CodeNoSpread, agreement.Difference(make([]float64, 10), make([]float64, 10), usual)},
		{"beyond numbers", agreement.CodeNotComputable, agreement.Mean([]float64{1e308, 1e308, 1e308, 1e308, 1, 2, 3, 4, 5, 6}, usual)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			refused(t, tc.code, tc.answer)
		})
	}
}

func TestInvalidTerms(t *testing.T) {
	t.Parallel()
	for _, terms := range []agreement.Terms{{MinSubjects: 1}, {MinSubjects: -3}, {Level: 1}, {Level: -0.5}, {Level: 1.5}, {Level: math.NaN()}} {
		r := grid(t, alternating(12))
		refused(t, agreement.CodeInvalidTerms, agreement.PercentAgreement(r, agreement.Identity(), terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Kappa(r, agreement.Identity(), terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Alpha(r, agreement.ScaleNominal, terms))
		refused(t, agreement.CodeInvalidTerms, agreement.GwetAC(r, agreement.Identity(), terms))
		refused(t, agreement.CodeInvalidTerms, agreement.ICC(r, agreement.FormOneWay, terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Leniency(r, "r00", terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Difference(nil, nil, terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Mean(nil, terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Median(nil, terms))
		refused(t, agreement.CodeInvalidTerms, agreement.Share(1, 20, terms))
	}
}

// With ten in ten agreeing the lower end is that of Wilson for 10/10, n/(n + z²) = 10/13.8415 = .7225 (derived by
// hand), put through the correction for a chance agreement of one half.
func TestUnanimityIsNoCertainty(t *testing.T) {
	t.Parallel()
	rows := alternating(10)
	rows[9][1] = rows[9][0]
	r := grid(t, rows)
	require.InDelta(t, 0.7225, figure(t, agreement.PercentAgreement(r, agreement.Identity(), agreement.Terms{})).Low, 5e-5)
	f := figure(t, agreement.Kappa(r, agreement.Identity(), agreement.Terms{}))
	require.InDelta(t, 2*0.72247-1, f.Low, 5e-5)
	require.Equal(t, "wilson_unanimous", f.Method.Code)
	require.Zero(t, f.StdErr)
}

// Two raters a step apart on every subject agree wholly under weights that do not mind one step.
func TestUnanimityUnderWeights(t *testing.T) {
	t.Parallel()
	rows := make([][]float64, 12)
	for i := range rows {
		rows[i] = []float64{float64(i % 3), float64((i + i%2) % 3)}
		if rows[i][0] == 2 {
			rows[i][1] = 1
		}
	}
	step, err := agreement.CustomWeights([][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}})
	require.NoError(t, err)
	for _, a := range []agreement.Answer{
		agreement.Kappa(grid(t, rows), step, agreement.Terms{}), agreement.GwetAC(grid(t, rows), step, agreement.Terms{}),
	} {
		require.InDelta(t, 1, figure(t, a).Value, 1e-12)
		require.Less(t, a.Figure.Low, 0.9)
	}
}

func TestScoresAreNoCategories(t *testing.T) {
	t.Parallel()
	fine := func(n int) *agreement.Ratings {
		rows := make([][]float64, n)
		for i := range rows {
			rows[i] = []float64{float64(i), float64((i + i%3) % n)}
		}
		return grid(t, rows)
	}
	one := agreement.Identity()
	for _, of := range []func(*agreement.Ratings) agreement.Answer{
		func(r *agreement.Ratings) agreement.Answer {
			return agreement.PercentAgreement(r, one, agreement.Terms{})
		},
		func(r *agreement.Ratings) agreement.Answer { return agreement.Kappa(r, one, agreement.Terms{}) },
		func(r *agreement.Ratings) agreement.Answer { return agreement.GwetAC(r, one, agreement.Terms{}) },
		func(r *agreement.Ratings) agreement.Answer {
			return agreement.Alpha(r, agreement.ScaleInterval, agreement.Terms{})
		},
	} {
		figure(t, of(fine(agreement.MaxCategories)))
		refused(t, agreement.CodeTooManyCategories, of(fine(agreement.MaxCategories+1)))
	}
	figure(t, agreement.ICC(fine(agreement.MaxCategories+1), agreement.FormOneWay, agreement.Terms{}))
}

// Twelve families all passed by both: alpha and kappa have nothing to go by, AC1 has, once it is told that there was
// another option.
func TestAllInOneCategoryOfTwo(t *testing.T) {
	t.Parallel()
	rows := make([][]float64, 12)
	for i := range rows {
		rows[i] = []float64{1, 1}
	}
	r := grid(t, rows, 0, 1)
	refused(t, agreement.CodeNoVariation, agreement.Alpha(r, agreement.ScaleNominal, agreement.Terms{}))
	refused(t, agreement.CodeNoVariation, agreement.Kappa(r, agreement.Identity(), agreement.Terms{}))
	f := figure(t, agreement.GwetAC(r, agreement.Identity(), agreement.Terms{}))
	require.InDelta(t, 1, f.Value, 1e-12)
	require.InDelta(t, 0.7575, f.Low, 5e-5) // 12/(12 + 1.96²), chance being zero
}

func TestAnswersAreTold(t *testing.T) {
	t.Parallel()
	a := agreement.Share(3, 40, agreement.Terms{})
	require.Equal(t, "比例0.075（95%置信区间0.026至0.199，n＝40）", a.String())
	text, err := json.Marshal(a)
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(text), `{"figure":{"statistic":{"code":"share","zh":"比例","en":"share"},"value":0.075,"low":`), "%s", text)
	text, err = json.Marshal(agreement.Share(3, 4, agreement.Terms{}))
	require.NoError(t, err)
	require.JSONEq(t, `{"refusal":{"code":"too_few_subjects","zh":"只有4个可比对象，少于最低要求的10个，不予计算。",
		"en":"only 4 comparable subjects, 10 are the minimum: no figure is given","n":4,"need":10}}`, string(text))
	require.Empty(t, agreement.Answer{}.String())
}

// The jackknife of the ordinal scale and the linearisation of the others are two roads to one number: with three
// categories used alike, ordinal and interval distances differ by a factor, and the standard errors nearly agree.
func TestJackknifeMeetsLinearisation(t *testing.T) {
	t.Parallel()
	var rows [][]float64
	for i := range 300 {
		first := float64(i % 3)
		rows = append(rows, []float64{first, first, math.Mod(first+float64(i/3%4/3), 3)})
	}
	r := grid(t, rows)
	ordinal := figure(t, agreement.Alpha(r, agreement.ScaleOrdinal, agreement.Terms{}))
	interval := figure(t, agreement.Alpha(r, agreement.ScaleInterval, agreement.Terms{}))
	require.InDelta(t, interval.Value, ordinal.Value, 1e-9)
	require.InEpsilon(t, interval.StdErr, ordinal.StdErr, 0.02)
	require.Equal(t, "jackknife_t", ordinal.Method.Code)
	require.Equal(t, "linearisation_t", interval.Method.Code)
}
