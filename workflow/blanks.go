package workflow

import (
	"fmt"
	"strconv"
	"strings"
)

// Printed numbers of the ministry's blanks (印制号): a few capital letters and a serial
// with its leading zeros. The form is an inference from numbers seen in practice; no
// text of the ministry that fixes it is known, so that it stays wide.
const (
	blankLetters   = 6
	blankDigitsMin = 4
	blankDigitsMax = 12
	// BlankRangeMost bounds one slip: a county hands out some dozens of certificates a
	// year, and a mistyped digit must not fill the register.
	BlankRangeMost = 10000
)

// BlankSeries is a kind of blank with numbers of its own.
type BlankSeries string

// The blanks whose form the ministry sets (《收养登记办法》第十四条).
const (
	BlankCertificate BlankSeries = "certificate" // 收养登记证
	BlankDissolution BlankSeries = "dissolution" // 解除收养关系证明
)

// BlankSeriesAll lists them.
func BlankSeriesAll() []BlankSeries { return []BlankSeries{BlankCertificate, BlankDissolution} }

// Chinese is the name of the paper; the code itself for an unknown one.
func (s BlankSeries) Chinese() string {
	switch s {
	case BlankCertificate:
		return "收养登记证"
	case BlankDissolution:
		return "解除收养关系证明"
	}
	return string(s)
}

// BlankNumber is a printed number taken apart. Leading zeros count: 0012 and 012 are
// two numbers.
type BlankNumber struct {
	Prefix string
	Width  int
	Serial int64
}

// String is the number as printed.
func (n BlankNumber) String() string { return fmt.Sprintf("%s%0*d", n.Prefix, n.Width, n.Serial) }

// ParseBlankNumber reads exactly what is printed. It fails with an invalid_input Error
// (blank_number_format): letters between digits, small or full-width characters and
// spaces are not mended silently, because the number proves which sheet was used.
func ParseBlankNumber(s string) (BlankNumber, error) {
	digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	n := BlankNumber{Prefix: s[:len(s)-len(digits)], Width: len(digits)}
	if len(n.Prefix) > blankLetters || n.Width < blankDigitsMin || n.Width > blankDigitsMax || !allDigits(digits, n.Width) {
		return BlankNumber{}, numberFault("blank_number_format", blankRule())
	}
	serial, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return BlankNumber{}, fmt.Errorf("workflow: blank number %q: %w", s, err)
	}
	n.Serial = serial
	return n, nil
}

func blankRule() string {
	return fmt.Sprintf("印制号应当为至多%d个半角大写字母，后接%d至%d位半角数字，前导的零照录，例如A54000123；请对照空白证件逐字录入", blankLetters, blankDigitsMin, blankDigitsMax)
}

// BlankRange is a run of printed numbers, both ends among them.
type BlankRange struct {
	First, Last BlankNumber
}

// ParseBlankRange reads a run; an empty last means the one number. It fails with an
// invalid_input Error that names /first or /last: blank_number_format, range_mixed
// (letters or number of digits differ), range_backwards, range_too_wide.
func ParseBlankRange(first, last string) (BlankRange, error) {
	if last == "" {
		last = first
	}
	var faults []FieldError
	read := func(pointer, text string) BlankNumber {
		n, err := ParseBlankNumber(text)
		if err != nil {
			faults = append(faults, Field(pointer, "blank_number_format", blankRule()))
		}
		return n
	}
	r := BlankRange{First: read("/first", first), Last: read("/last", last)}
	if len(faults) > 0 {
		return BlankRange{}, Invalid(faults...)
	}
	switch {
	case r.First.Prefix != r.Last.Prefix || r.First.Width != r.Last.Width:
		return BlankRange{}, Invalid(Field("/last", "range_mixed", "起止印制号的字母和数字位数应当一致（前导的零照录）；字母或者位数不同的，请分次登记"))
	case r.Last.Serial < r.First.Serial:
		return BlankRange{}, Invalid(Field("/last", "range_backwards", "止号不得小于起号"))
	case r.Count() > BlankRangeMost:
		return BlankRange{}, Invalid(Field("/last", "range_too_wide", fmt.Sprintf("一次至多登记%d份，现为%d份：请核对起止印制号，确属大批的请分次登记", BlankRangeMost, r.Count())))
	}
	return r, nil
}

// Count is how many numbers the run has.
func (r BlankRange) Count() int64 { return r.Last.Serial - r.First.Serial + 1 }

// String is the run as a person writes it.
func (r BlankRange) String() string {
	if r.First == r.Last {
		return r.First.String()
	}
	return r.First.String() + "至" + r.Last.String()
}
