package workflow

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// checkName lists what keeps a name from standing on a paper as it was entered:
// nothing at all, space at an end, a line break, an invisible or private
// character, a picture. A name is never altered, so it is refused at the door:
// once submitted it stands in every entry and paper.
func checkName(pointer, name, what string) []FieldError {
	if name == "" {
		return []FieldError{Field(pointer, "required", "请填写"+what)}
	}
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	if unicode.IsSpace(first) || unicode.IsSpace(last) {
		return []FieldError{Field(pointer, "padded", what+"的开头和结尾不得有空格，请删除")}
	}
	for _, r := range name {
		if !nameRune(r) {
			return []FieldError{Field(pointer, "not_printable", fmt.Sprintf("%s含有文书不能印制的字符U+%04X，请按证件所载重新录入；证件所载确为该字的，请联系管理员", what, r))}
		}
	}
	return nil
}

// nameRune reports whether a character may stand in a name: letters and marks of
// any script, digits, punctuation and an ordinary space.
func nameRune(r rune) bool {
	switch {
	case r == ' ' || r == '\u3000':
		return true
	case unicode.Is(unicode.Co, r), unicode.Is(unicode.Cf, r), unicode.IsControl(r), unicode.IsSpace(r):
		return false
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P)
}
