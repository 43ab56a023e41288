package agreement_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/agreement"
)

// published is what a reference prints; std is 0 where it prints none, low and high are equal where it prints none.
type published struct {
	name           string
	answer         agreement.Answer
	value, std     float64
	low, high      float64
	within, ciWith float64 // half of the last decimal printed
}

func checkPublished(t *testing.T, cases []published) {
	t.Helper()
	for _, tc := range cases {
		f := figure(t, tc.answer)
		require.InDelta(t, tc.value, f.Value, tc.within, tc.name)
		if tc.std > 0 {
			require.InDelta(t, tc.std, f.StdErr, tc.within, "%s: standard error", tc.name)
		}
		if tc.low < tc.high {
			require.InDelta(t, tc.low, f.Low, tc.ciWith, "%s: low", tc.name)
			require.InDelta(t, tc.high, f.High, tc.ciWith, "%s: high", tc.name)
		}
	}
}

// krippendorffC is example C of K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): four observers,
// twelve units, gaps. Gwet uses the same marks (Handbook of Inter-Rater Reliability, 4th edition, 2014, data set
// cac.raw4raters of the R package irrCAC).
func krippendorffC(t require.TestingT) *agreement.Ratings {
	return grid(t, transposed([][]float64{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, gap, gap, gap},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, gap, 3},
		{gap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, gap},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, gap},
	}))
}

// abstractors is the data set cont3x3abstractors of irrCAC: two abstractors, a hundred charts.
func abstractors(t require.TestingT) *agreement.Ratings {
	return crossTable(t, [][]int{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}})
}

// psychiatrists is the data set distrib.6raters of irrCAC: six psychiatrists, fifteen patients, five
// diagnoses.
func psychiatrists(t require.TestingT) *agreement.Ratings {
	return distribution(t, [][]int{
		{0, 0, 0, 6, 0},
		{0, 3, 0, 0, 3},
		{0, 1, 4, 0, 1},
		{0, 0, 0, 0, 6},
		{0, 3, 0, 3, 0},
		{2, 0, 4, 0, 0},
		{0, 0, 4, 0, 2},
		{2, 0, 3, 1, 0},
		{2, 0, 0, 4, 0},
		{0, 0, 0, 0, 6},
		{1, 0, 0, 5, 0},
		{1, 1, 0, 4, 0},
		{0, 3, 3, 0, 0},
		{1, 0, 0, 5, 0},
		{0, 2, 0, 3, 1},
	})
}

// Values of K. Krippendorff 2011, examples A, B and C; those of irrCAC 1.0 with standard errors and intervals are
// printed in its vignettes "overview" and "weighting" (Gwet 2019).
func TestAlphaPublished(t *testing.T) {
	t.Parallel()
	a := grid(t, transposed([][]float64{{0, 1, 0, 0, 0, 0, 0, 0, 1, 0}, {1, 1, 1, 0, 0, 1, 0, 0, 0, 0}}))
	b := grid(t, transposed([][]float64{{1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1}, {2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4}}))
	c := krippendorffC(t)
	alpha := agreement.Alpha
	checkPublished(t, []published{
		{name: "A, binary", answer: alpha(a, agreement.ScaleNominal, few), value: 0.095, within: 5e-4},
		{name: "B, nominal", answer: alpha(b, agreement.ScaleNominal, few), value: 0.692, within: 5e-4},
		{name: "C, nominal", answer: alpha(c, agreement.ScaleNominal, few), value: 0.743, within: 5e-4},
		{name: "C, ordinal", answer: alpha(c, agreement.ScaleOrdinal, few), value: 0.815, within: 5e-4},
		{name: "C, interval", answer: alpha(c, agreement.ScaleInterval, few), value: 0.849, within: 5e-4},
		{name: "C, ratio", answer: alpha(c, agreement.ScaleRatio, few), value: 0.797, within: 5e-4},

		{"irrCAC, 4 raters", alpha(c, agreement.ScaleNominal, few), 0.74342, 0.14548, 0.423, 1, 5e-6, 5e-3},
		{"irrCAC, 4 raters, quadratic", alpha(c, agreement.ScaleInterval, few), 0.84911, 0, 0.561, 1, 5e-6, 5e-3},
		{name: "irrCAC, 6 raters", answer: alpha(psychiatrists(t), agreement.ScaleNominal, few), value: 0.4204384, within: 5e-8},
		{name: "irrCAC, 6 raters, quadratic", answer: alpha(psychiatrists(t), agreement.ScaleInterval, few), value: 0.259511, within: 5e-7},
		{"irrCAC, 2 raters", alpha(abstractors(t), agreement.ScaleNominal, few), 0.7972585, 0, 0.68, 0.914, 5e-8, 2e-3},
	})
	std := func(r *agreement.Ratings, scale agreement.Scale) float64 {
		return figure(t, alpha(r, scale, few)).StdErr
	}
	require.InDelta(t, 0.12913, std(c, agreement.ScaleInterval), 1e-4)
	// Without gaps alpha is Fleiss' kappa but for a factor near 1, and has its standard error: these are the ones printed
	// for Fleiss' kappa of the six raters, without and with quadratic weights. (For alpha from such a table irrCAC prints
	// others, .0824 and .1340, which do not go with that.)
	require.InDelta(t, 0.08119291, std(psychiatrists(t), agreement.ScaleNominal), 5e-8)
	require.InDelta(t, 0.1457381, std(psychiatrists(t), agreement.ScaleInterval), 5e-8)
	// Scott's pi of two raters, in the same way; irrCAC divides the variance by n there, and not by n − 1.
	require.InDelta(t, 0.05905473, math.Sqrt(99.0/100)*std(abstractors(t), agreement.ScaleNominal), 5e-8)
	require.InDelta(t, 0.03539506, math.Sqrt(99.0/100)*std(abstractors(t), agreement.ScaleInterval), 5e-8)
}

