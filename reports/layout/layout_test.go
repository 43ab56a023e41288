package layout_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
)

const mm = 72 / 25.4

func document(blocks ...reports.Block) reports.Document {
	return reports.Document{Kind: "T00", Title: "试验", Moment: reports.MomentRecord, Blocks: blocks}
}

func set(t require.TestingT, d reports.Document) *layout.Pages {
	ps, err := whole(d)
	require.NoError(t, err)
	return ps
}

// whole gathers the pages of a document that encloses none.
func whole(d reports.Document) (ps *layout.Pages, err error) {
	_, err = layout.Each(d, font.Embedded(), func(p layout.Part) error {
		ps = p.Pages
		return nil
	})
	return ps, err
}

// textLine is what stands on one base line of a page, from left to right.
type textLine struct {
	page int
	y    float64
	text string
	x    float64 // left edge of the ink
	end  float64 // right edge of the ink
}

// linesOf gathers the text ops of the document into lines, furniture left out.
func linesOf(ps *layout.Pages) []textLine {
	var out []textLine
	for i, p := range ps.Pages {
		for _, op := range p.Ops {
			if op.Kind != layout.OpText || op.Element == layout.Artifact {
				continue
			}
			text, x := "", op.X-op.Spacing
			for _, g := range op.Glyphs {
				text += g.Text
				w := int(g.Advance)
				if w == 0 {
					w = g.Face.Advance(g.Glyph)
				}
				x += float64(w)/float64(g.Face.Upem())*op.Size + op.Spacing
			}
			if k := len(out) - 1; k >= 0 && out[k].page == i && math.Abs(out[k].y-op.Y) < 0.1 && out[k].end <= op.X+op.Size/2 {
				out[k].text += text
				out[k].end = x
				continue
			}
			out = append(out, textLine{page: i, y: op.Y, text: text, x: op.X, end: x})
		}
	}
	return out
}

const hanzi = "收养人评估报告登记机关依法审查甲乙丙𠮷𫖯"

// prose draws text as families, officers and laws write it.
func prose() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune(hanzi)), 1, 12, -1),
		rapid.SampledFrom([]string{"，", "。", "、", "；", "：", "？", "！", "《", "》", "（", "）", "“", "”", "——", "……", "·", "〔2024〕12号", "％"}),
		rapid.SampledFrom([]string{"2024", " ", "Anna Smith", "51010419860721002X", "3.5", "(a)", "https://example.org/a/b"}),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 1, 80).Draw(t, "pieces"), "")
	})
}

func TestLinesKeepTheRulesOfTheirEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// closing marks never begin the text itself
		text := "文" + prose().Draw(t, "text") + "文"
		ls := linesOf(set(t, document(reports.Paragraph{Text: reports.Text(text)})))[1:]
		var got strings.Builder
		for i, l := range ls {
			got.WriteString(l.text)
			first, _ := utf8.DecodeRuneInString(l.text)
			last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l.text, " "))
			if i > 0 && avoidable(text) {
				require.NotContains(t, "，。、；：？！）》”…—％·", string(first), "line %d begins with %c: %s", i, first, l.text)
			}
			if i+1 < len(ls) && avoidable(text) {
				require.NotContains(t, "（《“", string(last), "line %d ends with %c: %s", i, last, l.text)
			}
			require.LessOrEqual(t, l.end, (28+156)*mm+0.6*12, "line %d runs out of the measure: %s", i, l.text)
		}
		require.Equal(t, text, got.String())
	})
}

// avoidable reports whether no stretch of the text is so long without a place
// to break that a rule must give way.
func avoidable(text string) bool {
	run := 0
	for _, r := range text {
		if strings.ContainsRune(hanzi+"文 ", r) {
			run = 0
			continue
		}
		if run++; run > 20 {
			return false
		}
	}
	return true
}

