package finish_test

import (
	"testing"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
)

// TestFiguresAndFootnotesAreReadInOrder: the words of drawings and the footnotes
// come out of the file as they stand in the source.
func TestFiguresAndFootnotesAreReadInOrder(t *testing.T) {
	t.Parallel()
	mark, joint := 6.0, 8.5
	d := reports.Document{
		Kind: "T03", Title: "图和脚注", Moment: reports.MomentIssued, Layout: reports.LayoutReport, Number: "试〔2024〕1号", EntryHash: "0123456789abcdef0123456789abcdef",
		Blocks: reports.Blocks{
			reports.Paragraph{Text: reports.Join(reports.Text("依照规定办理"), reports.Footnote("《收养评估办法（试行）》第十条。"), reports.Text("，现附图如下。"))},
			reports.Figure{Caption: "各部分得分", Radar: &reports.Radar{ValueNote: "实得", MarkNote: "合格线", Axes: []reports.RadarAxis{
				{Label: "动机", Value: 8.5, Max: 10, Mark: &mark}, {Label: "住房", Value: 7, Max: 10}, {Label: "健康", Value: 10, Max: 10, Mark: &mark},
			}}},
			reports.Figure{Caption: "逐项评分", Bars: &reports.Bars{Series: []string{"索朗·卓嘎", "何䶮"}, JointNote: "合并得分", Items: []reports.BarItem{
				{Label: "动机", Max: 10, Values: []*float64{&joint, nil}, Joint: &joint},
			}}},
			reports.Figure{Timeline: &reports.Timeline{
				From: law.MustDate("2024-01-01"), To: law.MustDate("2024-03-01"),
				Clocks: []reports.TimelineClock{{Label: "审查期限", Start: law.MustDate("2024-01-02"), Due: law.MustDate("2024-02-02")}},
				Events: []reports.TimelineEvent{{On: law.MustDate("2024-01-02"), Label: "收到申请"}},
			}},
			reports.List{Style: reports.ListArabic, Items: []reports.ListItem{{Text: reports.Join(reports.Text("一项"), reports.Footnote("又一注。"))}}},
		},
	}
	path := save(t, "figures", render(t, d))
	same(t, source(d), structured(t, path))
}
