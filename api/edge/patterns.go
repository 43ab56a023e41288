package edge

// Pattern is a form that a text field asks for: as the schema has it, as a person
// is told, and a text that obeys it.
type Pattern struct {
	Expression string
	Sentence   string // Chinese, what is wanted
	Example    string
}

// Patterns lists every form that the schemas ask for. A test holds it against the document.
func Patterns() []Pattern {
	return []Pattern{
		{"^[0-9]{6}$", "应当是6位数字的行政区划代码", "540102"},
		{"^[0-9]{2}([0-9]{2}){0,2}$", "应当是行政区划代码的前2位、4位或者6位数字", "5401"},
		{"^([01][0-9]|2[0-3]):[0-5][0-9]$", "应当是24小时制的时间，小时和分钟各2位", "09:30"},
		{"^cn(-[0-9]{2,6}){0,2}$", "应当是规则包代码：cn，或者cn加连字符和行政区划代码", "cn-54"},
		{"^cn(-[0-9]{2,6})?$", "应当是日历代码：cn，或者cn加连字符和行政区划代码", "cn-54"},
		{"^[a-z][a-z0-9._-]{2,31}$", "应当以小写英文字母开头，由3至32个小写英文字母、数字、点、下划线或者连字符组成", "dengji1"},
		{"^[0-9a-f]{64}$", "应当是SHA-256校验码，64位数字和小写字母a至f", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"^[A-Za-z0-9._:-]+$", "只能由英文字母、数字、点、下划线、冒号和连字符组成", "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b10"},
		{"^[DR][0-9]{2}[a-z]?$", "应当是文书代码：字母D或者R、2位数字，有的再加1个小写字母", "D06a"},
		{"^[a-z_]+$", "应当是代码，由小写英文字母和下划线组成", "record_visit"},
		{"^[a-z]+$", "应当由小写英文字母组成", "capacity"},
		{`^-?[0-9]+(\.[0-9]+|/[0-9]+)?$`, "应当是以文本写出的精确数值", "79.995"},
		{"^(19[0-9]{2}|2[01][0-9]{2}|2200)-[0-9]{2}-[0-9]{2}$", "应当是1900-01-01至2200-12-31之间的日期，写作年-月-日", "2024-01-02"},
	}
}

// PatternOf returns what is known of a form; false for one that no schema has.
func PatternOf(expression string) (Pattern, bool) {
	for _, p := range Patterns() {
		if p.Expression == expression {
			return p, true
		}
	}
	return Pattern{}, false
}

// patternText tells a person what a form wants. An expression is never shown.
func patternText(expression string) string {
	if p, ok := PatternOf(expression); ok {
		return p.Sentence + "，例如" + p.Example
	}
	return "格式不正确，请对照接口文档中该字段的说明"
}
