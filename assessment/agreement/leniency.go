package agreement

import (
	"math"
	"slices"
)

// Leniency (宽严偏差) is how much higher a rater marks than colleagues mark the same subjects: the mean of Deviations,
// in points, with the interval of paired differences. Above zero is milder, below is stricter. Both saw the same
// family, so that it does not depend on which cases the rater was given; it does depend on who the colleagues are.
func Leniency(r *Ratings, rater string, terms Terms) Answer {
	terms, why := terms.settled()
	if why != nil {
		return Answer{Refusal: why}
	}
	if !slices.Contains(r.raters, rater) {
		return refuse(unknownRater, 0)
	}
	deviations := r.Deviations(rater)
	if why := r.refusal(terms, len(deviations)); why != nil {
		return Answer{Refusal: why}
	}
	return meanFigure(lenience, deviations, byPairedT, terms, r.colleagues(rater)+1)
}

// Deviations lists, by subject in sorted order, what the rater gave less the mean of what the others gave; subjects
// that nobody else marked are left out. Difference on the deviations of two years tells whether a rater drifts.
func (r *Ratings) Deviations(rater string) []float64 {
	own, ok := slices.BinarySearch(r.raters, rater)
	if !ok {
		return nil
	}
	var deviations []float64
	for _, row := range r.cells {
		others := given(slices.Delete(slices.Clone(row), own, own+1))
		if row[own].given && len(others) > 0 {
			deviations = append(deviations, row[own].value-average(others))
		}
	}
	return deviations
}

// colleagues counts those who marked a subject that the rater marked too.
func (r *Ratings) colleagues(rater string) int {
	own, _ := slices.BinarySearch(r.raters, rater)
	met := map[int]bool{}
	for _, row := range r.cells {
		for k := range row {
			if k != own && row[own].given && row[k].given {
				met[k] = true
			}
		}
	}
	return len(met)
}

// Mean (均值) is the mean of observations with the interval of Student's t.
func Mean(values []float64, terms Terms) Answer {
	terms, why := terms.settled()
	switch {
	case why != nil:
		return Answer{Refusal: why}
	case slices.ContainsFunc(values, notFinite):
		return refuse(invalidInput, len(values))
	case len(values) < terms.MinSubjects:
		return tooFew(len(values), terms.MinSubjects)
	}
	return meanFigure(meanOf, values, byOneT, terms, 0)
}

func meanFigure(statistic Note, values []float64, method Note, terms Terms, raters int) Answer {
	f := Figure{
		Statistic: statistic, Value: average(values), Level: terms.Level,
		N: len(values), Raters: raters, Method: method,
	}
	return f.around(errorOfMean(values), float64(len(values)-1), terms, math.Inf(-1), math.Inf(1))
}

// Difference (均值差) is the mean of own less the mean of the pool, with the interval of Welch 1947, which does not
// suppose equal variances: an agency's scores against those of all others. Each side needs the minimum of subjects;
// N is both together. The pool should not hold what is in own. The two have different families, so that a difference
// may lie in the families and not in those who judge: show it beside Leniency, never in its place.
func Difference(own, pool []float64, terms Terms) Answer {
	terms, why := terms.settled()
	smaller := min(len(own), len(pool))
	switch {
	case why != nil:
		return Answer{Refusal: why}
	case slices.ContainsFunc(own, notFinite) || slices.ContainsFunc(pool, notFinite):
		return refuse(invalidInput, smaller)
	case smaller < terms.MinSubjects:
		return tooFew(smaller, terms.MinSubjects)
	}
	ofOwn, ofPool := errorOfMean(own), errorOfMean(pool)
	a, b := ofOwn*ofOwn, ofPool*ofPool
	freedom := (a + b) * (a + b) / (a*a/float64(len(own)-1) + b*b/float64(len(pool)-1))
	f := Figure{
		Statistic: meanDifference, Value: average(own) - average(pool), Level: terms.Level,
		N: len(own) + len(pool), Method: byWelch,
	}
	return f.around(math.Sqrt(a+b), freedom, terms, math.Inf(-1), math.Inf(1))
}
