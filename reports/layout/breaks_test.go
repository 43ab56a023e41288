package layout_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
)

func TestDatesNumbersAndCitationsStayWhole(t *testing.T) {
	t.Parallel()
	for _, whole := range []string{"2024年3月6日", "〔2024〕12号", "51010419860721002X", "第12条", "3.5万元", "1,200元", "10:30", "2024-03-06"} {
		for n := range 30 {
			text := strings.Repeat("文", 10+n) + whole + strings.Repeat("字", 12)
			found := 0
			for _, l := range linesOf(set(t, document(reports.Paragraph{Text: reports.Text(text)}))) {
				found += strings.Count(l.text, whole)
			}
			require.Equal(t, 1, found, "%s after %d characters", whole, 10+n)
		}
	}
}

// In a column narrower than a date it is parted after year or month.
func TestDateInANarrowColumnIsPartedAfterYearOrMonth(t *testing.T) {
	t.Parallel()
	table := reports.Table{
		Columns: []reports.Column{{Width: 1}, {Width: 7}},
		Rows:    []reports.Row{{Cells: []reports.Cell{{Text: reports.Text("2024年12月26日")}, {Text: reports.Text("值")}}}},
	}
	var got []string
	for _, l := range linesOf(set(t, document(table)))[1:] {
		if l.text != "值" {
			got = append(got, l.text)
		}
	}
	require.Equal(t, "2024年12月26日", strings.Join(got, ""))
	require.Greater(t, len(got), 1)
	for _, part := range got[:len(got)-1] {
		require.Regexp(t, "[年月]$", part)
	}
}

func TestTibetanBreaksAfterSyllables(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("ཉར་ཚགས་ཐོ་འགོད་བསྒྲུབས་པ་རྫོགས་སོ། ", 12)
	ls := linesOf(set(t, document(reports.Paragraph{Text: reports.Text(text + "完")})))[1:]
	require.Greater(t, len(ls), 3)
	var got strings.Builder
	for i, l := range ls {
		got.WriteString(l.text)
		if i+1 < len(ls) {
			require.Regexp(t, "[་། ]$", l.text)
			require.NotRegexp(t, "^[་།]", ls[i+1].text)
		}
	}
	require.Equal(t, text+"完", got.String())
}
