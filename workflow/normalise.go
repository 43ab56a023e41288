package workflow

import (
	"strings"
	"unicode"
)

// Shortest values that can tell one person from others. What is shorter names a
// town, an exchange or nothing, and is not compared.
const (
	shortestPhone   = 7
	shortestAccount = 8
	shortestAddress = 6
	mobileDigits    = 11 // of a mobile number without the prefix of the country
)

// folded writes full-width letters, digits and signs as the usual ones, letters
// large, and leaves out what is neither letter nor digit.
func folded(s string) string {
	const fullFirst, fullLast, offset = '！', '～', '！' - '!'
	return strings.Map(func(r rune) rune {
		if r >= fullFirst && r <= fullLast {
			r -= offset
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, s)
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// NormalID is an identity number as it is compared (证件号码).
func NormalID(number string) string { return folded(number) }

// NormalPhone is a telephone number as it is compared (联系电话): digits alone,
// without the prefix of the country and without an extension; "" for what is too
// short to be one.
func NormalPhone(number string) string {
	full := strings.ToUpper(number)
	for _, mark := range []string{"转", "EXT", "#", "＃"} {
		full, _, _ = strings.Cut(full, mark)
	}
	d := digits(folded(full))
	for _, prefix := range []string{"0086", "86"} {
		if rest, ok := strings.CutPrefix(d, prefix); ok && (len(rest) == mobileDigits && rest[0] == '1' || rest != "" && rest[0] == '0') {
			d = rest
		}
	}
	if len(d) < shortestPhone {
		return ""
	}
	return d
}

// NormalEmployer is an employer as it is compared (工作单位); "" for words that
// say that there is none.
func NormalEmployer(name string) string {
	e := folded(name)
	switch e {
	case "无", "无业", "无单位", "无工作单位", "待业", "务农", "农民", "个体", "个体经营", "个体工商户", "自由职业", "自由职业者", "退休", "学生", "NONE":
		return ""
	}
	return e
}

// NormalAccount is a bank account as it is compared (银行账号): digits alone; ""
// for what is too short to be one.
func NormalAccount(number string) string {
	d := digits(folded(number))
	if len(d) < shortestAccount {
		return ""
	}
	return d
}
