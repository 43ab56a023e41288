package reports

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Check reports the first thing in the document that cannot be set, as a
// *SettingError that names its place. A document that passes can still fail in
// rendering when no font has a glyph for one of its characters.
func (d Document) Check() error {
	head := []struct{ path, text string }{
		{"/title", d.Title},
		{"/subtitle", d.Subtitle},
		{"/number", d.Number},
		{"/authority", d.Authority},
		{"/recipient", d.Recipient},
		{"/case_number", d.CaseNumber},
		{"/entry_hash", d.EntryHash},
		{"/renderer_note", d.RendererNote},
		{"/watermark", d.Watermark},
		{"/check_address", d.CheckAddress},
		{"/derivative", d.Derivative},
	}
	if d.Head != nil {
		head = append(head, struct{ path, text string }{"/head/mark", d.Head.Mark}, struct{ path, text string }{"/head/signatory", d.Head.Signatory})
	}
	for _, h := range head {
		if err := checkText(h.path, "", h.text); err != nil {
			return d.named(err)
		}
		if strings.Contains(h.text, "\n") {
			return d.named(&SettingError{Code: CodeBadText, Path: h.path, Rune: '\n', Detail: "文首、编号等事项应为一行，不能含换行"})
		}
	}
	if d.Title == "" {
		return d.named(badBlock("/title", "标题不能为空"))
	}
	switch d.Moment {
	case MomentForm, MomentRecord, MomentIssued:
	default:
		return d.named(badBlock("/moment", fmt.Sprintf("制作时点 %q 无效", d.Moment)))
	}
	switch d.Layout {
	case "", LayoutSheet, LayoutOfficial, LayoutReport:
	default:
		return d.named(badBlock("/layout", fmt.Sprintf("版式 %q 无效", d.Layout)))
	}
	if !languageTag(d.Language) {
		return d.named(badBlock("/language", fmt.Sprintf("语言标记 %q 无效", d.Language)))
	}
	if err := d.Parallel.check(); err != nil {
		return d.named(err)
	}
	for i, b := range d.Blocks {
		path := fmt.Sprintf("/blocks/%d", i)
		if b == nil {
			return d.named(badBlock(path, "内容块为空"))
		}
		if err := b.check(path); err != nil {
			return d.named(err)
		}
	}
	return nil
}

// languageTag reports whether s can be a BCP 47 tag; empty is the default.
func languageTag(s string) bool {
	for _, c := range s {
		if c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return len(s) <= 35
}

// named adds the paper's code to a setting error.
func (d Document) named(err error) error {
	var se *SettingError
	if errors.As(err, &se) && se.Kind == "" {
		se.Kind = d.Kind
	}
	return err
}

// checkText refuses what has no place on a paper: broken UTF-8, control
// characters other than the line feed, characters that turn the direction of
// writing, and code points that are no characters.
func checkText(path, field, s string) error {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError {
			return &SettingError{Code: CodeBadText, Path: path, Field: field, Detail: "文字编码已损坏，请重新录入"}
		}
		if forbidden(r) {
			return &SettingError{Code: CodeBadText, Path: path, Field: field, Rune: r, Detail: "不可打印的控制字符，请删除后重新录入"}
		}
		i += n
	}
	return nil
}

func forbidden(r rune) bool {
	switch {
	case r == '\n':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return true
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x2028 && r <= 0x202E, r >= 0x2066 && r <= 0x206F:
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return true
	case r >= 0xFFF9 && r <= 0xFFFB, r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return false
}

// checkInline checks text that cannot have footnotes.
func checkInline(path string, in Inline) error {
	for _, r := range in {
		if r.Note != "" {
			return badBlock(path, "此处不能有脚注")
		}
	}
	return checkNoted(path, in)
}

// checkNoted checks text that can have footnotes.
func checkNoted(path string, in Inline) error {
	for _, r := range in {
		if r.Note != "" && (r.Text != "" || r.Blank > 0 || strings.Contains(r.Note, "\n")) {
			return badBlock(path, "脚注不能带正文、填写线或者换行")
		}
		if err := checkText(path, r.Field, r.Note); err != nil {
			return err
		}
		if err := checkText(path, r.Field, r.Text); err != nil {
			return err
		}
		if r.Blank < 0 || r.Blank > 0 && r.Text != "" || r.Blank > maxBlank {
			return badBlock(path, fmt.Sprintf("填写线宽度 %g 无效（应为 0 至 %d 字，且不带文字）", r.Blank, maxBlank))
		}
	}
	return nil
}

// maxBlank keeps a blank within one line of the body, in ems.
const maxBlank = 30

// maxHeight is the height of the type area of a page, in millimetres, that a
// minimum height or a spacer must stay below.
const maxHeight = 200

func checkHeight(path string, mm float64) error {
	if !(mm >= 0 && mm <= maxHeight) {
		return badBlock(path, fmt.Sprintf("高度 %g 毫米无效（应为 0 至 %d）", mm, maxHeight))
	}
	return nil
}

func badBlock(path, detail string) *SettingError {
	return &SettingError{Code: CodeBadBlock, Path: path, Detail: detail}
}
