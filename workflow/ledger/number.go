package ledger

import (
	"bytes"
	"math"
	"strconv"
)

// Whole numbers of up to this many digits are exact in a double and are written by
// RFC 8785 just as they stand.
const plainDigits = 15

// canonicalNumber returns the RFC 8785 form of a JSON number: the shortest decimal
// that names the same IEEE 754 double, as ECMAScript writes it. A literal whose
// decimal value that form would not keep (too many digits, too large, too small)
// is refused, because the record must not say another number than the act did.
// lit must follow the JSON grammar. reason is empty when it succeeded.
func canonicalNumber(lit []byte) (out []byte, reason string) {
	if plainInteger(lit) {
		return lit, ""
	}
	f, err := strconv.ParseFloat(string(lit), 64)
	if err != nil {
		return nil, "the number is beyond the range of a double; give it as a string"
	}
	out = appendES6(make([]byte, 0, 25), f)
	wantDigits, wantExp := decimal(lit)
	gotDigits, gotExp := decimal(out)
	if wantExp != gotExp || !bytes.Equal(wantDigits, gotDigits) {
		return nil, "the number has more digits than a double keeps; give it as a string"
	}
	return out, ""
}

func plainInteger(lit []byte) bool {
	digits := lit
	if len(lit) > 0 && lit[0] == '-' {
		digits = lit[1:]
	}
	if len(digits) == 0 || len(digits) > plainDigits || (len(digits) < len(lit) && digits[0] == '0') {
		return false // "-0" is written "0", by the slow road
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// appendES6 writes a finite double as ECMAScript's Number::toString does: plain from
// 1e-6 up to below 1e21, else with an exponent that has a sign and no leading zeros.
func appendES6(dst []byte, f float64) []byte {
	if f == 0 {
		return append(dst, '0')
	}
	abs := math.Abs(f)
	if abs >= 1e-6 && abs < 1e21 {
		return strconv.AppendFloat(dst, f, 'f', -1, 64)
	}
	dst = strconv.AppendFloat(dst, f, 'e', -1, 64)
	// Go writes at least two digits of exponent: e-07 becomes e-7.
	if n := len(dst); dst[n-2] == '0' && (dst[n-3] == '-' || dst[n-3] == '+') {
		dst[n-2] = dst[n-1]
		dst = dst[:n-1]
	}
	return dst
}

// decimal splits a JSON number into its significant digits (with sign, without outer
// zeros) and the power of ten of the last one. Two literals are the same number if
// and only if both agree. Zero, of either sign, has no digits.
func decimal(lit []byte) (digits []byte, exp int) {
	mantissa := lit
	if i := bytes.IndexAny(lit, "eE"); i >= 0 {
		mantissa = lit[:i]
		// Out of range only for zero or for what ParseFloat refused before.
		exp, _ = strconv.Atoi(string(lit[i+1:]))
	}
	sign := bytes.HasPrefix(mantissa, []byte("-"))
	whole, frac, _ := bytes.Cut(bytes.TrimPrefix(mantissa, []byte("-")), []byte("."))
	exp -= len(frac)
	digits = append(append(make([]byte, 0, len(lit)), whole...), frac...)
	trimmed := bytes.TrimRight(digits, "0")
	exp += len(digits) - len(trimmed)
	trimmed = bytes.TrimLeft(trimmed, "0")
	if len(trimmed) == 0 {
		return nil, 0
	}
	if sign {
		trimmed = append([]byte("-"), trimmed...)
	}
	return trimmed, exp
}
