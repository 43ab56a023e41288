package instrument

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/anjia-project/anjia/assessment/law"
)

const (
	maxTitle     = 200  // characters; one line and a half of a paper table
	maxGuidance  = 4000 // characters
	maxKindTitle = 40
)

var (
	nodeCode  = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$`)
	tableCode = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)
	version   = regexp.MustCompile(`^[0-9][0-9a-z.-]{0,31}$`)
	packCode  = regexp.MustCompile(`^(sandbox/)?cn(-[0-9]{2,6})?$`)
	division  = regexp.MustCompile(`^[0-9]{6}$`)
	fileKind  = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)
)

func isTableCode(text string) bool { return tableCode.MatchString(text) }
func isVersion(text string) bool   { return version.MatchString(text) }

// scalar gives the characters of a plain value; ok is false when the key is absent or, after a report, no scalar.
func (o object) scalar(key string) (node *yaml.Node, ok bool) {
	field := o.fields[key]
	if field == nil {
		return nil, false
	}
	if field.Kind != yaml.ScalarNode || field.Tag == "!!null" {
		o.r.report(at(field), "wrong_type", fmt.Sprintf("%s of %s is not a single value", key, o.what),
			key+" is one value", "write it on the line of its key")
		return nil, false
	}
	return field, true
}

// words reads a wording of at most most characters.
func (o object) words(key string, most int) string {
	node, ok := o.scalar(key)
	if !ok {
		return ""
	}
	text := node.Value
	switch {
	case strings.TrimSpace(text) == "":
		o.r.report(at(node), "empty_text", fmt.Sprintf("%s of %s is empty", key, o.what), "a wording has characters", "write it or remove the key")
	case utf8.RuneCountInString(text) > most:
		o.r.report(at(node), "too_long", fmt.Sprintf("%s of %s has %d characters", key, o.what, utf8.RuneCountInString(text)),
			fmt.Sprintf("%s has at most %d characters", key, most), "shorten it")
	case strings.ContainsFunc(text, notPrintable):
		o.r.report(at(node), "control_character", fmt.Sprintf("%s of %s holds a character that cannot be printed", key, o.what),
			"wordings are printed on papers", "remove control and invisible formatting characters")
	default:
		return text
	}
	return ""
}

// notPrintable reports what no paper and no workbook can carry: U+FFFE and its like are no characters of XML.
func notPrintable(c rune) bool {
	return unicode.IsControl(c) && c != '\n' || unicode.In(c, unicode.Cf, unicode.Co, unicode.Noncharacter_Code_Point) || c == utf8.RuneError
}

// ident reads a code, which must be a string in YAML's own eyes: an unquoted 010 is a number there, and some
// programs would read it as 8.
func (o object) ident(key string, form *regexp.Regexp, rule string) string {
	node, ok := o.scalar(key)
	if !ok {
		if !o.has(key) {
			o.missing(key, "add "+key+": "+rule)
		}
		return ""
	}
	if node.Tag != "!!str" {
		o.r.report(at(node), "unquoted_code", fmt.Sprintf("%s %s of %s is not quoted, so YAML reads it as no string", key, clip(node.Value), o.what),
			"codes are strings: \"010\" stays \"010\"", fmt.Sprintf("write %s: %q", key, clip(node.Value)))
		return ""
	}
	if !form.MatchString(node.Value) {
		o.r.report(at(node), "bad_code", fmt.Sprintf("%s %q of %s has a wrong form", key, clip(node.Value), o.what), rule, "choose another "+key)
		return ""
	}
	return node.Value
}

// number reads a decimal without passing through a float; quoted or not makes no difference.
func (o object) number(key string, places int) (Exact, bool) {
	node, ok := o.scalar(key)
	if !ok {
		return Exact{}, false
	}
	x, err := parseDecimal(node.Value, places)
	if err != nil {
		o.r.report(at(node), "bad_number", fmt.Sprintf("%s of %s: %v", key, o.what, err),
			fmt.Sprintf("numbers are plain decimals with at most %d places", places), "write for example 10 or 7.5")
		return Exact{}, false
	}
	return x, true
}

// optionalNumber gives nil when the key is absent or bad.
func (o object) optionalNumber(key string) *Exact {
	if x, ok := o.number(key, maxPointDecimal); ok {
		return &x
	}
	return nil
}

// whole reads a whole number within bounds; fallback when the key is absent or bad.
func (o object) whole(key string, low, high, fallback int) int {
	node, ok := o.scalar(key)
	if !ok {
		return fallback
	}
	n, err := strconv.Atoi(node.Value)
	if err != nil || n < low || n > high || strconv.Itoa(n) != node.Value {
		o.r.report(at(node), "bad_number", fmt.Sprintf("%s of %s is %q", key, o.what, clip(node.Value)),
			fmt.Sprintf("%s is a whole number from %d to %d", key, low, high), "correct the number")
		return fallback
	}
	return n
}

// truth reads true or false; given is false when the key is absent or bad.
func (o object) truth(key string) (value, given bool) {
	node, ok := o.scalar(key)
	if !ok {
		return false, false
	}
	if node.Tag != "!!bool" || node.Value != "true" && node.Value != "false" {
		o.r.report(at(node), "wrong_type", fmt.Sprintf("%s of %s is %q", key, o.what, clip(node.Value)),
			key+" is true or false", "write true or false without quotes")
		return false, false
	}
	return node.Value == "true", true
}

// oneOf reads a value out of a closed list; fallback when the key is absent or bad.
func oneOf[T ~string](o object, key string, fallback T, values ...T) T {
	node, ok := o.scalar(key)
	if !ok {
		return fallback
	}
	if slices.Contains(values, T(node.Value)) {
		return T(node.Value)
	}
	o.r.report(at(node), "unknown_value", fmt.Sprintf("%s of %s is %q", key, o.what, clip(node.Value)),
		fmt.Sprintf("%s is one of %v", key, values), "choose one of these")
	return fallback
}

// day reads a civil date; the zero date when the key is absent or bad.
func (o object) day(key string) law.Date {
	node, ok := o.scalar(key)
	if !ok {
		return law.Date{}
	}
	date, err := law.ParseDate(node.Value)
	if err != nil {
		o.r.report(at(node), "bad_date", fmt.Sprintf("%s of %s: %v", key, o.what, err), "dates are written YYYY-MM-DD", "correct the date")
	}
	return date
}

// text reads a wording in Chinese with an optional English one.
func (o object) text(key string, most int) Text {
	field := o.fields[key]
	if field == nil {
		return Text{}
	}
	inner := o.r.object(field, key+" of "+o.what, "zh", "en")
	if field.Kind == yaml.MappingNode && !inner.has("zh") {
		inner.missing("zh", "add the Chinese wording of the table")
	}
	return Text{ZH: inner.words("zh", most), EN: inner.words("en", most)}
}

// title is a text that must be there.
func (o object) title() Text {
	if !o.has("title") {
		o.missing("title", "add title: {zh: …, en: …}")
	}
	return o.text("title", maxTitle)
}
