package reports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// BlankRegister is R03 证书领用登记表: what became of the ministry's blanks of an office in
// a year. It belongs to no case; it names certificates, and nobody who adopts or is adopted.
func BlankRegister(s workflow.BlankSheet) Document {
	d := Document{
		Kind: "R03", Title: "证书领用登记表", Subtitle: fmt.Sprintf("（%d年，截至%s）", s.Year, s.On.Chinese()), Authority: s.Authority,
		Date: s.On, Moment: MomentRecord, Layout: LayoutSheet, Language: LanguageChinese,
	}
	if s.Sandbox {
		d.Watermark = sandboxMark
	}
	d.Blocks = append(d.Blocks, blankTotals(s), blankLines(s))
	if len(s.Gaps) > 0 {
		d.Blocks = append(d.Blocks, Paragraph{Small: true, Text: Text("缺号（相邻入库号码之间从未入库的）：" + strings.Join(s.Gaps, "、") + "。")})
	}
	d.Blocks = append(d.Blocks,
		Paragraph{Small: true, Text: Text("入库数等于库存、已领用、已使用、作废、遗失、退回调出、销毁各数之和；合计为登记簿全部年度的现状，明细为本年度有入库、领用或者其他变动的，以及年末尚在库存或者领用的证件。")},
		Signatures{Signers: []Signer{{Role: "制表人（签名）", Name: s.By, Dated: true, On: s.On}, {Role: "审核人（签名）", Dated: true}}},
	)
	return d
}

// blankTotals counts by series and state.
func blankTotals(s workflow.BlankSheet) Table {
	t := Table{Caption: "合计（份）", Columns: []Column{column(2.2, AlignCenter), column(1, AlignCenter)}}
	titles := []string{"种类", "入库"}
	for _, state := range workflow.BlankStates() {
		titles, t.Columns = append(titles, state.Chinese()), append(t.Columns, column(1, AlignCenter))
	}
	t.Header = headRow(titles...)
	for _, series := range workflow.BlankSeriesAll() {
		counts := map[workflow.BlankState]int64{}
		var all int64
		for _, n := range s.Totals {
			if n.Series == series {
				counts[n.State] += n.Count
				all += n.Count
			}
		}
		row := []Inline{Text(series.Chinese()), Text(strconv.FormatInt(all, 10))}
		for _, state := range workflow.BlankStates() {
			row = append(row, Text(strconv.FormatInt(counts[state], 10)))
		}
		t.Rows = append(t.Rows, cells(row...))
	}
	return t
}

// blankLines lists the blanks.
func blankLines(s workflow.BlankSheet) Block {
	if len(s.Lines) == 0 {
		return Paragraph{Text: Text("本年度没有空白证件的入库、领用和使用。")}
	}
	t := Table{
		Caption: "明细",
		Columns: []Column{column(2.6, AlignCenter), column(1.9, AlignCenter), column(2, AlignCenter), column(1.5, AlignCenter), column(1.9, AlignCenter), column(2.4, AlignCenter), column(2.4, AlignLeft)},
		Header:  headRow("印制号（份数）", "入库", "领用", "去向", "日期、经办", "登记证字号", "备注"),
	}
	for _, l := range s.Lines {
		t.Rows = append(t.Rows, cells(Text(fmt.Sprintf("%s（%d）", l.Numbers, l.Count)), Text(l.ReceivedOn.String()), dated(l.Holder, l.IssuedOn),
			Text(l.State.Chinese()), dated(l.EndedBy, l.EndedOn), Text(l.Certificate), Text(l.Note)))
	}
	return t
}

// dated is a name over a day; nothing where both are unknown.
func dated(name string, on law.Date) Inline {
	if on.IsZero() {
		return Text(name)
	}
	return Text(strings.TrimSpace(name + " " + on.String()))
}
