package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

const maxDecimals = 4 // weights have the most

// value gives what a cell says for its field. What is wrong with the cell is reported; the value is then what it may
// have meant, so that one mistake is not told twice.
func (in *intake) value(at place, f field, c cell, hidden place) string {
	if c.formula {
		in.found.add(at, "formula", "单元格中是公式", "单元格中填写值，公式的结果会随其他单元格改变", "复制后选择“粘贴为值”")
	}
	text := c.text
	if f.class == wording && strings.TrimSpace(text) == "" || f.class != wording && plain(text) == "" {
		return ""
	}
	if hidden != (place{}) && !in.told[hidden] { // once for the row or column
		if in.told == nil {
			in.told = map[place]bool{}
		}
		in.told[hidden] = true
		in.found.add(at, "hidden_cell", "有内容的行或者列被隐藏", "导入的内容应当都能够看到", "取消隐藏、清除筛选并核对内容")
	}
	switch c.kind {
	case errorCell:
		in.found.add(at, "error_value", "单元格的值是错误“"+clip(text)+"”", "单元格中填写值", "重新填写")
		return ""
	case truthCell:
		return in.truth(at, f, text)
	case numberCell:
		return in.number(at, f, c)
	case dateCell:
		return in.day(at, f, text)
	case textCell:
	}
	switch f.class {
	case wording:
		return strings.ReplaceAll(text, "\r\n", "\n")
	case choice:
		return in.word(at, f, text)
	case code, codes, number, weight, date:
	}
	return plain(text)
}

func (in *intake) word(at place, f field, text string) string {
	value, known := f.parse(plainWord(text))
	if !known {
		in.found.add(at, "unknown_value", "“"+clip(text)+"”不在可选范围", "可以填写："+strings.Join(f.list(), codeSeparator), "从下拉列表选择")
	}
	return value
}

func (in *intake) truth(at place, f field, text string) string {
	if value := strconv.FormatBool(isTrue(text)); f.class == choice && f.words[0].value == "true" {
		return value
	}
	in.found.add(at, "wrong_cell_type", "单元格中是逻辑值", "单元格应当为文本", "把单元格设为文本格式后重新填写")
	return ""
}

// number takes a stored number for the decimal that was typed. Spreadsheets keep numbers in binary and write 0.07 as
// 7.0000000000000007E-2; the shortest decimal that is stored as the same number is what was typed. A number that no
// decimal of four places gives was computed, not typed, and is refused rather than rounded.
func (in *intake) number(at place, f field, c cell) string {
	stored, err := strconv.ParseFloat(strings.TrimSpace(c.text), 64)
	if err != nil || math.IsNaN(stored) || math.IsInf(stored, 0) || math.Abs(stored) >= 1e15 {
		in.found.add(at, "bad_number", "“"+clip(c.text)+"”不是数字", "数字写作 7 或者 7.5", "重新填写")
		return ""
	}
	exact := strconv.FormatFloat(stored, 'f', -1, 64)
	switch {
	case c.shown == asDate && f.class == date:
		return in.serial(at, stored)
	case c.shown == asDate:
		in.found.add(at, "date_cell", "单元格中是日期，输入的内容可能已被表格软件改成日期", "本栏目不填写日期", "把单元格设为文本格式后重新填写")
		return ""
	case f.class == code || f.class == codes:
		in.found.add(at, "number_as_code", "代码是数字格式，前面的零和末尾的零可能已经丢失", "代码是文本：010 保持为 010", "把单元格设为文本格式后重新填写代码")
		return exact
	case c.shown == asPercent && f.class != weight:
		in.found.add(at, "percent_cell", "单元格显示为百分比，实际的值是"+clip(exact), "只有权重可以显示为百分比", "把单元格设为文本格式后重新填写")
		return exact
	case f.class == choice:
		return in.word(at, f, exact)
	}
	if _, decimals, _ := strings.Cut(exact, "."); len(decimals) > maxDecimals && f.class != wording {
		in.found.add(at, "computed_number", "单元格中的值是"+clip(exact)+"，不是键入的小数", "小数不超过四位，不作四舍五入", "把单元格设为文本格式后重新填写应有的数字")
	}
	return exact
}

// serial gives the day of a spreadsheet's date. Days before March 1900 are refused: programs count them differently.
func (in *intake) serial(at place, stored float64) string {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if in.book.since == 1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	const firstSure, last = 61, 200000
	if stored != math.Trunc(stored) || stored < firstSure || stored > last {
		in.found.add(at, "bad_date", "不是日期，或者带有时间", "日期写作 YYYY-MM-DD", "重新填写日期")
		return ""
	}
	return first.AddDate(0, 0, int(stored)).Format(time.DateOnly)
}

func (in *intake) day(at place, f field, text string) string {
	if f.class == date {
		day, _, _ := strings.Cut(text, "T00:00:00")
		return day
	}
	in.found.add(at, "date_cell", "单元格中是日期，输入的内容可能已被表格软件改成日期", "本栏目不填写日期", "把单元格设为文本格式后重新填写")
	return ""
}

// plain makes what was typed for a code or a number plain: full-width characters become ordinary ones, spaces around it
// go. Wordings are never touched.
func plain(text string) string {
	return strings.TrimFunc(strings.Map(halfWidth, text), isSpace)
}

// plainWord is for words of closed lists and headings, which have no spaces at all and may hold full-width brackets.
func plainWord(text string) string {
	return strings.Map(func(c rune) rune {
		if isSpace(c) {
			return -1
		}
		return c
	}, text)
}

func isSpace(c rune) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\u3000' || c == '\u00A0' || c == '\u200B' || c == '\uFEFF'
}

func halfWidth(c rune) rune {
	switch {
	case c >= '！' && c <= '～' && c != '，' && c != '；':
		return c - '！' + '!'
	case c == '。' || c == '．': // what an input method gives for the decimal point
		return '.'
	}
	return c
}
