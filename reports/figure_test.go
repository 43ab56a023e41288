package reports_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
)

// figures are the drawings of a paper, in order.
func figures(d reports.Document) (out []reports.Figure) {
	for _, b := range d.Blocks {
		if f, ok := b.(reports.Figure); ok {
			out = append(out, f)
		}
	}
	return out
}

// TestReportDrawsItsScores: radar and bars show the numbers of the table, and the
// pass mark of a total is said to be one.
func TestReportDrawsItsScores(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		if s.name != "D13-agency" {
			continue
		}
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		all := figures(doc)
		require.Len(t, all, 4, "two parts with a radar and bars each")
		radar, bars := all[0].Radar, all[1].Bars
		require.Len(t, radar.Axes, 12)
		require.Equal(t, "收养动机", radar.Axes[0].Label)
		require.InDelta(t, 8.0, *radar.Axes[0].Mark, 1e-9)
		require.Contains(t, radar.MarkNote, "总分合格线80分")
		require.Len(t, bars.Series, 2)
		require.Equal(t, "年龄", bars.Items[3].Label)
		require.InDelta(t, 6.0, *bars.Items[3].Values[0], 1e-9)
		require.InDelta(t, 5.0, *bars.Items[3].Values[1], 1e-9)
		require.InDelta(t, 5.5, *bars.Items[3].Joint, 1e-9)
		require.Contains(t, all[1].Alt(), "年龄（满分6分），评估员索朗·卓嘎6，评估员何䶮5，合并得分5.5")
		return
	}
	require.Fail(t, "no sample of the report")
}

func TestFiguresSurviveJSON(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		if len(figures(doc)) == 0 {
			continue
		}
		raw, err := json.Marshal(doc)
		require.NoError(t, err)
		var back reports.Document
		require.NoError(t, json.Unmarshal(raw, &back))
		require.Equal(t, doc.Text(), back.Text())
		require.Equal(t, figures(doc), figures(back))
	}
}

func TestTimelineReachesOverAllItShows(t *testing.T) {
	t.Parallel()
	day := law.MustDate
	clock := reports.TimelineClock{Label: "期限", Start: day("2024-01-10"), Due: day("2024-03-01")}
	f, ok := reports.NewTimeline("图", day("2024-02-01"), []reports.TimelineClock{clock}, []reports.TimelineEvent{{On: day("2024-01-02"), Label: "收到申请"}, {Label: "没有日期"}})
	require.True(t, ok)
	require.Equal(t, day("2024-01-02"), f.Timeline.From)
	require.Equal(t, day("2024-03-01"), f.Timeline.To)
	require.Len(t, f.Timeline.Events, 1)
	require.Zero(t, f.Timeline.Share(day("2023-12-01")))
	require.InDelta(t, 1, f.Timeline.Share(day("2024-03-02")), 1e-9)
	_, ok = reports.NewTimeline("图", day("2024-01-10"), []reports.TimelineClock{{Start: day("2024-01-10")}}, nil)
	require.False(t, ok, "no length")
	_, ok = reports.NewTimeline("图", day("2024-02-01"), nil, []reports.TimelineEvent{{On: day("2024-01-02")}})
	require.False(t, ok, "no period")
}

// TestCheckText holds no fact of a person: address, number and the start of the hash.
func TestCheckText(t *testing.T) {
	t.Parallel()
	d := reports.Document{Title: "通知书", Recipient: "张三", CaseNumber: "C-1", Number: "成民收〔2024〕12号"}
	require.Empty(t, d.CheckText(), "nothing to check without a hash")
	d.EntryHash = "0123456789abcdef0123"
	require.Equal(t, "成民收〔2024〕12号 0123456789abcdef", d.CheckText())
	d.CheckAddress = "https://example.org/check/abc"
	require.Equal(t, "https://example.org/check/abc#成民收〔2024〕12号~0123456789abcdef", d.CheckText())
	require.Equal(t, "https://example.org/check/abc#0123456789abcdef", d.ShortCheckText())
}
