package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// RowError is one thing that is wrong in a workbook: the cell, what it is, the rule and the remedy in Chinese, for the
// office that fills it in. Code is for machines and stays the same between versions; the codes of the compiler
// (instrument.Problem) are kept.
type RowError struct {
	Code    string `json:"code"`
	Sheet   string `json:"sheet,omitempty"`   // empty: the file as a whole
	Row     int    `json:"row,omitempty"`     // from 1; 0: the sheet as a whole
	Column  string `json:"column,omitempty"`  // letter; empty: the row as a whole
	Heading string `json:"heading,omitempty"` // of the column, or the field of 表头
	Pointer string `json:"pointer,omitempty"` // RFC 6901, into the Spec, where the compiler found the fault
	What    string `json:"what"`
	Rule    string `json:"rule"`
	Remedy  string `json:"remedy"`
	Detail  string `json:"detail,omitempty"` // the compiler's own words, with the figures
}

// Error is such as 工作表“指标”第7行G列（最高值）：….
func (e RowError) Error() string {
	var text strings.Builder
	if e.Sheet != "" {
		fmt.Fprintf(&text, "工作表“%s”", e.Sheet)
	}
	if e.Row > 0 {
		fmt.Fprintf(&text, "第%d行", e.Row)
	}
	if e.Column != "" {
		text.WriteString(e.Column + "列")
	}
	if e.Heading != "" {
		text.WriteString("（" + e.Heading + "）")
	}
	if text.Len() > 0 {
		text.WriteString("：")
	}
	text.WriteString(e.What)
	if e.Detail != "" {
		text.WriteString("（" + e.Detail + "）")
	}
	text.WriteString("。规则：" + e.Rule + "。改正：" + e.Remedy + "。")
	return text.String()
}

// place is a cell, or a row or sheet when the rest is zero.
type place struct {
	sheet   string
	row     int
	column  int
	heading string
}

func (p place) error(code, what, rule, remedy string) RowError {
	e := RowError{Code: code, Sheet: p.sheet, Row: p.row, Heading: p.heading, What: what, Rule: rule, Remedy: remedy}
	if p.column > 0 {
		e.Column = letters(p.column)
	}
	return e
}

// maxErrors is what a person can work through; a hostile workbook gets no more.
const maxErrors = 200

// findings gathers errors and knows which cells have one.
type findings struct {
	list []RowError
	seen map[place]bool
}

func (f *findings) add(at place, code, what, rule, remedy string) {
	f.keep(at, at.error(code, what, rule, remedy))
}

func (f *findings) keep(at place, e RowError) {
	if f.seen == nil {
		f.seen = map[place]bool{}
	}
	f.seen[at] = true
	if len(f.list) < maxErrors {
		f.list = append(f.list, e)
	} else if len(f.list) == maxErrors {
		f.list = append(f.list, RowError{Code: "too_many_problems", What: "问题较多，没有全部列出", Rule: fmt.Sprintf("一次最多列出%d个问题", maxErrors), Remedy: "改正已列出的问题后再次导入"})
	}
}

// sorted gives the errors in the order in which one reads the workbook; what concerns the file comes first.
func (f *findings) sorted() []RowError {
	order := map[string]int{"": 0, headSheet: 1, itemSheet: 2, gateSheet: 3}
	slices.SortStableFunc(f.list, func(a, b RowError) int {
		return cmp.Or(cmp.Compare(order[a.Sheet], order[b.Sheet]), cmp.Compare(a.Row, b.Row),
			cmp.Compare(len(a.Column), len(b.Column)), cmp.Compare(a.Column, b.Column))
	})
	return f.list
}
