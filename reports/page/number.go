package page

import (
	"math"
	"strconv"
)

const digits = "0123456789ABCDEF"

// decimal writes a number with so many decimals at most.
func decimal(b []byte, v float64, places int) []byte {
	k := 1.0
	for range places {
		k *= 10
	}
	n := int64(math.Round(v * k))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	scale := int64(k)
	b = strconv.AppendInt(b, n/scale, 10)
	if n %= scale; n == 0 {
		return b
	}
	b = append(b, '.')
	for ; n > 0; n %= scale {
		scale /= 10
		b = append(b, digits[n/scale])
	}
	return b
}
