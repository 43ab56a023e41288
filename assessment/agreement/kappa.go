package agreement

import "math"

// Kappa (科恩κ系数) is the agreement of two fixed raters beyond chance, where chance is what raters with these two
// habits would reach on unrelated subjects (Cohen 1960); with weights, near agreement counts in part (Cohen 1968).
// Subjects that only one of the two marked are left out. With more raters than two, or with changing pairs, Alpha
// or GwetAC are the statistics; Only picks two of many.
//
// The standard error is the large-sample one of Fleiss, Cohen and Everitt (1969), with the normal distribution. A rater
// who gives every subject the same mark makes kappa zero whatever the other does, so that such a table is refused.
func Kappa(r *Ratings, w Weights, terms Terms) Answer {
	terms, why := terms.settled()
	if why != nil {
		return Answer{Refusal: why}
	}
	if len(r.raters) > 2 {
		return refuse(twoRatersOnly, len(r.subjects))
	}
	pairs := r.complete()
	categories := r.scale
	if len(categories) == 0 {
		categories = distinct(flat(pairs))
	}
	if why := r.refusalByCategory(terms, len(pairs), len(categories)); why != nil {
		return Answer{Refusal: why}
	}
	switch first, second := distinct(column(pairs, 0)), distinct(column(pairs, 1)); {
	case len(first) == 1 && len(second) == 1 && first[0] == second[0]:
		return refuse(noVariation, len(pairs))
	case len(first) == 1 || len(second) == 1:
		return refuse(constantRater, len(pairs))
	}
	weights, ok := w.over(categories)
	if !ok {
		return refuse(weightsMismatch, len(pairs))
	}
	c := cross(pairs, categories).kappa(weights)
	if w.kind != identity {
		c.statistic = weightedKappa
	}
	if 1-c.chance < negligible {
		return refuse(noVariation, c.n)
	}
	return c.answer(terms)
}

// crossed is two raters' marks as a table of shares: which category the first chose by which the second chose.
type crossed struct {
	shares        [][]float64
	first, second []float64 // the margins
	n             int
}

func cross(pairs [][]float64, categories []float64) crossed {
	q := len(categories)
	x := crossed{first: make([]float64, q), second: make([]float64, q), n: len(pairs)}
	for range q {
		x.shares = append(x.shares, make([]float64, q))
	}
	each := 1 / float64(len(pairs))
	for _, pair := range pairs {
		k, l := place(categories, pair[0]), place(categories, pair[1])
		x.shares[k][l] += each
		x.first[k] += each
		x.second[l] += each
	}
	return x
}

// kappa has the variance of Fleiss, Cohen and Everitt, as a sum of squares, which does not lose digits.
func (x crossed) kappa(weights [][]float64) coefficient {
	observed, chance := 0.0, 0.0
	toFirst, toSecond := make([]float64, len(weights)), make([]float64, len(weights)) // mean weight of each category
	for k := range weights {
		toFirst[k], toSecond[k] = products(weights[k], x.second), products(weights[k], x.first)
		observed += products(weights[k], x.shares[k])
		chance += x.first[k] * toFirst[k]
	}
	value := (observed - chance) / (1 - chance)
	mean := value - chance*(1-value)
	variance, unanimous := 0.0, true
	for k := range weights {
		for l, share := range x.shares[k] {
			off := weights[k][l] - (toFirst[k]+toSecond[l])*(1-value) - mean
			variance += share * off * off
			unanimous = unanimous && (share == 0 || weights[k][l] == 1)
		}
	}
	return coefficient{
		statistic: cohenKappa, method: byLargeSample, value: value, chance: chance,
		stdErr: math.Sqrt(variance/float64(x.n)) / (1 - chance), n: x.n, raters: 2, unanimous: unanimous,
	}
}

// column lists the marks of one rater.
func column(rows [][]float64, k int) []float64 {
	marks := make([]float64, len(rows))
	for i, row := range rows {
		marks[i] = row[k]
	}
	return marks
}
