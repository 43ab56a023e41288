package assessment

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// Ruling settles one item at which the evaluators differ (裁定). Either an adjudicator (裁定人) who is none of them gives the
// answer that counts, or, where consolidation is by consensus, they agree on one after all: then By is the evaluator
// who enters it and AgreedBy names every evaluator by id (共同复核). Answer has the form of an answer to the item, of one
// applicant where each is judged; it needs a Reason and takes evidence, but does not have to bring its own.
type Ruling struct {
	Code      string    `json:"code"`
	Applicant string    `json:"applicant,omitempty"`
	Answer    Answer    `json:"answer"`
	Reason    string    `json:"reason"`
	By        Person    `json:"by"`
	AgreedBy  []string  `json:"agreed_by,omitempty"`
	At        time.Time `json:"at"` // not before the last sheet was submitted
}

// Joint reports whether the evaluators agreed instead of leaving the item to an adjudicator.
func (r Ruling) Joint() bool { return len(r.AgreedBy) > 0 }

// normalised is the ruling as it enters a result: instants in UTC to the microsecond, names of evaluators in order.
func (r Ruling) normalised() Ruling {
	r.At = r.At.UTC().Truncate(time.Microsecond)
	r.AgreedBy = slices.Sorted(slices.Values(r.AgreedBy))
	return r
}

// checkRulings gives the rulings in an order of their own, the same ruling once, or everything that is wrong with them.
func checkRulings(table *instrument.Instrument, sheets []Sheet, how Consolidation, rulings []Ruling) ([]Ruling, []Problem) {
	var problems []Problem
	list := make([]Ruling, 0, len(rulings))
	for at, ruling := range rulings {
		check := rulingCheck{table: table, sheets: sheets, how: how, ruling: ruling.normalised(), base: pointer("rulings", strconv.Itoa(at))}
		check.run()
		problems = append(problems, check.problems...)
		if slices.ContainsFunc(list, func(earlier Ruling) bool { return reflect.DeepEqual(earlier, check.ruling) }) {
			continue
		}
		if slices.ContainsFunc(list, func(earlier Ruling) bool { return earlier.Code == ruling.Code && earlier.Applicant == ruling.Applicant }) {
			problems = append(problems, Problem{
				Code: "ruling_twice", Pointer: check.base, Message: check.label() + "有两份不同的裁定",
				Rule: "每一项目只以一份裁定为准", Remedy: "请保留有效的一份",
			})
		}
		list = append(list, check.ruling)
	}
	slices.SortFunc(list, func(a, b Ruling) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Applicant, b.Applicant))
	})
	return list, problems
}

// rulingCheck checks one ruling by itself.
type rulingCheck struct {
	table    *instrument.Instrument
	sheets   []Sheet
	how      Consolidation
	ruling   Ruling
	base     string
	problems []Problem
}

func (c *rulingCheck) add(code, field, what, rule, remedy string) {
	c.problems = append(c.problems, Problem{Code: code, Pointer: c.base + field, Message: c.label() + what, Rule: rule, Remedy: remedy})
}

func (c *rulingCheck) label() string {
	if item, known := c.table.Node(c.ruling.Code); known {
		return label(item) + "的裁定"
	}
	return "项目“" + clip(c.ruling.Code) + "”的裁定"
}

func (c *rulingCheck) run() {
	c.answer()
	switch reason := c.ruling.Reason; {
	case strings.TrimSpace(reason) == "":
		c.add("reason_missing", "/reason", "没有说明理由", "裁定应当说明理由，理由载入评分结果", "请写明理由")
	case !printable(reason):
		c.add("control_character", "/reason", "的理由含有不能打印的字符", "文字应当能够打印在文书上", "请删除控制字符和不可见字符")
	case len([]rune(reason)) > maxComment:
		c.add("text_too_long", "/reason", "的理由超过"+strconv.Itoa(maxComment)+"字", "理由至多"+strconv.Itoa(maxComment)+"字", "请精简")
	}
	if c.ruling.By.ID == "" || c.ruling.By.Name == "" {
		c.add("missing_field", "/by", "没有载明作出人", "裁定应当载明作出人的标识和姓名", "请补充")
	}
	c.instant()
	if c.ruling.Joint() {
		c.joint()
	} else if c.isEvaluator(c.ruling.By.ID) {
		c.add("adjudicator_is_evaluator", "/by/id", "由本次评估的评估员"+c.ruling.By.Name+"作出", "裁定人不得是对同一案件评分的评估员", "请由第三名评估员裁定")
	}
}

func (c *rulingCheck) isEvaluator(id string) bool {
	return slices.ContainsFunc(c.sheets, func(s Sheet) bool { return s.Evaluator.ID == id })
}

func (c *rulingCheck) instant() {
	switch {
	case c.ruling.At.IsZero():
		c.add("instant_missing", "/at", "缺少时间", "裁定应当记录时间", "请由系统写入时间")
	case slices.ContainsFunc(c.sheets, func(s Sheet) bool { return c.ruling.At.Before(s.SubmittedAt) }):
		c.add("ruling_too_early", "/at", "早于评分表的提交", "全部评分表提交之前互不公开，不得裁定；评分表退回后重新提交的，原裁定不再适用", "请在全部评分表提交后重新裁定")
	}
}

// joint checks an entry that all evaluators agree on.
func (c *rulingCheck) joint() {
	if c.how.Mode != Consensus {
		c.add("joint_needs_consensus", "/agreed_by", "由评估员共同作出", "只有按一致方式合并的，评估员才可以共同复核后统一评定", "请由裁定人裁定")
	}
	if !c.isEvaluator(c.ruling.By.ID) {
		c.add("joint_by_outsider", "/by/id", "不是由评估员填写", "共同复核的结果由参与评分的评估员填写", "请由其中一名评估员填写")
	}
	var everyone []string
	for _, sheet := range c.sheets {
		everyone = append(everyone, sheet.Evaluator.ID)
	}
	if !slices.Equal(c.ruling.AgreedBy, everyone) {
		c.add("joint_not_by_all", "/agreed_by", "没有得到全体评估员同意", "共同复核应当由全体评估员同意，每人列明一次", "请补齐同意，或者由裁定人裁定")
	}
}

