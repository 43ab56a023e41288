package eligibility

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParseResidentID(t *testing.T) {
	t.Parallel()
	tests := []struct {
		number, division, birth string
		sex                     Sex
		identity                Identity
		known                   bool
	}{
		// The two examples printed in the standard's own explanation.
		{"11010519491231002X", "110105", "1949-12-31", Female, Mainland, true},
		{"440524188001010014", "", "", "", "", false}, // born before 1900: refused below
		{idNumber("810000", day("1990-03-07"), Male), "810000", "1990-03-07", Male, HongKong, true},
		{idNumber("820000", day("1990-03-07"), Female), "820000", "1990-03-07", Female, Macao, true},
		{idNumber("830000", day("1990-03-07"), Male), "830000", "1990-03-07", Male, Taiwan, true},
		{idNumber("540102", day("2000-02-29"), Male), "540102", "2000-02-29", Male, Mainland, true},
		{idNumber("990102", day("2000-02-29"), Male), "990102", "2000-02-29", Male, Mainland, false},
	}
	for _, tt := range tests {
		id, err := ParseResidentID(tt.number)
		if tt.division == "" {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err)
		require.Equal(t, tt.number, id.Number)
		require.Equal(t, tt.division, id.Division)
		require.Equal(t, tt.birth, id.BirthDate.String())
		require.Equal(t, tt.sex, id.Sex)
		require.Equal(t, tt.identity, id.Identity)
		require.Equal(t, tt.known, id.DivisionKnown)
	}
}

func TestParseResidentIDRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, number, code string
		position           int
	}{
		{"empty", "", NumberEmpty, 0},
		{"short", "11010519491231002", NumberLength, 0},
		{"long", "11010519491231002X0", NumberLength, 0},
		{"letter", "1101051949123100AX", NumberCharacter, 17},
		{"X in the middle", "11010519491231X02X", NumberCharacter, 15},
		{"space", "110105 9491231002X", NumberCharacter, 7},
		{"full-width digit", "１1010519491231002X", NumberCharacter, 1},
		{"lower-case x", "11010519491231002x", NumberLowerCase, 18},
		{"wrong check digit", "110105194912310021", NumberCheckDigit, 18},
		{"one digit wrong", "11010519481231002X", NumberCheckDigit, 18},
		{"30 February", "110105194902300021", NumberBirthDate, 7},
		{"29 February of a common year", "110105194902290021", NumberBirthDate, 7},
		{"month 13", "110105194913010021", NumberBirthDate, 7},
		{"15 digits", "110105491231002", NumberFifteen, 0},
		{"15 digits without a date", "110105491331002", NumberFifteen, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseResidentID(tt.number)
			var wrong *NumberError
			require.ErrorAs(t, err, &wrong)
			require.Equal(t, tt.code, wrong.Code)
			require.Equal(t, tt.position, wrong.Position)
			require.NotEmpty(t, wrong.Message)
			require.NotEmpty(t, wrong.Remedy)
			require.Contains(t, err.Error(), "GB 11643")
			if len(tt.number) > 10 {
				require.NotContains(t, err.Error(), tt.number[6:14], "the number must not be told again")
			}
		})
	}
	_, err := ParseResidentID("110105491231002")
	require.ErrorContains(t, err, "校验码应当为X")
}

func TestResidentIDNotBornAfter(t *testing.T) {
	t.Parallel()
	id, err := ParseResidentID(idNumber("540102", day("2024-06-04"), Male))
	require.NoError(t, err)
	require.NoError(t, id.NotBornAfter(day("2024-06-04")))
	var wrong *NumberError
	require.ErrorAs(t, id.NotBornAfter(day("2024-06-03")), &wrong)
	require.Equal(t, NumberFutureBirth, wrong.Code)
}

// TestCheckDigitFindsOneWrongDigit: MOD 11-2 finds every single wrong digit and every swap of two neighbours.
func TestCheckDigitFindsOneWrongDigit(t *testing.T) {
	t.Parallel()
	number := idNumber("540102", day("1999-11-23"), Male)
	for i := range 17 {
		for d := '0'; d <= '9'; d++ {
			changed := number[:i] + string(d) + number[i+1:]
			if changed != number {
				_, err := ParseResidentID(changed)
				require.Error(t, err, "position %d", i+1)
			}
		}
		swapped := []byte(number)
		swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		if string(swapped) != number {
			_, err := ParseResidentID(string(swapped))
			require.Error(t, err, "swap at %d", i+1)
		}
	}
}

func FuzzParseResidentID(f *testing.F) {
	for _, s := range []string{"", "11010519491231002X", "11010519491231002x", "110105491231002", "１１０", strings.Repeat("9", 18)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseResidentID(s)
		if err != nil {
			var wrong *NumberError
			require.ErrorAs(t, err, &wrong)
			require.NotEmpty(t, wrong.Remedy)
			require.LessOrEqual(t, wrong.Position, 18)
			return
		}
		require.Equal(t, s, id.Number)
		require.Equal(t, s, idNumberWith(id, s[14:17]))
	})
}

// idNumberWith puts a number together again from its parts.
func idNumberWith(id ResidentID, sequence string) string {
	first17 := id.Division + strings.ReplaceAll(id.BirthDate.String(), "-", "") + sequence
	return first17 + string(idCheckCharacter(first17))
}
