package agreement

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Form (组内相关系数的形式) is which intraclass correlation of a single mark is meant, in the numbering of Shrout and
// Fleiss 1979.
type Form string

// The forms for single marks.
const (
	// FormOneWay is ICC(1,1): each subject has its own raters out of a pool, as when every case gets another pair.
	FormOneWay Form = "icc_1_1"
	// FormAgreement is ICC(2,1): the same raters marked all subjects, and stand for others; being milder counts as
	// disagreement.
	FormAgreement Form = "icc_2_1"
	// FormConsistency is ICC(3,1): the same raters marked all subjects, and only they matter; being milder throughout
	// does not count.
	FormConsistency Form = "icc_3_1"
)

// ICC (组内相关系数) is the share of the variance of total scores that lies between the subjects and not between those
// who judge them. FormOneWay takes subjects with two or more marks, whose number may differ; the other forms leave out
// subjects that not every rater marked. Interval and value are those of Shrout and Fleiss 1979, from the F
// distribution; there is no standard error. With unequal numbers of marks the mean number usual in unbalanced analyses stands for
// their number and the interval is approximate. Where raters never differ, or subjects do not differ on the whole, the
// model has a variance of zero and no interval: the answer is a refusal. So it is where the approximate interval of
// FormAgreement does not hold the value, as happens with a few subjects and a value far below zero.
func ICC(r *Ratings, form Form, terms Terms) Answer {
	terms, why := terms.settled()
	if why != nil {
		return Answer{Refusal: why}
	}
	var rows [][]float64
	var model func([][]float64) variances
	switch form {
	case FormOneWay:
		rows, model = r.several(), oneWay
	case FormAgreement, FormConsistency:
		rows, model = r.complete(), twoWay
	default:
		return refuse(invalidInput, len(r.subjects))
	}
	if why := r.refusal(terms, len(rows)); why != nil {
		return Answer{Refusal: why}
	}
	v := model(rows)
	nothing := negligible * largest(flat(rows))
	nothing *= nothing // as the variances are
	switch {
	case v.rest <= nothing && v.subjects <= nothing:
		return refuse(noVariation, len(rows))
	case v.rest <= nothing:
		return refuse(noError, len(rows))
	case v.subjects <= nothing:
		return refuse(noSpread, len(rows))
	}
	f := v.figure(form, terms)
	if f.Value < f.Low || f.Value > f.High { // only far below zero, where the approximation of ICC(2,1) breaks down
		return refuse(noInterval, len(rows))
	}
	f.Level, f.N, f.Raters, f.Method = terms.Level, len(rows), r.count().raters, byF
	return give(f)
}

// several gives the marks of the subjects with two or more.
func (r *Ratings) several() [][]float64 {
	var rows [][]float64
	for _, row := range r.cells {
		if marks := given(row); len(marks) > 1 {
			rows = append(rows, marks)
		}
	}
	return rows
}

func flat(rows [][]float64) []float64 {
	var all []float64
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

// variances are the mean squares of n subjects with k marks each, and what is left beside the subjects: in the one-way
// model everything, in the two-way model what is not the raters.
type variances struct {
	n, k                   float64
	subjects, raters, rest float64
	freedom                float64 // of the rest
}

// largest is the size of the values, against which rounding is small.
func largest(values []float64) float64 {
	size := 0.0
	for _, x := range values {
		size = max(size, math.Abs(x))
	}
	return size
}

// oneWay is the analysis of variance by subjects.
func oneWay(rows [][]float64) variances {
	all := flat(rows)
	mean, marks := average(all), float64(len(all))
	v := variances{n: float64(len(rows))}
	squared := 0.0
	for _, row := range rows {
		off := average(row) - mean
		v.subjects += float64(len(row)) * off * off
		v.rest += squares(row)
		squared += float64(len(row) * len(row))
	}
	v.k = (marks - squared/marks) / (v.n - 1)
	v.subjects /= v.n - 1
	v.freedom = marks - v.n
	v.rest /= v.freedom
	return v
}

// twoWay is the analysis of variance by subjects and raters.
func twoWay(rows [][]float64) variances {
	v := variances{n: float64(len(rows)), k: float64(len(rows[0]))}
	bySubject, byRater := make([]float64, len(rows)), make([]float64, len(rows[0]))
	for i, row := range rows {
		bySubject[i] = average(row)
	}
	for k := range byRater {
		byRater[k] = average(column(rows, k))
	}
	mean := average(bySubject)
	for i, row := range rows {
		for k, mark := range row {
			off := mark - bySubject[i] - byRater[k] + mean
			v.rest += off * off
		}
	}
	v.freedom = (v.n - 1) * (v.k - 1)
	v.subjects = v.k * squares(bySubject) / (v.n - 1)
	v.raters = v.n * squares(byRater) / (v.k - 1)
	v.rest /= v.freedom
	return v
}

// figure gives value and interval of the form.
func (v variances) figure(form Form, terms Terms) Figure {
	if form == FormAgreement {
		return v.absolute(terms)
	}
	ratio := v.subjects / v.rest
	correlation := func(ratio float64) float64 { return (ratio - 1) / (ratio + v.k - 1) }
	f := Figure{
		Statistic: iccOneWay, Value: correlation(ratio),
		Low:  correlation(ratio / terms.fisher(v.n-1, v.freedom)),
		High: correlation(ratio * terms.fisher(v.freedom, v.n-1)),
	}
	if form == FormConsistency {
		f.Statistic = iccConsistency
	}
	return f
}

// absolute is ICC(2,1); its interval is the approximation of Fleiss and Shrout 1978.
func (v variances) absolute(terms Terms) Figure {
	n, k := v.n, v.k
	value := (v.subjects - v.rest) / (v.subjects + (k-1)*v.rest + k*(v.raters-v.rest)/n)
	ratio := v.raters / v.rest
	own := n*(1+(k-1)*value) - k*value
	sum := k*value*ratio + own
	freedom := v.freedom * sum * sum / ((n-1)*k*k*value*value*ratio*ratio + own*own)
	up, down := terms.fisher(n-1, freedom), terms.fisher(freedom, n-1)
	others := k*v.raters + (k*n-k-n)*v.rest
	return Figure{
		Statistic: iccAgreement, Value: value,
		Low:  n * (v.subjects - up*v.rest) / (up*others + n*v.subjects),
		High: n * (down*v.subjects - v.rest) / (others + n*down*v.subjects),
	}
}

// fisher is the quantile of the F distribution that an interval needs; without degrees of freedom it is no number.
func (t Terms) fisher(above, below float64) float64 {
	if !(above > 0 && below > 0) || math.IsInf(above, 0) || math.IsInf(below, 0) {
		return math.NaN()
	}
	return distuv.F{D1: above, D2: below}.Quantile(1 - t.tail())
}
