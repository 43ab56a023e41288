package instrument

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Outcome is what a gate concludes. It supports a decision by people and never replaces it.
type Outcome string

// The outcomes.
const (
	Pass Outcome = "pass" // 合格
	Fail Outcome = "fail" // 不合格
	// Human leaves the conclusion to the approver (由审批人判断): the table neither passes nor fails the family.
	Human Outcome = "human"
)

// Chinese is the word for the outcome.
func (o Outcome) Chinese() string {
	switch o {
	case Pass:
		return "合格"
	case Fail:
		return "不合格"
	case Human:
		return "由审批人判断"
	}
	return string(o)
}

// Test is the kind of condition of a gate.
type Test string

// The conditions a gate can have.
const (
	VetoFound    Test = "veto_found"     // any veto of the table is found
	TotalAtLeast Test = "total_at_least" // the exact total is at least the mark
	TotalBelow   Test = "total_below"    // the exact total is below the mark
	SectionBelow Test = "section_below"  // the exact sum of one section is below the mark
	Answered     Test = "answered"       // any of the booleans is answered so by anybody
	FinalAtLeast Test = "final_at_least" // any final rating, of the duals named or of all, is at least the mark
	Otherwise    Test = "otherwise"      // no earlier gate applied
)

// Gate is one condition with its conclusion (评定规则). Gates are tried in order and the first that applies decides.
type Gate struct {
	code       string
	test       Test
	mark       Exact
	codes      []string // nodes that the condition reads
	answer     bool
	anyDual    bool // the condition names no duals and so reads all of them
	outcome    Outcome
	conclusion Text
	citation   law.Citation
	ownSource  bool // the citation is stated at the gate itself
}

// Code is the stable code of the gate.
func (g Gate) Code() string { return g.code }

// Test is the kind of condition.
func (g Gate) Test() Test { return g.test }

// Mark is the number that totals, sections or final ratings are compared with; it fails when the condition compares none.
func (g Gate) Mark() (Exact, bool) {
	switch g.test {
	case TotalAtLeast, TotalBelow, SectionBelow, FinalAtLeast:
		return g.mark, true
	case VetoFound, Answered, Otherwise:
	}
	return Exact{}, false
}

// Codes are the nodes that the condition reads: the section of SectionBelow, the booleans of Answered, the duals of
// FinalAtLeast.
func (g Gate) Codes() []string { return slices.Clone(g.codes) }

// Answer is the answer that an Answered condition looks for.
func (g Gate) Answer() bool { return g.answer }

// Outcome is what the gate concludes.
func (g Gate) Outcome() Outcome { return g.outcome }

// Conclusion is the wording for the report (评估结论).
func (g Gate) Conclusion() Text { return g.conclusion }

// Citation is the rule of the gate, or of the table when the gate states none.
func (g Gate) Citation() law.Citation { return g.citation }

// Chinese is the condition in words.
func (g Gate) Chinese() string {
	switch g.test {
	case VetoFound:
		return "存在否决性情形"
	case TotalAtLeast:
		return "总分不低于" + g.mark.String() + "分"
	case TotalBelow:
		return "总分低于" + g.mark.String() + "分"
	case SectionBelow:
		return "“" + g.codes[0] + "”部分得分低于" + g.mark.String() + "分"
	case Answered:
		word := "否"
		if g.answer {
			word = "是"
		}
		return "判断项中有一项为“" + word + "”"
	case FinalAtLeast:
		if g.anyDual {
			return "有任一因素的终评等级不低于" + g.mark.String() + "级"
		}
		return "“" + strings.Join(g.codes, "”“") + "”中有任一因素的终评等级不低于" + g.mark.String() + "级"
	case Otherwise:
		return "其他情形"
	}
	return string(g.test)
}
