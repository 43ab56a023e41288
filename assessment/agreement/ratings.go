package agreement

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Mark is what one rater gave one subject: points, the place of an option in its list, a rating. Subject and Rater
// are any stable ids; a case id with an item code is as good a subject as a case id.
type Mark struct {
	Subject string  `json:"subject"`
	Rater   string  `json:"rater"`
	Value   float64 `json:"value"`
}

// Ratings (评分表) is a table of subjects by raters in which marks may be missing. It is immutable. The order in
// which marks were given does not matter.
type Ratings struct {
	subjects []string
	raters   []string
	cells    [][]cell  // by subject, then by rater
	scale    []float64 // as declared, ascending; empty when not declared
}

type cell struct {
	value float64
	given bool
}

// Collect makes a table of marks. The scale, when given, is every value that a mark could have had, also those that
// nobody used: chance agreement of GwetAC and the spacing of weights depend on it. It fails when a value is not a
// finite number or not on the scale, when an id is empty, and when a rater marked a subject twice.
func Collect(marks []Mark, scale ...float64) (*Ratings, error) {
	r := &Ratings{scale: distinct(scale)}
	if slices.ContainsFunc(scale, notFinite) {
		return nil, errors.New("collect ratings: the scale has a value that is not a finite number")
	}
	for i, m := range marks {
		if err := r.admits(m); err != nil {
			return nil, fmt.Errorf("collect ratings: mark %d: %w", i, err)
		}
		r.subjects, r.raters = append(r.subjects, m.Subject), append(r.raters, m.Rater)
	}
	r.subjects, r.raters = distinct(r.subjects), distinct(r.raters)
	r.cells = make([][]cell, len(r.subjects))
	for i := range r.cells {
		r.cells[i] = make([]cell, len(r.raters))
	}
	for i, m := range marks {
		s, _ := slices.BinarySearch(r.subjects, m.Subject)
		k, _ := slices.BinarySearch(r.raters, m.Rater)
		if r.cells[s][k].given {
			return nil, fmt.Errorf("collect ratings: mark %d: rater %q marked subject %q before", i, m.Rater, m.Subject)
		}
		r.cells[s][k] = cell{m.Value, true}
	}
	return r, nil
}

func (r *Ratings) admits(m Mark) error {
	switch {
	case m.Subject == "" || m.Rater == "":
		return errors.New("subject and rater need an id")
	case notFinite(m.Value):
		return errors.New("the value is not a finite number")
	case len(r.scale) > 0 && !slices.Contains(r.scale, m.Value):
		return fmt.Errorf("the value %v is not on the scale %v", m.Value, r.scale)
	}
	return nil
}

// Subjects lists the subjects with at least one mark, sorted.
func (r *Ratings) Subjects() []string { return slices.Clone(r.subjects) }

// Raters lists the raters with at least one mark, sorted.
func (r *Ratings) Raters() []string { return slices.Clone(r.raters) }

// Only gives the table with the marks of the named raters alone, on the same scale: the two whom Kappa compares.
// Names without marks are passed over.
func (r *Ratings) Only(raters ...string) *Ratings {
	kept := &Ratings{scale: r.scale}
	var columns []int
	for k, rater := range r.raters {
		if slices.Contains(raters, rater) {
			kept.raters, columns = append(kept.raters, rater), append(columns, k)
		}
	}
	for s, subject := range r.subjects {
		row := make([]cell, len(columns))
		for i, k := range columns {
			row[i] = r.cells[s][k]
		}
		if slices.ContainsFunc(row, func(c cell) bool { return c.given }) {
			kept.subjects, kept.cells = append(kept.subjects, subject), append(kept.cells, row)
		}
	}
	return kept
}

// complete gives the marks of the subjects that every rater marked.
func (r *Ratings) complete() [][]float64 {
	var rows [][]float64
	for _, row := range r.cells {
		if marks := given(row); len(marks) == len(r.raters) {
			rows = append(rows, marks)
		}
	}
	return rows
}

// given lists the marks of a row.
func given(row []cell) []float64 {
	var marks []float64
	for _, c := range row {
		if c.given {
			marks = append(marks, c.value)
		}
	}
	return marks
}

// distinct sorts a copy and drops what is there twice.
func distinct[T cmp.Ordered](all []T) []T {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

func notFinite(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }
