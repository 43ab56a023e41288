package reports

import (
	"strconv"
	"strings"
)

// Words of figures. They stand here so that Text and the page say the same.
const (
	noValue       = "—"
	timelineDue   = "期限届满 "
	timelineEnd   = "已于 "
	timelineEnded = " 结束"
	timelineRuns  = "尚未结束"
)

// FigureNumber is a number of a figure as it is printed, two decimals at most.
func FigureNumber(v float64) string {
	text := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// ValueText is the value under the label of an axis: 9.5/10.
func (a RadarAxis) ValueText() string { return FigureNumber(a.Value) + "/" + FigureNumber(a.Max) }

// ValueText is the joint value at the end of an item, 9.5/10; its maximum alone
// when there is none.
func (it BarItem) ValueText() string {
	if it.Joint == nil {
		return noValue + "/" + FigureNumber(it.Max)
	}
	return FigureNumber(*it.Joint) + "/" + FigureNumber(it.Max)
}

// Given is the value of a series beside its bar.
func (it BarItem) Given(series int) string {
	if it.Values[series] == nil {
		return noValue
	}
	return FigureNumber(*it.Values[series])
}

// StateText says of a clock when it is due and when it ended.
func (c TimelineClock) StateText() string {
	var parts []string
	if !c.Due.IsZero() {
		parts = append(parts, timelineDue+c.Due.Chinese())
	}
	if c.Stopped.IsZero() {
		parts = append(parts, timelineRuns)
	} else {
		parts = append(parts, timelineEnd+c.Stopped.Chinese()+timelineEnded)
	}
	return strings.Join(parts, "，")
}

// LineText is the line of an event in the list under the axis, n from 1.
func (e TimelineEvent) LineText(n int) string {
	return ListArabic.Mark(n) + e.On.Chinese() + "　" + e.Label
}

// write gives the words of the figure in the order in which they are drawn.
func (b Figure) write(w *textWriter) {
	switch {
	case b.Radar != nil:
		for _, a := range b.Radar.Axes {
			w.line(a.Label)
			w.line(a.ValueText())
		}
		w.line(b.Radar.ValueNote)
		w.line(b.Radar.MarkNote)
	case b.Bars != nil:
		for _, name := range b.Bars.Series {
			w.line(name)
		}
		w.line(b.Bars.JointNote)
		for _, it := range b.Bars.Items {
			w.line(it.Label)
			for i := range it.Values {
				w.line(it.Given(i))
			}
			w.line(it.ValueText())
		}
	case b.Timeline != nil:
		for _, c := range b.Timeline.Clocks {
			w.line(c.Label)
			w.line(c.StateText())
		}
		for i, e := range b.Timeline.Events {
			w.line(e.LineText(i + 1))
		}
	}
	w.line(b.Caption)
}

// Alt is the text that stands for the figure for those who cannot see it: every
// number that is drawn.
func (b Figure) Alt() string {
	switch {
	case b.Radar != nil:
		return b.alt("雷达图", b.Radar.alt())
	case b.Bars != nil:
		return b.alt("条形图", b.Bars.Alt(0, len(b.Bars.Items)))
	case b.Timeline != nil:
		return b.alt("时间轴", b.Timeline.alt())
	}
	return b.Caption
}

func (b Figure) alt(what, says string) string {
	if b.Caption != "" {
		what += "“" + b.Caption + "”"
	}
	return what + "：" + says
}

func (r Radar) alt() string {
	var parts []string
	for _, a := range r.Axes {
		text := a.Label + FigureNumber(a.Value) + "分，满分" + FigureNumber(a.Max) + "分"
		if a.Mark != nil {
			text += "，合格线" + FigureNumber(*a.Mark) + "分"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "；") + "。"
}

// Alt says the items from (counted from 0) to (excluded) in words.
func (r Bars) Alt(from, to int) string {
	var parts []string
	for _, it := range r.Items[from:to] {
		text := it.Label + "（满分" + FigureNumber(it.Max) + "分）"
		for i, name := range r.Series {
			text += "，" + name + it.Given(i)
		}
		if it.Joint != nil {
			text += "，" + r.JointNote + FigureNumber(*it.Joint)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "；") + "。"
}

func (t Timeline) alt() string {
	parts := []string{t.From.Chinese() + "至" + t.To.Chinese()}
	for _, c := range t.Clocks {
		text := c.Label + "，自" + c.Start.Chinese() + "起算"
		for _, p := range c.Pauses {
			end := "至今"
			if !p.To.IsZero() {
				end = "至" + p.To.Chinese()
			}
			text += "，" + p.From.Chinese() + end + "扣除"
		}
		parts = append(parts, text+"，"+c.StateText())
	}
	for _, e := range t.Events {
		parts = append(parts, e.On.Chinese()+e.Label)
	}
	return strings.Join(parts, "；") + "。"
}
