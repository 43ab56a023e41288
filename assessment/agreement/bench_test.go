package agreement_test

import (
	"testing"

	"github.com/anjia-project/anjia/assessment/agreement"
)

// BenchmarkAlphaOrdinal is the slowest of the coefficients, over as many cases as a province closes in years.
func BenchmarkAlphaOrdinal(b *testing.B) {
	rows := make([][]float64, 10_000)
	for i := range rows {
		rows[i] = []float64{float64(i % 5), float64(i * 7 % 11 % 5)}
	}
	r := grid(b, rows)
	for b.Loop() {
		agreement.Alpha(r, agreement.ScaleOrdinal, agreement.Terms{})
	}
}
