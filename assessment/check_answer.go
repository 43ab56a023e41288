package assessment

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/anjia-project/anjia/assessment/instrument"
)

const (
	maxComment  = 4000 // characters
	maxEvidence = 200  // files at one item
	hashLength  = 64   // hexadecimal digits of a SHA-256
)

// itemCheck checks one answer: of the family, or of one applicant.
type itemCheck struct {
	*checker
	item   *instrument.Node
	answer *Answer
	who    *Person // the applicant, or nil for the family
	lent   bool    // the proof that the item demands is brought by others
}

func (c *checker) answer(item *instrument.Node, answer *Answer, who *Person) {
	i := itemCheck{checker: c, item: item, answer: answer, who: who}
	i.run()
}

func (i *itemCheck) run() {
	if i.strayFields() {
		i.substance()
	}
	i.words("/comment", i.answer.Comment, maxComment)
	i.evidence()
}

func (i *itemCheck) wrong(code, field, what, rule, remedy string) {
	i.add(Problem{Code: code, Pointer: i.pointer() + field, Message: i.label() + what, Rule: rule, Remedy: remedy})
}

func (i *itemCheck) gap(code, field, what, rule, remedy string) {
	i.add(Problem{Code: code, Pointer: i.pointer() + field, Message: i.label() + what, Rule: rule, Remedy: remedy, Gap: true})
}

func (i *itemCheck) label() string {
	if i.who == nil {
		return label(i.item)
	}
	return label(i.item) + "（申请人" + i.who.Name + "）"
}

func (i *itemCheck) pointer() string {
	if i.who == nil {
		return pointer("answers", i.item.Code())
	}
	return pointer("answers", i.item.Code(), "by_applicant", i.who.ID)
}

// Members of an answer that carry it, one bit each.
const (
	hasOption = 1 << iota
	hasPoints
	hasRating
	hasValue
	hasText
	hasInitial
	hasMitigation
	hasFinal
)

// takes says which members of an answer the kind of the item has a use for.
func takes(kind instrument.Kind) (members int, chinese string) {
	switch kind {
	case instrument.KindOption:
		return hasOption | hasPoints, "选项（option）"
	case instrument.KindPoints:
		return hasPoints, "分值（points）"
	case instrument.KindRating:
		return hasRating, "评定值（rating）"
	case instrument.KindVeto, instrument.KindBoolean:
		return hasValue, "是否判断（value）"
	case instrument.KindText:
		return hasText, "文字（text）"
	case instrument.KindInteger:
		return hasText, "整数（text）"
	case instrument.KindDate:
		return hasText, "日期（text）"
	case instrument.KindDual:
		return hasInitial | hasMitigation | hasFinal, "初评、缓解措施、终评（initial、mitigation、final）"
	case instrument.KindSection, instrument.KindBonus: // never answered
	}
	return 0, ""
}

// members are those that an answer has.
func (a *Answer) members() int {
	return bit(a.Option != "", hasOption) | bit(a.Points != "", hasPoints) | bit(a.Rating != nil, hasRating) | bit(a.Value != nil, hasValue) |
		bit(a.Text != "", hasText) | bit(a.Initial != nil, hasInitial) | bit(a.Mitigation != "", hasMitigation) | bit(a.Final != nil, hasFinal)
}

func bit(given bool, member int) int {
	if given {
		return member
	}
	return 0
}

// strayFields reports members that the item has no use for; a false answer means that looking further is useless.
func (i *itemCheck) strayFields() bool {
	allowed, chinese := takes(i.item.Kind())
	stray := i.answer.members() &^ allowed
	if stray == 0 {
		return true
	}
	for at, name := range [...]string{"/option", "/points", "/rating", "/value", "/text", "/initial", "/mitigation", "/final"} {
		if stray&(1<<at) != 0 {
			i.wrong("wrong_answer_type", name, "填写的内容类型不符", "评估表规定本项填写"+chinese, "请改填"+chinese)
		}
	}
	return false
}

func (i *itemCheck) substance() {
	if !i.answer.chosen() {
		if !i.item.Optional() && (!i.bare || !i.item.Kind().Written()) {
			i.gap("item_missing", "", "尚未填写", "评估表要求逐项评定", i.howTo())
		}
		return
	}
	switch i.item.Kind() {
	case instrument.KindOption:
		i.option()
	case instrument.KindPoints:
		lowest, highest := i.item.Range()
		i.points(lowest, highest)
	case instrument.KindRating:
		i.rating("/rating", "评定值", *i.answer.Rating)
	case instrument.KindDual:
		i.dual()
	case instrument.KindText:
		i.words("/text", i.answer.Text, i.item.MaxLength())
	case instrument.KindInteger:
		i.integer()
	case instrument.KindDate:
		i.date()
	case instrument.KindVeto, instrument.KindBoolean, instrument.KindSection, instrument.KindBonus: // true and false are both right
	}
}

