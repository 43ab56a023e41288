package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/layout"
)

// notedDocument has footnotes in paragraphs, in the items of a list and in cells.
func notedDocument(n int) reports.Document {
	table := reports.Table{Columns: []reports.Column{{Width: 1}, {Width: 3}}}
	list := reports.List{Style: reports.ListArabic}
	var blocks reports.Blocks
	for i := range n {
		noted := reports.Join(reports.Text(fmt.Sprintf("正文%d依照规定办理", i)), reports.Footnote(fmt.Sprintf("注%d：《收养评估办法（试行）》第十条。", i)), reports.Text("，其余照常。"))
		switch i % 3 {
		case 0:
			blocks = append(blocks, reports.Paragraph{Text: noted}, reports.Paragraph{Text: reports.Text(strings.Repeat("没有脚注的一段，", 12))})
		case 1:
			list.Items = append(list.Items, reports.ListItem{Text: noted})
		default:
			table.Rows = append(table.Rows, reports.Row{Cells: []reports.Cell{{Text: reports.Text("行")}, {Text: noted}}})
		}
	}
	return document(append(blocks, list, table)...)
}

// TestFootnotesStandOnThePageOfTheirMark: each note is at the foot of the page on
// which its mark stands, below all text, within the type area.
func TestFootnotesStandOnThePageOfTheirMark(t *testing.T) {
	t.Parallel()
	for _, n := range []int{3, 19, 48} {
		d := notedDocument(n)
		ps := set(t, d)
		notes := 0
		for i, page := range ps.Pages {
			said := map[bool]string{}
			lowest, highest := 0.0, 1000.0
			for _, op := range page.Ops {
				if op.Kind != layout.OpText || op.Element == layout.Artifact {
					continue
				}
				note := ps.Elements[op.Element].Tag == "Note"
				for _, g := range op.Glyphs {
					said[note] += g.Text
				}
				if note {
					highest = min(highest, op.Y)
				} else {
					lowest = max(lowest, op.Y)
				}
				require.Less(t, op.Y, 270*mm)
			}
			for k := 1; k <= n; k++ {
				mark := reports.NoteMark(k)
				require.Equal(t, strings.Contains(said[false], "规定办理"+mark+"，"), strings.Contains(said[true], mark+"注"), "%d notes, page %d, %s", n, i+1, mark)
				notes += strings.Count(said[true], mark+"注")
			}
			if said[true] != "" {
				require.Less(t, lowest, highest, "page %d", i+1)
			}
		}
		require.Equal(t, n, notes, "each note once")
		for i := range n {
			require.Contains(t, d.Text(), fmt.Sprintf("注%d：", i))
		}
	}
}

func TestFootnotesHaveTheirPlaces(t *testing.T) {
	t.Parallel()
	var se *reports.SettingError
	require.ErrorAs(t, document(reports.Heading{Level: 1, Text: reports.Footnote("注")}).Check(), &se)
	require.Equal(t, "/blocks/0/text", se.Path)
	require.ErrorAs(t, document(reports.Paragraph{Text: reports.Inline{{Text: "文", Note: "注"}}}).Check(), &se)
	require.ErrorAs(t, document(reports.Paragraph{Text: reports.Footnote("一\n二")}).Check(), &se)
	require.NoError(t, document(reports.Paragraph{Text: reports.Footnote("注")}).Check())
}
