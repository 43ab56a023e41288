package instrument_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
)

func exact(t require.TestingT, text string) instrument.Exact {
	x, err := instrument.ParseExact(text)
	require.NoError(t, err)
	return x
}

func TestPrintedRoundsDown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ exact, printed, text string }{
		{"0", "0.00", "0"},
		{"80", "80.00", "80"},
		{"79.995", "79.99", "79.995"},
		{"79.99", "79.99", "79.99"},
		{"79.9999999999", "79.99", "79.9999999999"},
		{"239/3", "79.66", "239/3"},
		{"240/3", "80.00", "80"},
		{"0.009", "0.00", "0.009"},
		{"-0.001", "-0.01", "-0.001"},
		{"-7.5", "-7.50", "-7.5"},
		{"-0.05", "-0.05", "-0.05"},
		{"10.2", "10.20", "10.2"},
		{"0.125", "0.12", "0.125"},
		{"9223372036854775807/20", "461168601842738790.35", "461168601842738790.35"},
		{"92233720368547758.07", "92233720368547758.07", "92233720368547758.07"},
		{"123456789012345678901234567890.999", "123456789012345678901234567890.99", "123456789012345678901234567890.999"},
		{"-1/123456789012345678901234567890", "-0.01", "-1/123456789012345678901234567890"},
	} {
		x := exact(t, c.exact)
		require.Equal(t, c.printed, x.Printed(), c.exact)
		require.Equal(t, c.text, x.String(), c.exact)
	}
}

func TestParsePointsRefusesWhatIsNotPlain(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"0", "7", "7.5", "7.50", "0.25", "999999.99"} {
		x, err := instrument.ParsePoints(good)
		require.NoError(t, err, good)
		require.True(t, x.Equal(exact(t, good)), good)
	}
	for _, bad := range []string{"", " 7", "7 ", "+7", "-7", "7.", ".5", "07", "7.555", "7,5", "1e2", "0x1F", "７", "七", "NaN", "1/2", "1000000"} {
		_, err := instrument.ParsePoints(bad)
		require.Error(t, err, bad)
	}
}

func TestParseExactRefusesFloats(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "1e2", "0x10", "1/0", "1/-2", "1//2", "1.5/2", "--1", "0b1", "1_000", "Inf", "1.", "-", "1p3"} {
		_, err := instrument.ParseExact(bad)
		require.Error(t, err, bad)
	}
	_, err := instrument.Fraction(1, 0)
	require.Error(t, err)
	_, err = instrument.Mean()
	require.Error(t, err)
}

// The machine-word path and the math/big path must agree, at the edges of int64 above all.
func TestArithmeticAgreesWithBigRat(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1000, 1000),
			rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, math.MaxInt64, 0}))
		draw := func(name string) (instrument.Exact, *big.Rat) {
			num, den := whole.Draw(t, name+" numerator"), whole.Draw(t, name+" denominator")
			if den == 0 {
				den = 1
			}
			x, err := instrument.Fraction(num, den)
			require.NoError(t, err)
			return x, big.NewRat(num, den)
		}
		x, xBig := draw("x")
		y, yBig := draw("y")
		same := func(want *big.Rat, got instrument.Exact) {
			require.Equal(t, 0, want.Cmp(parseRat(t, got.String())))
			require.True(t, got.Equal(exact(t, got.String())))
			require.Equal(t, exact(t, got.String()), got, "one number has one representation")
		}
		same(new(big.Rat).Add(xBig, yBig), x.Add(y))
		same(new(big.Rat).Sub(xBig, yBig), x.Sub(y))
		same(new(big.Rat).Mul(xBig, yBig), x.Mul(y))
		require.Equal(t, xBig.Cmp(yBig), x.Cmp(y))
		require.Equal(t, xBig.Sign(), x.Sign())
		require.Equal(t, x.Min(y), y.Min(x))
		require.Equal(t, x.Max(y), y.Max(x))

		printed := parseRat(t, x.Printed())
		require.LessOrEqual(t, printed.Cmp(xBig), 0, "never printed above its value")
		gap := new(big.Rat).Sub(xBig, printed)
		require.Negative(t, gap.Cmp(big.NewRat(1, 100)))
	})
}

func parseRat(t require.TestingT, text string) *big.Rat {
	rat, ok := new(big.Rat).SetString(text)
	require.True(t, ok, text)
	return rat
}

func TestExactInJSONIsAString(t *testing.T) {
	t.Parallel()
	raw, err := json.Marshal(exact(t, "239/3"))
	require.NoError(t, err)
	require.JSONEq(t, `"239/3"`, string(raw))
	var back instrument.Exact
	require.NoError(t, json.Unmarshal(raw, &back))
	require.Equal(t, exact(t, "239/3"), back)
	require.Error(t, json.Unmarshal([]byte(`79.5`), &back), "a float is not a score")
}

func FuzzParseExact(f *testing.F) {
	for _, seed := range []string{"80", "79.995", "239/3", "-1/7", "1e9", "9223372036854775808"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x, err := instrument.ParseExact(text)
		if err != nil {
			return
		}
		back, err := instrument.ParseExact(x.String())
		if len(x.String()) <= 256 {
			require.NoError(t, err)
			require.Equal(t, x, back)
		}
	})
}
