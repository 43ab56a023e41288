package reports

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Words that the renderer sets of itself. They stand here so that Text and the
// page cannot say different things.
const (
	CaseNumberLabel  = "案件编号："
	FingerprintLabel = "（指印）"
	SealLabel        = "（盖章）"
	BasisTitle       = "法律依据"
	ContinuedLabel   = "（续）"
)

// DateText is a civil date as it stands on a paper, 2024年1月2日, or a blank to
// be filled in by hand for the zero date.
func DateText(d law.Date) string {
	if d.IsZero() {
		return "　　　　年　　月　　日"
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year(), int(d.Month()), d.Day())
}

// Mark is the number before the n-th item (n counts from 1), empty for a style
// that has none.
func (s ListStyle) Mark(n int) string {
	switch s {
	case ListChinese:
		return ChineseNumber(n) + "、"
	case ListChineseParen:
		return "（" + ChineseNumber(n) + "）"
	case ListArabic:
		return fmt.Sprintf("%d.", n)
	case ListArabicParen:
		return fmt.Sprintf("（%d）", n)
	case ListCircled:
		if n >= 1 && n <= 20 {
			return string([]rune(circled)[n-1])
		}
		return fmt.Sprintf("(%d)", n)
	case ListUnnumbered:
	}
	return ""
}

const circled = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

const chineseDigits = "零一二三四五六七八九"

// ChineseNumber writes 1 to 9999 in Chinese numerals: 十二, 一百零三. Numbers
// outside that range come back in Arabic digits.
func ChineseNumber(n int) string {
	if n < 1 || n > 9999 {
		return fmt.Sprint(n)
	}
	digits := []rune(chineseDigits)
	units := []string{"", "十", "百", "千"}
	var b strings.Builder
	zero := false
	for p, unit := 3, 1000; p >= 0; p, unit = p-1, unit/10 {
		d := n / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(digits[0])
			zero = false
		}
		if d != 1 || p != 1 || b.Len() > 0 {
			b.WriteRune(digits[d])
		}
		b.WriteString(units[p])
	}
	return b.String()
}

// Mark is the box of the item.
func (c CheckItem) Mark() string {
	if c.Checked {
		return MarkChecked
	}
	return MarkOpen
}

// Label is what stands before the line to sign on: the role, and in it in print
// the name of who signs: 评估员何䶮（签名）.
func (s Signer) Label() Inline {
	if s.Name == "" {
		return Text(s.Role)
	}
	name, open := Inline{{Text: s.Name, Field: s.Field}}, strings.LastIndex(s.Role, "（")
	if open < 0 || !strings.HasSuffix(s.Role, "）") {
		return Join(Text(s.Role), name)
	}
	return Join(Text(s.Role[:open]), name, Text(s.Role[open:]))
}

// OrganOr is the organ that signs, authority when the block names none.
func (b Closing) OrganOr(authority string) string {
	if b.Organ != "" {
		return b.Organ
	}
	return authority
}

// DateOr is the date under the organ, that of the document when the block has
// none.
func (b Closing) DateOr(d law.Date) law.Date {
	if b.Date.IsZero() {
		return d
	}
	return b.Date
}

// Sentence is the block as one sentence: 法律依据：A；B。 It is empty when there
// is no citation.
func (b Basis) Sentence() string {
	if len(b.Citations) == 0 {
		return ""
	}
	return b.Heading() + "：" + strings.Join(b.Citations, "；") + "。"
}

// Heading is the title of the block, 法律依据 when it names none.
func (b Basis) Heading() string {
	if b.Title == "" {
		return BasisTitle
	}
	return b.Title
}
