package assessment

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// fewestSheets is the floor under every consolidation: two or more evaluators carry out an assessment
// (《收养评估办法（试行）》第九条). A pack may ask for more, never for fewer.
const fewestSheets = 2

// Mode says how the sheets of several evaluators become one value per item (合并方式).
type Mode string

// The modes. No retrieved rule fixes one, so the pack of local law chooses.
const (
	Mean      Mode = "mean"      // 平均: the exact mean of all evaluators
	Lower     Mode = "lower"     // 就低: the lowest of all evaluators
	Consensus Mode = "consensus" // 一致: all evaluators must have recorded the same
	Lead      Mode = "lead"      // 主评: the lead evaluator's value
	Single    Mode = "single"    // one evaluator's own view; Consolidate does not take it
)

// Chinese is the mode in words.
func (m Mode) Chinese() string {
	switch m {
	case Mean:
		return "逐项取各评估员评分的平均值"
	case Lower:
		return "逐项取各评估员评分中的较低值"
	case Consensus:
		return "各评估员评定一致"
	case Lead:
		return "逐项采用主评估员的评分"
	case Single:
		return "评估员本人评分（未合并）"
	}
	return string(m)
}

// Consolidation is how sheets become one result.
type Consolidation struct {
	Mode    Mode   `json:"mode"`
	Lead    string `json:"lead,omitempty"`     // evaluator id; needed by Mode Lead
	AtLeast int    `json:"at_least,omitempty"` // sheets that the pack demands; two are demanded in any case

	// Tolerance is how far the evaluators may differ before an item has to be settled; the zero value sets no limit.
	Tolerance Tolerance `json:"tolerance,omitzero"`
}

// Consolidate makes one result of the submitted sheets of one case (评分合并). Each item becomes one value first; then
// weights, caps, sums and gates are applied once. A veto ticked on any sheet counts, in every mode. The order of the
// sheets makes no difference, not even to the bytes of the result in JSON.
//
// What Disagreements lists has to be settled by a ruling first; the ruling then takes the place of what all evaluators
// recorded there, and the result shows both. The order of the rulings makes no difference either.
//
// It fails with *InvalidError when there are too few sheets, when one is not submitted, not complete, or made under
// another table or for another case or other applicants, when one evaluator has two, when the lead has none, when a
// ruling is wrong or settles nothing, and when a disagreement is open: then each such item is listed.
func Consolidate(table *instrument.Instrument, sheets []Sheet, how Consolidation, rulings ...Ruling) (Result, error) {
	return how.scoring(table, sheets).run(rulings)
}

func (how Consolidation) scoring(table *instrument.Instrument, sheets []Sheet) *scoring {
	return &scoring{table: table, sheets: sheets, how: how, least: max(fewestSheets, how.AtLeast)}
}

// byEvaluator gives the sheets in the order of their evaluators.
func byEvaluator(sheets []Sheet) []Sheet {
	if slices.IsSortedFunc(sheets, compareEvaluators) {
		return sheets
	}
	ordered := slices.Clone(sheets)
	slices.SortFunc(ordered, compareEvaluators)
	return ordered
}

func compareEvaluators(a, b Sheet) int { return cmp.Compare(a.Evaluator.ID, b.Evaluator.ID) }

// ScoreOne is what one complete sheet would give by itself, for the evaluator's own view before or after submission.
// It fails with *InvalidError when the sheet has gaps or faults. The result must not be shown to another evaluator
// before all sheets are submitted.
func ScoreOne(table *instrument.Instrument, sheet Sheet) (Result, error) {
	if problems := Check(table, sheet); len(problems) > 0 {
		return Result{}, refuse(problems...)
	}
	b := newBuilder(table, []Sheet{sheet}, sortedApplicants(sheet))
	b.collect(table, nil)
	return b.result(table, Consolidation{Mode: Single}, Dispute{}), nil
}

// known reports whether the mode is one that joins sheets.
func (how Consolidation) known() bool {
	switch how.Mode {
	case Mean, Lower, Consensus, Lead:
		return true
	case Single:
	}
	return false
}

