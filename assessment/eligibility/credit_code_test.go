package eligibility

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParseCreditCode(t *testing.T) {
	t.Parallel()
	code, err := ParseCreditCode("91350100M000100Y43")
	require.NoError(t, err)
	require.Equal(t, CreditCode{Number: "91350100M000100Y43", Department: "9", Division: "350100", Body: "M000100Y4"}, code)
}

func TestCreditWeights(t *testing.T) {
	t.Parallel()
	want := []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	for i, w := range want {
		require.Equal(t, w, creditWeight(i), "position %d", i+1)
	}
}

func TestParseCreditCodeRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, number, code string
		position           int
	}{
		{"empty", "", NumberEmpty, 0},
		{"short", "91350100M000100Y4", NumberLength, 0},
		{"long", "91350100M000100Y433", NumberLength, 0},
		{"letter O", "91350100MO00100Y43", NumberCharacter, 10},
		{"letter I", "91350100M0I0100Y43", NumberCharacter, 11},
		{"letter S", "S1350100M000100Y43", NumberCharacter, 1},
		{"lower case", "91350100m000100Y43", NumberLowerCase, 9},
		{"letter in the division", "91A50100M000100Y43", NumberCharacter, 3},
		{"hyphen", "91350100-M00100Y43", NumberCharacter, 9},
		{"wrong check", "91350100M000100Y44", NumberCheckDigit, 18},
		{"full width", "９1350100M000100Y43", NumberCharacter, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseCreditCode(tt.number)
			var wrong *NumberError
			require.ErrorAs(t, err, &wrong)
			require.Equal(t, tt.code, wrong.Code)
			require.Equal(t, tt.position, wrong.Position)
			require.NotEmpty(t, wrong.Message)
			require.NotEmpty(t, wrong.Remedy)
			require.Contains(t, err.Error(), "GB 32100")
		})
	}
}

func FuzzParseCreditCode(f *testing.F) {
	for _, s := range []string{"", "91350100M000100Y43", "91350100M000100Y4O", strings.Repeat("统", 18)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		code, err := ParseCreditCode(s)
		if err != nil {
			var wrong *NumberError
			require.ErrorAs(t, err, &wrong)
			require.NotEmpty(t, wrong.Remedy)
			return
		}
		require.Equal(t, s, code.Department+s[1:2]+code.Division+code.Body+s[17:])
	})
}
