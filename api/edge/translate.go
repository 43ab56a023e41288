package edge

import (
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// phrase is one thing that huma says of an input, and what we say instead.
type phrase struct {
	pattern *regexp.Regexp
	code    string
	message string // $1 is the first part of the pattern; empty: the part is an expression, and patternText words it
}

// phrases are the sentences of huma's package validation and of its binding. A
// test holds them against that package.
var phrases = []phrase{
	{regexp.MustCompile(`^unexpected property$`), "unknown_field", "没有这一字段，请删除或者核对字段名称（区分大小写）"},
	{regexp.MustCompile(`^unknown query parameter$`), "unknown_parameter", "没有这一查询参数，请删除或者核对参数名称"},
	{regexp.MustCompile(`^required \w+ parameter is missing$`), "required", "缺少必填参数"},
	{regexp.MustCompile(`^expected required property (.+) to be present$`), "required", "请填写此项"},
	{regexp.MustCompile(`^expected property (.+) to be present when (.+) is present$`), "required", "填写${2}时应当填写${1}"},
	{regexp.MustCompile(`^expected boolean$`), "type", "应当是 true 或者 false"},
	{regexp.MustCompile(`^expected (?:integer|number)$`), "type", "应当是数字"},
	{regexp.MustCompile(`^expected string$`), "type", "应当是文本"},
	{regexp.MustCompile(`^expected array$`), "type", "应当是列表"},
	{regexp.MustCompile(`^expected object$`), "type", "应当是对象"},
	{regexp.MustCompile(`^invalid (?:integer|float|number|value|boolean|date/time|duration).*$`), "type", "参数格式不正确"},
	{regexp.MustCompile(`^expected string to be base64 encoded$`), "format", "应当以Base64编码"},
	{regexp.MustCompile(`^expected string to be RFC 3339 date-time$`), "format", "应当是RFC 3339时刻，例如2024-01-02T09:00:00+08:00"},
	{regexp.MustCompile(`^expected string to be RFC 3339 date$`), "date", "应当是存在的公历日期，格式为YYYY-MM-DD"},
	{regexp.MustCompile(`^expected string to be RFC 3339 time$`), "format", "应当是时间，例如09:00:00"},
	{regexp.MustCompile(`^expected string to be RFC 4122 uuid.*$`), "uuid", "应当是编号（UUID）"},
	{regexp.MustCompile(`^expected (?:string )?to be .*(?:RFC|regex).*$`), "format", "格式不正确"},
	{regexp.MustCompile(`^expected string to be (?:either )?RFC .*$`), "format", "格式不正确"},
	{regexp.MustCompile(`^expected string to be regex.*$`), "format", "应当是正则表达式"},
	{regexp.MustCompile(`^expected duration.*$`), "format", "应当是时长，例如30s"},
	{regexp.MustCompile(`^expected value to be one of "(.*)"$`), "enum", "应当是下列之一：${1}"},
	{regexp.MustCompile(`^expected number >= (.+)$`), "minimum", "不得小于${1}"},
	{regexp.MustCompile(`^expected number > (.+)$`), "minimum", "应当大于${1}"},
	{regexp.MustCompile(`^expected number <= (.+)$`), "maximum", "不得大于${1}"},
	{regexp.MustCompile(`^expected number < (.+)$`), "maximum", "应当小于${1}"},
	{regexp.MustCompile(`^expected number to be a multiple of (.+)$`), "multiple", "应当是${1}的倍数"},
	{regexp.MustCompile(`^expected length >= 1$`), "required", "不能为空"},
	{regexp.MustCompile(`^expected length >= (\d+)$`), "too_short", "不得少于${1}个字符"},
	{regexp.MustCompile(`^expected length <= (\d+)$`), "too_long", "不得超过${1}个字符"},
	{regexp.MustCompile(`^expected string to match pattern (.+)$`), "pattern", ""}, // patternText says it
	{regexp.MustCompile(`^expected string to be (.+)$`), "pattern", "格式不正确，应当是 ${1}"},
	{regexp.MustCompile(`^expected array length >= (\d+)$`), "too_few", "至少应当有${1}项"},
	{regexp.MustCompile(`^expected array length <= (\d+)$`), "too_many", "不得超过${1}项"},
	{regexp.MustCompile(`^expected array items to be unique$`), "duplicate", "各项不得重复"},
	{regexp.MustCompile(`^expected object with at least (\d+) properties$`), "too_few", "至少应当有${1}个字段"},
	{regexp.MustCompile(`^expected object with at most (\d+) properties$`), "too_many", "不得超过${1}个字段"},
	{regexp.MustCompile(`^expected value to match .*$`), "schema", "不符合规定的任何一种形式"},
	{regexp.MustCompile(`^expected value to not match schema$`), "schema", "不得采用这一形式"},
	{regexp.MustCompile(`^expected propertyName value to be present in object$`), "required", "缺少区分类型的字段"},
	{regexp.MustCompile(`^request body is required$`), "required", "缺少请求正文"},
}

// translate turns what huma says into one of our fields.
func translate(d *huma.ErrorDetail) ProblemField {
	in, pointer := place(d.Location)
	f := ProblemField{In: in, Pointer: pointer, Code: "invalid", Message: "不符合要求：" + d.Message}
	for _, p := range phrases {
		parts := p.pattern.FindStringSubmatchIndex(d.Message)
		if parts == nil {
			continue
		}
		f.Code = p.code
		f.Message = string(p.pattern.ExpandString(nil, p.message, d.Message, parts))
		if p.message == "" {
			f.Message = patternText(d.Message[parts[2]:parts[3]])
		}
		if name, ok := strings.CutPrefix(d.Message, "expected required property "); ok {
			f.Pointer += "/" + strings.TrimSuffix(name, " to be present")
		}
		return f
	}
	if hasHan(d.Message) { // our own types explain themselves in Chinese
		f.Message = d.Message
	}
	return f
}

// place turns huma's "body.applicants[0].name" into part and pointer.
func place(location string) (in, pointer string) {
	in, rest, _ := strings.Cut(location, ".")
	switch in {
	case "body", "query", "path", "header":
	default:
		if in, _, _ = strings.Cut(in, "["); in != "body" {
			return "", "/" + location
		}
		rest = strings.TrimPrefix(location, "body")
	}
	if rest == "" {
		return in, ""
	}
	rest = strings.NewReplacer("[", ".", "]", "").Replace(rest)
	return in, "/" + strings.ReplaceAll(strings.TrimPrefix(rest, "."), ".", "/")
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
}