// checkHead checks what is said of all sheets together.
func (how Consolidation) checkHead(sheets []Sheet, least int) []Problem {
	var problems []Problem
	if !how.known() {
		problems = append(problems, Problem{
			Code: "unknown_mode", Pointer: "/mode", Message: "没有名为“" + clip(string(how.Mode)) + "”的合并方式",
			Rule: "合并方式为 mean、lower、consensus 或者 lead", Remedy: "请按照本地规定选择合并方式",
		})
	}
	if len(sheets) < least {
		problems = append(problems, Problem{
			Code: "too_few_sheets", Pointer: "/sheets", Message: "只有" + strconv.Itoa(len(sheets)) + "份评分表",
			Rule: "依照《收养评估办法（试行）》第九条，评估应当由两名以上评估员实施；本次合并至少需要" + strconv.Itoa(least) + "份评分表", Remedy: "请等待其他评估员提交", Gap: true,
		})
	}
	problems = append(problems, how.Tolerance.problems()...)
	if how.Mode == Lead && !slices.ContainsFunc(sheets, func(s Sheet) bool { return s.Evaluator.ID == how.Lead }) {
		problems = append(problems, Problem{
			Code: "lead_without_sheet", Pointer: "/lead", Message: "主评估员没有提交评分表",
			Rule: "以主评估员评分为准的，主评估员应当提交评分表", Remedy: "请指定已提交评分表的评估员为主评估员", Gap: true,
		})
	}
	return problems
}

// asOneCase checks that the sheet at a position is handed in, once, for the case that the others are for.
func asOneCase(sheets []Sheet, at int, base string) []Problem {
	var problems []Problem
	sheet := &sheets[at]
	if !sheet.Submitted() {
		problems = append(problems, sheetProblem(sheet, "sheet_not_submitted", base+"/submitted_at", "尚未提交", "全部评分表提交之前不得合并，评估员互不知悉评分", "请等待其提交"))
	}
	if sheet.CaseID != sheets[0].CaseID {
		problems = append(problems, sheetProblem(sheet, "other_case", base+"/case_id", "属于另一案件", "只能合并同一案件的评分表", "请核对案件"))
	}
	for earlier := range at {
		if sheets[earlier].ID == sheet.ID {
			problems = append(problems, sheetProblem(sheet, "sheet_twice", base+"/id", "与另一份评分表的标识相同", "每份评分表有唯一标识", "请核对评分表"))
		}
	}
	return problems
}

// againstOthers checks whom the sheet at a position is by and about.
func againstOthers(sheets []Sheet, at int, base string) []Problem {
	var problems []Problem
	sheet := &sheets[at]
	if !sameApplicants(sheet, &sheets[0]) {
		problems = append(problems, sheetProblem(sheet, "other_applicants", base+"/applicants", "所列申请人与其他评分表不同", "各评估员评定相同的申请人", "请核对申请人名单"))
	}
	for earlier := range at {
		if sheets[earlier].Evaluator.ID == sheet.Evaluator.ID {
			problems = append(problems, sheetProblem(sheet, "evaluator_twice", base+"/evaluator/id", "重复", "每名评估员提交一份评分表", "请保留其最后提交的一份"))
		}
	}
	return problems
}

func sheetProblem(sheet *Sheet, code, at, what, rule, remedy string) Problem {
	return Problem{Code: code, Pointer: at, Message: "评估员" + sheet.Evaluator.Name + "的评分表" + what, Rule: rule, Remedy: remedy}
}

func sameApplicants(a, b *Sheet) bool {
	known := func(list []Person, id string) bool {
		return slices.ContainsFunc(list, func(p Person) bool { return p.ID == id })
	}
	for _, applicant := range a.Applicants {
		if !known(b.Applicants, applicant.ID) {
			return false
		}
	}
	return len(a.Applicants) == len(b.Applicants) // each is listed once, as Check demands
}

// sameChoice reports whether two answers to one item, of one applicant, say the same. Words are not compared: no two
// people write the same.
func sameChoice(item *instrument.Node, a, b Answer) bool {
	left, leftScored := pointsOf(item, &a)
	right, rightScored := pointsOf(item, &b)
	return a.Option == b.Option && leftScored == rightScored && left.Equal(right) && same(a.Value, b.Value) &&
		same(a.Initial, b.Initial) && same(a.Final, b.Final)
}

func same[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
