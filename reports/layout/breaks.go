package layout

import (
	"strings"

	"github.com/go-text/typesetting/segmenter"
)

// Characters that must not begin or end a line, beyond what UAX 14 says.
const (
	neverFirst = "，。、；：？！）》〉】〕」』”’…—％‰℃·～々,.;:?!)]}%" // 避头
	neverLast  = "（《〈【〔「『“‘￥＄(<[{$"                   // 避尾
)

// breaks says before which glyph a line may begin: UAX 14, mended for Chinese.
// Entry 0 is always false.
func breaks(gs []glyph) []bool {
	ok := make([]bool, len(gs))
	if len(gs) < 2 {
		return ok
	}
	text := make([]rune, len(gs))
	for i, g := range gs {
		text[i] = g.first
	}
	var seg segmenter.Segmenter
	seg.Init(text)
	for it := seg.LineIterator(); it.Next(); {
		if o := it.Line().Offset; o > 0 && o < len(ok) {
			ok[o] = true
		}
	}
	for i := 1; i < len(ok); i++ {
		ok[i] = mend(ok[i], text[i-1], text[i])
	}
	return ok
}

// mend decides between a and b what UAX 14 leaves to the language: curly quotes
// open and close like brackets beside Chinese, dashes and dots stay whole, a
// bracketed year stays with the number after it (〔2024〕12号).
func mend(ok bool, a, b rune) bool {
	switch {
	case strings.ContainsRune(neverFirst, b), strings.ContainsRune(neverLast, a), attached(b):
		return false
	case a == '〕' && b >= '0' && b <= '9', b == '号' && a >= '0' && a <= '9':
		return false
	case (b == '“' || b == '‘') && cjk(a), (a == '”' || a == '’') && cjk(b):
		return true
	}
	return ok
}
