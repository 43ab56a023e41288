package layout

import (
	"strings"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"github.com/anjia-project/anjia/reports/font"
)

// neverFirst are the characters that must not begin a line, beyond what UAX 14
// says (避头).
func neverFirst(c rune) bool {
	switch c {
	case '，', '。', '、', '；', '：', '？', '！', '）', '》', '〉', '】', '〕', '」', '』', '”', '’',
		'…', '—', '％', '‰', '℃', '·', '～', '々',
		',', '.', ';', ':', '?', '!', ')', ']', '}', '%':
		return true
	}
	return false
}

// neverLast are the characters that must not end a line (避尾).
func neverLast(c rune) bool {
	switch c {
	case '（', '《', '〈', '【', '〔', '「', '『', '“', '‘', '￥', '＄', '(', '<', '[', '{', '$':
		return true
	}
	return false
}

// breaks says before which glyph a line may begin: UAX 14, mended for Chinese.
// Entry 0 is always false. A glyph may stand for several characters; no line
// begins inside one.
func breaks(gs []Glyph) []bool {
	ok := make([]bool, len(gs))
	if len(gs) < 2 {
		return ok
	}
	var text []rune
	at := make([]int, len(gs)) // where each glyph begins in text
	for i := range gs {
		g := &gs[i]
		at[i] = len(text)
		text = append(text, g.first)
		if font.Tibetan(g.first) { // the rest of a stack; what rides on other glyphs has no say
			_, n := utf8.DecodeRuneInString(g.Text)
			text = append(text, []rune(g.Text[n:])...)
		}
	}
	may := make([]bool, len(text)+1)
	var seg segmenter.Segmenter
	seg.Init(text)
	for it := seg.LineIterator(); it.Next(); {
		may[it.Line().Offset] = true
	}
	for i := 1; i < len(ok); i++ {
		k := at[i]
		ok[i] = mend(may[k], text[k-1], text[k]) && !bound(text, k)
	}
	return ok
}

// counted are what numbers count, and number, in dates, amounts and citations.
const counted = "年月日时分秒号条款项章节页岁元角万亿份楼"

// bound reports whether the characters before and from k belong to one number or
// date, which GB/T 9704-2012 (7.3.3) wants on one line: 2024年3月6日, 第12条, 3万元.
func bound(text []rune, k int) bool {
	a, b := text[k-1], text[k]
	switch {
	case digit(a) && strings.ContainsRune(counted, b), a == '第' && digit(b):
		return true
	case (a == '年' || a == '月') && digit(b):
		return k > 1 && digit(text[k-2])
	case (a == '万' || a == '亿') && b == '元':
		return true
	}
	return false
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

// mend decides between a and b what UAX 14 leaves to the language: curly quotes
// open and close like brackets beside Chinese, dashes and dots stay whole, a
// bracketed year stays with the number after it (〔2024〕12号).
func mend(ok bool, a, b rune) bool {
	switch {
	case neverFirst(b), neverLast(a), attached(b):
		return false
	case a == '〕' && digit(b):
		return false
	case (b == '“' || b == '‘') && cjk(a), (a == '”' || a == '’') && cjk(b):
		return true
	}
	return ok
}
