package layout_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/layout"
)

// chapters is a report with headings of two levels, each chapter of so many lines.
func chapters(above int, lengths []int) reports.Document {
	d := document(reports.Contents{Above: above})
	d.Layout, d.Recipient = reports.LayoutReport, "登记机关"
	for i, n := range lengths {
		level := 1 + i%3%2
		d.Blocks = append(d.Blocks, reports.Heading{Level: level, Text: reports.Textf("第%s章", reports.ChineseNumber(i+1))},
			reports.Paragraph{Text: reports.Text(strings.Repeat("评估人员实地走访，了解家庭的实际情况。", n))})
	}
	return d
}

// pagesOf are the pages on which headings stand, and those that the contents name.
func pagesOf(t require.TestingT, ps *layout.Pages) (stand, named map[string]int) {
	stand, named = map[string]int{}, map[string]int{}
	for _, m := range ps.Outline {
		if m.Level > 0 {
			stand[m.Title] = m.Page + 1
		}
	}
	in := false
	for _, l := range linesOf(ps) {
		switch text := strings.TrimSpace(l.text); {
		case text == reports.ContentsTitle:
			in = true
		case strings.HasPrefix(text, "登记机关"):
			return stand, named
		case in:
			title, number, ok := strings.Cut(text, "章")
			require.True(t, ok, text)
			n, err := strconv.Atoi(number)
			require.NoError(t, err, text)
			named[title+"章"] = n
		}
	}
	return stand, named
}

func TestContentsNameThePagesOfTheHeadings(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.IntRange(1, 120), 1, 80).Draw(t, "lengths")
		ps := set(t, chapters(1, lengths))
		stand, named := pagesOf(t, ps)
		if len(named) == 0 {
			require.Len(t, ps.Pages, 1, "only a paper that is not long has no contents")
			return
		}
		require.Equal(t, stand, named)
		require.Len(t, named, len(lengths))
	})
}

func TestShortPaperHasNoContents(t *testing.T) {
	t.Parallel()
	lengths := []int{90, 90, 90}
	plain := chapters(1, lengths)
	plain.Blocks = plain.Blocks[1:]
	pages := len(set(t, plain).Pages)
	require.Greater(t, pages, 1)
	_, named := pagesOf(t, set(t, chapters(pages, lengths)))
	require.Empty(t, named, "as many pages as are allowed")
	_, named = pagesOf(t, set(t, chapters(pages-1, lengths)))
	require.Len(t, named, len(lengths), "one page more than is allowed")
}

func TestContentsAreTaggedAndDotsAreNoText(t *testing.T) {
	t.Parallel()
	ps := set(t, chapters(1, []int{100, 100}))
	count := map[string]int{}
	for _, e := range ps.Elements {
		count[e.Tag]++
	}
	require.Equal(t, 1, count["TOC"])
	require.Equal(t, 2, count["TOCI"])
	require.Equal(t, 2, count["Reference"])
	for _, l := range linesOf(ps) {
		require.NotContains(t, l.text, "..")
	}
	require.Contains(t, fmt.Sprint(linesOf(ps)), "登记机关：", "whom it is for stands behind the contents")
}