func (i *itemCheck) rating(field, name string, given int) {
	lowest, highest := i.item.Range()
	if rating := instrument.FromInt(int64(given)); rating.Cmp(lowest) < 0 || rating.Cmp(highest) > 0 {
		i.wrong("rating_out_of_range", field, "的"+name+strconv.Itoa(given)+"超出范围", ranged(name, lowest, highest), "请填写范围内的整数")
	}
}

// dual checks the two ratings and what lies between them.
func (i *itemCheck) dual() {
	a := i.answer
	for _, one := range [2]struct {
		field, name string
		given       *int
	}{{"/initial", "初评等级", a.Initial}, {"/final", "终评等级", a.Final}} {
		if one.given == nil {
			i.gap("item_missing", one.field, "尚未填写"+one.name, "评估表规定本项先后评定两次", i.howTo())
			continue
		}
		i.rating(one.field, one.name, *one.given)
	}
	if a.Initial != nil && a.Final != nil && strings.TrimSpace(a.Mitigation) == "" && i.item.MitigationDue(*a.Initial, *a.Final) {
		i.gap("mitigation_missing", "/mitigation", "尚未说明缓解措施", i.mitigationRule(), "请在 mitigation 中写明缓解措施及其依据")
	}
	i.words("/mitigation", a.Mitigation, maxComment)
}

func (i *itemCheck) mitigationRule() string {
	rule := "评估表规定终评与初评不同的，应当说明缓解措施"
	if from, given := i.item.MitigationFrom(); given {
		rule += "；初评等级不低于" + strconv.Itoa(from) + "级的，也应当说明"
	}
	return rule
}

func (i *itemCheck) howTo() string {
	switch i.item.Kind() {
	case instrument.KindOption:
		return "请在选项" + optionCodes(i.item) + "中选择一项"
	case instrument.KindPoints, instrument.KindRating, instrument.KindDual:
		lowest, highest := i.item.Range()
		return "请在" + lowest.String() + "至" + highest.String() + "之间评定"
	case instrument.KindVeto:
		return "请核查后填写是否存在该情形（存在为 true，不存在为 false）"
	case instrument.KindBoolean:
		return "请填写是（true）或者否（false）"
	case instrument.KindInteger:
		lowest, highest := i.item.Range()
		return "请填写" + lowest.String() + "至" + highest.String() + "的整数"
	case instrument.KindDate:
		return "请填写日期，例如 2024-01-02"
	case instrument.KindText, instrument.KindSection, instrument.KindBonus:
	}
	return "请填写"
}

func (i *itemCheck) option() {
	choice, known := i.item.Choice(i.answer.Option)
	switch {
	case i.answer.Option == "":
		i.gap("item_missing", "/option", "尚未选择选项", "评估表规定本项先选择档次", i.howTo())
	case !known:
		i.wrong("option_not_in_list", "/option", "没有代码为“"+clip(i.answer.Option)+"”的选项", "评估表规定的选项为"+optionCodes(i.item), i.howTo())
	case isBand(&choice) && i.answer.Points == "":
		i.gap("item_missing", "/points", "选择了分数段，尚未评分", ranged("该档得分", choice.Lowest, choice.Highest), "请填写该档范围内的分值")
	case isBand(&choice):
		i.points(choice.Lowest, choice.Highest)
	case i.answer.Points != "":
		i.wrong("points_not_taken", "/points", "的选项分值固定，不应当另行评分", "评估表规定选项“"+choice.Code+"”为"+choice.Lowest.String()+"分", "请删除分值，只保留选项")
	}
}

func (i *itemCheck) points(lowest, highest instrument.Exact) {
	points, err := instrument.ParsePoints(i.answer.Points)
	if err != nil {
		i.wrong("bad_points", "/points", "的分值“"+clip(i.answer.Points)+"”不是规范的数字", "分值用半角数字书写，至多两位小数，不带符号和多余的零", "请改写，例如 7 或者 7.5")
		return
	}
	if points.Cmp(lowest) < 0 || points.Cmp(highest) > 0 {
		i.wrong("points_out_of_range", "/points", "的分值"+i.answer.Points+"超出范围", ranged("得分", lowest, highest), "请在范围内评分")
		return
	}
	if step, given := i.item.Step(); given && !points.Sub(lowest).IsMultipleOf(step) {
		i.wrong("points_off_step", "/points", "的分值"+i.answer.Points+"不合评分单位", "评估表规定本项以"+step.String()+"分为单位", "请改为单位的整数倍")
	}
}

func (i *itemCheck) words(field, text string, most int) {
	switch {
	case !printable(text):
		i.wrong("control_character", field, "的文字含有不能打印的字符", "文字应当能够打印在文书上", "请删除控制字符和不可见字符")
	case len(text) > most && utf8.RuneCountInString(text) > most:
		i.wrong("text_too_long", field, "的文字超过"+strconv.Itoa(most)+"字", "本项文字至多"+strconv.Itoa(most)+"字", "请精简，详细内容可以作为证明材料上传")
	}
}

