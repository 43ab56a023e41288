package assessment

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

const indent = "　" // one ideographic space per level

// Explain tells in Chinese how a result came about, line by line: the table, the evaluators, each item with its article,
// with what each of them recorded, the hash of its evidence and what an adjudicator ruled, the sums, the gates in order,
// the conclusion. It needs nothing but the result, so that it can be written again years later.
func Explain(result Result) []string {
	e := newExplainer(&result)
	e.head()
	e.tree(result.Tree, 0)
	e.total()
	e.gates()
	e.conclusion()
	return e.lines
}

// explainer writes line after line into one text, and cuts them out of it.
type explainer struct {
	result *Result
	line   []byte // the line that is being written
	text   strings.Builder
	lines  []string
}

func newExplainer(result *Result) *explainer {
	const usualLine, head, around = 3 << 9, 3 << 8, 10 // bytes of a long line and of what is no row; lines that are no row
	e := &explainer{result: result, line: make([]byte, 0, usualLine)}
	lines, bytes := roomOf(result.Tree)
	e.lines = make([]string, 0, lines+len(result.Gates)+around)
	e.text.Grow(head + bytes)
	return e
}

// roomOf is how many lines the rows take, and about how many bytes, rather too many; a text that need not grow is written
// once.
func roomOf(rows []Row) (lines, bytes int) {
	const perRow, perGiven, perFile, perDay = 72, 56, 24, 24
	lines, bytes = len(rows), perRow*len(rows)
	for at := range rows {
		row := &rows[at]
		bytes += len(row.Title.ZH)
		if row.Citation != nil {
			bytes += perRow + len(row.Citation.Instrument) + len(row.Citation.Note)
		}
		for g := range row.Answers {
			given := &row.Answers[g]
			if row.Type == instrument.KindVeto && !given.Counts {
				continue
			}
			bytes += perGiven + len(given.Name) + len(given.OptionTitle.ZH) + len(given.Text) + len(given.Mitigation) + len(given.Comment)
			for f := range given.Evidence {
				ref := &given.Evidence[f]
				bytes += perFile + len(ref.ID) + len(ref.SHA256)
				if !ref.IssuedOn.IsZero() || !ref.ExpiresOn.IsZero() {
					bytes += 2 * perDay
				}
			}
		}
		moreLines, moreBytes := roomOf(row.Rows)
		lines, bytes = lines+moreLines, bytes+moreBytes
	}
	return lines, bytes
}

// number writes an exact number.
func (e *explainer) number(x *instrument.Exact) {
	e.line = x.Append(e.line)
}

// printed writes a number as papers print it.
func (e *explainer) printed(x *instrument.Exact) {
	e.line = x.AppendPrinted(e.line)
}

// write adds parts to the line; end closes it.
func (e *explainer) write(parts ...string) {
	line := e.line
	for _, part := range parts {
		line = append(line, part...)
	}
	e.line = line
}

func (e *explainer) end() {
	from := e.text.Len()
	e.text.Write(e.line)
	e.line, e.lines = e.line[:0], append(e.lines, e.text.String()[from:])
}

// basisWord introduces a text: an illustrative table rests on none, it only follows it.
func (e *explainer) basisWord() string {
	if e.result.Status == law.Illustrative {
		return "参照："
	}
	return "依据："
}

func (e *explainer) head() {
	r := e.result
	e.write("评估表：", r.Title.ZH, "（", r.Instrument.Name(), "，SHA-256 ", r.Instrument.SHA256, "）")
	if r.Status == law.Illustrative { // what it imitates is not what it rests on
		e.write("。本评估表为演练示例，并非官方评分表，不是依据任何法律文件制定的。")
	} else {
		e.write("，依据", r.Citation.String(), "。")
	}
	e.end()
	e.write("评估员：")
	for at, sheet := range r.Sheets {
		if at > 0 {
			e.write("、")
		}
		e.write(sheet.Evaluator.Name)
		if r.Mode == Lead && sheet.Evaluator.ID == r.Lead {
			e.write("（主评估员）")
		}
	}
	e.write("。合并方式：", r.Mode.Chinese(), "。")
	if r.Tolerance != nil {
		e.write("允许差值：单项", r.Tolerance.Item.Chinese(), "，总分", r.Tolerance.Total.Chinese(), "。")
	}
	e.end()
	if r.Spread != nil {
		e.spread(r.Spread)
	}
}

