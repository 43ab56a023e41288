package agreement_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/agreement"
)

// gap stands for a missing mark in the tables below.
var gap = math.NaN() //nolint:gochecknoglobals // fixed

// few lets the published examples through, which are smaller than the house would print.
var few = agreement.Terms{MinSubjects: 2} //nolint:gochecknoglobals // fixed

// grid makes ratings of rows of subjects by columns of raters.
func grid(t require.TestingT, rows [][]float64, scale ...float64) *agreement.Ratings {
	var marks []agreement.Mark
	for s, row := range rows {
		for r, value := range row {
			if !math.IsNaN(value) {
				marks = append(marks, agreement.Mark{Subject: fmt.Sprintf("s%04d", s), Rater: fmt.Sprintf("r%02d", r), Value: value})
			}
		}
	}
	ratings, err := agreement.Collect(marks, scale...)
	require.NoError(t, err)
	return ratings
}

// crossTable makes ratings of a contingency table of two raters: how often the first chose the row and the second
// the column. Categories are 1, 2, 3 … and all are declared.
func crossTable(t require.TestingT, table [][]int) *agreement.Ratings {
	var rows [][]float64
	var scale []float64
	for k := range table {
		scale = append(scale, float64(k+1))
		for l, count := range table[k] {
			for range count {
				rows = append(rows, []float64{float64(k + 1), float64(l + 1)})
			}
		}
	}
	return grid(t, rows, scale...)
}

// distribution makes ratings of how many raters put each subject into each category.
func distribution(t require.TestingT, table [][]int) *agreement.Ratings {
	var rows [][]float64
	var scale []float64
	for _, counts := range table {
		var row []float64
		for k, count := range counts {
			for range count {
				row = append(row, float64(k+1))
			}
		}
		rows = append(rows, row)
	}
	for k := range table[0] {
		scale = append(scale, float64(k+1))
	}
	return grid(t, rows, scale...)
}

// transposed turns rows into columns: the papers print raters as rows.
func transposed(raters [][]float64) [][]float64 {
	rows := make([][]float64, len(raters[0]))
	for _, marks := range raters {
		for s, mark := range marks {
			rows[s] = append(rows[s], mark)
		}
	}
	return rows
}

// figure demands a figure.
func figure(t require.TestingT, a agreement.Answer) agreement.Figure {
	require.Nil(t, a.Refusal, "%+v", a.Refusal)
	require.NotNil(t, a.Figure)
	return *a.Figure
}

// refused demands a refusal with the code, told in both languages.
func refused(t *testing.T, code string, a agreement.Answer) {
	t.Helper()
	require.Nil(t, a.Figure)
	require.NotNil(t, a.Refusal)
	require.Equal(t, code, a.Refusal.Code)
	require.NotEmpty(t, a.Refusal.ZH)
	require.NotEmpty(t, a.Refusal.EN)
	require.Equal(t, a.Refusal.ZH, a.String())
}
