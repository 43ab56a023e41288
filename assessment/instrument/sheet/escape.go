package sheet

import (
	"strconv"
	"strings"
)

// underscore is how the file format writes an underscore that would begin an escape. The small f is on purpose: excelize
// keeps strings under a key with a capital one, so that a wording in which that stands would get the text of another.
const underscore = "_x005f_"

// escaped reads _xHHHH_ at a place, by which the file format writes characters that XML has no room for.
func escaped(text string, at int) (rune, bool) {
	if at+len(underscore) > len(text) || text[at] != '_' || text[at+1] != 'x' || text[at+6] != '_' {
		return 0, false
	}
	c, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
	return rune(c), err == nil
}

// unescape undoes _xHHHH_.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for i := 0; i < len(text); {
		if c, ok := escaped(text, i); ok {
			out.WriteRune(c)
			i += len(underscore)
			continue
		}
		out.WriteByte(text[i])
		i++
	}
	return out.String()
}

// escape keeps a wording that looks like an escape from being read as one.
func escape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for i := range len(text) {
		if _, ok := escaped(text, i); ok {
			out.WriteString(underscore)
			continue
		}
		out.WriteByte(text[i])
	}
	return out.String()
}