// printable reports whether papers can carry the text: UTF-8 without control characters but for line ends and tabs.
func printable(text string) bool {
	for at, r := range text {
		switch {
		case r >= ' ' && r < 0x7F || r >= 0xA0 && r != utf8.RuneError || r == '\n' || r == '\t':
		case r == utf8.RuneError && strings.HasPrefix(text[at:], string(utf8.RuneError)): // the character itself
		default:
			return false
		}
	}
	return true
}

func (i *itemCheck) evidence() {
	for at := range i.answer.Evidence {
		ref := &i.answer.Evidence[at]
		field := func() string { return "/evidence/" + strconv.Itoa(at) }
		switch {
		case at >= maxEvidence:
			i.wrong("too_many_files", "/evidence", "的证明材料过多", "每项至多"+strconv.Itoa(maxEvidence)+"份", "请合并材料")
			return
		case ref.ID == "" || !isHash(ref.SHA256):
			i.wrong("bad_evidence", field(), "的证明材料缺少标识或者SHA-256不规范", "引用材料应当写明标识和64位小写十六进制的SHA-256", "请重新选择已上传的材料")
		case !ref.ExpiresOn.IsZero() && ref.ExpiresOn.Before(ref.IssuedOn):
			i.wrong("bad_validity", field(), "的证明材料"+ref.ID+"的有效期早于出具日期", "材料的有效期自出具之日开始", "请核对材料原件")
		case slices.ContainsFunc(i.answer.Evidence[:at], func(earlier EvidenceRef) bool { return earlier.ID == ref.ID }):
			i.wrong("duplicate_evidence", field(), "重复引用同一份证明材料", "同一项目中每份材料只引用一次", "请删除重复的引用")
		}
	}
	if i.lent || i.bare {
		return
	}
	if demand := i.item.Evidence(); demand.Demand != instrument.NoEvidence && i.demanded(demand.When) {
		i.demand(&demand)
	}
}

// demanded decides whether the answer is one for which the table asks for proof. An item without an answer has
// one gap already.
func (i *itemCheck) demanded(when instrument.When) bool {
	if !i.answer.chosen() {
		return false
	}
	switch when {
	case instrument.IfTrue:
		return i.answer.Value != nil && *i.answer.Value
	case instrument.IfFalse:
		return i.answer.Value != nil && !*i.answer.Value
	case instrument.IfPoints:
		points, ok := pointsOf(i.item, i.answer)
		return ok && points.Sign() > 0
	case instrument.IfDiffer:
		return i.answer.Initial != nil && i.answer.Final != nil && *i.answer.Initial != *i.answer.Final
	case instrument.Always:
	}
	return true
}

func (i *itemCheck) demand(demand *instrument.Evidence) {
	if demand.Demand == instrument.Note {
		if strings.TrimSpace(i.answer.Comment) == "" {
			i.gap("note_missing", "/comment", "缺少文字说明", "评估表要求本项附文字说明", "请在 comment 中说明依据")
		}
		return
	}
	undated := -1
	for at := range i.answer.Evidence {
		ref := &i.answer.Evidence[at]
		if demand.FileKind != "" && ref.Kind != demand.FileKind {
			continue
		}
		if _, known := demand.Valid.LastDay(ref.IssuedOn, ref.ExpiresOn); known || demand.Valid.IsZero() {
			return
		}
		undated = at
	}
	if undated >= 0 {
		i.dateMissing(&i.answer.Evidence[undated], "/evidence/"+strconv.Itoa(undated))
		return
	}
	if demand.FileKind != "" && len(i.answer.Evidence) > 0 {
		i.gap("evidence_kind_missing", "/evidence", "缺少规定种类的证明材料", "评估表要求本项附“"+demand.KindChinese()+"”类材料", "请上传并引用该类材料")
		return
	}
	i.gap("evidence_missing", "/evidence", "缺少证明材料", "评估表要求本项附证明材料", "请上传材料并在 evidence 中引用")
}

func ranged(what string, lowest, highest instrument.Exact) string {
	return "评估表规定" + what + "为" + lowest.String() + "至" + highest.String()
}

func optionCodes(item *instrument.Node) string {
	var codes []string
	for choice := range item.Choices() {
		codes = append(codes, choice.Code)
	}
	return strings.Join(codes, "、")
}

// hexDigits marks the characters of a hash.
var hexDigits = [256]uint8{ //nolint:gochecknoglobals // immutable
	'0': 1, '1': 1, '2': 1, '3': 1, '4': 1, '5': 1, '6': 1, '7': 1, '8': 1, '9': 1, 'a': 1, 'b': 1, 'c': 1, 'd': 1, 'e': 1, 'f': 1,
}

func isHash(text string) bool {
	if len(text) != hashLength {
		return false
	}
	digits := uint8(1)
	for i := range hashLength { // without a branch: a wrong digit is rare, and a sheet has a hundred hashes
		digits &= hexDigits[text[i]]
	}
	return digits == 1
}