// Values of irrCAC 1.0, vignettes "overview" and "weighting" (Gwet 2019), after Gwet 2008 and 2014.
func TestGwetPublished(t *testing.T) {
	t.Parallel()
	c, two, six := krippendorffC(t), abstractors(t), psychiatrists(t)
	one, squared := agreement.Identity(), agreement.Quadratic()
	ac := agreement.GwetAC
	checkPublished(t, []published{
		{"AC1, 2 raters", ac(two, one, few), 0.8493305, 0, 0.764, 0.935, 5e-8, 1e-3},
		{"AC2, 2 raters", ac(two, squared, few), 0.9402369, 0, 0.905, 0.976, 5e-8, 1e-3},
		{"AC1, 6 raters", ac(six, one, few), 0.4448007, 0.08418757, 0.264, 0.625, 5e-8, 5e-4},
		{"AC2, 6 raters", ac(six, squared, few), 0.4837438, 0.1058227, 0.257, 0.711, 5e-8, 5e-4},
		{"AC1, 4 raters, gaps", ac(c, one, few), 0.77544, 0.14295, 0.461, 1, 5e-6, 5e-4},
		{"AC2, 4 raters, gaps", ac(c, squared, few), 0.914, 0.10396, 0.685, 1, 5e-6, 5e-4},
	})
	// For tables of two raters irrCAC divides the variance by n, for raw marks by n − 1.
	byN := math.Sqrt(99.0 / 100)
	require.InDelta(t, 0.04321747, byN*figure(t, ac(two, one, few)).StdErr, 5e-8)
	require.InDelta(t, 0.01792019, byN*figure(t, ac(two, squared, few)).StdErr, 5e-8)
	require.Equal(t, "gwet_ac1", figure(t, ac(two, one, few)).Statistic.Code)
	require.Equal(t, "gwet_ac2", figure(t, ac(two, squared, few)).Statistic.Code)
}

// Values printed by SAS PROC FREQ: the skin condition data of its guide (Getting Started, Agreement Study), two
// tables in the tests of statsmodels with the output of SAS beside them, one of them from J. Uebersax's page on SAS;
// Table 1 of Cohen 1968 (kappa .492, weighted .348); irrCAC's vignettes; Wikipedia's three tables of two by two.
func TestKappaPublished(t *testing.T) {
	t.Parallel()
	skin := crossTable(t, [][]int{{10, 4, 1, 0}, {5, 10, 12, 2}, {2, 4, 12, 5}, {0, 2, 6, 13}})
	sas := crossTable(t, [][]int{{0, 4, 1}, {0, 8, 0}, {0, 1, 5}})
	uebersax := crossTable(t, [][]int{{0, 0, 0}, {5, 16, 3}, {8, 12, 28}})
	cohen := crossTable(t, [][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}})
	graver, err := agreement.CustomWeights([][]float64{{1, 1 - 1.0/6, 1 - 3.0/6}, {1 - 1.0/6, 1, 0}, {1 - 3.0/6, 0, 1}})
	require.NoError(t, err)
	one, linear := agreement.Identity(), agreement.Linear()
	kappa := agreement.Kappa
	checkPublished(t, []published{
		{"skin condition", kappa(skin, one, few), 0.3449, 0, 0.2030, 0.4868, 5e-5, 5e-5},
		{"SAS, simple", kappa(sas, one, few), 0.4842, 0.1380, 0.2137, 0.7547, 5e-5, 5e-5},
		{"SAS, weighted", kappa(sas, linear, few), 0.4701, 0.1457, 0.1845, 0.7558, 5e-5, 5e-5},
		{"Uebersax, simple", kappa(uebersax, one, few), 0.3333, 0.0814, 0.1738, 0.4929, 5e-5, 5e-5},
		{"Uebersax, weighted", kappa(uebersax, linear, few), 0.2895, 0.0756, 0.1414, 0.4376, 5e-5, 5e-5},
		{name: "Cohen 1968, simple", answer: kappa(cohen, one, few), value: 0.492, within: 5e-4},
		{name: "Cohen 1968, weighted", answer: kappa(cohen, graver, few), value: 0.348, within: 5e-4},
		{"irrCAC, simple", kappa(abstractors(t), one, few), 0.7964094, 0.05891072, 0.680, 0.913, 5e-8, 2e-3},
		{"irrCAC, quadratic", kappa(abstractors(t), agreement.Quadratic(), few), 0.8921569, 0.03535151, 0.822, 0.962, 5e-8, 2e-3},
		{name: "two by two, 1", answer: kappa(crossTable(t, [][]int{{20, 5}, {10, 15}}), one, few), value: 0.4, within: 1e-12},
		{name: "two by two, 2", answer: kappa(crossTable(t, [][]int{{45, 15}, {25, 15}}), one, few), value: 0.1304, within: 5e-5},
		{name: "two by two, 3", answer: kappa(crossTable(t, [][]int{{25, 35}, {5, 35}}), one, few), value: 0.2593, within: 5e-5},
	})
}

