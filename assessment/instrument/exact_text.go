package instrument

import (
	"bytes"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

const (
	maxWholeDigits  = 6 // of points typed by an evaluator or an office
	maxPointDecimal = 2
	maxTableDecimal = 4 // weights such as 0.0833 need more places than points

	hundred = 100 // hundredths in a whole
)

// String writes the number without loss: "80", "79.995", or "239/3" when no finite decimal exists.
// ParseExact reads it back.
func (x Exact) String() string {
	var room [24]byte
	return string(x.Append(room[:0]))
}

// Append appends what String gives to buf. Scores are nearly always whole numbers or hundredths, which need no arithmetic
// of long numbers.
func (x Exact) Append(buf []byte) []byte {
	den := x.denSub + 1
	switch {
	case x.large != nil:
	case den == 1:
		return strconv.AppendInt(buf, x.num, 10)
	case hundred%den == 0:
		if scaled, ok := mulChecked(x.num, hundred/den); ok {
			return bytes.TrimSuffix(appendHundredths(buf, scaled), []byte("0"))
		}
	}
	rat := x.rat()
	if places, finite := rat.FloatPrec(); finite {
		return append(buf, rat.FloatString(places)...)
	}
	return append(buf, rat.RatString()...)
}

// Printed writes two decimals, rounded down (towards less), as scores stand on papers: 79.995 is printed
// "79.99" because it is not 80 (两位小数，只舍不入).
func (x Exact) Printed() string { return string(x.AppendPrinted(nil)) }

// AppendPrinted appends what Printed gives to buf.
func (x Exact) AppendPrinted(buf []byte) []byte {
	if x.large == nil {
		if scaled, ok := mulChecked(x.num, hundred); ok {
			return appendHundredths(buf, floorDiv(scaled, x.denSub+1))
		}
	}
	rat := new(big.Rat).Mul(x.rat(), big.NewRat(hundred, 1))
	floor, rest := new(big.Int).DivMod(rat.Num(), rat.Denom(), new(big.Int)) // Euclidean, so it is the floor
	_ = rest
	text := new(big.Rat).SetFrac(floor, big.NewInt(hundred)).FloatString(2)
	return append(buf, text...)
}

// MarshalText writes String, so that JSON carries the exact number as a string and never as a float.
func (x Exact) MarshalText() ([]byte, error) { return []byte(x.String()), nil }

// UnmarshalText reads what MarshalText wrote; it fails like ParseExact.
func (x *Exact) UnmarshalText(text []byte) error {
	parsed, err := ParseExact(string(text))
	if err != nil {
		return err
	}
	*x = parsed
	return nil
}

// ParsePoints reads points as an evaluator types them (评分): digits, at most six before and two after the
// decimal point, no sign, no exponent, no leading zeros. It fails on anything else.
func ParsePoints(text string) (Exact, error) { return parseDecimal(text, maxPointDecimal) }

func parseDecimal(text string, places int) (Exact, error) {
	whole, decimals, hasPoint := strings.Cut(text, ".")
	switch {
	case !isDigits(whole) || hasPoint && !isDigits(decimals):
		return Exact{}, fmt.Errorf("%q is not a plain decimal number such as 7 or 7.5", text)
	case len(whole) > 1 && whole[0] == '0':
		return Exact{}, fmt.Errorf("%q has a leading zero", text)
	case len(whole) > maxWholeDigits:
		return Exact{}, fmt.Errorf("%q has more than %d digits before the point", text, maxWholeDigits)
	case len(decimals) > places:
		return Exact{}, fmt.Errorf("%q has more than %d decimals", text, places)
	}
	return ofDigits(whole, decimals)
}

// ofDigits is the number of so many digits before and after the point, maxWordDigits at most.
func ofDigits(whole, decimals string) (Exact, error) {
	num, err := strconv.ParseInt(whole+decimals, 10, 64)
	if err != nil {
		return Exact{}, fmt.Errorf("%q is not a number", whole+"."+decimals)
	}
	den := int64(1)
	for range decimals {
		den *= 10
	}
	return reduced(num, den), nil
}

func appendHundredths(buf []byte, hundredths int64) []byte {
	if hundredths < 0 {
		buf = append(buf, '-')
		hundredths = -hundredths
	}
	buf = strconv.AppendInt(buf, hundredths/hundred, 10)
	return append(buf, '.', byte('0'+hundredths/10%10), byte('0'+hundredths%10))
}

func floorDiv(num, den int64) int64 {
	quotient := num / den
	if num%den < 0 {
		quotient--
	}
	return quotient
}

func isSignedDigits(text string) bool { return isDigits(strings.TrimPrefix(text, "-")) }

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}
