package layout_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/layout"
)

func pointer(v float64) *float64 { return &v }

func radarFigure(n int) reports.Figure {
	r := reports.Radar{ValueNote: "实得", MarkNote: "合格线"}
	names := []string{"收养动机", "道德品行", "受教育程度", "年龄", "身体健康状况", "心理健康状况", "经济收入", "住房条件", "婚姻家庭关系", "共同生活家庭成员意见", "抚育计划", "邻里关系和社区环境", "甲", "乙", "丙", "丁"}
	for i := range n {
		a := reports.RadarAxis{Label: names[i], Value: float64(5 + i%6), Max: 10}
		if i%5 != 4 {
			a.Mark = pointer(6)
		}
		r.Axes = append(r.Axes, a)
	}
	return reports.Figure{Caption: "各部分得分", Radar: &r}
}

func barsFigure(n int) reports.Figure {
	b := reports.Bars{Series: []string{"索朗·卓嘎", "何䶮", "王𠮷林"}, JointNote: "合并得分"}
	for i := range n {
		it := reports.BarItem{Label: "第" + reports.ChineseNumber(i+1) + "项指标", Max: 10, Values: []*float64{pointer(float64(i % 11)), pointer(7.5), nil}, Joint: pointer(8)}
		if i%4 == 3 {
			it.Label += "的名称较长须分成两行才能排下"
		}
		b.Items = append(b.Items, it)
	}
	return reports.Figure{Caption: "逐项评分", Bars: &b}
}

func timelineFigure() reports.Figure {
	day := law.MustDate
	return reports.Figure{Caption: "办理时间轴", Timeline: &reports.Timeline{
		From: day("2023-11-01"), To: day("2024-04-30"),
		Clocks: []reports.TimelineClock{
			{Label: "登记审查期限", Start: day("2024-01-02"), Due: day("2024-04-20"), Stopped: day("2024-03-25"), Pauses: []reports.TimelineSpan{{From: day("2024-01-12"), To: day("2024-03-11")}}},
			{Label: "评估期限", Start: day("2024-01-15"), Due: day("2024-03-15"), Stopped: day("2024-03-11")},
			{Label: "回访期限", Start: day("2024-03-25")},
		},
		Events: []reports.TimelineEvent{{On: day("2023-11-02"), Label: "公告期满"}, {On: day("2024-01-02"), Label: "收到申请"}, {On: day("2024-01-05"), Label: "受理"}, {On: day("2024-01-06"), Label: "初审"}, {On: day("2024-04-30"), Label: "回访"}},
	}}
}

// drawn is the text of all ops that belong to an element, in order.
func drawn(ps *layout.Pages) string {
	var b strings.Builder
	for _, p := range ps.Pages {
		for _, op := range p.Ops {
			if op.Kind == layout.OpText && op.Element != layout.Artifact {
				for _, g := range op.Glyphs {
					b.WriteString(g.Text)
				}
			}
		}
	}
	return b.String()
}

func TestFiguresSayWhatTheirTextSays(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]reports.Figure{"radar": radarFigure(12), "few axes": radarFigure(3), "most axes": radarFigure(16), "bars": barsFigure(12), "many bars": barsFigure(60), "timeline": timelineFigure()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := document(reports.Paragraph{Text: reports.Text("如图。")}, f)
			ps := set(t, d)
			require.Equal(t, strings.ReplaceAll(d.Text(), "\n", ""), drawn(ps))
			figures := 0
			for _, e := range ps.Elements {
				if e.Tag != "Figure" {
					continue
				}
				figures++
				require.NotEmpty(t, e.Alt)
				require.NotNil(t, e.Box)
				require.Less(t, e.Box.Page, len(ps.Pages))
				require.LessOrEqual(t, e.Box.Y2, 270*mm+0.1)
				require.Greater(t, e.Box.Y2, e.Box.Y1)
			}
			require.Equal(t, name == "many bars", figures > 1)
		})
	}
}

// TestLabelsOfARadarDoNotCollide: no two labels of a radar share a place.
func TestLabelsOfARadarDoNotCollide(t *testing.T) {
	t.Parallel()
	for n := 3; n <= 16; n++ {
		ls := linesOf(set(t, document(radarFigure(n))))
		for i, a := range ls {
			require.GreaterOrEqual(t, a.x, 28*mm-0.1, "%d axes: %s", n, a.text)
			require.LessOrEqual(t, a.end, 184*mm+0.1, "%d axes: %s", n, a.text)
			for _, b := range ls[i+1:] {
				apart := a.end <= b.x || b.end <= a.x || a.y+9 <= b.y || b.y+9 <= a.y
				require.True(t, apart, "%d axes: %q and %q collide", n, a.text, b.text)
			}
		}
	}
}

func TestBadFiguresAreRefused(t *testing.T) {
	t.Parallel()
	tooFew, over, two := radarFigure(3), radarFigure(3), radarFigure(3)
	tooFew.Radar.Axes = tooFew.Radar.Axes[:2]
	over.Radar.Axes[1].Value = 10.5
	two.Bars = barsFigure(1).Bars
	short := barsFigure(2)
	short.Bars.Items[1].Values = short.Bars.Items[1].Values[:1]
	turned := timelineFigure()
	turned.Timeline.To = turned.Timeline.From
	for name, c := range map[string]struct {
		figure reports.Figure
		path   string
	}{
		"none":        {reports.Figure{}, "/blocks/0"},
		"two kinds":   {two, "/blocks/0"},
		"two axes":    {tooFew, "/blocks/0/radar/axes"},
		"over scale":  {over, "/blocks/0/radar/axes/1"},
		"values":      {short, "/blocks/0/bars/items/1/values"},
		"no duration": {turned, "/blocks/0/timeline"},
	} {
		var se *reports.SettingError
		require.ErrorAs(t, document(c.figure).Check(), &se, name)
		require.Equal(t, c.path, se.Path, name)
	}
	edge := radarFigure(3)
	edge.Radar.Axes[1].Value = 10
	require.NoError(t, document(edge).Check())
}
