package workflow

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lengths of the parts of numbers that this system gives.
const (
	divisionDigits = 6 // GB/T 2260
	yearDigits     = 4
	kindLetters    = 2
	serialDigits   = 5
	checkDigits    = 2
	maxSerial      = 99999
)

// CaseNumber is a case number (案号) taken apart: division code of the authority, year
// of submission, kind of case in two letters (SY 收养登记), serial of the year. Its text is
// {division}-{YYYY}-{kind}-{serial}-{check}, as in 540100-2026-SY-00012-87.
//
// The two check digits are ISO 7064 MOD 97-10 over all parts, letters counted as two
// digits (A = 10 … Z = 35), as ISO 17442 does it. That finds every single wrong
// character and every swap of two neighbours or of two characters around a third, in
// the whole number with its check digits. MOD 37-2 would do so with one character, but
// that can be a letter or an asterisk, which is hard to dictate and to put in a file name.
type CaseNumber struct {
	Division string
	Year     int
	Kind     string
	Serial   int
}

// FormatCaseNumber returns the text of a case number with its check digits. It fails
// with an invalid_input Error when the division is not six digits, the year not four,
// the kind not two capital letters, or the serial not between 1 and 99999.
func FormatCaseNumber(division string, year int, kind string, serial int) (string, error) {
	switch {
	case !allDigits(division, divisionDigits):
		return "", numberFault("case_number_division", "案号中的行政区划代码应当为6位数字（GB/T 2260）；请核对登记机关的行政区划代码")
	case !validYear(year):
		return "", numberFault("number_year", "编号中的年份应当为4位公历年份；请核对日期")
	case !allCapitals(kind, kindLetters):
		return "", numberFault("case_number_kind", "案号中的案件类别应当为2位大写英文字母，例如收养登记为SY")
	case !validSerial(serial):
		return "", numberFault("number_serial", "编号中的流水号应当在1至99999之间；本年度号码用尽的，请联系系统管理员")
	}
	body := fmt.Sprintf("%s-%04d-%s-%05d", division, year, kind, serial)
	return body + "-" + mod97Check(body), nil
}

// String returns the text of the number, empty when its parts are not valid.
func (n CaseNumber) String() string {
	s, err := FormatCaseNumber(n.Division, n.Year, n.Kind, n.Serial)
	if err != nil {
		return ""
	}
	return s
}

// ParseCaseNumber reads exactly what FormatCaseNumber writes. Its invalid_input Error
// tells a wrong form (case_number_format, with the part) from a number that was
// mistyped (case_number_check).
func ParseCaseNumber(s string) (CaseNumber, error) {
	parts := strings.Split(s, "-")
	if len(parts) != 5 {
		return CaseNumber{}, caseNumberForm("案号应当由5段组成，各段以半角连字符“-”连接")
	}
	switch {
	case !allDigits(parts[0], divisionDigits):
		return CaseNumber{}, caseNumberForm("第1段（行政区划代码）应当为6位半角数字")
	case !allDigits(parts[1], yearDigits) || parts[1][0] == '0':
		return CaseNumber{}, caseNumberForm("第2段（年份）应当为4位半角数字")
	case !allCapitals(parts[2], kindLetters):
		return CaseNumber{}, caseNumberForm("第3段（案件类别）应当为2位半角大写英文字母")
	case !allDigits(parts[3], serialDigits) || atoi(parts[3]) == 0:
		return CaseNumber{}, caseNumberForm("第4段（流水号）应当为5位半角数字，自00001起")
	case !allDigits(parts[4], checkDigits):
		return CaseNumber{}, caseNumberForm("第5段（校验码）应当为2位半角数字")
	}
	body := s[:strings.LastIndexByte(s, '-')]
	if mod97Check(body) != parts[4] {
		return CaseNumber{}, numberFault("case_number_check",
			"案号校验码不符，号码中有字符录入错误或者前后颠倒；请对照文书上的案号重新录入")
	}
	return CaseNumber{Division: parts[0], Year: atoi(parts[1]), Kind: parts[2], Serial: atoi(parts[3])}, nil
}

func caseNumberForm(fault string) error {
	return numberFault("case_number_format", fault+"；请按“行政区划代码-年份-类别-流水号-校验码”的格式录入，例如540100-2026-SY-00012-87")
}

// mod97Check returns the two check digits of ISO 7064 MOD 97-10 over the digits and
// capital letters of s; other characters do not count. The number with its check
// digits leaves 1 when divided by 97.
func mod97Check(s string) string {
	rest := 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return fmt.Sprintf("%02d", 98-rest*100%97)
}

// PaperNumber is the number of an official document (发文字号) taken apart: the office's
// short form (机关代字), the year, the serial of the year. Its text is 拉民收养〔2026〕12号.
type PaperNumber struct {
	Prefix string
	Year   int
	Serial int
}

