package assessment

import "github.com/anjia-project/anjia/assessment/instrument"

// ExplainOne tells in Chinese why one number is what it is (如“为什么是82.5分？”): the way from the total down to the node
// with the given code, at each step with the numbers that make the sum, and at its end the options chosen, the evidence
// files, the evaluators and the adjudicator. The code "" asks for the total. It fails with *InvalidError when the result has
// no node of that code.
func ExplainOne(result Result, code string) ([]string, error) {
	path, found := pathTo(result.Tree, code)
	if !found && code != "" {
		return nil, refuse(Problem{
			Code: "unknown_code", Pointer: "/code", Message: "评分结果中没有代码为“" + clip(code) + "”的项目",
			Rule: "评分结果只含评估表" + result.Instrument.Name() + "列明的项目", Remedy: "请核对代码（代码区分大小写，“010”不同于“10”）",
		})
	}
	e := newExplainer(&result)
	if result.TotalExact != nil {
		e.write("总分", result.Total, "分")
		e.addends(result.Tree, result.TotalExact, result.TotalUncut)
		e.end()
	}
	for depth, row := range path {
		e.row(row, depth+1)
		if row.Points != nil && len(row.Rows) > 0 {
			for range depth + 1 {
				e.write(indent)
			}
			e.write("“", row.Title.ZH, "”", row.Printed, "分")
			e.addends(row.Rows, row.Points, row.Uncut)
			e.end()
		}
	}
	if code == "" {
		e.gates()
		e.conclusion()
	}
	return e.lines, nil
}

// pathTo gives the rows from the outermost down to the one with a code.
func pathTo(rows []Row, code string) ([]*Row, bool) {
	for at := range rows {
		if rows[at].Code == code {
			return []*Row{&rows[at]}, true
		}
		if below, found := pathTo(rows[at].Rows, code); found {
			return append([]*Row{&rows[at]}, below...), true
		}
	}
	return nil, false
}

// addends writes the exact numbers that make a sum, each with its code, and the cap where one took something away.
func (e *explainer) addends(rows []Row, sum, uncut *instrument.Exact) {
	e.write("＝")
	first := true
	for at := range rows {
		if rows[at].Points == nil {
			continue
		}
		if !first {
			e.write("＋")
		}
		first = false
		e.number(rows[at].Points)
		e.write("（", rows[at].Code, " ", rows[at].Title.ZH, "）")
	}
	if uncut != nil {
		e.write("＝")
		e.number(uncut)
		e.write("，按上限计")
		e.number(sum)
	}
	e.write("。")
}
