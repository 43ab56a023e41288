package agreement

import "math"

// Scale (量表类型) is what can be said of the distance of two values, and so how grave a disagreement is.
type Scale string

// The scales of Krippendorff 2011.
const (
	ScaleNominal  Scale = "nominal"  // 名义量表: the same or not; any disagreement is as grave as any other
	ScaleOrdinal  Scale = "ordinal"  // 顺序量表: the number of marks that lie between, half of the ends included
	ScaleInterval Scale = "interval" // 区间量表: the difference
	ScaleRatio    Scale = "ratio"    // 比率量表: the difference as a share of the sum; no values under zero
)

// Alpha (克里彭多夫α系数) is one less the disagreement found over the disagreement to be expected if the same marks were
// dealt out by chance (Krippendorff 2011). It takes any number of raters and gaps; subjects with one mark are left
// out. Zero is what chance gives, and it can be less.
//
// The interval has Student's t on subjects − 1. On the nominal, interval and ratio scale the standard error is the
// linearisation of Gwet 2014; on the ordinal scale distances depend on the marks themselves, and
// it is a jackknife over subjects. (Krippendorff draws bootstrap samples; random numbers have no place here.)
func Alpha(r *Ratings, scale Scale, terms Terms) Answer {
	terms, counts, compared, why := r.compare(terms)
	if why != nil {
		return Answer{Refusal: why}
	}
	statistic, ok := alphas[scale]
	switch {
	case !ok:
		return refuse(invalidInput, len(compared))
	case scale == ScaleRatio && counts.categories[0] < 0:
		return refuse(negativeRatio, len(compared))
	}
	values := coincide(compared, len(counts.categories))
	d := values.disagreement(counts.categories, scale)
	if d.expected == 0 {
		return refuse(noVariation, len(compared))
	}
	c := coefficient{
		statistic: statistic, method: byLinearisation, value: d.alpha(), chance: 1 - d.expected/d.worst,
		freedom: float64(len(compared) - 1), n: len(compared), raters: counts.raters, unanimous: d.found == 0,
	}
	if scale == ScaleOrdinal {
		c.method = byJackknife
		c.stdErr, ok = values.jackknife(compared, counts.categories)
		if !ok && !c.unanimous {
			return refuse(noSpread, c.n)
		}
	} else {
		c.stdErr = d.linearised(compared)
	}
	return c.answer(terms)
}

//nolint:gochecknoglobals // fixed
var alphas = map[Scale]Note{
	ScaleNominal: alphaNominal, ScaleOrdinal: alphaOrdinal, ScaleInterval: alphaInterval, ScaleRatio: alphaRatio,
}

// coincidences are the pairs of marks within subjects, in the table of Krippendorff 2011: each subject gives as many
// pairs as it has marks. Subjects have two marks or more.
type coincidences struct {
	pairs [][]float64
	use   []float64 // marks in each category
	marks float64
}

func coincide(subjects []counted, categories int) coincidences {
	x := coincidences{use: make([]float64, categories)}
	for range categories {
		x.pairs = append(x.pairs, make([]float64, categories))
	}
	for _, c := range subjects {
		x.add(c, 1)
	}
	return x
}

// add puts a subject in, or takes it out again when sign is −1.
func (x *coincidences) add(c counted, sign float64) {
	x.marks += sign * c.total
	for k, count := range c.count {
		if count == 0 {
			continue
		}
		x.use[k] += sign * count
		for l, other := range c.count {
			if k == l {
				other--
			}
			x.pairs[k][l] += sign * count * other / (c.total - 1)
		}
	}
}

// disagreement is what alpha is made of.
type disagreement struct {
	distance        [][]float64 // squared, between categories
	toOthers        []float64   // mean distance of each category to all marks
	marks           float64
	found, expected float64 // mean squared distance within subjects, and over all pairs of marks
	worst           float64 // the largest squared distance between values in use
}

func (x *coincidences) disagreement(categories []float64, scale Scale) disagreement {
	d := disagreement{
		distance: scale.distances(categories, x.use), toOthers: make([]float64, len(categories)), marks: x.marks,
	}
	for k := range x.use {
		d.toOthers[k] = products(d.distance[k], x.use) / x.marks
		d.expected += x.use[k] / x.marks * d.toOthers[k]
		d.found += products(d.distance[k], x.pairs[k]) / x.marks
		for l := range x.use {
			if x.use[k] > 0 && x.use[l] > 0 {
				d.worst = max(d.worst, d.distance[k][l])
			}
		}
	}
	return d
}

// alpha is one less found over expected; n−1 instead of n is the correction of Krippendorff for few marks.
func (d disagreement) alpha() float64 {
	return 1 - (d.marks-1)/d.marks*d.found/d.expected
}

// linearised is the standard error from the first derivative of alpha by the counts of each subject. Like Gwet's it
// leaves out the factor (n−1)/n of alpha itself, and is a little on the safe side.
func (d disagreement) linearised(subjects []counted) float64 {
	n := float64(len(subjects))
	sum := 0.0
	for _, c := range subjects {
		found := c.apart(d.distance) - d.found*c.total
		expected := 2 * (products(d.toOthers, c.count) - d.expected*c.total)
		contribution := (found - d.found/d.expected*expected) / d.expected
		sum += contribution * contribution
	}
	return n / d.marks * math.Sqrt(sum/(n*(n-1)))
}

// jackknife is the standard error of alpha on the ordinal scale from leaving out each subject in turn. It does not
// exist when what is left after one of them does not vary.
func (x *coincidences) jackknife(subjects []counted, categories []float64) (float64, bool) {
	values := make([]float64, len(subjects))
	for i, c := range subjects {
		x.add(c, -1)
		d := x.disagreement(categories, ScaleOrdinal)
		x.add(c, 1)
		if d.expected == 0 {
			return 0, false
		}
		values[i] = d.alpha()
	}
	n := float64(len(subjects))
	return math.Sqrt(squares(values) * (n - 1) / n), true
}

// apart is the squared distance of the marks of a subject, summed over pairs and divided by the others of each mark.
func (c counted) apart(distance [][]float64) float64 {
	sum := 0.0
	for k, count := range c.count {
		if count > 0 {
			sum += count * products(distance[k], c.count)
		}
	}
	return sum / (c.total - 1)
}

// distances gives the squared distance between categories; use is how many marks each has.
func (s Scale) distances(categories, use []float64) [][]float64 {
	table := make([][]float64, len(categories))
	for k := range categories {
		table[k] = make([]float64, len(categories))
	}
	for k := range categories {
		between := use[k] / 2
		for l := k + 1; l < len(categories); l++ {
			between += use[l] / 2
			apart := s.distance(categories[k], categories[l], between)
			between += use[l] / 2
			table[k][l], table[l][k] = apart*apart, apart*apart
		}
	}
	return table
}

func (s Scale) distance(low, high, between float64) float64 {
	switch s {
	case ScaleOrdinal:
		return between
	case ScaleInterval:
		return high - low
	case ScaleRatio:
		return (high - low) / (high + low) // the larger is over zero
	case ScaleNominal:
	}
	return 1
}
