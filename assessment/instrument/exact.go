package instrument

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strings"
)

// Exact is a rational number that is never rounded: the arithmetic of every score (精确分值).
// The zero value is 0. Values are immutable and may be copied; two equal numbers have the same
// representation, so reflect.DeepEqual agrees with Equal.
//
// Small fractions are held in two machine words; what does not fit moves to math/big by itself, so no
// operation can overflow or lose a digit.
type Exact struct {
	num    int64
	denSub int64    // denominator less one, so that the zero value is 0/1
	large  *big.Rat // set when numerator or denominator does not fit; num and denSub are then 0
}

// maxExactText bounds what UnmarshalText will read, so that a hostile record cannot ask for a number of
// a million digits.
const maxExactText = 256

const maxWordDigits = 18 // of a number that fits a machine word for sure

// FromInt gives the whole number n.
func FromInt(n int64) Exact {
	if n == math.MinInt64 {
		return fromRat(new(big.Rat).SetInt64(n))
	}
	return Exact{num: n}
}

// Fraction gives num/den in lowest terms. It fails when den is zero.
func Fraction(num, den int64) (Exact, error) {
	if den == 0 {
		return Exact{}, errors.New("fraction: the denominator is zero")
	}
	return fromRat(big.NewRat(num, den)), nil
}

// ParseExact reads the text that String writes: a decimal such as "79.995" or a fraction such as "239/3".
// It fails on anything else, exponents and floating point notations included.
func ParseExact(text string) (Exact, error) {
	if len(text) > maxExactText {
		return Exact{}, fmt.Errorf("number of %d characters is longer than %d", len(text), maxExactText)
	}
	if num, den, isFraction := strings.Cut(text, "/"); isFraction {
		if !isSignedDigits(num) || !isDigits(den) || strings.Trim(den, "0") == "" {
			return Exact{}, fmt.Errorf("%q is not a fraction of two whole numbers", text)
		}
	} else if whole, decimals, hasPoint := strings.Cut(text, "."); !isSignedDigits(whole) || hasPoint && !isDigits(decimals) {
		return Exact{}, fmt.Errorf("%q is not a decimal number", text)
	} else if len(whole)+len(decimals) <= maxWordDigits {
		return ofDigits(whole, decimals)
	}
	rat, ok := new(big.Rat).SetString(text)
	if !ok {
		return Exact{}, fmt.Errorf("%q is not a number", text)
	}
	return fromRat(rat), nil
}

// Sign is -1, 0 or 1.
func (x Exact) Sign() int {
	if x.large != nil {
		return x.large.Sign()
	}
	switch {
	case x.num < 0:
		return -1
	case x.num > 0:
		return 1
	}
	return 0
}

// Cmp compares exactly: -1 when x < y, 0 when they are equal, 1 when x > y.
func (x Exact) Cmp(y Exact) int {
	if x.large == nil && y.large == nil {
		if x.denSub == y.denSub {
			return cmp.Compare(x.num, y.num)
		}
		left, okLeft := mulChecked(x.num, y.denSub+1)
		right, okRight := mulChecked(y.num, x.denSub+1)
		if okLeft && okRight {
			return cmp.Compare(left, right)
		}
	}
	return x.rat().Cmp(y.rat())
}

// Equal reports whether the two numbers are the same.
func (x Exact) Equal(y Exact) bool {
	if x.large == nil && y.large == nil {
		return x == y // one number has one representation
	}
	return x.Cmp(y) == 0
}

// Add gives x + y.
func (x Exact) Add(y Exact) Exact {
	if x.large == nil && y.large == nil {
		if sum, ok := addSmall(x, y); ok {
			return sum
		}
	}
	return fromRat(new(big.Rat).Add(x.rat(), y.rat()))
}

// Neg gives -x.
func (x Exact) Neg() Exact {
	if x.large == nil {
		return Exact{num: -x.num, denSub: x.denSub}
	}
	return fromRat(new(big.Rat).Neg(x.large))
}

// Sub gives x - y.
func (x Exact) Sub(y Exact) Exact { return x.Add(y.Neg()) }

// Mul gives x × y.
func (x Exact) Mul(y Exact) Exact {
	if x.large == nil && y.large == nil {
		g, h := gcd(x.num, y.denSub+1), gcd(y.num, x.denSub+1)
		num, okNum := mulChecked(x.num/g, y.num/h)
		den, okDen := mulChecked((x.denSub+1)/h, (y.denSub+1)/g)
		if okNum && okDen {
			return reduced(num, den)
		}
	}
	return fromRat(new(big.Rat).Mul(x.rat(), y.rat()))
}

// Mean is the exact arithmetic mean (平均值). It fails when there is no value.
func Mean(values ...Exact) (Exact, error) {
	if len(values) == 0 {
		return Exact{}, errors.New("mean: no values")
	}
	sum := Exact{}
	for _, value := range values {
		sum = sum.Add(value)
	}
	return sum.Mul(Exact{num: 1, denSub: int64(len(values)) - 1}), nil
}

// Min gives the lower of two numbers.
func (x Exact) Min(y Exact) Exact {
	if x.Cmp(y) <= 0 {
		return x
	}
	return y
}

// Max gives the higher of two numbers.
func (x Exact) Max(y Exact) Exact {
	if x.Cmp(y) >= 0 {
		return x
	}
	return y
}

func (x Exact) rat() *big.Rat {
	if x.large != nil {
		return x.large
	}
	return big.NewRat(x.num, x.denSub+1)
}

// fromRat keeps the representation canonical: machine words whenever they suffice.
func fromRat(rat *big.Rat) Exact {
	num, den := rat.Num(), rat.Denom()
	if num.IsInt64() && den.IsInt64() && num.Int64() != math.MinInt64 {
		return Exact{num: num.Int64(), denSub: den.Int64() - 1}
	}
	return Exact{large: rat}
}

func addSmall(x, y Exact) (Exact, bool) {
	if x.denSub == 0 && y.denSub == 0 && magnitude(x.num)|magnitude(y.num) < 1<<62 { // whole points, as nearly all are
		return Exact{num: x.num + y.num}, true
	}
	xDen, yDen := x.denSub+1, y.denSub+1
	g := gcd(xDen, yDen)
	left, okLeft := mulChecked(x.num, yDen/g)
	right, okRight := mulChecked(y.num, xDen/g)
	den, okDen := mulChecked(xDen, yDen/g)
	if !okLeft || !okRight || !okDen {
		return Exact{}, false
	}
	num := left + right
	if left > 0 && right > 0 && num <= 0 || left < 0 && right < 0 && num >= 0 || num == math.MinInt64 {
		return Exact{}, false
	}
	return reduced(num, den), true
}

func reduced(num, den int64) Exact {
	g := gcd(num, den)
	return Exact{num: num / g, denSub: den/g - 1}
}

// gcd of any a but the smallest int64 and of a positive b; it is at least 1.
func gcd(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func mulChecked(a, b int64) (int64, bool) {
	negative := (a < 0) != (b < 0)
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > math.MaxInt64 {
		return 0, false
	}
	if negative {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}

// IsMultipleOf reports whether x is a whole number of steps; false for a step of 0.
func (x Exact) IsMultipleOf(step Exact) bool {
	if step.Sign() == 0 {
		return false
	}
	return new(big.Rat).Quo(x.rat(), step.rat()).IsInt()
}