func TestFullLinesReachTheMargin(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("依照《中华人民共和国民法典》的规定，收养人应当同时具备下列条件：无子女或者只有一名子女；", 6)
	ls := linesOf(set(t, document(reports.Paragraph{Text: reports.Text(text)})))[1:]
	require.Greater(t, len(ls), 4)
	for _, l := range ls[:len(ls)-1] {
		// a mark at the end of a line carries its white inside its square
		require.InDelta(t, (28+156)*mm, l.end, 0.05, l.text)
	}
	require.InDelta(t, 28*mm+24, ls[0].x, 0.05, "first line is indented by two characters")
	require.InDelta(t, 28*mm, ls[1].x, 0.05)
}

func TestParagraphsLeaveNoSingleLines(t *testing.T) {
	t.Parallel()
	for n := 20; n < 45; n++ {
		blocks := []reports.Block{}
		for range n {
			blocks = append(blocks, reports.Paragraph{Text: reports.Text("短段。")})
		}
		long := strings.Repeat("这一段要跨过页末，", 25)
		blocks = append(blocks, reports.Paragraph{Text: reports.Text(long)})
		perPage := map[int]int{}
		for _, l := range linesOf(set(t, document(blocks...))) {
			if strings.Contains(l.text, "跨") || strings.Contains(l.text, "页") {
				perPage[l.page]++
			}
		}
		for page, k := range perPage {
			require.GreaterOrEqual(t, k, 2, "%d short paragraphs: page %d has one line of the long one", n, page)
		}
	}
}

func TestHeadingsAndSignaturesNeverStandAlone(t *testing.T) {
	t.Parallel()
	for n := 15; n < 60; n++ {
		var blocks []reports.Block
		for range n {
			blocks = append(blocks, reports.Paragraph{Text: reports.Text("短段。")})
		}
		blocks = append(blocks, reports.Heading{Level: 1, Text: reports.Text("标题")}, reports.Paragraph{Text: reports.Text("正文。")},
			reports.Signatures{Signers: []reports.Signer{{Role: "收养人", Fingerprint: true, Dated: true}, {Role: "登记员", Dated: true}}})
		page := map[string]int{}
		for _, l := range linesOf(set(t, document(blocks...))) {
			for _, word := range []string{"标题", "正文", "收养人", "登记员"} {
				if strings.Contains(l.text, word) {
					page[word] = l.page
				}
			}
		}
		require.Equal(t, page["标题"], page["正文"], "%d paragraphs", n)
		require.Equal(t, page["正文"], page["收养人"], "%d paragraphs", n)
		require.Equal(t, page["收养人"], page["登记员"], "%d paragraphs", n)
	}
}

func TestSignatureTakesTheEndOfATableAlong(t *testing.T) {
	t.Parallel()
	for n := 10; n < 40; n++ {
		kv := reports.KeyValue{Columns: 1}
		for range n {
			kv.Items = append(kv.Items, reports.Item{Label: "行", Value: reports.Text("值")})
		}
		ls := linesOf(set(t, document(kv, reports.Signatures{Signers: []reports.Signer{{Role: "签名人"}}})))
		sign, row := ls[len(ls)-1], ls[len(ls)-2]
		require.Contains(t, sign.text, "签名人")
		require.Equal(t, row.page, sign.page, "%d rows", n)
	}
}

func TestLongRowsAreParted(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("实地走访情况良好，", 400)
	table := reports.Table{
		Columns: []reports.Column{{Width: 1}, {Width: 4}}, Header: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("项目")}, {Text: reports.Text("情况")}}}},
		Rows: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("走访"), RowSpan: 2}, {Text: reports.Text(long), Foot: []reports.Inline{reports.Text("签名")}}}}, {Cells: []reports.Cell{{Text: reports.Text("末行")}}}},
	}
	ps := set(t, document(table))
	require.Greater(t, len(ps.Pages), 2)
	var got strings.Builder
	for _, l := range linesOf(ps) {
		require.Less(t, l.y, 270*mm, "text below the type area")
		got.WriteString(l.text)
	}
	require.Equal(t, "试验项目情况走访"+long+"签名末行", got.String())
}

