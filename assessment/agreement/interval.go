package agreement

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// negligible is the standard error of a coefficient, or the room left by chance, that counts as nothing: what remains
// of it is rounding.
const negligible = 1e-9

// coefficient is agreement corrected for chance, (observed − chance)/(1 − chance), on its way to an answer.
type coefficient struct {
	statistic Note
	method    Note
	value     float64
	chance    float64
	stdErr    float64
	freedom   float64 // of Student's t; 0 is the normal distribution
	n         int     // subjects compared
	raters    int
	unanimous bool // no disagreement on any subject
}

// answer puts the interval round the coefficient: symmetric, cut off where the coefficient cannot go. A coefficient
// without any disagreement has a variance of zero, which would claim certainty on ten subjects; its lower end is that
// of a share of n in n.
func (c coefficient) answer(terms Terms) Answer {
	f := Figure{
		Statistic: c.statistic, Value: c.value, Level: terms.Level,
		N: c.n, Raters: c.raters, Method: c.method,
	}
	lowest := -c.chance / (1 - c.chance)
	if !c.unanimous {
		return f.around(c.stdErr, c.freedom, terms, lowest, 1)
	}
	share, _ := wilson(c.n, c.n, terms)
	f.Value, f.StdErr, f.Method = 1, 0, byUnanimity
	f.Low, f.High = max(lowest, (share-c.chance)/(1-c.chance)), 1
	return give(f)
}

// around gives the figure with a symmetric interval, cut off where the statistic cannot go. Without any standard
// error the interval would claim certainty, and is refused.
func (f Figure) around(stdErr, freedom float64, terms Terms, lowest, highest float64) Answer {
	if stdErr < negligible*max(1, math.Abs(f.Value)) {
		return refuse(noSpread, f.N)
	}
	reach := stdErr * terms.quantile(freedom)
	f.StdErr, f.Low, f.High = stdErr, max(lowest, f.Value-reach), min(highest, f.Value+reach)
	return give(f)
}

// quantile is the number of standard errors that an interval reaches to either side.
func (t Terms) quantile(freedom float64) float64 {
	if freedom <= 0 {
		return distuv.UnitNormal.Quantile(1 - t.tail())
	}
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile(1 - t.tail())
}

// wilson is Wilson's score interval for k in n.
func wilson(k, n int, t Terms) (low, high float64) {
	z := t.quantile(0)
	size := float64(n)
	share := float64(k) / size
	centre := (share + z*z/(2*size)) / (1 + z*z/size)
	reach := z / (1 + z*z/size) * math.Sqrt(share*(1-share)/size+z*z/(4*size*size))
	low, high = max(0, centre-reach), min(1, centre+reach)
	if k == 0 {
		low = 0 // rounding would leave a trace
	}
	if k == n {
		high = 1
	}
	return low, high
}

// errorOfMean is the standard error of the mean of contributions, one for each subject.
func errorOfMean(contributions []float64) float64 {
	n := float64(len(contributions))
	return math.Sqrt(squares(contributions) / (n * (n - 1)))
}

// squares sums the squared deviations from the mean.
func squares(values []float64) float64 {
	mean := average(values)
	sum := 0.0
	for _, x := range values {
		sum += (x - mean) * (x - mean)
	}
	return sum
}

func average(values []float64) float64 {
	sum := 0.0
	for _, x := range values {
		sum += x
	}
	return sum / float64(len(values))
}

// products sums what two lists of one length give place by place.
func products(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
