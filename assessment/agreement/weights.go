package agreement

import (
	"errors"
	"math"
	"slices"
)

// Weights (权重) say how much agreement there is between two categories: 1 is the same, 0 is as far apart as can be.
// The zero value is Identity.
type Weights struct {
	kind  weighting
	table [][]float64
}

type weighting int

const (
	identity weighting = iota
	linear
	quadratic
	ordinal
	custom
)

// Identity weights (无加权) count equal marks only. They are for categories without order.
func Identity() Weights { return Weights{} }

// Linear weights (线性权重, Cicchetti and Allison 1971) fall with the distance of the values: 1 − |a−b|/(max−min).
func Linear() Weights { return Weights{kind: linear} }

// Quadratic weights (二次权重, Fleiss and Cohen 1973) fall with its square: 1 − (a−b)²/(max−min)².
func Quadratic() Weights { return Weights{kind: quadratic} }

// Ordinal weights (顺序权重, Gwet 2014) look at the places of the categories and not at their values:
// with q categories 1 − C(|k−l|+1, 2)/C(q, 2).
func Ordinal() Weights { return Weights{kind: ordinal} }

// CustomWeights are the caller's own, by category in ascending order of values: a square symmetric table with ones on
// the diagonal and values from 0 to 1. It fails on any other table. A table for another number of categories than
// the ratings have is refused by the statistic.
func CustomWeights(table [][]float64) (Weights, error) {
	w := Weights{kind: custom}
	for _, row := range table {
		if len(row) != len(table) {
			return Weights{}, errors.New("custom weights: the table is not square")
		}
		w.table = append(w.table, slices.Clone(row))
	}
	for i, row := range w.table {
		for j, x := range row {
			switch {
			case !(x >= 0 && x <= 1):
				return Weights{}, errors.New("custom weights: a weight is not between 0 and 1")
			case x != w.table[j][i]:
				return Weights{}, errors.New("custom weights: the table is not symmetric")
			case i == j && x != 1:
				return Weights{}, errors.New("custom weights: the diagonal is not 1")
			}
		}
	}
	return w, nil
}

// over gives the table of weights over categories in ascending order, or says that it cannot.
func (w Weights) over(categories []float64) ([][]float64, bool) {
	if w.kind == custom {
		return w.table, len(w.table) == len(categories)
	}
	span := categories[len(categories)-1] - categories[0]
	table := make([][]float64, len(categories))
	for k := range categories {
		table[k] = make([]float64, len(categories))
		for l := range categories {
			apart := math.Abs(categories[k]-categories[l]) / span
			table[k][l] = w.between(apart, math.Abs(float64(k-l)), float64(len(categories)))
		}
	}
	return table, true
}

// between is the weight of two categories that lie apart by a share of the span, and by places in a list of q.
func (w Weights) between(apart, places, q float64) float64 {
	if places == 0 {
		return 1 // also when there is one category only, and no span
	}
	switch w.kind {
	case linear:
		return 1 - apart
	case quadratic:
		return 1 - apart*apart
	case ordinal:
		return 1 - (places+1)*places/(q*(q-1))
	default:
		return 0
	}
}
