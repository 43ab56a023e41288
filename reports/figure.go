package reports

import "github.com/anjia-project/anjia/assessment/law"

// Figure is a drawing made of plain data: exactly one of Radar, Bars and Timeline
// is given. It is drawn as vectors in black and grey, with a text that stands for
// it, and kept on one page; bars of many items take several.
type Figure struct {
	Caption  string    `json:"caption,omitempty"`
	Radar    *Radar    `json:"radar,omitempty"`
	Bars     *Bars     `json:"bars,omitempty"`
	Timeline *Timeline `json:"timeline,omitempty"`
}

// Radar shows parts of a whole against their pass marks (雷达图): one axis for each
// part, each from 0 to its own maximum.
type Radar struct {
	Axes []RadarAxis `json:"axes"`
	// ValueNote and MarkNote are the legend of the two lines; a radar without
	// marks needs no MarkNote.
	ValueNote string `json:"value_note"`
	MarkNote  string `json:"mark_note,omitempty"`
}

// RadarAxis is one axis; Mark is nil where the part has no pass mark.
type RadarAxis struct {
	Label string   `json:"label"`
	Value float64  `json:"value"`
	Max   float64  `json:"max"`
	Mark  *float64 `json:"mark,omitempty"`
}

// Bars shows items with one bar for each series (分项条形图), each from 0 to the
// maximum of the item.
type Bars struct {
	// Series are the names of the bars of an item: the evaluators.
	Series []string  `json:"series"`
	Items  []BarItem `json:"items"`
	// JointNote is the legend of the joint value; empty when there is none.
	JointNote string `json:"joint_note,omitempty"`
}

// BarItem is one item. Values has one entry for each series, nil where there is
// no value; Joint is what came of them.
type BarItem struct {
	Label  string     `json:"label"`
	Max    float64    `json:"max"`
	Values []*float64 `json:"values"`
	Joint  *float64   `json:"joint,omitempty"`
}

// Timeline shows periods and events to scale (办理时间轴).
type Timeline struct {
	From   law.Date        `json:"from"`
	To     law.Date        `json:"to"`
	Clocks []TimelineClock `json:"clocks,omitempty"`
	Events []TimelineEvent `json:"events,omitempty"`
}

// TimelineClock is one period. Due and Stopped may be zero: a period that is not
// bounded or that still runs.
type TimelineClock struct {
	Label   string         `json:"label"`
	Start   law.Date       `json:"start"`
	Due     law.Date       `json:"due,omitzero"`
	Stopped law.Date       `json:"stopped,omitzero"`
	Pauses  []TimelineSpan `json:"pauses,omitempty"`
}

// TimelineSpan is a span of days, both counted; a zero To leaves it open.
type TimelineSpan struct {
	From law.Date `json:"from"`
	To   law.Date `json:"to,omitzero"`
}

// TimelineEvent is something that happened on a day.
type TimelineEvent struct {
	On    law.Date `json:"on"`
	Label string   `json:"label"`
}

// Share is where a day stands on the axis, from 0 to 1; days before and after it
// stand at its ends.
func (t Timeline) Share(d law.Date) float64 {
	return min(1, max(0, float64(t.From.DaysUntil(d))/float64(t.From.DaysUntil(t.To))))
}

// End is the day on which a period is drawn to end: the day on which it stopped,
// else the end of the axis.
func (t Timeline) End(c TimelineClock) law.Date {
	if c.Stopped.IsZero() {
		return t.To
	}
	return c.Stopped
}

func (Figure) kind() string { return "figure" }

// Bounds of figures: what does not stay readable is refused.
const (
	leastAxes  = 3
	mostAxes   = 16
	mostSeries = 6
	mostClocks = 16
	mostEvents = 40
)