func TestBoldHeadIsFurnitureWhenRepeated(t *testing.T) {
	t.Parallel()
	table := reports.Table{Columns: []reports.Column{{Width: 1}}, Header: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("表头")}}}}}
	for range 60 {
		table.Rows = append(table.Rows, reports.Row{Cells: []reports.Cell{{Text: reports.Text("行")}}})
	}
	ps := set(t, document(table))
	require.Greater(t, len(ps.Pages), 1)
	for i, p := range ps.Pages {
		heads := 0
		for _, op := range p.Ops {
			if op.Kind == layout.OpText && len(op.Glyphs) == 2 && op.Glyphs[0].Text == "表" {
				heads++
				require.Equal(t, i > 0, op.Element == layout.Artifact)
			}
		}
		require.Equal(t, 1, heads, "page %d", i+1)
	}
}

func TestWhatNoPageCanHoldIsAnError(t *testing.T) {
	t.Parallel()
	row := reports.Row{MinHeight: 150, Cells: []reports.Cell{{Text: reports.Text("甲")}}}
	_, err := whole(document(reports.Table{Columns: []reports.Column{{Width: 1}}, Header: []reports.Row{row, row}, Rows: []reports.Row{row}}))
	var se *reports.SettingError
	require.ErrorAs(t, err, &se)
	require.Equal(t, reports.CodeBadBlock, se.Code)
}

func TestInvisibleCharactersStayInTheText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"葛\U000E0100城", "\u200b中\u200d文\ufeff", "中\ufe00"} {
		ls := linesOf(set(t, document(reports.Paragraph{Text: reports.Text(text)})))
		require.Equal(t, text, ls[1].text)
	}
	ls := linesOf(set(t, document(reports.Paragraph{Text: reports.Join(reports.Text("中"), reports.Strong("\u200d"), reports.Text("文"))})))
	require.Equal(t, "中\u200d文", ls[1].text)
}

// FuzzText sets hostile text in every kind of place: it is set or refused with
// an error that names its place, and nothing panics.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "收养", "\xff\xfe", "\ufffe", "\ue000", "\x00", "a\nb\n\n", "😀👨‍👩‍👧", "𠮷𫖯𰻞", "——……”，。", strings.Repeat("x", 3000), "e\u0301\u0301\u0301", "\u200b", "　　", "\u202eabc", "བསྒྲུབས", "ก", " \n \n", "（（（（", strings.Repeat("，", 200), "\n\n\n", "\u0301", "字\u0301"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		d := document(
			reports.Heading{Level: 2, Text: reports.Text(a)},
			reports.Paragraph{Text: reports.Join(reports.Text(a), reports.Strong(b), reports.Blank(3))},
			reports.KeyValue{Columns: 2, Caption: b, Items: []reports.Item{{Label: a, Value: reports.Text(b)}, {Label: b, Value: reports.Text(a), Foot: []reports.Inline{reports.Text(b)}}}},
			reports.Table{Columns: []reports.Column{{Width: 1}, {Width: 20}}, Rows: []reports.Row{{Cells: []reports.Cell{{Text: reports.Text(a)}, {Text: reports.Text(b)}}}}},
			reports.List{Style: reports.ListCircled, Items: []reports.ListItem{{Text: reports.Text(a)}}},
			reports.CheckList{Columns: 3, Items: []reports.CheckItem{{Text: reports.Text(a)}, {Text: reports.Text(b)}}},
			reports.Notice{Title: a, Paragraphs: []reports.Inline{reports.Text(b)}},
			reports.Signatures{Signers: []reports.Signer{{Role: a, Name: b, Dated: true}, {Role: b, Fingerprint: true}, {Role: a, Seal: true, Name: b}}},
			reports.Closing{Organ: a, Seal: true},
		)
		d.Authority, d.Recipient, d.Watermark, d.Number = a, b, a, b
		_, err := whole(d)
		var se *reports.SettingError
		if err != nil && !errors.As(err, &se) {
			t.Fatalf("%q, %q: %v", a, b, err)
		}
		if err != nil && se.Path == "" {
			t.Fatalf("%q, %q: no place in %v", a, b, err)
		}
	})
}
