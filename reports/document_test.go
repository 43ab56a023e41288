package reports_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
)

// whole has one of each block.
func whole() reports.Document {
	return reports.Document{
		Kind: "D20", Title: "不予登记通知书", Number: "锦民收〔2024〕3号", Authority: "锦江区民政局", Recipient: "张三", CaseNumber: "C-1",
		Moment: reports.MomentIssued, Date: law.MustDate("2024-01-02"),
		Blocks: reports.Blocks{
			reports.Heading{Level: 1, Text: reports.Text("一、事实")},
			reports.Paragraph{Text: reports.Join(reports.Text("经查，"), reports.Strong("年龄相差三十八周岁"), reports.Blank(4))},
			reports.KeyValue{Columns: 2, Items: []reports.Item{{Label: "姓名", Value: reports.Fact("/applicants/0/name", "张三")}, {Label: "年龄", Value: reports.Text("40")}, {Label: "住址", Value: reports.Text("成都"), Span: true}}},
			reports.Table{Caption: "表", Columns: []reports.Column{{Width: 1}, {Width: 2}}, Header: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("甲")}, {Text: reports.Text("乙")}}}}, Rows: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("一"), RowSpan: 2}, {Text: reports.Text("二"), Foot: []reports.Inline{reports.Text("签")}}}}, {Cells: []reports.Cell{{Text: reports.Text("三")}}}}},
			reports.List{Style: reports.ListChineseParen, Items: []reports.ListItem{{Text: reports.Text("申请"), Sub: &reports.List{Style: reports.ListArabic, Items: []reports.ListItem{{Text: reports.Text("子项")}}}}, {Text: reports.Text("受理")}}},
			reports.CheckList{Items: []reports.CheckItem{{Checked: true, Text: reports.Text("有")}, {Text: reports.Text("无")}}},
			reports.Basis{Citations: []string{"《中华人民共和国民法典》第一千一百零二条"}},
			reports.Notice{Title: "救济", Paragraphs: []reports.Inline{reports.Text("六十日内申请行政复议。")}},
			reports.Spacer{Height: 5},
			reports.KeepWithNext{},
			reports.Signatures{Lead: reports.Text("已阅"), Signers: []reports.Signer{{Role: "受送达人", Name: "张三", Fingerprint: true, Dated: true}, {Role: "机关", Seal: true, Dated: true, On: law.MustDate("2024-01-03")}}},
			reports.PageBreak{},
			reports.Closing{Seal: true},
		},
	}
}

func TestTextSaysEverythingInReadingOrder(t *testing.T) {
	t.Parallel()
	want := strings.Join([]string{
		"案件编号：C-1", "锦江区民政局", "不予登记通知书", "锦民收〔2024〕3号", "张三：",
		"一、事实", "经查，年龄相差三十八周岁____",
		"姓名\t张三\t年龄\t40", "住址\t成都",
		"表", "甲\t乙", "一\t二\n签", "三",
		"（一）申请", "1.子项", "（二）受理", "☑有", "☐无",
		"法律依据：《中华人民共和国民法典》第一千一百零二条。",
		"救济", "六十日内申请行政复议。",
		"已阅", "受送达人张三：", "（指印）", "　　　　年　　月　　日", "机关：", "（盖章）", "2024年1月3日",
		"（盖章）", "锦江区民政局", "2024年1月2日", "",
	}, "\n")
	require.Equal(t, want, whole().Text())
}

func TestJSONKeepsTheDocument(t *testing.T) {
	t.Parallel()
	b, err := json.Marshal(whole())
	require.NoError(t, err)
	var got reports.Document
	require.NoError(t, json.Unmarshal(b, &got))
	require.Equal(t, whole(), got)
	require.Error(t, json.Unmarshal([]byte(`{"blocks":[{"kind":"video","block":{}}]}`), &got))
}

