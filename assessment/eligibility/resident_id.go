package eligibility

import (
	"fmt"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
)

// Structure of a citizen identity number after GB 11643—1999: division (1-6), birth date (7-14), sequence (15-17,
// odd for men), check character (18).
const (
	residentIDLength = 18
	oldIDLength      = 15
	idDivisionTo     = 6
	idYearTo         = 10
	idMonthTo        = 12
	idDayTo          = 14
	idSexPosition    = 17
	idModulus        = 11
	idRule           = "GB 11643—1999《公民身份号码》"
)

// idCheckAlphabet holds the check characters in the order of the remainder of the weighted sum.
const idCheckAlphabet = "10X98765432"

// ResidentID is a citizen identity number (公民身份号码), or the number of a residence permit for Hong Kong, Macao
// and Taiwan residents (港澳台居民居住证), whose structure, date and check character are right. It does not prove
// that the number was issued.
type ResidentID struct {
	Number    string   `json:"number"`
	Division  string   `json:"division"` // at the first issue; it may have been abolished since
	BirthDate law.Date `json:"birth_date"`
	Sex       Sex      `json:"sex"`
	// Identity is Mainland, or HongKong, Macao, Taiwan for the residence permits with 81, 82 and 83.
	Identity Identity `json:"identity"`
	// DivisionKnown is false when no province ever had the prefix; that only warns, because codes change.
	DivisionKnown bool `json:"division_known"`
}

// ParseResidentID reads a number of exactly 18 characters, X in upper case. On failure it returns a *NumberError;
// a number of 15 digits is explained with the 18-digit form it would have. Whether the birth date lies in the
// future is asked with NotBornAfter, since that needs a day.
func ParseResidentID(s string) (ResidentID, error) {
	if err := checkIDShape(s); err != nil {
		return ResidentID{}, err
	}
	birth, err := idBirthDate(s[idDivisionTo:idDayTo])
	if err != nil {
		return ResidentID{}, err
	}
	if idCheckCharacter(s[:residentIDLength-1]) != s[residentIDLength-1] {
		return ResidentID{}, &NumberError{
			Code: NumberCheckDigit, Position: residentIDLength, Rule: idRule,
			Message: "身份号码的校验码不符，号码中至少有一位抄录有误",
			Remedy:  "请对照证件逐位核对后重新录入",
		}
	}
	id := ResidentID{Number: s, Division: s[:idDivisionTo], BirthDate: birth, Sex: Female}
	if (s[idSexPosition-1]-'0')%2 == 1 {
		id.Sex = Male
	}
	id.Identity, id.DivisionKnown = divisionIdentity(id.Division)
	return id, nil
}

// NotBornAfter returns a *NumberError when the birth date in the number is later than on.
func (id ResidentID) NotBornAfter(on law.Date) error {
	if !id.BirthDate.After(on) {
		return nil
	}
	return &NumberError{
		Code: NumberFutureBirth, Position: idDivisionTo + 1, Rule: idRule,
		Message: "身份号码第7至14位所载出生日期晚于" + on.Chinese(),
		Remedy:  "请对照证件核对出生日期",
	}
}

// checkIDShape checks length and characters, the first wrong one first.
func checkIDShape(s string) error {
	if s == "" {
		return &NumberError{Code: NumberEmpty, Message: "身份号码为空", Rule: idRule, Remedy: "请录入证件上的18位号码"}
	}
	runes := []rune(s)
	for i, r := range runes[:min(len(runes), residentIDLength)] {
		if err := checkIDRune(i, r); err != nil {
			return err
		}
	}
	switch len(runes) {
	case residentIDLength:
		return nil
	case oldIDLength:
		return fifteenDigits(s)
	default:
		return &NumberError{
			Code: NumberLength, Rule: idRule,
			Message: fmt.Sprintf("身份号码应当为18位，现为%d位", len(runes)),
			Remedy:  "请录入证件上的18位号码，不含空格和连接符",
		}
	}
}

// checkIDRune checks one character at a 0-based position.
func checkIDRune(i int, r rune) error {
	last := i == residentIDLength-1
	if r >= '0' && r <= '9' || last && r == 'X' {
		return nil
	}
	fault := &NumberError{
		Code: NumberCharacter, Position: i + 1, Rule: idRule,
		Message: fmt.Sprintf("身份号码第%d位应当为数字", i+1),
		Remedy:  "请对照证件核对；使用半角数字，不含空格和连接符",
	}
	if last {
		fault.Message = "身份号码第18位应当为数字或者大写字母X"
	}
	if last && r == 'x' {
		fault.Code = NumberLowerCase
		fault.Remedy = "请将小写字母x改为大写字母X"
	}
	return fault
}

// fifteenDigits explains a number of the first generation: what it would be today, if its date exists.
func fifteenDigits(s string) error {
	fault := &NumberError{
		Code: NumberFifteen, Rule: idRule,
		Message: "15位身份号码已停止使用，应当录入18位号码",
		Remedy:  "请出示现行居民身份证，或者先到公安机关办理",
	}
	// Only 19xx was ever left out of the short form.
	long := s[:idDivisionTo] + "19" + s[idDivisionTo:]
	if _, err := idBirthDate(long[idDivisionTo:idDayTo]); err == nil {
		fault.Remedy += fmt.Sprintf("；按规则在第6位后补19，校验码应当为%c，请与证件核对", idCheckCharacter(long))
	}
	return fault
}

// idBirthDate reads YYYYMMDD, all digits.
func idBirthDate(s string) (law.Date, error) {
	number := func(digits string) int {
		n := 0
		for _, d := range []byte(digits) {
			n = n*10 + int(d-'0')
		}
		return n
	}
	year, rest := s[:idYearTo-idDivisionTo], s[idYearTo-idDivisionTo:]
	month, day := rest[:idMonthTo-idYearTo], rest[idMonthTo-idYearTo:]
	date, err := law.NewDate(number(year), time.Month(number(month)), number(day))
	if err != nil {
		return law.Date{}, &NumberError{
			Code: NumberBirthDate, Position: idDivisionTo + 1, Rule: idRule,
			Message: "身份号码第7至14位不是有效的公历日期",
			Remedy:  "请对照证件核对出生日期",
		}
	}
	return date, nil
}

// idCheckCharacter returns the check character of the first 17 digits (ISO 7064 MOD 11-2).
func idCheckCharacter(first17 string) byte {
	sum := 0
	for i := range len(first17) {
		weight := 1
		for range residentIDLength - 1 - i {
			weight = weight * 2 % idModulus
		}
		sum += int(first17[i]-'0') * weight
	}
	return idCheckAlphabet[sum%idModulus]
}
