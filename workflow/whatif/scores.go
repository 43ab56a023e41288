package whatif

import (
	"errors"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// keyConsolidation is the parameter that says how the sheets of several evaluators become one.
const keyConsolidation = "consolidation"

// scores compares the results of a phase; nothing while its sheets are not all in.
func scores(c *workflow.Case, phase string, was, would Law) []Difference {
	old, draft := was.Tables[phase], would.Tables[phase]
	if old == nil || draft == nil || old == draft && was.Pack == would.Pack || !c.SheetsComplete(phase) {
		return nil
	}
	sheets := c.SheetsOf(phase)
	modeWas, errWas := mode(c, was.Pack)
	modeWould, errWould := mode(c, would.Pack)
	if old == draft && modeWas == modeWould && errWas == nil && errWould == nil {
		return nil
	}
	d := Difference{Kind: Undetermined, Where: phase, Title: instrument.Phase(phase).Chinese()}
	if modeWas != modeWould {
		d.Why = append(d.Why, Reason{By: ByParameter, Code: keyConsolidation, Title: "评分合并方式", Before: modeWas, After: modeWould})
	}
	before, err := result(c, phase, old, sheets, modeWas, errWas)
	if err != nil {
		d.Before, d.After = "原结果无法重算："+plain(err), "不能推算"
		return []Difference{d}
	}
	d.Before = resultText(&before)
	after, err := result(c, phase, draft, answering(draft, sheets), modeWould, errWould)
	if err != nil {
		d.After, d.Why = "不能推算："+plain(err), append(d.Why, gaps(draft, err)...)
		return []Difference{d}
	}
	switch {
	case before.Outcome != after.Outcome:
		d.Kind = Outcome
	case before.Total != after.Total:
		d.Kind = Score
	default:
		return nil
	}
	d.After = resultText(&after)
	d.Why = append(append(d.Why, gateReasons(&before, &after)...), nodeReasons(&before, &after)...)
	return []Difference{d}
}

// mode is how the pack joins sheets, on the day on which the assessment began.
func mode(c *workflow.Case, pack *law.Pack) (string, error) {
	on := c.ReceivedOn
	if c.Commission != nil && !c.Commission.BegunOn.IsZero() {
		on = c.Commission.BegunOn
	}
	return pack.Text(keyConsolidation, on)
}

// result joins bare answers: words, evidence and hand-over were checked when the sheets were submitted.
func result(c *workflow.Case, phase string, table *instrument.Instrument, sheets []assessment.Sheet, mode string, err error) (assessment.Result, error) {
	if err != nil {
		return assessment.Result{}, err
	}
	how := assessment.Consolidation{Mode: assessment.Mode(mode), AtLeast: min(len(sheets), 2)} //nolint:mnd // 2020 办法 art. 9
	if how.Mode == assessment.Lead {
		how.Lead = lead(c, sheets)
	}
	return assessment.Trial(table, sheets, how)
}

// lead is the account of the lead evaluator among the sheets.
func lead(c *workflow.Case, sheets []assessment.Sheet) string {
	if c.Commission == nil {
		return ""
	}
	for _, e := range c.Commission.Members {
		if e.Lead && slices.ContainsFunc(sheets, func(s assessment.Sheet) bool { return s.Evaluator.ID == e.AccountID }) {
			return e.AccountID
		}
	}
	return ""
}

// answering keeps of the sheets what the draft still asks for. What an item that is gone was answered with has no
// place in the draft, and is no fault of the sheet.
func answering(draft *instrument.Instrument, sheets []assessment.Sheet) []assessment.Sheet {
	out := slices.Clone(sheets)
	for i := range out {
		kept := make(map[string]assessment.Answer, len(out[i].Answers))
		for code, answer := range out[i].Answers {
			if node, ok := draft.Node(code); ok && !node.IsGroup() {
				kept[code] = answer
			}
		}
		out[i].Answers, out[i].Instrument = kept, draft.Ref()
	}
	return out
}

func resultText(r *assessment.Result) string {
	text := r.Outcome.Chinese()
	if r.Total != "" {
		text += "，" + r.Total + "分"
	}
	return text + "（" + r.Conclusion + "）"
}

// gaps names the items that the draft asks for and the sheets do not answer as it wants.
func gaps(draft *instrument.Instrument, err error) []Reason {
	var invalid *assessment.InvalidError
	if !errors.As(err, &invalid) {
		return nil
	}
	var out []Reason
	seen := map[string]bool{}
	for _, p := range invalid.Problems {
		for item := range draft.Items() {
			if !seen[item.Code()] && names(p.Pointer, item.Code()) {
				seen[item.Code()] = true
				out = append(out, Reason{By: ByNode, Code: item.Code(), Title: item.Title().ZH, After: gapText(p)})
			}
		}
	}
	return out
}

// gapText words a problem without its message, which may name persons.
func gapText(p assessment.Problem) string {
	if p.Gap {
		return "原评分表没有这一记录"
	}
	return "原记录不符合新表的要求"
}

// plain is an error in one line, without names.
func plain(err error) string {
	var invalid *assessment.InvalidError
	if errors.As(err, &invalid) && len(invalid.Problems) > 0 {
		return strconv.Itoa(len(invalid.Problems)) + "处记录缺少或者不符合要求"
	}
	var missing *law.MissingParamError
	if errors.As(err, &missing) {
		return "规则包未载明 " + missing.Key
	}
	return err.Error()
}
