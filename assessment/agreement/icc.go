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
// distribution; there is no standard error. With unequal numbers of marks the mean number of Searle 1971 stands for
// their number and the interval is approximate. Where raters never differ the model has no error to estimate, and the
// answer is a refusal that points to percent agreement.
func ICC(r *Ratings, form Form, terms Terms) Answer {
	terms, why := terms.settled()
	if why != nil {
		return Answer{Refusal: why}
	}
	var rows [][]float64
	var model func([][]float64, Terms) Figure
	switch form {
	case FormOneWay:
		rows, model = r.several(), oneWay
	case FormAgreement:
		rows, model = r.complete(), absoluteAgreement
	case FormConsistency:
		rows, model = r.complete(), consistency
	default:
		return refuse(invalidInput, len(r.subjects))
	}
	if why := r.refusal(terms, len(rows)); why != nil {
		return Answer{Refusal: why}
	}
	if len(distinct(flat(rows))) == 1 {
		return refuse(noVariation, len(rows))
	}
	f := model(rows, terms)
	f.Level, f.N, f.Raters, f.Method = terms.Level, len(rows), r.count().raters, byF
	if !(f.Value < 1) || notFinite(f.Low) || notFinite(f.High) {
		return refuse(noSpread, f.N)
	}
	f.Low, f.High = min(f.Low, f.Value), max(f.High, f.Value)
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

// oneWay is ICC(1,1).
func oneWay(rows [][]float64, terms Terms) Figure {
	all := flat(rows)
	mean, n := average(all), float64(len(rows))
	between, within, squared := 0.0, 0.0, 0.0
	for _, row := range rows {
		off := average(row) - mean
		between += float64(len(row)) * off * off
		within += squares(row)
		squared += float64(len(row) * len(row))
	}
	marks := float64(len(all))
	k := (marks - squared/marks) / (n - 1)
	between /= n - 1
	within /= marks - n
	return ratioFigure(iccOneWay, between/within, k, n-1, marks-n, terms)
}

// consistency is ICC(3,1).
func consistency(rows [][]float64, terms Terms) Figure {
	a := analyse(rows)
	return ratioFigure(iccConsistency, a.subjects/a.rest, a.k, a.n-1, (a.n-1)*(a.k-1), terms)
}

// ratioFigure turns a ratio of mean squares with its degrees of freedom into a correlation of single marks.
func ratioFigure(statistic Note, ratio, k, above, below float64, terms Terms) Figure {
	correlation := func(ratio float64) float64 { return (ratio - 1) / (ratio + k - 1) }
	return Figure{
		Statistic: statistic, Value: correlation(ratio),
		Low:  correlation(ratio / terms.fisher(above, below)),
		High: correlation(ratio * terms.fisher(below, above)),
	}
}

// absoluteAgreement is ICC(2,1); its interval is the approximation of Fleiss and Shrout 1978.
func absoluteAgreement(rows [][]float64, terms Terms) Figure {
	a := analyse(rows)
	k, n := a.k, a.n
	value := (a.subjects - a.rest) / (a.subjects + (k-1)*a.rest + k*(a.raters-a.rest)/n)
	ratio := a.raters / a.rest
	own := n*(1+(k-1)*value) - k*value
	sum := k*value*ratio + own
	freedom := (k - 1) * (n - 1) * sum * sum / ((n-1)*k*k*value*value*ratio*ratio + own*own)
	up, down := terms.fisher(n-1, freedom), terms.fisher(freedom, n-1)
	others := k*a.raters + (k*n-k-n)*a.rest
	return Figure{
		Statistic: iccAgreement, Value: value,
		Low:  n * (a.subjects - up*a.rest) / (up*others + n*a.subjects),
		High: n * (down*a.subjects - a.rest) / (others + n*down*a.subjects),
	}
}

// analysed is the two-way analysis of variance of n subjects by k raters: mean squares.
type analysed struct{ n, k, subjects, raters, rest float64 }

func analyse(rows [][]float64) analysed {
	a := analysed{n: float64(len(rows)), k: float64(len(rows[0]))}
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
			a.rest += off * off
		}
	}
	a.subjects = a.k * squares(bySubject) / (a.n - 1)
	a.raters = a.n * squares(byRater) / (a.k - 1)
	a.rest /= (a.n - 1) * (a.k - 1)
	return a
}

// fisher is the quantile of the F distribution that an interval needs; without degrees of freedom it is no number.
func (t Terms) fisher(above, below float64) float64 {
	if !(above > 0 && below > 0) || math.IsInf(above, 0) || math.IsInf(below, 0) {
		return math.NaN()
	}
	return distuv.F{D1: above, D2: below}.Quantile(1 - t.tail())
}
