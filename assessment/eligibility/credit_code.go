package eligibility

import (
	"fmt"
	"strings"
)

// Structure of a unified social credit code after GB 32100—2015: registering
// department (1), kind of body (2), division (3-8), body code (9-17), check (18).
const (
	creditCodeLength    = 18
	creditDivisionFrom  = 2
	creditDivisionTo    = 8
	creditBodyFrom      = 8
	creditCheckPosition = 18
	gb32100             = "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》"
)

// creditAlphabet holds the 31 characters of the code in the order of their
// values; I, O, S, V and Z are left out because they read like digits.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// creditWeight returns the weight of a 0-based position: 3^i modulo 31.
func creditWeight(i int) int {
	weight := 1
	for range i {
		weight = weight * 3 % len(creditAlphabet)
	}
	return weight
}

// CreditCode is a unified social credit code (统一社会信用代码) whose structure
// and check character are right. It does not prove that the body exists.
type CreditCode struct {
	Number string `json:"number"`
	// Department is the registering department (登记管理部门): "1" institutional
	// establishment, "5" civil affairs, "9" market supervision and so on.
	Department string `json:"department"`
	// Division is the six-digit division (行政区划码) of the registering office.
	Division string `json:"division"`
	// Body is the nine-character code of the body (主体标识码).
	Body string `json:"body"`
}

// ParseCreditCode reads a unified social credit code of exactly 18 characters
// without spaces. On failure it returns a *NumberError.
func ParseCreditCode(s string) (CreditCode, error) {
	if err := checkCreditShape(s); err != nil {
		return CreditCode{}, err
	}
	sum := 0
	for i := range creditCheckPosition - 1 {
		sum += strings.IndexByte(creditAlphabet, s[i]) * creditWeight(i)
	}
	modulus := len(creditAlphabet)
	if want := creditAlphabet[(modulus-sum%modulus)%modulus]; s[creditCheckPosition-1] != want {
		return CreditCode{}, &NumberError{
			Code:     NumberCheckDigit,
			Position: creditCheckPosition,
			Message:  "统一社会信用代码的校验码不符，代码中至少有一位抄录有误",
			Rule:     gb32100,
			Remedy:   "请对照登记证书逐位核对后重新录入",
		}
	}
	return CreditCode{
		Number:     s,
		Department: s[:1],
		Division:   s[creditDivisionFrom:creditDivisionTo],
		Body:       s[creditBodyFrom : creditCheckPosition-1],
	}, nil
}

// checkCreditShape checks length, alphabet and the digits of the division.
func checkCreditShape(s string) error {
	if s == "" {
		return &NumberError{Code: NumberEmpty, Message: "统一社会信用代码为空", Rule: gb32100, Remedy: "请录入登记证书上的18位代码"}
	}
	for i, r := range []rune(s) {
		if i >= creditCodeLength {
			break
		}
		if err := checkCreditRune(i, r); err != nil {
			return err
		}
	}
	if n := len([]rune(s)); n != creditCodeLength {
		return &NumberError{
			Code:    NumberLength,
			Message: fmt.Sprintf("统一社会信用代码应当为18位，现为%d位", n),
			Rule:    gb32100,
			Remedy:  "请录入登记证书上的18位代码，不含空格和连接符",
		}
	}
	return nil
}

// checkCreditRune checks one character of the code at a 0-based position.
func checkCreditRune(i int, r rune) error {
	fault := &NumberError{Position: i + 1, Rule: gb32100}
	switch {
	case r >= 'a' && r <= 'z':
		fault.Code = NumberLowerCase
		fault.Message = fmt.Sprintf("统一社会信用代码第%d位为小写字母", i+1)
		fault.Remedy = "请改用大写字母"
	case !strings.ContainsRune(creditAlphabet, r):
		fault.Code = NumberCharacter
		fault.Message = fmt.Sprintf("统一社会信用代码第%d位不是允许使用的字符", i+1)
		fault.Remedy = "代码由数字和大写英文字母组成，不使用I、O、S、V、Z；请对照登记证书核对"
	case i >= creditDivisionFrom && i < creditDivisionTo && (r < '0' || r > '9'):
		fault.Code = NumberCharacter
		fault.Message = fmt.Sprintf("统一社会信用代码第%d位应当为数字", i+1)
		fault.Remedy = "第3至8位为登记管理机关行政区划码，只用数字；请对照登记证书核对"
	default:
		return nil
	}
	return fault
}