// Values of irrCAC 1.0, vignettes "overview" and "weighting".
func TestPercentAgreementPublished(t *testing.T) {
	t.Parallel()
	percent, squared := agreement.PercentAgreement, agreement.Quadratic()
	checkPublished(t, []published{
		{name: "2 raters", answer: percent(abstractors(t), agreement.Identity(), few), value: 0.89, within: 1e-12},
		{"2 raters, quadratic", percent(abstractors(t), squared, few), 0.9725, 0, 0.957, 0.988, 5e-9, 1e-3},
		{name: "4 raters", answer: percent(krippendorffC(t), agreement.Identity(), few), value: 0.8181818, within: 5e-8},
		{name: "4 raters, quadratic", answer: percent(krippendorffC(t), squared, few), value: 0.9753788, within: 5e-8},
	})
	require.Equal(t, "wilson", figure(t, percent(abstractors(t), agreement.Identity(), few)).Method.Code)
}

// The example of Shrout and Fleiss 1979, six targets and four judges: .17, .29, .71; the intervals are those
// that psych::ICC in R prints for the same data.
func TestICCPublished(t *testing.T) {
	t.Parallel()
	data := grid(t, [][]float64{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}})
	icc := agreement.ICC
	checkPublished(t, []published{
		{"ICC(1,1)", icc(data, agreement.FormOneWay, few), 0.17, 0, -0.133, 0.72, 5e-3, 5e-3},
		{"ICC(2,1)", icc(data, agreement.FormAgreement, few), 0.29, 0, 0.019, 0.76, 5e-3, 5e-3},
		{"ICC(3,1)", icc(data, agreement.FormConsistency, few), 0.71, 0, 0.342, 0.95, 5e-3, 5e-3},
		{name: "ICC(1,1), lower end to three places", answer: icc(data, agreement.FormOneWay, few), value: 0.17, within: 5e-3},
	})
	require.InDelta(t, -0.133, figure(t, icc(data, agreement.FormOneWay, few)).Low, 5e-4)
	require.InDelta(t, 0.019, figure(t, icc(data, agreement.FormAgreement, few)).Low, 5e-4)
	require.InDelta(t, 0.342, figure(t, icc(data, agreement.FormConsistency, few)).Low, 5e-4)
}

// R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), Table I,
// method 3.
func TestSharePublished(t *testing.T) {
	t.Parallel()
	checkPublished(t, []published{
		{"81/263", agreement.Share(81, 263, few), 81.0 / 263, 0, 0.2553, 0.3662, 1e-12, 5e-5},
		{"15/148", agreement.Share(15, 148, few), 15.0 / 148, 0, 0.0624, 0.1605, 1e-12, 5e-5},
		{"0/20", agreement.Share(0, 20, few), 0, 0, 0, 0.1611, 1e-12, 5e-5},
		{"1/29", agreement.Share(1, 29, few), 1.0 / 29, 0, 0.0061, 0.1718, 1e-12, 5e-5},
		{"29/29", agreement.Share(29, 29, few), 1, 0, 0.8830, 1, 1e-12, 5e-5},
	})
}

// The data set sleep of R (Student 1908), as t.test of R prints it: Welch and paired.
func TestMeansPublished(t *testing.T) {
	t.Parallel()
	first := []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0}
	second := []float64{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}
	both := grid(t, transposed([][]float64{first, second}))
	checkPublished(t, []published{
		{"Welch", agreement.Difference(first, second, few), -1.58, 0, -3.3654832, 0.2054832, 1e-12, 5e-8},
		{"paired", agreement.Leniency(both, "r00", few), -1.58, 0, -2.4598858, -0.7001142, 1e-12, 5e-8},
		{"paired, the other", agreement.Leniency(both, "r01", few), 1.58, 0, 0.7001142, 2.4598858, 1e-12, 5e-8},
	})
	differences := both.Deviations("r00")
	checkPublished(t, []published{
		{"one sample", agreement.Mean(differences, few), -1.58, 0, -2.4598858, -0.7001142, 1e-12, 5e-8},
	})
}