// FormatPaperNumber returns the text of a document number: hexagonal brackets, year in
// full, serial without leading zeros and without 第. It fails with an invalid_input
// Error when the prefix is not 2 to 12 Chinese characters, or year or serial are out of range.
func FormatPaperNumber(prefix string, year, serial int) (string, error) {
	switch {
	case !hanOnly(prefix, 2, 12):
		return "", numberFault("paper_number_prefix", "机关代字应当为2至12个汉字，例如“拉民收养”；请在登记机关设置中更正")
	case !validYear(year):
		return "", numberFault("number_year", "编号中的年份应当为4位公历年份；请核对日期")
	case !validSerial(serial):
		return "", numberFault("number_serial", "编号中的流水号应当在1至99999之间；本年度号码用尽的，请联系系统管理员")
	}
	return fmt.Sprintf("%s〔%04d〕%d号", prefix, year, serial), nil
}

// ParsePaperNumber reads exactly what FormatPaperNumber writes. Other brackets, a
// leading zero and 第 are refused with the rule of the form.
func ParsePaperNumber(s string) (PaperNumber, error) {
	const rule = "发文字号应当为“机关代字〔年份〕序号号”，年份用六角括号〔〕括入并写全4位，序号不加“第”字、不编虚位，例如拉民收养〔2026〕12号；请更正后重新录入"
	prefix, rest, ok := strings.Cut(s, "〔")
	year, rest, ok2 := strings.Cut(rest, "〕")
	serial, ok3 := strings.CutSuffix(rest, "号")
	if !ok || !ok2 || !ok3 || !allDigits(year, yearDigits) || len(serial) > serialDigits || !allDigits(serial, len(serial)) {
		return PaperNumber{}, numberFault("paper_number_format", rule)
	}
	n := PaperNumber{Prefix: prefix, Year: atoi(year), Serial: atoi(serial)}
	if again, err := FormatPaperNumber(n.Prefix, n.Year, n.Serial); err != nil || again != s {
		return PaperNumber{}, numberFault("paper_number_format", rule)
	}
	return n, nil
}

// CertificateNumber is the document number of an adoption certificate (收养登记证字号): year,
// short names of province and county, serial of the year. Its text is （2026）藏拉收字00012.
// The pattern is recalled, not verified against a ministry text.
type CertificateNumber struct {
	Year   int
	Places string
	Serial int
}

// FormatCertificateNumber returns the text of a certificate number. It fails with an
// invalid_input Error when places are not 2 to 6 Chinese characters, or year or serial
// are out of range.
func FormatCertificateNumber(year int, places string, serial int) (string, error) {
	switch {
	case !hanOnly(places, 2, 6):
		return "", numberFault("certificate_number_places", "登记证字号中的省、县简称应当为2至6个汉字，例如“藏拉”；请在登记机关设置中更正")
	case !validYear(year):
		return "", numberFault("number_year", "编号中的年份应当为4位公历年份；请核对日期")
	case !validSerial(serial):
		return "", numberFault("number_serial", "编号中的流水号应当在1至99999之间；本年度号码用尽的，请联系系统管理员")
	}
	return fmt.Sprintf("（%04d）%s收字%05d", year, places, serial), nil
}

// ParseCertificateNumber reads exactly what FormatCertificateNumber writes.
func ParseCertificateNumber(s string) (CertificateNumber, error) {
	const rule = "收养登记证字号应当为“（年份）省县简称收字5位流水号”，年份用全角圆括号括入，例如（2026）藏拉收字00012；请对照收养登记证更正"
	inner, ok := strings.CutPrefix(s, "（")
	year, rest, ok2 := strings.Cut(inner, "）")
	places, serial, ok3 := strings.Cut(rest, "收字")
	if !ok || !ok2 || !ok3 || !allDigits(year, yearDigits) || !allDigits(serial, serialDigits) {
		return CertificateNumber{}, numberFault("certificate_number_format", rule)
	}
	n := CertificateNumber{Year: atoi(year), Places: places, Serial: atoi(serial)}
	if again, err := FormatCertificateNumber(n.Year, n.Places, n.Serial); err != nil || again != s {
		return CertificateNumber{}, numberFault("certificate_number_format", rule)
	}
	return n, nil
}

func numberFault(code, message string) error { return Refuse(KindInvalid, code, message) }

func validYear(year int) bool { return year >= 1000 && year <= 9999 }

func validSerial(serial int) bool { return serial >= 1 && serial <= maxSerial }

func allDigits(s string, n int) bool {
	return len(s) == n && n > 0 && strings.Trim(s, "0123456789") == ""
}

func allCapitals(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// hanOnly reports whether s is least to most Chinese characters and nothing else.
func hanOnly(s string, least, most int) bool {
	if n := utf8.RuneCountInString(s); n < least || n > most {
		return false
	}
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return true
}

// atoi reads a short text of digits that was checked before.
func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
