package agreement

import "slices"

// tally is a table of ratings as counts: how many raters put each subject into each category. Agreement coefficients
// for any number of raters look at nothing else.
type tally struct {
	categories []float64 // ascending
	subjects   []counted // those with at least one mark
	raters     int       // with a mark on a subject that two or more marked
}

// counted is one subject: how many raters chose each category, and how many marked it at all.
type counted struct {
	count []float64
	total float64
}

// count makes the tally over the declared scale, or over the values in use.
func (r *Ratings) count() tally {
	t := tally{categories: r.scale}
	if len(t.categories) == 0 {
		t.categories = r.used()
	}
	active := make([]bool, len(r.raters))
	for _, row := range r.cells {
		c := counted{count: make([]float64, len(t.categories))}
		for _, mark := range given(row) {
			c.count[place(t.categories, mark)]++
			c.total++
		}
		t.subjects = append(t.subjects, c)
		for k := range row {
			active[k] = active[k] || row[k].given && c.total > 1
		}
	}
	for _, is := range active {
		if is {
			t.raters++
		}
	}
	return t
}

// used lists the values that occur, ascending.
func (r *Ratings) used() []float64 {
	var all []float64
	for _, row := range r.cells {
		all = append(all, given(row)...)
	}
	return distinct(all)
}

// pairable keeps the subjects that two or more raters marked.
func (t tally) pairable() []counted {
	return slices.DeleteFunc(slices.Clone(t.subjects), func(c counted) bool { return c.total <= 1 })
}

// compare is what the coefficients over categories for any number of raters begin with: the terms with what they leave out
// filled in, the tally, and the subjects that two or more raters marked; or why nothing can be compared.
func (r *Ratings) compare(terms Terms) (settled Terms, counts tally, compared []counted, why *Refusal) {
	if settled, why = terms.settled(); why != nil {
		return settled, tally{}, nil, why
	}
	counts = r.count()
	compared = counts.pairable()
	return settled, counts, compared, r.refusalByCategory(settled, len(compared), len(counts.categories))
}

// MaxCategories is the number of different values beyond which the coefficients over categories refuse: their tables
// grow with its square, and marks that fine are total scores, which ICC is for.
const MaxCategories = 200

// refusalByCategory is refusal for the coefficients that have a table of categories.
func (r *Ratings) refusalByCategory(terms Terms, n, categories int) *Refusal {
	if why := r.refusal(terms, n); why != nil {
		return why
	}
	if categories > MaxCategories {
		return refuse(tooManyCategories, n).Refusal
	}
	return nil
}

// refusal says why raters cannot be compared at all under the terms; n is the number of subjects to compare.
func (r *Ratings) refusal(terms Terms, n int) *Refusal {
	switch {
	case len(r.raters) == 1:
		return refuse(oneRater, n).Refusal
	case n < terms.MinSubjects:
		return tooFew(n, terms.MinSubjects).Refusal
	}
	return nil
}

// agreement is the weighted share of agreeing pairs among the raters of one subject that two or more marked.
func (c counted) agreement(weights [][]float64) float64 {
	sum := 0.0
	for k, count := range c.count {
		if count > 0 {
			sum += count * (products(weights[k], c.count) - 1)
		}
	}
	return sum / (c.total * (c.total - 1))
}

// place is where a value stands in the sorted list that holds it.
func place(categories []float64, value float64) int {
	k, _ := slices.BinarySearch(categories, value)
	return k
}