func TestCheckNamesTheFault(t *testing.T) {
	t.Parallel()
	require.NoError(t, whole().Check())
	text := func(s string) reports.Block {
		return reports.Paragraph{Text: reports.Fact("/applicants/0/name", s)}
	}
	row := func(n int, span int) reports.Row {
		r := reports.Row{}
		for range n {
			r.Cells = append(r.Cells, reports.Cell{RowSpan: span})
		}
		return r
	}
	cols := []reports.Column{{Width: 1}, {Width: 1}}
	for name, c := range map[string]struct {
		block reports.Block
		code  string
		path  string
		r     rune
	}{
		"bad UTF-8":       {text("a\xff"), reports.CodeBadText, "/blocks/0/text", 0},
		"control":         {text("a\x07"), reports.CodeBadText, "/blocks/0/text", 7},
		"carriage return": {text("a\r\n"), reports.CodeBadText, "/blocks/0/text", '\r'},
		"direction":       {text("a\u202e"), reports.CodeBadText, "/blocks/0/text", 0x202E},
		"no character":    {text("a\ufffe"), reports.CodeBadText, "/blocks/0/text", 0xFFFE},
		"replacement":     {text("a\ufffd"), reports.CodeBadText, "/blocks/0/text", 0},
		"nil":             {nil, reports.CodeBadBlock, "/blocks/0", 0},
		"level 0":         {reports.Heading{}, reports.CodeBadBlock, "/blocks/0/level", 0},
		"level 4":         {reports.Heading{Level: 4}, reports.CodeBadBlock, "/blocks/0/level", 0},
		"no columns":      {reports.Table{}, reports.CodeBadBlock, "/blocks/0/columns", 0},
		"no width":        {reports.Table{Columns: []reports.Column{{}}}, reports.CodeBadBlock, "/blocks/0/columns/0/width", 0},
		"row too short":   {reports.Table{Columns: cols, Rows: []reports.Row{row(1, 1)}}, reports.CodeBadBlock, "/blocks/0/rows", 0},
		"row too long":    {reports.Table{Columns: cols, Rows: []reports.Row{row(3, 1)}}, reports.CodeBadBlock, "/blocks/0/rows", 0},
		"spans too far":   {reports.Table{Columns: cols, Rows: []reports.Row{row(2, 2)}}, reports.CodeBadBlock, "/blocks/0/rows", 0},
		"text in cell":    {reports.Table{Columns: cols[:1], Rows: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("\x00")}}}}}, reports.CodeBadText, "/blocks/0/rows/0/cells/0/text", 0},
		"grid of 3":       {reports.KeyValue{Columns: 3}, reports.CodeBadBlock, "/blocks/0/columns", 0},
		"height":          {reports.Spacer{Height: 201}, reports.CodeBadBlock, "/blocks/0/height", 0},
		"negative height": {reports.Spacer{Height: -1}, reports.CodeBadBlock, "/blocks/0/height", 0},
		"list style":      {reports.List{Style: "roman"}, reports.CodeBadBlock, "/blocks/0/style", 0},
		"blank with text": {reports.Paragraph{Text: reports.Inline{{Text: "a", Blank: 2}}}, reports.CodeBadBlock, "/blocks/0/text", 0},
		"seal and print":  {reports.Signatures{Signers: []reports.Signer{{Seal: true, Fingerprint: true}}}, reports.CodeBadBlock, "/blocks/0/signers/0", 0},
		"alignment":       {reports.Paragraph{Align: "middle"}, reports.CodeBadBlock, "/blocks/0/align", 0},
		"check columns":   {reports.CheckList{Columns: 5}, reports.CodeBadBlock, "/blocks/0/columns", 0},
		"citation":        {reports.Basis{Citations: []string{"\x01"}}, reports.CodeBadText, "/blocks/0/citations/0", 1},
		"notice":          {reports.Notice{Paragraphs: []reports.Inline{reports.Text("\x01")}}, reports.CodeBadText, "/blocks/0/paragraphs/0", 1},
		"organ":           {reports.Closing{Organ: "\x01"}, reports.CodeBadText, "/blocks/0/organ", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := reports.Document{Kind: "D01", Title: "题", Moment: reports.MomentForm, Blocks: reports.Blocks{c.block}}
			var se *reports.SettingError
			require.ErrorAs(t, d.Check(), &se)
			require.Equal(t, c.code, se.Code)
			require.Equal(t, c.path, se.Path)
			require.Equal(t, "D01", se.Kind)
			require.Equal(t, c.r, se.Rune)
		})
	}
}

func TestErrorNamesFieldAndCharacter(t *testing.T) {
	t.Parallel()
	e := &reports.SettingError{Code: reports.CodeMissingGlyph, Kind: "D05", Path: "/blocks/1/text", Field: "/applicants/0/name", Rune: '𠮷', Detail: "没有字形"}
	require.Equal(t, "文书D05无法排版：事项 /applicants/0/name（版面位置 /blocks/1/text），字符 U+20BB7“𠮷”：没有字形 [paper_missing_glyph]", e.Error())
}

func TestChineseNumbers(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一", 1000: "一千", 1001: "一千零一", 1010: "一千零一十", 1098: "一千零九十八", 1105: "一千一百零五", 9999: "九千九百九十九", 10000: "10000"} {
		require.Equal(t, want, reports.ChineseNumber(n), "%d", n)
	}
}

func TestGridPairsItems(t *testing.T) {
	t.Parallel()
	item := func(label string, span bool) reports.Item { return reports.Item{Label: label, Span: span} }
	k := reports.KeyValue{Columns: 2, Items: []reports.Item{item("a", false), item("b", false), item("c", false), item("d", true), item("e", false)}}
	var got []string
	for _, r := range k.Table().Rows {
		var labels []string
		for _, c := range r.Cells {
			if c.Head {
				labels = append(labels, c.Text.String())
			}
		}
		got = append(got, strings.Join(labels, "+"))
	}
	require.Equal(t, []string{"a+b", "c", "d", "e"}, got)
	_, err := reports.Place(k.Table().Rows, len(k.Table().Columns))
	require.NoError(t, err)
}
