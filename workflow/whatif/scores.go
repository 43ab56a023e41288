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

// Parameters that say how the sheets of several evaluators become one.
const (
	keyConsolidation  = "consolidation"
	keyToleranceItem  = "consolidation.tolerance_item"
	keyToleranceTotal = "consolidation.tolerance_total"
)

// scores compares the results of a phase; nothing while its sheets are not all in.
func scores(c *workflow.Case, phase string, was, would Law) []Difference {
	old, draft := was.Tables[phase], would.Tables[phase]
	if old == nil || draft == nil || old == draft && was.Pack == would.Pack || !c.SheetsComplete(phase) {
		return nil
	}
	sheets := c.SheetsOf(phase)
	howWas, howWould := joined(c, was.Pack, sheets), joined(c, would.Pack, sheets)
	d := Difference{Kind: Undetermined, Where: phase, Title: instrument.Phase(phase).Chinese(), Why: howWas.against(howWould)}
	if old == draft && len(d.Why) == 0 {
		return nil
	}
	rulings := c.RulingsOf(phase)
	before, err := result(old, sheets, howWas, rulings)
	if err != nil {
		d.Before, d.After = "原结果无法重算："+plain(err), "不能推算"
		return []Difference{d}
	}
	stated := c.StatedOf(phase)
	d.Before = resultText(&before, stated)
	after, err := result(draft, answering(draft, sheets), howWould, rulings)
	if err != nil {
		d.After, d.Why = "不能推算："+plain(err), append(d.Why, gaps(draft, err)...)
		return []Difference{d}
	}
	switch {
	case concluded(&before, stated) != concluded(&after, stated):
		d.Kind = Outcome
	case before.Total != after.Total:
		d.Kind = Score
	default:
		return nil
	}
	d.After = resultText(&after, stated)
	d.Why = append(append(d.Why, gateReasons(&before, &after)...), nodeReasons(&before, &after)...)
	return []Difference{d}
}

// joining is how a pack joins sheets on the day on which the assessment began, with the words of its parameters.
type joining struct {
	how   assessment.Consolidation
	words map[string]string
	err   error
}

func joined(c *workflow.Case, pack *law.Pack, sheets []assessment.Sheet) joining {
	on := c.ReceivedOn
	if c.Commission != nil && !c.Commission.BegunOn.IsZero() {
		on = c.Commission.BegunOn
	}
	j := joining{words: map[string]string{}}
	j.words[keyConsolidation], j.err = pack.Text(keyConsolidation, on)
	j.how = assessment.Consolidation{Mode: assessment.Mode(j.words[keyConsolidation]), AtLeast: min(len(sheets), 2)} //nolint:mnd // 2020 办法 art. 9
	if j.how.Mode == assessment.Lead {
		j.how.Lead = lead(c, sheets)
	}
	for key, limit := range map[string]*assessment.Limit{keyToleranceItem: &j.how.Tolerance.Item, keyToleranceTotal: &j.how.Tolerance.Total} {
		text, err := pack.Text(key, on)
		if err != nil {
			continue // no law is known: nothing is set
		}
		j.words[key] = text
		if *limit, err = assessment.ParseLimit(text); err != nil && j.err == nil {
			j.err = err
		}
	}
	return j
}

// against lists the parameters that are others.
func (j joining) against(o joining) []Reason {
	var out []Reason
	for _, one := range [][2]string{{keyConsolidation, "评分合并方式"}, {keyToleranceItem, "单项允许差值"}, {keyToleranceTotal, "总分允许差值"}} {
		if was, would := j.words[one[0]], o.words[one[0]]; was != would {
			out = append(out, Reason{By: ByParameter, Code: one[0], Title: one[1], Before: orNone(was), After: orNone(would)})
		}
	}
	return out
}

func orNone(text string) string {
	if text == "" {
		return "未载明"
	}
	return text
}

// result joins bare answers: words, evidence and hand-over were checked when the sheets were submitted. A ruling on what
// is not in dispute under this law has no place in it; a dispute that nobody has ruled on leaves the case undetermined.
func result(table *instrument.Instrument, sheets []assessment.Sheet, j joining, rulings []assessment.Ruling) (assessment.Result, error) {
	if j.err != nil {
		return assessment.Result{}, j.err
	}
	rulings = slices.DeleteFunc(slices.Clone(rulings), func(r assessment.Ruling) bool { _, known := table.Node(r.Code); return !known })
	r, err := assessment.Trial(table, sheets, j.how, rulings...)
	if kept := inDispute(rulings, err); len(kept) < len(rulings) {
		return assessment.Trial(table, sheets, j.how, kept...)
	}
	return r, err
}

// inDispute drops the rulings that an error says settle nothing.
func inDispute(rulings []assessment.Ruling, err error) []assessment.Ruling {
	var invalid *assessment.InvalidError
	if !errors.As(err, &invalid) {
		return rulings
	}
	return slices.DeleteFunc(slices.Clone(rulings), func(r assessment.Ruling) bool {
		return slices.ContainsFunc(invalid.Problems, func(p assessment.Problem) bool {
			return p.Code == "ruling_not_in_dispute" && leadsTo(p.Pointer, "/rulings/", r.Code)
		})
	})
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

// concluded is what came of a phase: the outcome of the table or, where the table leaves it to a person, what the
// supervisor found (认定评分结果). The finding rests on the same sheets, and so stands under every table that asks for one.
func concluded(r *assessment.Result, stated *workflow.StatedOutcome) instrument.Outcome {
	switch {
	case r.Outcome != instrument.Human || stated == nil:
		return r.Outcome
	case stated.Passed:
		return instrument.Pass
	}
	return instrument.Fail
}

func resultText(r *assessment.Result, stated *workflow.StatedOutcome) string {
	text := concluded(r, stated).Chinese()
	if r.Total != "" {
		text += "，" + r.Total + "分"
	}
	if r.Outcome == instrument.Human && stated != nil {
		return text + "（经审批人认定）"
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
