package agreement

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/gonum/stat/distuv"
)

// Median (中位数) is the middle of observations such as days from commission to report; see Quantile.
func Median(values []float64, terms Terms) Answer {
	a := Quantile(values, 0.5, terms)
	if a.Figure != nil {
		a.Figure.Statistic = medianOf
	}
	return a
}

// Quantile (分位数) is the value that a share p of the observations stays under, interpolated between neighbours
// (definition 7 of Hyndman and Fan 1996), in the unit of the observations. The ends of the interval are observations
// themselves, chosen by the binomial distribution; nothing is supposed of how durations are spread, and the interval
// covers at least the level asked for. Far out it needs many observations: for the ninetieth percentile at 95% there
// must be 36, and the refusal says how many.
//
// Only finished durations belong here, and of a set of cases chosen by when they began: those that are still open are
// the long ones, and a quantile without them is too short.
func Quantile(values []float64, p float64, terms Terms) Answer {
	terms, why := terms.settled()
	n := len(values)
	switch {
	case why != nil:
		return Answer{Refusal: why}
	case !(p > 0 && p < 1) || slices.ContainsFunc(values, notFinite):
		return refuse(invalidInput, n)
	case n < terms.MinSubjects:
		return tooFew(n, terms.MinSubjects)
	}
	sorted := slices.Sorted(slices.Values(values))
	low, high, ok := ends(n, p, terms)
	if !ok {
		return tooFewFor(p, n, terms)
	}
	return give(Figure{
		Statistic: quantileOf, Value: interpolated(sorted, p), Low: sorted[low-1], High: sorted[high-1],
		Level: terms.Level, N: n, Method: byRanks,
	})
}

// ends gives the places, from 1, of the observations between which the quantile lies: as near as they can be while
// the chance that it lies beyond is at most the tail on either side.
func ends(n int, p float64, terms Terms) (low, high int, ok bool) {
	under := distuv.Binomial{N: float64(n), P: p} // how many observations lie under the quantile
	for low < n && under.CDF(float64(low)) <= terms.tail() {
		low++
	}
	for high = n; high > 1 && 1-under.CDF(float64(high-2)) <= terms.tail(); {
		high--
	}
	return low, high, low >= 1 && 1-under.CDF(float64(n-1)) <= terms.tail()
}

// tooFewFor refuses a quantile and says how many observations it would take.
func tooFewFor(p float64, n int, terms Terms) Answer {
	need := math.Ceil(math.Log(terms.tail()) / math.Log(max(p, 1-p)))
	if !(need > 0 && need < math.MaxInt32) { // so far out that one less it rounds to one
		return refuse(notComputable, n)
	}
	percent := strconv.FormatFloat(100*p, 'g', 4, 64)
	return Answer{Refusal: &Refusal{Note: Note{
		Code: CodeTooFewForQuantile,
		ZH:   "只有" + strconv.Itoa(n) + "个观测值，" + percent + "%分位数的置信区间至少需要" + strconv.Itoa(int(need)) + "个，不予计算。",
		EN:   "only " + strconv.Itoa(n) + " observations, an interval for the " + percent + "% quantile needs " + strconv.Itoa(int(need)),
	}, N: n, Need: int(need)}}
}

// interpolated is the quantile of sorted observations.
func interpolated(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	below := int(at)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	part := at - float64(below)
	return sorted[below]*(1-part) + sorted[below+1]*part
}
