package sheet

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// The sheets of the workbook, by the names that are looked for.
const (
	guideSheet = "说明"
	headSheet  = "表头"
	itemSheet  = "指标"
	gateSheet  = "评定规则"
)

// class says what a cell may hold, and how what was typed is made plain.
type class int

const (
	wording class = iota // kept to the character
	code                 // text only: a number has lost its leading zeros already
	codes                // several codes
	number               // a decimal as typed
	weight               // a decimal, which may be shown as a percentage
	date                 // YYYY-MM-DD as text, or a date of the spreadsheet
	choice               // one of the words of the field
)

// word is one value of a closed list, and what the workbook calls it.
type word struct{ value, shown string }

// field is one column, or one row of the sheet 表头.
type field struct {
	key     string // JSON pointer without the first slash, from the row's own place in the Spec
	heading string
	class   class
	words   []word
	width   float64 // of the column, in characters of the spreadsheet
	need    bool    // without this column the sheet cannot be read
	help    string
}

// record is one row as text, by the key of its fields.
type record map[string]string

func (f field) list() []string {
	var shown []string
	for _, w := range f.words {
		shown = append(shown, w.shown)
	}
	return shown
}

// show gives what stands in the cell for a value; what is no word of the list stands as it is.
func (f field) show(value string) string {
	for _, w := range f.words {
		if w.value == value {
			return w.shown
		}
	}
	return value
}

// parse gives the value of a word; the word of the format itself will do as well.
func (f field) parse(text string) (string, bool) {
	for _, w := range f.words {
		if w.shown == text || w.value == text {
			return w.value, true
		}
	}
	return text, false
}

// fieldOf finds a field by its key.
func fieldOf(fields []field, key string) (field, bool) {
	at := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
	if at < 0 {
		return field{}, false
	}
	return fields[at], true
}

// firstBelow finds the first field whose key leads through the given one.
func firstBelow(fields []field, key string) (field, bool) {
	at := slices.IndexFunc(fields, func(f field) bool { return strings.HasPrefix(f.key, key+"/") })
	if at < 0 {
		return field{}, false
	}
	return fields[at], true
}

var truths = []word{{"true", "是"}, {"false", "否"}}

var statuses = []word{{string(law.Official), "法定"}, {string(law.Practice), "惯例"}, {string(law.Illustrative), "示例"}}

func sourceFields() []field {
	return []field{
		{key: "citation/instrument", heading: "依据文件", width: 24, help: "依据的规范性文件名称，不加书名号"},
		{key: "citation/number", heading: "依据文号", width: 18, help: "例如：民发〔2020〕144号"},
		{key: "citation/article", heading: "依据条款", width: 14, help: "例如：第八条"},
		{key: "citation/note", heading: "依据附注", width: 24, help: "没有文件规定的，在此说明"},
		{key: "citation/recalled", heading: "未核对原文", class: choice, words: truths, width: 11, help: "凭记忆填写、尚未核对原文的，填写“是”"},
	}
}

// headFields are the rows of the sheet 表头.
func headFields() []field {
	head := []field{
		{key: "format", heading: "格式", class: code, help: "由程序填写，不需修改"},
		{key: "code", heading: "表代码", class: code, help: "小写字母、数字、点和连字符；发布后不变"},
		{key: "version", heading: "版本", class: code, help: "以数字开头，例如 1 或者 2024.1；已发布的版本不得修改，修改应当使用新版本"},
		{key: "phase", heading: "阶段", class: choice, words: phases(), help: "从下拉列表选择"},
		{key: "title/zh", heading: "名称", help: "评估指标表的全称，印在文书上"},
		{key: "title/en", heading: "英文名称", help: "可以不填"},
	}
	return append(append(head, sourceFields()...),
		field{key: "status", heading: "效力状态", class: choice, words: statuses, help: "法定、惯例或者示例；只有按公布的原文录入的才能填写“法定”"},
		field{key: "pack", heading: "所属规则包", class: code, help: "cn、cn-51、cn-540100 等；示例表应当在前面加 sandbox/"},
		field{key: "division", heading: "适用地区", class: code, help: "六位行政区划代码；全国为 000000"},
		field{key: "valid/from", heading: "启用日期", class: date, help: "可以开始评估的第一日，YYYY-MM-DD"},
		field{key: "valid/to", heading: "停用日期", class: date, help: "可以开始评估的最后一日；没有的不填"},
		field{key: "aggregation/method", heading: "合计方式", class: choice, words: methods(), help: "从下拉列表选择"},
		field{key: "aggregation/total", heading: "满分", class: number, help: "不含加分的满分，应当等于各项最高值之和；不计总分的不填"},
		field{key: "aggregation/cap", heading: "合计上限", class: number, help: "加分后总分不得超过的分数；没有的不填"},
	)
}

func phases() []word {
	var words []word
	for _, p := range []instrument.Phase{instrument.Capacity, instrument.Integration, instrument.FollowUp} {
		words = append(words, word{string(p), p.Chinese()})
	}
	return words
}

func methods() []word {
	var words []word
	for _, m := range []instrument.Method{instrument.Sum, instrument.Weighted, instrument.NoTotal} {
		words = append(words, word{string(m), m.Chinese()})
	}
	return words
}
