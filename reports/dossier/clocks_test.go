package dossier_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
)

func day(s string) law.Date { return law.MustDate(s) }

func withClocks(t *testing.T) dossier.Content {
	t.Helper()
	c := content(t, 2, 3)
	c.Explanations.Clocks = []dossier.Clock{
		{
			Title: "收养登记审查期限", From: day("2024-04-02"), FromFact: "收到申请及全部材料之日", Status: "中止计算期间", Basis: []string{"《中国公民收养子女登记办法》第八条"},
			Pauses: []dossier.Pause{
				{From: day("2024-04-10"), To: day("2024-05-11"), Ground: "公告期间"}, {From: day("2024-05-20"), To: day("2024-05-20"), Ground: "当日恢复"}, {From: day("2024-05-30"), Ground: "收养评估期间"},
			},
			Steps: []string{"起算日不计入"},
		},
		{Title: "收养评估期限", From: day("2024-04-08"), Due: day("2024-06-07"), Stopped: day("2024-05-31"), Status: "已于2024-05-31停止计算"},
	}
	return c
}

// clocksFigure is the figure in the part of the time limits.
func clocksFigure(t *testing.T, c dossier.Content) *reports.Timeline {
	t.Helper()
	doc, err := dossier.Compose(c)
	require.NoError(t, err)
	for _, b := range doc.Blocks {
		if e, ok := b.(reports.Enclosed); ok && e.Name == "clocks" {
			f, ok := e.Document.Blocks[0].(reports.Figure)
			require.True(t, ok)
			return f.Timeline
		}
	}
	require.Fail(t, "no part of time limits")
	return nil
}

func TestTimeLimitsAreDrawnAndExplained(t *testing.T) {
	t.Parallel()
	c := withClocks(t)
	line := clocksFigure(t, c)
	require.Equal(t, day("2024-04-02"), line.From)
	require.Equal(t, day("2024-06-07"), line.To, "over the due date")
	require.Equal(t, []reports.TimelineSpan{{From: day("2024-04-10"), To: day("2024-05-10")}, {From: day("2024-05-30")}}, line.Clocks[0].Pauses,
		"the day on which it runs again counts; a pause of no day is none")
	require.Empty(t, line.Events, "no act of the sample leads to another state")
	c.Entries.Entries[0].Header = strings.Replace(c.Entries.Entries[0].Header, `"to":"draft"`, `"to":"submitted"`, 1)
	require.Equal(t, []reports.TimelineEvent{{On: day("2024-06-03"), Label: "提交申请"}}, clocksFigure(t, c).Events)
	file, _, err := dossier.Render(c, nil)
	require.NoError(t, err)
	text := strings.Join(strings.Fields(strings.Join(pageTexts(t, file), "")), "")
	for _, want := range []string{"办理时限图（截至2024-06-03）", "收到申请及全部材料之日", "2024-05-30起，尚未恢复：收养评估期间", "《中国公民收养子女登记办法》第八条", "起算日不计入"} {
		require.Contains(t, text, want)
	}
	if keep := os.Getenv("DOSSIER_CLOCKS_OUT"); keep != "" {
		require.NoError(t, os.WriteFile(keep, file, 0o600))
	}
}

func TestManyTimeLimitsTakeSeveralFigures(t *testing.T) {
	t.Parallel()
	c := withClocks(t)
	for range 20 {
		c.Explanations.Clocks = append(c.Explanations.Clocks, c.Explanations.Clocks[1])
	}
	doc, err := dossier.Compose(c)
	require.NoError(t, err)
	figures := 0
	for _, b := range doc.Blocks {
		if e, ok := b.(reports.Enclosed); ok && e.Name == "clocks" {
			for _, inner := range e.Document.Blocks {
				if _, ok := inner.(reports.Figure); ok {
					figures++
				}
			}
		}
	}
	require.Equal(t, 3, figures)
}
