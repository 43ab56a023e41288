package assessment

import (
	"maps"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// Check lists everything that keeps a sheet from being submitted under its table: gaps (Problem.Gap), which a draft may
// have, and faults. An empty list means that the sheet can be submitted. The order is that of the table.
func Check(table *instrument.Instrument, sheet Sheet) []Problem {
	c := checker{sheet: &sheet}
	c.head(table)
	c.answers(table)
	return c.problems
}

// answers checks every item of the table, and that nothing else is answered.
func (c *checker) answers(table *instrument.Instrument) {
	known := 0
	for item := range table.Items() {
		answer, answered := c.sheet.Answers[item.Code()]
		if answered {
			known++
		}
		c.whole(item, &answer)
	}
	c.strangers(table, known)
}

// whole checks what the sheet says at an item, of the family or of every applicant.
func (c *checker) whole(item *instrument.Node, answer *Answer) {
	switch {
	case item.PerApplicant():
		c.eachApplicant(item, answer)
	case len(answer.ByApplicant) > 0:
		c.fault(item, "not_per_applicant", "by_applicant", "不应当按申请人分别填写", "评估表规定本项以家庭为单位评定", "请删除 by_applicant，直接填写本项")
	default:
		c.answer(item, answer, nil)
	}
}

// strangers reports answers to what is no item of the table; known is how many of the answers are to items.
func (c *checker) strangers(table *instrument.Instrument, known int) {
	if known == len(c.sheet.Answers) {
		return
	}
	for _, code := range slices.Sorted(maps.Keys(c.sheet.Answers)) {
		if node, known := table.Node(code); !known || node.IsGroup() {
			c.add(Problem{
				Code: "unknown_code", Pointer: pointer("answers", code), Message: "评估表中没有代码为“" + clip(code) + "”的评定项目",
				Rule: "只能填写评估表" + table.Ref().Name() + "列明的项目", Remedy: "请核对代码（代码区分大小写，“010”不同于“10”），或者删除该项",
			})
		}
	}
}

type checker struct {
	sheet    *Sheet
	bare     bool // neither words nor evidence are asked for
	problems []Problem
}

func (c *checker) add(problem Problem) { c.problems = append(c.problems, problem) }

// fault reports what is wrong in a family's answer to an item; field is the member of the answer, or "".
func (c *checker) fault(item *instrument.Node, code, field, what, rule, remedy string) {
	at := pointer("answers", item.Code())
	if field != "" {
		at += pointer(field)
	}
	c.add(Problem{Code: code, Pointer: at, Message: label(item) + what, Rule: rule, Remedy: remedy})
}

func (c *checker) head(table *instrument.Instrument) {
	sheet := c.sheet
	if sheet.Instrument != table.Ref() {
		c.add(Problem{
			Code: "other_instrument", Pointer: "/instrument", Message: "评分表所依据的评估表是" + clip(sheet.Instrument.Name()) + "，并非" + table.Ref().Name(),
			Rule: "案件始终适用评估开始时确定的评估表版本（代码、版本和SHA-256均须一致）", Remedy: "请使用本案确定的评估表重新建立评分表",
		})
	}
	if sheet.Phase != table.Phase() {
		c.add(Problem{
			Code: "other_phase", Pointer: "/phase", Message: "评分表的阶段与评估表不一致",
			Rule: "该评估表用于" + table.Phase().Chinese(), Remedy: "请将阶段改为" + string(table.Phase()),
		})
	}
	for _, required := range []struct{ field, value, name string }{
		{"/id", sheet.ID, "评分表标识"}, {"/case_id", sheet.CaseID, "案件标识"}, {"/evaluator/id", sheet.Evaluator.ID, "评估员标识"}, {"/evaluator/name", sheet.Evaluator.Name, "评估员姓名"},
	} {
		if required.value == "" {
			c.add(Problem{Code: "missing_field", Pointer: required.field, Message: "缺少" + required.name, Rule: "评分表应当载明" + required.name, Remedy: "请补充", Gap: true})
		}
	}
	c.applicants(table)
}

func (c *checker) applicants(table *instrument.Instrument) {
	for at, applicant := range c.sheet.Applicants {
		if applicant.ID == "" || slices.ContainsFunc(c.sheet.Applicants[:at], func(p Person) bool { return p.ID == applicant.ID }) {
			c.add(Problem{
				Code: "bad_applicant", Pointer: pointer("applicants", strconv.Itoa(at)), Message: "申请人标识为空或者重复",
				Rule: "每位申请人只列一次", Remedy: "请核对申请人名单",
			})
		}
	}
	if len(c.sheet.Applicants) > 0 {
		return
	}
	for item := range table.Items() {
		if item.PerApplicant() {
			c.add(Problem{
				Code: "applicant_missing", Pointer: "/applicants", Message: "没有列明申请人",
				Rule: "评估表有按申请人分别评定的项目", Remedy: "请列明申请人", Gap: true,
			})
			return
		}
	}
}

func (c *checker) eachApplicant(item *instrument.Node, answer *Answer) {
	if answer.chosen() || answer.Comment != "" || len(answer.Evidence) > 0 {
		c.fault(item, "per_applicant", "", "应当按申请人分别填写", "评估表规定本项对每位申请人分别评定", "请将内容移入 by_applicant 下各申请人名下")
	}
	known := 0
	for at := range c.sheet.Applicants {
		inner, given := answer.ByApplicant[c.sheet.Applicants[at].ID]
		if given && inner.ByApplicant == nil {
			known++
		}
		c.answer(item, &inner, &c.sheet.Applicants[at])
	}
	if known == len(answer.ByApplicant) {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(answer.ByApplicant)) {
		at := pointer("answers", item.Code(), "by_applicant", id)
		switch {
		case !slices.ContainsFunc(c.sheet.Applicants, func(p Person) bool { return p.ID == id }):
			c.add(Problem{Code: "unknown_applicant", Pointer: at, Message: label(item) + "填写了名单以外的申请人", Rule: "只能填写评分表列明的申请人", Remedy: "请核对申请人标识或者删除"})
		case len(answer.ByApplicant[id].ByApplicant) > 0:
			c.add(Problem{Code: "nested_applicant", Pointer: at + "/by_applicant", Message: label(item) + "的申请人之下又列有申请人", Rule: "按申请人填写只有一层", Remedy: "请删除内层 by_applicant"})
		}
	}
}

// label is how messages name an item.
func label(item *instrument.Node) string {
	return "项目“" + item.Code() + " " + item.Title().ZH + "”"
}

func clip(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