func (e *explainer) spread(s *TotalSpread) {
	e.write("各评估员单独计算的总分（有裁定的项目按裁定计）：")
	for at := range s.Totals {
		if at > 0 {
			e.write("、")
		}
		e.write(s.Totals[at].Evaluator.Name)
		e.printed(&s.Totals[at].Total)
		e.write("分")
	}
	e.write("，相差")
	e.number(&s.Spread)
	e.write("分，允许差值")
	e.number(&s.Allowed)
	e.write("分。")
	e.end()
}

func (e *explainer) tree(rows []Row, depth int) {
	for at := range rows {
		row := &rows[at]
		e.row(row, depth)
		e.tree(row.Rows, depth+1)
	}
}

// row writes one row without what stands below it.
func (e *explainer) row(row *Row, depth int) {
	for range depth {
		e.write(indent)
	}
	switch row.Type {
	case instrument.KindSection, instrument.KindBonus:
		e.group(row)
	case instrument.KindVeto:
		e.veto(row)
	case instrument.KindText, instrument.KindInteger, instrument.KindDate, instrument.KindOption, instrument.KindPoints, instrument.KindRating,
		instrument.KindBoolean, instrument.KindDual:
		e.item(row)
	}
	if row.Citation != nil {
		e.write(e.basisWord(), row.Citation.String(), "。")
	}
	e.end()
}

func (e *explainer) group(row *Row) {
	e.write("【", row.Title.ZH, "】")
	if row.Points == nil {
		return
	}
	if row.Uncut != nil {
		e.write("合计")
		e.printed(row.Uncut)
		e.write("分，按上限计")
	} else {
		e.write("得分")
	}
	e.write(row.Printed, "分，最高")
	e.number(row.Max)
	e.write("分。")
}

func (e *explainer) veto(row *Row) {
	e.write(row.Code, " ", row.Title.ZH, "：")
	found := false
	for at := range row.Answers {
		if !row.Answers[at].Counts {
			continue
		}
		if found {
			e.write("；")
		}
		found = true
		e.line = e.given(e.line, row, &row.Answers[at])
	}
	if !found {
		e.write("各评估员均未发现")
	}
	e.write("。")
}

func (e *explainer) total() {
	r := e.result
	if r.TotalExact == nil {
		return
	}
	e.write("总分：", r.Total, "分，最高可得")
	e.number(r.Highest)
	e.write("分")
	e.sum(r.Tree)
	if r.TotalUncut != nil {
		e.write("；各部分合计")
		e.printed(r.TotalUncut)
		e.write("分，按总分上限计")
	}
	if exact, err := instrument.ParseExact(r.Total); err == nil && !exact.Equal(*r.TotalExact) {
		e.write("；精确值为")
		e.number(r.TotalExact)
		e.write("，打印时保留两位小数，只舍不入，判定按精确值进行")
	}
	e.write("。")
	e.end()
}

// sum says which groups make a sum; items below it stand for themselves.
func (e *explainer) sum(rows []Row) {
	first := true
	for at := range rows {
		row := &rows[at]
		if row.Points == nil || len(row.Rows) == 0 {
			continue
		}
		if first {
			e.write("；其中")
		} else {
			e.write("、")
		}
		e.write("“", row.Title.ZH, "”")
		e.number(row.Points)
		e.write("分")
		first = false
	}
}

func (e *explainer) gates() {
	for at := range e.result.Gates {
		gate := &e.result.Gates[at]
		e.write("判定", strconv.Itoa(at+1), "：", gate.Condition)
		if gate.Compared != nil {
			e.write("，实得")
			e.number(gate.Compared)
			e.write("分")
		}
		if len(gate.Codes) > 0 {
			e.write("，涉及", strings.Join(gate.Codes, "、"))
		}
		if gate.Applies {
			e.write("，符合，据此得出结论。")
		} else {
			e.write("，不符合，进入下一项判定。")
		}
		if gate.Citation != e.result.Citation {
			e.write(e.basisWord(), gate.Citation.String(), "。")
		}
		e.end()
	}
}

func (e *explainer) conclusion() {
	if e.result.Outcome == instrument.Human {
		e.write("结论由审批人作出：依照判定条件“", e.result.DecidedBy, "”，本表不判定合格与否，各项评定供审批人判断。")
		e.end()
	}
	e.write("结论：", e.result.Conclusion, "。评分结果是收养登记的参考依据，是否予以登记由收养登记机关依法决定。")
	e.end()
}
