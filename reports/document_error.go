package reports

import (
	"fmt"
	"strings"
)

// Codes of a SettingError.
const (
	CodeMissingGlyph = "paper_missing_glyph" // no font has the character
	CodeBadText      = "paper_bad_text"      // text that cannot be printed
	CodeBadBlock     = "paper_bad_block"     // a block that contradicts itself
	CodeNoRoom       = "paper_no_room"       // text that does not fit its place on a printed blank
)

// SettingError says why a paper cannot be set and where the cause stands. It
// never blocks an act: the paper shows as failed with this reason and can be
// set again when the cause is mended.
type SettingError struct {
	Code string
	// Kind is the code of the paper.
	Kind string
	// Path is a JSON pointer into the Document: /blocks/3/rows/0/cells/1/text.
	Path string
	// Field is a JSON pointer into the record when the template named the fact.
	Field string
	// Rune is the character at fault, 0 when the fault is not one character.
	Rune rune
	// Detail is the reason and the remedy, in Chinese.
	Detail string
}

// Error is the reason for the officer, in Chinese, with the code point of the
// character at fault.
func (e *SettingError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "文书%s无法排版：", e.Kind)
	if e.Field != "" {
		fmt.Fprintf(&b, "事项 %s（版面位置 %s）", e.Field, e.Path)
	} else {
		fmt.Fprintf(&b, "版面位置 %s", e.Path)
	}
	if e.Rune != 0 {
		fmt.Fprintf(&b, "，字符 U+%04X", e.Rune)
		if e.Rune != '\n' && !forbidden(e.Rune) {
			fmt.Fprintf(&b, "“%c”", e.Rune)
		}
	}
	fmt.Fprintf(&b, "：%s [%s]", e.Detail, e.Code)
	return b.String()
}