// answer checks what the ruling answers as an answer on a sheet is checked, but for evidence that the item demands:
// the evaluators have brought it.
func (c *rulingCheck) answer() {
	item, known := c.table.Node(c.ruling.Code)
	switch {
	case !known || item.IsGroup():
		c.add("unknown_code", "/code", "没有对应的评定项目", "只能裁定评估表"+c.table.Ref().Name()+"列明的项目", "请核对代码")
		return
	case len(c.ruling.Answer.ByApplicant) > 0:
		c.add("nested_applicant", "/answer/by_applicant", "按申请人列有多个答案", "一份裁定只针对一名申请人", "请对每名申请人分别裁定")
		return
	}
	var who *Person
	if item.PerApplicant() {
		at := slices.IndexFunc(c.sheets[0].Applicants, func(p Person) bool { return p.ID == c.ruling.Applicant })
		if at < 0 {
			c.add("unknown_applicant", "/applicant", "没有写明申请人，或者写明了名单以外的申请人", "本项对每位申请人分别评定", "请写明申请人")
			return
		}
		who = &c.sheets[0].Applicants[at]
	} else if c.ruling.Applicant != "" {
		c.add("not_per_applicant", "/applicant", "写明了申请人", "评估表规定本项以家庭为单位评定", "请删除申请人")
		return
	}
	inner := itemCheck{checker: &checker{}, item: item, answer: &c.ruling.Answer, who: who, lent: true}
	inner.run()
	for _, problem := range inner.problems {
		problem.Pointer = c.base + "/answer" + strings.TrimPrefix(problem.Pointer, inner.pointer())
		problem.Gap = false
		c.problems = append(c.problems, problem)
	}
}

// strayRulings lists rulings that settle nothing.
func strayRulings(dispute Dispute, rulings []Ruling) []Problem {
	var problems []Problem
	for _, ruling := range rulings {
		if slices.ContainsFunc(dispute.Items, func(d Disagreement) bool { return d.Code == ruling.Code && d.Applicant == ruling.Applicant }) {
			continue
		}
		at := pointer("rulings", ruling.Code)
		if ruling.Applicant != "" {
			at += pointer(ruling.Applicant)
		}
		problems = append(problems, Problem{
			Code: "ruling_not_in_dispute", Pointer: at, Message: "项目“" + clip(ruling.Code) + "”不在需要裁定的项目之列",
			Rule: "评估员的评定在允许差值以内的，按合并方式计算，不得另行裁定；否决性情形有一人认定即计入", Remedy: "请撤回该项裁定",
		})
	}
	return problems
}

// openProblems says of each open disagreement what lies apart and who can settle it.
func openProblems(dispute Dispute, applicants []Person) []Problem {
	var problems []Problem
	for _, one := range dispute.Open() {
		at := pointer("answers", one.Code)
		what := label(one.item)
		if one.Applicant != "" {
			at += pointer("by_applicant", one.Applicant)
			what += "（申请人" + nameOf(applicants, one.Applicant) + "）"
		}
		problem := Problem{Code: "disagreement_open", Pointer: at, Message: what + one.message(dispute.Total), Rule: one.rule(), Remedy: "请将本项交由裁定人（评分的评估员以外的评估员）说明理由后裁定", Gap: true}
		if one.Ground == NoConsensus {
			problem.Code, problem.Remedy = "no_consensus", "请由评估员共同复核后统一评定，或者交由裁定人（评分的评估员以外的评估员）说明理由后裁定"
		}
		problems = append(problems, problem)
	}
	return problems
}

func (d Disagreement) message(total *TotalSpread) string {
	text := "各评估员评定不一致（"
	for at := range d.Values {
		if at > 0 {
			text += "；"
		}
		text += d.Values[at].Name + "：" + d.Values[at].brief()
	}
	text += "）"
	switch {
	case d.Ground == BeyondItem && d.Allowed != nil && measured(d.item):
		return text + "，相差" + d.Spread.String() + "，超过允许差值" + d.Allowed.String()
	case d.Ground == BeyondTotal && total != nil:
		return text + "，总分相差" + total.Spread.String() + "分，超过允许差值" + total.Allowed.String() + "分"
	}
	return text
}

func (d Disagreement) rule() string {
	switch d.Ground {
	case NoConsensus:
		return "按一致方式合并的，各评估员对每一项目的评定应当相同"
	case BeyondTotal:
		return "各评估员的总分差异超过允许差值的，评定不一致的各项均应当经裁定后合并"
	case BeyondItem:
	}
	return "单项评定差异超过允许差值的，应当经裁定后合并"
}

// brief is what was recorded in a few words.
func (g *Given) brief() string {
	switch {
	case !g.OptionTitle.IsZero() && g.Points != nil:
		return g.OptionTitle.ZH + "，" + g.Points.String() + "分"
	case g.Initial != nil && g.Final != nil:
		return "初评" + strconv.Itoa(*g.Initial) + "、终评" + strconv.Itoa(*g.Final)
	case g.Value != nil && *g.Value:
		return "是"
	case g.Value != nil:
		return "否"
	case g.Points != nil:
		return g.Points.String()
	}
	return "未填写"
}

func nameOf(people []Person, id string) string {
	for _, person := range people {
		if person.ID == id && person.Name != "" {
			return person.Name
		}
	}
	return id
}
