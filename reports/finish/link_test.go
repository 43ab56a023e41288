package finish_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
)

// bound is a file of a catalogue and two papers, the first of two pages.
func bound() reports.Document {
	paper := func(title string, lines int) reports.Document {
		d := reports.Document{Kind: "T01", Title: title, Moment: reports.MomentRecord}
		for range lines {
			d.Blocks = append(d.Blocks, reports.Paragraph{Text: reports.Text("一行。")})
		}
		return d
	}
	row := func(title, name string) reports.Row {
		return reports.Row{Cells: []reports.Cell{{Text: reports.Text(title)}, {Text: reports.Inline{{PagesOf: name}}}}}
	}
	catalogue := reports.Document{Kind: "T01", Title: "卷内目录", Moment: reports.MomentRecord, Blocks: reports.Blocks{
		reports.Table{Columns: []reports.Column{{Width: 3}, {Width: 1}}, Rows: []reports.Row{row("甲", "a"), row("乙", "b"), row("丙", "nowhere")}},
	}}
	return reports.Document{Kind: "T02", Title: "案卷", Moment: reports.MomentRecord, Language: reports.LanguageChinese, Blocks: reports.Blocks{
		reports.Enclosed{Name: "catalogue", Document: catalogue},
		reports.Enclosed{Name: "a", Document: paper("甲文", 45)},
		reports.Enclosed{Name: "b", Document: paper("乙文", 3)},
	}}
}

// one is the first group of the only place where a pattern matches.
func one(t *testing.T, b []byte, pattern string, a ...any) string {
	t.Helper()
	all := regexp.MustCompile(fmt.Sprintf(pattern, a...)).FindAllSubmatch(b, -1)
	require.Len(t, all, 1, pattern)
	return string(all[0][1])
}

func TestTheCatalogueLeadsToThePapers(t *testing.T) {
	t.Parallel()
	draft, err := finish.Draw(bound(), finish.Options{Created: created})
	require.NoError(t, err)
	require.Equal(t, map[string][2]int{"catalogue": {1, 1}, "a": {2, 3}, "b": {4, 4}}, draft.Spans)
	b, err := draft.File(nil)
	require.NoError(t, err)
	pages := strings.Split(one(t, b, `/Kids \[((?:\d+ 0 R )+)\]\n/Count 4`), " 0 R ")
	links := strings.Fields(strings.ReplaceAll(one(t, b, `/Annots \[([^\]]+)\]`), " 0 R", ""))
	require.Len(t, links, 2, "what is not in the file leads nowhere")
	for i, page := range []string{pages[1], pages[3]} {
		annotation := one(t, b, `(?s)\n%s 0 obj\n(.*?)\nendobj`, links[i])
		require.Contains(t, annotation, "/Dest ["+page+" 0 R ")
		require.Contains(t, annotation, "/F 4")
		key := one(t, []byte(annotation), `/StructParent (\d+)`)
		element := one(t, b, `\n%s (\d+) 0 R\n`, key)
		require.Contains(t, one(t, b, `(?s)\n%s 0 obj\n(.*?)\nendobj`, element), "<</Type /OBJR /Obj "+links[i]+" 0 R /Pg "+pages[0]+" 0 R>>")
	}
	path := save(t, "bound", b)
	tool(t, "qpdf", "--check", path)
	heard := structured(t, path)
	same(t, "卷内目录甲2-3乙4丙—甲文"+strings.Repeat("一行。", 45)+"乙文"+strings.Repeat("一行。", 3), heard)
	again, err := finish.Render(bound(), finish.Options{Created: created})
	require.NoError(t, err)
	require.Equal(t, b, again)
}
