package ledger

import (
	"math"
	"strconv"
	"testing"

	"github.com/gowebpki/jcs"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestES6NumbersOfRFC8785 runs the samples of RFC 8785, appendix B: IEEE 754 bits and text.
func TestES6NumbersOfRFC8785(t *testing.T) {
	t.Parallel()
	samples := []struct {
		bits uint64
		want string
	}{
		{0x0000000000000000, "0"},
		{0x8000000000000000, "0"},
		{0x0000000000000001, "5e-324"},
		{0x8000000000000001, "-5e-324"},
		{0x7fefffffffffffff, "1.7976931348623157e+308"},
		{0xffefffffffffffff, "-1.7976931348623157e+308"},
		{0x4340000000000000, "9007199254740992"},
		{0xc340000000000000, "-9007199254740992"},
		{0x4430000000000000, "295147905179352830000"},
		{0x44b52d02c7e14af5, "9.999999999999997e+22"},
		{0x44b52d02c7e14af6, "1e+23"},
		{0x44b52d02c7e14af7, "1.0000000000000001e+23"},
		{0x444b1ae4d6e2ef4e, "999999999999999700000"},
		{0x444b1ae4d6e2ef4f, "999999999999999900000"},
		{0x444b1ae4d6e2ef50, "1e+21"},
		{0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
		{0x3eb0c6f7a0b5ed8d, "0.000001"},
		{0x41b3de4355555553, "333333333.3333332"},
		{0x41b3de4355555554, "333333333.33333325"},
		{0x41b3de4355555555, "333333333.3333333"},
		{0x41b3de4355555556, "333333333.3333334"},
		{0x41b3de4355555557, "333333333.33333343"},
		{0xbecbf647612f3696, "-0.0000033333333333333333"},
		{0x43143ff3c1cb0959, "1424953923781206.2"},
	}
	for _, s := range samples {
		require.Equal(t, s.want, string(appendES6(nil, math.Float64frombits(s.bits))), "%016x", s.bits)
	}
}

func TestCanonicalNumberKeepsTheValue(t *testing.T) {
	t.Parallel()
	for lit, want := range map[string]string{
		"0": "0", "-0": "0", "0.0": "0", "-0.0e5": "0", "0e999999999999999999999": "0",
		"7": "7", "-7": "-7", "1.0": "1", "10": "10", "1e1": "10", "100e-2": "1", "34.50": "34.5",
		"999999999999999": "999999999999999", "9007199254740991": "9007199254740991",
		"9007199254740992": "9007199254740992", "79.995": "79.995", "0.1": "0.1", "1E21": "1e+21",
		"0.000001": "0.000001", "0.0000001": "1e-7", "1e-7": "1e-7", "5e-324": "5e-324",
		"1000000000000000000000": "1e+21", "123456789012345680000": "123456789012345680000",
	} {
		got, reason := canonicalNumber([]byte(lit))
		require.Empty(t, reason, lit)
		require.Equal(t, want, string(got), lit)
	}
}

func TestCanonicalNumberRefusesWhatADoubleDoesNotKeep(t *testing.T) {
	t.Parallel()
	for _, lit := range []string{
		"9007199254740993", "9223372036854775807", "-9223372036854775808", "0.10000000000000000001",
		"1e309", "-1e309", "1e999999999999999999999", "1e-400", "2.5e-324", "123456789012345678901",
		"1.00000000000000001", "3.14159265358979323846",
	} {
		_, reason := canonicalNumber([]byte(lit))
		require.NotEmpty(t, reason, lit)
	}
}

func TestEveryDoubleIsKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := math.Float64frombits(rapid.Uint64().Draw(t, "bits"))
		if math.IsNaN(f) || math.IsInf(f, 0) {
			t.Skip("JSON has no such number")
		}
		want, err := jcs.NumberToJSON(f)
		require.NoError(t, err)
		for _, format := range []byte{'e', 'g', 'f'} {
			got, reason := canonicalNumber(strconv.AppendFloat(nil, f, format, -1, 64))
			require.Empty(t, reason)
			require.Equal(t, want, string(got))
		}
	})
}
