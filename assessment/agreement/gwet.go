package agreement

import "math"

// GwetAC (格威特AC1、AC2系数) is the agreement of any number of raters beyond chance, where only hard subjects are
// thought to be judged by chance: AC1 with Identity weights (Gwet 2008), AC2 with others (Gwet 2014). Marks may be
// missing: subjects with one mark count for how often a category is used, those with two or more for agreement. It
// stays high when nearly all marks are alike, where Kappa and Alpha fall; that makes it the companion of Alpha on
// items that nearly every family passes.
//
// The scale should be declared in Collect: the number of categories is part of chance agreement. The interval is from
// the linearisation variance of Gwet with Student's t on subjects − 1.
func GwetAC(r *Ratings, w Weights, terms Terms) Answer {
	terms, counts, compared, why := r.compare(terms)
	if why != nil {
		return Answer{Refusal: why}
	}
	if len(counts.categories) == 1 {
		return refuse(oneCategory, len(compared))
	}
	weights, ok := w.over(counts.categories)
	if !ok {
		return refuse(weightsMismatch, len(compared))
	}
	c := counts.gwet(weights)
	if w.kind != identity {
		c.statistic = gwetAC2
	}
	if 1-c.chance < negligible {
		return refuse(noVariation, c.n)
	}
	return c.answer(terms)
}

// gwet follows Gwet 2014: observed agreement over the subjects with two or more marks, chance agreement
// over all, and the contribution of each subject to the variance.
func (t tally) gwet(weights [][]float64) coefficient {
	compared := t.pairable()
	observed, unanimous := 0.0, true
	for _, c := range compared {
		agreed := c.agreement(weights)
		observed += agreed / float64(len(compared))
		unanimous = unanimous && agreed == 1
	}
	use := t.use()
	q := float64(len(weights))
	factor := 0.0 // of chance agreement: the sum of the weights over q(q−1)
	for k := range weights {
		for _, weight := range weights[k] {
			factor += weight / (q * (q - 1))
		}
	}
	rest := make([]float64, len(use))
	for k := range use {
		rest[k] = 1 - use[k]
	}
	chance := factor * products(use, rest)
	value := (observed - chance) / (1 - chance)

	share := float64(len(t.subjects)) / float64(len(compared))
	contributions := make([]float64, len(t.subjects))
	for i, c := range t.subjects {
		own := 0.0
		if c.total > 1 {
			own = share * (c.agreement(weights) - chance) / (1 - chance)
		}
		ownChance := factor * products(c.count, rest) / c.total
		contributions[i] = own - 2*(1-value)*(ownChance-chance)/(1-chance) - value
	}
	n := float64(len(contributions))
	return coefficient{
		statistic: gwetAC1, method: byLinearisation, value: value, chance: chance,
		stdErr: math.Sqrt(products(contributions, contributions) / (n * (n - 1))), freedom: n - 1,
		n: len(compared), raters: t.raters, unanimous: unanimous,
	}
}

// use is how often each category is used, each subject counting the same.
func (t tally) use() []float64 {
	use := make([]float64, len(t.categories))
	for _, c := range t.subjects {
		for k, count := range c.count {
			use[k] += count / c.total / float64(len(t.subjects))
		}
	}
	return use
}
