package assessment

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

const indent = "　" // one ideographic space per level

// Explain tells in Chinese how a result came about, line by line: the table, the evaluators, each item with what each
// of them recorded and the hash of its evidence, the sums, the gates in order, the conclusion. It needs nothing but
// the result, so that it can be written again years later.
func Explain(result Result) []string {
	e := explainer{result: &result, lines: make([]string, 0, 64), line: make([]byte, 0, 1024)}
	e.head()
	e.tree(result.Tree, 0)
	e.total()
	e.gates()
	return append(e.lines, "结论："+result.Conclusion+"。评分结果是收养登记的参考依据，是否予以登记由收养登记机关依法决定。")
}

type explainer struct {
	result *Result
	lines  []string
	line   []byte // the line being written; reused
}

// write collects parts of one line; end closes it.
func (e *explainer) write(parts ...string) {
	for _, part := range parts {
		e.line = append(e.line, part...)
	}
}

func (e *explainer) end() {
	e.lines = append(e.lines, string(e.line))
	e.line = e.line[:0]
}

func (e *explainer) head() {
	r := e.result
	e.write("评估表：", r.Title.ZH, "（", r.Instrument.Name(), "，SHA-256 ", r.Instrument.SHA256, "），依据", r.Citation.String(), "。")
	e.end()
	if r.Status == law.Illustrative {
		e.write("说明：本评估表为演练示例，并非官方评分表。")
		e.end()
	}
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
	e.end()
}

func (e *explainer) tree(rows []Row, depth int) {
	for at := range rows {
		row := &rows[at]
		for range depth {
			e.write(indent)
		}
		switch row.Type {
		case instrument.KindSection, instrument.KindBonus:
			e.group(row)
			e.end()
			e.tree(row.Rows, depth+1)
			continue
		case instrument.KindVeto:
			e.veto(row)
		case instrument.KindText, instrument.KindOption, instrument.KindPoints, instrument.KindRating, instrument.KindBoolean, instrument.KindDual:
			e.item(row)
		}
		e.end()
	}
}

func (e *explainer) group(row *Row) {
	e.write("【", row.Title.ZH, "】")
	if row.Points == nil {
		return
	}
	if row.Uncut != nil {
		e.write("合计", row.Uncut.Printed(), "分，按上限计")
	} else {
		e.write("得分")
	}
	e.write(row.Printed, "分，最高", row.Max.String(), "分。")
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
		e.given(row, &row.Answers[at])
	}
	if !found {
		e.write("各评估员均未发现")
	}
	e.write("。")
}

func (e *explainer) item(row *Row) {
	e.write(row.Code, " ", row.Title.ZH, "：")
	if row.Points != nil {
		e.write(row.Printed, "分，最高", row.Max.String(), "分")
		if row.Weight != nil {
			e.write("（评定值", row.Rating.Printed(), "×权重", row.Weight.String(), "）")
		}
		e.write("。")
	}
	for at := range row.Answers {
		if at > 0 {
			e.write("；")
		}
		e.given(row, &row.Answers[at])
	}
	if len(row.Answers) == 0 {
		e.write("未填写")
	}
	e.write("。")
}

func (e *explainer) given(row *Row, given *Given) {
	e.write(given.Name)
	if given.Applicant != "" {
		e.write("评定申请人", e.applicant(given.Applicant))
	}
	switch {
	case given.Option != "":
		e.write("选择“", given.OptionTitle.ZH, "”（选项", given.Option, "）")
	case given.Value != nil && row.Type == instrument.KindVeto:
		e.write("认定存在该情形")
	case given.Value != nil && *given.Value:
		e.write("认定为是")
	case given.Value != nil:
		e.write("认定为否")
	case given.Text != "":
		e.write("记录：“", given.Text, "”")
	}
	if given.Points != nil {
		if row.Type == instrument.KindRating {
			e.write("评定为", given.Points.String())
		} else {
			e.write("，", given.Points.String(), "分")
		}
	}
	if !given.Counts && given.Points != nil {
		e.write("（未采用）")
	}
	if given.Comment != "" {
		e.write("，说明：“", given.Comment, "”")
	}
	for _, ref := range given.Evidence {
		e.write("，证据", ref.ID, "（SHA-256 ", ref.SHA256, "）")
	}
}

func (e *explainer) applicant(id string) string {
	for _, applicant := range e.result.Applicants {
		if applicant.ID == id && applicant.Name != "" {
			return applicant.Name
		}
	}
	return id
}

func (e *explainer) total() {
	r := e.result
	if r.TotalExact == nil {
		return
	}
	e.write("总分：", r.Total, "分，最高可得", r.Highest.String(), "分")
	if r.TotalUncut != nil {
		e.write("；各部分合计", r.TotalUncut.Printed(), "分，按总分上限计")
	}
	if exact, err := instrument.ParseExact(r.Total); err == nil && !exact.Equal(*r.TotalExact) {
		e.write("；精确值为", r.TotalExact.String(), "，打印时保留两位小数，只舍不入，判定按精确值进行")
	}
	e.write("。")
	e.end()
}

func (e *explainer) gates() {
	for at, gate := range e.result.Gates {
		e.write("判定", strconv.Itoa(at+1), "：", gate.Condition)
		if gate.Compared != nil {
			e.write("，实得", gate.Compared.String(), "分")
		}
		if len(gate.Codes) > 0 {
			e.write("，涉及", strings.Join(gate.Codes, "、"))
		}
		if gate.Applies {
			e.write("，符合，据此得出结论。")
		} else {
			e.write("，不符合，进入下一项判定。")
		}
		e.end()
	}
}
