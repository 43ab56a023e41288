package eligibility

import "strings"

// NumberError says what is wrong with an identity number (公民身份号码) or a
// unified social credit code (统一社会信用代码). It never repeats the number
// itself, so that it may be logged.
type NumberError struct {
	// Code is stable and machine-readable, e.g. "check_digit".
	Code string `json:"code"`
	// Position is the 1-based place of the first wrong character, 0 when the
	// number as a whole is meant.
	Position int `json:"position,omitempty"`
	// Message, Rule and Remedy are Chinese sentences for the officer.
	Message string `json:"message"`
	Rule    string `json:"rule"`
	Remedy  string `json:"remedy"`
}

// Codes of NumberError.
const (
	NumberEmpty       = "number_empty"
	NumberLength      = "number_length"
	NumberFifteen     = "number_fifteen_digits"
	NumberCharacter   = "number_character"
	NumberLowerCase   = "number_lower_case"
	NumberBirthDate   = "number_birth_date"
	NumberFutureBirth = "number_future_birth"
	NumberCheckDigit  = "number_check_digit"
)

// Error returns message, rule and remedy as one Chinese text.
func (e *NumberError) Error() string {
	var b strings.Builder
	b.WriteString(e.Message)
	if e.Rule != "" {
		b.WriteString("（" + e.Rule + "）")
	}
	if e.Remedy != "" {
		b.WriteString("；" + e.Remedy)
	}
	return b.String()
}
